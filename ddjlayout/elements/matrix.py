"""Elements: matrix codes as exact dots (QRCode, MatrixCode), a QR code also by the device."""

from os import PathLike
from typing import TYPE_CHECKING

from ddjlayout import diagnostics, fields
from ddjlayout.block import Block, Frame, Path, Picture, Run
from ddjlayout.element import Context, Extent
from ddjlayout.elements.drawn import (
    TEXT_ONLY,
    Placing,
    device_frame,
    margin,
    refuse_ignored,
    symbol_extent,
    symbol_size,
)
from ddjlayout.elements.text import Text
from ddjlayout.errors import UsageError, excerpt
from ddjlayout.fields import LONGEST
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.style import Align, AlignName, align_named
from ddjlayout.symbols.geometry import MATRIX_MODULES, fit
from ddjlayout.symbols.logo import LOGO_LEVEL, SMALL, logo_modules, roomy_version, with_logo
from ddjlayout.symbols.matrix import MATRIX_KINDS, PDF417_COLUMNS, MatrixKind, matrix
from ddjlayout.symbols.qr.code import qr
from ddjlayout.symbols.qr.tables import LEVELS, MAX_VERSION, Level
from ddjlayout.symbols.symbol import Symbol, render

if TYPE_CHECKING:
    from ddjlayout.raster.source import ImageSource


