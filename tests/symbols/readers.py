"""Foreign readers of printed codes, and what print does to the paper they look at."""

import io
from collections.abc import Callable
from typing import NamedTuple

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.png import encode

try:
    from pyzbar import pyzbar
except ImportError:  # libzbar0 is not installed
    pyzbar = None

DOT = 4
"""Pixels a dot of worn paper."""


class Reading(NamedTuple):
    """What a reader saw: the symbology by zxing-cpp's name, and the bytes."""

    kind: str
    data: bytes


def picture(bitmap: Bitmap, margin: int = 0) -> Image.Image:
    """Return the bitmap as a greyscale picture, `margin` white dots above and below."""
    image = Image.open(io.BytesIO(encode(bitmap))).convert("L")
    paper = Image.new("L", (bitmap.width, bitmap.height + 2 * margin), 255)
    paper.paste(image, (0, margin))
    return paper


def worn(bitmap: Bitmap, gain: float = 0.5, margin: int = 4) -> Image.Image:
    """Return print whose bars are `gain` dots too wide, half on each edge, blurred and pale."""
    clean = picture(bitmap, margin)
    large = clean.resize((clean.width * DOT, clean.height * DOT), Image.Resampling.NEAREST)
    spread = large.filter(ImageFilter.MinFilter(round(gain * DOT) + 1))
    blurred = spread.filter(ImageFilter.GaussianBlur(0.5 * DOT))
    return blurred.point([40 + level * 170 // 255 for level in range(256)])


def dead_column(bitmap: Bitmap, column: int) -> Bitmap:
    """Return the bitmap as a head prints it whose element `column` no longer heats."""
    gone = 1 << bitmap.width - 1 - column
    return Bitmap.from_rows(bitmap.width, [row & ~gone for row in bitmap.rows()])


def zxing(image: Image.Image) -> list[Reading]:
    """Read with zxing-cpp, without its tries to rotate, invert or shrink."""
    found = zxingcpp.read_barcodes(image, try_rotate=False, try_invert=False, try_downscale=False)
    names = {"Pharmazentralnummer": "Code 39"}
    return [
        Reading(names.get(str(code.format), str(code.format)), bytes(code.bytes)) for code in found
    ]


_ZBAR_NAMES = {
    "CODE128": "Code 128",
    "CODE39": "Code 39",
    "CODABAR": "Codabar",
    "I25": "ITF",
    "EAN13": "EAN-13",
    "EAN8": "EAN-8",
    "QRCODE": "QR Code",
}


def zbar(image: Image.Image) -> list[Reading]:
    """Read with zbar; skips the test when its library is missing."""
    if pyzbar is None:
        pytest.skip("zbar is not installed (Debian: libzbar0)")
    wanted = [pyzbar.ZBarSymbol[name] for name in _ZBAR_NAMES]
    return [Reading(_ZBAR_NAMES[c.type], c.data) for c in pyzbar.decode(image, symbols=wanted)]


Reader = Callable[[Image.Image], list[Reading]]
