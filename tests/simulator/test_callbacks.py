"""Callbacks of a D2: what is told to whom, once, signed; and how they get lost."""

import http.server
import json
import threading
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.simulator.calling import D1, D2, START, Desk, sign
from tests.simulator.drawing import item

URL = "http://127.0.0.1:9/hook"


@pytest.fixture
def told(desk: Desk):
    """A desk whose account has a callback URL; returns the payloads so far."""
    desk.operator.change_account("demo-app", {"callback_url": URL})
    return lambda: [notice["payload"] for notice in desk.operator.callbacks()]


def test_the_end_of_a_task_and_a_change_of_state_are_told(desk, told):
    desk.operator.change_device(D2, {"state": "paper_out"})
    task = desk.print(item("a"), uuid=D2)["TaskId"]
    desk.operator.change_device(D2, {"state": "normal"})
    time = int(START)
    assert told() == [
        {"Type": "device", "Uuid": D2, "State": 1, "Time": time},
        {"Type": "device", "Uuid": D2, "State": 0, "Time": time},
        {"Type": "task", "Uuid": D2, "State": 1, "Time": time, "TaskId": task},
    ]


def test_a_d1_tells_nothing(desk, told):
    desk.operator.change_device(D1, {"state": "error"})
    desk.print(item("a"))
    assert told() == []


def test_a_task_is_told_to_its_own_account_alone(desk, told):
    other = {"app_id": "other", "app_secret": "another secret", "callback_url": URL}
    desk.operator.add_account(other)
    desk.print(item("a"), uuid=D2)
    assert [notice["app_id"] for notice in desk.operator.callbacks()] == ["demo-app"]


def test_a_callback_may_get_lost_or_come_twice(desk, told):
    desk.operator.add_fault({"effect": "lost", "point": "callback", "times": 1})
    desk.operator.add_fault({"effect": "duplicate", "point": "callback", "times": 1})
    desk.operator.add_fault({"effect": "delay", "point": "callback", "seconds": 3})
    for _ in range(3):
        desk.print(item("a"), uuid=D2)
    lost, twice, late = desk.simulator.callbacks.log
    assert lost.ending == "lost (rule 1)"
    assert [sent.notice for sent in desk.simulator.callbacks.waiting] == [twice, twice, late]
    assert (twice.delay, late.delay) == (0, 3)


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers["content-length"])
        query = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        self.server.paths.append(self.path)
        self.server.authorizations.append(self.headers["authorization"])
        self.server.got.append((query, json.loads(self.rfile.read(length))))
        self.send_response(204)
        self.end_headers()
        self.server.arrived.release()

    def log_message(self, *_):
        pass


@pytest.fixture
def receiver():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.got, server.paths, server.authorizations = [], [], []
    server.arrived = threading.Semaphore(0)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_callback_is_posted_and_signed_like_a_call(caller, ddj_simulator, receiver):
    url = f"http://127.0.0.1:{receiver.server_port}/hook?shop=7"
    ddj_simulator.do(lambda op: op.change_account("demo-app", {"callback_url": url}))
    task = caller.print(uuid=D2)["TaskId"]
    assert receiver.arrived.acquire(timeout=10)
    ((query, payload),) = receiver.got
    assert (payload["Type"], payload["State"], payload["TaskId"]) == ("task", 1, task)
    assert query["shop"] == "7"
    assert query["signature"] == sign("demo-secret", query["timestamp"], query["nonce"])


def test_a_callback_that_comes_twice_is_the_same_to_the_byte(caller, ddj_simulator, receiver):
    url = f"http://127.0.0.1:{receiver.server_port}/hook"
    ddj_simulator.do(lambda op: op.change_account("demo-app", {"callback_url": url}))
    ddj_simulator.fault("duplicate", point="callback", times=1)
    for _ in range(2):
        caller.print(uuid=D2)
    for _ in range(3):
        assert receiver.arrived.acquire(timeout=10)
    assert len(receiver.paths) == 3
    assert len(set(receiver.paths)) == 2


def ending(simulator) -> str:
    """Wait until the last callback is no longer waiting; return what became of it."""
    for _ in range(1000):
        notice = simulator.do(lambda operator: operator.callbacks())[-1]
        if notice["ending"] != "waiting":
            break
        threading.Event().wait(0.01)
    return notice["ending"]


@pytest.mark.parametrize("url", ["http://a..b/", "http://[", "http://localhost:99999/", "http://"])
def test_a_callback_to_a_host_that_cannot_be_fails(ddj_simulator, url):
    ddj_simulator.do(lambda operator: operator.change_account("demo-app", {"callback_url": url}))
    ddj_simulator.set_device(D2, state="busy")
    assert ending(ddj_simulator).startswith("failed (")


def test_a_callback_goes_past_proxies_and_netrc(ddj_simulator, receiver, monkeypatch, tmp_path):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password hush\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    url = f"http://127.0.0.1:{receiver.server_port}/hook"
    ddj_simulator.do(lambda operator: operator.change_account("demo-app", {"callback_url": url}))
    ddj_simulator.set_device(D2, state="busy")
    assert ending(ddj_simulator) == "204"
    assert receiver.authorizations == [None]


def test_the_signature_of_a_callback_is_not_logged(ddj_simulator, receiver, caplog):
    caplog.set_level(1)
    url = f"http://127.0.0.1:{receiver.server_port}/hook"
    ddj_simulator.do(lambda operator: operator.change_account("demo-app", {"callback_url": url}))
    ddj_simulator.set_device(D2, state="busy")
    assert ending(ddj_simulator) == "204"
    ((query, _),) = receiver.got
    assert "/hook" in caplog.text
    assert query["signature"] not in caplog.text
    assert query["nonce"] not in caplog.text


def test_a_callback_nobody_takes_is_noted_without_its_signature(caller, ddj_simulator):
    ddj_simulator.do(lambda op: op.change_account("demo-app", {"callback_url": URL}))
    caller.print(uuid=D2)
    assert ending(ddj_simulator) == "failed (ConnectionError)"
    assert "signature" not in json.dumps(ddj_simulator.do(lambda op: op.callbacks()))
