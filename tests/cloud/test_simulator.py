"""Both clients against the simulated platform: each call for real, and each code it answers."""

import base64
import json
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal

from ddjlayout.cloud.aio import AsyncClient
from ddjlayout.cloud.client import Client
from ddjlayout.cloud.flow import ClientOptions, Sources
from ddjlayout.cloud.wire import DeviceState, TaskState
from ddjlayout.errors import DdjError, NotPrintedError, PlatformError, UnknownOutcomeError
from ddjlayout.simulator.pytest_plugin import (  # noqa: F401
    _ddj_simulator_process,
    ddj_simulator,
)
from ddjlayout.simulator.remote import RunningSimulator
from tests.cloud.conftest import Awaited


def content(text: str = "Hello") -> str:
    text = base64.b64encode(text.encode("gbk")).decode()
    item = {"Alignment": 0, "BaseText": text, "Bold": 0, "FontSize": 0, "PrintType": 0}
    return json.dumps([item])


class Now:
    """The simulator's stopped clock as the client's: it moves when the client sleeps."""

    def __init__(self, simulator: RunningSimulator) -> None:
        simulator.freeze()
        self._simulator = simulator
        self.offset = 0.0

    def time(self) -> float:
        now: float = self._simulator.do(lambda operator: operator.status())["now"]
        return now + self.offset

    def sleep(self, seconds: float) -> None:
        self._simulator.advance(seconds)

    async def async_sleep(self, seconds: float) -> None:
        self.sleep(seconds)

    def sources(self) -> Sources:
        return Sources(self.time, self.time, random.Random(7))


@pytest.fixture
def now(ddj_simulator: RunningSimulator) -> Now:  # noqa: F811
    return Now(ddj_simulator)


@pytest.fixture(params=["requests", "httpx"])
def connect(request, ddj_simulator, now) -> Iterator[Callable[..., Any]]:  # noqa: F811
    """Make a client of the simulator, its time the simulator's."""
    with ExitStack() as stack:
        call = None
        if request.param == "httpx":
            call = stack.enter_context(start_blocking_portal()).call

        def make(**settings: Any) -> Any:
            own = {"app_id": ddj_simulator.app_id, "app_secret": ddj_simulator.app_secret}
            settings = own | {"base_url": ddj_simulator.url, "sources": now.sources()} | settings
            if call is None:
                return stack.enter_context(Client(sleep=now.sleep, **settings))
            client = AsyncClient(sleep=now.async_sleep, **settings)
            stack.callback(lambda: call(client.close))
            return Awaited(client, call)

        yield make


def test_a_receipt_is_bound_printed_and_followed(connect, ddj_simulator):  # noqa: F811
    client, uuid = connect(), ddj_simulator.uuid()
    user = client.bind(uuid, "till 1").open_user_id
    assert client.bind(uuid, "till 1").open_user_id == user
    assert client.device_state(uuid) is DeviceState.NORMAL
    assert len(client.device_mac(uuid)) == 17
    task = client.print_content(uuid, content(), open_user_id=user)
    assert client.wait(task).task_id == task.id
    assert client.task_state(task) is TaskState.PRINTED
    assert ddj_simulator.printed(content())["prints"] == 1
    assert client.print_and_wait(uuid, content("Again")).printed == "yes"
    assert ddj_simulator.paper(task.id).width == 384


def test_a_page_is_submitted_and_followed(connect, ddj_simulator):  # noqa: F811
    ddj_simulator.settings(pages="stub")
    client = connect()
    task = client.print_url(ddj_simulator.uuid(), "https://shop.example/r/7")
    assert client.wait(task).printed == "yes"
    ddj_simulator.settings(pages="fail")
    with pytest.raises(NotPrintedError):
        client.wait(client.print_url(ddj_simulator.uuid(), "https://shop.example/r/8"))


def test_a_printer_without_paper_holds_the_job_until_it_has_some(connect, ddj_simulator):  # noqa: F811
    client, uuid = connect(), ddj_simulator.uuid()
    ddj_simulator.set_device(uuid, state="paper_out", recover_after=40)
    assert client.device_state(uuid) is DeviceState.PAPER_OUT
    seen = []
    result = client.print_and_wait(
        uuid, content(), deadline=100, watcher=lambda state, _: seen.append(state)
    )
    assert 40 <= result.seconds <= 46
    assert seen[0] is TaskState.PENDING
    assert seen[-1] is TaskState.PRINTED


def test_the_ends_without_paper_are_told_apart(connect, ddj_simulator, now):  # noqa: F811
    client, uuid = connect(), ddj_simulator.uuid()
    ddj_simulator.set_device(uuid, state="paper_out")
    task = client.print_content(uuid, content("late"))
    with pytest.raises(UnknownOutcomeError, match="last seen pending"):
        client.wait(task, deadline=60)
    now.sleep(90_000)
    with pytest.raises(NotPrintedError, match="expired"):
        client.wait(task)
    ddj_simulator.set_device(uuid, state="error")
    with pytest.raises(NotPrintedError, match="failed"):
        client.print_and_wait(uuid, content())
    ddj_simulator.set_device(uuid, state="normal", user="rejects")
    with pytest.raises(NotPrintedError, match="rejected"):
        client.print_and_wait(uuid, content())


def code_of(work: Callable[[], object]) -> tuple[int, str]:
    with pytest.raises(DdjError) as caught:
        work()
    return int(caught.value.code), caught.value.printed


def test_every_code_of_the_platform_reaches_the_caller(connect, ddj_simulator, now):  # noqa: F811
    client, uuid = connect(), ddj_simulator.uuid()

    def codes(client: Any, uuid: str = uuid) -> tuple[int, str]:
        return code_of(lambda: client.print_content(uuid, content()))

    assert codes(connect(app_secret="wrong")) == (1001, "no")
    assert codes(connect(app_id="wrong")) == (1004, "no")
    assert codes(client, "f" * 16) == (1005, "no")
    assert code_of(lambda: client.print_content(uuid, content(), open_user_id=99)) == (1003, "no")
    assert code_of(lambda: client.task_state(12345)) == (1007, "no")
    for status, code in (("disabled", 1006), ("unverified", 1008), ("active", 0)):
        change = {"status": status}
        ddj_simulator.do(lambda o, c=change: o.change_account(ddj_simulator.app_id, c))
        if code:
            assert codes(client) == (code, "no")
    ddj_simulator.set_device(uuid, state="offline")
    assert codes(client) == (1010, "no")
    ddj_simulator.set_device(uuid, state="normal")
    ddj_simulator.fault("code", call="printcontent2", times=1)
    assert codes(client) == (1000, "unknown")
    ddj_simulator.fault("drop", call="printcontent2", times=1)
    assert codes(client) == (1011, "unknown")
    ddj_simulator.settings(calls_per_minute=1)
    assert code_of(lambda: [client.device_mac(uuid) for _ in range(3)]) == (1009, "no")


def test_a_clock_that_is_off_is_measured(connect, ddj_simulator, now):  # noqa: F811
    now.offset = -612
    with pytest.raises(PlatformError, match=r"your clock is 61[123] s behind the platform's"):
        connect().device_mac(ddj_simulator.uuid())


def test_the_simulator_tolerates_nothing_in_what_the_clients_send(connect, ddj_simulator):  # noqa: F811
    client, uuid = connect(options=ClientOptions()), ddj_simulator.uuid()
    client.bind(uuid, "till")
    client.device_state(uuid)
    client.device_mac(uuid)
    client.print_and_wait(uuid, content())
    assert [entry["deviations"] for entry in ddj_simulator.journal()] == [[]] * 5
