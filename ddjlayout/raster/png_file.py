"""Before an image is opened: a PNG's size from its header, and of usual ones their pixels."""

from collections.abc import Mapping, Sequence
from struct import error, unpack_from
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

from PIL import Image

from ddjlayout.raster.deflate import packer, stored

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TURNING = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt"})  # may hold EXIF data
_UNUSUAL = frozenset({b"tRNS", b"acTL"})  # a clear colour, an animation
_MODES: Mapping[tuple[int, ...], str] = MappingProxyType(  # depth, colour, ..., interlaced
    {(8, 0, 0, 0, 0): "L", (8, 2, 0, 0, 0): "RGB", (8, 4, 0, 0, 0): "LA", (8, 6, 0, 0, 0): "RGBA"}
)
_HEADER = slice(12, 29)  # the first chunk's kind and data, in front of its check
_SMALL = 1 << 20  # bytes of pixels; larger ones would be held twice


class _Chunk(NamedTuple):
    """A chunk of a file: its kind, where its data begin, and their bytes."""

    kind: bytes
    start: int
    size: int


def plain_size(content: bytes) -> tuple[int, int] | None:
    """Return the width and height of a PNG without EXIF data, in pixels.

    None for a PNG that may have some or is damaged, and for everything else.
    """
    chunks = _chunks(content)
    if not chunks or any(chunk.kind in _TURNING for chunk in chunks):
        return None
    width, height = unpack_from(">II", content, chunks[0].start)
    return width, height


def decoded(content: bytes) -> Image.Image | None:
    """Return the picture in a small PNG of 8 bits a sample, grey or in colours.

    None for everything else, and for what is damaged: it is Pillow's to say so. Pillow's own way
    inflates row by row; isal, where it is installed, does it at once in half the time.
    """
    chunks = _chunks(content)
    if not chunks or any(chunk.kind in _UNUSUAL for chunk in chunks):
        return None
    width, height, *kind = unpack_from(">IIBBBBB", content, chunks[0].start)
    mode = _MODES.get(tuple(kind))
    if mode is None:
        return None
    expected = (width * len(mode) + 1) * height
    if not 0 < expected <= _SMALL:
        return None
    packed = b"".join([content[at : at + size] for kind, at, size in chunks if kind == b"IDAT"])
    module, is_fast = packer()
    try:
        if is_fast:
            inflater = module.decompressobj()
            pixels = inflater.decompress(packed, expected)
            if not inflater.eof or len(pixels) < expected:
                return None
            packed = stored(pixels, module)
        return Image.frombytes(mode, (width, height), packed, "zip", mode, 0)
    except (ValueError, module.error):
        return None


def _chunks(content: bytes) -> Sequence[_Chunk]:
    """List the chunks of a PNG, the header first; none for a file cut off or of another kind."""
    found: list[_Chunk] = []
    if content[:8] != _SIGNATURE:
        return found
    at = 8
    try:
        while at < len(content):
            size, kind = unpack_from(">I4s", content, at)
            found.append(_Chunk(kind, at + 8, size))
            at += 12 + size
    except error:
        return []
    if at != len(content) or not found or found[-1].kind != b"IEND":
        return []
    (check,) = unpack_from(">I", content, _HEADER.stop)
    whole = found[0][::2] == (b"IHDR", 13) and crc32(content[_HEADER]) == check
    return found if whole else []
