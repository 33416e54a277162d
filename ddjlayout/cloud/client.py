"""At the platform's door: the client on requests, which drives the protocol's flows.

A call runs in a thread of its own while the caller waits for it, because the time-outs of a
socket are for each piece of a reply: a server that drips would never meet them.
"""

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from random import SystemRandom
from types import TracebackType
from typing import Final, Protocol, Self, TypeVar

import requests
from requests.adapters import HTTPAdapter

from ddjlayout.cloud.protocol import (
    Account,
    ClientOptions,
    Flow,
    Flows,
    Printed,
    Send,
    Sleep,
    Sources,
    TransportError,
    Watcher,
)
from ddjlayout.cloud.replies import Bound, HttpResponse, Task
from ddjlayout.cloud.security import Secret, checked_base_url
from ddjlayout.cloud.wire import VENDOR_URL, DeviceState, TaskState

T = TypeVar("T")
log = logging.getLogger("ddjlayout.cloud")

_QUERY = re.compile(r"\?\S*")
HEADERS: Final = (
    ("Content-Type", "application/json; charset=utf-8"),
    ("Accept", "application/json"),
    # A compressed reply could unpack to any size.
    ("Accept-Encoding", "identity"),
    ("User-Agent", "ddjlayout"),
)


class Transport(Protocol):
    """Whatever carries one Send to the platform and brings the reply back, or TransportError."""

    def send(self, send: Send) -> HttpResponse:
        """Carry it within `send.total` seconds."""
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...


