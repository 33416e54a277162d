"""What the page is told: frames of what changes, and their way over HTTP."""

import http.client
import json
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import pytest

from ddjlayout.simulator.config import Config
from ddjlayout.simulator.paper import Paper
from ddjlayout.simulator.server import running
from ddjlayout.simulator.web.feed import KEPT, Feed, Watcher
from tests.simulator.calling import D1, D2, START, Caller
from tests.simulator.drawing import item


@pytest.fixture
def watcher(desk):
    watcher = Watcher(desk.simulator, "http://there")
    desk.simulator.listeners.append(watcher.note)
    return watcher


@contextmanager
def stream(simulator, token: str | None = None):
    """Yield the reply to a request for events."""
    connection = http.client.HTTPConnection(urlsplit(simulator.admin_url).netloc, timeout=20)
    token = simulator.admin_token if token is None else token
    connection.request("GET", "/events", headers={"Authorization": f"Bearer {token}"})
    try:
        yield connection.getresponse()
    finally:
        connection.close()


def frame(response) -> dict:
    """Read lines up to the end of the next event."""
    lines = iter(response.readline, b"")
    event = next(line for line in lines if line.startswith(b"event: "))
    assert event == b"event: change\n"
    return json.loads(next(lines).removeprefix(b"data: "))


def watchers(simulator) -> set:
    """Return the watchers of a running simulator's feed."""

    def look(operator):
        owners = (getattr(hear, "__self__", None) for hear in operator._simulator.listeners)
        return next(set(owner._watchers) for owner in owners if isinstance(owner, Feed))

    return simulator.do(look)


def test_the_first_frame_has_everything(desk, watcher):
    task = desk.print()["TaskId"]
    frame = watcher.frame()
    assert frame["fresh"]
    assert frame["url"] == "http://there"
    assert frame["now"] == START
    assert [device["uuid"] for device in frame["devices"]] == [D1, D2]
    assert [entry["task_id"] for entry in frame["journal"]] == [task]
    assert [(t["task_id"], t["state"]) for t in frame["tasks"]] == [(task, "printed")]
    assert [(p["number"], p["task_id"], p["rows"]) for p in frame["prints"]] == [(0, task, 24)]
    assert frame["counts"] == {"requests": 1, "prints": 1, "partial": 0}
    assert frame["settings"]["task_ttl"] == 86_400
    assert "demo-secret" not in json.dumps(frame)


def test_nothing_new_makes_no_frame(desk, watcher):
    watcher.frame()
    assert watcher.frame() == {}


def test_a_later_frame_has_what_has_changed_alone(desk, watcher):
    desk.print()
    watcher.frame()
    task = desk.print(item("second"))["TaskId"]
    frame = watcher.frame()
    assert set(frame) == {"now", "counts", "prints", "tasks", "journal"}
    assert [run["number"] for run in frame["prints"]] == [1]
    assert [entry["number"] for entry in frame["journal"]] == [2]
    assert [t["task_id"] for t in frame["tasks"]] == [task]


def test_what_the_operator_does_is_told(desk, watcher):
    watcher.frame()
    desk.operator.change_device(D1, {"state": "paper_out"})
    desk.operator.add_fault({"effect": "reset"})
    desk.operator.change_settings({"task_ttl": 5})
    desk.operator.take_snapshot("a")
    desk.operator.change_clock({"advance": 60})
    frame = watcher.frame()
    assert frame["devices"][0]["condition"] == "paper_out"
    assert frame["faults"][0]["effect"] == "reset"
    assert frame["settings"]["task_ttl"] == 5
    assert frame["snapshots"] == ["a"]
    assert frame["clock"] == {"frozen": False, "offset": 60, "at": None}
    desk.operator.change_clock({"freeze": True})
    assert watcher.frame()["clock"] == {"frozen": True, "offset": None, "at": START + 60}


def test_a_frozen_clock_that_stands_still_is_not_told_again(desk, watcher):
    desk.operator.change_clock({"freeze": True})
    watcher.frame()
    desk.time += 10
    assert watcher.frame() == {}


