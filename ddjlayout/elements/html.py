"""Elements: a web page as exact dots (Html), laid out by headless Chromium."""

from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast

from ddjlayout import fields
from ddjlayout.block import Block, Frame, Picture
from ddjlayout.diagnostics import Level
from ddjlayout.element import Context, Extent
from ddjlayout.elements.drawn import Placing
from ddjlayout.errors import UsageError
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.space import parse_width

if TYPE_CHECKING:
    from ddjlayout.pages.render import PageSource, RenderedPage
    from ddjlayout.raster.dither import Dither

LEAST = 48
"""The narrowest window that a page is asked to fit, dots: two Chinese characters."""

_GAP = 8  # blank rows between which a long page may be cut
_SLICE = 200  # dots that a slice has at least

_REMEDIES = MappingProxyType(
    {True: "allow_hosts lets a host in that is not public", False: "fetch=True loads it"}
)


class Html:
    """A web page: HTML text (anything with a `<`), a path, or with `fetch` an address.

    The window is `width` wide (as in `space.parse_width`), by default as wide as the column;
    default text is 24 dots. The page may load what lies in its folder or below: for HTML text that
    is the folder of the source file. `fetch=True` allows addresses, http and https, of public
    hosts and of those named in `allow_hosts` ("name" or "name:port"). `dither` is for its images.
    `alt` says in words what it shows, for plain text. A page is rendered once a width.
    """

    __slots__ = ("_rendered", "allow_hosts", "alt", "dither", "fetch", "source", "width")

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        source: str | PathLike[str],
        *,
        width: str | int | None = None,
        fetch: bool = False,
        allow_hosts: tuple[str, ...] = (),
        dither: 'Dither | Literal["auto"]' = "auto",
        alt: str | None = None,
    ) -> None:
        self.source = fields.place("Html", source)
        self.width = None if width is None else parse_width(width)
        self.fetch = fetch if fetch is False else fields.flag("fetch", fetch)
        self.allow_hosts = _hosts(allow_hosts) if allow_hosts else ()
        self.dither: Dither | Literal["auto"] = dither
        if dither != "auto":
            from ddjlayout.raster.dither import DITHERS  # Pillow takes 50 ms to load

            self.dither = fields.word("dither", dither, DITHERS)
        self.alt = None if alt is None else fields.text("alt", alt)
        self._rendered: dict[int, RenderedPage] = {}
        if not fetch and _is_address(source):
            message = "a web page is fetched only when asked"
            raise UsageError(message, code="fetch", hint="Html(url, fetch=True)")

    def measure(self, cx: Context) -> Extent:
        """Return an extent from two characters to the width asked for, or to the paper's."""
        wanted = self._wanted(cx, cx.profile.width)
        return Extent(min(LEAST, wanted), wanted)

    def layout(self, cx: Context, width: int) -> Frame:
        """Render the page; raises InputError when it cannot be, or Chromium is missing."""
        from ddjlayout.raster.page import page_to_bitmap  # Pillow takes 50 ms to load

        wide = min(self._wanted(cx, width), width)
        with Placing(cx.path):
            page = self._render(cx, wide)
            self._report(cx, page, wide)
            assert page.layers is not None
            bitmap = page_to_bitmap(page.layers, self.dither)
        alt = self.alt or f"page {bitmap.width}x{bitmap.height}"
        parts: list[tuple[int, int, Block | Frame]] = []
        y = 0
        for piece in slices(bitmap):
            parts.append((0, y, Picture(piece, "" if parts else f"[{alt}]")))
            y += piece.height
        return Frame(width, y, parts, cx.path)

    def _wanted(self, cx: Context, line: int) -> int:
        if self.width is None or self.width.unit in ("auto", "fr"):
            return line
        return max(1, self.width.dots(line, cx.face.size.cell, cx.profile.dpi))

    def _render(self, cx: Context, width: int) -> "RenderedPage":
        from ddjlayout.pages.render import PageOptions, render_page

        if width not in self._rendered:
            options = PageOptions(width, self.fetch, self.allow_hosts, layers=True)
            self._rendered[width] = render_page(_page(self.source, cx), options=options)
        return self._rendered[width]

    def _report(self, cx: Context, page: "RenderedPage", width: int) -> None:
        for missing in page.missing:
            message = f"the page is printed without something of {missing}"
            cx.report(Level.WARNING, "page-incomplete", message, _REMEDIES[self.fetch])
        if page.wanted > width:
            message = f"the page is {page.wanted} dots wide and cut off at {width}"
            cx.report(Level.WARNING, "page-cut", message, "let it wrap, or make its text smaller")


def _hosts(hosts: object) -> tuple[str, ...]:
    """Return names of hosts; raise UsageError for one that stands alone, which is no list."""
    if not isinstance(hosts, (tuple, list, set, frozenset)):
        hint = "write ('example.com',)"
        raise fields.wrong_type("allow_hosts", hosts, "a list of names", hint)
    return tuple(fields.text("allow_hosts", host) for host in cast("list[object]", hosts))


def slices(bitmap: Bitmap) -> list[Bitmap]:
    """Cut a long picture between blank rows, so that a job may be split there."""
    stride, data = bitmap.stride, bitmap.data
    blank = bytes(stride * _GAP)
    pieces: list[Bitmap] = []
    start = 0
    row = _SLICE
    while row + _GAP <= bitmap.height:
        if data[row * stride : (row + _GAP) * stride] == blank:
            pieces.append(_rows(bitmap, start, row))
            start, row = row, row + _SLICE
        else:
            row += 1
    return [*pieces, _rows(bitmap, start, bitmap.height)]


def _rows(bitmap: Bitmap, start: int, end: int) -> Bitmap:
    stride = bitmap.stride
    return Bitmap(bitmap.width, end - start, bitmap.data[start * stride : end * stride])


def _is_address(source: str | PathLike[str]) -> bool:
    return isinstance(source, str) and source.lower().startswith(("http://", "https://"))


def _page(source: str | PathLike[str], cx: Context) -> "PageSource":
    from ddjlayout.pages.documents import Document, read_document

    if isinstance(source, str) and _is_address(source):
        return source
    base = cx.options.base
    if isinstance(source, str) and "<" in source:
        return Document(source.encode("utf-8", "replace"), base)
    return read_document(Path(source) if base is None else base / Path(source))
