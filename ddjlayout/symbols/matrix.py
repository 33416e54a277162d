"""PDF417, Data Matrix and Aztec as modules, through zxing-cpp alone."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from ddjlayout import fields
from ddjlayout.errors import DdjError, InputError, LayoutError, UsageError, excerpt
from ddjlayout.symbols.symbol import Quiet, Symbol, render
from ddjlayout.symbols.utf8 import encoded
from ddjlayout.symbols.zxing import library, read_back

MatrixKind = Literal["pdf417", "datamatrix", "aztec"]


class _Kind(NamedTuple):
    name: str
    format: str  # zxing-cpp's name
    quiet: int  # modules on each side


MATRIX_KINDS: Mapping[MatrixKind, _Kind] = MappingProxyType(
    {
        "pdf417": _Kind("PDF417", "PDF417", 2),
        "datamatrix": _Kind("Data Matrix", "DataMatrix", 2),
        "aztec": _Kind("Aztec", "Aztec", 1),
    }
)
"""Quiet zones: ISO/IEC 15438 asks for 2 modules, 16022 for 1, 24778 for none."""

PDF417_COLUMNS = 3
"""As many as fit 384 dots at 3 dots a module."""

_UTF8_ECI = "26"
_LIGHT = bytes.maketrans(bytes([0, 255]), b"10")


def matrix(kind: MatrixKind, data: str | bytes, *, columns: int = PDF417_COLUMNS) -> Symbol:
    """Return a PDF417 (of `columns` columns, 1 to 30), square Data Matrix or Aztec code.

    Text other than ASCII is UTF-8 and says so (ECI 26). The modules are read back before they
    are returned. Raises UsageError for an unknown kind or without zxing-cpp, InputError for no
    data and for half a surrogate pair, LayoutError for too many.
    """
    fields.word("code", kind, MATRIX_KINDS)
    fields.whole("PDF417", columns, 1, 30, "columns")
    name, form, quiet = MATRIX_KINDS[kind]
    if not data:
        raise InputError(f"{name} of nothing", hint="give at least one character")
    content = encoded(f"the text of a {name} code", data) if isinstance(data, str) else data
    zxing = library()
    if zxing is None:
        raise UsageError(
            f"{name} needs the library zxing-cpp",
            code="needs-zxing",
            hint="pip install 'ddjlayout[fast]', or take a QR code",
        )
    options: dict[str, object] = (
        {"columns": columns} if kind == "pdf417" else {"force_square": True}
    )
    if isinstance(data, str) and not data.isascii():
        options["eci"] = _UTF8_ECI
    try:
        code = zxing.create_barcode(data, getattr(zxing.BarcodeFormat, form), **options)
    except ValueError as error:
        raise LayoutError(
            f"{name} of {len(data)} characters cannot be made: {excerpt(error, 80)}",
            code="code-too-long",
            hint="shorten it" + (", or take more columns" if kind == "pdf417" else ""),
        ) from None
    symbol = _symbol(kind, memoryview(code.to_image(scale=1, add_quiet_zones=False)), quiet)
    if read_back(render(symbol, module=4)) != [content]:
        raise DdjError(f"zxing-cpp made a {name} that does not read back")
    return symbol


def _symbol(kind: str, image: memoryview, quiet: int) -> Symbol:
    height, width = image.shape or (0, 0)
    bits = bytes(image).translate(_LIGHT)
    rows = tuple(int(bits[i : i + width], 2) for i in range(0, width * height, width))
    return Symbol(kind, width, rows, Quiet(quiet, quiet, quiet, quiet))