class QRCode:
    """A QR code (ISO/IEC 18004), drawn as dots with its quiet zone of 4 modules.

    `data` is text, encoded as UTF-8. `module` is the size of a module in dots: by default 4, or 3
    where 4 does not fit; 2 only when asked for. `level`, `version` and `mask` are the standard's.
    `caption` is text below. `logo` is a picture for the middle: the level is raised to H then, the
    version, if none is given, until the logo has a fifth of the side and the column allows it, and
    the whole is read back when zxing-cpp is installed. `native=True` leaves the drawing to the
    device (an item of type 4, level M), which knows none of these; it stands alone on its line.
    """

    __slots__ = (
        "align",
        "caption",
        "data",
        "level",
        "logo",
        "mask",
        "module",
        "native",
        "version",
    )

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        data: str,
        *,
        level: Level = "M",
        module: int | None = None,
        version: int | None = None,
        mask: int | None = None,
        caption: str | None = None,
        logo: "ImageSource | None" = None,
        align: AlignName = "center",
        native: bool = False,
    ) -> None:
        if native:
            refuse_ignored(
                {
                    "level": level != "M",
                    "module": module is not None,
                    "version": version is not None,
                    "mask": mask is not None,
                    "caption": caption is not None,
                    "logo": logo is not None,
                }
            )
        self.data = data if type(data) is str else fields.text("data", data, TEXT_ONLY)
        self.level: Level = level if logo is None else LOGO_LEVEL
        self.module = None if module is None else fields.whole("module", module, 2, LONGEST, "dots")
        self.version = None if version is None else fields.whole("version", version, 1, MAX_VERSION)
        self.mask = None if mask is None else fields.whole("mask", mask, 0, 7)
        self.caption = None if caption is None else Text(caption, align=align)
        self.logo = logo
        self.align = align_named(align)
        self.native = native if native is False else fields.flag("native", native)
        if level not in LEVELS:
            raise UsageError(
                f"no QR level {excerpt(level)}", code="qr-level", hint="levels: L, M, Q, H"
            )

    def measure(self, cx: Context) -> Extent:
        """Return the widths at the smallest and the largest size tried, dots."""
        small = symbol_extent(self._symbol(cx, 0), self.module)
        large = symbol_extent(self._symbol(cx, cx.profile.width), self.module)
        return Extent(small.min, large.max)

    def layout(self, cx: Context, width: int) -> Frame:
        """Draw the code as large as fits; raises LayoutError when it does not."""
        if self.native:
            return device_frame(cx, "qrcode", self.data, width, self.align)
        symbol = self._symbol(cx, width)
        with Placing(cx.path):
            module = fit(symbol, width, self.module)
            bitmap = render(symbol, module=module)
            if self.logo is not None:
                bitmap = with_logo(symbol, bitmap, self._logo(cx, symbol, module), module=module)
        below = None if self.caption is None else self.caption.layout(cx, width)
        return _captioned(
            Picture(bitmap, f"[QR {self.data}]"), below, self.align, width, origin=cx.path
        )

    def _symbol(self, cx: Context, width: int) -> Symbol:
        """Return the code, with a logo in the version with room for it in `width` dots."""
        symbol = self._made(cx, self.version)
        if self.logo is None or self.version is not None:
            return symbol
        module = max(self.module or 0, MATRIX_MODULES[-1])
        return self._made(cx, roomy_version(symbol, width // module))

    def _made(self, cx: Context, version: int | None) -> Symbol:
        key = ("qr", self.data, self.level, version, self.mask)
        with Placing(cx.path):
            return cx.cached(
                key,
                lambda: qr(self.data, level=self.level, version=version, mask=self.mask),
                symbol_size,
            )

    def _logo(self, cx: Context, symbol: Symbol, module: int) -> Bitmap:
        """Make the logo's dots, as large as the code can bear."""
        # loaded here because hardly any code has a logo, and none else needs Pillow
        from ddjlayout.raster.image import ImageOptions, natural_size, to_bitmap
        from ddjlayout.raster.source import load

        source = self.logo
        assert source is not None
        if isinstance(source, (str, PathLike)) and cx.options.base is not None:
            source = cx.options.base / source
        loaded = load(source)
        across, down = natural_size(loaded)
        room = (logo_modules(symbol) - 2) * module
        wide = max(1, room * across // max(across, down))
        high = min(room, max(1, round(down * wide / across)))
        logo = to_bitmap(loaded, width=wide, options=ImageOptions(height=high))
        if max(wide, high) < SMALL:
            cx.report(
                diagnostics.Level.WARNING,
                "logo-small",
                f"the logo in this QR code has only {wide} x {high} dots",
                f"from {SMALL} dots it can be made out: take a larger version or module",
            )
        return logo


class MatrixCode:
    """A Data Matrix, Aztec or PDF417 code, drawn as dots with its quiet zone.

    These need zxing-cpp (the extra `fast`). `module` is the size of a module in dots, by default
    4, or 3 where 4 does not fit. `columns` is for PDF417, 1 to 30. `caption` is text below.
    """

    __slots__ = ("align", "caption", "columns", "data", "kind", "module")

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        data: str,
        *,
        kind: MatrixKind = "datamatrix",
        module: int | None = None,
        columns: int = PDF417_COLUMNS,
        caption: str | None = None,
        align: AlignName = "center",
    ) -> None:
        self.data = data if type(data) is str else fields.text("data", data, TEXT_ONLY)
        self.kind: MatrixKind = fields.word("code", kind, MATRIX_KINDS)
        self.module = None if module is None else fields.whole("module", module, 2, LONGEST, "dots")
        self.columns = fields.whole("columns", columns, 1, 30, "columns")
        self.caption = None if caption is None else Text(caption, align=align)
        self.align = align_named(align)

    def measure(self, cx: Context) -> Extent:
        """Return the widths at the smallest and the largest size tried, dots."""
        return symbol_extent(self._symbol(cx), self.module)

    def layout(self, cx: Context, width: int) -> Frame:
        """Draw the code as large as fits; raises LayoutError when it does not."""
        symbol = self._symbol(cx)
        with Placing(cx.path):
            bitmap = render(symbol, module=fit(symbol, width, self.module))
        below = None if self.caption is None else self.caption.layout(cx, width)
        return _captioned(
            Picture(bitmap, f"[{self.kind} {self.data}]"), below, self.align, width, origin=cx.path
        )

    def _symbol(self, cx: Context) -> Symbol:
        key = ("matrix", self.kind, self.data, self.columns)
        with Placing(cx.path):
            return cx.cached(
                key, lambda: matrix(self.kind, self.data, columns=self.columns), symbol_size
            )


def _captioned(
    picture: Picture, below: Frame | None, align: Align | None, width: int, *, origin: Path | None
) -> Frame:
    """Put a caption under a code; a page split does not come between them.

    A caption of one line that is narrower than the code is centred under it, on the grid of cells
    so that it can stay native; the code gives way by the dots that are missing.
    """
    left = margin(align, width, picture.width)
    if below is None:
        return Frame(width, picture.height, [(left, 0, picture)], origin, keep=True)
    x, _, run = below.parts[0] if len(below.parts) == 1 else (0, 0, None)
    if isinstance(run, Run) and run.width < picture.width:
        inside = (picture.width - run.width) // 2
        if align is not Align.CENTER:
            cell = run.face.size.cell
            x = (left + inside + cell // 2) // cell * cell
            below = below._replace(parts=[(x, 0, run)])
        left = min(max(x - inside, 0), width - picture.width)
    parts: list[tuple[int, int, Block | Frame]] = [(left, 0, picture), (0, picture.height, below)]
    return Frame(width, picture.height + below.height, parts, origin, keep=True)
