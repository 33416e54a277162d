"""Last step of an image: Pillow's black and white picture becomes a bitmap, eight dots a byte."""

from PIL import Image

from ddjlayout.raster.bitmap import Bitmap

_BITS = b"1" + b"0" * 255


def packed(dots: Image.Image) -> Bitmap:
    """Return a picture of mode '1' as a bitmap.

    Pillow packs dot by dot and asks of each whether it is white; of dots that are dithered the
    processor guesses wrong half the time. To read them as one long binary number takes two thirds.
    """
    width, height = dots.size
    across = -(-width // 8) * 8
    grey = dots.convert("L")
    if across > width:
        grey = Image.new("L", (across, height), 255)
        grey.paste(dots, (0, 0))
    number = int(grey.tobytes().translate(_BITS), 2)
    return Bitmap(width, height, number.to_bytes(across * height // 8, "big"))
