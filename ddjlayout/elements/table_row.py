"""Elements: one row of a table becomes a frame, each cell in its track."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ddjlayout.block import Frame, Path, Run
from ddjlayout.element import Context
from ddjlayout.elements.cells import Entry, Line, Passage, run_of, text_of, unbroken
from ddjlayout.elements.columns import ColumnAlign
from ddjlayout.elements.placing import Parts, VAlign, drop, only_text
from ddjlayout.elements.points import Points
from ddjlayout.elements.text import Text
from ddjlayout.linebreak import break_lines
from ddjlayout.style import Align, Style

_STYLES = {
    "left": Style(align=Align.LEFT),
    "center": Style(align=Align.CENTER),
    "right": Style(align=Align.RIGHT),
    "decimal": Style(align=Align.RIGHT),
}


class Track(NamedTuple):
    """A column of a table, or several, in place: left edge and width in dots, and its look."""

    x: int
    width: int
    align: ColumnAlign
    valign: VAlign
    points: Points = Points()

    def left(self, text: str, width: int, cell: int) -> int:
        """Return where a text `width` dots wide starts, so that it stands on one line, dots."""
        if self.align == "left":
            return self.x
        spare = self.width - width
        if self.align == "center":
            return self.x + spare // 2 // cell * cell
        if self.align == "right" or self.points.even:
            return self.x + spare
        return self.x + max(spare - self.points.behind(text) * cell, 0)


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

    def frame(self, line: Line) -> Frame | None:
        """Lay out a row; None when a number does not fit in its track."""
        cell = self.cell
        parts: Parts = []
        if line.wide:
            return self._uneven(line)
        for entry, track in zip(line.entries, self.tracks, strict=True):
            if type(entry) is not Run or entry.width > track.width:
                return self._uneven(line)
            text, width, _, _ = entry
            if width:
                x = track.x if track.align == "left" else track.left(text, width, cell)
                parts.append((x, 0, entry))
        return Frame(self.width, self.pitch, parts, line.path, True)

    def _uneven(self, line: Line) -> Frame | None:
        """Lay out a row with a cell that takes several lines, columns, or that is an element."""
        pieces: list[tuple[Track, int, Run | Frame]] = []
        for number, (entry, track) in enumerate(self._cells(line), 1):
            if isinstance(entry, (Run, Passage)):
                run = run_of(entry)
                if run.width <= track.width:
                    text = text_of(entry).rstrip(" ")
                    pieces.append((track, track.left(text, run.width, self.cell), run))
                    continue
                if unbroken(entry):
                    return None
            frame = self._wrapped(entry, track) or self.block(
                entry, track, (line.path, "cell", number)
            )
            pieces.append((track, track.x, frame))
        return Frame(self.width, *self._aligned(pieces), line.path, keep=True)

    def _cells(self, line: Line) -> Iterator[tuple[Entry, Track]]:
        """Yield the cells with their tracks, those that span columns last."""
        yield from zip(line.entries, self.tracks, strict=True)
        for index, count, entry, align in line.wide:
            first, last = self.tracks[index], self.tracks[index + count - 1]
            width = last.x + last.width - first.x
            yield entry, first._replace(width=width, align=align)

    def _aligned(self, pieces: Sequence[tuple[Track, int, Run | Frame]]) -> tuple[int, Parts]:
        """Put the cells at their height in the row; return its height and its parts."""
        heights = [self.pitch if isinstance(p, Run) else p.height for _, _, p in pieces]
        height = max([self.pitch, *heights])
        middle = any(track.valign == "middle" for track, _, _ in pieces)
        dots = middle and not all(only_text(p) for _, _, p in pieces if isinstance(p, Frame))
        pitch = 1 if dots else self.pitch
        return height, [
            (x, drop(height - tall, track.valign, pitch), piece)
            for (track, x, piece), tall in zip(pieces, heights, strict=True)
            if piece.width
        ]

    def _wrapped(self, entry: Entry, track: Track) -> Frame | None:
        """Break plain text into lines; None for what `Text` has to take care of."""
        if type(entry) is not Run or self.max_lines or track.align == "decimal":
            return None
        text, _, face, _ = entry
        cell = self.cell
        parts: Parts = []
        y = 0
        for start, end in break_lines(text, track.width // cell):
            part = text[start:end]
            width = len(part.encode("gbk")) * cell
            if width > track.width:
                return None
            parts.append((track.left(part, width, cell) - track.x, y, Run(part, width, face)))
            y += self.pitch
        return Frame(track.width, y, parts)

    def block(self, entry: Entry, track: Track, path: Path) -> Frame:
        """Lay out a cell that takes several lines, or that is an element."""
        try:
            inner = self._inner[track.align]
        except KeyError:
            inner = self._inner[track.align] = self.cx.styled(_STYLES[track.align])
        inner.path = path
        if isinstance(entry, (Run, Passage)):
            entry = Text(entry.text, max_lines=self.max_lines)
        return entry.layout(inner, track.width)
