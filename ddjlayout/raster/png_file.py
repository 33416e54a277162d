"""Before an image is opened: what a PNG file says of itself, and its pixels unpacked by isal."""

from collections.abc import Mapping, Sequence
from struct import error, pack, unpack_from
from types import MappingProxyType
from typing import NamedTuple

from ddjlayout.raster.deflate import packer, stored

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TURNING = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt"})  # may hold EXIF data
_CHANNELS: Mapping[int, int] = MappingProxyType({0: 1, 2: 3, 3: 1, 4: 2, 6: 4})
_SMALL = (
    1 << 20
)  # bytes of pixels: Pillow, which takes them a row at a time, holds fewer of large ones


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


def unpacked(content: bytes) -> bytes:
    """Return a small PNG with its pixels as they are; anything else, and without isal, as it is.

    Pillow inflates row by row. isal does it at once in half the time, and Pillow then has only to
    copy. A file that is not what it says is left to Pillow's judgement.
    """
    chunks = _chunks(content)
    expected = _pixels(content, chunks[0].start) if chunks else 0
    module, is_fast = packer()
    if not (is_fast and 0 < expected <= _SMALL):
        return content
    data = [i for i, chunk in enumerate(chunks) if chunk.kind == b"IDAT"]
    if not data or data != [*range(data[0], data[-1] + 1)]:
        return content
    packed = b"".join([content[c.start : c.start + c.size] for c in chunks[data[0] : data[-1] + 1]])
    inflater = module.decompressobj()
    try:
        raw: bytes = inflater.decompress(packed, expected + 1)
    except module.error:
        return content
    if len(raw) != expected or not inflater.eof:
        return content
    body = stored(raw, module)
    before, after = chunks[data[0]].start - 8, chunks[data[-1]].start + chunks[data[-1]].size + 4
    check = module.crc32(body, module.crc32(b"IDAT"))
    chunk = [pack(">I", len(body)), b"IDAT", body, pack(">I", check)]
    return b"".join([content[:before], *chunk, content[after:]])


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
    return found if found[0][::2] == (b"IHDR", 13) else []


def _pixels(content: bytes, header: int) -> int:
    """Return the bytes of all rows with their filters, 0 for a picture that is interlaced."""
    width, height, depth, colour, *_, interlaced = unpack_from(">IIBBBBB", content, header)
    bits = width * depth * _CHANNELS.get(colour, 0)
    return 0 if interlaced else ((bits + 7) // 8 + 1) * height
