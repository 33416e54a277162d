"""Foreign readers of printed codes, and the paper they look at."""

from typing import NamedTuple

import zxingcpp
from PIL import Image

from ddjlayout.raster.bitmap import Bitmap


class Reading(NamedTuple):
    """What a reader saw."""

    kind: str
    text: str


def picture(bitmap: Bitmap, margin: int = 0) -> Image.Image:
    """Return the bitmap as a greyscale picture, `margin` white dots above and below."""
    flipped = bytes(255 - byte for byte in bitmap.data)
    image = Image.frombytes("1", (bitmap.width, bitmap.height), flipped).convert("L")
    paper = Image.new("L", (bitmap.width, bitmap.height + 2 * margin), 255)
    paper.paste(image, (0, margin))
    return paper


def zxing(image: Image.Image) -> list[Reading]:
    """Read with zxing-cpp, without its tries to rotate, invert or shrink."""
    found = zxingcpp.read_barcodes(
        image,
        try_rotate=False,
        try_invert=False,
        try_downscale=False,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [Reading(str(code.format), code.text) for code in found]