def test_a_job_on_the_print_head_tells_its_length(desk, watcher):
    desk.operator.change_device(D1, {"speed": 10})
    task = desk.print()["TaskId"]
    device = watcher.frame()["devices"][0]
    assert (device["task_id"], device["started"], device["rows"]) == (task, START, 24)
    assert device["condition"] == "busy"


def test_a_piece_of_paper_tells_its_task(desk, watcher):
    desk.operator.change_device(D1, {"paper": 10})
    watcher.frame()
    task = desk.print()["TaskId"]
    frame = watcher.frame()
    assert [(run["rows"], run["complete"]) for run in frame["prints"]] == [(10, False)]
    assert [(t["task_id"], t["state"], t["partial"]) for t in frame["tasks"]] == [
        (task, "pending", 1)
    ]


def test_a_page_that_has_come_tells_its_task(desk, watcher):
    desk.operator.change_settings({"pages": "fetch"})
    desk.operator.change_device(D1, {"state": "paper_out"})
    call = {"Uuid": D1, "PrintUrl": "https://example.com/", "OpenUserId": 0}
    number = desk.call("printhtmlcontent", call)["TaskId"]
    assert watcher.frame()["tasks"][0]["fetching"]
    task = desk.simulator.platform.state.tasks[number]
    paper = Paper(384, 2, bytes(96))
    desk.simulator.platform.printers.deliver(task, paper, desk.simulator.now())
    told = watcher.frame()["tasks"]
    assert [(t["task_id"], t["fetching"], t["rows"]) for t in told] == [(number, False, 2)]
    assert watcher.frame() == {}


def test_a_reset_and_a_restore_start_afresh(desk, watcher):
    desk.print()
    desk.operator.take_snapshot("a")
    watcher.frame()
    desk.operator.reset()
    frame = watcher.frame()
    assert frame["fresh"]
    assert not {"prints", "tasks", "journal"} & set(frame)


def test_frames_are_bounded_however_much_happens(desk, watcher):
    watcher.frame()
    for _ in range(KEPT + 50):
        desk.print()
    frame = watcher.frame()
    assert {len(frame[name]) for name in ("prints", "tasks", "journal")} == {KEPT}
    assert frame["prints"][-1]["number"] == KEPT + 49
    assert frame["counts"]["requests"] == KEPT + 50


def test_a_busy_printer_does_not_push_out_the_paper_of_another(desk, watcher):
    desk.print(uuid=D2)
    for _ in range(KEPT + 1):
        desk.print()
    prints = watcher.frame()["prints"]
    assert [run["number"] for run in prints if run["uuid"] == D2] == [0]


def test_the_stream_tells_of_a_call_and_of_what_a_test_does(caller, ddj_simulator):
    with stream(ddj_simulator) as response:
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert frame(response)["fresh"]
        task = caller.print()["TaskId"]
        found: dict = {}
        while "prints" not in found:
            found |= frame(response)
        assert found["prints"][0]["task_id"] == task
        ddj_simulator.set_device(D1, state="overheated")
        while found.get("devices", [{}])[0].get("state") != "overheated":
            found |= frame(response)


def test_the_stream_needs_the_token(ddj_simulator):
    with stream(ddj_simulator, token="wrong") as response:
        assert response.status == 401


def test_a_stream_that_is_left_is_forgotten():
    with running(Config()) as simulator:
        caller = Caller(simulator)
        with stream(simulator) as response:
            frame(response)
            assert len(watchers(simulator)) == 1
        for _ in range(1000):  # until the server has seen that the other side is gone
            if not watchers(simulator):
                break
            caller.call("getdevicestate", {"Uuid": D1})
        assert not watchers(simulator)


def test_the_server_stops_while_someone_watches_and_ends_the_stream_in_good_order():
    with ExitStack() as left:
        with running(Config()) as simulator:
            response = left.enter_context(stream(simulator))
            assert frame(response)["fresh"]
        response.read()  # raises IncompleteRead if the body does not end as chunks do
