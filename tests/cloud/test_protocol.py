"""The flows driven by hand: what they yield, when they repeat, and what any reply makes of them."""

import json
import subprocess
import sys
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ddjlayout.cloud.failures import OutcomeLostError, ReplyError, UnreachedError
from ddjlayout.cloud.flow import (
    Account,
    ClientOptions,
    Flow,
    Send,
    Sleep,
    Sources,
    TransportError,
)
from ddjlayout.cloud.protocol import Flows, Printed
from ddjlayout.cloud.replies import Bound, HttpResponse, Task
from ddjlayout.cloud.security import Secret
from ddjlayout.cloud.transport import resume
from ddjlayout.cloud.wire import DeviceState, TaskState
from ddjlayout.errors import DdjError
from tests.cloud.conftest import CONTENT, SECRET, UUID, Clock

DEFAULTS = ClientOptions()
UNSENT = TransportError("the connection was refused", sent=False)
LOST = TransportError("the reply timed out", sent=True)


def flows(clock: Clock, options: ClientOptions = DEFAULTS, seed: int = 7) -> Flows:
    sources = Sources(clock.time, clock.time, Random(seed))
    return Flows(Account("till", Secret(SECRET)), options, sources)


def ok(**fields: object) -> HttpResponse:
    body = json.dumps({"Code": 200, "Message": "成功"} | fields).encode()
    return HttpResponse(200, "application/json", "", body)


def test_a_call_is_one_send_and_its_answer():
    flow = flows(Clock()).device_mac(UUID)
    send = next(flow)
    assert isinstance(send, Send)
    assert (send.call, send.path, send.body) == (
        "device_mac",
        "/home/getdevicemac",
        b'{"Uuid":"0123456789abcdef"}',
    )
    assert not send.fresh
    assert (send.connect, send.read, send.total, send.max_bytes) == (5.0, 20.0, 30.0, 65536)
    with pytest.raises(StopIteration) as end:
        flow.send(ok(DeviceMac="m"))
    assert end.value.value == "m"


def test_what_changes_something_asks_for_a_fresh_connection():
    calls = flows(Clock())
    fresh = {
        "bind": calls.bind(UUID, "me"),
        "print_content": calls.print_content(UUID, CONTENT),
        "print_url": calls.print_url(UUID, "http://shop.example"),
        "print_and_wait": calls.print_and_wait(UUID, CONTENT, 60),
    }
    reused = [calls.device_state(UUID), calls.task_state(1), calls.wait(1, 60)]
    assert all(next(flow).fresh for flow in fresh.values())
    assert not any(next(flow).fresh for flow in reused)


def test_a_print_is_repeated_only_while_nothing_was_sent():
    clock = Clock()
    flow = flows(clock).print_content(UUID, CONTENT)
    queries = [next(flow).query]
    for most in (0.25, 0.5):
        pause = flow.throw(UNSENT)
        assert isinstance(pause, Sleep)
        assert 0 <= pause.seconds <= most
        queries.append(flow.send(None).query)
    # Each attempt is signed anew: a nonce is good for one request.
    assert len(set(queries)) == 3
    with pytest.raises(OutcomeLostError):
        flow.throw(LOST)


def test_a_print_gives_up_after_its_retries_with_nothing_sent():
    flow = flows(Clock(), ClientOptions(retries=1)).print_content(UUID, CONTENT)
    next(flow)
    flow.throw(UNSENT)
    flow.send(None)
    with pytest.raises(UnreachedError):
        flow.throw(UNSENT)


def test_each_attempt_has_only_the_time_that_is_left():
    clock = Clock()
    flow = flows(clock, ClientOptions(call_deadline=10)).device_mac(UUID)
    next(flow)
    clock.now += 7
    clock.sleep(flow.throw(LOST).seconds)
    send = flow.send(None)
    left = 3 - clock.sleeps[0]
    assert send.total == pytest.approx(left)
    assert send.read == pytest.approx(left)
    assert send.connect == pytest.approx(left / 4)
    clock.now += left
    with pytest.raises(ReplyError):
        flow.throw(LOST)


def test_errors_hang_on_to_no_other_exception():
    flow = flows(Clock(), ClientOptions(retries=0)).print_content(UUID, CONTENT)
    next(flow)
    with pytest.raises(OutcomeLostError) as caught:
        flow.throw(TransportError("it broke", sent=True))
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    flow = flows(Clock()).print_content(UUID, CONTENT)
    next(flow)
    with pytest.raises(OutcomeLostError) as caught:
        flow.send(HttpResponse(200, "", "", b"{"))
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


