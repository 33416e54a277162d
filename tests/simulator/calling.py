"""How the tests call the simulator: signed by code of their own, with or without a socket."""

import hashlib
import http.client
import itertools
import json
import time
from urllib.parse import urlencode, urlsplit

from ddjlayout.simulator.config import Config
from ddjlayout.simulator.core import Simulator
from ddjlayout.simulator.gate import Call
from ddjlayout.simulator.operator import Operator
from ddjlayout.simulator.reading import whole
from tests.simulator.drawing import item

JSON = "application/json"
START = 1_700_000_000.0
D1, D2 = "0123456789abcdef", "fedcba9876543210"

_nonces = itertools.count(10_000_000)


def sign(secret: str, timestamp: str, nonce: str) -> str:
    return hashlib.sha1("".join(sorted([secret, timestamp, nonce])).encode()).hexdigest()


def signed(now: float, app: str = "demo-app", secret: str = "demo-secret", **changes: str) -> str:
    """Return a query string; `changes` replace parameters, None leaves one out."""
    stamp, nonce = str(int(now)), str(next(_nonces))
    stamp, nonce = changes.get("timestamp", stamp), changes.get("nonce", nonce)
    query = {"appid": app, "nonce": nonce, "timestamp": stamp}
    query["signature"] = sign(secret, stamp, nonce)
    query.update(changes)
    return urlencode({name: value for name, value in query.items() if value is not None})


def content(*items: dict) -> str:
    return json.dumps(list(items) or [item("Hello")])


class Desk:
    """A simulator without sockets, with a clock in the test's hand."""

    def __init__(self, config: Config | None = None) -> None:
        self.time = START
        self.simulator = Simulator(config or Config(), lambda: self.time)
        self.operator = Operator(self.simulator)

    def call(self, name: str, body: dict | bytes | None = None, **query: str) -> dict:
        """Make a call; its reply, and the journal's entry as `.entry`."""
        raw = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        return self.send(f"/home/{name}", raw, signed(self.simulator.now(), **query))

    def send(self, path: str, raw: bytes, query: str) -> dict:
        self.entry = self.simulator.open("POST", path, query)
        request = self.simulator.take(self.entry, Call(path, query, raw))
        reply = self.simulator.answer(self.entry, request, None)
        self.simulator.finish(self.entry, "answered")
        return json.loads(reply.body)

    def print(self, *items: dict, uuid: str = D1, user: int = 0) -> dict:
        body = {"Uuid": uuid, "PrintContent": content(*items), "OpenUserId": user}
        return self.call("printcontent2", body)

    def read(self, number: int) -> dict:
        """Return an entry of the journal, decoded."""
        return whole(self.simulator.journal.find(number), self.simulator)

    def state(self, task_id: int) -> int:
        return self.call("getprinttaskstate", {"TaskId": task_id})["State"]

    def device(self, uuid: str = D1) -> int:
        return self.call("getdevicestate", {"Uuid": uuid})["State"]


class Caller:
    """A client of a simulator on a socket; every call on a connection of its own."""

    def __init__(self, simulator) -> None:
        self.simulator = simulator
        self.address = urlsplit(simulator.url).netloc

    def raw(self, method: str, target: str, body: bytes = b"", **headers: str):
        """Send a request as it is; return status, headers and body."""
        connection = http.client.HTTPConnection(self.address, timeout=20)
        try:
            connection.request(method, target, body, {"Content-Type": JSON, **headers})
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def call(self, name: str, body: dict, **query: str) -> dict:
        target = f"/home/{name}?{signed(time.time(), **query)}"
        _, _, reply = self.raw("POST", target, json.dumps(body).encode())
        return json.loads(reply)

    def print(self, text: str = "Hello", uuid: str = D1) -> dict:
        return self.call("printcontent2", self.job(text, uuid))

    def job(self, text: str = "Hello", uuid: str = D1) -> dict:
        return {"Uuid": uuid, "PrintContent": content(item(text)), "OpenUserId": 0}

    def admin(self, method: str, path: str, values: object = None, token: str | None = None):
        """Call the admin API; return the status and the JSON or the bytes of the reply."""
        connection = http.client.HTTPConnection(
            urlsplit(self.simulator.admin_url).netloc, timeout=20
        )
        token = self.simulator.admin_token if token is None else token
        raw = isinstance(values, bytes)
        body = values if values is None or raw else json.dumps(values).encode()
        try:
            connection.request(method, path, body, {"Authorization": f"Bearer {token}"})
            response = connection.getresponse()
            raw = response.read()
            is_json = response.headers["content-type"] == "application/json"
            return response.status, json.loads(raw) if is_json else raw
        finally:
            connection.close()
