"""First step of an image: any source becomes a picture whose header is read and within the caps.

Nothing is decoded here. Formats are listed, because Pillow would run Ghostscript for others.
"""

import io
import os
import re
import struct
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol, runtime_checkable

from PIL import Image, UnidentifiedImageError

from ddjlayout.errors import DdjError, InputError, UsageError, excerpt
from ddjlayout.fields import is_a, wrong_type

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "PPM", "WEBP", "TIFF")
"""What is read, by Pillow's names, the usual ones first: the others cost a search."""

_DAMAGE = (OSError, SyntaxError, ValueError, KeyError, IndexError, EOFError, struct.error)
_PIECE = 1 << 16  # bytes
_WEBP_SHARE = 0.8  # of the pixels: its decoder holds three copies, as large as four
_ORIENTATION = 0x0112
_OLD_EXIF = "Raw profile type exif"  # what PNGs had before the chunk eXIf
_DEPTH = 24  # where a PNG has its bits a sample
_SIDEWAYS = (5, 6, 7, 8)


@runtime_checkable
class ArrayLike(Protocol):
    """A numpy array or anything else with numpy's array interface."""

    @property
    def __array_interface__(self) -> dict[str, Any]: ...


ImageSource = str | os.PathLike[str] | bytes | BinaryIO | Image.Image | ArrayLike
"""A path, a file's bytes, a file open for reading bytes, a Pillow image, or an array.

Arrays are (height, width) for grey, or (height, width, n) for grey and alpha, RGB, RGBA (n = 2, 3,
4), of dtype uint8, bool, uint16 (grey only, 65535 is white) or float32/float64 (grey only, 1.0 is
white).
"""


class Limits(NamedTuple):
    """The caps on a source, checked before anything is decoded."""

    max_bytes: int = 10_000_000
    max_pixels: int = 20_000_000
    max_side: int = (
        65_500  # JPEG's own; decoders hold whole rows, so that one alone can be too much
    )


DEFAULT_LIMITS = Limits()


class Loaded(NamedTuple):
    """A source that passed the caps: kept between measuring and rendering.

    `content` is the file's bytes, or the picture itself; `size` is (width, height) in pixels as
    the viewer sees it, EXIF orientation applied; `orientation` is that EXIF value, 1 to 8.
    `digest` is that of the bytes, empty where nobody keeps anything by it.
    """

    content: bytes | Image.Image
    size: tuple[int, int]
    orientation: int = 1
    digest: bytes = b""

    def open(self) -> Image.Image:
        """Return the picture anew, its header read, nothing decoded."""
        if isinstance(self.content, Image.Image):
            return self.content
        with readable():
            picture = Image.open(io.BytesIO(self.content), formats=FORMATS)
        if picture.format == "PNG":
            _scale_key(picture, self.content[_DEPTH])
        return picture


def load(source: "ImageSource | Loaded", limits: Limits = DEFAULT_LIMITS) -> Loaded:
    """Take a source in, without decoding it.

    Raises InputError for a file that is missing, unreadable, not a picture, empty or beyond the
    limits, with its figures; UsageError for a source of another type.
    """
    if isinstance(source, Loaded):
        return source
    content = read(source, limits)
    if isinstance(content, Image.Image):
        return Loaded(content, _within(content.size, limits))
    return _from_bytes(content, limits)


def read(source: ImageSource, limits: Limits = DEFAULT_LIMITS) -> bytes | Image.Image:
    """Return a source's bytes, of a file too large at least one too many; or it is a picture.

    Raises InputError for a file that cannot be read, UsageError for a source of another type.
    """
    if isinstance(source, Image.Image | bytes):
        return source
    if isinstance(source, bytearray | memoryview):
        return bytes(source)
    if isinstance(source, str | os.PathLike):
        return _file(Path(source), limits)
    if isinstance(source, ArrayLike):
        return _array(source)
    if hasattr(source, "read"):
        return _read(source, limits)
    raise UsageError(
        f"{type(source).__name__} is no image source",
        code="field-type",
        hint="give a path, bytes, a file opened in binary mode, a Pillow image or an array",
    )


def _read(file: BinaryIO, limits: Limits) -> bytes:
    try:
        content = file.read(limits.max_bytes + 1)
    except (OSError, ValueError, TypeError) as error:  # closed, or no file at all
        raise InputError(
            f"an image cannot be read from its file: {excerpt(error, 60)}",
            code="image-unreadable",
            hint="give a path, or a file that is open",
        ) from None
    if is_a(content, bytes):
        return content
    hint = "open it in binary mode: open(path, 'rb')"
    raise wrong_type("an image's file", content, "bytes", hint)


