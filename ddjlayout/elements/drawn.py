"""Elements: what pictures and codes have in common: their place, their size, the device's codes."""

from collections.abc import Mapping

from ddjlayout.block import DeviceCode, Frame, Path, path_text
from ddjlayout.diagnostics import Level
from ddjlayout.element import Context, Extent
from ddjlayout.errors import DdjError, InputError, LayoutError, UsageError, excerpt
from ddjlayout.raster.device_codes import device_barcode, device_qrcode
from ddjlayout.style import Align
from ddjlayout.symbols.geometry import sizes_of
from ddjlayout.symbols.symbol import Symbol
from ddjlayout.symbols.utf8 import encoded

TEXT_ONLY = "write a number as text: 0 at its start would be lost"


def margin(align: Align | None, width: int, used: int) -> int:
    """Return the left margin of something `used` dots wide in a column of `width` dots."""
    if align is Align.RIGHT:
        return width - used
    return (width - used) // 2 if align is Align.CENTER else 0


class Placing:
    """Gives an error of ours that names no place the place of this element.

    A class, because a generator's way in and out takes four times as long.
    """

    __slots__ = ("path",)

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        if isinstance(error, DdjError):
            error.path = error.path or path_text(self.path)


def symbol_size(symbol: Symbol) -> int:
    """Return about how many bytes a symbol takes in a cache."""
    return 2 * symbol.width * len(symbol.rows) // 8 + 100


def symbol_extent(symbol: Symbol, module: int | None) -> Extent:
    """Return the widths at the smallest and the largest size of modules tried, dots."""
    sizes = sizes_of(symbol) if module is None else (module,)
    return Extent(symbol.columns * min(sizes), symbol.columns * max(sizes))


def refuse_ignored(given: Mapping[str, bool]) -> None:
    """Raise UsageError for fields that are given with `native` and that the device ignores."""
    ignored = [name for name, is_given in given.items() if is_given]
    if ignored:
        raise UsageError(
            f"the device draws native codes in its own way and ignores {', '.join(ignored)}",
            code="native-ignored",
            hint="leave native off, or leave out what is ignored",
        )


def device_frame(cx: Context, kind: str, data: str, width: int, align: Align | None) -> Frame:
    """Reserve the space that the paper model gives to a code drawn by the device.

    Raises InputError for data that the device cannot encode.
    """
    draw = device_barcode if kind == "barcode" else device_qrcode
    with Placing(cx.path):
        content = _device_content(cx, kind, data)
    if kind == "qrcode" and cx.profile.encoding == "gbk" and not data.isascii():
        cx.report(
            Level.WARNING,
            "native-gbk",
            "the device writes this QR code in GBK, which readers take for other characters",
            "leave native off: the code is UTF-8 then, and says so",
        )
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


def _device_content(cx: Context, kind: str, data: str) -> bytes:
    if not data:
        raise InputError(
            f"a {kind} of nothing", code="code-empty", hint="give at least one character"
        )
    encoded(f"the text of this {kind}", data)
    wrong = next((c for c in data if not " " <= c <= "~"), None) if kind == "barcode" else None
    if wrong is not None:
        raise InputError(
            f"the device's Code 128 cannot hold {wrong!r}",
            code="barcode-character",
            hint="it takes printable ASCII",
        )
    try:
        return data.encode(cx.profile.encoding)
    except UnicodeEncodeError as error:
        raise InputError(
            f"the device's codes cannot hold {excerpt(data[error.start : error.end])}",
            code="unencodable",
            hint="leave native off to print the code as dots",
        ) from None
