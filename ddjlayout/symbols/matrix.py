"""PDF417, Data Matrix and Aztec as modules, through zxing-cpp alone."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

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

PDF417_MOST = 30
"""Columns that ISO/IEC 15438 allows."""

_UTF8_ECI = "26"
_MOST_BYTES = 2000  # more than any of these holds
_LIGHT = bytes.maketrans(bytes([0, 255]), b"10")


def matrix(kind: MatrixKind, data: str | bytes, *, columns: int = PDF417_COLUMNS) -> Symbol:
    """Return a PDF417 (of `columns` columns, 1 to 30), square Data Matrix or Aztec code.

    Text other than ASCII is UTF-8 and says so (ECI 26). The modules are read back before they
    are returned. Raises UsageError for an unknown kind or without zxing-cpp, InputError for no
    data and for half a surrogate pair, LayoutError for too many.
    """
    if kind not in MATRIX_KINDS:
        known = "known: " + ", ".join(MATRIX_KINDS)
        raise UsageError(f"no code {excerpt(kind)}", code="matrix-kind", hint=known)
    if not 1 <= columns <= PDF417_MOST:
        raise UsageError(
            f"{columns} columns of PDF417 are not between 1 and {PDF417_MOST}",
            code="pdf417-columns",
        )
    name, form, quiet = MATRIX_KINDS[kind]
    if not data:
        raise InputError(
            f"{name} of nothing", code="code-empty", hint="give at least one character"
        )
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
        raise DdjError(f"zxing-cpp made a {name} that does not read back", code="code-not-made")
    return symbol


def pdf417_width(columns: int) -> int:
    """Return the modules from edge to edge of a PDF417 of so many columns, ISO/IEC 15438 5.11."""
    return 17 * columns + 69 + 2 * MATRIX_KINDS["pdf417"].quiet


def byte_capacity(kind: MatrixKind, modules: int) -> int:
    """Return how many bytes of any text a Data Matrix or Aztec code holds that is so many modules.

    `modules` go from edge to edge. The library is asked: only it knows how it chooses sizes.
    """
    zxing = library()
    _, form, quiet = MATRIX_KINDS[kind]
    fits, no_more = 0, _MOST_BYTES
    while zxing is not None and no_more - fits > 1:
        size = (fits + no_more) // 2
        data = bytes(128 + i * 37 % 128 for i in range(size))  # no mode but bytes serves for these
        try:
            code = zxing.create_barcode(
                data, getattr(zxing.BarcodeFormat, form), eci=_UTF8_ECI, force_square=True
            )
            image = code.to_image(scale=1, add_quiet_zones=False)
            fit = _symbol(kind, memoryview(image), quiet).columns <= modules
        except ValueError:
            fit = False
        fits, no_more = (size, no_more) if fit else (fits, size)
    return fits


def _symbol(kind: str, image: memoryview, quiet: int) -> Symbol:
    height, width = image.shape or (0, 0)
    bits = bytes(image).translate(_LIGHT)
    rows = tuple(int(bits[i : i + width], 2) for i in range(0, width * height, width))
    return Symbol(kind, width, rows, Quiet(quiet, quiet, quiet, quiet))
