"""Between the protocol and the HTTP libraries: what both clients' transports have in common."""

import http.client
import logging
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Final, Protocol, TypeVar, cast
from urllib.parse import urlsplit

from ddjlayout.cloud.flow import Flow, Send, Sleep, TransportError
from ddjlayout.cloud.replies import HttpResponse
from ddjlayout.errors import UsageError

T = TypeVar("T")
log = logging.getLogger("ddjlayout.cloud")

HEADERS: Final = (
    ("Content-Type", "application/json; charset=utf-8"),
    ("Accept", "application/json"),
    # A compressed reply could unpack to any size.
    ("Accept-Encoding", "identity"),
    ("User-Agent", "ddjlayout"),
)


MOST_HEADERS: Final = 100
"""Lines of a reply's head, its last and empty one too; the limit of http.client."""


class Transport(Protocol):
    """Whatever carries one Send to the platform and brings the reply back, or TransportError."""

    def send(self, send: Send) -> HttpResponse:
        """Carry it within `send.total` seconds."""
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...


class AsyncTransport(Protocol):
    """The same, awaited."""

    async def send(self, send: Send) -> HttpResponse:
        """Carry it within `send.total` seconds."""
        ...

    async def close(self) -> None:
        """Give back what it holds."""
        ...


def place_of(base_url: str) -> str:
    """Return the host, of at most 60 characters, and the port of the platform's address."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"{host if len(host) <= 60 else host[:60] + '…'}:{port}"


def check_ca_file(ca_file: str | None) -> None:
    """Raise UsageError unless the file, if there is one, holds certificates to trust."""
    if ca_file is None:
        return
    try:
        ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        reason = "no certificate is in it" if isinstance(error, ssl.SSLError) else error.strerror
        raise UsageError(
            f"the certificates cannot be used: {reason}",
            path=f"ca_file {ca_file}",
            hint="name a file of PEM certificates",
        ) from None


class Outgoing:
    """A request's body, which knows whether the sending of it has begun.

    A server acts on a whole request only, so nothing happened if no byte of the body was asked
    for; once `abandon` was called, none ever is.
    """

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._lock = threading.Lock()
        self._abandoned = False
        self._begun = False

    @property
    def begun(self) -> bool:
        """Whether a byte of it may have reached the server."""
        return self._begun

    def __len__(self) -> int:
        return len(self._body)

    def __iter__(self) -> Iterator[bytes]:
        yield self.read()

    def read(self, _size: int = -1) -> bytes:
        """Return the whole body at the first call, then nothing; raise once abandoned."""
        with self._lock:
            if self._abandoned:
                raise TransportError("the time was up", sent=False)
            rest = b"" if self._begun else self._body
            self._begun = True
            return rest

    def abandon(self) -> None:
        """Forbid the sending, if it has not begun."""
        with self._lock:
            self._abandoned = True


def resume(flow: Flow[T], outcome: HttpResponse | TransportError | None) -> Send | Sleep:
    """Give a flow the outcome of its last step and return the next; StopIteration is its end."""
    return flow.throw(outcome) if isinstance(outcome, TransportError) else flow.send(outcome)


def note(send: Send, outcome: HttpResponse | TransportError) -> None:
    """Log one attempt: names, sizes and numbers only."""
    if isinstance(outcome, HttpResponse):
        log.debug("%s: HTTP %d, %d bytes", send.call, outcome.status, len(outcome.body))
    else:
        log.info("%s: %s (sent: %s)", send.call, outcome.what, outcome.sent)


NOT_HTTP: Final = "the reply is not HTTP"
HUNG_UP: Final = "the server hung up before the whole reply"


def _is_malformed(error: BaseException) -> bool:
    # A chunk's size that is none; at the end of the stream there is nothing to read as a number.
    return isinstance(error, ValueError) and bool(_NO_SIZE.match(str(error)))


def _is_cut(error: BaseException) -> bool:
    if isinstance(error, http.client.BadStatusLine):
        return not str(error).endswith("\n")
    return isinstance(error, http.client.IncompleteRead) or str(error).startswith(_CUT)


def _is_timeout(error: BaseException) -> bool:
    # On trio no TimeoutError is in the chain, only the libraries' own kinds.
    return isinstance(error, TimeoutError) or "Timeout" in type(error).__name__


def _is_unreadable(error: BaseException) -> bool:
    named = type(error).__name__ in _UNREADABLE
    return named or isinstance(error, http.client.HTTPException)


def _kind(kind: type[BaseException]) -> Callable[[BaseException], bool]:
    return lambda error: isinstance(error, kind)


_NO_SIZE: Final = re.compile(r"invalid literal for int\(\) with base 16: b(['\"])(?!\1)")
_UNREADABLE: Final = ("RemoteProtocolError", "InvalidHeader", "HeaderParsingError")
# What httpcore and h11 say when the stream ends, which is an error like any other to them.
_CUT: Final = ("Server disconnected", "peer closed connection", "peer unexpectedly closed")
_WORDS: Final[tuple[tuple[Callable[[BaseException], bool], str, str], ...]] = (
    (_kind(socket.gaierror), "the host's name has no address", "the host's name has no address"),
    (_kind(ConnectionRefusedError), "the connection was refused", "the connection was refused"),
    # Before TLS: a handshake that waits has a "want read" of ssl in its chain.
    (_is_timeout, "connecting timed out", "the reply timed out"),
    (_kind(ssl.SSLError), "the server's certificate or TLS is not good", "TLS broke"),
    (_kind(http.client.RemoteDisconnected), "the server hung up", HUNG_UP),
    (_is_malformed, "what answered is not HTTP", NOT_HTTP),
    (_is_cut, "the server hung up", HUNG_UP),
    (_kind(ConnectionError), "the connection broke", "the connection broke before the whole reply"),
    (_is_unreadable, "what answered is not HTTP", NOT_HTTP),
)


def whole(response: HttpResponse, *, sized: bool) -> HttpResponse:
    """Return the response; raise TransportError if only its end says where it ended, at once.

    `sized` says that its head gave the body's length. Of a head that was cut between two lines,
    nothing else can be seen.
    """
    if not sized and not response.body and response.status not in (204, 304):
        raise TransportError(HUNG_UP, sent=True)
    return response


def broken(error: BaseException, *, begun: bool) -> TransportError:
    """Return what an HTTP library's exception means, in words that hold nothing of it.

    The exception itself carries the address with the signature, so it must end here. `begun`
    says whether a byte of the request's body may have left.
    """
    links = _links(error)
    for link in links:
        if isinstance(link, TransportError):
            # Anew, without the frames it came through.
            return TransportError(link.what, sent=link.sent)
    for fits, before, after in _WORDS:
        if any(fits(link) for link in links):
            return TransportError(after if begun else before, sent=begun)
    what = "the reply broke off or is not HTTP" if begun else "no connection could be made"
    return TransportError(f"{what} ({type(error).__name__})", sent=begun)


def bared(error: BaseException) -> BaseException:
    """Return a cancellation without the frames below this one, whose variables hold the address.

    It must go on to the caller, who may show the variables of every frame it passed. Its chain
    stays: by that, anyio knows a cancellation of its own.
    """
    for link in _links(error):
        link.__traceback__ = None
    return error


def _links(error: BaseException | None) -> list[BaseException]:
    # The exceptions of a chain, those inside groups too, without going round in circles.
    found: list[BaseException] = []
    queue = [error]
    while queue:
        link = queue.pop(0)
        # By identity: an exception may call itself equal to another one.
        if link is not None and all(link is not other for other in found):
            found.append(link)
            queue += [link.__cause__, link.__context__]
            if isinstance(link, BaseExceptionGroup):
                group = cast("BaseExceptionGroup[BaseException]", link)
                queue += group.exceptions
    return found
