"""Cutting what is wider than a line by itself: long words, URLs, runs of marks (line breaker)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ddjlayout.linebreak.numbers import COMPOUNDS, NUMBER, unit_end
from ddjlayout.linebreak.tailoring import SPACES

_OPENING = frozenset("([{〈《「『【〔〖〝﹙﹛﹝（［｛‘“/／￥$＄")
_CLOSING = frozenset(
    "!),.:;?]}、。〉》」』】〕〗〞﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞！），．／：；？］｝’”…‥—～·%％℃"
)

_BLANK = tuple(SPACES)
_PAIR = "——|……"
_CONNECTED = f"{NUMBER}(?:[-/~～–—]{NUMBER})*"
_WORD = f"(?:{NUMBER}|[A-Za-zＡ-Ｚａ-ｚÀ-ӿ])+"
_SEAM = (
    "——(?=—)|……(?=…)"  # between pairs
    "|(?<=[0-9] )(?=[0-9])"  # in a telephone number
    r"|(?<=\w)(?= ?[/／] ?\w)|(?<=[?&_])(?=\w)|(?<=[^\d_][-.])(?=\w)|(?<=[-.])(?=[^\W\d])"
)

_LOOKAHEAD = 4  # characters that a seam may look at behind itself

Span = tuple[int, int]


def forced_end(text: str, edges: Sequence[int], width: int, start: int, limit: int) -> int:
    """The place in (start, limit] to cut text[start:], which has no opportunity there.

    The last seam: between the pairs of a long dash or ellipsis, at a space inside a telephone
    number, before `/` and behind `? & - _ .` in a URL or word. Without one, the last place that
    brings no mark to the wrong side, or cuts a run of marks, and splits no word and no number with
    its unit that fits in a line; then words, then ranges, then units from their numbers may be
    split; then marks stand anywhere; then numbers are cut too.
    """
    seams = [m.end() for m in _compiled(_SEAM).finditer(text, start, limit + _LOOKAHEAD)]
    if seams := [i for i in seams if start < i <= limit]:
        return seams[-1]
    places = [i for i in range(limit, start, -1) if text[i : i + 1] not in _BLANK]
    good = [i for i in places if _marks_allow(text, i)]
    run = [i for i in places if text[i - 1] in _CLOSING]
    inside: set[int] = set()
    for spans in _atoms(text, start, limit + width + 2):
        fitting = (span for span in spans if edges[span[1]] - edges[span[0]] <= width)
        inside = {i for low, high in fitting for i in range(low + 1, high)}
        for i in (*good, *run):
            if i not in inside:
                return i
    return next((i for i in places if i not in inside), limit)


def _atoms(text: str, start: int, stop: int) -> Iterator[list[Span]]:
    """What to keep whole if it fits in a line: words and numbers with units, then less and less."""
    pairs, numbers, connected, words = (
        [match.span() for match in _compiled(pattern).finditer(text, start, stop)]
        for pattern in (_PAIR, NUMBER, _CONNECTED, _WORD)
    )
    phrases = [_with_unit(text, span) for span in numbers]
    ranges = [_with_unit(text, span) for span in connected]
    in_words = {i for low, high in words for i in range(low + 1, high)}  # 07 in Office07
    yield words + [span for span in phrases + ranges if span[0] not in in_words] + pairs
    yield phrases + ranges + pairs
    yield phrases + pairs
    tails = [(high - 2, high) for _, high in phrases if text[high - 2 : high] in COMPOUNDS]
    yield numbers + tails + pairs


def _with_unit(text: str, number: Span) -> Span:
    """A number's span with its currency and its unit."""
    low, high = number
    if text[low - 1 : low] in tuple("￥＄$￡№"):
        low -= 1
    if text[high : high + 1] in tuple("%％‰℃"):
        return low, high + 1
    return low, unit_end(text, high)


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
