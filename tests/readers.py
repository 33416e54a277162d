"""Foreign readers of barcodes and QR codes, for what is on paper."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

try:
    from pyzbar import pyzbar
except ImportError:  # libzbar0 is not installed
    pyzbar = None


def zxing(png: bytes) -> set[tuple[str, str]]:
    """Read every code with zxing-cpp, without its tries at turned, inverted or smaller pictures."""
    found = zxingcpp.read_barcodes(
        Image.open(BytesIO(png)).convert("L"),
        try_rotate=False,
        try_invert=False,
        try_downscale=False,
    )
    return {(_name(str(code.format)), code.text) for code in found}


def zbar(png: bytes) -> set[tuple[str, str]]:
    """Read every code with zbar; skip the test where the library is missing."""
    if pyzbar is None:
        pytest.skip("zbar is not installed (Debian: libzbar0)")
    found = pyzbar.decode(Image.open(BytesIO(png)).convert("L"))
    return {(_name(code.type), code.data.decode()) for code in found}


def _name(kind: str) -> str:
    plain = kind.lower().replace(" ", "").replace("-", "").replace("_", "").split(".")[-1]
    return {"qr": "qrcode", "ean13": "ean13"}.get(plain, plain)
