"""The whole way of an image: a source and options become a bitmap of a given width."""

from collections.abc import Iterable
from operator import index
from typing import Literal, NamedTuple, SupportsIndex, cast

from PIL import Image, ImageChops

from ddjlayout.errors import InputError, UsageError, excerpt
from ddjlayout.raster import tone
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.classify import is_line_art, paper_level
from ddjlayout.raster.dither import DITHERS, Dither, dithered, otsu, thresholded
from ddjlayout.raster.frame import Frame, angle, framed
from ddjlayout.raster.light import scaled
from ddjlayout.raster.source import DEFAULT_LIMITS, Box, ImageSource, Limits, Loaded, load
from ddjlayout.raster.tone import DEFAULT_RADIUS, Tone

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


DEFAULT_OPTIONS = ImageOptions()
_PLAIN = tuple(map(type, DEFAULT_OPTIONS))


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
    return _frame(load(source), checked(options)).upright_size


def trimmed(loaded: Loaded, options: ImageOptions = DEFAULT_OPTIONS) -> Loaded:
    """Return a picture that need not be decoded again to see what trimming leaves of it."""
    frame = _frame(loaded, options._replace(trim=True))
    return loaded._replace(trimmed=(options.crop, frame.box))


def to_grey(
    source: ImageSource | Loaded, *, width: int, options: ImageOptions = DEFAULT_OPTIONS
) -> Image.Image:
    """Return a picture at a width in dots as grey ('L', sRGB), before tone and dither.

    Raises InputError when it would be taller than `MAX_HEIGHT` dots.
    """
    options = checked(options)
    loaded = load(source)
    frame = _frame(loaded, options)
    across, down = frame.upright_size
    height = options.height or max(1, round(down * width / across))
    if width < 1 or height < 1:
        raise UsageError(
            f"an image {width} x {height} dots large cannot be printed", code="image-option"
        )
    if height > MAX_HEIGHT:
        raise InputError(
            f"an image of {across} x {down} pixels, {width} dots wide, is {height:,} dots tall",
            code="image-too-tall",
            hint=f"the limit is {MAX_HEIGHT:,} dots; print it narrower or cut it",
        )
    lying = frame.lying((width, height))
    grey = frame.upright(scaled(loaded, frame.box, lying, frame.decoded))
    return ImageChops.invert(grey) if options.invert else grey


def to_bitmap(
    source: ImageSource | Loaded, *, width: int, options: ImageOptions = DEFAULT_OPTIONS
) -> Bitmap:
    """Return a picture as dots, `width` dots wide."""
    options = checked(options)  # before the picture is decoded
    return grey_to_bitmap(to_grey(source, width=width, options=options), options)


def grey_to_bitmap(grey: Image.Image, options: ImageOptions = DEFAULT_OPTIONS) -> Bitmap:
    """Return a grey picture ('L', sRGB) as dots of its own size."""
    options = checked(options)
    method = options.dither
    if method == "auto":
        method = "threshold" if is_line_art(grey) else "floyd-steinberg"
    wanted = Tone(options.radius, options.gamma, options.contrast)
    if method != "threshold":
        return dithered(grey.point(tone.table(wanted, method)), method)
    paper = 255 if options.threshold else paper_level(grey)
    if (options.gamma, options.contrast) != (1.0, 1.0):
        curve = tone.adjusted(wanted)
        grey, paper = grey.point(curve), max(1, curve[paper])
    return thresholded(grey, options.threshold or otsu(grey, paper))


def checked(options: ImageOptions) -> ImageOptions:
    """Return options of the right types and in range, fit to be a key.

    Raises UsageError that names the option. Whether a crop is inside its picture is seen later.
    """
    if tuple(map(type, options)) == _PLAIN and options == DEFAULT_OPTIONS:  # most are
        return DEFAULT_OPTIONS
    if options.dither != "auto" and options.dither not in DITHERS:
        raise UsageError(
            f"no dither {excerpt(options.dither)}",
            code="image-option",
            hint="known: auto, " + ", ".join(DITHERS),
        )
    radius, gamma, contrast = tone.checked(Tone(options.radius, options.gamma, options.contrast))
    threshold = options.threshold
    if threshold is not None and not 1 <= (threshold := _whole("threshold", threshold)) <= 255:
        raise UsageError(
            f"threshold {excerpt(threshold)} is not between 1 and 255",
            code="image-option",
            hint="128 is half grey; without one it is found (Otsu)",
        )
    height = _whole("height", options.height)
    if height < 0:
        raise UsageError(
            f"height {excerpt(height)} is below 0",
            code="image-option",
            hint="dots; 0 keeps the proportions",
        )
    return ImageOptions(
        options.dither,
        radius,
        gamma,
        contrast,
        threshold,
        bool(options.invert),
        angle(_whole("rotate", options.rotate)),
        bool(options.trim),
        None if options.crop is None else _box(options.crop),
        height,
    )


def _box(crop: object) -> Box:
    sides: list[object] = []
    if hasattr(crop, "__iter__") and not isinstance(crop, str):
        sides = [*cast("Iterable[object]", crop)]
    if len(sides) != 4:
        raise UsageError(
            f"crop {excerpt(crop)} is not four numbers",
            code="image-option",
            hint="left, top, right and bottom in pixels",
        )
    left, top, right, bottom = [_whole("crop", side) for side in sides]
    return left, top, right, bottom


def _whole(name: str, value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    try:
        return index(cast("SupportsIndex", value))
    except TypeError:
        raise UsageError(
            f"{name} {excerpt(value)} is no whole number",
            code="image-option",
            hint="give an int; round() makes one",
        ) from None


def _frame(loaded: Loaded, options: ImageOptions) -> Frame:
    return framed(loaded, options.crop, options.rotate, trim=options.trim)
