"""Inside layout: one paragraph in one or several faces becomes lines of runs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise, takewhile
from typing import NamedTuple

from ddjlayout.block import Run
from ddjlayout.linebreak import break_lines, opportunities
from ddjlayout.style import Face
from ddjlayout.text import Prose, cells, cluster_cells, encode_gbk

_POINTS = ".,:：．"
_NUMERIC = frozenset("0123456789０１２３４５６７８９" + _POINTS)
_WORDLIKE = re.compile("[A-Za-z_/=&?#@]")


class Span(NamedTuple):
    """A stretch of a paragraph in one face."""

    prose: Prose
    face: Face


class Paragraph(NamedTuple):
    """A whole paragraph: the joined text of its spans, and where each span starts in it."""

    text: str
    spans: Sequence[Span]
    starts: Sequence[int]

    @classmethod
    def of(cls, spans: Sequence[Span]) -> "Paragraph":
        """Join spans; at least one."""
        if len(spans) == 1:
            return cls(spans[0].prose.text, spans, (0,))
        starts = list(accumulate((len(span.prose.text) for span in spans), initial=0))
        return cls("".join(span.prose.text for span in spans), spans, starts[:-1])

    def runs(self, start: int, end: int) -> list[Run]:
        """Cut the runs of one line out of the paragraph."""
        if len(self.spans) == 1:
            return [_cut(self.spans[0], start, end)] if end > start else []
        runs: list[Run] = []
        low, high = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)
        for span, offset in zip(self.spans[low:high], self.starts[low:high], strict=True):
            first = max(start - offset, 0)
            last = min(end - offset, len(span.prose.text))
            if first < last:
                runs.append(_cut(span, first, last))
        return runs

    def lines(self, first: int, rest: int) -> list[tuple[int, int]]:
        """Break into lines of at most `first` dots, then `rest`; (start, end) slices."""
        faces = {span.face.size.cell for span in self.spans}
        if len(faces) == 1:
            cell = faces.pop()
            return break_lines(self.text, rest // cell, first=first // cell)
        return break_lines(self.text, rest, first=first, edges=self._right_edges())

    def drawn_end(self, end: int, room: int) -> int:
        """Return where the last line ends, with the blanks behind `end` that leave dots.

        Underlined or inverse spaces are drawn as far as they fit in `room` dots.
        """
        drawn = used = 0
        for at in range(end, len(self.text)):
            run = self.runs(at, at + 1)[0]
            used += run.width
            if used > room:
                break
            if run.face.underline or run.face.inverse:
                drawn = at + 1
        return drawn or end

    def width(self, start: int, end: int) -> int:
        """Measure a slice, dots."""
        return sum(run.width for run in self.runs(start, end))

    def widest_word(self) -> int:
        """Measure the widest stretch without a break opportunity, dots."""
        if len(self.spans) == 1:
            return widest_word(self.text) * self.spans[0].face.size.cell
        cuts = [0, *opportunities(self.text), len(self.text)]
        words = [
            self.width(a, a + len(self.text[a:b].rstrip(" \u200b"))) for a, b in pairwise(cuts)
        ]
        return max(words, default=0)

    def _right_edges(self) -> list[int]:
        """Return the width of every prefix of the text, dots."""
        widths = (
            cells(char) * span.face.size.cell for span in self.spans for char in span.prose.text
        )
        return list(accumulate(widths, initial=0))


def widest_word(text: str) -> int:
    """Measure the widest stretch of a Prose text without a break opportunity, cells."""
    cuts = opportunities(text)
    if not cuts or cuts == [len(text)]:
        return cells(text.rstrip(" "))
    return max([cells(text[a:b].rstrip(" ")) for a, b in pairwise([0, *cuts, len(text)])])


def cuts_number(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a line ends inside a number: it is wider than a line then (linebreak.emergency).

    Digits in words and addresses, such as `a1b2c3` and `?id=123`, are no numbers.
    """
    ends = [end for (_, end), (start, _) in pairwise(lines) if end == start]
    return any(_in_number(text, end) for end in ends if text[end] in _NUMERIC)


def _in_number(text: str, at: int) -> bool:
    if not (text[at - 1] in _NUMERIC and text[at] in _NUMERIC):
        return False
    low, high = at, at
    while low and text[low - 1] in _NUMERIC:
        low -= 1
    while high < len(text) and text[high] in _NUMERIC:
        high += 1
    around = text[max(low - 1, 0) : low] + text[high : high + 1]
    while low < at and text[low] in _POINTS:
        low += 1
    while high > at and text[high - 1] in _POINTS:
        high -= 1
    return low < at < high and not _WORDLIKE.search(around)


def _cut(span: Span, start: int, end: int) -> Run:
    """Make the run of one slice of a span, with its clusters when it holds any."""
    prose, face = span
    text = prose.text[start:end]
    clusters = prose.clusters
    if clusters is None or not any(i in clusters for i in range(start, end)):
        if "\u00a0" in text or "\u200b" in text:
            text = text.replace("\u00a0", " ").replace("\u200b", "")
        return Run(text, len(encode_gbk(text)[0]) * face.size.cell, face)
    shown = [
        clusters.get(i) or (" " if char == "\u00a0" else char)
        for i, char in enumerate(text, start)
        if char != "\u200b"
    ]
    return Run("".join(shown), cells(text) * face.size.cell, face, tuple(shown))


def shortened(runs: Sequence[Run], marker: Sequence[Run], room: int) -> list[Run]:
    """Return what of the runs fits in `room` dots before a marker, cut between characters."""
    room -= sum(run.width for run in marker)
    kept: list[Run] = []
    for run in runs:
        units: list[str] = []
        width = 0
        for unit in run.clusters or run.text:
            step = cluster_cells(unit) * run.face.size.cell
            if width + step > room:
                break
            units.append(unit)
            width += step
        room -= width
        if units:
            kept.append(_run_of(units, width, run))
        if width < run.width:
            break
    return kept


def justified(runs: Sequence[Run], room: int) -> list[Run]:
    """Widen the spaces between words by whole cells, the first ones most, until the line is full.

    Each space grows by cells of its own face, so up to a cell may be left at the end. Spaces
    before the first word stay; a line without other spaces stays as it is.
    """
    units = [list(run.clusters or run.text) for run in runs]
    lead = sum(1 for _ in takewhile(" ".__eq__, chain.from_iterable(units)))
    steps = [r.face.size.cell for r, u in zip(runs, units, strict=True) for c in u if c == " "]
    steps = steps[lead:]
    spare = room - sum(run.width for run in runs)
    if not steps or spare <= 0:
        return list(runs)
    each, rest = divmod(spare, sum(steps))
    extra = [0] * lead
    for step in steps:
        more = step <= rest
        rest -= step * more
        extra.append(each + more)
    grow = iter(extra)
    out: list[Run] = []
    for run, own in zip(runs, units, strict=True):
        wide = [c for u in own for c in ([" "] * (1 + next(grow)) if u == " " else [u])]
        out.append(_run_of(wide, run.width + (len(wide) - len(own)) * run.face.size.cell, run))
    return out


def _run_of(units: Sequence[str], width: int, like: Run) -> Run:
    return Run("".join(units), width, like.face, tuple(units) if like.clusters else None)
