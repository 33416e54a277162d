"""Elements: one row of a table becomes a frame, each cell in its track."""

from collections.abc import Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from ddjlayout.block import Frame, Path, Run
from ddjlayout.element import Context, Element
from ddjlayout.elements.cells import (
    Entry,
    Line,
    Passage,
    is_number,
    measured,
    run_of,
    text_of,
    unbroken,
)
from ddjlayout.elements.columns import ColumnAlign
from ddjlayout.elements.placing import Parts, VAlign, drop, only_text
from ddjlayout.elements.points import Points
from ddjlayout.elements.stack import within
from ddjlayout.elements.text import Broken, Text, plain_lines
from ddjlayout.style import Align, Style

_reading_order = itemgetter(1, 0)
_STYLES = MappingProxyType(
    {
        "left": Style(align=Align.LEFT),
        "center": Style(align=Align.CENTER),
        "right": Style(align=Align.RIGHT),
        "decimal": Style(align=Align.RIGHT),
    }
)


class Track(NamedTuple):
    """A column of a table, or several, in place: left edge and width in dots, and its look."""

    x: int
    width: int
    align: ColumnAlign
    valign: VAlign
    points: Points = Points()

    @property
    def flush(self) -> bool:
        """Whether all cells of one line end where the track does."""
        return self.align == "right" or (self.align == "decimal" and self.points.even)

    def left(self, text: str, width: int, cell: int) -> int:
        """Return where a text `width` dots wide starts, so that it stands on one line, dots."""
        if self.align == "left":
            return self.x
        spare = self.width - width
        if self.align == "center":
            return self.x + spare // 2 // cell * cell
        behind = self.points.behind(text) * cell if self.align == "decimal" else 0
        return self.x + max(spare - behind, 0)


def wrapped(text: str, track: Track, room: int) -> Broken | None:
    """Break plain text that is wider than the `room` cells of its track.

    None for a number, which is never broken, and for what needs more care.
    """
    if track.align == "decimal" or is_number(text):
        return None
    return plain_lines(text, room)


class _Piece(NamedTuple):
    """A cell in its row: its vertical alignment, its height and left edge in dots, its part."""

    valign: VAlign
    height: int
    x: int
    part: Run | Frame


class Rows:
    """Lays out rows of one style in a table's tracks, `width` dots wide together.

    `cx` carries the rows' style; text in a cell takes `max_lines` at most.
    """

    def __init__(
        self, tracks: Sequence[Track], width: int, cx: Context, max_lines: int | None
    ) -> None:
        self.tracks = tracks
        self.width = width
        self.cx = cx
        self.max_lines = max_lines
        self.cell = cx.face.size.cell
        self.pitch = cx.face.size.height + cx.profile.leading
        self._inner: dict[ColumnAlign, Context] = {}
        self._flowing = max_lines is None and all(track.valign == "top" for track in tracks)

    def frame(self, line: Line) -> Frame | None:
        """Lay out a row; None when a number does not fit in its track."""
        plain = self._plain(line)
        if plain is not None:
            return plain
        pieces: list[_Piece] = []
        cells = [*zip(line.entries, self.tracks, strict=True), *self._wide(line)]
        for number, (entry, track) in enumerate(cells, 1):
            if isinstance(entry, (Run, Passage)):
                run = run_of(entry)
                if run.width <= track.width:
                    x = track.left(text_of(entry), run.width, self.cell)
                    pieces.append(_Piece(track.valign, self.pitch, x, run))
                    continue
                if unbroken(entry):
                    return None
            elif unbroken(entry) and self._wider(entry, track, line, number):
                return None
            frame = self.block(entry, track, (line.path, "cell", number))
            pieces.append(_Piece(track.valign, frame.height, track.x, frame))
        height = max([self.pitch, *[piece.height for piece in pieces]])
        return Frame(self.width, height, self._aligned(pieces, height), line.path, keep=True)

    def _plain(self, line: Line) -> Frame | None:
        """Lay out a row of nothing but plain text at its top; None for what needs more care."""
        if line.wide or not self._flowing:
            return None
        parts: Parts = []
        for entry, track in zip(line.entries, self.tracks, strict=True):
            if not isinstance(entry, Run):
                return None
            lines: Broken | None = [(entry.text, entry.width // self.cell)]
            if entry.width > track.width:
                lines = wrapped(entry.text, track, track.width // self.cell)
            if lines is None:
                return None
            for number, (text, count) in enumerate(lines):
                run = Run(text, count * self.cell, entry.face)
                left = track.left(text, run.width, self.cell)
                parts += [(left, number * self.pitch, run)] if count else []
        parts.sort(key=_reading_order)
        height = max([y for _, y, _ in parts], default=0) + self.pitch
        return Frame(self.width, height, parts, line.path, keep=True)

    def _wider(self, entry: Element, track: Track, line: Line, number: int) -> bool:
        """Tell whether an element in a cell cannot be as narrow as its track."""
        return measured(entry, line, number - 1, self.cx).min > track.width

    def _wide(self, line: Line) -> list[tuple[Entry, Track]]:
        """Return the cells that span columns, each with a track over all of them."""
        found: list[tuple[Entry, Track]] = []
        for first, columns, entry, align in line.wide:
            left, right = self.tracks[first], self.tracks[first + columns - 1]
            width = right.x + right.width - left.x
            found.append((entry, left._replace(width=width, align=align)))
        return found

    def _aligned(self, pieces: Sequence[_Piece], height: int) -> Parts:
        """Put the cells at their height in the row: text on its lines, beside dots exactly."""
        pitch = self.pitch if all(only_text(piece.part) for piece in pieces) else 1
        return [
            (x, drop(height - tall, valign, pitch), part)
            for valign, tall, x, part in pieces
            if part.width
        ]

    def block(self, entry: Entry, track: Track, path: Path) -> Frame:
        """Lay out a cell that takes several lines, or that is an element."""
        try:
            inner = self._inner[track.align]
        except KeyError:
            inner = self._inner[track.align] = self.cx.styled(_STYLES[track.align])
        if isinstance(entry, (Run, Passage)):
            entry = Text(entry.text, max_lines=self.max_lines)
        inner.path = within(path, entry)
        return entry.layout(inner, track.width)
