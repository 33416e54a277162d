"""Below the QR code: the sizes that ISO/IEC 18004 fixes for every version and level."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

Level = Literal["L", "M", "Q", "H"]

LEVELS: tuple[Level, ...] = ("L", "M", "Q", "H")
"""From the weakest (7 % can be lost) to the strongest (30 %)."""

MAX_VERSION = 40


def _by_level(*columns: str) -> Mapping[Level, bytes]:
    return MappingProxyType(
        {level: bytes(map(int, text.split())) for level, text in zip(LEVELS, columns, strict=True)}
    )


# Table 9: codewords of error correction in a block, and blocks, for versions 1 to 40.
_ECC_PER_BLOCK = _by_level(
    "07 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 "
    "28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30",
    "10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 "
    "26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28",
    "13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30 "
    "28 30 30 30 30 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30",
    "17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28 "
    "30 24 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30",
)
_BLOCK_COUNT = _by_level(
    "1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 "
    "21 22 24 25",
    "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 "
    "38 40 43 45 47 49",
    "1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45 48 "
    "51 53 56 59 62 65 68",
    "1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51 54 57 "
    "60 63 66 70 74 77 81",
)


class Blocks(NamedTuple):
    """How a symbol's codewords are cut into blocks: the short ones come first."""

    short: int
    short_data: int
    long: int

    @property
    def data(self) -> int:
        """Codewords of data in the whole symbol."""
        return self.short * self.short_data + self.long * (self.short_data + 1)


def side(version: int) -> int:
    """Modules along one side, without quiet zone."""
    return 17 + 4 * version


def raw_modules(version: int) -> int:
    """Modules that carry codewords or remainder bits."""
    modules = side(version) ** 2 - 3 * 64 - 31 - 2 * (side(version) - 16)
    if version >= 2:
        along = version // 7 + 2
        modules -= (along * along - 3) * 25 - (along - 2) * 2 * 5
    return modules - 36 if version >= 7 else modules


@cache
def blocks(version: int, level: Level) -> Blocks:
    """Return the blocks of a version and level."""
    count = _BLOCK_COUNT[level][version - 1]
    total = raw_modules(version) // 8
    data = total - _ECC_PER_BLOCK[level][version - 1] * count
    long = total % count
    return Blocks(count - long, data // count, long)


def capacity_bits(version: int, level: Level) -> int:
    """Return the bits of data that a version holds at a level, mode indicators included."""
    count = _BLOCK_COUNT[level][version - 1]
    return (raw_modules(version) // 8 - _ECC_PER_BLOCK[level][version - 1] * count) * 8


@cache
def capacities(level: Level) -> tuple[int, ...]:
    """Return the bits of data that versions 1 to 40 hold at a level, as `capacity_bits`."""
    return tuple([capacity_bits(version, level) for version in range(1, MAX_VERSION + 1)])


def correctable(version: int, level: Level) -> int:
    """Return how many damaged codewords every block can lose and still be read."""
    return _ECC_PER_BLOCK[level][version - 1] // 2


def alignment_centres(version: int) -> tuple[int, ...]:
    """Return the rows (and columns) of the alignment patterns' centres, annex E."""
    if version == 1:
        return ()
    along = version // 7 + 2
    last = side(version) - 7
    step = 26 if version == 32 else (version * 4 + along * 2 + 1) // (along * 2 - 2) * 2
    return (6, *(last - step * i for i in range(along - 2, -1, -1)))


def format_bits(level: Level, mask: int) -> int:
    """Return the 15 bits of format information, clause 7.9."""
    return _FORMATS[level][mask]


def mask_named(level: Level, bits: int) -> int | None:
    """Return the mask that format information of this level names, None for any other."""
    named = _FORMATS[level]
    return named.index(bits) if bits in named else None


def _format(data: int) -> int:
    check = data << 10
    for bit in range(14, 9, -1):
        if check >> bit & 1:
            check ^= 0b10100110111 << bit - 10
    return (data << 10 | check) ^ 0b101010000010010


_FORMATS = MappingProxyType(
    {
        level: tuple(_format(number << 3 | mask) for mask in range(8))
        for level, number in {"L": 1, "M": 0, "Q": 3, "H": 2}.items()
    }
)
