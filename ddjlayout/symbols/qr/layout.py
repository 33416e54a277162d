"""Where the codewords of a QR code lie, to read them out of a symbol, ISO/IEC 18004 7.6-7.7."""

from functools import lru_cache
from itertools import compress

from ddjlayout.symbols.qr.masks import Canvas
from ddjlayout.symbols.qr.tables import Blocks, Level, alignment_centres, blocks, side

# A module's digit plus twice its area's: what is not data, to be left out; data back to digits.
_FUNCTION = bytes([48 + 2 * 48, 49 + 2 * 48])
_FREE = bytes([1, 0]) + bytes(254)
_DATA = bytes.maketrans(bytes([48 + 2 * 49, 49 + 2 * 49]), b"01")


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


def read_codewords(blank: Canvas) -> bytes:
    """Read an unmasked symbol in the zigzag order; return all codewords as they are laid out."""
    modules, area = blank.digits(blank.modules), blank.digits(blank.area)
    both = int.from_bytes(modules, "big") + 2 * int.from_bytes(area, "big")
    zigzag = _zigzag(both.to_bytes(len(modules), "big"), blank.side, blank.stride)
    stream = zigzag.translate(_DATA, _FUNCTION)
    whole = len(stream) // 8
    return int(stream[: whole * 8], 2).to_bytes(whole, "big")


def _zigzag(digits: bytes, side: int, stride: int) -> bytes:
    # Two columns at a time from the right, upwards and downwards by turns, the right one first.
    pair = bytearray(2 * side)
    pairs: list[bytes] = []
    for turn, right in enumerate([*range(side - 1, 6, -2), 5, 3, 1]):
        order = 1 if turn % 2 else -1
        pair[0::2] = digits[right::stride][::order]
        pair[1::2] = digits[right - 1 :: stride][::order]
        pairs.append(bytes(pair))
    return b"".join(pairs)


def interleaved(data: bytes, version: int, level: Level) -> bytes:
    """Return the data codewords in the order in which a symbol carries them, clause 7.6."""
    cut = blocks(version, level)
    split = cut.short * cut.short_data
    starts = [
        *range(0, split, cut.short_data),
        *range(split, cut.data, cut.short_data + 1),
    ]
    columns = [bytes([data[s + i] for s in starts]) for i in range(cut.short_data)]
    ends = [data[s + cut.short_data] for s in starts[cut.short :]]
    return b"".join(columns) + bytes(ends)


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
    free = _zigzag(function_map(version), n, n).translate(_FREE)
    marks = bytes(compress(_zigzag(bytes(covered), n, n), free))
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
