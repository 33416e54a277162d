"""In the page renderer: watches what a tab asks for, before it is sent and as it comes.

The proxy is what keeps a page in; this is what knows requests, redirects and the page's own reply
also where TLS hides them from the proxy.
"""

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from ddjlayout.pages.devtools import CommandError, DevTools, Values
from ddjlayout.pages.documents import HOST
from ddjlayout.pages.gate import Gate, RefusedError, place_of
from ddjlayout.pages.limits import Meter

_WITHIN = ("data", "blob", "about")  # schemes that ask nobody for anything
_PORTS: Mapping[str, int] = MappingProxyType({"http": 80, "https": 443})


class Reply:
    """What became of the request for the page itself.

    `status` of HTTP, `kind` of content, the `place` asked, and the `reason` if it was not asked.
    """

    def __init__(self) -> None:
        self.status = 0
        self.kind = ""
        self.place = ""
        self.reason = ""


class Traffic:
    """Lets a tab's requests go on or fails them; `page` is the reply to the page itself.

    `quiet` is set while nothing is under way.
    """

    def __init__(self, devtools: DevTools, gate: Gate, meter: Meter) -> None:
        self._devtools = devtools
        self._gate = gate
        self._meter = meter
        self._under_way: set[str] = set()
        self._redirects: dict[str, int] = {}
        self._decisions: set[asyncio.Task[None]] = set()
        self.frame = ""
        self.page = Reply()
        self.quiet = asyncio.Event()
        self.quiet.set()

    async def watch(self, session: str) -> None:
        """Watch a session: that of the tab, and of every frame and worker it starts."""
        call = self._devtools.call
        follow = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}
        commands = [
            call("Network.enable", session, {"maxTotalBufferSize": 0, "maxResourceBufferSize": 0}),
            call("Fetch.enable", session, {"patterns": [{"urlPattern": "*"}]}),
            call("Target.setAutoAttach", session, follow),
            call("Runtime.runIfWaitingForDebugger", session),
        ]
        # a worker has no Fetch domain; it has the proxy all the same
        await asyncio.gather(*commands, return_exceptions=True)

    def take(self, session: str, name: str, values: Values) -> None:
        """Take an event of the tab in."""
        if name == "Fetch.requestPaused":
            self.spawn(self._decide(session, values))
        elif name == "Target.attachedToTarget":
            self.spawn(self.watch(values["sessionId"]))
        elif name == "Network.requestWillBeSent":
            self._under_way.add(values["requestId"])
            self.quiet.clear()
        elif name == "Network.dataReceived":
            self._meter.unpacked(values["dataLength"])
        elif name == "Network.responseReceived":
            self._answered(values)
        elif name in ("Network.loadingFinished", "Network.loadingFailed"):
            self._under_way.discard(values["requestId"])
            if not self._under_way:
                self.quiet.set()

    async def close(self) -> None:
        """Drop what is undecided."""
        for decision in self._decisions:
            decision.cancel()
        await asyncio.gather(*self._decisions, return_exceptions=True)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that an event asks for; `close` drops it."""
        task: asyncio.Task[None] = asyncio.ensure_future(work)
        self._decisions.add(task)
        task.add_done_callback(self._decisions.discard)

    async def _decide(self, session: str, values: Values) -> None:
        """Let a request go on, or fail it and note why."""
        url = str(values["request"]["url"])
        scheme, host, port = _parts(url)
        if scheme in _WITHIN:
            reason = ""
        else:
            self._meter.requested()
            reason = self._too_far(values) or await self._why_not(scheme, host, port)
        place = place_of(host, port) if host and port else scheme
        if values["resourceType"] == "Document" and values["frameId"] == self.frame:
            self.page.place, self.page.reason = place, reason
        elif reason:
            self._gate.note(place, reason)
        request = values["requestId"]
        # Chromium refuses an answer for a request that its page has dropped meanwhile
        with suppress(CommandError):
            if reason:
                await self._devtools.call(
                    "Fetch.failRequest",
                    session,
                    {"requestId": request, "errorReason": "BlockedByClient"},
                )
            else:
                await self._devtools.call("Fetch.continueRequest", session, {"requestId": request})

    def _too_far(self, values: Values) -> str:
        """Return why a redirect must not be followed; empty for any other request."""
        if not values.get("redirectedRequestId"):
            return ""
        hops = self._redirects.get(values["networkId"], 0) + 1
        self._redirects[values["networkId"]] = hops
        most = self._meter.limits.redirects
        return f"it takes more than {most} redirects" if hops > most else ""

    async def _why_not(self, scheme: str, host: str, port: int) -> str:
        """Return why a request must not go on; empty when it may."""
        if scheme not in _PORTS or not host:
            return "only http and https are fetched"
        if host == HOST:
            return ""  # the proxy knows whether there is such a page
        try:
            await self._gate.addresses(host, port)
        except RefusedError as refusal:
            return str(refusal)
        return ""

    def _answered(self, values: Values) -> None:
        reply = values["response"]
        if values["type"] == "Document" and values.get("frameId") == self.frame:
            self.page.status, self.page.kind = reply["status"], reply["mimeType"]
        elif reply["status"] >= 400 and values["type"] != "Other":  # such as the tab's own icon
            _, host, port = _parts(reply["url"])
            if host != HOST:
                self._gate.note(place_of(host, port), f"the server answered {reply['status']}")


def _parts(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port of an address."""
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return "", "", 0
