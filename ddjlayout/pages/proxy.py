"""In the page renderer: the one way out of Chromium, a forward proxy that asks the gate first.

HTTP requests in absolute form and CONNECT tunnels (RFC 9110, 9.3.6), one exchange a connection.
It connects to the addresses that the gate has checked and to no others.
"""

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit

from ddjlayout.errors import excerpt
from ddjlayout.pages.addresses import IPAddress
from ddjlayout.pages.documents import HOST, REASONS, Document
from ddjlayout.pages.gate import Gate, RefusedError, place_of
from ddjlayout.pages.limits import Meter

CONNECT_SECONDS = 5.0
"""How long a connection to one address may take."""

MAX_HEAD = 64 << 10
"""The longest head of a request or a reply, bytes."""

_ICON = "/favicon.ico"  # browsers ask for it by themselves
_CHUNK = 64 << 10
_HOP = frozenset({"connection", "keep-alive", "te", "trailer", "upgrade"})  # RFC 9110, 7.6.1
_BROKEN = (OSError, EOFError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


_STEPS = 4
"""Turns of the event loop from a connection that is accepted to the task that serves it."""


class Proxy:
    """A proxy on a free port of 127.0.0.1 for the one page of a gate and a meter."""

    def __init__(self, gate: Gate, meter: Meter, document: Document | None) -> None:
        self._gate = gate
        self._meter = meter
        self._document = document
        self._exchanges: set[asyncio.Task[None]] = set()

    async def start(self) -> int:
        """Listen; return the port."""
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0, limit=MAX_HEAD)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def close(self) -> None:
        """Stop listening and cut off what is under way."""
        self._server.close()
        for _ in range(_STEPS):  # who has just come in is taken first, or nobody would close it
            await asyncio.sleep(0)
        for exchange in self._exchanges:
            exchange.cancel()
        await asyncio.gather(*self._exchanges, return_exceptions=True)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        exchange = asyncio.ensure_future(self._exchange(reader, writer))
        self._exchanges.add(exchange)
        await asyncio.wait((exchange,))
        self._exchanges.discard(exchange)

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(*_BROKEN):
                await self._answer((reader, writer))
        except asyncio.CancelledError:
            writer.transport.abort()  # what is still to be sent would keep it open
            raise
        finally:
            writer.close()

    async def _answer(self, client: Streams) -> None:
        head = (await client[0].readuntil(b"\r\n\r\n")).decode("latin-1")
        request, *fields = head[:-4].split("\r\n")
        method, _, rest = request.partition(" ")
        target = rest.rpartition(" ")[0]
        try:
            parts = urlsplit(f"//{target}" if method == "CONNECT" else target)
            host, port = parts.hostname, parts.port or 80
        except ValueError:  # no address at all
            await _reply(client[1], 400)
            return
        if not host or (method != "CONNECT" and parts.scheme != "http"):
            await _reply(client[1], 400)
        elif method != "CONNECT" and host == HOST and self._document is not None:
            await self._hand_out(client[1], self._document, target)
        else:
            server = await self._reach(client[1], host, port)
            if server is None:
                return
            try:
                if method == "CONNECT":
                    client[1].write(b"HTTP/1.1 200 Connected\r\n\r\n")
                    await self._tunnel(client, server)
                else:
                    where = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
                    line = f"{method} {where} HTTP/1.1\r\nHost: {parts.netloc.rpartition('@')[2]}"
                    await self._forward(client, server, line, fields)
            finally:
                server[1].close()

    async def _hand_out(
        self, writer: asyncio.StreamWriter, document: Document, target: str
    ) -> None:
        path = urlsplit(target).path
        answer = document.answer(path)
        self._meter.carried(len(answer.body))
        if answer.status != 200 and path != _ICON:
            self._gate.note(f"file {excerpt(path, 40)}", REASONS[answer.status])
        await _reply(writer, answer.status, answer.kind, answer.body)

    async def _reach(self, writer: asyncio.StreamWriter, host: str, port: int) -> Streams | None:
        """Connect to a host; tell the client and return None where that is not to be."""
        try:
            addresses = await self._gate.addresses(host, port)
        except RefusedError as refusal:
            self._gate.note(place_of(host, port), str(refusal))
            await _reply(writer, 403)
            return None
        for address in addresses:
            with suppress(OSError):
                return await _connected(address, port)
        self._gate.note(place_of(host, port), "nobody answers there")
        await _reply(writer, 502)
        return None

    async def _forward(
        self, client: Streams, server: Streams, line: str, fields: list[str]
    ) -> None:
        """Carry one request there and its reply back."""
        kept, length = _through(fields), _body_length(fields)
        if length is None:
            await _reply(client[1], 411)
            return
        head = "\r\n".join([line, *kept, "Connection: close", "", ""])
        server[1].write(head.encode("latin-1"))
        while length > 0 and (part := await client[0].read(min(length, _CHUNK))):
            self._meter.carried(len(part))
            length -= len(part)
            server[1].write(part)
            await server[1].drain()
        reply = b"HTTP/1.1 100 "
        while reply[8:].startswith(b" 1"):  # what is announced before the reply
            reply = await server[0].readuntil(b"\r\n\r\n")
        if not reply.startswith(b"HTTP/1."):
            await _reply(client[1], 502)
            return
        status, *fields = reply[:-4].decode("latin-1").split("\r\n")
        head = "\r\n".join([status, *_through(fields), "Connection: close", "", ""])
        client[1].write(head.encode("latin-1"))
        # a reply ends where the server ends it, or where the browser has read enough
        await self._until_one_ends(self._carry(server[0], client[1]), _drained(client[0]))

    async def _tunnel(self, client: Streams, server: Streams) -> None:
        there, back = self._carry(client[0], server[1]), self._carry(server[0], client[1])
        await self._until_one_ends(there, back)

    async def _until_one_ends(self, *ways: "asyncio.Future[None]") -> None:
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> "asyncio.Future[None]":
        async def carry() -> None:
            while part := await reader.read(_CHUNK):
                self._meter.carried(len(part))
                writer.write(part)
                await writer.drain()

        return asyncio.ensure_future(carry())


def _drained(reader: asyncio.StreamReader) -> "asyncio.Future[None]":
    async def drain() -> None:
        while await reader.read(_CHUNK):
            pass

    return asyncio.ensure_future(drain())


async def _connected(address: IPAddress, port: int) -> Streams:
    async with asyncio.timeout(CONNECT_SECONDS):
        return await asyncio.open_connection(str(address), port, limit=MAX_HEAD)


def _through(fields: list[str]) -> list[str]:
    """Return the header fields that belong to the whole way and not to one hop of it."""
    kept: list[str] = []
    for field in fields:
        name = field.partition(":")[0].strip().lower()
        if name not in _HOP and name != "host" and not name.startswith("proxy-"):
            kept.append(field)
    return kept


def _body_length(fields: list[str]) -> int | None:
    """Return the length of a request's body, None where it is not given in advance."""
    length = 0
    for field in fields:
        name, _, value = field.partition(":")
        if name.lower() == "transfer-encoding":
            return None
        if name.lower() == "content-length":
            length = int(value) if value.strip().isdecimal() else -1
    return length if length >= 0 else None


async def _reply(
    writer: asyncio.StreamWriter, status: int, kind: str = "text/plain", body: bytes = b""
) -> None:
    head = (
        f"HTTP/1.1 {status} -\r\nConnection: close\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    writer.write(head.encode("latin-1") + body)
    await writer.drain()
