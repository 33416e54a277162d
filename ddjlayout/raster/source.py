"""First step of an image: any source becomes a picture whose header is read and within the caps.

No file is decoded here. Formats are listed, because Pillow would run Ghostscript for others.
"""

import io
import os
import re
import struct
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol, cast, runtime_checkable

from PIL import Image, ImageMath, UnidentifiedImageError

from ddjlayout.errors import DdjError, InputError, UsageError, excerpt
from ddjlayout.raster.png_file import Chunk, decoded, size_of, usual_chunks
from ddjlayout.raster.tiff import mended

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "PPM", "WEBP", "TIFF")
"""What is read, by Pillow's names, the usual ones first: the others cost a search."""

_GREY = ("|b1", "|u1", "<u2", ">u2", "<f4", ">f4", "<f8", ">f8")  # types of arrays of two sides
_COLOUR = "|u1"  # and of three
_BAND = 1 << 18  # pixels
_DAMAGE = (OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError)
_PIECE = 1 << 16  # bytes
_WEBP_SHARE = 0.8  # of the pixels: its decoder holds three copies, as large as four
_ORIENTATION = 0x0112
_COLUMNS, _ROWS = 0x0100, 0x0101  # of a TIFF, as it lies in the file
_OLD_EXIF = "Raw profile type exif"  # what PNGs had before the chunk eXIf
_DEPTH = 24  # where a PNG has its bits a sample
_SIDEWAYS = (5, 6, 7, 8)


Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


@runtime_checkable
class ArrayLike(Protocol):
    """A numpy array or anything else with numpy's array interface."""

    @property
    def __array_interface__(self) -> dict[str, Any]: ...


ImageSource = str | os.PathLike[str] | bytes | BinaryIO | Image.Image | ArrayLike
"""A path, a file's bytes, a file open for reading bytes, a Pillow image, or an array.

A file is read from where it is, and taken back there if it can be. Of a Pillow image the first
frame is taken, turned as its EXIF data say; it is left as it is.
Arrays are (height, width) for grey, or (height, width, n) for grey and alpha, RGB, RGBA (n = 2, 3,
4), of dtype uint8, bool, uint16 (grey only, 65535 is white) or float32/float64 (grey only, 1.0 is
white).
"""


class Limits(NamedTuple):
    """The caps on a source, checked before anything is decoded."""

    max_bytes: int = 10_000_000
    max_pixels: int = 20_000_000
    max_side: int = 65_500  # JPEG's own; decoders hold whole rows, and one can be too much


DEFAULT_LIMITS = Limits()


class Loaded(NamedTuple):
    """A source that passed the caps: kept between measuring and rendering.

    `content` is the file's bytes, or the picture itself; `size` is (width, height) in pixels as
    the viewer sees it, EXIF orientation applied; `orientation` is that EXIF value, 1 to 8.
    `digest` is that of the bytes, empty where nobody keeps anything by it. `trimmed` is a crop and
    the box that trimming leaves of it, where that is known already. `chunks` are those of a usual
    PNG (`png_file`).
    """

    content: bytes | Image.Image
    size: tuple[int, int]
    orientation: int = 1
    digest: bytes = b""
    trimmed: tuple[Box | None, Box] | None = None
    chunks: Sequence[Chunk] = ()

    def open(self) -> Image.Image:
        """Return the picture anew, to be decoded."""
        if isinstance(self.content, Image.Image):
            return self.content
        picture = decoded(self.content, self.chunks) if self.chunks else None
        if picture is not None:
            return picture
        picture = _opened(self.content)
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
        return _from_picture(content, limits)
    return _from_bytes(content, limits)


def read(source: ImageSource, limits: Limits = DEFAULT_LIMITS) -> bytes | Image.Image:
    """Return a source's bytes, of a file too large at least one too many; or it is a picture.

    Raises InputError for a file that cannot be read, UsageError for a source of another type.
    """
    if isinstance(source, (str, os.PathLike)):  # most are
        return _file(Path(source), limits)
    if isinstance(source, (Image.Image, bytes)):
        return source
    if isinstance(source, (bytearray, memoryview)):
        return bytes(source)
    if isinstance(source, ArrayLike):
        return _array(source, limits)
    if hasattr(source, "read"):
        return _open_file(source, limits)
    raise _no_source(source)


def kept(source: ImageSource) -> ImageSource:
    """Return a source that can be read again: a file's bytes, anything else as it is.

    Raises as `read` does for a file.
    """
    if isinstance(source, (str, os.PathLike, Image.Image, ArrayLike)):
        return source
    return read(source) if hasattr(source, "read") else source


def _no_source(source: object) -> UsageError:
    kind = "a file open for reading text" if hasattr(source, "read") else type(source).__name__
    return UsageError(
        f"{kind} is no image source",
        code="image-source",
        hint="give a path, bytes, a file opened in binary mode, a Pillow image or an array",
    )


