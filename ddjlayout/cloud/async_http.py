"""Under the asynchronous client: HTTP through httpx, kept to its time and its errors kept clean."""

import ssl
from collections.abc import AsyncIterator
from typing import Final

import anyio
import certifi
import httpx

from ddjlayout.cloud.flow import Send, TransportError
from ddjlayout.cloud.quiet import hide_queries
from ddjlayout.cloud.replies import HttpResponse
from ddjlayout.cloud.transport import (
    HEADERS,
    MOST_HEADERS,
    NOT_HTTP,
    Outgoing,
    bared,
    broken,
    check_ca_file,
    place_of,
    whole,
)

_NO_REUSE: Final = httpx.Limits(max_keepalive_connections=0)


class HttpxTransport:
    """An AsyncTransport on httpx's own transport, below its redirects, cookies and logging.

    Safe calls share kept-alive connections; a `fresh` Send has a connection of its own, closed
    after it. `ca_file` replaces the usual certificates.
    """

    def __init__(self, base_url: str, *, ca_file: str | None = None) -> None:
        check_ca_file(ca_file)
        self._base_url = base_url
        self._place = place_of(base_url)
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if base_url.startswith("https:"):
            self._tls = ssl.create_default_context(cafile=ca_file or certifi.where())
        hide_queries("httpcore.http11", "httpcore.connection")
        self._pool = httpx.AsyncHTTPTransport(verify=self._tls, trust_env=False)

    async def send(self, send: Send) -> HttpResponse:
        """Carry it, and cancel it when `send.total` is over."""
        if send.total <= 0:
            raise TransportError("the time was up", sent=False, place=self._place)
        body = Outgoing(send.body)
        outcome: HttpResponse | TransportError | None = None
        with anyio.move_on_after(send.total):
            outcome = await self._carried(send, body)
        if outcome is None:
            outcome = TransportError(f"the time of {send.total:.1f} s was up", sent=body.begun)
        if isinstance(outcome, TransportError):
            raise TransportError(outcome.what, sent=outcome.sent, place=self._place)
        return outcome

    async def close(self) -> None:
        """Close the kept-alive connections."""
        await self._pool.aclose()

    async def _carried(self, send: Send, body: Outgoing) -> HttpResponse | TransportError:
        try:
            if not send.fresh:
                return await self._exchange(self._pool, send, body)
            async with httpx.AsyncHTTPTransport(
                verify=self._tls, trust_env=False, limits=_NO_REUSE
            ) as fresh:
                return await self._exchange(fresh, send, body)
        except Exception as error:  # whatever it is, it may carry the URL
            return broken(error, begun=body.begun)
        except BaseException as error:  # a cancellation, which does too
            raise bared(error)  # noqa: B904  (itself)

    async def _exchange(
        self, transport: httpx.AsyncHTTPTransport, send: Send, body: Outgoing
    ) -> HttpResponse:
        headers = dict(HEADERS) | {"Content-Length": str(len(body))}
        if send.fresh:
            headers["Connection"] = "close"
        patience = {"connect": send.connect, "pool": send.connect}
        patience |= {"read": send.read, "write": send.read}
        response = await transport.handle_async_request(
            httpx.Request(
                "POST",
                f"{self._base_url}{send.path}?{send.query.reveal()}",
                headers=headers,
                content=_pieces(body),
                extensions={"timeout": patience},
            )
        )
        try:
            _check_head(response)
            data = await _read(response, send.max_bytes)
        finally:
            await response.aclose()
        kind, date = (response.headers.get(name, "") for name in ("Content-Type", "Date"))
        sized = "Content-Length" in response.headers or "Transfer-Encoding" in response.headers
        return whole(HttpResponse(response.status_code, kind, date, data), sized=sized)


def _check_head(response: httpx.Response) -> None:
    # What http.client refuses, which carries the same replies to the other client.
    version: bytes = response.extensions.get("http_version", b"")
    if not version.startswith(b"HTTP/1.") or len(response.headers.raw) >= MOST_HEADERS:
        raise TransportError(NOT_HTTP, sent=True)


async def _pieces(body: Outgoing) -> AsyncIterator[bytes]:
    yield body.read()


async def _read(response: httpx.Response, max_bytes: int) -> bytes:
    # One byte above the limit tells the flow that it was passed.
    data = bytearray()
    with anyio.CancelScope() as scope:
        async for piece in response.aiter_raw():
            data += piece
            if len(data) > max_bytes:
                # Leaving the loop would leave the generators below it open; this unwinds them.
                scope.cancel()
    return bytes(data[: max_bytes + 1])
