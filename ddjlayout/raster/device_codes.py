"""Beside lowering and the backends: the codes a device draws by itself, by the paper model.

What a real device draws is not published; these are the paper model's choices: Code 128 of 2 dots
a module and 64 dots tall; QR of level M, smallest version, 4 dots a module, else 3, else 2.
"""

from typing import Final

from ddjlayout.profile import Profile
from ddjlayout.raster.bitmap import Bitmap

_BAR = 2
_BAR_HEIGHT = 64
_QR_SIZES = (4, 3, 2)
_QR_BORDER = 4
_BYTE_MODE: Final = 4


def device_barcode(data: bytes, profile: Profile) -> Bitmap | None:
    """Return the Code 128 a device draws, None for what it cannot draw or what is too wide."""
    # loaded here because hardly any document has such a code
    from barcode.codex import Code128  # type: ignore[import-untyped]
    from barcode.errors import BarcodeError  # type: ignore[import-untyped]

    try:
        text = data.decode(profile.encoding)
        modules = str(Code128(text).build()[0]) if text else ""
    except (UnicodeDecodeError, BarcodeError):
        return None
    if not modules or len(modules) * _BAR > profile.width:
        return None
    row = int("".join(module * _BAR for module in modules), 2)
    return Bitmap.from_rows(len(modules) * _BAR, [row] * _BAR_HEIGHT)


def device_qrcode(data: bytes, profile: Profile) -> Bitmap | None:
    """Return the QR code a device draws, None for no data or too much of it."""
    # loaded here because hardly any document has such a code
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode
    from qrcode.util import QRData

    if not data:
        return None
    code = QRCode(error_correction=ERROR_CORRECT_M, border=_QR_BORDER)
    try:
        code.add_data(QRData(data, _BYTE_MODE, check_data=False), optimize=0)
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    matrix = code.get_matrix()
    size = next((n for n in _QR_SIZES if len(matrix) * n <= profile.width), None)
    if size is None:
        return None
    rows = [int("".join("01"[dark] * size for dark in line), 2) for line in matrix]
    return Bitmap.from_rows(len(matrix) * size, [row for row in rows for _ in range(size)])
