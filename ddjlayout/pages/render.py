"""Beside the pipeline: the page renderer's front, an address or a page at hand becomes a picture.

The one thing that layout and simulator share beside the glyphs and the wire. What becomes of the
picture's greys is theirs.
"""

import asyncio
import os
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

from PIL import Image, ImageChops

from ddjlayout.errors import InputError, UsageError, excerpt
from ddjlayout.pages.addresses import Resolver, system_addresses
from ddjlayout.pages.chromium import chromium, starting
from ddjlayout.pages.devtools import CommandError
from ddjlayout.pages.documents import Document
from ddjlayout.pages.gate import Gate
from ddjlayout.pages.layers import Layers, take_apart, to_grey
from ddjlayout.pages.limits import Limits, Meter
from ddjlayout.pages.proxy import Proxy
from ddjlayout.pages.tab import Size, Tab

T = TypeVar("T")

PageSource = str | Document
"""An address that starts with http:// or https://, or a page at hand."""


class PageOptions(NamedTuple):
    """How a page is rendered.

    `width` in dots is that of the window. `fetch` allows the network: public addresses alone, and
    whatever is called by one of the names in `allow_hosts` ("name" or "name:port"). `layers` asks
    for the page taken apart. `resolver` turns names into addresses.
    """

    width: int = 384
    fetch: bool = False
    allow_hosts: tuple[str, ...] = ()
    layers: bool = False
    limits: Limits = Limits()
    resolver: Resolver = system_addresses


DEFAULT_OPTIONS = PageOptions()


class RenderedPage(NamedTuple):
    """A page as a picture.

    `picture` is 'L', `width` dots wide, as a screen shows the page; `layers` is there if it was
    asked for. `missing` says what the page asked for and did not get, "place: reason". `wanted` is
    the width in dots that the page has; what is beyond the picture's is cut off.
    """

    picture: Image.Image
    layers: Layers | None
    missing: tuple[str, ...]
    wanted: int


def render_page(source: PageSource, *, options: PageOptions = DEFAULT_OPTIONS) -> RenderedPage:
    """Render a page and wait for it, inside or outside of an event loop; raises as `render`."""
    return _finished(render(source, options=options))


async def render(source: PageSource, *, options: PageOptions = DEFAULT_OPTIONS) -> RenderedPage:
    """Render a page by a Chromium of its own.

    Raises InputError when Chromium is missing, when the page cannot be loaded or may not be, and
    when it is past a limit; UsageError for an address that is none.
    """
    document = source if isinstance(source, Document) else None
    url = source.url if isinstance(source, Document) else checked_address(source)
    if options.width < 1:
        raise UsageError(f"a page {options.width} dots wide cannot be rendered")
    gate = Gate(options.resolver, fetch=options.fetch, allowed=options.allow_hosts)
    meter = Meter(options.limits)
    proxy = Proxy(gate, meter, document)
    port = await proxy.start()
    try:
        async with chromium(os.environ, trusted=not options.fetch) as devtools:
            tab = Tab(devtools, gate, meter)
            try:
                await starting(tab.open(port, options.width))
                return await _within(meter, _photograph(tab, gate, url, options))
            except CommandError as error:
                raise InputError(
                    f"Chromium does not do what it is told: {excerpt(error, 60)}",
                    code="chromium-command",
                    hint="a newer one may",
                ) from None
            finally:
                await tab.close()
    finally:
        await proxy.close()


def checked_address(url: str) -> str:
    """Return a page's address; raises UsageError for what is none."""
    if not url.lower().startswith(("http://", "https://")) or not url.isprintable():
        raise UsageError(f"{excerpt(url)} is no address of a page", hint="http:// or https://")
    return url


async def _photograph(tab: Tab, gate: Gate, url: str, options: PageOptions) -> RenderedPage:
    await tab.load(url)
    size = await tab.measure(options.width)
    height = max(1, size.height)
    if height > options.limits.height:
        raise InputError(
            f"the page is {height:,} dots tall, at most {options.limits.height:,} are printed",
            code="page-tall",
        )
    picture = to_grey(await tab.picture(options.width, height))
    layers = await take_apart(tab, options.width, height) if options.layers else None
    height = _inked(picture, size)
    if height < picture.height:
        picture = picture.crop((0, 0, options.width, height))
        layers = layers and layers.cropped(height)
    missing = tuple(f"{place}: {reason}" for place, reason in gate.missing.items())
    return RenderedPage(picture, layers, missing, size.width)


def _inked(picture: Image.Image, size: Size) -> int:
    """Return the height without the part of the window that the page left empty."""
    box = ImageChops.invert(picture).getbbox()
    return max(1, size.least, box[3] if box else 0)


async def _within(meter: Meter, work: Coroutine[Any, Any, T]) -> T:
    """Do the work until it is done or a limit of the meter is passed."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait(
            (task, meter.broken),
            timeout=meter.limits.seconds,
            return_when=asyncio.FIRST_COMPLETED,
        )
        if not task.done():
            seconds = f"{meter.limits.seconds:g}"
            meter.fail(
                InputError(f"the page was not complete within {seconds} s", code="page-time")
            )
        if meter.broken.done():
            meter.broken.result()
        return task.result()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        meter.broken.cancel()


def _finished(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end from code that is not one."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
