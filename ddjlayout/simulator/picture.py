"""Second step of the simulator's printer, for images: a picture file to rows of dots on the paper.

Paper model, "Images". Nothing is decoded before its size is known to be sane.
"""

import io
import struct
import warnings
import zlib
from collections.abc import Generator
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

from .content import ContentError

MAX_PIXELS = 20_000_000
"""How many pixels are decoded for one job."""

FORMATS = ("PNG", "BMP", "JPEG", "GIF")
"""The picture formats a printer takes."""

_INVERT = bytes(255 - value for value in range(256))
_WHITE = (255, 255, 255, 255)


def picture_rows(picture: Image.Image, alignment: int, width: int, path: str) -> bytes:
    """Return a picture as packed rows on paper `width` dots wide (1 is black).

    Raises ContentError at `path` for one that is damaged.
    """
    with _damage_refused(path):
        return _pack(_bilevel(picture, width), alignment, width)


def open_picture(data: bytes, path: str) -> Image.Image:
    """Open a picture file without decoding it.

    Raises ContentError at `path` for what is no picture or has more than MAX_PIXELS.
    """
    with _damage_refused(path):
        try:
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
        except UnidentifiedImageError:
            names = ", ".join(FORMATS)
            raise ContentError(f"the image is none of {names}", path=path) from None
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise too_large(path) from None
    if picture.width * picture.height > MAX_PIXELS:
        raise too_large(path)
    return picture


def too_large(path: str) -> ContentError:
    """Return the error for pictures that are too large."""
    return ContentError(f"the images have more than {MAX_PIXELS} pixels", path=path)


@contextmanager
def _damage_refused(path: str) -> Generator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    except ContentError:
        raise
    # Pillow's decoders raise all of these, and warn, on damaged files
    except (
        OSError,
        ValueError,
        TypeError,
        ArithmeticError,
        LookupError,
        SyntaxError,
        EOFError,
        MemoryError,
        Warning,
        struct.error,
        zlib.error,
        Image.DecompressionBombError,
    ):
        raise ContentError("the image is damaged", path=path) from None


def _bilevel(picture: Image.Image, width: int) -> Image.Image:
    """Lay a picture on white and make it 1 bit, no wider than the paper."""
    if picture.mode == "1" and "transparency" not in picture.info and picture.width <= width:
        return picture
    grey = _grey(picture)
    if grey.width > width:
        tall = max(1, (grey.height * width + grey.width // 2) // grey.width)
        grey = grey.resize((width, tall), Image.Resampling.BOX)
    return grey.point([0] * 128 + [255] * 128, "1")


def _grey(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # 16 bits a pixel: the high byte
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        paper = Image.new("RGBA", picture.size, _WHITE)
        return Image.alpha_composite(paper, picture.convert("RGBA")).convert("L")
    return picture.convert("L")


def _pack(picture: Image.Image, alignment: int, width: int) -> bytes:
    if picture.width != width:
        margin = (0, (width - picture.width) // 2, width - picture.width)[alignment]
        paper = Image.new("1", (width, picture.height), 1)
        paper.paste(picture, (margin, 0))
        picture = paper
    return picture.tobytes().translate(_INVERT)
