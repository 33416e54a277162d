"""Under the simulator's server: fetches the pages that are to be printed, each in its own Chromium.

What a page becomes on paper is the paper model's "Images": a picture, dark below half grey.
"""

import asyncio
from collections.abc import Callable

from ddjlayout.errors import DdjError
from ddjlayout.pages.render import PageOptions, render

from .core import Simulator
from .device import MODELS
from .paper import Paper
from .picture import picture_rows
from .platform import Page, Platform

AT_ONCE = 2
"""How many pages are rendered at the same time; the others wait."""


class Fetcher:
    """Renders the pages that wait and gives their tasks their paper, or the reason why not.

    `changed` is called after each.
    """

    def __init__(self, simulator: Simulator, changed: Callable[[], None]) -> None:
        self._simulator = simulator
        self._changed = changed
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._under_way: set[asyncio.Task[None]] = set()

    def start_waiting(self) -> None:
        """Begin with all pages that wait; returns at once."""
        platform = self._simulator.platform
        while platform.pages:
            task = asyncio.create_task(self._fetch(platform, platform.pages.popleft()))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Stop; no Chromium is left."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _fetch(self, platform: Platform, page: Page) -> None:
        paper, note = None, ""
        async with self._turn:
            try:
                paper, note = await self._paper(platform, page)
            except DdjError as error:
                note = str(error)
            except Exception as error:  # a bug of ours, or of a library: the task must not wait
                note = f"the page was not rendered: {type(error).__name__}"
        if platform is not self._simulator.platform:  # reset meanwhile
            return
        if paper is None:
            platform.printers.miss(page.task, self._simulator.now(), note)
        else:
            page.task.note = note
            platform.printers.deliver(page.task, paper, self._simulator.now())
        self._changed()

    async def _paper(self, platform: Platform, page: Page) -> tuple[Paper, str]:
        """Render a page; return its paper, and what that lacks."""
        width = MODELS[platform.state.devices[page.task.uuid].model].width
        options = PageOptions(width, fetch=True, allow_hosts=platform.settings.allow_hosts)
        rendered = await render(page.url, options=options)
        rows = picture_rows(rendered.picture, 0, width, "page")
        lacks = [f"without something of {missing}" for missing in rendered.missing]
        if rendered.wanted > width:
            lacks.append(f"cut off at {width} of {rendered.wanted} dots")
        return Paper(width, rendered.picture.height, rows), "; ".join(lacks)
