"""Where the codewords of a QR code lie, to read them out of a symbol, ISO/IEC 18004 7.6-7.7."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

from ddjlayout.symbols.qr.masks import mask_modules
from ddjlayout.symbols.qr.tables import Blocks, Level, alignment_centres, blocks, side

_DIGITS = b"01" + bytes(254)


@lru_cache(maxsize=8)
def function_map(version: int) -> bytes:
    """Return one byte a module: 1 for finders, timing, alignment, format and version, else 0."""
    n = side(version)
    area = bytearray(n * n)

    def fill(row: int, column: int, height: int, width: int) -> None:
        ones = bytes([1]) * width
        for start in range(row * n + column, (row + height) * n + column, n):
            area[start : start + width] = ones

    fill(0, 0, 9, 9)
    fill(0, n - 8, 9, 8)
    fill(n - 8, 0, 8, 9)
    fill(6, 0, 1, n)
    fill(0, 6, n, 1)
    centres = alignment_centres(version)
    for row in centres:
        for column in centres:
            corner = {(6, 6), (6, n - 7), (n - 7, 6)}
            if (row, column) not in corner:
                fill(row - 2, column - 2, 5, 5)
    if version >= 7:
        fill(0, n - 11, 6, 3)
        fill(n - 11, 0, 3, 6)
    return bytes(area)


class Reader(NamedTuple):
    """What reads the data of a version and level out of a symbol.

    `pick` takes the modules that carry the data codewords, in their order, out of a byte a module;
    `masks` is what it picks out of each mask, as an integer.
    """

    pick: Callable[[bytes], tuple[int, ...]]
    masks: tuple[int, ...]


def read_data(modules: bytes, mask: int, version: int, level: Level) -> bytes:
    """Read the data codewords, as they are laid out, from a byte 0 or 1 a module."""
    reader = _reader(version, level)
    masked = int(bytes(reader.pick(modules)).translate(_DIGITS), 2)
    return (masked ^ reader.masks[mask]).to_bytes(blocks(version, level).data, "big")


@lru_cache(maxsize=8)  # codes in a row mostly have one version
def _reader(version: int, level: Level) -> Reader:
    n = side(version)
    functions = function_map(version)
    free = [place for place in _zigzag(range(n * n), n) if not functions[place]]
    pick = itemgetter(*free[: blocks(version, level).data * 8])
    picked = [bytes(pick(mask)).translate(_DIGITS) for mask in mask_modules(n)]
    return Reader(pick, tuple([int(digits, 2) for digits in picked]))


def _zigzag(modules: Sequence[int], side: int) -> list[int]:
    # Two columns at a time from the right, upwards and downwards by turns, the right one first.
    pair = [0] * (2 * side)
    out: list[int] = []
    for turn, right in enumerate([*range(side - 1, 6, -2), 5, 3, 1]):
        order = 1 if turn % 2 else -1
        pair[0::2] = modules[right::side][::order]
        pair[1::2] = modules[right - 1 :: side][::order]
        out += pair
    return out


def interleaved(data: bytes, version: int, level: Level) -> bytes:
    """Return the data codewords in the order in which a symbol carries them, clause 7.6."""
    cut = blocks(version, level)
    split = cut.short * cut.short_data
    starts = [
        *range(0, split, cut.short_data),
        *range(split, cut.data, cut.short_data + 1),
    ]
    mixed = bytearray(cut.data)
    rounds = len(starts) * cut.short_data
    for i, start in enumerate(starts):
        mixed[i : rounds : len(starts)] = data[start : start + cut.short_data]
    mixed[rounds:] = bytes([data[start + cut.short_data] for start in starts[cut.short :]])
    return bytes(mixed)


def codewords(bits: str, version: int, level: Level) -> bytes:
    """Close a bit stream with terminator and padding, clause 7.4.10; return the data codewords."""
    size = blocks(version, level).data
    bits += "0" * min(4, size * 8 - len(bits))
    bits += "0" * (-len(bits) % 8)
    head = int(bits, 2).to_bytes(len(bits) // 8, "big")
    return head + (b"\xec\x11" * size)[: size - len(head)]


def damaged_codewords(version: int, level: Level, span: range) -> list[int]:
    """Return how many codewords of each block have a module in the square `span` x `span`."""
    n = side(version)
    covered = bytearray(n * n)
    for row in span:
        covered[row * n + span.start : row * n + span.stop] = b"\1" * len(span)
    free = [not function for function in _zigzag(function_map(version), n)]
    marks = list(compress(_zigzag(covered, n), free))
    cut = blocks(version, level)
    count = cut.short + cut.long
    hurt = [0] * count
    for codeword in range(len(marks) // 8):
        if any(marks[codeword * 8 : codeword * 8 + 8]):
            hurt[_block_of(codeword, cut)] += 1
    return hurt


def _block_of(codeword: int, cut: Blocks) -> int:
    # Codewords go round the blocks; the data of the long ones end in a round of their own.
    count = cut.short + cut.long
    rounds = count * cut.short_data
    if codeword < rounds:
        return codeword % count
    if codeword < cut.data:
        return cut.short + codeword - rounds
    return (codeword - cut.data) % count
