"""What is wrong with a paper: one set of checks for all tools, sharing nothing with ddjlayout.

Cells are GBK bytes; what GBK lacks counts by East Asian Width, a joined emoji as one character.
The marks are those of CLREQ's strict level.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.quality.inputs import Grid, Hard

CLOSING = set("、，。．；：？！）］｝〉》」』】〕〗’”!),.:;?]}…—·～")
OPENING = set("（［｛〈《「『【〔〖‘“([{／")
SAME = str.maketrans({"¥": "￥", "£": "￡"})
"""A full-width currency sign is the same sign."""
UNSEEN = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""Joiners, selectors and skin tones leave no dots of their own on black and white paper."""
BETWEEN_CELLS = re.compile(r" {2,}| (?=-?[￥¥$]?\d[\d.,]*$)")


class Paper(NamedTuple):
    """What came out: lines as the printer shows them, of at most `room` cells each.

    `foreign` is true for a tool that hands over Unicode and leaves the printer's encoding to its
    user, `unable` names what the tool cannot do at all, `notes` is what it reported itself.
    """

    lines: Sequence[str]
    room: int = 32
    error: str = ""
    foreign: bool = False
    unable: str = ""
    notes: Sequence[str] = ()


def faults(hard: Hard, paper: Paper) -> list[str]:
    """List what is wrong with a paper, in words for a table."""
    if paper.error:
        return [f"raises {paper.error}"]
    return [
        *([paper.unable] if paper.unable else []),
        *_too_wide(paper),
        *_marks(paper),
        *_lost(hard, paper),
        *_invented(hard, paper),
        *_split(hard, paper),
        *_misaligned(hard, paper),
    ]


def cells(text: str) -> int:
    """Count half-width cells."""
    return sum(_cells(char) for char in _folded(text))


def _folded(text: str) -> str:
    """Leave one character of each joined emoji and each flag."""
    text = re.sub("\u200d.", "", text)
    text = re.sub("([\U0001f1e6-\U0001f1ff]){2}", r"\1", text)
    return UNSEEN.sub("", text)


def _cells(char: str) -> int:
    try:
        return len(char.encode("gbk"))
    except UnicodeEncodeError:
        return 2 if unicodedata.east_asian_width(char) in "WF" or char >= "\U0001f000" else 1


def _too_wide(paper: Paper) -> Iterator[str]:
    widest = max((cells(line.rstrip(" ")) for line in paper.lines), default=0)
    if widest > paper.room:
        yield f"a line of {widest} cells for {paper.room}"


def _marks(paper: Paper) -> Iterator[str]:
    """Look at the ends of every stretch of text that stands apart, so at cells of a table too."""
    starts: dict[str, None] = {}
    ends: dict[str, None] = {}
    for line in paper.lines:
        for part in BETWEEN_CELLS.split(line.strip(" ")):
            if part and part[0] in CLOSING:
                starts[part[0]] = None
            if part and (part[-1] in OPENING or _is_solidus(part)):
                ends[part[-1]] = None
    if starts:
        yield f"a line begins with {' '.join(starts)}"
    if ends:
        yield f"a line ends with {' '.join(ends)}"


def _is_solidus(part: str) -> bool:
    """Tell whether a line ends with `/` in Chinese; in an address that is a good place."""
    return part[-1] == "/" and not part[-2:].isascii()


def _visible(text: str) -> str:
    """Return what leaves dots, without spaces and controls."""
    kept = (c for c in UNSEEN.sub("", unicodedata.normalize("NFC", text)) if c.isprintable())
    return "".join(c for c in kept if not c.isspace()).translate(SAME)


def _asked(hard: Hard) -> str:
    content = hard.content
    if isinstance(content, Grid):
        return "".join(content.header) + "".join("".join(row) for row in content.rows)
    return content.text


def _lost(hard: Hard, paper: Paper) -> Iterator[str]:
    asked, shown = _visible(_asked(hard)), _visible("".join(paper.lines))
    if paper.foreign:
        lacking = sorted({c for c in shown if not _in_gbk(c)}, key=shown.index)
        if lacking:
            yield f"hands over {' '.join(lacking)}, which the printer lacks"
    missing = list((Counter(asked) - Counter(shown)).elements())
    if missing:
        yield f"loses {' '.join(dict.fromkeys(missing))}"
    elif not isinstance(hard.content, Grid) and asked not in shown:
        yield "changes the order of characters"


def _invented(hard: Hard, paper: Paper) -> Iterator[str]:
    """Find marks of replacement and garbage, and controls that reach the printer."""
    asked, shown = _visible(_asked(hard)), "".join(paper.lines)
    added = Counter(_visible(shown)) - Counter(asked)
    if added:
        yield f"prints {' '.join(added)} instead"
    controls = sorted({c for c in shown if unicodedata.category(c) == "Cc" and c != "\t"})
    if controls:
        yield f"sends {' '.join(f'0x{ord(c):02X}' for c in controls)} to the printer"


def _in_gbk(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def _split(hard: Hard, paper: Paper) -> Iterator[str]:
    lines = [line.translate(SAME) for line in paper.lines]
    broken = [w for w in hard.whole if not any(w.translate(SAME) in line for line in lines)]
    if broken:
        yield f"parts {', '.join(broken)}"


def _misaligned(hard: Hard, paper: Paper) -> Iterator[str]:
    """Compare where words start or end; a word that is parted is not compared."""
    crooked: list[str] = []
    for words in hard.ends:
        crooked += _crooked([(w, _place(w, paper, end=True)) for w in words])
    for words in hard.starts:
        crooked += _crooked([(w, _place(w, paper, end=False)) for w in words])
    if crooked:
        yield f"columns do not line up: {'; '.join(crooked)}"
    text = "\n".join(paper.lines)
    glued = [
        word
        for words in (*hard.ends, *hard.starts)
        for word in words
        if word in text and _place(word, paper, end=True) is None
    ]
    if glued:
        yield f"columns run into each other: {', '.join(glued)}"
    edge = _place(hard.at_edge, paper, end=True) if hard.at_edge else None
    if edge is not None and edge != paper.room:
        yield f"{hard.at_edge} ends at cell {edge} of {paper.room}"


def _crooked(places: Sequence[tuple[str, int | None]]) -> list[str]:
    """Name the first two words that do not stand where they should."""
    known = [(word, place) for word, place in places if place is not None]
    other = next((w for w in known if w[1] != known[0][1]), None)
    if other is None:
        return []
    return [f"{known[0][0]} at cell {known[0][1]}, {other[0]} at {other[1]}"]


def _place(word: str, paper: Paper, *, end: bool) -> int | None:
    """Return the cell at which a word standing alone starts or ends."""
    pattern = re.compile(rf"(?<![^\s]){re.escape(word)}(?![^\s])")
    for line in paper.lines:
        found = pattern.search(line)
        if found:
            return cells(line[: found.end() if end else found.start()])
    return None