def _file(path: Path, limits: Limits) -> bytes:
    # By pieces: to read what may be 10 MB at once takes room for 10 MB first.
    pieces: list[bytes] = []
    size = 0
    try:
        with path.open("rb", buffering=0) as file:
            while size <= limits.max_bytes and (piece := file.read(_PIECE)):
                pieces.append(piece)
                size += len(piece)
        return b"".join(pieces)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a path"
        raise InputError(
            f"image {excerpt(path.name)} cannot be read: {reason}",
            code="image-unreadable",
            hint="relative paths start at the source file, else at the working directory",
        ) from None


def _from_bytes(content: bytes, limits: Limits) -> Loaded:
    if len(content) > limits.max_bytes:
        raise InputError(
            f"an image file of more than {limits.max_bytes:,} bytes",
            code="image-too-large",
            hint="scale it down first: the paper is 384 dots wide",
        )
    loaded = Loaded(content, (0, 0))
    picture = loaded.open()
    if picture.format == "WEBP":
        limits = limits._replace(max_pixels=int(limits.max_pixels * _WEBP_SHARE))
    width, height = _within(picture.size, limits)
    orientation = _orientation(picture, content)
    if orientation in _SIDEWAYS:
        width, height = height, width
    return Loaded(content, (width, height), orientation)


def _scale_key(picture: Image.Image, depth: int) -> None:
    # Pillow brings 2, 4 and, in colour, 16 bits to 8, but not the level or colour that is clear.
    key = picture.info.get("transparency")
    if depth == 16 and isinstance(key, tuple):
        picture.info["transparency"] = tuple([level >> 8 for level in key])
    elif depth in (2, 4) and picture.mode == "L" and isinstance(key, int):
        picture.info["transparency"] = key * 255 // ((1 << depth) - 1)


def _orientation(picture: Image.Image, content: bytes) -> int:
    # Pillow decodes a PNG to look behind it for EXIF data: only where there are some.
    if picture.format == "PNG" and b"eXIf" not in content and _OLD_EXIF not in picture.info:
        return 1
    with readable():
        found = picture.getexif().get(_ORIENTATION, 1)
    return found if found in range(1, 9) else 1


def _array(array: ArrayLike) -> Image.Image:
    try:
        picture = Image.fromarray(array)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        shape = array.__array_interface__.get("shape")
        kind = array.__array_interface__.get("typestr")
        raise InputError(
            f"an array of shape {shape} and type {kind} is no picture",
            code="image-array",
            hint="shape (height, width) or (height, width, 2 to 4), dtype uint8; grey may also be "
            "bool, uint16 or float 0 to 1",
        ) from error
    if picture.mode == "F":
        return picture.point(lambda value: value * 255 + 0.5).convert("L")
    return picture


def _within(size: tuple[int, int], limits: Limits) -> tuple[int, int]:
    width, height = size
    if width < 1 or height < 1:
        message = f"an image of {width} x {height} pixels is empty"
        raise InputError(message, code="image-empty", hint="give one with pixels")
    if max(size) > limits.max_side:
        raise InputError(
            f"an image of {width} x {height} pixels",
            code="image-too-large",
            hint=f"the limit is {limits.max_side:,} pixels a side; scale it down first",
        )
    if width * height > limits.max_pixels:
        raise InputError(
            f"an image of {width} x {height} pixels, {width * height:,} in all",
            code="image-too-large",
            hint=f"the limit is {limits.max_pixels:,} pixels; scale it down first",
        )
    return size


@contextmanager
def readable() -> Generator[None, None, None]:
    """Turn whatever Pillow raises while it reads a picture into an InputError.

    Its warnings are left alone: to catch them is to change a state of the whole process.
    """
    try:
        yield
    except UnidentifiedImageError:
        raise InputError(
            "not a picture in a format that is read here",
            code="image-format",
            hint="formats: " + ", ".join(FORMATS) + "; SVG and PDF must be converted first",
        ) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        pixels = re.search(r"\((\d+) pixels\)", str(error))
        raise InputError(
            f"an image of {int(pixels[1]):,} pixels" if pixels else "an image of too many pixels",
            code="image-too-large",
            hint=f"the limit is {DEFAULT_LIMITS.max_pixels:,} pixels; scale it down first",
        ) from None
    except DdjError:
        raise
    except (*_DAMAGE, MemoryError, Warning) as error:
        raise InputError(
            f"the image is damaged: {excerpt(error, 60)}",
            code="image-damaged",
            hint="open it in a viewer and save it again",
        ) from error
