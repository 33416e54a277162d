"""What a candidate of the benchmarks offers: jobs by name, each with a part outside the timer."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from benchmarks.receipts import Order


class Job(NamedTuple):
    """`run` is timed and returns what was made; `prepare` readies what it is given, untimed."""

    run: Callable[[Any], bytes]
    prepare: Callable[[Order], Any] = lambda order: order


Jobs = Mapping[str, Job]
"""Keys: `compile` (device payload), `compile-cached` (the logo made ready once), `png`."""