CALLS: list[tuple[Callable[[Flows], Flow[object]], type]] = [
    (lambda f: f.bind(UUID, "me"), Bound),
    (lambda f: f.device_state(UUID), DeviceState),
    (lambda f: f.print_content(UUID, CONTENT), Task),
    (lambda f: f.print_url(UUID, "http://shop.example"), Task),
    (lambda f: f.task_state(1), TaskState),
    (lambda f: f.device_mac(UUID), str),
    (lambda f: f.wait(1, 60), Printed),
    (lambda f: f.print_and_wait(UUID, CONTENT, 60), Printed),
]

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
fields = st.fixed_dictionaries(
    {},
    optional={
        "Code": st.sampled_from([200, "200", *range(1000, 1014)]) | json_values,
        "Message": json_values,
        "State": st.integers(-2, 6) | json_values,
        "TaskId": st.integers() | st.from_regex(r"-?[0-9]{1,22}") | json_values,
        "OpenUserId": st.integers() | json_values,
        "DeviceMac": st.text() | json_values,
        "else": json_values,
    },
)
bodies = st.binary() | st.text().map(str.encode) | fields.map(json.dumps).map(str.encode)
responses = st.builds(
    HttpResponse,
    status=st.sampled_from([200, 200, 200, 204, 301, 302, 400, 404, 500, 502]) | st.integers(),
    content_type=st.text(max_size=40),
    date=st.text(max_size=40) | st.datetimes().map(lambda d: f"{d:%a, %d %b %Y %H:%M:%S GMT}"),
    body=bodies,
)
outcomes = responses | st.just(UNSENT) | st.just(LOST)


class Weather:
    """Answers a flow from a list, then with whatever `then` is; time passes as it may."""

    def __init__(self, clock: Clock, outcomes: list, then: object, pace: Random) -> None:
        self.clock = clock
        self.outcomes = outcomes
        self.then = then
        self.pace = pace
        self.sent: list[Send] = []
        self.maybe_printed = 0

    def __call__(self, step: Send | Sleep) -> HttpResponse | TransportError | None:
        if isinstance(step, Sleep):
            self.clock.sleep(step.seconds)
            return None
        if step.total <= 0:
            return TransportError("the time was up", sent=False)
        self.sent.append(step)
        outcome = self.outcomes.pop(0) if self.outcomes else self.then
        # A driver may take all the time it was given, and no more.
        self.clock.now += step.total * self.pace.choice([0, 0, 0.1, 1])
        if "print" in step.call and outcome is not UNSENT:
            self.maybe_printed += 1
        return outcome


def drive(flow: Flow[object], weather: Weather) -> object:
    outcome = None
    try:
        while True:
            outcome = weather(resume(flow, outcome))
    except StopIteration as end:
        return end.value


@settings(deadline=None)
@given(
    which=st.sampled_from(CALLS),
    script=st.lists(outcomes, max_size=12),
    then=outcomes,
    seed=st.integers(0, 1000),
)
def test_any_weather_ends_in_time_in_a_typed_result_or_a_ddj_error(which, script, then, seed):
    make, kind = which
    clock = Clock()
    weather = Weather(clock, list(script), then, Random(seed))
    start, deadline = clock.now, 60 if kind is Printed else 30
    try:
        result = drive(make(flows(clock, seed=seed)), weather)
    except DdjError as error:
        assert error.exit_code in (6, 7, 8, 9)
        assert error.printed in ("no", "unknown")
        assert str(error).isprintable()
        assert len(str(error)) < 600
        # "No" after a print went out is a promise: it was refused, or its task ended.
        if error.printed == "no" and weather.maybe_printed:
            assert error.exit_code in (7, 8)
    else:
        assert isinstance(result, kind)
    # Never twice by itself, whatever happens.
    assert weather.maybe_printed <= 1
    assert clock.now - start <= deadline + 1e-3


@settings(deadline=None)
@given(response=responses)
def test_success_is_never_read_into_a_reply_that_does_not_say_so(response):
    flow = flows(Clock(), ClientOptions(retries=0)).print_content(UUID, CONTENT)
    next(flow)
    try:
        flow.send(response)
    except StopIteration as end:
        reply = json.loads(response.body)
        assert response.status == 200
        assert int(reply["Code"]) == 200
        assert int(reply["TaskId"]) == end.value.id
    except DdjError:
        pass


def test_the_protocol_loads_no_http_library():
    program = (
        "import sys, ddjlayout.cloud.protocol, ddjlayout.cloud.config, ddjlayout.cloud.callback;"
        "print(sorted({'requests', 'httpx', 'urllib3', 'anyio'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
