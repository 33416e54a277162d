"""Last step of a QR code: the eight masks, their penalties and the format bits, clause 7.8-7.9.

The symbol is one long integer here, a bit a module from the top left down, with light modules
between the rows and around them: a shift compares every module with its neighbour at once.
"""

from collections.abc import Callable
from typing import NamedTuple

from ddjlayout.symbols.qr.tables import Level, format_bits

_GAP = 4  # light modules around, as many as the finder-like pattern asks for
_DIGITS = b"01" + bytes(254)
_FLIPPED = b"10" + bytes(254)

# Clause 7.8.2, table 10, by row i and column j: a module is inverted where the rule gives 0.
_RULES: tuple[Callable[[int, int], int], ...] = (
    lambda i, j: (i + j) % 2,
    lambda i, _: i % 2,
    lambda _, j: j % 3,
    lambda i, j: (i + j) % 3,
    lambda i, j: (i // 2 + j // 3) % 2,
    lambda i, j: i * j % 2 + i * j % 3,
    lambda i, j: (i * j % 2 + i * j % 3) % 2,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2,
)
# All of them repeat after 6 columns and 12 rows.
_TILES = tuple(
    tuple(bytes(48 + (rule(i, j) == 0) for j in range(6)) for i in range(12)) for rule in _RULES
)


class Canvas(NamedTuple):
    """A symbol of `side` modules as one integer, its format bits light and its data unmasked.

    `area` has a bit for every module that a mask may invert.
    """

    side: int
    modules: int
    area: int

    @property
    def stride(self) -> int:
        """Bits from a module to the one below it."""
        return self.side + _GAP

    def bit(self, row: int, column: int) -> int:
        """Return the integer with the one module set."""
        return 1 << (self.side + _GAP - row) * self.stride - 1 - column

    def digits(self, value: int) -> bytes:
        """Write an integer's modules as the digits 0 and 1, `stride` of them a row."""
        size = self.side * self.stride
        return f"{value >> _GAP * self.stride:0{size}b}".encode()

    def format(self, bits: int) -> int:
        """Return the integer with the 15 format bits set in both places, clause 7.9.1."""
        n = self.side
        placed = 0
        for i in range(15):
            if bits >> i & 1:
                upper = (i if i < 6 else i + 1, 8) if i < 8 else (8, 7 if i == 8 else 14 - i)
                other = (8, n - 1 - i) if i < 8 else (n - 15 + i, 8)
                placed |= self.bit(*upper) | self.bit(*other)
        return placed

    def mask(self, number: int) -> int:
        """Return the integer with the modules that a mask inverts."""
        n = self.side
        lines = [(tile * (n // 6 + 1))[:n] for tile in _TILES[number]]
        return _packed((lines * (n // 12 + 1))[:n]) & self.area


def canvas(modules: bytes, functions: bytes, side: int) -> Canvas:
    """Build from modules, a byte 0 or 1 each, that still carry a mask and format bits."""
    starts = range(0, side * side, side)
    bits = modules.translate(_DIGITS)
    free = functions.translate(_FLIPPED)
    return Canvas(
        side,
        _packed([bits[i : i + side] for i in starts]),
        _packed([free[i : i + side] for i in starts]),
    )


def _packed(lines: list[bytes]) -> int:
    gap = b"0" * _GAP
    around = _GAP * (len(lines) + _GAP)
    return int(gap.join(lines) + gap, 2) << around


def rows(symbol: int, side: int) -> tuple[int, ...]:
    """Return a canvas' integer as one integer a row."""
    stride = side + _GAP
    width = (1 << side) - 1
    top = (side + _GAP) * stride - side
    return tuple(symbol >> top - i * stride & width for i in range(side))


def read_mask(modules: bytes, side: int, level: Level) -> int | None:
    """Return the mask that the format bits name, None when they are not of this level."""
    row = modules[8 * side : 9 * side]
    column = modules[8::side]
    bits = [*row[:6], row[7], row[8], column[7], *reversed(column[:6])]
    value = int("".join(map(str, bits)), 2)
    known = {format_bits(level, mask): mask for mask in range(8)}
    return known.get(value)


def best(blank: Canvas, level: Level) -> int:
    """Return the mask with the lowest penalty; of equal ones the first."""
    return min(range(8), key=lambda mask: penalty(masked(blank, level, mask), blank.side))


def masked(blank: Canvas, level: Level, mask: int) -> int:
    """Return the finished symbol under a mask, as a canvas' integer."""
    return blank.modules ^ blank.mask(mask) | blank.format(format_bits(level, mask))


def penalty(symbol: int, side: int) -> int:
    """Score a canvas' integer by clause 7.8.3.1, table 11; the quiet zone counts as light."""
    stride = side + _GAP
    inside = _packed([b"1" * side] * side)
    light = symbol ^ inside
    paper = symbol ^ ((1 << (side + 2 * _GAP) * stride) - 1)
    score = 0
    for step in (1, stride):
        score += _runs(symbol, step) + _runs(light, step) + 40 * _finders(symbol, paper, step)
    for colour in (symbol, light):
        pairs = colour & colour >> 1
        score += 3 * (pairs & pairs >> stride).bit_count()
    total = side * side
    return score + 10 * (abs(symbol.bit_count() * 20 - total * 10) // total)


def _runs(colour: int, step: int) -> int:
    # A run of k >= 5 costs k - 2: it has k - 4 windows of five, and its first one costs 2 more.
    pairs = colour & colour >> step
    fives = pairs & pairs >> 2 * step & colour >> 4 * step
    return fives.bit_count() + 2 * (fives & ~(fives << step)).bit_count()


def _finders(dark: int, light: int, step: int) -> int:
    # dark-light-dark-dark-dark-light-dark with four light modules before or after it
    pairs = light & light >> step
    fours = pairs & pairs >> 2 * step
    ends = dark & dark >> 6 * step
    middle = dark >> 2 * step & dark >> 3 * step & dark >> 4 * step
    gaps = light >> step & light >> 5 * step
    core = ends & middle & gaps
    return (core & (fours >> 7 * step | fours << 4 * step)).bit_count()
