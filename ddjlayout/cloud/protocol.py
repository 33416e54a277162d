"""Between the clients and the wire: every call as a flow that yields what to send or to sleep.

A flow opens no socket, reads no clock and draws no number by itself: time and chance come in as
`Sources`, bytes go out as `Send` and come back as `HttpResponse` (or as a `TransportError`,
thrown in). Both clients drive the same flows, and so can anybody's transport.
"""

import json
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from random import Random
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode

from ddjlayout.cloud import calls, failures
from ddjlayout.cloud.calls import Call
from ddjlayout.cloud.failures import RefusedError, ReplyError, UnreachedError
from ddjlayout.cloud.replies import Bound, HttpResponse, Task, Unpromised, parse_reply
from ddjlayout.cloud.security import Secret, redact, sign
from ddjlayout.cloud.wire import Code, DeviceState, TaskState
from ddjlayout.errors import DdjError, UsageError, excerpt
from ddjlayout.profile import D1

T = TypeVar("T")
_REPLY_START = 80
_LAST_POLL = 0.1


@dataclass(frozen=True, slots=True)
class Send:
    """One signed POST, complete but for the platform's address.

    `fresh` asks for a connection that carried nothing before. The seconds: `connect` to get a
    connection, `read` between two pieces of the reply, `total` for everything. The reply's body
    may have `max_bytes`. The query holds the signature and the body the receipt, so neither shows.
    """

    call: str
    path: str
    query: Secret
    body: bytes = field(repr=False)
    fresh: bool
    connect: float
    read: float
    total: float
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait for so many seconds before going on."""

    seconds: float


class TransportError(Exception):
    """Thrown into a flow: no reply came back. The message holds neither address nor query.

    `sent` is False only if no byte of the body can have reached the platform.
    """

    def __init__(self, what: str, *, sent: bool) -> None:
        super().__init__(what)
        self.what = what
        self.sent = sent


Flow = Generator[Send | Sleep, HttpResponse | None, T]
"""A conversation with the platform that ends in a T or raises a DdjError."""


class Sources(NamedTuple):
    """Where time and chance come from: Unix seconds, steady seconds, random numbers."""

    time: Callable[[], float]
    monotonic: Callable[[], float]
    random: Random


class ClientOptions(NamedTuple):
    """How patient a client is. Times are in seconds.

    `connect_timeout` is for one connection, `read_timeout` for one piece of a reply, and
    `call_deadline` for one call with everything it takes, retries included. `retries` counts
    further attempts where they are safe. `wait` polls after `poll_first`, then ever more rarely up
    to `poll_most`. `ca_file` names the certificates to trust instead of the usual ones.
    """

    connect_timeout: float = 5.0
    read_timeout: float = 20.0
    call_deadline: float = 30.0
    retries: int = 2
    max_reply_bytes: int = 1 << 16
    max_content_bytes: int = D1.max_bytes
    poll_first: float = 0.5
    poll_most: float = 5.0
    ca_file: str | None = None


class Account(NamedTuple):
    """Who calls: the AppId, its secret, and the OpenUserId that prints belong to (0: not bound)."""

    app_id: str
    secret: Secret
    open_user_id: int = 0


class Printed(NamedTuple):
    """A task that printed, and the seconds the wait for it took."""

    task_id: int
    seconds: float

    @property
    def printed(self) -> failures.Outcome:
        """Always "yes"; errors have the same attribute."""
        return "yes"


Watcher = Callable[[TaskState, float], object]
"""Called by a wait after every answer with the task's state and the seconds waited."""


