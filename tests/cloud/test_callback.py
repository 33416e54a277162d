"""Callbacks: what is verified, what is refused and why, and the ASGI application around it."""

import asyncio
import contextlib
import hashlib
import json
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddjlayout.cloud.callback import (
    CallbackError,
    DeviceNotice,
    Seen,
    TaskNotice,
    parse_callback,
)
from ddjlayout.cloud.callback_app import CallbackApp
from ddjlayout.cloud.flow import Account
from ddjlayout.cloud.security import Secret
from ddjlayout.cloud.wire import Code, DeviceState, TaskState
from ddjlayout.errors import UsageError
from tests.cloud.conftest import SECRET, UUID

NOW = 1_700_000_000
ACCOUNT = Account("till", Secret(SECRET))
DEVICE = {"Type": "device", "Uuid": UUID, "State": 1, "Time": NOW}
TASK = {"Type": "task", "Uuid": UUID, "State": "1", "TaskId": "9007199254740993", "Time": str(NOW)}


def signed(timestamp: object = NOW, nonce: str = "12345678", **changed: str) -> str:
    joined = "".join(sorted([SECRET, str(timestamp), nonce]))
    signature = hashlib.sha1(joined.encode()).hexdigest()
    query = {"appid": "till", "nonce": nonce, "timestamp": timestamp, "signature": signature}
    return urlencode(query | changed)


def parse(body: object = DEVICE, query: str | None = None, now: float = NOW, seen=None):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    query = signed() if query is None else query
    return parse_callback(data, query, ACCOUNT, now, Seen() if seen is None else seen)


def reason(**given: object) -> Code:
    with pytest.raises(CallbackError) as caught:
        parse(**given)
    error = caught.value
    assert error.code == str(int(error.reason))
    assert SECRET not in str(error)
    return error.reason


def test_a_verified_callback_becomes_a_typed_notice():
    assert parse(DEVICE) == DeviceNotice(UUID, DeviceState.PAPER_OUT, NOW)
    assert parse(TASK) == TaskNotice(UUID, 9007199254740993, TaskState.PRINTED, NOW)
    assert parse(DEVICE | {"Later": [1]}) == parse(DEVICE)


def test_another_app_or_another_secret_is_refused():
    assert reason(query=signed(appid="other")) is Code.UNKNOWN_APP
    assert reason(query=signed(appid="tïll")) is Code.UNKNOWN_APP
    assert reason(query=signed(signature="0" * 40)) is Code.BAD_SIGNATURE
    assert reason(query=signed(signature="")) is Code.BAD_PARAMETER
    assert reason(query=signed(signature="é" * 40)) is Code.BAD_SIGNATURE
    assert reason(query=signed().replace("12345678", "12345679")) is Code.BAD_SIGNATURE


@pytest.mark.parametrize(("age", "good"), [(0, True), (300, True), (-300, True), (301, False)])
def test_the_window_is_five_minutes_either_way(age, good):
    if good:
        assert parse(now=NOW + age)
    else:
        assert reason(now=NOW + age) is Code.LINK_EXPIRED
        assert reason(now=NOW - age) is Code.LINK_EXPIRED


def test_a_callback_is_believed_once_even_with_its_digits_shifted():
    seen = Seen()
    assert parse(seen=seen)
    assert reason(seen=seen) is Code.LINK_EXPIRED
    # The signature has no delimiters: another split of the same digits carries the same one.
    one, other = signed(1_700_000_000, "1700000001"), signed(1_700_000_001, "1700000000")
    assert one[-40:] == other[-40:]
    assert parse(query=one, seen=seen)
    assert reason(query=other, seen=seen) is Code.LINK_EXPIRED
    assert parse(query=signed(nonce="87654321"), seen=seen)


def test_a_replay_is_remembered_as_long_as_its_timestamp_is_good():
    seen = Seen()
    early = signed(NOW + 300)
    assert parse(query=early, seen=seen, now=NOW)
    assert reason(query=early, seen=seen, now=NOW + 600) is Code.LINK_EXPIRED
    assert reason(query=early, seen=seen, now=NOW + 601) is Code.LINK_EXPIRED


