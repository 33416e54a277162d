"""Last step of an image: Pillow's black and white picture becomes a bitmap, eight dots a byte."""

from binascii import unhexlify
from functools import lru_cache

from PIL import Image, ImageChops

from ddjlayout.raster.bitmap import Bitmap

_BAND = 1 << 17  # pixels packed together
_WEIGHTS = bytes([128, 64, 32, 16])
# The average of four pixels, each white or 0 as heavy as its bit, names the four dots.
_DIGITS = bytes(b"fedcba9876543210"[average // 4] if average < 64 else 0 for average in range(256))


def packed(dots: Image.Image) -> Bitmap:
    """Return a picture of mode '1' as a bitmap.

    Pillow packs dot by dot and asks of each whether it is white; on dots that are dithered the
    processor guesses wrong half the time, and this takes a third of it.
    """
    width, height = dots.size
    across = -(-width // 8) * 8
    rows = max(1, _BAND // across)
    if rows >= height:
        return Bitmap(width, height, unhexlify(_digits(dots, across)))
    cuts = [(0, top, width, min(top + rows, height)) for top in range(0, height, rows)]
    return Bitmap(
        width, height, unhexlify(b"".join([_digits(dots.crop(cut), across) for cut in cuts]))
    )


def _digits(band: Image.Image, across: int) -> bytes:
    """Write a band as hexadecimal digits, white at its right filled up to `across` dots."""
    grey = band.convert("L")
    if across > band.width:
        grey = Image.new("L", (across, band.height), 255)
        grey.paste(band, (0, 0))
    heavy = ImageChops.darker(grey, _weights(across, band.height))
    return heavy.reduce((4, 1)).tobytes().translate(_DIGITS)


@lru_cache(maxsize=2)  # bands are of one size, and so are the pictures of many receipts
def _weights(width: int, height: int) -> Image.Image:
    """Return a picture of the weights, over and over."""
    return Image.frombytes("L", (width, height), _WEIGHTS * (width * height // 4))
