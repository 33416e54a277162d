"""In the page renderer: one tab, from its address to the pictures of the page in it."""

import asyncio
import base64
from contextlib import suppress
from typing import Any, NamedTuple, cast

from ddjlayout.errors import InputError, excerpt
from ddjlayout.pages.chromium import PROXY_HOST
from ddjlayout.pages.devtools import CommandError, DevTools, Values
from ddjlayout.pages.gate import Gate
from ddjlayout.pages.limits import Meter
from ddjlayout.pages.traffic import Traffic

SCREEN = 640
"""How tall the window is in which a page is laid out, dots: what `100vh` means to it."""

QUIET_SECONDS = 0.15
"""How long nothing may be under way before a page counts as complete."""

SETTLE_SECONDS = 3.0
"""How long a page that has loaded may go on asking for things before its picture is taken."""

_KINDS = ("text/html", "application/xhtml+xml", "text/plain", "image/")


class Size(NamedTuple):
    """What a page takes, dots: its `width` without being cut, its `height`, and no less than
    `least` of that."""

    width: int
    height: int
    least: int


class Tab:
    """A tab in a context of its own: no cookies, no cache, and the proxy as the only way out."""

    def __init__(self, devtools: DevTools, gate: Gate, meter: Meter) -> None:
        self._devtools = devtools
        self._gate = gate
        self._meter = meter
        self._traffic = Traffic(devtools, gate, meter)
        self._loaded = asyncio.Event()

    async def open(self, port: int, width: int) -> None:
        """Open the tab, `width` dots wide, behind the proxy at a port of this machine."""
        call = self._devtools.call
        proxy = f"http://{PROXY_HOST}:{port}"
        context = await call(
            "Target.createBrowserContext",
            values={"proxyServer": proxy, "proxyBypassList": "<-loopback>"},
        )
        inside: Values = {"browserContextId": context["browserContextId"]}
        await call("Browser.setDownloadBehavior", values={"behavior": "deny", **inside})
        target = await call("Target.createTarget", values={"url": "about:blank", **inside})
        flat = {"targetId": target["targetId"], "flatten": True}
        attached = await call("Target.attachToTarget", values=flat)
        self._session: str = attached["sessionId"]
        self._devtools.listen = self._take
        await call("Page.enable", self._session)
        await call("Inspector.enable", self._session)
        tree = await call("Page.getFrameTree", self._session)
        self._traffic.frame = tree["frameTree"]["frame"]["id"]
        await self._traffic.watch(self._session)
        await self.resize(width, SCREEN)

    async def close(self) -> None:
        """Drop what is under way."""
        await self._traffic.close()

    async def load(self, url: str) -> None:
        """Go to an address and wait until the page is complete; raises InputError."""
        began = await self._devtools.call("Page.navigate", self._session, {"url": url})
        if began.get("errorText"):
            raise self._not_loaded(began["errorText"])
        await self._loaded.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(SETTLE_SECONDS):
                await self._quiet()
        if self._traffic.page.reason or self._traffic.page.status >= 400:
            raise self._not_loaded("")
        if not self._traffic.page.kind.startswith(_KINDS):
            kind = excerpt(self._traffic.page.kind, 40)
            raise InputError(f"{kind} is no web page", code="page-kind")
        await self.run("document.fonts.ready.then(() => true)")

    async def resize(self, width: int, height: int) -> None:
        """Make the window so many dots wide and tall."""
        await self._devtools.call(
            "Emulation.setDeviceMetricsOverride",
            self._session,
            {
                "width": width,
                "height": height,
                "deviceScaleFactor": 1,
                "mobile": False,
            },
        )

    async def measure(self, width: int) -> Size:
        """Return what the page takes, in this window and in one without height."""
        across, down = await self._content()
        await self.resize(width, 1)
        _, least = await self._content()
        await self.resize(width, SCREEN)
        return Size(across, down, min(least, down))

    async def picture(self, width: int, height: int) -> bytes:
        """Return a PNG of the page's first so many dots."""
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        taken = await self._devtools.call(
            "Page.captureScreenshot",
            self._session,
            {
                "format": "png",
                "clip": clip,
                "captureBeyondViewport": True,
                "optimizeForSpeed": True,
            },
        )
        return base64.b64decode(taken["data"])

    async def run(self, script: str) -> Any:
        """Run a script of ours beside the page's own, in a world it cannot reach."""
        world = await self._devtools.call(
            "Page.createIsolatedWorld", self._session, {"frameId": self._traffic.frame}
        )
        done = await self._devtools.call(
            "Runtime.evaluate",
            self._session,
            {
                "expression": script,
                "contextId": world["executionContextId"],
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
        return cast("Values", done["result"]).get("value")

    async def _content(self) -> tuple[int, int]:
        metrics = await self._devtools.call("Page.getLayoutMetrics", self._session)
        size = metrics["cssContentSize"]
        return round(size["width"]), round(size["height"])

    async def _quiet(self) -> None:
        """Wait until nothing has been under way for a while."""
        while True:
            await self._traffic.quiet.wait()
            await asyncio.sleep(QUIET_SECONDS)
            if self._traffic.quiet.is_set():
                return

    def _take(self, session: str, name: str, values: Values) -> None:
        if name == "Page.loadEventFired":
            self._loaded.set()
        elif name == "Page.frameStoppedLoading":
            # without the event above where a script went elsewhere, as to a mail program
            if values["frameId"] == self._traffic.frame and self._traffic.page.status:
                self._loaded.set()
        elif name == "Inspector.targetCrashed":
            self._meter.fail(InputError("the page crashed Chromium", code="chromium-ended"))
        elif name == "Page.javascriptDialogOpening":
            self._traffic.spawn(self._dismiss(session))
        else:
            self._traffic.take(session, name, values)

    async def _dismiss(self, session: str) -> None:
        with suppress(CommandError):
            await self._devtools.call("Page.handleJavaScriptDialog", session, {"accept": False})

    def _not_loaded(self, error: str) -> InputError:
        page = self._traffic.page
        reason = page.reason or self._gate.missing.get(page.place)
        if reason:
            place = f"{page.place}: " if page.place else ""
            return InputError(f"the page is not fetched: {place}{reason}", code="page-refused")
        if page.status >= 400:
            return InputError(f"the page's server answered {page.status}", code="page-status")
        return InputError(f"the page cannot be loaded: {excerpt(error, 60)}", code="page-load")