class Client:
    """The platform's six calls, `wait` and `print_and_wait`; safe to share between threads.

    `open_user_id` is the default of every print (0: not bound). Each call raises only DdjError;
    see `ddjlayout.cloud.failures` for what the errors say. `transport`, `sources` and `sleep` are
    for tests and for other ways to the platform.
    """

    def __init__(  # noqa: PLR0913  (keyword-only settings)
        self,
        app_id: str,
        app_secret: str | Secret,
        *,
        base_url: str = VENDOR_URL,
        open_user_id: int = 0,
        options: ClientOptions = ClientOptions(),  # noqa: B008  (a tuple of numbers)
        allow_insecure_http: bool = False,
        transport: Transport | None = None,
        sources: Sources | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        secret = app_secret if isinstance(app_secret, Secret) else Secret(app_secret)
        url = checked_base_url(base_url, allow_insecure_http=allow_insecure_http)
        sources = sources or Sources(time.time, time.monotonic, SystemRandom())
        self._flows = Flows(Account(app_id, secret, open_user_id), options, sources)
        self._sleep = sleep
        self._transport = transport or RequestsTransport(url, ca_file=options.ca_file)

    def bind(self, uuid: str, user_id: str, device_name: str | None = None) -> Bound:
        """Bind your own id of a user to a device; `device_name` is known to V4.0 devices."""
        return self._run(self._flows.bind(uuid, user_id, device_name))

    def device_state(self, uuid: str) -> DeviceState:
        """Return a device's state."""
        return self._run(self._flows.device_state(uuid))

    def print_content(self, uuid: str, content: str, *, open_user_id: int | None = None) -> Task:
        """Print a `PrintContent` string and return its task; the paper comes later, if it comes."""
        return self._run(self._flows.print_content(uuid, content, open_user_id))

    def print_url(self, uuid: str, url: str, *, open_user_id: int | None = None) -> Task:
        """Print a public web page and return its task."""
        return self._run(self._flows.print_url(uuid, url, open_user_id))

    def task_state(self, task: Task | int) -> TaskState:
        """Return a task's state."""
        return self._run(self._flows.task_state(task))

    def device_mac(self, uuid: str) -> str:
        """Return a device's MAC address."""
        return self._run(self._flows.device_mac(uuid))

    def wait(
        self, task: Task | int, *, deadline: float = 120.0, watcher: Watcher | None = None
    ) -> Printed:
        """Return once the task has printed; `deadline` is in seconds.

        Raises TaskEndedError when it ended without paper, OutcomeLostError when its end was not
        seen in time.
        """
        return self._run(self._flows.wait(task, deadline, watcher))

    def print_and_wait(
        self, uuid: str, content: str, *, deadline: float = 120.0, watcher: Watcher | None = None
    ) -> Printed:
        """Print a `PrintContent` string and wait for its end, `deadline` seconds in all."""
        return self._run(self._flows.print_and_wait(uuid, content, deadline, watcher))

    def close(self) -> None:
        """Close the connections; the client may not be used afterwards."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return "Client()"

    def _run(self, flow: Flow[T]) -> T:
        reply: HttpResponse | None = None
        failure: TransportError | None = None
        try:
            while True:
                step = flow.throw(failure) if failure else flow.send(reply)
                reply = failure = None
                if isinstance(step, Sleep):
                    self._sleep(step.seconds)
                    continue
                try:
                    reply = self._transport.send(step)
                except TransportError as trouble:
                    failure = trouble
                note(step, reply, failure)
        except StopIteration as end:
            result: T = end.value
            return result


def note(send: Send, reply: HttpResponse | None, failure: TransportError | None) -> None:
    """Log one attempt: names, sizes and numbers only."""
    if reply is not None:
        log.debug("%s: HTTP %d, %d bytes", send.call, reply.status, len(reply.body))
    elif failure is not None:
        log.info("%s: %s (sent: %s)", send.call, failure.what, failure.sent)


class Outgoing:
    """A request's body, which knows whether the sending of it has begun.

    A server acts on a whole request only, so nothing happened if no byte of the body was asked
    for; once `abandon` was called, none ever is.
    """

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._lock = threading.Lock()
        self._abandoned = False
        self.begun = False

    def __len__(self) -> int:
        return len(self._body)

    def __iter__(self) -> Iterator[bytes]:
        yield self.read()

    def read(self, _size: int = -1) -> bytes:
        """Return the whole body at the first call, then nothing."""
        with self._lock:
            if self._abandoned:
                raise TransportError("the time was up before sending", sent=False)
            rest = b"" if self.begun else self._body
            self.begun = True
            return rest

    def abandon(self) -> None:
        """Forbid the sending, if it has not begun."""
        with self._lock:
            self._abandoned = True


class RequestsTransport:
    """HTTP through requests' adapter: no redirects, no cookies, no proxy, no .netrc, no retries.

    Reads share kept-alive connections; a `fresh` Send has a connection of its own, closed after.
    """

    def __init__(self, base_url: str, *, ca_file: str | None = None) -> None:
        self._base_url = base_url
        self._verify = ca_file or True
        self._pool = HTTPAdapter(max_retries=0)
        logging.getLogger("urllib3.connectionpool").addFilter(_hide_query)

    def send(self, send: Send) -> HttpResponse:
        """Carry it in a thread, and leave the thread behind when `send.total` is over."""
        if send.total <= 0:
            raise TransportError("no time was left", sent=False)
        body, done = Outgoing(send.body), threading.Event()
        results: list[HttpResponse | TransportError] = []

        def carry() -> None:
            results.append(self._carried(send, body))
            done.set()

        threading.Thread(target=carry, name="ddj-call", daemon=True).start()
        if not done.wait(send.total):
            body.abandon()
            what = f"the time of {send.total:.1f} s was up"
            raise TransportError(what, sent=body.begun)
        if isinstance(results[0], TransportError):
            raise results[0]
        return results[0]

    def close(self) -> None:
        """Close the kept-alive connections."""
        self._pool.close()

    def _carried(self, send: Send, body: Outgoing) -> HttpResponse | TransportError:
        adapter = HTTPAdapter(max_retries=0) if send.fresh else self._pool
        try:
            return self._exchange(adapter, send, body)
        except Exception as error:  # it carries the URL, so none may get out
            return TransportError(_named(error), sent=body.begun)
        finally:
            if send.fresh:
                adapter.close()

    def _exchange(self, adapter: HTTPAdapter, send: Send, body: Outgoing) -> HttpResponse:
        headers = dict(HEADERS) | ({"Connection": "close"} if send.fresh else {})
        request = requests.Request(
            "POST", f"{self._base_url}{send.path}?{send.query.reveal()}", headers, data=body
        ).prepare()
        response = adapter.send(
            request, stream=True, timeout=(send.connect, send.read), verify=self._verify
        )
        try:
            # One byte above the cap tells the flow that it was too much.
            data = response.raw.read(send.max_bytes + 1, decode_content=False)
            kind, date = (response.headers.get(name, "") for name in ("Content-Type", "Date"))
            return HttpResponse(response.status_code, kind, date, data)
        finally:
            response.close()


def _named(error: BaseException) -> str:
    """Return what an exception of the HTTP library means, in words that hold nothing of it."""
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return "the connection timed out"
    if isinstance(error, requests.exceptions.SSLError):
        return "the secure connection failed: the certificate or the protocol is not good"
    if isinstance(error, requests.exceptions.Timeout):
        return "the reply timed out"
    if isinstance(error, (requests.exceptions.ConnectionError, OSError)):
        return "the connection failed or broke"
    return f"the exchange failed ({type(error).__name__})"


def _hide_query(record: logging.LogRecord) -> bool:
    # urllib3 logs every request with its query at DEBUG.
    if isinstance(record.args, tuple):
        record.args = tuple(
            _QUERY.sub("?[hidden]", value) if isinstance(value, str) else value
            for value in record.args
        )
    return True
