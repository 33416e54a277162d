"""Elements: what a user writes in a table's row becomes a line of prepared cells."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeGuard

from ddjlayout import fields
from ddjlayout.block import Path
from ddjlayout.element import Context, Element
from ddjlayout.elements.cells import EMPTY, Entry, Line, Passage, Wide
from ddjlayout.elements.columns import ColumnSpec
from ddjlayout.elements.contents import Contents, Section, plain_rows
from ddjlayout.elements.text import Text, plain_run
from ddjlayout.errors import LayoutError, UsageError, excerpt
from ddjlayout.paragraph import Paragraph
from ddjlayout.paragraph import Span as Stretch
from ddjlayout.text import paragraphs

SpanAlign = Literal["left", "center", "right"]
_TWO = 2
_ALIGNS = (None, "left", "center", "right")
_ROWS: Mapping[object, str] = MappingProxyType(
    {
        "header": "the header is a single row: header=('品名', '金额')",
        "footer": "the footer is a list of rows: footer=[('合计', 3)]",
    }
)
_FEWER = "give each row a list of cells, at most one a column, or add a column"


class Group(NamedTuple):
    """Rows to read, what they are called, and the context of their style."""

    name: str
    rows: Sequence[object]
    cx: Context


class Span:
    """A cell that covers several columns of its row.

    `content` is text, a number or an element; `align` is by default that of the first column
    covered (a decimal column's is right). Numbers are written by the first column's format.
    """

    __slots__ = ("align", "columns", "content")

    def __init__(
        self, content: object, columns: int = _TWO, *, align: SpanAlign | None = None
    ) -> None:
        if align not in _ALIGNS:
            message = f"no alignment {excerpt(align)}"
            raise UsageError(message, code="field-value", hint="left, center or right")
        self.content = content
        if columns is not _TWO:
            columns = fields.whole("a Span", columns, 1, 1_000, "columns")
        self.columns = columns
        self.align: SpanAlign | None = align


def read(groups: Sequence[Group], specs: Sequence[ColumnSpec], here: Path | None) -> Contents:
    """Prepare the rows of a table at a place: its header, its rows and its footer.

    Raises LayoutError as `Reader.line`.
    """
    rows = [*chain.from_iterable([group.rows for group in groups])]
    plain = plain_rows(rows, specs)
    known = {*plain.numbers} if len(plain.numbers) < len(rows) else None
    others: dict[int, Line] = {}
    sections: list[Section] = []
    start = 0
    for name, own, cx in groups:
        stop = start + len(own)
        sections.append(Section(name, start, stop, cx))
        if known is not None:
            line = Reader(specs, cx).line
            for number in range(start, stop):
                if number not in known:
                    others[number] = line(rows[number], (here, name, number - start + 1))
            cx.path = here
        start = stop
    return Contents(here, specs, sections, plain, others)


class Reader:
    """Prepares rows for columns, in the context of their style."""

    def __init__(self, specs: Sequence[ColumnSpec], cx: Context) -> None:
        self.specs = specs
        self.cx = cx

    def line(self, row: object, path: Path) -> Line:
        """Prepare one row cell by cell; a short one ends in empty cells.

        An element takes all columns. Raises LayoutError, with its place, for a row of too many
        cells or of what is no row, and for a cell that is neither text, number nor element.
        """
        if not _is_row(row):
            row = [self._whole(row, path)]
        if len(row) > len(self.specs):
            raise self._misshapen(path, f"{len(row)} cells")
        if any(isinstance(value, Span) for value in row):
            return self._spanning(row, path)
        entries: list[Entry] = [
            self._entry(value, spec, (path, "cell", number))
            for number, (value, spec) in enumerate(zip(row, self.specs, strict=False), 1)
        ]
        return Line(entries + [EMPTY] * (len(self.specs) - len(entries)), path, ())

    def _whole(self, row: object, path: Path) -> Span:
        """Take an element as a row of one Span."""
        if _is_element(row):
            return Span(row, len(self.specs))
        kind = type(row).__name__
        hint = f"give a list of cells; {_ROWS.get(path[1], 'the rows are a list of rows')}"
        if fields.is_a(row, Iterable) and not isinstance(row, (str, bytes)):
            hint = f"list() makes one of a {kind}"
        raise self._misshapen(path, f"type {kind}", hint)

    def _misshapen(self, path: Path, what: str, hint: str = _FEWER) -> LayoutError:
        self.cx.path = path
        message = f"a row of {what} in a table of {len(self.specs)} columns"
        return self.cx.fail("row-shape", message, hint)

    def _spanning(self, row: Sequence[object], path: Path) -> Line:
        """Prepare a row in which some cell covers several columns."""
        count = len(self.specs)
        entries: list[Entry] = [EMPTY] * count
        wide: list[Wide] = []
        index = 0
        for number, value in enumerate(row, 1):
            columns = value.columns if isinstance(value, Span) else 1
            if index + columns > count:
                raise self._misshapen(path, f"cells over {columns_of(row)} columns")
            spec = self.specs[index]
            place = (path, "cell", number)
            if isinstance(value, Span):
                align = spec.align if value.align is None else value.align
                entry = self._entry(value.content, spec, place)
                wide.append(Wide(index, columns, entry, "right" if align == "decimal" else align))
            else:
                entries[index] = self._entry(value, spec, place)
            index += columns
        return Line(entries, path, wide)

    def _entry(self, value: object, spec: ColumnSpec, path: Path) -> Entry:
        """Prepare one cell at a place; text of several paragraphs becomes a `Text`."""
        number = not isinstance(value, str)
        if number and _is_element(value):
            return value
        cx = self.cx
        cx.path = path
        try:
            text = spec.spell(value)
        except UsageError as error:
            raise cx.fail("cell", error.message, error.hint) from None
        number = number and bool(spec.prefix or spec.suffix)
        run = None if number else plain_run(text, cx.face)
        if run is not None:
            return run
        found = paragraphs(text, cx)
        if len(found) > 1:
            return Text(text)
        prose = found[0]
        runs = Paragraph.of([Stretch(prose, cx.face)]).runs(0, len(prose.text.rstrip(" ")))
        return Passage(text, prose, runs[0] if runs else EMPTY, number)


def columns_of(row: object) -> int:
    """Count the columns a row covers, 0 for what is no row of cells."""
    return sum([v.columns if isinstance(v, Span) else 1 for v in row]) if _is_row(row) else 0


def _is_row(row: object) -> TypeGuard[Sequence[object]]:
    return isinstance(row, (tuple, list)) or (
        isinstance(row, Sequence) and not isinstance(row, (str, bytes))
    )


def _is_element(value: object) -> TypeGuard[Element]:
    """Tell elements from all else, also from their classes, which have the methods, too."""
    return hasattr(value, "layout") and hasattr(value, "measure") and not isinstance(value, type)
