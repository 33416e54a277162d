"""Random calls and faults against the simulated platform: what the client says is true.

It never reports printed what was not (nor "no" for what was), never sends a print twice by
itself, and always ends within its deadline.
"""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from anyio.from_thread import start_blocking_portal
from hypothesis import given, note, settings
from hypothesis import strategies as st

from ddjlayout.cloud.aio import AsyncClient
from ddjlayout.cloud.client import Client
from ddjlayout.cloud.flow import ClientOptions, Sources
from ddjlayout.cloud.protocol import Printed
from ddjlayout.cloud.replies import Task
from ddjlayout.errors import DdjError
from ddjlayout.simulator.faults import EFFECTS
from ddjlayout.simulator.remote import RunningSimulator
from ddjlayout.simulator.server import running
from tests.cloud.conftest import Awaited
from tests.cloud.test_simulator import Now, content

# A reply that is late by LATE comes after the read time-out: given up by the client, and still
# acted upon by the platform.
PATIENCE, LATE = 0.1, 0.25
OPTIONS = ClientOptions(read_timeout=PATIENCE, call_deadline=5.0)

CALLS = ["userbind", "getdevicestate", "printcontent2", "getprinttaskstate", "getdevicemac"]
POINTS = [
    (point, effect)
    for point, effects in EFFECTS.items()
    for effect in effects
    if point != "callback"
]


class Fault(NamedTuple):
    point: str
    effect: str
    call: str | None
    skip: int
    times: int | None
    probability: float

    def into(self, simulator: RunningSimulator) -> None:
        simulator.fault(**self._asdict(), seconds=LATE)


class SetDevice(NamedTuple):
    state: str


class Later(NamedTuple):
    seconds: float


class Print(NamedTuple):
    pass


class PrintAndWait(NamedTuple):
    deadline: float


class Wait(NamedTuple):
    which: int
    deadline: float


class Read(NamedTuple):
    name: str


faults = st.builds(
    lambda where, *rest: Fault(*where, *rest),
    st.sampled_from(POINTS),
    st.sampled_from([None, *CALLS]),
    st.integers(0, 3),
    st.sampled_from([1, 2, 5, None]),
    st.sampled_from([0.3, 1.0]),
)
deadlines = st.floats(0.5, 60)
steps = st.one_of(
    st.just(Print()),
    st.builds(PrintAndWait, deadlines),
    st.builds(Wait, st.integers(0, 5), deadlines),
    st.builds(Read, st.sampled_from(["device_state", "device_mac", "bind", "task_state"])),
    st.builds(SetDevice, st.sampled_from(["normal", "paper_out", "offline", "busy", "error"])),
    st.builds(Later, st.sampled_from([1.0, 60.0, 100_000.0])),
)


@pytest.fixture(scope="module")
def simulator() -> Iterator[RunningSimulator]:
    with running() as simulator:
        yield simulator


class Till:
    """A client at work, and all it was ever told about each print."""

    def __init__(self, simulator: RunningSimulator, client: Any, now: Now) -> None:
        self.simulator = simulator
        self.client = client
        self.now = now
        self.uuid = simulator.uuid()
        self.told: dict[str, list[str]] = {}
        self.tasks: list[tuple[Task, str]] = []

    def do(self, step: Any) -> None:
        match step:
            case Print():
                source = self._new()
                self._hear(source, 5.0, lambda: self._submitted(source))
            case PrintAndWait(deadline):
                source = self._new()
                self._hear(
                    source,
                    deadline,
                    lambda: self.client.print_and_wait(self.uuid, source, deadline=deadline),
                )
            case Wait(which, deadline) if self.tasks:
                task, source = self.tasks[which % len(self.tasks)]
                self._hear(source, deadline, lambda: self.client.wait(task, deadline=deadline))
            case Read(name):
                given = {"bind": (self.uuid, "till"), "task_state": (1,)}.get(name, (self.uuid,))
                self._hear("", 5.0, lambda: getattr(self.client, name)(*given))
            case SetDevice(state):
                self.simulator.set_device(self.uuid, state=state)
            case Later(seconds):
                self.now.sleep(seconds)

    def _new(self) -> str:
        source = content(f"job {len(self.told)}")
        self.told[source] = []
        return source

    def _submitted(self, source: str) -> Task:
        task = self.client.print_content(self.uuid, source)
        self.tasks.append((task, source))
        return task

    def _hear(self, source: str, deadline: float, work: Callable[[], object]) -> None:
        start = self.now.time()
        try:
            result = work()
        except DdjError as error:
            note(f"{type(error).__name__}: {error}")
            said = error.printed
        else:
            said = "yes" if isinstance(result, Printed) else "accepted"
        assert self.now.time() - start <= deadline + 1e-3
        if source:
            self.told[source].append(said)

    def check(self) -> None:
        """Let the platform come to rest, then hold every word against the paper."""
        self._rest()
        journal = self.simulator.journal()
        numbers = [e["number"] for e in journal if e["path"].endswith("/printcontent2")]
        sent = [self.simulator.entry(number)["raw"] for number in numbers]
        for source, said in self.told.items():
            fate = self.simulator.printed(source)
            note(f"{said} {fate}")
            marker = source.partition('"BaseText": "')[2].partition('"')[0]
            assert sum(marker in body for body in sent) <= 1
            assert len(fate["tasks"]) <= 1
            assert fate["prints"] <= 1
            if "yes" in said:
                assert fate["prints"] == 1
            if "no" in said:
                assert fate["prints"] == 0
                assert fate["pending"] == 0
            if "accepted" in said:
                assert len(fate["tasks"]) == 1

    def _rest(self) -> None:
        # Requests the client gave up may still be at work in the simulator.
        wake = threading.Event()
        while any(entry["ending"] == "under way" for entry in self.simulator.journal()):
            wake.wait(0.01)


@contextmanager
def client_of(kind: str, simulator: RunningSimulator, now: Now) -> Iterator[Any]:
    own = (simulator.app_id, simulator.app_secret)
    sources = Sources(now.time, now.time, random.Random(7))
    shared = {"base_url": simulator.url, "sources": sources, "options": OPTIONS}
    if kind == "requests":
        with Client(*own, sleep=now.sleep, **shared) as client:
            yield client
    else:
        with start_blocking_portal() as portal:
            later = AsyncClient(*own, sleep=now.async_sleep, **shared)
            yield Awaited(later, portal.call)
            portal.call(later.close)


@pytest.mark.parametrize("kind", ["requests", "httpx"])
@settings(deadline=None, max_examples=60)
@given(rules=st.lists(faults, max_size=3), plan=st.lists(steps, min_size=1, max_size=8))
def test_the_client_never_says_what_is_not_so(simulator, kind, rules, plan):
    simulator.reset()
    now = Now(simulator)
    for rule in rules:
        rule.into(simulator)
    with client_of(kind, simulator, now) as client:
        till = Till(simulator, client, now)
        for step in plan:
            till.do(step)
        till.check()
