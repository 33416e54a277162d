"""Elements: what a table's cells hold, prepared once and measured per column."""

from collections.abc import Sequence
from typing import NamedTuple

from ddjlayout.block import Path
from ddjlayout.element import Context, Element
from ddjlayout.elements.columns import ColumnSpec, split_at_point
from ddjlayout.elements.text import Text
from ddjlayout.linebreak import opportunities
from ddjlayout.paragraph import Paragraph, Span
from ddjlayout.space import Want, share
from ddjlayout.style import Face
from ddjlayout.text import Prose, cells, paragraphs


class TextCell(NamedTuple):
    """A cell of one paragraph: `size` is its width on one line in cells, without end blanks.

    `number` is true for typed numbers, which are never broken.
    """

    prose: Prose
    size: int
    number: bool

    def unbroken(self) -> bool:
        """Tell whether this is a number, typed or written, that must not be broken."""
        if self.number:
            return True
        text = self.prose.text
        return any(c.isdigit() for c in text) and not opportunities(text.strip(" "))

    def widest_word(self, face: Face) -> int:
        """Return the least width in dots at which no word is broken."""
        if self.number:
            return self.size * face.size.cell
        return Paragraph.of([Span(self.prose, face)]).widest_word()


Entry = TextCell | Element
EMPTY = TextCell(Prose(""), 0, number=False)


class Line(NamedTuple):
    """A row of prepared cells and its place."""

    entries: Sequence[Entry]
    path: Path


def entry_of(value: object, spec: ColumnSpec, cx: Context) -> Entry:
    """Prepare one cell for its column; text of several paragraphs becomes a `Text`."""
    if type(value) is str:
        text = value
    elif hasattr(value, "layout") and hasattr(value, "measure"):
        return value
    else:
        text = spec.spell(value)
    found = paragraphs(text, cx)
    if len(found) > 1:
        return Text(text)
    prose = found[0]
    return TextCell(prose, cells(prose.text.rstrip(" ")), type(value) is not str)


class Points(NamedTuple):
    """Where the decimal points of a column stand: cells left and right of them at most."""

    left: int
    right: int


def points_of(entries: Sequence[Entry]) -> Points:
    """Measure the text cells of a decimal column around their points, cells."""
    left = right = 0
    for entry in entries:
        split = split_at_point(entry.prose.text) if isinstance(entry, TextCell) else None
        if split is not None:
            left, right = max(left, split[0]), max(right, split[1])
    return Points(left, right)


def column_widths(
    specs: Sequence[ColumnSpec],
    lines: Sequence[Line],
    points: Sequence[Points],
    room: int,
    cx: Context,
) -> list[int]:
    """Share `room` dots among a table's columns; the sum may pass it only if no minimum fits."""
    face = cx.face
    cell, dpi = face.size.cell, cx.profile.dpi
    wants: list[Want] = []
    flexible = 0
    for index, spec in enumerate(specs):
        fixed = spec.width.dots(room, cell, dpi)
        if fixed:
            wants.append(Want(spec.width, fixed, fixed))
            continue
        flexible += spec.width.unit == "fr"
        column = [line.entries[index] for line in lines]
        most = max([_size(entry, face, cx) for entry in column], default=0)
        if spec.align == "decimal":
            most = max(most, sum(points[index]) * cell)
        wants.append(Want(spec.width, most if _atomic(spec) else 0, most))
    widths = share(wants, room, cell=cell, dpi=dpi)
    if flexible == 1 and _autos_fit(wants, widths) and min(widths) >= 2 * cell:
        return widths
    floors = [
        want if want.min else want._replace(min=_floor([r.entries[i] for r in lines], face, cx))
        for i, want in enumerate(wants)
    ]
    return share(floors, room, cell=cell, dpi=dpi)


def _autos_fit(wants: Sequence[Want], widths: Sequence[int]) -> bool:
    return all(
        width >= want.max
        for want, width in zip(wants, widths, strict=True)
        if want.width.unit == "auto"
    )


def _atomic(spec: ColumnSpec) -> bool:
    """Tell whether a column holds numbers, which keep their width."""
    return spec.align == "decimal" or spec.places is not None


def _size(entry: Entry, face: Face, cx: Context) -> int:
    if isinstance(entry, TextCell):
        return entry.size * face.size.cell
    return entry.measure(cx).max


def _floor(column: Sequence[Entry], face: Face, cx: Context) -> int:
    """Return the least width in dots at which no word of a column is broken."""
    return max(
        (
            entry.widest_word(face) if isinstance(entry, TextCell) else entry.measure(cx).min
            for entry in column
        ),
        default=0,
    )
