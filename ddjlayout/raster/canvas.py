"""From blocks to dots: glyphs enlarged, made bold and placed on a strip of paper.

A picture is one big integer, a row of the paper after the other, so that placing a glyph is one
shift and one OR whatever the dot it starts at.
"""

from collections.abc import Iterable
from struct import Struct

from ddjlayout.raster.atlas import Atlas
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.style import Face, Size
from ddjlayout.text import cluster_cells

HOLLOW = "\ud800"
"""Stands for a hollow full-width box; U+DC80 to U+DCFF stand for half-width ones."""
_MEMO = 4096
_WIDE = tuple(
    int("".join(c * 2 for c in f"{byte:08b}"), 2).to_bytes(2, "big") for byte in range(256)
)
"""Every byte with each of its dots twice."""


class Glyphs:
    """Glyphs ready to be placed: in the shape of a face, spread to the rows of the paper.

    Holds at most 4,096 of them. `missing` collects the clusters that no font has; a hollow box
    is printed for them.
    """

    def __init__(self, atlas: Atlas, width: int) -> None:
        self.atlas = atlas
        self.bits = (width + 7) // 8 * 8
        self.missing: dict[str, None] = {}
        self._memo: dict[tuple[str, Size, bool], tuple[int, int]] = {}

    def glyph(self, cluster: str, face: Face) -> tuple[int, int]:
        """Return a glyph's rows as one integer, `bits` apart, and its width in dots."""
        key = (cluster, face.size, face.bold)
        try:
            return self._memo[key]
        except KeyError:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            return self._memo.setdefault(key, self._shaped(cluster, face))

    def _shaped(self, cluster: str, face: Face) -> tuple[int, int]:
        px, across, down = face.size
        hollow = _hollow_cells(cluster)
        wide = hollow or cluster_cells(cluster)
        bits = None if hollow else self.atlas.glyph(cluster, px)
        if bits is None:
            bits = self.atlas.hollow(wide, px)
            if not hollow:
                self.missing[cluster] = None
        width = wide * px // 2 * across
        stride = len(bits) // px
        rows: Iterable[bytes] = Struct(f"{stride}s" * px).unpack(bits)
        if across == 2:
            rows = [b"".join([_WIDE[byte] for byte in row]) for row in rows]
            stride *= 2
        if down == 2:
            rows = [row for row in rows for _ in (0, 1)]
        value = int.from_bytes(bytes(self.bits // 8 - stride).join(rows), "big")
        value >>= stride * 8 - width
        if face.bold:
            value |= value >> 1 & self.block(width, face.size.height)
        return value, width

    def block(self, width: int, height: int) -> int:
        """Return a black rectangle, its lower right dot in the lowest bit."""
        row = ((1 << width) - 1).to_bytes(self.bits // 8, "big")
        return int.from_bytes(row * height, "big")


class Canvas:
    """A strip of white paper, `width` x `height` dots, to place things on."""

    def __init__(self, glyphs: Glyphs, width: int, height: int) -> None:
        self.glyphs = glyphs
        self.width = width
        self.height = height
        self._dots = 0

    def text(self, x: int, y: int, clusters: Iterable[str], face: Face) -> None:
        """Place a line of text, its upper left dot at (x, y)."""
        bits = self.glyphs.bits
        glyph = self.glyphs.glyph
        line = 0
        left = bits - x
        for cluster in clusters:
            value, width = glyph(cluster, face)
            left -= width
            line |= value << left
        right = bits - left
        height = face.size.height
        if face.underline:
            line |= self.glyphs.block(right - x, max(height // 24, 1)) << left
        if face.inverse:
            line ^= self.glyphs.block(right - x, height) << left
        self._dots |= line << self._down(y + height)

    def picture(self, x: int, y: int, bitmap: Bitmap) -> None:
        """Place a bitmap, its upper left dot at (x, y)."""
        placed = bitmap.placed(self.width, x)
        self._dots |= int.from_bytes(placed.data, "big") << self._down(y + bitmap.height)

    def fill(self, x: int, y: int, width: int, height: int) -> None:
        """Place a black rectangle, its upper left dot at (x, y)."""
        block = self.glyphs.block(width, height) << (self.glyphs.bits - x - width)
        self._dots |= block << self._down(y + height)

    def bitmap(self) -> Bitmap:
        """Return what was placed."""
        data = self._dots.to_bytes(self.glyphs.bits // 8 * self.height, "big")
        return Bitmap(self.width, self.height, data)

    def _down(self, bottom: int) -> int:
        """Return the bits below a row of the canvas."""
        return (self.height - bottom) * self.glyphs.bits


def cells_of(line: str) -> int:
    """Count the cells of a native line of a Job, hollow boxes included."""
    try:
        return len(line.encode("gbk"))
    except UnicodeEncodeError:
        return sum(_hollow_cells(char) or cluster_cells(char) for char in line)


def _hollow_cells(cluster: str) -> int:
    """Return how many cells of hollow box this stands for, 0 when it is a real character."""
    if "\udc80" <= cluster <= "\udcff":
        return 1
    return 2 if cluster == HOLLOW else 0
