"""At our own door: a small ASGI application around `parse_callback`."""

import json
import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from ddjlayout.cloud.callback import MAX_BODY, CallbackError, Notice, Seen, parse_callback
from ddjlayout.cloud.flow import Account
from ddjlayout.cloud.wire import MESSAGES_ZH, Code

log = logging.getLogger("ddjlayout.cloud")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
SendEvent = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Handler = Callable[[Notice], Awaitable[None]]


class CallbackApp:
    """An ASGI application that hands each verified notice to `handler`; mount it at any path.

    It answers `{"Code", "Message"}` as the platform does: HTTP 200 when the handler has returned,
    400 when the callback is refused (the handler is not called), 405 for anything but POST. What
    the handler raises is the server's to log.
    """

    def __init__(
        self,
        account: Account,
        handler: Handler,
        *,
        seen: Seen | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        account.check()
        self._account = account
        self._handler = handler
        self._seen = seen or Seen()
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: SendEvent) -> None:
        """Serve one request, or the server's start and stop."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] != "http":
            raise ValueError(f"not an HTTP request: {scope['type']}")
        elif scope["method"] != "POST":
            await _reply(send, 405, Code.BAD_PARAMETER)
        else:
            await self._receive(scope, receive, send)

    async def _receive(self, scope: Scope, receive: Receive, send: SendEvent) -> None:
        body = await _body(receive)
        query = bytes(scope["query_string"]).decode("ascii", "replace")
        try:
            notice = parse_callback(body, query, self._account, self._clock(), self._seen)
        except CallbackError as error:
            log.warning("callback refused: %s", error.message)
            await _reply(send, 400, error.reason)
            return
        await self._handler(notice)
        await _reply(send, 200, Code.OK)


async def _body(receive: Receive) -> bytes:
    # One byte above the limit is enough to refuse it; the rest is read and dropped.
    data = bytearray()
    more = True
    while more:
        event = await receive()
        if event["type"] == "http.disconnect":
            break
        data += event.get("body", b"")[: MAX_BODY + 1 - len(data)]
        more = bool(event.get("more_body", False))
    return bytes(data)


async def _reply(send: SendEvent, status: int, code: Code) -> None:
    body = json.dumps({"Code": code, "Message": MESSAGES_ZH[code]}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _lifespan(receive: Receive, send: SendEvent) -> None:
    while True:
        event = str((await receive())["type"])
        await send({"type": f"{event}.complete"})
        if event == "lifespan.shutdown":
            return
