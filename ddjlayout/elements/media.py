"""Elements: codes as exact dots (Barcode, QRCode), on request as items the device draws."""

from collections.abc import Generator
from contextlib import contextmanager

from ddjlayout.block import Block, DeviceCode, Frame, Path, Picture, Run, path_text
from ddjlayout.element import Context, Extent
from ddjlayout.elements.text import Text
from ddjlayout.errors import DdjError, LayoutError, excerpt
from ddjlayout.raster.device_codes import device_barcode, device_qrcode
from ddjlayout.style import Align, AlignName, Face, align_named
from ddjlayout.symbols.geometry import bar_height, fit, sizes_of
from ddjlayout.symbols.kinds import LinearKind
from ddjlayout.symbols.linear import linear
from ddjlayout.symbols.qr.code import qr
from ddjlayout.symbols.qr.tables import Level
from ddjlayout.symbols.symbol import Symbol, render, text_groups
from ddjlayout.text import cells

GUARD_X = 5
"""How far the guard bars of EAN and UPC reach down beside the digits, modules (GS1 5.2.1)."""


class QRCode:
    """A QR code (ISO/IEC 18004), drawn as dots with its quiet zone of 4 modules.

    `data` is text, encoded as UTF-8. `module` is the size of a module in dots: by default 4, or 3
    where 4 does not fit; 2 only when asked for. `level`, `version` and `mask` are the standard's.
    `caption` is text below. `native=True` leaves the drawing to the device (an item of type 4,
    level M); such a code has to stand alone on its line.
    """

    __slots__ = ("align", "caption", "data", "level", "mask", "module", "native", "version")

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        data: str,
        *,
        level: Level = "M",
        module: int | None = None,
        version: int | None = None,
        mask: int | None = None,
        caption: str | None = None,
        align: AlignName = "center",
        native: bool = False,
    ) -> None:
        self.data = data
        self.level: Level = level
        self.module = module
        self.version = version
        self.mask = mask
        self.caption = None if caption is None else Text(caption, align=align)
        self.align = align_named(align)
        self.native = native

    def measure(self, cx: Context) -> Extent:
        """Return the widths at the smallest and the largest size tried, dots."""
        return _extent(self._symbol(cx), self.module)

    def layout(self, cx: Context, width: int) -> Frame:
        """Draw the code as large as fits; raises LayoutError when it does not."""
        if self.native:
            return _device_frame(cx, "qrcode", self.data, width, self.align)
        symbol = self._symbol(cx)
        with placing(cx.path):
            module = fit(symbol, width, self.module)
        picture = Picture(render(symbol, module=module), f"[QR {self.data}]")
        parts: list[tuple[int, int, Block | Frame]] = [
            (margin(self.align, width, picture.width), 0, picture)
        ]
        height = picture.height
        if self.caption is not None:
            below = self.caption.layout(cx, width)
            parts.append((0, height, below))
            height += below.height
        return Frame(width, height, parts, cx.path, keep=True)

    def _symbol(self, cx: Context) -> Symbol:
        key = ("qr", self.data, self.level, self.version, self.mask)
        with placing(cx.path):
            return cx.cached(
                key,
                lambda: qr(self.data, level=self.level, version=self.version, mask=self.mask),
                _symbol_size,
            )


class Barcode:
    """A 1-D code of a kind of `symbols.kinds.LinearKind`, drawn as dots with its quiet zones.

    `module` is the width of the narrowest bar in dots, by default the largest of the kind's sizes
    that fits. `height` is that of the bars in dots, by default the kind's rule. `text=False`
    leaves out the human-readable line. `check` adds the optional check character of Code 39 and
    ITF, `ratio` is theirs of wide to narrow. `native=True` leaves the drawing to the device (an
    item of type 3, Code 128).
    """

    __slots__ = ("align", "check", "data", "height", "kind", "module", "native", "ratio", "text")

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        data: str,
        *,
        kind: LinearKind = "code128",
        module: int | None = None,
        height: int | None = None,
        text: bool = True,
        check: bool = False,
        ratio: int = 3,
        align: AlignName = "center",
        native: bool = False,
    ) -> None:
        self.data = data
        self.kind: LinearKind = kind
        self.module = module
        self.height = height
        self.text = text
        self.check = check
        self.ratio = ratio
        self.align = align_named(align)
        self.native = native

    def measure(self, cx: Context) -> Extent:
        """Return the widths at the smallest and the largest size tried, dots."""
        return _extent(self._symbol(cx), self.module)

    def layout(self, cx: Context, width: int) -> Frame:
        """Draw the code as large as fits; raises LayoutError when it does not."""
        if self.native:
            return _device_frame(cx, "barcode", self.data, width, self.align)
        symbol = self._symbol(cx)
        with placing(cx.path):
            module = fit(symbol, width, self.module)
        height = self.height or bar_height(symbol, module)
        guard = GUARD_X * module if self.text and symbol.guards else 0
        bitmap = render(symbol, module=module, height=height, guard=guard)
        left = margin(self.align, width, bitmap.width)
        parts: list[tuple[int, int, Block | Frame]] = [
            (left, 0, Picture(bitmap, f"[{self.kind} {self.data}]"))
        ]
        total = bitmap.height
        if self.text:
            face = Face()
            for group in text_groups(symbol, module):
                run = Run(group.text, cells(group.text) * face.size.cell, face)
                x = left + group.left + (group.width - run.width) // 2
                parts.append((x, height, run))
                total = max(total, height + run.height + cx.profile.leading)
        return Frame(width, total, parts, cx.path, keep=True)

    def _symbol(self, cx: Context) -> Symbol:
        key = ("linear", self.kind, self.data, self.check, self.ratio)
        with placing(cx.path):
            return cx.cached(
                key,
                lambda: linear(self.kind, self.data, check=self.check, ratio=self.ratio),
                _symbol_size,
            )


def margin(align: Align | None, width: int, used: int) -> int:
    """Return the left margin of something `used` dots wide in a column of `width` dots."""
    if align is Align.RIGHT:
        return width - used
    return (width - used) // 2 if align is Align.CENTER else 0


@contextmanager
def placing(path: Path | None) -> Generator[None]:
    """Give an error of ours that names no place the place of this element."""
    try:
        yield
    except DdjError as error:
        error.path = error.path or path_text(path)
        raise


def _symbol_size(symbol: Symbol) -> int:
    return 2 * symbol.width * len(symbol.rows) // 8 + 100


def _extent(symbol: Symbol, module: int | None) -> Extent:
    sizes = sizes_of(symbol) if module is None else (module,)
    return Extent(symbol.columns * min(sizes), symbol.columns * max(sizes))


def _device_frame(cx: Context, kind: str, data: str, width: int, align: Align | None) -> Frame:
    """Reserve the space that the paper model gives to a code drawn by the device."""
    draw = device_barcode if kind == "barcode" else device_qrcode
    try:
        content = data.encode(cx.profile.encoding)
    except UnicodeEncodeError as error:
        raise cx.fail(
            "unencodable",
            f"the device's codes cannot hold {excerpt(data[error.start : error.end])}",
            "leave native off to print the code as dots",
        ) from None
    bitmap = draw(content, cx.profile)
    if bitmap is None or bitmap.width > width:
        raise LayoutError(
            f"the device cannot draw this {kind} in {width} dots",
            code="code-too-wide",
            path=path_text(cx.path),
            hint="shorten it, or leave native off",
        )
    code = DeviceCode("barcode" if kind == "barcode" else "qrcode", data, *bitmap[:2])
    return Frame(width, bitmap.height, [(margin(align, width, code.width), 0, code)], cx.path)
