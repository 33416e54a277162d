"""The least a picture of a Job takes in Python: ready glyph rows joined, and the same deflate.

Everything that can be done before stands outside the timer: glyphs are looked up, enlarged,
inverted and written as hexadecimal digits, images are PNG scan lines already.
"""

from binascii import unhexlify
from struct import pack
from typing import NamedTuple
from zlib import crc32

from ddjlayout import Job
from ddjlayout.backends.paper import margin
from ddjlayout.job import ImageItem, TextItem
from ddjlayout.raster.atlas import default_atlas
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.canvas import Glyphs, cells_of
from ddjlayout.raster.deflate import packer
from ddjlayout.style import Face

_INVERTED = bytes.maketrans(b"0123456789abcdef", b"fedcba9876543210")


class Line(NamedTuple):
    """A line of text: its glyphs' rows as digits, what joins two rows, and the ends."""

    glyphs: list[tuple[bytes, ...]]
    before: bytes
    between: bytes
    after: bytes
    twice: bool


class Ready(NamedTuple):
    """A Job ready to be drawn: lines of text, and scan lines of everything else."""

    width: int
    height: int
    parts: list[Line | bytes]


def ready(job: Job) -> Ready:
    """Look everything up; of margins between two digits only the digit is kept."""
    glyphs = Glyphs(default_atlas(), job.profile.width)
    parts: list[Line | bytes] = []
    height = 0
    for item in job.items:
        if isinstance(item, TextItem):
            parts += [_line(text, item, job.profile.width, glyphs) for text in item.lines]
            height += len(item.lines) * item.size.height
        elif isinstance(item, ImageItem):
            parts.append(_scan_lines(item.bitmap))
            height += item.bitmap.height
    return Ready(job.profile.width, height, parts)


def picture(ready: Ready) -> bytes:
    """Join the rows, deflate them as previews are, and put the PNG around it."""
    raw: list[bytes] = []
    for part in ready.parts:
        if isinstance(part, bytes):
            raw.append(part)
            continue
        rows = [b"".join(digits) for digits in zip(*part.glyphs, strict=True)]
        if part.twice:
            rows = [row for row in rows for _ in (0, 1)]
        raw.append(unhexlify(part.before + part.between.join(rows) + part.after))
    packed = packer().packed(b"".join(raw))
    header = pack(">IIBBBBB", ready.width, ready.height, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", packed), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(body)) + kind + body + pack(">I", crc32(kind + body))
        for kind, body in chunks
    )


def _line(text: str, item: TextItem, paper: int, glyphs: Glyphs) -> Line:
    face = Face(item.size, item.bold)
    width = cells_of(text) * face.size.cell
    left = margin(item.align, paper, width) // 4
    after = b"f" * (paper // 4 - left - width // 4)
    before = b"00" + b"f" * left
    rows = [_digits(char, face, glyphs) for char in text]
    twice = face.size.down == 2
    return Line(rows or [(b"",) * 24], before, after + before, after, twice)


def _digits(char: str, face: Face, glyphs: Glyphs) -> tuple[bytes, ...]:
    return tuple(row.translate(_INVERTED) for row in glyphs._shape(char, face, {}))


def _scan_lines(bitmap: Bitmap) -> bytes:
    data = bitmap.data.translate(bytes(range(255, -1, -1)))
    stride = bitmap.stride
    return b"".join(b"\0" + data[i : i + stride] for i in range(0, len(data), stride))
