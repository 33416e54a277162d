"""The vendor's door of the simulator: an ASGI application with the six calls, and the faults."""

import asyncio
from email.utils import formatdate
from types import MappingProxyType

from starlette.types import Receive, Scope, Send

from .body import FIELDS
from .core import Reply, Simulator
from .faults import Fault
from .gate import Call
from .journal import Entry
from .signing import read_query
from .wiring import Connections

_HTML = "text/html; charset=utf-8"
_PAGE = b"<html><head><title>500</title></head><body><h1>Internal Server Error</h1></body></html>"
_SUBSTITUTES = MappingProxyType(
    {
        "garbage": Reply(200, "application/json", bytes(range(128, 256)) + b'{"Code":'),
        "status_500": Reply(500, _HTML, _PAGE),
    }
)


class Door:
    """The ASGI application that the vendor's clients talk to."""

    def __init__(self, simulator: Simulator, connections: Connections) -> None:
        self._simulator = simulator
        self._connections = connections

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path, query = scope["path"], scope["query_string"].decode("latin-1")
        entry = self._simulator.open(scope["method"], path, query)
        exchange = _Exchange(self._simulator, self._connections, entry, (scope, receive, send))
        try:
            await exchange.run(Call(path, query, b"", _header(scope, b"content-type")))
        except _OverError as over:
            self._simulator.finish(entry, str(over))
        except BaseException:
            self._simulator.finish(entry, "broken off")
            raise


class _OverError(Exception):
    """The exchange is over; says how it ended."""


class _Exchange:
    """One request and its reply, with the fault that strikes it, if any."""

    def __init__(
        self,
        simulator: Simulator,
        connections: Connections,
        entry: Entry,
        asgi: tuple[Scope, Receive, Send],
    ) -> None:
        self._simulator = simulator
        self._connections = connections
        self._entry = entry
        self._scope, self._receive, self._send = asgi

    async def run(self, call: Call) -> None:
        """Serve the request; always ends with _OverError."""
        simulator, entry = self._simulator, self._entry
        query = read_query(call.query)
        simulator.journal.keep_account(entry, query.appid)
        entry.content_type = simulator.hiding().text(call.content_type)
        if call.path not in FIELDS:
            await self._reply(simulator.refuse(entry, 404, "no such call"), None)
        if entry.method != "POST":
            await self._reply(simulator.refuse(entry, 405, "a call is a POST"), None)
        fault = simulator.faults.strike(call.path, query.appid, None)
        await self._suffer(fault, "before_read")
        request = simulator.take(entry, call._replace(body=await self._body()))
        if fault is None:
            fault = simulator.faults.strike(call.path, query.appid, request.uuid)
        await self._suffer(fault, "after_read")
        reply = simulator.answer(entry, request, fault)
        await self._suffer(fault, "after_commit")
        if fault is not None and fault.effect == "content_type":
            reply = reply._replace(content_type=_HTML)
        await self._reply(reply, fault)

    async def _body(self) -> bytes:
        """Read the body; more than the limit is refused unread."""
        simulator = self._simulator
        limit = simulator.platform.settings.body_bytes
        parts: list[bytes] = []
        size, more = 0, True
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise _OverError("the client left before its body was read")
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            more = message.get("more_body", False)
            if size > limit:
                reason = f"the body is larger than {limit} bytes"
                await self._reply(simulator.refuse(self._entry, 413, reason), None)
        return b"".join(parts)

    async def _suffer(self, fault: Fault | None, point: str) -> None:
        """Let a fault strike, if it strikes at this point; raises _OverError if it ends it all."""
        if fault is None or fault.point != point:
            return
        if fault.effect in ("code", "drop"):  # the platform's own, after its checks
            return
        self._entry.fault = str(fault)
        if fault.effect == "delay":
            await asyncio.sleep(fault.seconds)
        elif fault.effect in _SUBSTITUTES:
            reply = _SUBSTITUTES[fault.effect]
            self._entry.status, self._entry.reply = reply.status, reply.body
            await self._reply(reply, None)
        elif fault.effect in ("reset", "close"):
            await self._cut(fault)

    async def _cut(self, fault: Fault) -> None:
        """Cut the connection off and wait until it is gone."""
        client = self._scope["client"]
        if fault.effect == "reset":
            self._connections.reset(client)
        else:
            self._connections.close(client)
        while (await self._receive())["type"] != "http.disconnect":
            pass
        raise _OverError(f"{fault.effect} at {fault.point}")

    async def _reply(self, reply: Reply, fault: Fault | None) -> None:
        """Send a reply, cut in the middle if a fault says so; always raises _OverError."""
        headers = [
            (b"content-type", reply.content_type.encode()),
            (b"content-length", str(len(reply.body)).encode()),
            (b"date", formatdate(self._simulator.now(), usegmt=True).encode()),
        ]
        if reply.status == 405:
            headers.append((b"allow", b"POST"))
        if reply.status == 413:
            headers.append((b"connection", b"close"))
        await self._send(
            {"type": "http.response.start", "status": reply.status, "headers": headers}
        )
        body = reply.body
        if fault is not None and fault.point == "mid_reply":
            half, body = body[: len(body) // 2], body[len(body) // 2 :]
            await self._send({"type": "http.response.body", "body": half, "more_body": True})
            await self._suffer(fault, "mid_reply")
        await self._send({"type": "http.response.body", "body": body})
        raise _OverError("answered")


def _header(scope: Scope, name: bytes) -> str:
    values = (value for key, value in scope["headers"] if key == name)
    return next(values, b"").decode("latin-1")
