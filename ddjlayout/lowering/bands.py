"""Lowering: a frame is cut into bands, stretches of paper that no block crosses."""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from ddjlayout.block import Block, Frame, Path, Run


class Placed(NamedTuple):
    """A block at its place on the paper, dots from the upper left corner."""

    y: int
    x: int
    block: Block
    origin: Path | None

    @property
    def is_text(self) -> bool:
        """Tell whether the block is text."""
        return isinstance(self.block, Run)


class Band(NamedTuple):
    """A stretch of paper from `top` to `bottom` (dots) and the blocks in it."""

    top: int
    bottom: int
    blocks: Sequence[Placed]


def bands(frame: Frame, x: int, y: int, origin: Path | None) -> Iterator[Band]:
    """Cut a frame that stands at (x, y) at every height that no block crosses."""
    blocks: list[Placed] = []
    _flatten(frame, x, y, origin, blocks)
    blocks.sort(key=_place)
    held: list[Placed] = []
    top = bottom = 0
    for placed in blocks:
        start = placed.y
        end = start + placed.block.height
        if start >= bottom or not held:
            if held:
                yield Band(top, bottom, held)
            top, bottom, held = start, end, [placed]
        else:
            held.append(placed)
            if end > bottom:
                bottom = end
    if held:
        yield Band(top, bottom, held)


def _flatten(frame: Frame, x: int, y: int, origin: Path | None, out: list[Placed]) -> None:
    """Collect a frame's blocks at their places on the paper."""
    origin = frame.origin or origin
    for dx, dy, part in frame.parts:
        if isinstance(part, Frame):
            _flatten(part, x + dx, y + dy, origin, out)
        else:
            out.append(Placed(y + dy, x + dx, part, origin))


_place = itemgetter(0, 1)
