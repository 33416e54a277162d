"""Cutting what is wider than a line by itself: long words, URLs, runs of marks (line breaker)."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from ddjlayout.linebreak.numbers import COMPOUNDS, NUMBER, phrase_end
from ddjlayout.linebreak.tailoring import SPACES

_OPENING = frozenset("([{〈《「『【〔〖〝﹙﹛﹝（［｛‘“/／￥$＄")
_CLOSING = frozenset(
    "!),.:;?]}、。〉》」』】〕〗〞﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞！），．／：；？］｝’”…‥—～·%％℃"
)

MARKS = _CLOSING.difference("%％℃/／·~") | set("-－")
"""What makes up runs that have no opportunity inside, whichever follow each other."""

_PAIRED = frozenset("—…")
_SINGLE = MARKS - _PAIRED
_HYPHENS = tuple("-－‐–")
_BLANK = tuple(SPACES)
_PAIR = "——|……|[-+－＋][￥＄$￡№]"
_SIGNED = rf"(?:(?<!\w)[-+－＋])?(?:[￥＄$￡№] ?)?{NUMBER}"
_CONNECTED = f"{_SIGNED}(?:[-/~～–—]{_SIGNED})*"
_WORD = f"(?:{NUMBER}|[A-Za-zＡ-Ｚａ-ｚÀ-ÖØ-öø-ӿ])+"  # without × and ÷
_SEAM = (
    "——(?=—)|……(?=…)"  # between pairs
    "|(?<=[0-9０-９)）][ \u3000])(?=[0-9０-９])"  # in a telephone number
    r"|(?<=\w)(?= ?[/／] ?\w)|(?<=[?&_])(?=\w)|(?<=[^\d_][-.])(?=\w)|(?<=[-.])(?=[^\W\d])"
)

_LOOKAHEAD = 4  # characters that a seam may look at behind itself

Span = tuple[int, int]


def forced_end(text: str, edges: Sequence[int], width: int, start: int, limit: int) -> int:
    """The place in (start, limit] to cut text[start:], which has no opportunity there.

    The last seam: between the pairs of a long dash or ellipsis, at a space inside a telephone
    number, before `/` and behind `? & - _ .` in a URL or word. Without one, the last place that
    brings no mark to the wrong side, or cuts a run of marks, and splits no word and no number with
    its sign and unit that fits in a line, rather not before a hyphen; then words, then ranges,
    then units from their numbers may be split; then marks stand anywhere; then numbers are cut too.
    """
    mark = text[start]
    if mark in _SINGLE and text[start : limit + 1] == mark * (limit + 1 - start):
        return limit  # the rest finds the same, more slowly
    seams = [m.end() for m in _compiled(_SEAM).finditer(text, start, limit + _LOOKAHEAD)]
    if seams := [i for i in seams if start < i <= limit]:
        return seams[-1]
    places = [i for i in range(limit, start, -1) if text[i : i + 1] not in _BLANK]
    good = [i for i in places if _marks_allow(text, i)]
    good.sort(key=lambda i: text[i - 1].isalnum() and text.startswith(_HYPHENS, i))
    run = [i for i in places if text[i - 1] in _CLOSING]
    inside: set[int] = set()

    def fits(span: Span) -> bool:
        return edges[span[1]] - edges[span[0]] <= width

    for spans in _atoms(text, start, limit + width + 2, fits):
        inside = _inner(filter(fits, spans))
        for i in (*good, *run):
            if i not in inside:
                return i
    return next((i for i in places if i not in inside), limit)


def filled_end(text: str, edges: Sequence[int], width: int, end: int, fit: int) -> int:
    """The place in (end, fit] to cut the run of marks around `fit`, or `end`, the last opportunity.

    A run that is wider than a line with what it belongs to has to be cut anyway. Cut on this line
    rather than behind a move to the next, it leaves no character alone; not when it would have to
    be cut more often than behind the move, nor when more marks follow behind a space.
    """
    stop = fit
    while stop < len(text) and text[stop] in MARKS:
        stop += 1
    goes_on = text[stop : stop + 1] in _BLANK and text[stop + 1 : stop + 2] in MARKS
    if goes_on or edges[stop] - edges[end] <= width:
        return end
    same = len(text[end:fit]) - len(text[end:fit].rstrip(text[fit]))
    cut = fit - same % 2 if text[fit] in _PAIRED else fit
    if text[cut - 1] not in MARKS:
        return end
    here = 1 + _cuts(text, edges, width, (cut, stop))
    return cut if here <= _cuts(text, edges, width, (end, stop)) else end


def _cuts(text: str, edges: Sequence[int], width: int, span: Span) -> int:
    """How often lines of its own cut the run of marks at the end of a span before a mark."""
    start, stop = span
    found = 0
    while edges[stop] - edges[start] > width:
        limit = max(bisect_right(edges, edges[start] + width) - 1, start + 1)
        start = forced_end(text, edges, width, start, limit)
        found += text[start : start + 1] in MARKS
    return found


def _atoms(text: str, start: int, stop: int, fits: Callable[[Span], bool]) -> Iterator[list[Span]]:
    """What to keep whole if it fits in a line: words and numbers with units, then less and less."""
    pairs, numbers, signed, connected, words = (
        [match.span() for match in _compiled(pattern).finditer(text, start, stop)]
        for pattern in (_PAIR, NUMBER, _SIGNED, _CONNECTED, _WORD)
    )
    phrases = [(low, phrase_end(text, high)) for low, high in signed]
    ranges = [(low, phrase_end(text, high)) for low, high in connected]
    always = numbers + pairs
    in_words, in_short_words = _inner(words), _inner(filter(fits, words))

    def apart(span: Span) -> bool:  # 07 in Office07 is not, 500ml in 24x500ml when that is too wide
        low, high = span
        return low not in in_words or not (low in in_short_words or text[high - 1].isdecimal())

    yield words + list(filter(apart, phrases + ranges + numbers)) + pairs
    yield phrases + ranges + always
    yield phrases + always
    tails = [(high - 2, high) for _, high in phrases if text[high - 2 : high] in COMPOUNDS]
    yield tails + always


def _inner(spans: Iterable[Span]) -> set[int]:
    """The places inside the spans."""
    return {i for low, high in spans for i in range(low + 1, high)}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """One of the patterns above, compiled when a line first needs it."""
    return re.compile(pattern)


def _marks_allow(text: str, at: int) -> bool:
    """Whether a cut brings no closing mark to a line's start and no opening one to its end."""
    before = at - 1
    while before > 0 and text[before] in SPACES:
        before -= 1
    return text[before] not in _OPENING and text[at : at + 1] not in _CLOSING