class Flows:
    """The six calls, `wait` and `print_and_wait` as flows, for one account.

    Every flow raises only DdjError, and ends within `options.call_deadline` (a wait: within its
    own deadline) as far as its driver keeps `Send.total` and `Sleep.seconds`.
    """

    def __init__(self, account: Account, options: ClientOptions, sources: Sources) -> None:
        for name, value in (("app_id", account.app_id), ("app_secret", account.secret.reveal())):
            if not value or not value.isprintable() or value != value.strip():
                raise UsageError(f"{name} is empty or holds blanks", hint="copy it once more")
        self._account = account
        self._options = options
        self._sources = sources

    def bind(self, uuid: str, user_id: str, device_name: str | None = None) -> Flow[Bound]:
        """Bind your own id of a user to a device; `device_name` is known to V4.0 devices."""
        return self._call(calls.bind(uuid, user_id, device_name))

    def device_state(self, uuid: str) -> Flow[DeviceState]:
        """Ask for a device's state."""
        return self._call(calls.device_state(uuid))

    def print_content(self, uuid: str, content: str, open_user_id: int | None = None) -> Flow[Task]:
        """Print a `PrintContent` string."""
        user = self._account.open_user_id if open_user_id is None else open_user_id
        limit = self._options.max_content_bytes
        return self._call(calls.print_content(uuid, content, user, limit))

    def print_url(self, uuid: str, url: str, open_user_id: int | None = None) -> Flow[Task]:
        """Print a public web page."""
        user = self._account.open_user_id if open_user_id is None else open_user_id
        return self._call(calls.print_url(uuid, url, user))

    def task_state(self, task: Task | int) -> Flow[TaskState]:
        """Ask for a task's state."""
        return self._call(calls.task_state(_task_id(task)))

    def device_mac(self, uuid: str) -> Flow[str]:
        """Ask for a device's MAC address."""
        return self._call(calls.device_mac(uuid))

    def wait(
        self, task: Task | int, deadline: float, watcher: Watcher | None = None
    ) -> Flow[Printed]:
        """Poll until the task has printed, for at most `deadline` seconds.

        Raises TaskEndedError when it ended without paper, OutcomeLostError when its end was not
        seen.
        """
        _check_deadline(deadline)
        call = calls.task_state(_task_id(task))
        return self._wait(call, _task_id(task), deadline, watcher)

    def print_and_wait(
        self, uuid: str, content: str, deadline: float, watcher: Watcher | None = None
    ) -> Flow[Printed]:
        """Print a `PrintContent` string and wait for its end, at most `deadline` seconds in all."""
        _check_deadline(deadline)
        user, limit = self._account.open_user_id, self._options.max_content_bytes
        call = calls.print_content(uuid, content, user, limit)
        start = self._sources.monotonic()
        patience = min(self._options.call_deadline, deadline)
        task = yield from self._attempts(call, start + patience, self._options.retries)
        left = start + deadline - self._sources.monotonic()
        return (yield from self._wait(calls.task_state(task.id), task.id, left, watcher))

    def _call(self, call: Call[T]) -> Flow[T]:
        end = self._sources.monotonic() + self._options.call_deadline
        return self._attempts(call, end, self._options.retries)

    def _attempts(self, call: Call[T], end: float, retries: int) -> Flow[T]:
        attempt = 0
        while True:
            try:
                return (yield from self._exchange(call, end))
            except DdjError as failure:
                error = failure
            # Full jitter: many tills that fail together do not come back together.
            pause = self._sources.random.uniform(0, 0.25 * 2**attempt)
            late = self._sources.monotonic() + pause >= end
            if late or attempt >= retries or not _may_repeat(call, error):
                # Outside the handler, so that no other exception hangs on to it.
                raise error
            yield Sleep(pause)
            attempt += 1

    def _exchange(self, call: Call[T], end: float) -> Flow[T]:
        send = self._signed(call, end)
        try:
            response = yield send
        except TransportError as failure:
            error = self._undelivered(call, failure)
        else:
            assert response is not None, "a Send is answered with an HttpResponse"
            return self._answer(call, send, response)
        raise error

    def _undelivered(self, call: Call[T], failure: TransportError) -> DdjError:
        if failure.sent:
            return failures.lost(call.name, failure.what, prints=call.prints)
        return failures.unreached(call.name, failure.what)

    def _answer(self, call: Call[T], send: Send, response: HttpResponse) -> T:
        secrets = (self._account.secret, send.query)
        try:
            reply = parse_reply(response, self._options.max_reply_bytes)
            if reply.code == Code.OK:
                return call.answer(reply)
        except Unpromised as finding:
            what = f"{_described(response, secrets)}, but {finding}"
            error = failures.lost(call.name, what, prints=call.prints, status=response.status)
        else:
            said = excerpt(redact(reply.message, secrets)) if reply.message else ""
            error = failures.refused(call.name, reply.code, said=said, prints=call.prints)
            if reply.code == Code.LINK_EXPIRED and isinstance(error, RefusedError):
                error = failures.expired_link(error, self._skew(response))
        raise error

    def _skew(self, response: HttpResponse) -> int | None:
        try:
            theirs = parsedate_to_datetime(response.date).timestamp()
        except (ValueError, OverflowError):
            return None
        return round(self._sources.time() - theirs)

    def _signed(self, call: Call[T], end: float) -> Send:
        options, secret = self._options, self._account.secret
        left = max(0.0, end - self._sources.monotonic())
        timestamp = str(int(self._sources.time()))
        nonce = str(self._sources.random.randrange(10**9, 10**10))
        query = {
            "appid": self._account.app_id,
            "nonce": nonce,
            "timestamp": timestamp,
        }
        return Send(
            call=call.name,
            path=call.path,
            query=Secret(urlencode(query | {"signature": sign(secret, timestamp, nonce)})),
            body=json.dumps(call.fields, separators=(",", ":")).encode("ascii"),
            fresh=not call.safe,
            connect=min(options.connect_timeout, left),
            read=min(options.read_timeout, left),
            total=left,
            max_bytes=options.max_reply_bytes,
        )

    def _wait(
        self, call: Call[TaskState], task_id: int, deadline: float, watcher: Watcher | None
    ) -> Flow[Printed]:
        start = self._sources.monotonic()
        end, pause, seen = start + deadline, self._options.poll_first, None
        while True:
            now = self._sources.monotonic()
            seen, trouble = yield from self._poll(
                call, min(end, now + self._options.call_deadline), seen
            )
            waited = self._sources.monotonic() - start
            if trouble is None and seen is not None:
                if watcher is not None:
                    watcher(seen, waited)
                if seen is TaskState.PRINTED:
                    return Printed(task_id, waited)
                if seen is not TaskState.PENDING:
                    raise failures.ended(task_id, seen)
            left = end - self._sources.monotonic()
            if trouble is not None and not _may_pass(trouble):
                raise failures.unanswered(task_id, seen, trouble.message)
            if left < _LAST_POLL:
                why = trouble.message if trouble is not None else "it had not ended"
                raise failures.unanswered(task_id, seen, f"{why} after {deadline:.0f} s")
            # Halving near the end: the last answer is a fresh one, and the deadline is kept.
            yield Sleep(min(pause * self._sources.random.uniform(0.8, 1.2), left / 2))
            pause = min(pause * 1.5, self._options.poll_most)

    def _poll(
        self, call: Call[TaskState], end: float, seen: TaskState | None
    ) -> Flow[tuple[TaskState | None, DdjError | None]]:
        try:
            return (yield from self._exchange(call, end)), None
        except DdjError as trouble:
            return seen, trouble


