"""Runs a table: all rows in turn, round after round, so that a busy machine hits all alike."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from statistics import median, quantiles
from time import perf_counter

from benchmarks.page import with_pictures
from benchmarks.process import MissingError, Process
from benchmarks.receipts import Order, order
from benchmarks.tasks import Entry, Task

WARM_UP = 4
SLICE = 0.04
"""Seconds a row is run for in one round, at least once and at most `MOST` times."""
MOST = 150
PATIENCE = 25.0
"""Seconds after which a table takes no further turn, once it has had `LEAST`."""
LEAST = 5

Samples = dict[str, list[list[float]]]
"""Seconds by label, a list for every round."""


class Measurement:
    """What a table brought: samples by label, the size of the results, and who fell out."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.samples: Samples = {}
        self.sizes: dict[str, int] = {}
        self.failed: dict[str, str] = {}

    def median(self, label: str) -> float:
        return median(s for each in self.samples[label] for s in each)

    def spread(self, label: str) -> tuple[float, float]:
        """Return the 10th and the 90th percentile."""
        tens = quantiles([s for each in self.samples[label] for s in each], n=10)
        return tens[0], tens[-1]

    def ratio(self, above: str, below: str) -> float:
        """Return the median over the rounds of one row's time through another's."""
        pairs = zip(self.samples[above], self.samples[below], strict=True)
        return median(median(a) / median(b) for a, b in pairs)


def run(task: Task, processes: Mapping[str, Process], rounds: int) -> Measurement:
    """Measure a table; rows whose process or job is not there are left out."""
    found = Measurement(task)
    variants = count(1)
    repeats: dict[Entry, int] = {}
    for entry in task.entries:
        process = processes.get(entry.who)
        if process is None or entry.job not in process.jobs:
            continue
        with _noting(found, entry):
            process.ask(entry.job, _orders(task, variants, 1))
            seconds = process.ask(entry.job, _orders(task, variants, WARM_UP)).seconds
            repeats[entry] = min(max(1, int(SLICE / median(seconds))), MOST)
    end = perf_counter() + PATIENCE
    for number in range(rounds):
        if number >= LEAST and perf_counter() > end:
            break
        turn = list(repeats)
        for entry in turn[number % len(turn) :] + turn[: number % len(turn)]:
            with _noting(found, entry):
                orders = _orders(task, variants, repeats[entry])
                answer = processes[entry.who].ask(entry.job, orders)
                found.samples.setdefault(entry.label, []).append(answer.seconds)
                found.sizes[entry.label] = answer.bytes
        for entry in [e for e in repeats if e.label in found.failed]:
            del repeats[entry]
    return found


@contextmanager
def _noting(found: Measurement, entry: Entry) -> Iterator[None]:
    """Note a row that cannot be measured, and go on without it."""
    try:
        yield
    except MissingError as error:
        found.failed[entry.label] = str(error)
        found.samples.pop(entry.label, None)


def _orders(task: Task, variants: Iterator[int], number: int) -> list[Order]:
    orders = [order(task.receipt, next(variants)) for _ in range(number)]
    return [with_pictures(each) for each in orders] if task.pictured else orders
