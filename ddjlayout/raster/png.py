"""Last step of an image: a bitmap becomes the bytes of a 1-bit PNG or BMP file."""

import zlib
from operator import eq
from struct import pack, unpack

from ddjlayout.fields import whole
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.deflate import packer

_FLIP = bytes(255 - value for value in range(256))
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SAMPLE_EVERY = 16
_NOISE = 0.18
"""Share of dots unlike their left neighbour from which rows are noise; text stays below 0.17."""
_DOTS_PER_METRE = 7992  # 203 dots an inch


def encode(bitmap: Bitmap, *, level: int = 1, scale: int = 1, fast: bool = False) -> bytes:
    """Return a 1-bit greyscale PNG of the bitmap, 0 is black (ISO/IEC 15948).

    `level` is zlib's, 0 to 9, and each dot becomes `scale` x `scale` pixels. At level 1 the
    optional library isal packs them where it is installed, so the bytes depend on that, the pixels
    never. Without it `fast` is quicker and larger: for previews. Raises UsageError for a level or
    scale out of range.
    """
    whole("PNG compression level", level, 0, 9)
    whole("PNG scale", scale, 1, 16)
    stride = (bitmap.width * scale + 7) // 8
    quick = packer()
    plain = fast or (quick.is_fast and level == 1)
    if scale == 1:
        raw = (_scan_lines if plain else _sparse_lines)(bitmap.data.translate(_FLIP), stride)
    else:
        raw = _enlarged(bitmap, scale)
    packed = quick.packed(raw) if plain else _deflate(raw, stride + 1, level)
    header = pack(">IIBBBBB", bitmap.width * scale, bitmap.height * scale, 1, 0, 0, 0, 0)
    return b"".join(
        [_PNG_SIGNATURE, _chunk(b"IHDR", header), _chunk(b"IDAT", packed), _chunk(b"IEND", b"")]
    )


def encode_bmp(bitmap: Bitmap) -> bytes:
    """Return a 1-bit BMP of the bitmap: rows from the bottom, colour 0 black and 1 white."""
    stride, height = bitmap.stride, bitmap.height
    pad = bytes(-stride % 4)
    flipped = bitmap.data.translate(_FLIP)
    rows = [flipped[i : i + stride] + pad for i in range(0, stride * height, stride)]
    pixels = b"".join(reversed(rows))
    colours = b"\0\0\0\0\xff\xff\xff\0"
    offset = 14 + 40 + len(colours)
    info = pack(
        "<IiiHHIIiiII",
        *(40, bitmap.width, height, 1, 1, 0),
        *(len(pixels), _DOTS_PER_METRE, _DOTS_PER_METRE, 2, 2),
    )
    return pack("<2sIHHI", b"BM", offset + len(pixels), 0, 0, offset) + info + colours + pixels


def _scan_lines(rows: bytes, stride: int) -> bytes:
    # unpacking cuts rows three times quicker than slicing
    cut = unpack(f"{stride}s" * (len(rows) // stride), rows)
    return b"\0" + b"\0".join(cut) if cut else b""


def _sparse_lines(rows: bytes, stride: int) -> bytes:
    # A row like the one above it (codes and bars are full of them) is all zeros under filter "up",
    # which even the quickest strategies make small.
    again = b"\2" + bytes(stride)
    cut = unpack(f"{stride + 1}s" * (len(rows) // stride), _scan_lines(rows, stride))
    repeats = map(eq, cut, (None, *cut))
    return b"".join([again if same else row for same, row in zip(repeats, cut, strict=True)])


def _enlarged(bitmap: Bitmap, scale: int) -> bytes:
    # Filter "up" on the repeated rows makes them all zeros, which deflate all but swallows.
    width = bitmap.width * scale
    stride = (width + 7) // 8
    white, black = "1" * scale, "0" * scale
    pad = "0" * (stride * 8 - width)
    table = str.maketrans({"0": white, "1": black})
    again = (b"\2" + bytes(stride)) * (scale - 1)
    lines: list[bytes] = []
    for row in bitmap.rows():
        bits = f"{row:0{bitmap.width}b}".translate(table) + pad
        lines += (b"\0", int(bits, 2).to_bytes(stride, "big"), again)
    return b"".join(lines)


def _deflate(raw: bytes, stride: int, level: int) -> bytes:
    # Rows of error-diffused dots hold no repeats worth a search: run lengths and Huffman codes
    # are nearly as small in half the time. Higher levels are asked for by who has the time.
    quick = level == 1 and _is_noise(raw, stride)
    strategy = zlib.Z_RLE if quick else zlib.Z_DEFAULT_STRATEGY
    packer = zlib.compressobj(level, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
    return packer.compress(raw) + packer.flush()


def _is_noise(raw: bytes, stride: int) -> bool:
    rows = range(0, len(raw), stride * _SAMPLE_EVERY)
    sample = b"".join([raw[i : i + stride] for i in rows])
    dots = int.from_bytes(sample, "big")
    return (dots ^ dots >> 1).bit_count() > _NOISE * 8 * len(sample)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))
