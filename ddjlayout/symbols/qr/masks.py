"""Last step of a QR code: the eight masks, their penalties and the format bits, clause 7.8-7.9.

A symbol is one long integer here, a bit a module from the top left down, with light modules
between the rows and around them: a shift compares every module with its neighbour at once. The
same symbol under all eight masks is a longer one, so that each step is done for all at once.
"""

from collections.abc import Callable
from functools import lru_cache
from struct import unpack
from typing import NamedTuple

from ddjlayout.symbols.qr.tables import Level, format_bits, mask_named

_GAP = 4  # light modules around, as many as the finder-like pattern asks for
_DIGITS = b"01" + bytes(254)
_FLIPPED = b"10" + bytes(254)
_MASKS = range(8)

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
    tuple(bytes(rule(i, j) == 0 for j in range(6)) for i in range(12)) for rule in _RULES
)


class Masks(NamedTuple):
    """What the symbols of a version and level have in common, eight of them on end.

    `side` is in modules, `stride` the bits from a module to the one below, `size` the bytes of
    one symbol. `free` has a bit for every module of one symbol that is no format bit. The others
    are for all eight: `inverted` has a bit for what each mask and its format bits invert, `across`
    and `down` for every module that has another to its right and below it, `box` for everything,
    light modules around included.
    """

    side: int
    stride: int
    size: int
    free: int
    inverted: int
    across: int
    down: int
    box: int


def mask_modules(side: int) -> tuple[bytes, ...]:
    """Return for every mask one byte a module, 1 where it inverts if the module is data."""
    return tuple(
        b"".join([(line * (side // 6 + 1))[:side] for line in (tile * (side // 12 + 1))[:side]])
        for tile in _TILES
    )


@lru_cache(maxsize=8)  # codes in a row mostly have one version
def masks(functions: bytes, side: int, level: Level) -> Masks:
    """Return the masks of a version and level; `functions` are 1 where a module is no data."""
    stride = side + _GAP
    size = ((side + 2 * _GAP) * stride + 7) // 8

    def eight(one: int) -> int:
        return int.from_bytes(one.to_bytes(size, "big") * 8, "big")

    area = packed(functions.translate(_FLIPPED), side)
    inside = packed(b"1" * side**2, side)
    places = _format_places(side)
    inverted = 0
    for mask, modules in enumerate(mask_modules(side)):
        bits = format_bits(level, mask)
        named = sum(place for i, place in enumerate(places) if bits >> i & 1)
        one = packed(modules.translate(_DIGITS), side) & area | named
        inverted |= one << 8 * size * mask
    all_inside = eight(inside)
    return Masks(
        *(side, stride, size, inside & ~sum(places), inverted),
        across=all_inside & all_inside << 1,
        down=all_inside & all_inside << stride,
        box=eight((1 << (side + 2 * _GAP) * stride) - 1),
    )


def packed(digits: bytes, side: int) -> int:
    """Return the integer of a symbol's modules, given as the digits 0 and 1."""
    lines = unpack(f"{side}s" * side, digits)
    gap = b"0" * _GAP
    return int(gap.join(lines) + gap, 2) << _GAP * (side + _GAP)


def _format_places(side: int) -> tuple[int, ...]:
    """Return for each of the 15 format bits its two modules, clause 7.9.1."""
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


def read_mask(modules: bytes, side: int, level: Level) -> int | None:
    """Return the mask that the format bits name, None when they are not of this level."""
    row = modules[8 * side : 8 * side + 9]
    column = modules[8 : 8 * side : side]
    bits = row[:6] + row[7:9] + column[7:8] + column[5::-1]
    value = int(bits.translate(_DIGITS), 2)
    return mask_named(level, value)


def unmasked(modules: bytes, mask: int, of: Masks) -> int:
    """Return the integer of a symbol, a byte 0 or 1 a module, without its mask and format bits."""
    symbol = packed(modules.translate(_DIGITS), of.side)
    return (symbol ^ of.inverted >> 8 * of.size * mask) & of.free


def rows(blank: int, mask: int | None, of: Masks) -> tuple[int, ...]:
    """Return a symbol under a mask, by default the best, as one integer a row."""
    eight = int.from_bytes(blank.to_bytes(of.size, "big") * 8, "big") ^ of.inverted
    if mask is None:
        scores = penalties(eight, of)
        mask = scores.index(min(scores))
    symbol = eight >> 8 * of.size * mask & (1 << 8 * of.size) - 1
    width = (1 << of.side) - 1
    top = (of.side + _GAP) * of.stride - of.side
    return tuple([symbol >> top - i * of.stride & width for i in range(of.side)])


def penalties(eight: int, of: Masks) -> list[int]:
    """Score the symbols under each mask by clause 7.8.3.1, table 11; around them all is light."""
    right, *runs_across = _runs(eight, 1, of.across)
    below, *runs_down = _runs(eight, of.stride, of.down)
    blocks = right & right << of.stride & below
    paper = eight ^ of.box
    finders = [_finders(eight, paper, step) for step in (1, of.stride)]
    found = (*runs_across, *runs_down, blocks, *finders, eight)
    size = 8 * of.size
    dots = b"".join([value.to_bytes(size, "big") for value in found])
    symbols = unpack(f"{of.size}s" * 8 * len(found), dots)
    counts = list(map(int.bit_count, map(int.from_bytes, symbols)))
    modules = of.side * of.side
    return [
        a + 2 * b + c + 2 * d + 3 * e + 40 * (f + g) + 10 * (abs(h * 20 - modules * 10) // modules)
        for a, b, c, d, e, f, g, h in [counts[mask::8] for mask in reversed(_MASKS)]
    ]


def _runs(symbol: int, step: int, pairs: int) -> tuple[int, int, int]:
    """Return where two modules are alike, where five in a row are, and where such runs begin.

    A run of k >= 5 costs k - 2: it has k - 4 windows of five, and its first one costs 2 more.
    """
    two = pairs & ~(symbol ^ symbol << step)
    three = two & two << step
    five = three & three << 2 * step
    return two, five, five & ~(five << step)


def _finders(dark: int, light: int, step: int) -> int:
    # dark-light-dark-dark-dark-light-dark with four light modules before or after it
    pairs = light & light >> step
    fours = pairs & pairs >> 2 * step
    ends = dark & dark >> 6 * step
    middle = dark >> 2 * step & dark >> 3 * step & dark >> 4 * step
    gaps = light >> step & light >> 5 * step
    core = ends & middle & gaps
    return core & (fours >> 7 * step | fours << 4 * step)
