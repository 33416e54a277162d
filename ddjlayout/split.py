"""Beside the backends: a job too long for one task becomes several, cut between its blocks."""

from collections.abc import Iterator, Sequence
from itertools import count
from types import MappingProxyType
from typing import NamedTuple

from ddjlayout.block import Frame, path_text
from ddjlayout.cuts import Paper, Span, joined
from ddjlayout.diagnostics import Diagnostic, Level
from ddjlayout.errors import LayoutError, UsageError, excerpt
from ddjlayout.items import Item, TextItem
from ddjlayout.payload import print_content
from ddjlayout.profile import Profile
from ddjlayout.style import NORMAL, Align

_STEP = 1024
"""How much paper is tried first for a part, dots; then twice as much, and so on."""
_CODES = MappingProxyType({"group": "group-split", "line": "strip-split", "dots": "strip-split"})
_MESSAGES = MappingProxyType(
    {
        "group-split": "what should stay together is longer than a part,"
        " it is cut between its lines",
        "strip-split": "a picture or a strip is longer than a part,"
        " it is cut between two rows of dots",
    }
)
_WHOLE = (None, "receipt", 0)


class Limits(NamedTuple):
    """What a part may be at most: bytes of PrintContent, dots of paper (None: any length)."""

    bytes: int
    dots: int | None


class Extras(NamedTuple):
    """What every part gets: the first `header` elements again, and a line such as `1/3`."""

    header: int = 0
    number: str = ""


