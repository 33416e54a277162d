"""Cutting what is wider than a line by itself: long words, URLs, runs of marks (line breaker)."""

import re
from collections.abc import Sequence
from functools import cache

_DIGITS = "0-9０-９"
_OPENING = frozenset("([{〈《「『【〔〖〝﹙﹛﹝（［｛‘“/／￥$＄")
_CLOSING = frozenset(
    "!),.:;?]}、。〉》」』】〕〗〞﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞！），．／：；？］｝’”…‥—～·%％℃-"
)


@cache
def _seams() -> re.Pattern[str]:
    """The good places: a match ends where one is."""
    return re.compile(
        "——(?=—)|……(?=…)"  # between pairs
        "|(?<=[0-9] )(?=[0-9])"  # in a telephone number
        r"|(?<=\w)(?= ?[/／] ?\w)|(?<=[?&_])(?=\w)|(?<=[^\d_][-.])(?=\w)|(?<=[-.])(?=[^\W\d])"
    )


@cache
def _number() -> re.Pattern[str]:
    return re.compile(f"[{_DIGITS}]+(?:[.,:：．][{_DIGITS}]+)*")


def forced_end(text: str, edges: Sequence[int], width: int, start: int, limit: int) -> int:
    """The place in (start, limit] to cut text[start:], which has no opportunity there.

    The last seam: between the pairs of a long dash or ellipsis, at a space inside a telephone
    number, before `/` and behind `? & - _ .` in a URL or word. Without one, the last place that
    splits no number narrower than the line and brings no mark to the wrong side; then the last
    that splits no such number; then `limit`.
    """
    seams = [m.end() for m in _seams().finditer(text, start, limit + 1) if start < m.end() <= limit]
    if seams:
        return seams[-1]
    inside: set[int] = set()
    for match in _number().finditer(text, start, limit + width):
        if edges[match.end()] - edges[match.start()] <= width:
            inside.update(range(match.start() + 1, match.end()))
    places = [i for i in range(limit, start, -1) if i not in inside]
    good = [i for i in places if text[i - 1] not in _OPENING and text[i : i + 1] not in _CLOSING]
    return (good or places or [limit])[0]
