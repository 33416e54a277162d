"""What tables and rows cost beside python-escpos in the same run, and how tables grow.

    python -m benchmarks.tables [--rounds 40]

Medians of turns, and of the growth the fastest turn; the ratio is what counts, microseconds are
this machine's. A line goes all the way from the element to PrintContent, python-escpos' from a
ready padded line to its bytes.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from math import inf
from statistics import median
from time import perf_counter

from escpos.printer import Dummy

from benchmarks.peers.plain import head
from benchmarks.peers.python_escpos import PROFILE, r1_text
from benchmarks.receipts import document, order
from ddjlayout import Bold, Column, Element, Row, Table, Text, compile, to_print_content

LINES = 100
SHORT = ("宫保鸡丁", 2, "36.00")
LONG = ("水煮牛肉大份加麻加辣配手工宽粉", 1, "58.00")
TWO = ("水煮牛肉大份加麻加辣配手工宽粉", "不要辣,多放香菜,米饭多一点", "58.00")
PADDED = "宫保鸡丁              2    36.00\n"


def many(element: Callable[[], Element]) -> Callable[[], object]:
    return lambda: to_print_content(compile(Column(*[element() for _ in range(LINES)])))


def table(row: Sequence[object], **lines: str) -> Callable[[], object]:
    return lambda: to_print_content(compile(Table([row] * LINES, "* 4> 8>", **lines)))


def escpos() -> object:
    printer = Dummy(profile=PROFILE)
    for _ in range(LINES):
        printer.text(PADDED)
    return printer.output


SPEED: dict[str, Callable[[], object]] = {
    "python-escpos: a ready line": escpos,
    "Text": many(lambda: Text("宫保鸡丁 36.00")),
    "Row": many(lambda: Row("小计", "36.00")),
    "Row with a leader": many(lambda: Row("小计", "36.00", leader=".")),
    "Row whose left part wraps": many(lambda: Row(LONG[0], "58.00")),
    "row of a table": table(SHORT),
    "row of a table, its name on two lines": table(LONG),
    "row of a table in a full lattice": table(
        SHORT, border="light", column_rule="light", row_rule="light"
    ),
}


def in_turns(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Run all jobs in turn; return the seconds of each, round by round."""
    seconds: dict[str, list[float]] = {label: [] for label in jobs}
    for job in jobs.values():
        job()
    for _ in range(rounds):
        for label, job in jobs.items():
            start = perf_counter()
            job()
            seconds[label].append(perf_counter() - start)
    return seconds


def speed(rounds: int) -> Iterator[str]:
    found = in_turns(SPEED, rounds)
    peer = found["python-escpos: a ready line"]
    yield f"{'one line':<42}{'µs':>8}{'ratio':>8}"
    for label, seconds in found.items():
        ratio = median(a / b for a, b in zip(seconds, peer, strict=True))
        yield f"{label:<42}{median(seconds) / LINES * 1e6:8.1f}{ratio:8.2f}"


def r1(rounds: int) -> Iterator[str]:
    """Compare R1's text, a new order every time, made before the clock starts."""
    ours: list[float] = []
    peer: list[float] = []
    for variant in range(rounds * 4):
        made = order("r1-text", variant)
        start = perf_counter()
        to_print_content(compile(document(made)))
        middle = perf_counter()
        r1_text(made, head(made))
        end = perf_counter()
        ours.append(middle - start)
        peer.append(end - middle)
    yield f"{'R1, its text':<42}{'ms':>8}{'ratio':>8}"
    yield f"{'python-escpos, padding by characters':<42}{median(peer) * 1e3:8.3f}{1:8.2f}"
    ratio = median(a / b for a, b in zip(ours, peer, strict=True))
    yield f"{'ours, laid out':<42}{median(ours) * 1e3:8.3f}{ratio:8.2f}"


def rows(row: Sequence[object], columns: str, **lines: str) -> Callable[[int], Element]:
    return lambda count: Table([row] * count, columns, **lines)


FULL = {"border": "light", "column_rule": "light", "row_rule": "light"}
GROWTH: dict[str, Callable[[int], Element]] = {
    "rows of fixed widths": rows(SHORT, "18 4> 8>"),
    "rows as wide as their content": rows(SHORT, "auto auto> auto>"),
    "rows with numbers on the point": rows(SHORT, "* 4> 8.2"),
    "rows with names on two lines": rows(LONG, "* 4> 8>"),
    "rows with two columns of text": rows(TWO, "* * 8>"),
    "rows in a full lattice": rows(SHORT, "* 4> 8>", **FULL),
    "characters, every other an emoji": lambda count: Text("你😀" * (count // 2)),
    "pieces of text, every other bold": lambda count: Text(
        *[Bold("好") if index % 2 else "你" for index in range(count)]
    ),
}


def growth(rounds: int) -> Iterator[str]:
    yield f"{'10,000 through 1,000':<42}{'s':>8}{'ratio':>8}"
    for label, element in GROWTH.items():
        times = {1_000: inf, 10_000: inf}
        for count in sorted(times) * max(rounds // 3, 3):
            document = element(count)
            times[count] = min(times[count], timed(lambda d=document: compile(d)))
        yield f"{label:<42}{times[10_000]:8.2f}{times[10_000] / times[1_000]:8.2f}"


def timed(job: Callable[[], object]) -> float:
    start = perf_counter()
    job()
    return perf_counter() - start


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40, help="turns a table takes")
    rounds = parser.parse_args().rounds
    for part in (r1, speed, growth):
        for line in part(rounds):
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()
