"""Elements: how wide a table's columns are, from what is in them."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from math import ceil
from typing import NamedTuple

from ddjlayout.block import Run
from ddjlayout.element import Context, Extent
from ddjlayout.elements.cells import (
    Entry,
    Passage,
    measured,
    narrowest,
    run_of,
    text_of,
    unbroken,
)
from ddjlayout.elements.contents import Contents
from ddjlayout.elements.trial import flows, height, trial
from ddjlayout.optimum import Words, sample
from ddjlayout.space import Grid, Want, share

READABLE = 6
"""Cells that text keeps beside numbers: three Chinese characters."""
TYPICAL = 0.75
"""The part of a column's numbers that must fit in it, where not all do."""


class _Column(NamedTuple):
    """What is in a column, in dots: unwrapped, its widest word, its numbers, those on the point."""

    most: int
    words: int
    numbers: Sequence[int]
    aligned: int

    def readable(self, cell: int) -> int:
        """Return the width at which words are whole and text can be read."""
        return max(self.words, min(self.most, READABLE * cell), cell)

    def part(self, part: float) -> int:
        """Return the width that so large a part of the numbers needs."""
        return self.numbers[ceil(part * len(self.numbers)) - 1] if self.numbers else 0


def column_widths(
    contents: Contents, room: int, gap: int, grid: Grid, cx: Context
) -> list[int] | None:
    """Share `room` dots among a table's columns, which are `gap` dots apart.

    Words and numbers stay whole, and text keeps `READABLE` cells beside numbers. Where that does
    not fit, the widest quarter of the numbers gets less room than it needs, and its rows have to
    be stacked; where that is not enough the result is None, and all rows have to be. A table
    without numbers breaks words instead. The sum passes `room` only when the fixed widths alone
    do, with two cells for every other column.
    """
    specs = contents.specs
    fixed = [0 if s.width.flexible else grid.fixed(s.width, room) for s in specs]
    flexible = [i for i, spec in enumerate(specs) if spec.width.flexible]
    if room - sum(fixed) < 2 * grid.cell * len(flexible):
        return [width or 2 * grid.cell for width in fixed]
    if not flexible:
        return fixed
    if len(flexible) == 1 and specs[flexible[0]].width.unit != "auto":
        fixed[flexible[0]] = room - sum(fixed)  # nothing to weigh, so nothing to measure
        return fixed
    low = grid.step if grid.step > grid.cell else 0  # between column rules there is something
    most = [width or max(_most(contents, i, cx), low) for i, width in enumerate(fixed)]
    _widen_for_spans(contents, most, gap, cx)
    if sum(most) <= room and not any(spec.width.unit == "fr" for spec in specs):
        wants = [Want(spec.width, 0, m) for spec, m in zip(specs, most, strict=True)]
        return share(wants, room, grid)
    columns = [_measured(contents, i, high, cx) for i, high in enumerate(most)]
    for floors in _floors(columns, grid.cell, figures=bool(figure_columns(contents))):
        wants = [
            Want(spec.width, low, max(high, low), _heights(contents.column(i), cx))
            for i, (spec, low, high) in enumerate(zip(specs, floors, most, strict=True))
        ]
        widths = share(wants, room, grid)
        if widths is not None:
            return widths
    return None


def figure_columns(contents: Contents) -> frozenset[int]:
    """Return the columns of numbers: below the header nothing is wider than their numbers."""
    body = contents.body
    columns = ([line.entries[i] for line in body] for i in range(len(contents.specs)))
    return frozenset(i for i, column in enumerate(columns) if _is_of_numbers(column))


def _is_of_numbers(column: Sequence[Entry]) -> bool:
    texts = [e for e in column if isinstance(e, (Run, Passage))]
    numbers = [run_of(e).width for e in texts if unbroken(e)]
    most = max([run_of(e).width for e in texts], default=0)
    return len(texts) == len(column) and bool(numbers) and most <= max(numbers)


