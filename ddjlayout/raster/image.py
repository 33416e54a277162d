"""The whole way of an image: a source and options become a bitmap of a given width."""

from typing import Literal, NamedTuple

from PIL import Image, ImageChops

from ddjlayout import fields
from ddjlayout.errors import InputError, UsageError
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.classify import is_line_art, paper_level
from ddjlayout.raster.dither import DITHERS, Dither, dithered, otsu, thresholded
from ddjlayout.raster.frame import Frame, framed
from ddjlayout.raster.light import scaled
from ddjlayout.raster.source import DEFAULT_LIMITS, Box, ImageSource, Limits, Loaded, load
from ddjlayout.raster.tone import DEFAULT_RADIUS, Tone, adjusted, table

MAX_HEIGHT = 4000
"""Dots a printed image may be tall: half a metre of paper."""


class ImageOptions(NamedTuple):
    """What is done to a picture on its way to dots.

    `dither` is a method of `DITHERS`, or "auto": threshold for line art, Floyd-Steinberg else.
    `radius` is that of a printed dot in pitches (0: no compensation), `gamma` above 1 lightens,
    `contrast` above 1 steepens. `threshold`, 1 to 255, is where black begins for the method
    threshold, by default Otsu's. `rotate` turns clockwise by a multiple of 90. `crop` is (left,
    top, right, bottom) in pixels as a viewer shows them; `trim` then cuts white borders off.
    `height` in dots stretches; 0 keeps the proportions.
    """

    dither: Dither | Literal["auto"] = "auto"
    radius: float = DEFAULT_RADIUS
    gamma: float = 1.0
    contrast: float = 1.0
    threshold: int | None = None
    invert: bool = False
    rotate: int = 0
    trim: bool = False
    crop: Box | None = None
    height: int = 0


_TURNS = 3600  # degrees: nobody turns it further
DEFAULT_OPTIONS = ImageOptions()


def load_image(source: ImageSource | Loaded, *, limits: Limits = DEFAULT_LIMITS) -> Image.Image:
    """Return a source as an upright grey picture ('L', sRGB) on white at its own size."""
    loaded = load(source, limits)
    frame = framed(loaded, None, 0, trim=False)
    return frame.upright(scaled(loaded, frame.box, frame.size))


def natural_size(
    source: ImageSource | Loaded, options: ImageOptions = DEFAULT_OPTIONS
) -> tuple[int, int]:
    """Return width and height in pixels after orientation, crop, trim and rotation.

    Only `trim` needs the picture decoded; else its header does.
    """
    check_options(options)
    return _frame(load(source), options).upright_size


def to_grey(
    source: ImageSource | Loaded, *, width: int, options: ImageOptions = DEFAULT_OPTIONS
) -> Image.Image:
    """Return a picture at a width in dots as grey ('L', sRGB), before tone and dither.

    Raises InputError when it would be taller than `MAX_HEIGHT` dots.
    """
    check_options(options)
    loaded = load(source)
    frame = _frame(loaded, options)
    across, down = frame.upright_size
    height = options.height or max(1, round(down * width / across))
    if width < 1 or height < 1:
        message = f"an image {width} x {height} dots large cannot be printed"
        raise UsageError(message, code="image-too-small", hint="it takes a dot at least")
    if height > MAX_HEIGHT:
        raise InputError(
            f"an image of {across} x {down} pixels, {width} dots wide, is {height:,} dots tall",
            code="image-too-tall",
            hint=f"the limit is {MAX_HEIGHT:,} dots; print it narrower or cut it",
        )
    grey = frame.upright(scaled(loaded, frame.box, frame.lying((width, height))))
    return ImageChops.invert(grey) if options.invert else grey


def to_bitmap(
    source: ImageSource | Loaded, *, width: int, options: ImageOptions = DEFAULT_OPTIONS
) -> Bitmap:
    """Return a picture as dots, `width` dots wide."""
    return grey_to_bitmap(to_grey(source, width=width, options=options), options)


def grey_to_bitmap(grey: Image.Image, options: ImageOptions = DEFAULT_OPTIONS) -> Bitmap:
    """Return a grey picture ('L', sRGB) as dots of its own size."""
    method = options.dither
    if method == "auto":
        method = "threshold" if is_line_art(grey) else "floyd-steinberg"
    tone = Tone(options.radius, options.gamma, options.contrast)
    if method != "threshold":
        return dithered(grey.point(table(tone, method)), method)
    paper = 255 if options.threshold else paper_level(grey)
    if (options.gamma, options.contrast) != (1.0, 1.0):
        curve = adjusted(tone)
        grey, paper = grey.point(curve), max(1, curve[paper])
    return thresholded(grey, options.threshold or otsu(grey, paper))


def _frame(loaded: Loaded, options: ImageOptions) -> Frame:
    return framed(loaded, options.crop, options.rotate, trim=options.trim)


def check_options(options: ImageOptions) -> None:
    """Raise UsageError for an option that is not what it should be; tones are checked later."""
    if options is DEFAULT_OPTIONS:
        return
    fields.word("dither", options.dither, ("auto", *DITHERS))
    if options.threshold is not None:
        fields.whole("threshold", options.threshold, 1, 255)
    for name in ("radius", "gamma", "contrast"):
        fields.number(name, getattr(options, name), 0, 10)
    fields.whole("rotate", options.rotate, -_TURNS, _TURNS, "degrees")
    fields.whole("height", options.height, 0, MAX_HEIGHT, "dots")
    fields.flag("invert", options.invert)
    fields.flag("trim", options.trim)
    crop = options.crop
    if crop is not None:
        if not fields.is_a(crop, (tuple, list)) or len(crop) != 4:
            hint = "right and bottom are not included"
            raise fields.wrong_type("crop", crop, "(left, top, right, bottom)", hint)
        for pixels in crop:
            fields.whole("crop", pixels, 0, unit="pixels")
