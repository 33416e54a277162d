"""Inside layout: the column widths that print the fewest lines, by search over whole cells.

Text is the only thing whose height depends on its width, and widths are few (32 cells), so the
true optimum is in reach: a depth-first search over the columns that leaves out every branch that
cannot beat the best result so far.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from math import lcm
from typing import NamedTuple

from ddjlayout.linebreak import break_lines, opportunities
from ddjlayout.linebreak.lines import cell_edges

SAMPLE = 400
"""A table is judged by this many of its rows at most, evenly spread (`sample`)."""
BUDGET = 1_000_000
"""How many cells are looked at before the search is content with the best it has found."""


Heights = Callable[[int], Sequence[int]]
"""The heights of a column's cells, row by row, at a width in steps."""


class Flexible(NamedTuple):
    """A column to be sized: at least `floor` and at most `cap` steps wide.

    `heights` is None where no height depends on the width.
    """

    floor: int
    cap: int
    heights: Heights | None


class Counted(NamedTuple):
    """The heights of a column's cells, and their sum."""

    rows: Sequence[int]
    all: int


Key = tuple[int, int, int, tuple[int, ...]]
"""What is minimised: printed lines, lines of all cells, squeeze, and the widths, negative."""


def fewest_lines(columns: Sequence[Flexible], room: int, others: Sequence[int] = ()) -> list[int]:
    """Share `room` steps, all of them, among columns so that the fewest lines are printed.

    The lines printed are the sum over the rows of the tallest cell; `others` are the heights of
    the rows in columns of fixed width. Among equal sharings the least squeezed wins: first the
    fewest lines in all cells together, then the least sum of squares of what each column lacks of
    its cap, as a part of that cap; then the one that is widest on the left. The result is the
    optimum unless `BUDGET` runs out, then the best that was found. Needs
    sum(floor) <= room < sum(cap).
    """
    return _Search(columns, room, others).best()


def sample(count: int) -> range:
    """Return the rows that a table of `count` rows is judged by."""
    return range(0, count, -(-count // SAMPLE) or 1)


class _Search:
    """The search for the best widths; columns are fixed from left to right."""

    def __init__(self, columns: Sequence[Flexible], room: int, others: Sequence[int]) -> None:
        self.columns = columns
        self.room = room
        self.others = others or self._flat()
        self.heights = [self._counted(column.heights) for column in columns]
        common = lcm(*[column.cap for column in columns])
        self.weights = [(common // column.cap) ** 2 for column in columns]
        self.floors = [sum(c.floor for c in columns[i:]) for i in range(len(columns) + 1)]
        self.caps = [sum(c.cap for c in columns[i:]) for i in range(len(columns) + 1)]
        self.left = max(BUDGET // max(len(self.others) * len(columns), 1), 1)
        self.found: Key = (0, 0, 0, ())

    def _flat(self) -> Sequence[int]:
        """Return one line for every row."""
        for column in self.columns:
            if column.heights:
                return [1] * len(column.heights(column.cap))
        return []

    def _counted(self, heights: Heights | None) -> Callable[[int], Counted]:
        """Return the function from a width to a column's heights and their sum, counted once."""
        if heights is None:
            flat = Counted([1] * len(self.others), 0)
            return lambda _width: flat

        def counted(width: int) -> Counted:
            found = heights(width)
            return Counted(found, sum(found))

        return cache(counted)

    def best(self) -> list[int]:
        """Start from the least squeezed widths and look for better ones."""
        start = self._evenly()
        self.found = self._key(start, self.others, 0)
        self._visit((), self.others)
        return [-width for width in self.found[3]]

    def _evenly(self) -> tuple[int, ...]:
        """Widen the columns step by step, always the one that is squeezed most."""
        widths = [column.floor for column in self.columns]
        for _ in range(self.room - sum(widths)):
            lacking = [(c.cap - w) ** 2 * m for c, w, m in self._with_weights(widths)]
            widths[max(range(len(widths)), key=lacking.__getitem__)] += 1
        return tuple(widths)

    def _with_weights(self, widths: Sequence[int]) -> "zip[tuple[Flexible, int, int]]":
        return zip(self.columns, widths, self.weights, strict=False)

    def _visit(self, widths: tuple[int, ...], tallest: Sequence[int]) -> None:
        """Try every width of the next column that leaves the others enough and not too much."""
        index = len(widths)
        left = self.room - sum(widths)
        column = self.columns[index]
        widest = min(column.cap, left - self.floors[index + 1])
        narrowest = max(column.floor, left - self.caps[index + 1])
        for width in range(widest, narrowest - 1, -1):
            if self.left <= 0:
                return
            self.left -= 1
            chosen = (*widths, width)
            key = self._key(chosen, tallest, index)
            if key >= self.found:
                continue
            if index + 1 == len(self.columns):
                self.found = key
            else:
                self._visit(chosen, list(map(max, tallest, self.heights[index](width).rows)))

    def _key(self, chosen: tuple[int, ...], tallest: Sequence[int], start: int) -> Key:
        """Return the least key that widths beginning with `chosen` can have.

        `tallest` holds the rows' heights in the columns before `start`. The columns not chosen
        are taken as wide as they could be if they alone got what is left.
        """
        spare = self.room - sum(chosen) - self.floors[len(chosen)]
        rest = [min(c.cap, c.floor + spare) for c in self.columns[len(chosen) :]]
        widths = (*chosen, *rest)
        known = [counted(w) for counted, w in zip(self.heights, widths, strict=True)]
        squeeze = sum((c.cap - w) ** 2 * m for c, w, m in self._with_weights(widths))
        return (
            sum(map(max, tallest, *[counted.rows for counted in known[start:]])),
            sum(counted.all for counted in known),
            squeeze,
            tuple(-width for width in chosen),
        )


class Words:
    """A text cut where lines may end, to count its lines at any width.

    `widest` is its widest word in cells.
    """

    __slots__ = ("_text", "_words", "widest")

    def __init__(self, text: str) -> None:
        edges = cell_edges(text)
        cuts = [0, *opportunities(text)]
        self._text = text
        self._words = [
            (edges[b] - edges[a], edges[a + len(text[a:b].rstrip(" \u3000"))] - edges[a])
            for a, b in pairwise(cuts)
        ]
        self.widest = max((visible for _, visible in self._words), default=0)

    def count(self, width: int) -> int:
        """Count the lines of at most `width` cells; the same as `break_lines` makes."""
        if self.widest > width or self._text[:1] in (" ", "\u3000"):
            return len(break_lines(self._text, width))
        lines, used = 1, 0
        for whole, visible in self._words:
            if used + visible > width:
                lines += 1
                used = 0
            used += whole
        return lines