def _file(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb", buffering=0) as file:
            return _pieces(file, limits)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a path"
        raise InputError(
            f"image {excerpt(path.name)} cannot be read: {reason}", code="image-unreadable"
        ) from None


def _open_file(file: BinaryIO, limits: Limits) -> bytes:
    if isinstance(file, io.TextIOBase):
        raise _no_source(file)
    try:
        start = file.tell() if hasattr(file, "seekable") and file.seekable() else None
        content = _pieces(file, limits)
        if start is not None:
            file.seek(start)
    except (OSError, ValueError, TypeError) as error:  # closed, or the class of a file
        raise InputError(
            f"the file of an image cannot be read: {excerpt(error, 60)}",
            code="image-unreadable",
            hint="give it open for reading bytes, or give its path",
        ) from None
    return content


def _pieces(file: "BinaryIO | io.RawIOBase", limits: Limits) -> bytes:
    # To read what may be 10 MB at once takes room for 10 MB first.
    pieces: list[bytes] = []
    size = 0
    while size <= limits.max_bytes and (piece := file.read(_PIECE)):
        if isinstance(cast("object", piece), str):
            raise _no_source(file)
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _from_picture(picture: Image.Image, limits: Limits) -> Loaded:
    _within(picture.size, limits)
    try:
        with readable():
            picture = _first_frame(picture)
            picture.load()  # first, because TIFFs are turned by it
            found = picture.getexif().get(_ORIENTATION, 1)
    except (AssertionError, AttributeError):  # of a picture whose file was closed too early
        raise InputError(
            "a Pillow image cannot be read any more",
            code="image-unreadable",
            hint="load it before its file is closed",
        ) from None
    return _turned(Loaded(picture, picture.size), found)


def _first_frame(picture: Image.Image) -> Image.Image:
    frame = picture.tell()
    if not frame:
        return picture
    drawn = picture.copy()  # what was changed by hand would be lost with the way to and fro
    try:
        picture.seek(0)
        return picture.copy()
    finally:
        picture.seek(frame)
        picture.paste(drawn)


def _turned(loaded: Loaded, orientation: object) -> Loaded:
    if orientation not in range(2, 9):
        return loaded
    assert isinstance(orientation, int)
    size = loaded.size[::-1] if orientation in _SIDEWAYS else loaded.size
    return loaded._replace(size=size, orientation=orientation)


def _from_bytes(content: bytes, limits: Limits) -> Loaded:
    if len(content) > limits.max_bytes:
        raise InputError(
            f"an image file of more than {limits.max_bytes:,} bytes",
            code="image-too-large",
            hint="scale it down first: the paper is 384 dots wide",
        )
    chunks = usual_chunks(content)
    if chunks:
        return Loaded(content, _within(size_of(content, chunks), limits), chunks=chunks)
    picture = _opened(content)
    if picture.format == "WEBP":
        limits = limits._replace(max_pixels=int(limits.max_pixels * _WEBP_SHARE))
    size = _within(picture.size, limits)
    orientation = _orientation(picture, content)
    if picture.format == "TIFF":  # is turned by Pillow, but by the size in its header not always
        with readable():
            tags = cast("Any", picture).tag_v2
            size = tags[_COLUMNS], tags[_ROWS]
        sideways = orientation in _SIDEWAYS
        return Loaded(content, _within(size[::-1] if sideways else size, limits))
    return _turned(Loaded(content, size), orientation)


def _opened(content: bytes) -> Image.Image:
    """Read the header of a file."""
    with readable():
        return Image.open(io.BytesIO(mended(content)), formats=FORMATS)


def _scale_key(picture: Image.Image, depth: int) -> None:
    # Pillow brings 2, 4 and, in colour, 16 bits to 8, but not the level or colour that is clear.
    key = picture.info.get("transparency")
    if depth == 16 and picture.mode == "RGB" and key is not None:
        red, green, blue = key
        picture.info["transparency"] = red >> 8, green >> 8, blue >> 8
    elif depth in (2, 4) and picture.mode == "L" and isinstance(key, int):
        picture.info["transparency"] = key * 255 // ((1 << depth) - 1)


def _orientation(picture: Image.Image, content: bytes) -> object:
    # Pillow decodes a PNG to look behind it for EXIF data: only where there are some.
    if picture.format == "PNG" and b"eXIf" not in content and _OLD_EXIF not in picture.info:
        return 1
    with readable():
        return picture.getexif().get(_ORIENTATION, 1)


def _array(array: ArrayLike, limits: Limits) -> Image.Image:
    shape = tuple(array.__array_interface__.get("shape", ()))
    kind = array.__array_interface__.get("typestr")
    grey = len(shape) == 2 and kind in _GREY
    if not grey and not (len(shape) == 3 and shape[2] in (2, 3, 4) and kind == _COLOUR):
        raise _no_picture(shape, kind)
    _within((shape[1], shape[0]), limits)  # before it is copied: it may be one value, repeated
    try:
        picture = Image.fromarray(array)
    except (TypeError, ValueError, KeyError, AttributeError):
        raise _no_picture(shape, kind) from None
    return _from_light(picture) if picture.mode == "F" else picture


def _no_picture(shape: tuple[int, ...], kind: object) -> InputError:
    return InputError(
        f"an array of shape {shape} and type {kind} is no picture",
        code="image-array",
        hint="shape (height, width) or (height, width, 2 to 4), dtype uint8; grey may also be "
        "bool, uint16 or float 0 to 1",
    )


def _from_light(values: Image.Image) -> Image.Image:
    # By bands: as large integers, what is no number would be found in as much memory again.
    grey = Image.new("L", values.size)
    rows = max(1, _BAND // values.width)
    for top in range(0, values.height, rows):
        band = values.crop((0, top, values.width, min(top + rows, values.height)))
        strange = ImageMath.lambda_eval(lambda p: p["band"] != p["band"], band=band)
        if strange.getbbox():
            raise InputError("an array with NaN in it is no picture", code="image-array")
        grey.paste(band.point(lambda value: value * 255 + 0.5).convert("L"), (0, top))
    return grey


def _within(size: tuple[int, int], limits: Limits) -> tuple[int, int]:
    width, height = size
    if width < 1 or height < 1:
        raise InputError(f"an image of {width} x {height} pixels is empty", code="image-empty")
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
    except (*_DAMAGE, struct.error, MemoryError, Warning) as error:
        raise InputError(
            f"the image is damaged: {excerpt(error, 60)}",
            code="image-damaged",
            hint="open it in a viewer and save it again",
        ) from error
