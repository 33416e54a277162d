"""Elements: everything in a table's rows, read; rows of nothing but plain text by columns."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import cached_property
from itertools import chain, cycle
from typing import Any, NamedTuple, cast

from ddjlayout.block import Path, Run
from ddjlayout.element import Context
from ddjlayout.elements.cells import Entry, Line, Passage, text_of, widest
from ddjlayout.elements.columns import ColumnSpec
from ddjlayout.elements.points import Points, points_of
from ddjlayout.errors import UsageError
from ddjlayout.fields import is_a
from ddjlayout.text import encode_gbk

_NO_POINTS = Points()
_TEXT: AbstractSet[type] = frozenset({str})
_ROW = (tuple, list)
_ROWS: AbstractSet[type] = frozenset(_ROW)
_NUMBERS = frozenset({int, float, Decimal, type(None)})
_ODD = -1
"""The cells of what is no plain text."""


class Section(NamedTuple):
    """Rows under one name and in one style, from number `start` to before `stop`."""

    name: str
    start: int
    stop: int
    cx: Context


class Plain(NamedTuple):
    """The rows of nothing but plain text: their numbers, and by columns the texts and their cells.

    Rows are counted from 0 over all sections.
    """

    numbers: Sequence[int]
    texts: Sequence[Sequence[str]]
    cells: Sequence[Sequence[int]]


class Contents:
    """A table's prepared cells: the rows that are `plain`, and the `others`, cell by cell.

    The sections are the header, the rows and the footer, each of which may be empty; `here` is the
    table's place; `points` says where the points stand in each column.
    """

    def __init__(
        self,
        here: Path | None,
        specs: Sequence[ColumnSpec],
        sections: Sequence[Section],
        plain: Plain,
        others: Mapping[int, Line],
    ) -> None:
        self.here = here
        self.specs = specs
        self.sections = sections
        self.plain = plain
        self.others = others
        self.points = self._points()

    def __len__(self) -> int:
        return self.sections[-1].stop

    def line(self, number: int) -> Line:
        """Return a row cell by cell."""
        if number in self.others:
            return self.others[number]
        section = next(section for section in self.sections if number < section.stop)
        at = bisect_left(self.plain.numbers, number)
        face = section.cx.face
        cell = face.size.cell
        columns = zip(self.plain.texts, self.plain.cells, strict=True)
        runs = [Run(texts[at], cells[at] * cell, face) for texts, cells in columns]
        return Line(runs, (self.here, section.name, number - section.start + 1), ())

    @cached_property
    def lines(self) -> Sequence[Line]:
        """All rows, cell by cell."""
        return [self.line(number) for number in range(len(self))]

    @property
    def body(self) -> Sequence[Line]:
        """The rows below the header, cell by cell."""
        return self.lines[self.sections[0].stop :]

    def column(self, index: int) -> list[Entry]:
        """Return the cells of one column, from top to bottom."""
        return [line.entries[index] for line in self.lines]

    def widest(self, index: int) -> int:
        """Return the width in dots at which nothing in a column is wrapped."""
        cx = self.sections[-1].cx  # whose characters are as wide as those of the others
        plain = max(self.plain.cells[index], default=0) * cx.face.size.cell
        return max([plain, *[widest(line, index, cx) for line in self.others.values()]])

    def _points(self) -> Sequence[Points]:
        """Find where the points stand in the columns; the header does not count."""
        return [
            points_of([text.rstrip(" ") for text in self._texts(index)])
            if spec.align == "decimal"
            else _NO_POINTS
            for index, spec in enumerate(self.specs)
        ]

    def _texts(self, index: int) -> Iterator[str]:
        """Yield the texts in a column below the header, in no order that matters."""
        first = self.sections[0].stop
        yield from self.plain.texts[index][bisect_left(self.plain.numbers, first) :]
        for number, line in self.others.items():
            entry = line.entries[index]
            if number >= first and isinstance(entry, (Run, Passage)):
                yield text_of(entry)


def plain_rows(rows: Sequence[Any], specs: Sequence[ColumnSpec]) -> Plain:
    """Find the rows that hold a plain text, or a number written as one, for every column."""
    count = len(specs)
    numbers: Sequence[int] = range(len(rows))
    shaped: Sequence[Sequence[object]] = rows
    if not ({*map(type, rows)} <= _ROWS and {*map(len, rows)} == {count}):
        numbers = [i for i, row in enumerate(rows) if is_a(row, _ROW) and len(row) == count]
        shaped = [rows[i] for i in numbers]
    flat = [*chain.from_iterable(shaped)]
    texts, cells = _measured(flat, specs)
    if _ODD in cells:
        kept = [i for i in range(len(shaped)) if _ODD not in cells[i * count : (i + 1) * count]]
        numbers = [numbers[i] for i in kept]
        texts = [text for i in kept for text in texts[i * count : (i + 1) * count]]
        cells = [n for i in kept for n in cells[i * count : (i + 1) * count]]
    columns = range(count)
    return Plain(numbers, [texts[i::count] for i in columns], [cells[i::count] for i in columns])


def _measured(
    values: Sequence[object], specs: Sequence[ColumnSpec]
) -> tuple[Sequence[str], Sequence[int]]:
    """Write cells, row by row, and measure them: what is not plain is `_ODD`."""
    texts = cast("Sequence[str]", values)
    if not {*map(type, values)} <= _TEXT:  # an enum of texts is written otherwise
        texts = [
            value if type(value) is str else _written(value, spec)
            for value, spec in zip(values, cycle(specs), strict=False)
        ]
    joined = "\n".join(texts)
    plain = joined.count("\n") < len(texts) and joined.replace("\n", "").isprintable()
    if plain and not has_edges(joined):
        if joined.isascii():
            return texts, [*map(len, texts)]
        try:
            return texts, [*map(len, encode_gbk(joined)[0].split(b"\n"))]
        except UnicodeEncodeError:
            pass
    return texts, [_cells(text) for text in texts]


def has_edges(text: str) -> bool:
    """Tell whether a line begins or ends with a blank."""
    return text[:1] == " " or text[-1:] == " " or "\n " in text or " \n" in text


def _written(value: object, spec: ColumnSpec) -> str:
    """Write a number; a line end, which is never plain, stands for all that is none."""
    if type(value) not in _NUMBERS or spec.prefix or spec.suffix:
        return "\n"
    try:
        return spec.spell(value)
    except UsageError:
        return "\n"


def _cells(text: str) -> int:
    if not text.isprintable() or has_edges(text):
        return _ODD
    try:
        return len(encode_gbk(text)[0])
    except UnicodeEncodeError:
        return _ODD
