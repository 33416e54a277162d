"""How `ddj compile --jobs` scales: python -m benchmarks.batch [--orders 1000] [--rounds 3].

The same orders of R1, all different, through one worker and through as many as there are cores.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from benchmarks.candidates import HERE, environment
from benchmarks.receipts import DATA, order
from benchmarks.report import table

ORDERS, ROUNDS = 1000, 3
LIMIT = 1.7
PATIENCE = 20.0
"""Seconds after which no further round is begun."""


class Taken(NamedTuple):
    """What one run took: seconds from start to end, and seconds of all cores together."""

    seconds: float
    cpu: float


Times = dict[int, list[Taken]]
"""What the runs took by number of workers."""


def run(orders: int = ORDERS, rounds: int = ROUNDS) -> tuple[int, Times]:
    """Compile them in turns; return their number and the times. Raises when outputs differ."""
    cores = os.cpu_count() or 1
    times: Times = {1: [], max(2, cores): []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = folder / "orders.jsonl"
        lines = (json.dumps(order("r1", n), ensure_ascii=False) for n in range(orders))
        data.write_text("\n".join(lines), encoding="utf-8")
        end = perf_counter() + PATIENCE
        for number in range(rounds):
            if number and perf_counter() > end:
                break
            made: set[bytes] = set()
            for workers in times if number % 2 else reversed(times):
                out = folder / f"{workers}.jsonl"
                command = ["compile", DATA / "r1.py", "--data", data, "--jobs", str(workers)]
                start, before = perf_counter(), _cpu()
                subprocess.run(
                    [sys.executable, "-m", "ddjlayout", *command, "-o", out],
                    cwd=HERE.parent,
                    env=environment(),
                    check=True,
                )
                times[workers].append(Taken(perf_counter() - start, _cpu() - before))
                made.add(out.read_bytes())
            if len(made) != 1 or made.pop().count(b"\n") != orders:
                raise SystemExit("the workers did not write the same lines")
    return orders, times


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def report(orders: int, times: Times) -> str:
    """Write the times and whether the target is met."""
    (one, alone), (many, together) = times.items()
    rows = [
        [
            str(workers),
            f"{median(each.seconds for each in taken):.2f}",
            f"{median(each.cpu for each in taken):.2f}",
            f"{orders / median(each.seconds for each in taken):,.0f}",
        ]
        for workers, taken in times.items()
    ]
    ratio = median(a.seconds / b.seconds for a, b in zip(alone, together, strict=True))
    met = "met" if ratio >= LIMIT else "**missed**"
    head = f"### {orders:,} different receipts R1 by `ddj compile --jobs`, from the shell"
    return "\n".join(
        [
            *(head, "", table(["workers", "median s", "s of CPU", "receipts a second"], rows), ""),
            f"- {met}: {many} workers {ratio:.2f} times faster than {one}, at least {LIMIT:g}",
        ]
    )


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=ORDERS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    print(report(*run(given.orders, given.rounds)))
