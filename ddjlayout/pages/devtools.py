"""Under the page renderer: the DevTools protocol over a pipe, as Chromium speaks it.

Messages are JSON objects, each ended by a zero byte (`--remote-debugging-pipe`).
"""

import asyncio
import json
import os
from collections.abc import Callable
from typing import Any, cast

from ddjlayout.errors import InputError

MAX_MESSAGE = 256 << 20
"""The longest message that is taken, bytes: a tall page's picture is one message."""

Values = dict[str, Any]
Listener = Callable[[str, str, Values], None]
"""Is called with the session, the name and the values of an event."""


class CommandError(Exception):
    """A command that Chromium did not carry out, and its own words for why."""


class DevTools:
    """A conversation with one Chromium; `listen` gets its events."""

    def __init__(self) -> None:
        self.listen: Listener = lambda _session, _name, _values: None
        self._waiting: dict[int, asyncio.Future[Values]] = {}
        self._number = 0
        self._ended = False

    async def open(self, read_end: int, write_end: int) -> None:
        """Take over the two ends of the pipes, file descriptors; `close` closes them."""
        loop = asyncio.get_running_loop()
        self._reader = asyncio.StreamReader(limit=MAX_MESSAGE)
        protocol = asyncio.StreamReaderProtocol(self._reader)
        self._in, _ = await loop.connect_read_pipe(lambda: protocol, os.fdopen(read_end, "rb", 0))
        self._out, _ = await loop.connect_write_pipe(
            asyncio.BaseProtocol, os.fdopen(write_end, "wb", 0)
        )
        self._reading = asyncio.ensure_future(self._read())

    async def close(self) -> None:
        """Hang up, at which Chromium ends itself."""
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        if not self._out.is_closing():  # it is when Chromium hung up first
            self._out.abort()
        self._in.close()
        await asyncio.sleep(0)  # both are closed by the loop

    async def call(self, name: str, session: str = "", values: Values | None = None) -> Values:
        """Give a command with its values and return its result.

        Raises CommandError when Chromium refuses it, InputError when there is no Chromium any more.
        """
        if self._ended:
            raise gone()
        self._number += 1
        answer: asyncio.Future[Values] = asyncio.get_running_loop().create_future()
        self._waiting[self._number] = answer
        message: Values = {"id": self._number, "method": name, "params": values or {}}
        if session:
            message["sessionId"] = session
        self._out.write(json.dumps(message).encode() + b"\0")
        return await answer

    async def _read(self) -> None:
        try:
            while True:
                message = (await self._reader.readuntil(b"\0"))[:-1]
                self._take(cast("Values", json.loads(message)))
        except (OSError, EOFError, asyncio.LimitOverrunError, ValueError):
            self._ended = True
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(gone())
            self._waiting.clear()

    def _take(self, message: Values) -> None:
        if "id" not in message:
            self.listen(message.get("sessionId", ""), message["method"], message["params"])
            return
        answer = self._waiting.pop(message["id"], None)
        if answer is None or answer.done():
            return
        if "error" in message:
            answer.set_exception(CommandError(str(message["error"].get("message", ""))))
        else:
            answer.set_result(message["result"])


def gone() -> InputError:
    """Return the error for a Chromium that ended by itself."""
    return InputError("Chromium ended while it rendered the page", code="chromium-ended")
