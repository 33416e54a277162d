"""Elements: what a table's cells hold, prepared and measured once."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeGuard

from ddjlayout.block import Path, Run
from ddjlayout.element import Context, Element
from ddjlayout.elements.columns import ColumnSpec
from ddjlayout.elements.text import Text, plain_run
from ddjlayout.errors import UsageError
from ddjlayout.linebreak import opportunities
from ddjlayout.paragraph import Paragraph, widest_word
from ddjlayout.paragraph import Span as Stretch
from ddjlayout.style import Face
from ddjlayout.text import Prose, paragraphs

SpanAlign = Literal["left", "center", "right"]
_ALIGNS = (None, "left", "center", "right")


class Span:
    """A cell that covers several columns of its row.

    `content` is text, a number or an element; `align` is by default that of the first column
    covered (a decimal column's is right). Numbers are written by the first column's format.
    """

    __slots__ = ("align", "columns", "content")

    def __init__(
        self, content: object, columns: int = 2, *, align: SpanAlign | None = None
    ) -> None:
        if columns < 1 or align not in _ALIGNS:
            hint = "left, center or right"
            raise UsageError("a Span covers 1 column or more and is aligned", hint=hint)
        self.content = content
        self.columns = columns
        self.align: SpanAlign | None = align


class Passage(NamedTuple):
    """A cell of one line that needs more care than a run: what the user wrote, and its run.

    `number` is true for a typed number, which is never broken whatever stands around it.
    """

    text: str
    prose: Prose
    run: Run
    number: bool


Entry = Run | Passage | Element
EMPTY = Run("", 0, Face())


class Wide(NamedTuple):
    """A prepared Span: its first column, how many it covers, and what it holds."""

    first: int
    columns: int
    entry: Entry
    align: SpanAlign


class Line(NamedTuple):
    """A row of prepared cells, one a column, and its place; what spans columns is in `wide`."""

    entries: Sequence[Entry]
    path: Path
    wide: Sequence[Wide] = ()


def line_of(row: object, specs: Sequence[ColumnSpec], cx: Context, path: Path) -> Line:
    """Prepare one row; a short one ends in empty cells, an element takes all columns.

    Raises LayoutError, with its place, for a row of too many cells or of what is no row, and for
    a cell that is neither text, number nor element.
    """
    if not _is_row(row):
        row = [_spanned(row, len(specs), cx, path)]
    if len(row) > len(specs):
        raise _misshapen(cx, path, f"{len(row)} cells", len(specs))
    face = cx.face
    cell = face.size.cell
    entries: list[Entry] = []
    for value, spec in zip(row, specs, strict=False):
        kind = type(value)
        if kind is str or (kind is int and spec.bare):
            text = str(value)
            if text.isprintable() and text[-1:] != " ":
                try:
                    entries.append(Run(text, len(text.encode("gbk")) * cell, face))
                except UnicodeEncodeError:
                    pass
                else:
                    continue
        elif kind is Span:
            return _spanning(row, specs, cx, path)
        entries.append(_entry_of(value, spec, cx, (path, "cell", len(entries) + 1)))
    if len(entries) < len(specs):
        entries += [EMPTY] * (len(specs) - len(entries))
    return Line(entries, path)


def columns_of(row: object) -> int:
    """Count the columns a row covers, 0 for what is no row of cells."""
    return sum([v.columns if isinstance(v, Span) else 1 for v in row]) if _is_row(row) else 0


def covered(line: Line) -> frozenset[int]:
    """Return the columns of a row that have no edge on their left, because a Span covers it."""
    return frozenset(i for w in line.wide for i in range(w.first + 1, w.first + w.columns))


def _is_row(row: object) -> TypeGuard[Sequence[object]]:
    return isinstance(row, (tuple, list)) or (
        isinstance(row, Sequence) and not isinstance(row, (str, bytes))
    )


def _spanned(row: object, columns: int, cx: Context, path: Path) -> Span:
    """Take an element as a row of one Span."""
    if _is_element(row):
        return Span(row, columns)
    raise _misshapen(cx, path, f"type {type(row).__name__}", columns)


def _misshapen(cx: Context, path: Path, what: str, columns: int) -> Exception:
    cx.path = path
    hint = "give each row a list of cells, at most one a column, or add a column"
    return cx.fail("row-shape", f"a row of {what} in a table of {columns} columns", hint)


def _spanning(row: Sequence[object], specs: Sequence[ColumnSpec], cx: Context, path: Path) -> Line:
    """Prepare a row in which some cell covers several columns."""
    entries: list[Entry] = [EMPTY] * len(specs)
    wide: list[Wide] = []
    index = 0
    for number, value in enumerate(row, 1):
        span = value if isinstance(value, Span) else Span(value, 1)
        if index + span.columns > len(specs):
            taken = index + sum(v.columns if isinstance(v, Span) else 1 for v in row[number - 1 :])
            raise _misshapen(cx, path, f"cells over {taken} columns", len(specs))
        entry = _entry_of(span.content, specs[index], cx, (path, "cell", number))
        if span is value:
            align = specs[index].align if span.align is None else span.align
            wide.append(Wide(index, span.columns, entry, "right" if align == "decimal" else align))
        else:
            entries[index] = entry
        index += span.columns
    return Line(entries, path, wide)


def _is_element(value: object) -> TypeGuard[Element]:
    return hasattr(value, "layout") and hasattr(value, "measure")


def _entry_of(value: object, spec: ColumnSpec, cx: Context, path: Path) -> Entry:
    """Prepare one cell at a place; text of several paragraphs becomes a `Text`."""
    if _is_element(value):
        return value
    cx.path = path
    try:
        text = spec.spell(value)
    except UsageError as error:
        raise cx.fail("cell", error.message, error.hint) from None
    number = not isinstance(value, str) and bool(spec.prefix or spec.suffix)
    run = None if number else plain_run(text, cx.face)
    if run is not None:
        return run
    found = paragraphs(text, cx)
    if len(found) > 1:
        return Text(text)
    prose = found[0]
    runs = Paragraph.of([Stretch(prose, cx.face)]).runs(0, len(prose.text.rstrip(" ")))
    return Passage(text, prose, runs[0] if runs else EMPTY, number)


_PROSE = re.compile(r"\D*[一-龥]{2}")  # a place to break before any digit
_PLAIN = re.compile(r"[-￥]*[0-9][0-9.,]*%?")


def text_of(entry: Run | Passage) -> str:
    """Return a text cell in the device's repertoire, stand-ins for what is not in it."""
    return entry.text if type(entry) is Run else entry.prose.text  # type: ignore[union-attr]


def run_of(entry: Run | Passage) -> Run:
    """Return a text cell as one run."""
    return entry if isinstance(entry, Run) else entry.run


def unbroken(entry: Run | Passage) -> bool:
    """Tell whether this is a number, typed or written, that must not be broken."""
    if isinstance(entry, Passage) and entry.number:
        return True
    text = text_of(entry).strip(" ")
    if _PLAIN.fullmatch(text):
        return True
    if _PROSE.match(text) or not any(map(str.isdigit, text)):
        return False
    return opportunities(text) == [len(text)]


def widest(entry: Entry, cx: Context) -> int:
    """Return the width in dots of a cell that is not wrapped."""
    if isinstance(entry, Run):
        return entry.width
    return entry.run.width if isinstance(entry, Passage) else entry.measure(cx).max


def narrowest(entry: Entry, cx: Context) -> int:
    """Return the least width in dots at which no word of a cell is broken."""
    if not isinstance(entry, (Run, Passage)):
        return entry.measure(cx).min
    if isinstance(entry, Passage) and entry.number:
        return entry.run.width
    return widest_word(text_of(entry)) * cx.face.size.cell
