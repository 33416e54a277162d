"""Elements: one row of a table becomes a frame; a row whose numbers do not fit is stacked."""

from collections.abc import Sequence
from typing import NamedTuple

from ddjlayout.block import Block, Frame, Run
from ddjlayout.diagnostics import Level
from ddjlayout.element import Context
from ddjlayout.elements.cells import Entry, Line, Points, TextCell
from ddjlayout.elements.columns import ColumnSpec, split_at_point
from ddjlayout.elements.row import VAlign
from ddjlayout.paragraph import Paragraph, Span
from ddjlayout.style import Align, Face, Style

_STYLES = {
    "left": Style(align=Align.LEFT),
    "center": Style(align=Align.CENTER),
    "right": Style(align=Align.RIGHT),
    "decimal": Style(align=Align.RIGHT),
}
Parts = list[tuple[int, int, Block | Frame]]


class Track(NamedTuple):
    """One column of a table in place: its left edge and width in dots, its look."""

    x: int
    width: int
    spec: ColumnSpec
    points: Points


def row_frame(line: Line, tracks: Sequence[Track], cx: Context, valign: VAlign) -> Frame:
    """Lay out one row in its tracks; raises LayoutError where not even a character fits."""
    face = cx.face
    pitch = face.size.height + cx.profile.leading
    cell = face.size.cell
    parts: Parts = []
    tall: list[tuple[int, Frame]] = []
    height = pitch
    for entry, track in zip(line.entries, tracks, strict=True):
        if isinstance(entry, TextCell) and entry.size * cell <= track.width:
            if entry.size:
                parts.append((track.x + _offset(entry, track, cell), 0, _run(entry, face)))
            continue
        if isinstance(entry, TextCell) and entry.unbroken():
            return _stacked(line, tracks, cx)
        frame = _cell_frame(entry, track, cx, line)
        tall.append((track.x, frame))
        height = max(height, frame.height)
    if valign != "top" and height > pitch:
        shift = (height - pitch) // (2 if valign == "middle" else 1)
        parts = [(x, shift, part) for x, _, part in parts]
    for x, frame in tall:
        spare = height - frame.height
        parts.append((x, {"top": 0, "middle": spare // 2, "bottom": spare}[valign], frame))
    return Frame(tracks[-1].x + tracks[-1].width, height, parts, line.path, keep=True)


def _offset(entry: TextCell, track: Track, cell: int) -> int:
    """Return where a cell of one line starts in its track, dots."""
    spare = track.width - entry.size * cell
    match track.spec.align:
        case "left":
            return 0
        case "center":
            return spare // 2 // cell * cell
        case "right":
            return spare
        case "decimal":
            split = split_at_point(entry.prose.text.rstrip(" "))
            behind = 0 if split is None else track.points.right - split[1]
            return max(spare - behind * cell, 0)


def _run(entry: TextCell, face: Face) -> Run:
    text, clusters = entry.prose
    if clusters is None and "\u00a0" not in text and "\u200b" not in text:
        return Run(text.rstrip(" "), entry.size * face.size.cell, face)
    return Paragraph.of([Span(entry.prose, face)]).runs(0, len(text.rstrip(" ")))[0]


def _cell_frame(entry: Entry, track: Track, cx: Context, line: Line) -> Frame:
    """Lay out a cell that takes more than one line, or that is an element."""
    inner = cx.styled(_STYLES[track.spec.align])
    inner.path = line.path
    if isinstance(entry, TextCell):
        return wrapped(entry, track.width, inner)
    return entry.layout(inner, track.width)


def wrapped(entry: TextCell, width: int, cx: Context) -> Frame:
    """Break a cell's text into lines at most `width` dots wide, aligned as inherited."""
    face = cx.face
    paragraph = Paragraph.of([Span(entry.prose, face)])
    parts: Parts = []
    y = 0
    for start, end in paragraph.lines(width, width):
        for run in paragraph.runs(start, end):
            spare = width - run.width
            if spare < 0:
                raise cx.fail(
                    "too-narrow",
                    f"a character {run.width} dots wide does not fit in {width} dots",
                    "widen the column or use a smaller size",
                )
            if cx.style.align is Align.LEFT:
                spare = 0
            elif cx.style.align is Align.CENTER:
                spare = spare // 2 // face.size.cell * face.size.cell
            parts.append((spare, y, run))
        y += face.size.height + cx.profile.leading
    return Frame(width, y, parts)


def _stacked(line: Line, tracks: Sequence[Track], cx: Context) -> Frame:
    """Put the text on lines of its own, the whole width, and the numbers below, at the right."""
    cx.path = line.path
    width = tracks[-1].x + tracks[-1].width
    face = cx.face
    pitch = face.size.height + cx.profile.leading
    cx.report(
        Level.WARNING,
        "row-stacked",
        "a number does not fit in its column, the row's numbers are printed below its text",
        "widen the column of numbers",
    )
    full = Track(0, width, ColumnSpec(), Points(0, 0))
    figures: list[tuple[TextCell, Track]] = []
    parts: Parts = []
    y = 0
    for entry, track in zip(line.entries, tracks, strict=True):
        if isinstance(entry, TextCell) and (not entry.size or entry.unbroken()):
            figures.append((entry, track))
            continue
        frame = _cell_frame(entry, full, cx, line)
        parts.append((0, y, frame))
        y += frame.height
    for figure_line in _figure_lines([f for f in figures if f[0].size], width, face.size.cell):
        if figure_line[0][0] < 0:
            message = f"a number of {figure_line[0][1].size} cells is wider than the paper allows"
            raise cx.fail("too-narrow", message, "use a smaller size")
        parts += [(x, y, _run(entry, face)) for x, entry in figure_line]
        y += pitch
    return Frame(width, y, parts, line.path, keep=True)


def _figure_lines(
    figures: Sequence[tuple[TextCell, Track]], width: int, cell: int
) -> list[list[tuple[int, TextCell]]]:
    """Place numbers on one line under their columns, else packed right, else a line each."""
    for edges in ([track.x + track.width for _, track in figures], [width] * len(figures)):
        placed: list[tuple[int, TextCell]] = []
        edge = width
        for (entry, _), right in zip(reversed(figures), reversed(edges), strict=True):
            x = min(right, edge) - entry.size * cell
            placed.append((x, entry))
            edge = x - cell
        if placed and placed[-1][0] >= 0:
            return [placed[::-1]]
    return [[(width - entry.size * cell, entry)] for entry, _ in figures]
