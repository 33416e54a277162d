"""First step of a QR code: text becomes the shortest bit stream, and so the smallest version.

The modes are numeric, alphanumeric and bytes, ISO/IEC 18004 clause 7.4. UTF-8 that is not ASCII
says so in front (ECI): some readers guess without it, and guess wrong. Kanji are left out.
"""

import re
from bisect import bisect_left
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from ddjlayout.symbols.qr.tables import MAX_VERSION, Level, capacities, capacity_bits

Mode = Literal["numeric", "alphanumeric", "byte"]

MODES: tuple[Mode, ...] = ("numeric", "alphanumeric", "byte")
"""From the densest; each mode can hold what the ones before it hold."""

_DIGITS = b"0123456789"
_ALPHANUMERIC = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = MappingProxyType({character: value for value, character in enumerate(_ALPHANUMERIC)})
# Runs of one kind of character. Up to five dense ones between two that need bytes are left among
# them: to write them as digits saves 4 2/3 bits each, two more segments cost 26 bits.
_DENSE, _WIDE = rb"[0-9A-Z $%*+\-./:]", rb"[^0-9A-Z $%*+\-./:]"
_RUN = re.compile(rb"([0-9]+)|([A-Z $%%*+\-./:]+)|%b+(%b{1,5}%b+)*" % (_WIDE, _DENSE, _WIDE))
_SIXTHS = (20, 33, 48)  # a character in sixths of a bit: 10 bits for 3, 11 for 2, 8 for 1
_COUNT_BITS = ((10, 12, 14), (9, 11, 13), (8, 16, 16))  # by mode and class of version
_LAST_VERSION = (9, 26, MAX_VERSION)
_UTF8_HEADER = "011100011010"  # clause 7.4.2: the mode indicator of ECI, and 26


class Segment(NamedTuple):
    """A stretch of the data in one mode."""

    mode: Mode
    data: bytes


class Plan(NamedTuple):
    """What goes into a symbol: the segments, the smallest version and the data bits as text.

    `utf8` says that the bits begin with the header that announces UTF-8.
    """

    segments: tuple[Segment, ...]
    version: int
    bits: str
    utf8: bool = False


def plan(
    data: bytes, level: Level, version: int | None = None, *, utf8: bool = False
) -> Plan | None:
    """Return the shortest segments and the smallest version that holds them, or None.

    A given `version` is taken as it is. `utf8` announces the data as UTF-8. None means that they
    do not fit.
    """
    header = _UTF8_HEADER if utf8 else ""
    for size, last in enumerate(_LAST_VERSION):
        if version is not None and version > last:
            continue
        segments = _shortest(data, size)
        bits = header + _bit_stream(segments, size)
        held = capacities(level)
        found = version or bisect_left(held, len(bits), (1, 10, 27)[size] - 1, last) + 1
        if found <= last and len(bits) <= held[found - 1]:
            return Plan(segments, found, bits, utf8)
        if version is not None:
            return None
    return None


def widest_mode(data: bytes) -> Mode:
    """Return the mode that holds all of the data by itself."""
    held = (_DIGITS, _ALPHANUMERIC, data)
    return next(
        mode for mode, all_ in zip(MODES, held, strict=True) if not data.translate(None, all_)
    )


def capacity(mode: Mode, version: int, level: Level, *, utf8: bool = False) -> int:
    """Return how many characters (or bytes) of a single mode a version holds, clause 7.4."""
    number = MODES.index(mode)
    size = next(i for i, last in enumerate(_LAST_VERSION) if version <= last)
    bits = capacity_bits(version, level) - 4 - _COUNT_BITS[number][size]
    bits -= len(_UTF8_HEADER) if utf8 else 0
    # Digits that fill no group of three take 4 or 7 bits, a single alphanumeric character 6.
    return max(0, bits * 6 // _SIXTHS[number])


# The cheapest way to write the data so far: its cost in sixths of a bit, the mode it ends in, and
# the way to the run before.
_Way: TypeAlias = "tuple[int, int, _Way | None]"


def _shortest(data: bytes, size: int) -> tuple[Segment, ...]:
    # Within a run of one kind of character the dense mode is cheaper by the character than a wider
    # one, so the best borders lie between runs. A segment's bits are rounded up where it ends. Of
    # equal ways the one that stays in its mode wins, then the one from the denser mode; at the end
    # the denser mode. zxing-cpp happens to choose the same.
    heads = [(4 + counts[size]) * 6 for counts in _COUNT_BITS]
    runs = [match.group() for match in _RUN.finditer(data)]
    ways: list[_Way] = []
    for run in runs:
        kind = 0 if run[0] in _DIGITS else 1 if run[0] in _ALPHANUMERIC else 2
        ways = [_extended(ways, mode, heads[mode], len(run)) for mode in range(kind, 3)]
    modes: list[int] = []
    way: _Way | None = min(ways, key=lambda way: (way[0] + -way[0] % 6, way[1]))
    while way is not None:
        modes.append(way[1])
        way = way[2]
    parts = groupby(zip(reversed(modes), runs, strict=True), key=itemgetter(0))
    return tuple(Segment(MODES[mode], b"".join([run for _, run in part])) for mode, part in parts)


def _extended(ways: list[_Way], mode: int, head: int, length: int) -> _Way:
    best, before = head, None
    for way in ways:
        cost, last, _ = way
        if last != mode:
            cost += -cost % 6 + head
        if before is None or cost < best or (cost == best and last == mode):
            best, before = cost, way
    return best + length * _SIXTHS[mode], mode, before


def _bit_stream(segments: tuple[Segment, ...], size: int) -> str:
    parts: list[str] = []
    for mode, data in segments:
        number = MODES.index(mode)
        parts.append(f"{1 << number:04b}{len(data):0{_COUNT_BITS[number][size]}b}")
        parts.append(_WRITERS[mode](data))
    return "".join(parts)


def _numeric(data: bytes) -> str:
    groups = [data[i : i + 3] for i in range(0, len(data), 3)]
    return "".join([f"{int(group):0{len(group) * 3 + 1}b}" for group in groups])


def _alphanumeric(data: bytes) -> str:
    values = [_VALUE[character] for character in data]
    pairs = [f"{a * 45 + b:011b}" for a, b in zip(values[::2], values[1::2], strict=False)]
    return "".join(pairs) + (f"{values[-1]:06b}" if len(values) % 2 else "")


def _byte(data: bytes) -> str:
    return f"{int.from_bytes(data, 'big'):0{len(data) * 8}b}"


_WRITERS = MappingProxyType({"numeric": _numeric, "alphanumeric": _alphanumeric, "byte": _byte})
