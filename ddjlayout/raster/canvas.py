"""From blocks to dots: glyphs enlarged, made bold and set side by side on a strip of paper.

Every cell is a multiple of four dots wide, so a row of a glyph is a few hexadecimal digits and a
row of a line is those of its glyphs joined, which is the quickest way that Python has.
"""

import unicodedata
from binascii import hexlify, unhexlify
from collections.abc import Iterable, Mapping
from struct import Struct
from types import MappingProxyType

from ddjlayout.items import HOLLOW
from ddjlayout.raster.atlas import Atlas
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.style import Face
from ddjlayout.text import cluster_cells, is_native

_MEMO = 4096
_TWICE: Mapping[int, str] = MappingProxyType(
    {
        ord(f"{value:x}"): f"{int(''.join(bit * 2 for bit in f'{value:04b}'), 2):02x}"
        for value in range(16)
    }
)
"""Every hexadecimal digit with each of its dots twice."""

_CUTS: Mapping[int, Struct] = MappingProxyType(
    {
        48: Struct("3sx" * 24),
        72: Struct("6s" * 24),
        16: Struct("2s" * 16),
        32: Struct("4s" * 16),
    }
)
"""What cuts a glyph's digits into rows, by its bytes: one and two cells of 24 and of 16 dots."""

GlyphRows = tuple[bytes, ...]
"""The rows of a glyph from the top, as hexadecimal digits; rows that repeat stand here once."""


class Glyphs:
    """Glyphs ready to be set, in the shape of a face; holds at most 4,096 of them.

    A cluster that no font has is a hollow box.
    """

    def __init__(self, atlas: Atlas, width: int) -> None:
        self.atlas = atlas
        self.stride = (width + 7) // 8
        self._faces: dict[Face, dict[str, GlyphRows]] = {}
        self._held = 0

    def line(self, x: int, clusters: Iterable[str], face: Face) -> bytes:
        """Return a line of text as packed rows as wide as the paper, starting at dot `x`."""
        ready = self._faces.get(face)
        if ready is None:
            ready = self._faces[face] = {}
        glyphs = [ready.get(cluster) or self._shape(cluster, face, ready) for cluster in clusters]
        rows = [b"".join(digits) for digits in zip(*glyphs, strict=True)]
        if not rows:
            return bytes(self.stride * face.size.height)
        if face.size.down == 2:
            rows = [row for row in rows for _ in (0, 1)]
        margin, rest = divmod(x, 4)
        before, after = b"0" * margin, b"0" * (2 * self.stride - margin - len(rows[0]))
        digits = before + (after + before).join(rows) + after
        if rest:  # only a line the device centres stands between the digits
            return (int(digits, 16) >> rest).to_bytes(len(digits) // 2, "big")
        return unhexlify(digits)

    def lacks(self, cluster: str, px: int) -> bool:
        """Tell whether no font has a cluster at 24 or 16 dots."""
        return self.atlas.glyph(cluster, px) is None

    def _shape(self, cluster: str, face: Face, ready: dict[str, GlyphRows]) -> GlyphRows:
        """Make a glyph of a face ready, and put it among those that are."""
        px, across, _ = face.size
        bits = self.atlas.glyph(cluster, px)
        if bits is None:
            bits = self.atlas.hollow(_hollow_cells(cluster) or cluster_cells(cluster), px)
        rows = _CUTS[len(bits)].unpack(hexlify(bits))
        if across == 2:
            rows = tuple([row.decode().translate(_TWICE).encode() for row in rows])
        if face.bold and not _is_picture(cluster):
            rows = tuple([_bold(row) for row in rows])
        if self._held >= _MEMO:
            for held in self._faces.values():
                held.clear()
            self._held = 0
        self._held += 1
        ready[cluster] = rows
        return rows


class Canvas:
    """A strip of white paper, `width` x `height` dots, to place things on.

    The dots are one big integer, a row of the paper after the other.
    """

    def __init__(self, glyphs: Glyphs, width: int, height: int) -> None:
        self.glyphs = glyphs
        self.width = width
        self.height = height
        self._bits = glyphs.stride * 8
        self._dots = 0

    def text(self, x: int, y: int, clusters: Iterable[str], face: Face) -> None:
        """Place a line of text, its upper left dot at (x, y)."""
        units = list(clusters)
        height = face.size.height
        line = int.from_bytes(self.glyphs.line(x, units, face), "big")
        if face.underline or face.inverse:
            width = sum(cells_of(unit) for unit in units) * face.size.cell
            left = self._bits - x - width
            if face.underline:
                line |= self._block(width, max(height // 24, 1)) << left
            if face.inverse:
                line ^= self._block(width, height) << left
        self._dots |= line << self._below(y + height)

    def picture(self, x: int, y: int, bitmap: Bitmap) -> None:
        """Place a bitmap, its upper left dot at (x, y)."""
        placed = bitmap.placed(self.width, x)
        self._dots |= int.from_bytes(placed.data, "big") << self._below(y + bitmap.height)

    def fill(self, x: int, y: int, width: int, height: int) -> None:
        """Place a black rectangle, its upper left dot at (x, y)."""
        block = self._block(width, height) << (self._bits - x - width)
        self._dots |= block << self._below(y + height)

    def bitmap(self) -> Bitmap:
        """Return what was placed."""
        data = self._dots.to_bytes(self.glyphs.stride * self.height, "big")
        return Bitmap(self.width, self.height, data)

    def _block(self, width: int, height: int) -> int:
        """Return a black rectangle, its lower right dot in the lowest bit."""
        row = ((1 << width) - 1).to_bytes(self.glyphs.stride, "big")
        return int.from_bytes(row * height, "big")

    def _below(self, bottom: int) -> int:
        """Return the bits below a row of the canvas."""
        return (self.height - bottom) * self._bits


def cells_of(line: str) -> int:
    """Count the cells of a native line of a Job or of a cluster, hollow boxes included."""
    try:
        return len(line.encode("gbk"))
    except UnicodeEncodeError:
        if len(line) > 1 and any(map(_hollow_cells, line)):
            return sum(map(cells_of, line))
        return _hollow_cells(line) or cluster_cells(line)


def _is_picture(cluster: str) -> bool:
    """Tell whether this is an emoji or the like, which bold would only blot."""
    return unicodedata.category(cluster[0]) == "So" and not is_native(cluster)


def _bold(row: bytes) -> bytes:
    value = int(row, 16)
    return b"%0*x" % (len(row), value | value >> 1)


def _hollow_cells(cluster: str) -> int:
    """Return how many cells of hollow box this stands for, 0 when it is a real character."""
    if "\udc80" <= cluster <= "\udcff":
        return 1
    return 2 if cluster == HOLLOW else 0
