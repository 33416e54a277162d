"""A platform on a real port that answers by script, byte for byte, as broken as a test asks."""

import contextlib
import json
import queue
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import parse_qsl


class Request(NamedTuple):
    """One request as it arrived; `connection` counts the accepted connections from 0.

    `port` is the client's.
    """

    connection: int
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    port: int = 0

    @property
    def fields(self) -> dict[str, object]:
        fields: dict[str, object] = json.loads(self.body)
        return fields


Answer = Callable[[socket.socket, threading.Event], bool]
"""Writes to the connection, and says whether it stays open; the event is set when all stops."""


class Stub:
    """Takes connections until closed; answers with `script`, then with `otherwise`.

    `requests` are those that arrived whole; `ended` gets the connections the client closed.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.script: list[Answer] = []
        self.otherwise: Answer = reply()
        self.requests: list[Request] = []
        self.ended: queue.Queue[int] = queue.Queue()
        self._stop = threading.Event()
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}"
        self._start(self._accept)

    def paths(self) -> list[str]:
        return [request.path for request in self.requests]

    def close(self) -> None:
        if self._stop.is_set():
            return
        self._stop.set()
        # Wakes the accept below; closing a listener alone does not on every system.
        self._listener.shutdown(socket.SHUT_RDWR)
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _start(self, target: Callable[[], None]) -> None:
        thread = threading.Thread(target=target, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            number = len(self._open)
            self._open.append(connection)
            self._start(
                lambda number=number, connection=connection: self._serve(number, connection)
            )

    def _serve(self, number: int, connection: socket.socket) -> None:
        try:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
                self._open[number] = connection
        except OSError:
            connection.close()
            return
        with connection, connection.makefile("rb") as stream:
            try:
                if stream.peek(1)[:1] == b"\x16":
                    # The start of a TLS handshake, answered as real servers do.
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    return
                while (request := _read(number, stream)) is not None:
                    self.requests.append(request._replace(port=connection.getpeername()[1]))
                    answer = self.script.pop(0) if self.script else self.otherwise
                    if not answer(connection, self._stop):
                        return
                # Nothing more came: the client has closed it.
                self.ended.put(number)
            except OSError:
                return


def _read(number, stream):  # type: ignore[no-untyped-def]
    line = stream.readline().decode("latin-1").split()
    if not line:
        return None
    headers = {}
    while (header := stream.readline().decode("latin-1").strip()) != "":
        name, _, value = header.partition(":")
        headers[name.lower()] = value.strip()
    path, _, query = line[1].partition("?")
    body = stream.read(int(headers["content-length"]))
    return Request(number, line[0], path, dict(parse_qsl(query)), headers, body)


FIELDS = {
    "OpenUserId": 77,
    "State": 1,
    "TaskId": 9007199254740993,
    "DeviceMac": "AA:BB:CC:DD:EE:FF",
}
"""What the six calls may add, all at once: a client ignores what it did not ask for."""


def reply(code: object = 200, **fields: object) -> Answer:
    """The promised JSON, with every field of FIELDS unless given otherwise."""
    data = {"Code": code, "Message": "成功" if code == 200 else ""} | FIELDS | fields
    return http(json.dumps(data, ensure_ascii=False).encode())


def http(body: bytes, *headers: str, status: str = "200 OK", keep: bool = True) -> Answer:
    """Any body with any status and further header lines."""
    head = [f"HTTP/1.1 {status}", "Content-Type: application/json", *headers]
    head.append(f"Content-Length: {len(body)}")
    return raw("\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body, keep=keep)


def raw(data: bytes, *, keep: bool = False) -> Answer:
    """These bytes, then the connection is closed unless kept."""

    def answer(connection: socket.socket, stop: threading.Event) -> bool:
        connection.sendall(data)
        return keep

    return answer


def reset(data: bytes = b"") -> Answer:
    """These bytes, then a reset instead of an end."""

    def answer(connection: socket.socket, stop: threading.Event) -> bool:
        connection.sendall(data)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    return answer


def silence(data: bytes = b"") -> Answer:
    """These bytes, then nothing, with the connection held open."""

    def answer(connection: socket.socket, stop: threading.Event) -> bool:
        connection.sendall(data)
        stop.wait()
        return False

    return answer


def drip(data: bytes, again: bytes) -> Answer:
    """These bytes, then one more piece every few milliseconds, for ever."""

    def answer(connection: socket.socket, stop: threading.Event) -> bool:
        connection.sendall(data)
        while not stop.wait(0.01):
            connection.sendall(again)
        return False

    return answer
