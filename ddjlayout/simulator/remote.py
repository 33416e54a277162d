"""In front of a simulator that runs in this process: what a test does to it, as methods.

Each method runs in the simulator's own thread and returns when it is done.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from .core import Simulator
from .operator import Operator
from .paper import Paper
from .reading import summary, whole

T = TypeVar("T")
Plain = dict[str, Any]


class RunningSimulator:
    """A simulator at work: where it is, and how to control and watch it.

    `url` takes the vendor's calls, `admin_url` those of the admin API. `app_id` and `app_secret`
    are those of the first account, `devices` lists `uuid` and `model`.
    """

    def __init__(
        self,
        simulator: Simulator,
        description: Mapping[str, Any],
        do: Callable[[Callable[[], Any]], Any],
    ) -> None:
        self._simulator = simulator
        self._operator = Operator(simulator)
        self._do = do
        self.url: str = description["url"]
        self.admin_url: str = description["admin_url"]
        self.admin_token: str = description["admin_token"]
        self.app_id: str = description["app_id"]
        self.app_secret: str = description["app_secret"]
        self.devices: list[dict[str, str]] = description["devices"]

    def do(self, work: Callable[[Operator], T]) -> T:
        """Let the operator do something: `simulator.do(lambda operator: operator.status())`."""

        def working() -> T:
            try:
                return work(self._operator)
            finally:
                self._simulator.commit()

        result: T = self._do(working)
        return result

    def uuid(self, model: str = "D1") -> str:
        """Return the Uuid of the first device of a model."""
        return next(device["uuid"] for device in self.devices if device["model"] == model)

    def paper(self, task_id: int) -> Paper:
        """Return the paper of a task."""
        return self.do(lambda operator: operator.paper(task_id))

    def task(self, task_id: int) -> Plain:
        """Return a task."""
        return self.do(lambda operator: operator.task(task_id))

    def printed(self, source: str) -> Plain:
        """Tell how often a PrintContent or PrintUrl was printed: `prints`, `partial`, `tasks`."""
        return self.do(lambda operator: operator.printed(source))

    def set_device(self, uuid: str, **values: Any) -> Plain:
        """Change a device: `state="paper_out"`, `speed`, `paper`, `user`, `recover_after`."""
        return self.do(lambda operator: operator.change_device(uuid, values))

    def settings(self, **values: Any) -> Plain:
        """Change settings."""
        return self.do(lambda operator: operator.change_settings(values))

    def fault(self, effect: str, **values: Any) -> int:
        """Add a rule for faults and return its number."""
        rule = {"effect": effect, **values}
        number: int = self.do(lambda operator: operator.add_fault(rule))["number"]
        return number

    def clear_faults(self, seed: int | None = None) -> None:
        """Remove all rules for faults."""
        self.do(lambda operator: operator.clear_faults(seed))

    def advance(self, seconds: float) -> None:
        """Move the clock on."""
        self.do(lambda operator: operator.change_clock({"advance": seconds}))

    def freeze(self) -> None:
        """Stop the clock."""
        self.do(lambda operator: operator.change_clock({"freeze": True}))

    def journal(self) -> list[Plain]:
        """Return the last requests, without their bodies."""
        return self.do(lambda _: [summary(entry) for entry in self._simulator.journal])

    def entry(self, number: int) -> Plain:
        """Return one request with its bodies, decoded."""

        def find(_: Operator) -> Plain:
            entry = self._simulator.journal.find(number)
            if entry is None:
                raise LookupError("not in the journal any more")
            return whole(entry, self._simulator)

        return self.do(find)

    def reset(self) -> None:
        """Go back to the configuration."""
        self.do(lambda operator: operator.reset())