class Part(NamedTuple):
    """The items of one part, and what had to be cut to make it."""

    items: tuple[Item, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


class Split(NamedTuple):
    """One attempt: the paper, the limits, what is repeated, and the digits kept for numbers."""

    paper: Paper
    limits: Limits
    header: int
    number: str
    digits: int

    def parts(self) -> Iterator[tuple[int, int]]:
        """Yield where each part starts and ends, dots; raises LayoutError where nothing fits."""
        start = 0
        while start < self.paper.height:
            end = self._end(start)
            if end == start:
                raise LayoutError(
                    f"nothing of what follows dot {start} fits in {self.limits.bytes} bytes"
                    f" and {self.limits.dots or 'any number of'} dots",
                    code="part-too-small",
                    path="receipt",
                    hint="allow larger parts, or a shorter header",
                )
            yield start, end
            start = end

    def items(self, start: int, end: int, number: str) -> tuple[Item, ...]:
        """Return the items of the part between two heights, with header and number."""
        header = self.paper.between(0, self.header) if start else []
        line = number_line(number, self.paper.profile) if number else []
        return joined([*header, *self.paper.between(start, end), *line])

    def fits(self, items: Sequence[Item], dots: int) -> bool:
        """Tell whether a part of these items, so many dots tall, is within the limits."""
        if self.limits.dots is not None and dots > self.limits.dots:
            return False
        return len(print_content(items, self.paper.profile)) <= self.limits.bytes

    def _end(self, start: int) -> int:
        """Return where the part ends that begins at a height: as far down as the limits let it."""
        paper = self.paper
        room = paper.height if self.limits.dots is None else self.limits.dots - self._extra(start)
        end = self._furthest(start, min(start + max(room, 0), paper.height))
        if paper.printed <= end < paper.height:  # keep what is printed last with the feed behind it
            before = paper.cut(start, paper.printed - 1)
            return end if before == start or paper.crossed(start, before) else before
        return end

    def _furthest(self, start: int, longest: int) -> int:
        """Search the longest part that fits: doubling, then by halves. What it finds, it tried."""
        cut = self.paper.cut
        good = low = start
        step = _STEP
        while True:
            high = min(start + step, longest)
            end = cut(start, high)
            if end > good:
                if not self._fits_to(start, end):
                    break
                good = end
            if high >= longest:
                return good
            low, step = high, step * 2
        while high - low > 1:
            middle = (low + high) // 2
            end = cut(start, middle)
            if end <= good or self._fits_to(start, end):
                low, good = middle, max(good, end)
            else:
                high = middle
        return good

    def _fits_to(self, start: int, end: int) -> bool:
        longest_number = numbered(self.number, "8" * self.digits, "8" * self.digits)
        dots = self._extra(start) + end - start
        return self.fits(self.items(start, end, longest_number), dots)

    def _extra(self, start: int) -> int:
        """Return the dots that header and number take in a part."""
        line = NORMAL.height + self.paper.profile.leading if self.number else 0
        return line + (self.header if start else 0)


def split(
    items: tuple[Item, ...], frame: Frame | None, profile: Profile, limits: Limits, extras: Extras
) -> list[Part]:
    """Cut a job's items into parts within the limits; see `Job.split`."""
    paper = Paper(items, frame, profile)
    header = _header_height(frame, extras.header)
    if header:
        paper.hold(Span(0, header, "group", _WHOLE))
    number_line(numbered(extras.number, "8", "8"), profile)
    if Split(paper, limits, header, extras.number, 0).fits(items, paper.height):
        return [Part(items)]
    for digits in count(1):  # the longer the numbers, the fewer the bytes that are left
        attempt = Split(paper, limits, header, extras.number, digits)
        places = list(attempt.parts())
        if not extras.number or len(str(len(places))) <= digits:
            return _finished(attempt, places)
    raise AssertionError("parts without end")


def _finished(attempt: Split, places: Sequence[tuple[int, int]]) -> list[Part]:
    """Make the parts and report, once, every span that had to be cut."""
    parts: list[Part] = []
    reported: set[Span] = set()
    for index, (start, end) in enumerate(places, 1):
        number = numbered(attempt.number, str(index), str(len(places)))
        found = [span for span in attempt.paper.crossed(start, end) if span.kind != "ink"]
        fresh = [span for span in found if span not in reported]
        reported.update(fresh)
        diagnostics = dict.fromkeys(_diagnostic(span) for span in fresh)
        parts.append(Part(attempt.items(start, end, number), tuple(diagnostics)))
    return parts


def _diagnostic(span: Span) -> Diagnostic:
    code = _CODES[span.kind]
    hint = "allow larger parts, or make it shorter"
    return Diagnostic(Level.WARNING, code, path_text(span.origin), _MESSAGES[code], hint)


def numbered(number: str, part: str, parts: str) -> str:
    """Fill in which part of how many this is."""
    return number.replace("{part}", part).replace("{parts}", parts)


def number_line(text: str, profile: Profile) -> list[Item]:
    """Return a centred native line; raises UsageError for what the device cannot print as one."""
    try:
        fits = text.isprintable() and len(text.encode("gbk")) <= profile.cells
    except UnicodeEncodeError:
        fits = False
    if not fits:
        raise UsageError(
            f"{excerpt(text)} cannot number the parts",
            code="part-number",
            hint="'{part}/{parts}' and characters the printer has, on one line",
        )
    return [TextItem((text,), NORMAL, bold=False, align=Align.CENTER)]


def _header_height(frame: Frame | None, elements: int) -> int:
    """Return how far down a document's first elements reach, dots; 0 for none."""
    if not elements:
        return 0
    while frame is not None and len(frame.parts) == 1 and isinstance(frame.parts[0][2], Frame):
        frame = frame.parts[0][2]
    tops = [] if frame is None else list(_tops(frame))
    if not 0 < elements < len(tops):
        raise UsageError(
            f"a header of {elements} elements of a document that has {len(tops)}",
            code="part-header",
            hint="header counts a Column's first elements or a Table's first rows, at least one"
            " has to follow",
        )
    return tops[elements]


def _tops(frame: Frame) -> Iterator[int]:
    """Yield how far down the elements of a column begin, dots; a table's rules are none."""
    bottom = 0
    for _, y, part in frame.parts:
        if y < bottom or not isinstance(part, Frame):
            return  # they stand beside one another
        bottom = y + part.height
        if part.origin is None or part.origin != frame.origin:
            yield y
