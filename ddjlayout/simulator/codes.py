"""Second step of the simulator's printer, for native codes: bytes to bars or modules on the paper.

Paper model, "Native barcode" and "Native QR". The libraries say which modules are dark.
"""

from typing import Final

from barcode.codex import Code128  # type: ignore[import-untyped]
from barcode.errors import BarcodeError  # type: ignore[import-untyped]
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode
from qrcode.util import QRData

BAR_DOTS = 2
BAR_HEIGHT = 64
QR_DOTS = (4, 3, 2)
QR_QUIET = 4
BYTE_MODE: Final = 4
MAX_BAR_BYTES = 64
"""More than any Code 128 of this width holds."""

MAX_QR_BYTES = 2331
"""What the largest QR code holds at level M (ISO/IEC 18004 table 7)."""


def barcode_rows(data: bytes, encoding: str, alignment: int, width: int) -> bytes | None:
    """Return a Code 128 as packed rows on paper `width` dots wide, or None if it cannot be."""
    try:
        modules = _code128(data.decode(encoding)) if 0 < len(data) <= MAX_BAR_BYTES else ""
    except (UnicodeDecodeError, BarcodeError):
        return None
    if not 0 < len(modules) * BAR_DOTS <= width:
        return None
    return _placed(modules, BAR_DOTS, alignment, width) * BAR_HEIGHT


def _code128(text: str) -> str:
    modules: str = Code128(text).build()[0]
    return modules


def qr_rows(data: bytes, alignment: int, width: int) -> bytes | None:
    """Return a QR code as packed rows on paper `width` dots wide, or None if it cannot be."""
    if not 0 < len(data) <= MAX_QR_BYTES:
        return None
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QR_QUIET)
    code.add_data(QRData(data, mode=BYTE_MODE), optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    matrix = code.get_matrix()
    for dots in QR_DOTS:
        if len(matrix) * dots <= width:
            break
    else:
        return None
    lines = ("".join("1" if dark else "0" for dark in row) for row in matrix)
    return b"".join(_placed(line, dots, alignment, width) * dots for line in lines)


def _placed(modules: str, dots: int, alignment: int, width: int) -> bytes:
    """Return one row of modules, each `dots` wide, placed on the paper."""
    used = len(modules) * dots
    margin = (0, (width - used) // 2, width - used)[alignment]
    bits = int("".join(module * dots for module in modules), 2)
    return (bits << (width - margin - used)).to_bytes(width // 8, "big")
