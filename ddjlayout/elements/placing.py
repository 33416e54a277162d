"""Elements: putting frames beside one another and at their height in a row."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, repeat
from operator import attrgetter
from typing import Literal

from ddjlayout.block import Block, Frame, Path, Run
from ddjlayout.errors import UsageError, excerpt

VAlign = Literal["top", "middle", "bottom"]
Parts = list[tuple[int, int, Block | Frame]]
_height = attrgetter("height")
_VALIGNS = ("top", "middle", "bottom")


def checked_valign(valign: VAlign | None) -> VAlign | None:
    """Return a vertical alignment as it is; raise UsageError for an unknown one."""
    if valign is not None and valign not in _VALIGNS:
        message = f"no vertical alignment {excerpt(valign)}"
        raise UsageError(message, code="field-value", hint="top, middle or bottom")
    return valign


def drop(spare: int, valign: VAlign, pitch: int) -> int:
    """Return how far down something stands in a row `spare` dots taller than it.

    The middle is a whole number of lines from the top, so that lines of text stay beside lines
    of text; `pitch` is 1 where there are dots beside it.
    """
    if valign == "middle":
        return spare // 2 // pitch * pitch
    return 0 if valign == "top" else spare


def only_text(part: Block | Frame) -> bool:
    """Tell whether something is text, or a frame with nothing else in it."""
    if isinstance(part, Frame):
        return all(only_text(inner) for _, _, inner in part.parts)
    return isinstance(part, Run)


def beside(
    frames: Sequence[Frame], lefts: Sequence[int], valigns: Sequence[VAlign], pitch: int
) -> Frame:
    """Put frames beside one another at `lefts`, each aligned in the row's height.

    `pitch` is the height of a line, in whole lines of which text is moved.
    """
    height = max([frame.height for frame in frames])
    if any(valign == "middle" for valign in valigns) and not all(map(only_text, frames)):
        pitch = 1
    parts: Parts = [
        (x, drop(height - frame.height, valign, pitch), frame)
        for frame, x, valign in zip(frames, lefts, valigns, strict=True)
    ]
    return Frame(lefts[-1] + frames[-1].width, height, parts)


def stacked(frames: Iterable[Frame], width: int, origin: Path | None = None) -> Frame:
    """Put frames one under another."""
    frames = [*frames]
    *tops, height = accumulate(map(_height, frames), initial=0)
    return Frame(width, height, [*zip(repeat(0), tops, frames, strict=False)], origin)
