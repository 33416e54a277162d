"""Elements: leaders, the pattern that leads the eye from one column of a row to the next."""

from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from ddjlayout.block import Frame, Run
from ddjlayout.elements.placing import Parts
from ddjlayout.errors import UsageError, excerpt
from ddjlayout.style import Face
from ddjlayout.text import cells, is_native


class Leader(NamedTuple):
    """A pattern of `size` cells to fill the space between two columns with."""

    pattern: str
    size: int

    def between(self, start: int, end: int, face: Face) -> tuple[int, int, Run] | None:
        """Return the leader from `start` to `end` dots, a cell free on both sides; None for none.

        It begins at a multiple of the pattern's width, so that leaders of several rows line up.
        """
        cell = face.size.cell
        step = self.size * cell
        first = -(-(start + cell) // step) * step
        times = (end - cell - first) // step
        return (first, 0, Run(self.pattern * times, times * step, face)) if times > 0 else None

    def led(self, row: Frame) -> Frame:
        """Add leaders between the frames of a row: each on the line on which the right one begins.

        A leader has the face of the text before it, or of the one behind it where that is lower.
        """
        frames = [(x, y, part) for x, y, part in row.parts if isinstance(part, Frame)]
        parts: Parts = list(row.parts)
        for left, right in pairwise(frames):
            places = list(_runs(right))
            bottom = min((_bottom(place) for place in places), default=0)
            before = [place for place in _runs(left) if _bottom(place) == bottom]
            if not before:
                continue
            start, _, last = max(before, key=_left)
            end, _, first = min((p for p in places if _bottom(p) == bottom), key=_left)
            face = first.face if first.height < last.height else last.face
            fill = self.between(start + last.width, end, face)
            if fill is not None:
                parts.append((fill[0], bottom - fill[2].height, fill[2]))
        return row._replace(parts=parts)


def checked_leader(pattern: str) -> Leader:
    """Return a leader; raise UsageError for characters the printer lacks."""
    if not is_native(pattern):
        raise UsageError(f"a leader is made of characters the printer has, not {excerpt(pattern)}")
    return Leader(pattern, cells(pattern))


_Place = tuple[int, int, Run]
_left = itemgetter(0)


def _bottom(place: _Place) -> int:
    return place[1] + place[2].height


def _runs(placed: "tuple[int, int, Frame]") -> Iterator[_Place]:
    """Yield the runs of a frame with their places, nested ones too."""
    x, y, frame = placed
    for dx, dy, part in frame.parts:
        if isinstance(part, Frame):
            yield from _runs((x + dx, y + dy, part))
        elif isinstance(part, Run):
            yield x + dx, y + dy, part
