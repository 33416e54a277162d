"""Elements: a picture as exact dots (Image)."""

from collections.abc import Hashable
from hashlib import blake2b
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ddjlayout import fields
from ddjlayout.block import Frame, Picture
from ddjlayout.diagnostics import Level
from ddjlayout.element import Context, Extent, made_anew
from ddjlayout.elements.drawn import Placing, margin
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.image import ImageOptions, checked, natural_size, to_bitmap, trimmed
from ddjlayout.raster.source import kept, load, read
from ddjlayout.raster.tone import DEFAULT_RADIUS
from ddjlayout.space import Width, parse_width
from ddjlayout.style import AlignName, align_named

if TYPE_CHECKING:
    from ddjlayout.raster.dither import Dither
    from ddjlayout.raster.source import Box, ImageSource, Loaded


class Image:
    """A picture from a path, bytes, a binary file, a Pillow image or a numpy array.

    `width` is as in `space.parse_width`: "200d" dots, "25mm", "50%", 12 (cells); without it the
    picture has its natural size, a pixel a dot. It is never wider than its column. Relative paths
    start at the source file; an open file is read at once, and may be closed then. The other fields
    are those of `raster.image.ImageOptions`: `height` in dots, `dither`, `radius` (the
    calibration), `gamma`, `contrast`, `threshold`, `invert`, `rotate`, `trim`, `crop`. `alt` says
    in words what it shows, for plain text. Raises UsageError for an option that is wrong.
    """

    __slots__ = ("_trimmed", "align", "alt", "options", "source", "width")

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        source: "ImageSource",
        *,
        width: str | int | None = None,
        height: int = 0,
        align: AlignName = "center",
        alt: str | None = None,
        dither: 'Dither | Literal["auto"]' = "auto",
        radius: float = DEFAULT_RADIUS,
        gamma: float = 1.0,
        contrast: float = 1.0,
        threshold: int | None = None,
        invert: bool = False,
        rotate: int = 0,
        trim: bool = False,
        crop: "Box | None" = None,
    ) -> None:
        self.source = kept(source)
        self.width = None if width is None else parse_width(width)
        self.align = align_named(align)
        self.alt = None if alt is None else fields.text("alt", alt)
        self.options = checked(
            ImageOptions(
                dither, radius, gamma, contrast, threshold, invert, rotate, trim, crop, height
            )
        )
        self._trimmed: tuple[Hashable, tuple[Box | None, Box] | None] = (None, None)

    def measure(self, cx: Context) -> Extent:
        """Return an extent from 1 dot to the width asked for, or the natural one."""
        with Placing(cx.path):
            wanted = self._wanted(self._load(cx), cx, cx.profile.width)
        return Extent(1 if self.width is None else min(wanted, cx.profile.width), wanted)

    def layout(self, cx: Context, width: int) -> Frame:
        """Scale, tone and dither the picture; raises InputError for what is no good picture."""
        with Placing(cx.path):
            loaded = self._load(cx)
            wanted = self._wanted(loaded, cx, width)
            if wanted > width and self.width is not None:
                cx.report(
                    Level.WARNING,
                    "image-narrowed",
                    f"an image of {wanted} dots is printed {width} dots wide",
                    "a plain number is cells; write '200d' for dots",
                )
            bitmap = self._bitmap(cx, loaded, min(wanted, width))
        alt = self.alt or f"image {bitmap.width}x{bitmap.height}"
        picture = Picture(bitmap, f"[{alt}]")
        left = margin(self.align, width, bitmap.width)
        return Frame(width, bitmap.height, ((left, 0, picture),), cx.path, keep=True)

    def _bitmap(self, cx: Context, loaded: "Loaded", width: int) -> Bitmap:
        """Make the dots, or take them from the cache: the same bytes give the same dots."""
        if not loaded.digest:
            return to_bitmap(loaded, width=width, options=self.options)
        return cx.cached(
            ("image", loaded.digest, width, self.options),
            lambda: to_bitmap(loaded, width=width, options=self.options),
            lambda made: len(made.data),
        )

    def _load(self, cx: Context) -> "Loaded":
        source = self.source
        if isinstance(source, (str, PathLike)) and cx.options.base is not None:
            source = cx.options.base / Path(source)
        content = read(source)
        sized = self.options.trim and (self.width is None or self.width.unit == "auto")
        if not isinstance(content, bytes) or (cx.cached is made_anew and not sized):
            return load(content)  # a picture can change
        digest = blake2b(content, digest_size=16).digest()
        header = cx.cached(
            ("image header", digest),
            lambda: load(content)._replace(content=b"", digest=digest),
            lambda _: len(digest),
        )
        loaded = header._replace(content=content)
        return self._measured(loaded, cx) if sized else loaded

    def _measured(self, loaded: "Loaded", cx: Context) -> "Loaded":
        """Trim a picture whose size is its own once, though measuring and layout both ask."""
        key = (loaded.digest, self.options.crop)
        known, box = self._trimmed
        if known != key:
            box = cx.cached(
                ("image trimmed", *key),
                lambda: trimmed(loaded, self.options).trimmed,
                lambda _: 100,
            )
            self._trimmed = key, box
        return loaded._replace(trimmed=box)

    def _wanted(self, loaded: "Loaded", cx: Context, line: int) -> int:
        """Return the width asked for, dots."""
        if self.width is None or self.width.unit == "auto":
            across, down = natural_size(loaded, self.options)
            height = self.options.height
            return max(1, round(across * height / down)) if height else across
        return line if self.width.flexible else _dots(self.width, line, cx)


def _dots(width: Width, line: int, cx: Context) -> int:
    return max(1, width.dots(line, cx.face.size.cell, cx.profile.dpi))