def test_the_memory_forgets_and_is_bounded():
    seen = Seen(most=3)
    assert [seen.admit(str(n), NOW + n) for n in range(4)] == [True, True, True, False]
    assert not seen.admit("4", NOW + 600)
    assert seen.admit("4", NOW + 601)
    assert not seen.admit("1", NOW + 601)
    assert seen.admit("1", NOW + 602)


def test_a_bad_body_does_not_use_up_the_signature():
    seen = Seen()
    assert reason(body=b"{", seen=seen) is Code.BAD_PARAMETER
    assert parse(seen=seen)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "signature",
        "appid=till",
        signed() + "&nonce=1",
        signed().replace("timestamp", "time"),
        "&".join(f"a{n}=1" for n in range(50)),
        signed("yesterday"),
        signed("17" * 20),
        signed("-1"),
        signed("１７００００００００"),
    ],
)
def test_a_query_that_is_not_a_signed_one_is_refused(query):
    assert reason(query=query) is Code.BAD_PARAMETER


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"[" * 5000,
        b"\xff",
        b" " * 70_000,
        DEVICE | {"Type": "printer"},
        DEVICE | {"Uuid": "12"},
        DEVICE | {"Uuid": 12},
        DEVICE | {"State": 9},
        DEVICE | {"State": None},
        DEVICE | {"Time": "now"},
        {k: v for k, v in TASK.items() if k != "TaskId"},
        TASK | {"State": -1},
    ],
)
def test_a_body_that_makes_no_sense_is_refused(body):
    assert reason(body=body) is Code.BAD_PARAMETER


@given(body=st.binary(), query=st.text() | st.just(signed()))
def test_any_bytes_are_a_notice_or_a_callback_error(body, query):
    with contextlib.suppress(CallbackError):
        parse(body, query)


class Received:
    """A handler that keeps what it got."""

    def __init__(self) -> None:
        self.notices: list[object] = []

    async def __call__(self, notice: object) -> None:
        self.notices.append(notice)


def post(app: CallbackApp, body: object, query: str, method: str = "POST") -> httpx.Response:
    async def run() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://till") as client:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            return await client.request(method, f"/hook?{query}", content=data)

    return asyncio.run(run())


def test_the_application_hands_each_good_notice_on_once():
    received = Received()
    app = CallbackApp(ACCOUNT, received, clock=lambda: NOW)
    answer = post(app, TASK, signed())
    assert (answer.status_code, answer.json()) == (200, {"Code": 200, "Message": "成功"})
    assert received.notices == [TaskNotice(UUID, 9007199254740993, TaskState.PRINTED, NOW)]
    answer = post(app, TASK, signed())
    assert (answer.status_code, answer.json()["Code"]) == (400, 1002)
    assert len(received.notices) == 1


def test_the_application_refuses_the_rest_without_calling_the_handler(caplog):
    received = Received()
    app = CallbackApp(ACCOUNT, received, clock=lambda: NOW)
    assert post(app, b"", signed(), "GET").status_code == 405
    assert post(app, TASK, signed(signature="0" * 40)).json()["Code"] == 1001
    assert post(app, b"x" * 1_000_000, signed()).json()["Code"] == 1003
    assert post(app, TASK, "é").json()["Code"] == 1003
    assert received.notices == []
    assert "callback refused: its signature is not ours" in caplog.text
    assert SECRET not in caplog.text
    assert UUID not in caplog.text


def test_what_the_handler_raises_is_the_servers():
    async def handler(notice):
        raise RuntimeError("mine")

    with pytest.raises(RuntimeError, match="mine"):
        post(CallbackApp(ACCOUNT, handler, clock=lambda: NOW), TASK, signed())


def test_the_application_takes_part_in_a_servers_start_and_stop():
    async def run() -> list[str]:
        events = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
        sent = []

        async def receive():
            return events.pop(0)

        async def send(event):
            sent.append(event["type"])

        await CallbackApp(ACCOUNT, Received())({"type": "lifespan"}, receive, send)
        return sent

    assert asyncio.run(run()) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_an_account_without_a_secret_receives_nothing():
    with pytest.raises(UsageError):
        CallbackApp(Account("till", Secret("")), Received())
