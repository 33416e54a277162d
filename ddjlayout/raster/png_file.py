"""Before an image is opened: a PNG's size from its header, and of usual ones their pixels."""

from collections.abc import Mapping, Sequence
from struct import error, unpack_from
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

from PIL import Image

from ddjlayout.raster.deflate import packer, stored

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SIZES: Mapping[bytes, int] = MappingProxyType(  # of the chunks that change no pixel, and of two
    {b"IHDR": 13, b"sRGB": 1, b"gAMA": 4, b"cHRM": 32, b"pHYs": 9, b"tIME": 7, b"IEND": 0}
)
_MODES: Mapping[tuple[int, ...], str] = MappingProxyType(  # depth, colour, ..., interlaced
    {(8, 0, 0, 0, 0): "L", (8, 2, 0, 0, 0): "RGB", (8, 4, 0, 0, 0): "LA", (8, 6, 0, 0, 0): "RGBA"}
)
_SMALL = 1 << 20  # bytes of pixels; larger ones would be held twice


class Chunk(NamedTuple):
    """A chunk of a file: its kind, where its data begin, and their bytes."""

    kind: bytes
    start: int
    size: int


def usual_chunks(content: bytes) -> Sequence[Chunk]:
    """List the chunks of a usual PNG, the header first; none for any other file.

    It is whole, in order, and has only chunks that change no pixel, so no EXIF data. Checks are
    made as Pillow makes them: not of the pixels' chunks, which have one of their own inside.
    """
    found: list[Chunk] = []
    if content[:8] != _SIGNATURE:
        return found
    at = 8
    try:
        while at < len(content):
            size, kind = unpack_from(">I4s", content, at)
            if kind != b"IDAT":
                (check,) = unpack_from(">I", content, at + 8 + size)
                if size != _SIZES.get(kind) or crc32(content[at + 4 : at + 8 + size]) != check:
                    return []
            found.append(Chunk(kind, at + 8, size))
            at += 12 + size
    except error:
        return []
    return found if at == len(content) and _in_order([chunk.kind for chunk in found]) else []


def _in_order(kinds: Sequence[bytes]) -> bool:
    """Tell whether one header is first, one end last, and the pixels' chunks are together."""
    pixels = kinds.count(b"IDAT")
    first = kinds.index(b"IDAT") if pixels else 0
    return (
        first > 0
        and kinds[0] == b"IHDR"
        and kinds[-1] == b"IEND"
        and kinds.count(b"IHDR") == kinds.count(b"IEND") == 1
        and kinds[first : first + pixels].count(b"IDAT") == pixels
    )


def size_of(content: bytes, chunks: Sequence[Chunk]) -> tuple[int, int]:
    """Return the width and height of a usual PNG in pixels."""
    width, height = unpack_from(">II", content, chunks[0].start)
    return width, height


def decoded(content: bytes, chunks: Sequence[Chunk]) -> Image.Image | None:
    """Return the picture in a usual PNG if it is small, of 8 bits a sample, grey or in colours.

    None for all others, and for what is damaged: it is Pillow's to say so. Pillow's own way
    inflates row by row; isal, where it is installed, does it at once in half the time.
    """
    width, height, *kind = unpack_from(">IIBBBBB", content, chunks[0].start)
    mode = _MODES.get(tuple(kind), "")
    expected = (width * len(mode) + 1) * height
    if not (mode and width and height) or expected > _SMALL:
        return None
    packed = b"".join([content[at : at + size] for kind, at, size in chunks if kind == b"IDAT"])
    module = packer().module
    inflater = module.decompressobj()
    try:
        pixels = inflater.decompress(packed, expected + 1)
        if not inflater.eof or len(pixels) != expected:
            return None
        return Image.frombytes(mode, (width, height), stored(pixels, module), "zip", mode, 0)
    except (ValueError, module.error):
        return None
