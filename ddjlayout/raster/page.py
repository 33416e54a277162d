"""Beside the way of an image: a web page's layers become dots, text crisp and images dithered."""

from typing import Literal, Protocol

from PIL import Image, ImageChops, ImageFilter

from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.dither import Dither
from ddjlayout.raster.image import ImageOptions, grey_to_bitmap
from ddjlayout.raster.packing import packed

COVERED = 111
"""A dot of text is printed where so much of 255 is covered: a little under half keeps thin
strokes of small Chinese characters whole, and counters open."""

_DARK = 128  # a ground darker than this is printed black, and text on it white
_THIN = 5  # dots: what is no thicker and stands out is a line, however pale
_PALE = 24  # levels by which it has to stand out
_AROUND = 6  # dots: how far around a letter an image's tone is judged

Box = tuple[int, int, int, int]


class PageLayers(Protocol):
    """A page's text, its ground and the places of its images: `pages.layers.Layers`."""

    @property
    def text(self) -> Image.Image:
        """How much of each dot text covers, 'L'."""
        ...

    @property
    def ground(self) -> Image.Image:
        """The page without its text, 'L'."""
        ...

    @property
    def emoji(self) -> Image.Image:
        """255 where the ground shows letters that have colours of their own, 'L'."""
        ...

    @property
    def images(self) -> tuple[Box, ...]:
        """Left, top, right, bottom of its images."""
        ...


def page_to_bitmap(page: PageLayers, dither: Dither | Literal["auto"] = "auto") -> Bitmap:
    """Return a page as dots of its own size.

    Grounds and lines are one tone: black from half grey, and thin lines whatever their grey.
    Images are made dots as `raster.image` does. Text is the opposite of what lies beneath.
    """
    ground = page.ground
    dots, tone = _flat(ground), ground.copy()
    soft = ground.filter(ImageFilter.BoxBlur(_AROUND))
    letters = page.text.point([0] * COVERED + [255] * (256 - COVERED))
    around = letters.filter(ImageFilter.MaxFilter(3))
    halo = Image.new("L", ground.size)
    for box in page.images:
        bitmap = grey_to_bitmap(ground.crop(box), ImageOptions(dither=dither))
        dots.paste(_picture(bitmap), box[:2])
        tone.paste(soft.crop(box), box[:2])
        # letters get a dot of plain ground around them, or they drown in the image's dots
        halo.paste(around.crop(box), box[:2])
    _dither_emoji(dots, page, dither)
    beneath = tone.point([0] * _DARK + [255] * (256 - _DARK), "1")
    dots.paste(beneath, (0, 0), halo.convert("1"))
    dots.paste(ImageChops.invert(beneath), (0, 0), letters.convert("1"))
    return packed(dots)


def _dither_emoji(dots: Image.Image, page: PageLayers, dither: Dither | Literal["auto"]) -> None:
    box = page.emoji.getbbox()
    if box is not None:
        bitmap = grey_to_bitmap(page.ground.crop(box), ImageOptions(dither=dither))
        dots.paste(_picture(bitmap), box[:2], page.emoji.crop(box).convert("1"))


def _flat(ground: Image.Image) -> Image.Image:
    """Return grounds and lines as black and white, '1'."""
    dots = ground.point([0] * _DARK + [255] * (256 - _DARK), "1")
    grown = ground.filter(ImageFilter.MaxFilter(_THIN)).filter(ImageFilter.MinFilter(_THIN))
    shrunk = ground.filter(ImageFilter.MinFilter(_THIN)).filter(ImageFilter.MaxFilter(_THIN))
    standing = [0] * _PALE + [255] * (256 - _PALE)
    dots.paste(0, (0, 0), ImageChops.subtract(grown, ground).point(standing, "1"))
    dots.paste(1, (0, 0), ImageChops.subtract(ground, shrunk).point(standing, "1"))
    return dots


def _picture(bitmap: Bitmap) -> Image.Image:
    return Image.frombytes("1", (bitmap.width, bitmap.height), bitmap.data, "raw", "1;I")
