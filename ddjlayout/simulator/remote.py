"""In front of a simulator that runs in this process: what a test does to it, as methods.

Each method runs in the simulator's own thread and returns when it is done.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypedDict, TypeVar, Unpack

from .core import Simulator
from .faults import Effect, Point
from .operator import MissingError, Operator
from .paper import Paper
from .reading import summary, whole
from .records import Policy

T = TypeVar("T")
Plain = dict[str, Any]
StateName = Literal["normal", "paper_out", "overheated", "busy", "offline", "error"]


class SettingsChange(TypedDict, total=False):
    """The settings that a test may change; `records.Settings` says what they are."""

    timestamp_window: int
    task_ttl: float
    calls_per_minute: int
    offline: Policy
    paper_out: Policy
    overheated: Policy
    busy: Policy
    error: Policy
    pages: Literal["fail", "stub", "fetch"]
    allow_hosts: tuple[str, ...]
    content_bytes: int
    body_bytes: int
    queue_limit: int
    task_limit: int
    paper_bytes: int
    journal_entries: int
    journal_bytes: int


class RunningSimulator:
    """A simulator at work: where it is, and how to control and watch it.

    `url` takes the vendor's calls, `admin_url` those of the admin API, and `page_url` opens the web
    page in a browser; it holds the admin token. `app_id` and `app_secret`
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
        self.page_url: str = description["page_url"]
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

    def set_device(  # noqa: PLR0913 - keyword-only fields of a device
        self,
        uuid: str,
        *,
        state: StateName | None = None,
        speed: int | None = None,
        paper: int | Literal["endless"] | None = None,
        user: Literal["accepts", "rejects"] | None = None,
        recover_after: float | None = None,
    ) -> Plain:
        """Change a device; what is None stays as it is.

        `speed` is in rows of dots a second, `paper` in rows left on the roll, `recover_after` in
        seconds until the device is normal again.
        """
        given = {"state": state, "speed": speed, "user": user, "recover_after": recover_after}
        values: Plain = {name: value for name, value in given.items() if value is not None}
        if paper is not None:
            values["paper"] = None if paper == "endless" else paper
        return self.do(lambda operator: operator.change_device(uuid, values))

    def settings(self, **values: Unpack[SettingsChange]) -> Plain:
        """Change some settings, as `records.Settings` has them, and return all."""
        return self.do(lambda operator: operator.change_settings(values))

    def fault(  # noqa: PLR0913 - keyword-only fields of a rule
        self,
        effect: Effect | Literal["any"],
        *,
        point: Point | Literal["any"] = "after_commit",
        call: str | None = None,
        app_id: str | None = None,
        uuid: str | None = None,
        skip: int = 0,
        times: int | None = None,
        probability: float = 1.0,
        seconds: float = 1.0,
        code: int = 1000,
    ) -> int:
        """Put a rule for faults in force, as `faults.Rule` has it, and return its number."""
        rule: Plain = {
            "effect": effect,
            "point": point,
            "call": call,
            "app_id": app_id,
            "uuid": uuid,
            "skip": skip,
            "times": times,
            "probability": probability,
            "seconds": seconds,
            "code": code,
        }
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
                raise MissingError("not in the journal any more")
            return whole(entry, self._simulator)

        return self.do(find)

    def reset(self) -> None:
        """Go back to the configuration."""
        self.do(lambda operator: operator.reset())