def _measured(contents: Contents, index: int, most: int, cx: Context) -> _Column:
    """Measure the words and the numbers of one column."""
    words = 0
    numbers: list[int] = []
    for line in contents.lines:
        entry = line.entries[index]
        if isinstance(entry, (Run, Passage)) and unbroken(entry):
            numbers.append(run_of(entry).width)
        else:
            words = max(words, narrowest(line, index, cx))
    around = contents.points[index]
    aligned = (around.left + around.right) * cx.face.size.cell
    return _Column(most, words, sorted(numbers), aligned)


def _floors(columns: Sequence[_Column], cell: int, *, figures: bool) -> Iterator[list[int]]:
    """Yield the least widths of all columns in dots, the most comfortable first."""
    yield [max(c.readable(cell), c.part(1), c.aligned) for c in columns]
    if figures:
        yield [max(c.readable(cell), c.part(TYPICAL)) for c in columns]
    else:
        yield [max(c.words, c.part(1), cell) for c in columns]
        yield [max(min(c.most, 2 * cell), c.part(1)) for c in columns]
        yield [max(min(c.most, 2 * cell), c.part(TYPICAL)) for c in columns]


def extent(contents: Contents, gap: int, grid: Grid, cx: Context) -> Extent:
    """Return the least and the most width a table's columns want together, with their gaps."""
    line = cx.profile.width
    specs = contents.specs
    most = [
        _most(contents, i, cx) if spec.width.flexible else grid.fixed(spec.width, line)
        for i, spec in enumerate(specs)
    ]
    _widen_for_spans(contents, most, gap, cx)
    low = high = gap * (len(specs) - 1)
    for index, spec in enumerate(specs):
        flexible = spec.width.flexible
        column = _measured(contents, index, most[index], cx) if flexible else None
        least = 2 * grid.cell  # which `column_widths` leaves every flexible column
        floor = max(least, column.words, column.part(1), column.aligned) if column else most[index]
        low, high = low + grid.up(floor), high + grid.up(max(most[index], floor))
    return Extent(low, high)


def _most(contents: Contents, index: int, cx: Context) -> int:
    """Return the width in dots at which nothing in a column is wrapped."""
    around = contents.points[index]
    aligned = (around.left + around.right) * cx.face.size.cell
    return max(aligned, contents.widest(index))


def _widen_for_spans(contents: Contents, most: list[int], gap: int, cx: Context) -> None:
    """Let the last flexible column under each Span want what the Span lacks."""
    for line in contents.others.values():  # plain rows have none
        for index, count, entry, _ in line.wide:
            under = range(index, index + count)
            flexible = [i for i in under if contents.specs[i].width.flexible]
            wanted = (
                run_of(entry).width
                if isinstance(entry, (Run, Passage))
                else measured(entry, line, index, cx).max
            )
            lack = wanted - sum(most[i] for i in under) - gap * (count - 1)
            if flexible and lack > 0:
                most[flexible[-1]] += lack


def _heights(column: Sequence[Entry], cx: Context) -> Callable[[int], Sequence[int]]:
    """Return the function from a width in dots to the lines of (a sample of) a column's cells."""

    @cache
    def counters() -> list[Callable[[int], int]]:
        return [_counter(column[i], cx) for i in sample(len(column))]

    return lambda width: [count(width) for count in counters()]


def _counter(entry: Entry, cx: Context) -> Callable[[int], int]:
    """Return the function from a width in dots to the lines of one cell."""
    if isinstance(entry, (Run, Passage)):
        whole = run_of(entry).width
        words = Words(text_of(entry))
        cell = cx.face.size.cell
        return lambda width: 1 if width >= whole else words.count(max(width // cell, 1))
    if not flows(entry):
        return lambda _: 1
    pitch = cx.face.size.height + cx.profile.leading
    inner = trial(cx)
    return lambda width: -(-height(entry, inner, width) // pitch)
