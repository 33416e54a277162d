"""In the protocol: what a flow yields and takes, and the settings that shape it.

A flow opens no socket, reads no clock and draws no number by itself: time and chance come in as
`Sources`, bytes go out as `Send` and come back as `HttpResponse`, or as a `TransportError` thrown
in. Both clients drive the same flows, and so can any other transport.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple, TypeVar

from ddjlayout.cloud.arguments import check_seconds, check_text, check_whole
from ddjlayout.cloud.replies import HttpResponse
from ddjlayout.cloud.security import Secret
from ddjlayout.cloud.wire import TaskState
from ddjlayout.errors import UsageError
from ddjlayout.profile import D1

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Send:
    """One signed POST, complete but for the platform's address.

    `fresh` asks for a connection that carried nothing before. In seconds: `connect` to get a
    connection, `read` between two pieces of the reply, `total` for everything. A transport hands
    back at most `max_bytes` + 1 bytes of the reply's body. The query holds the signature and the
    body a receipt, so neither shows.
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
    """Thrown into a flow: no reply came back. `what` never holds the query.

    `sent` is False only if no byte of the body can have reached the platform. `place` is the host
    and the port that were asked, "" when the transport does not tell.
    """

    def __init__(self, what: str, *, sent: bool, place: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.sent = sent
        self.place = place


Flow = Generator[Send | Sleep, HttpResponse | None, T]
"""A conversation with the platform that ends in a T or raises a DdjError."""

Watcher = Callable[[TaskState, float], object]
"""Called by a wait after every answer, with the task's state and the seconds waited."""


class Sources(NamedTuple):
    """Where time and chance come from: Unix seconds, steady seconds, random numbers."""

    time: Callable[[], float]
    monotonic: Callable[[], float]
    random: Random


class Account(NamedTuple):
    """Who calls: the AppId, its secret, and the OpenUserId that prints belong to (0: not bound)."""

    app_id: str
    secret: Secret
    open_user_id: int = 0

    def check(self) -> None:
        """Raise UsageError for an id or a secret that is no string, empty or copied with blanks."""
        check_whole("open_user_id", "open_user_id", self.open_user_id)
        for name, good in (
            ("app_id", _is_word(self.app_id)),
            ("app_secret", _is_word(self.secret.reveal())),
        ):
            if not good:
                raise UsageError(
                    f"{name} is no string, is empty or has blanks or control characters in it",
                    path=name,
                    hint="copy it once more from the vendor's console",
                )


class ClientOptions(NamedTuple):
    """How patient a client is; times are in seconds, all above 0.

    `connect_timeout` is for one connection, `read_timeout` for one piece of a reply, and
    `call_deadline` for one call with everything it takes, retries included. `retries` counts the
    further attempts, made only where they are safe. A wait polls at once, after `poll_first`, then
    ever more rarely up to every `poll_most`. `ca_file` names the certificates to trust instead of
    the usual ones.
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

    def check(self) -> None:
        """Raise UsageError for a time that is not above 0 and finite, or a count that is none."""
        for name in ("connect_timeout", "read_timeout", "call_deadline", "poll_first", "poll_most"):
            check_seconds(name, getattr(self, name))
        for name in ("retries", "max_reply_bytes", "max_content_bytes"):
            check_whole(name, name, getattr(self, name))
        if self.ca_file is not None:
            check_text("ca_file", "ca_file", self.ca_file)


def _is_word(text: object) -> bool:
    return isinstance(text, str) and bool(text) and text.isprintable() and text == text.strip()
