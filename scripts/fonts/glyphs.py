"""Font build: one glyph as rows of bits, and the moves that put it into the box of a cell."""

from collections.abc import Iterable
from typing import NamedTuple


class Glyph(NamedTuple):
    """`rows` from the top, one integer each, whose bit `width - 1` is the leftmost dot."""

    width: int
    rows: tuple[int, ...]

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def blank(self) -> bool:
        return not any(self.rows)

    def placed(self, width: int, height: int, x: int, y: int) -> "Glyph":
        """Return a box with this glyph's upper left corner at (x, y); what juts out is cut off."""
        shift = width - self.width - x
        mask = (1 << width) - 1
        rows = [0] * height
        for row, bits in enumerate(self.rows, y):
            if 0 <= row < height:
                rows[row] = (bits << shift if shift >= 0 else bits >> -shift) & mask
        return Glyph(width, tuple(rows))

    def centred(self, width: int, height: int) -> "Glyph":
        """Return the glyph in the middle of a box, the odd dot to the right and below."""
        return self.placed(width, height, (width - self.width) // 2, (height - self.height) // 2)

    def trimmed(self) -> "tuple[int, int, Glyph]":
        """Return the ink alone and where its upper left corner was; the glyph is not blank."""
        rows = list(self.rows)
        top = next(i for i, row in enumerate(rows) if row)
        bottom = next(i for i, row in enumerate(reversed(rows)) if row)
        ink = 0
        for row in rows:
            ink |= row
        right = (ink & -ink).bit_length() - 1
        left = self.width - ink.bit_length()
        kept = tuple(row >> right for row in rows[top : len(rows) - bottom])
        return left, top, Glyph(self.width - left - right, kept)

    def packed(self) -> bytes:
        """Return the rows as whole bytes, the leftmost dot in the highest bit."""
        stride = (self.width + 7) // 8
        shift = stride * 8 - self.width
        return b"".join((row << shift).to_bytes(stride, "big") for row in self.rows)


def from_letters(drawing: Iterable[str]) -> Glyph:
    """Read a drawing of one string a row, `#` for black."""
    lines = list(drawing)
    width = len(lines[0])
    return Glyph(width, tuple(int("".join("01"[c == "#"] for c in line), 2) for line in lines))


def merged(first: Glyph, second: Glyph) -> Glyph:
    """Return two glyphs of one size on top of each other."""
    return Glyph(first.width, tuple(a | b for a, b in zip(first.rows, second.rows, strict=True)))