def _may_repeat(call: Call[T], error: DdjError) -> bool:
    """Say whether a further attempt cannot print twice and may help."""
    if isinstance(error, UnreachedError):
        return True
    return call.safe and _is_passing(error)


def _is_passing(error: DdjError) -> bool:
    # A lost reply, a fault of the server: things that another attempt may find gone.
    if isinstance(error, ReplyError):
        return error.status is None or error.status >= 500
    return isinstance(error, RefusedError) and error.reply_code == Code.SERVER_FAULT


def _may_pass(trouble: DdjError) -> bool:
    # While waiting, only a refusal that time does not heal ends the wait.
    if isinstance(trouble, RefusedError):
        return trouble.reply_code in (Code.SERVER_FAULT, Code.CALL_LIMIT, Code.DEVICE_LOST)
    return True


def _described(response: HttpResponse, secrets: tuple[Secret, ...]) -> str:
    """Return what a reply looks like from outside, its start with secrets removed."""
    kind = (
        excerpt(redact(response.content_type, secrets), 40) if response.content_type else "no type"
    )
    text = redact(response.body.decode("utf-8", "replace"), secrets)
    start = "".join(c if c.isprintable() else " " for c in text[: _REPLY_START + 1])
    size = f"{len(response.body)} bytes of {kind}"
    return f"HTTP {response.status} with {size} came back, beginning {excerpt(start, _REPLY_START)}"


def _task_id(task: Task | int) -> int:
    return task.id if isinstance(task, Task) else task


def _check_deadline(deadline: float) -> None:
    if not 0 < deadline < float("inf"):
        raise UsageError(
            f"a deadline of {excerpt(deadline)} s", path="wait", hint="give seconds above 0"
        )
