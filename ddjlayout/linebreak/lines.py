"""Filling lines: one paragraph in a fixed number of cells, greedily (line breaker)."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from types import MappingProxyType

from ddjlayout.linebreak.emergency import MARKS, filled_end, forced_end
from ddjlayout.linebreak.opportunities import opportunities
from ddjlayout.linebreak.table import DEFAULT, tailored_pairs
from ddjlayout.linebreak.tailoring import SPACES

_PLAIN = MappingProxyType({0x00A0: " ", 0x00AD: "\0", 0x200B: "\0", 0x2060: "\0"})
_CELLS = bytes({0: 0, ord("?"): 2}.get(byte, 1) for byte in range(256))


def break_lines(
    text: str, width: int, *, first: int | None = None, edges: Sequence[int] | None = None
) -> list[tuple[int, int]]:
    """Break one paragraph into lines of at most `width` cells: (start, end) slices of `text`.

    Greedy: every line is as long as the tailored `opportunities` let it be. Marks are pushed out
    to the next line, never hung or squeezed. A word wider than a line is cut by `forced_end`; one
    character wider than a line stands alone on it, too wide. `first` is the room on the first
    line, for a paragraph that starts behind something; when nothing fits there, the first slice
    is the empty (0, 0). Spaces (U+0020, U+3000) at line ends are outside the slices; those at the
    paragraph's start are kept while something fits behind them. Nothing else is ever left out.

    `text` is GBK without line ends and control characters; U+00A0 counts one cell, U+200B,
    U+2060 and U+00AD count none (a soft hyphen shows no hyphen). `edges` measures in any other
    unit: edges[i] is the width of text[:i], ascending, len(text) + 1 of them.

    Raises ValueError for a width below 1. Time is linear in the text.
    """
    if width < 1:
        raise ValueError(f"a line of {width} cells holds nothing; give at least 1")
    if edges is None:
        edges = cell_edges(text)
    room = width if first is None else first
    if edges[-1] <= room:
        return [(0, len(text.rstrip(SPACES)))]
    return _fill(text, edges, room, width)


def cell_edges(text: str) -> list[int]:
    """The cells of text[:i] for every i from 0 to len(text).

    Outside ASCII a GBK character has two bytes, so two cells.
    """
    if not text.isprintable():
        text = text.translate(_PLAIN)
    marked = text.replace("?", "!").encode("ascii", "replace")  # now "?" is two cells wide
    return [0, *accumulate(marked.translate(_CELLS))]


def _fill(text: str, edges: Sequence[int], room: int, width: int) -> list[tuple[int, int]]:
    """The lines of a paragraph that is wider than its first line."""
    lines: list[tuple[int, int]] = []
    places = _Places(text)
    size = len(text)
    start = floor = 0
    while floor < size and text[floor] in SPACES:  # no break right behind the indentation
        floor += 1
    while start < size:
        fit = bisect_right(edges, edges[start] + room) - 1
        while fit < size and text[fit] in SPACES:
            fit += 1
        if fit == size:
            lines.append((start, _trimmed(text, start, size)))
            break
        end = places.last(floor, fit)
        in_run = fit - end > 1 and text[fit] in MARKS and text[fit - 1] in MARKS
        if in_run and (end > floor or room < width):
            end = filled_end(text, edges, width, end, fit)
        if end == floor and room == width and start == floor:
            end = forced_end(text, edges, width, start, max(fit, start + 1))
        if end > floor:
            lines.append((start, _trimmed(text, start, end)))
        elif room < width:
            lines.append((0, 0))
        start = end
        while start < size and text[start] in SPACES:
            start += 1
        floor, room = start, width
    return lines


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of text[start:end] without its trailing spaces."""
    while end > start and text[end - 1] in SPACES:
        end -= 1
    return end


class _Places:
    """The opportunities of one paragraph, looked up from the right.

    Most places are judged by the two characters beside them; only when those do not suffice are
    all opportunities of the paragraph computed, once.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.pairs = tailored_pairs()
        self.all: frozenset[int] | None = None

    def last(self, floor: int, at: int) -> int:
        """The last opportunity in (floor, at], or `floor`, which is no space, if there is none."""
        text = self.text
        kind_of, direct, spaced = self.pairs
        after = kind_of.get(text[at], DEFAULT)
        while at > floor:
            before = kind_of.get(text[at - 1], DEFAULT)
            if before == "SP" != after:
                base = text[_trimmed(text, floor, at) - 1]
                verdict = spaced[kind_of.get(base, DEFAULT)][after]
            else:
                verdict = direct[before][after]
            if verdict is None:
                if self.all is None:
                    self.all = frozenset(opportunities(text))
                verdict = at in self.all
            if verdict:
                return at
            at -= 1
            after = before
        return floor
