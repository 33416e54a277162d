"""The way back: the image of an item as the device prints it (PLATFORM's paper model, Images)."""

import warnings
from io import BytesIO

from PIL import Image

from ddjlayout.errors import InputError
from ddjlayout.raster.bitmap import Bitmap

MAX_PIXELS = 20_000_000
"""Larger pictures are refused before they are decoded."""
_FORMATS = ("PNG", "BMP", "JPEG", "GIF")
_INVERT = bytes(255 - value for value in range(256))
_BLACK_BELOW = 128


def device_image(data: bytes, paper: int, path: str) -> Bitmap:
    """Decode an image, lay it on white, scale it down to `paper` dots, and make it 1 bit.

    1-bit images stay as they are; anything else is dark below half grey. Raises InputError at
    `path` for what is no picture, is damaged or has more than 20 million pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            image = Image.open(BytesIO(data), formats=_FORMATS)
            if image.width * image.height > MAX_PIXELS:
                raise InputError(
                    f"an image of {image.width} x {image.height} pixels, at most"
                    f" {MAX_PIXELS // 10**6} million are decoded",
                    path=path,
                )
            return _bilevel(image, paper)
    except InputError:
        raise
    except Exception as error:  # a damaged file makes Pillow raise nearly anything
        raise InputError(
            f"the image cannot be read ({type(error).__name__})", path=path, hint="PNG or BMP"
        ) from None


def _bilevel(image: Image.Image, paper: int) -> Bitmap:
    if image.mode != "1" or "transparency" in image.info or image.width > paper:
        grey = _grey(image)
        if grey.width > paper:
            height = max(1, (2 * grey.height * paper + grey.width) // (2 * grey.width))
            grey = grey.resize((paper, height), Image.Resampling.BOX)
        table = [0 if value < _BLACK_BELOW else 255 for value in range(256)]
        image = grey.point(table, "1")
    data = image.tobytes().translate(_INVERT)
    return Bitmap(image.width, image.height, _padded_white(data, image.width))


def _grey(image: Image.Image) -> Image.Image:
    """Lay the first frame on white, as grey."""
    if image.mode in ("I", "I;16", "I;16L", "I;16B"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if not image.has_transparency_data:
        return image.convert("L")
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image.convert("RGBA"))
    return white.convert("L")


def _padded_white(data: bytes, width: int) -> bytes:
    """Clear the bits behind the last dot of every row, which inverting has set."""
    spare = -width % 8
    if not spare:
        return data
    stride = (width + 7) // 8
    rows = bytearray(data)
    mask = 0xFF << spare & 0xFF
    for last in range(stride - 1, len(rows), stride):
        rows[last] &= mask
    return bytes(rows)
