"""Last step of a QR code: the eight masks, their penalties and the format bits, clause 7.8-7.9.

The symbol is one long integer here, a bit a module from the top left down, with light modules
between the rows and around them: a shift compares every module with its neighbour at once.
"""

from collections.abc import Callable
from functools import lru_cache
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

    `stride` is the bits from a module to the one below. `inside` has a bit for every module,
    `area` for those that a mask may invert, each of the eight `masks` for those that it does
    invert, `places` for each of the 15 format bits its two.
    """

    side: int
    stride: int
    modules: int
    inside: int
    area: int
    masks: tuple[int, ...]
    places: tuple[int, ...]

    def digits(self, value: int) -> bytes:
        """Write an integer's modules as the digits 0 and 1, `stride` of them a row."""
        size = self.side * self.stride
        return f"{value >> _GAP * self.stride:0{size}b}".encode()

    def format(self, bits: int) -> int:
        """Return the integer with the 15 format bits set in both places, clause 7.9.1."""
        placed = 0
        for i, place in enumerate(self.places):
            if bits >> i & 1:
                placed |= place
        return placed


def canvas(modules: bytes, functions: bytes, side: int) -> Canvas:
    """Build from modules, a byte 0 or 1 each, that still carry a mask and format bits."""
    bits = modules.translate(_DIGITS)
    lines = [bits[i : i + side] for i in range(0, side * side, side)]
    return _frame(functions, side)._replace(modules=_packed(lines))


@lru_cache(maxsize=8)  # codes in a row mostly have one version
def _frame(functions: bytes, side: int) -> Canvas:
    """Return the canvas of a version, its modules all light."""
    free = functions.translate(_FLIPPED)
    area = _packed([free[i : i + side] for i in range(0, side * side, side)])
    tiled = ([(line * (side // 6 + 1))[:side] for line in tile] for tile in _TILES)
    masks = tuple(_packed((lines * (side // 12 + 1))[:side]) & area for lines in tiled)
    inside = _packed([b"1" * side] * side)
    return Canvas(side, side + _GAP, 0, inside, area, masks, _format_places(side))


def _packed(lines: list[bytes]) -> int:
    gap = b"0" * _GAP
    around = _GAP * (len(lines) + _GAP)
    return int(gap.join(lines) + gap, 2) << around


def _format_places(side: int) -> tuple[int, ...]:
    stride = side + _GAP
    first = stride * stride - 1  # the bit of the top left module
    down = [*range(6), 7, 8, 8, 8, 8, 8, 8, 8, 8]
    along = [8, 8, 8, 8, 8, 8, 8, 8, 7, 5, 4, 3, 2, 1, 0]
    other = [8 * stride + side - 1 - i for i in range(8)]
    other += [(side - 15 + i) * stride + 8 for i in range(8, 15)]
    return tuple(
        1 << first - row * stride - column | 1 << first - away
        for row, column, away in zip(down, along, other, strict=True)
    )


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
    return next((mask for mask in range(8) if format_bits(level, mask) == value), None)


def best(blank: Canvas, level: Level) -> int:
    """Return the mask with the lowest penalty; of equal ones the first."""
    return min(range(8), key=lambda mask: penalty(masked(blank, level, mask), blank))


def masked(blank: Canvas, level: Level, mask: int) -> int:
    """Return the finished symbol under a mask, as a canvas' integer."""
    return blank.modules ^ blank.masks[mask] | blank.format(format_bits(level, mask))


def penalty(symbol: int, blank: Canvas) -> int:
    """Score a canvas' integer by clause 7.8.3.1, table 11; the quiet zone counts as light."""
    side, stride = blank.side, blank.stride
    light = symbol ^ blank.inside
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
