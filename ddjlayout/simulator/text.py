"""Second step of the simulator's printer, for text: bytes decoded, broken into lines, set as dots.

A line is one integer of `height` rows of `width` bits, the leftmost dot of the top row highest, so
that setting a character is one shift and one OR.
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from .device import DeviceModel, FontSize

MAX_MEMO = 4096
"""Glyphs kept ready, at most (1 to 5 KB each)."""


class Glyphs(Protocol):
    """Where glyph bits come from.

    A row has ceil(width / 8) bytes, the leftmost dot in the highest bit.
    """

    def glyph(self, cluster: str, px: int) -> bytes | None:
        """Return the glyph of a character, `px` rows tall, or None if there is none."""
        ...

    def hollow(self, cells: int, px: int) -> bytes:
        """Return the hollow box of that many half-width cells, `px` rows tall."""
        ...


class Glyph(NamedTuple):
    """A character ready for a line: its dots at the line's left edge, its width in dots."""

    dots: int
    width: int


_NOTHING = Glyph(0, 0)


class Typesetter:
    """Sets text in one font size and weight; owns the glyphs it has made ready."""

    def __init__(self, glyphs: Glyphs, device: DeviceModel, size: FontSize, *, bold: bool) -> None:
        self._glyphs = glyphs
        self._device = device
        self._size = size
        self._bold = bold
        self._memo: dict[str, Glyph] = {}
        self.height = size.px * size.down

    def strips(self, data: bytes, alignment: int) -> Iterator[bytes]:
        """Yield the packed rows of each line of a text item, top to bottom, with its leading."""
        width = self._device.width
        rows, row_bytes = self.height, width // 8
        gap = bytes(row_bytes * self._device.leading)
        text = data.decode(self._device.encoding, "surrogateescape")
        for line in text.removesuffix("\n").split("\n"):
            for dots, used in self._broken(line):
                margin = (0, (width - used) // 2, width - used)[alignment]
                yield (dots >> margin).to_bytes(rows * row_bytes, "big") + gap

    def _broken(self, line: str) -> Iterator[tuple[int, int]]:
        """Cut a line where the next character would pass the paper; yield dots and width."""
        memo, limit = self._memo, self._device.width
        dots = used = 0
        for character in line:
            glyph = memo.get(character) or self._ready(character)
            if used + glyph.width > limit:
                yield dots, used
                dots = used = 0
            if glyph.dots:
                dots |= glyph.dots >> used
            used += glyph.width
        yield dots, used

    def _ready(self, character: str) -> Glyph:
        if len(self._memo) >= MAX_MEMO:
            self._memo.clear()
        glyph = self._memo[character] = self._make(character)
        return glyph

    def _make(self, character: str) -> Glyph:
        if unicodedata.category(character) == "Cc":
            return _NOTHING
        px = self._size.px
        cells, known = _cells(character)
        bits = self._glyphs.glyph(character, px) if known else None
        if bits is None:
            bits = self._glyphs.hollow(cells, px)
        natural = cells * px // 2
        across, down = self._size.across, self._size.down
        width, dots = natural * across, 0
        for row in _rows(bits, natural):
            scaled = _repeated(row, natural, across)
            if self._bold:
                scaled |= scaled >> 1
            for _ in range(down):
                dots = dots << self._device.width | scaled << (self._device.width - width)
        return Glyph(dots, width)


def hollow_line(glyphs: Glyphs, device: DeviceModel) -> bytes:
    """Return the packed rows of a line full of hollow boxes: what is left of a code that cannot
    be printed."""
    px = device.sizes[0].px
    boxes = (f"{row:0{px}b}" * (device.width // px) for row in _rows(glyphs.hollow(2, px), px))
    return b"".join(int(row, 2).to_bytes(device.width // 8, "big") for row in boxes)


def _cells(character: str) -> tuple[int, bool]:
    """Return the half-width cells of a character and whether the device's font has it."""
    if "\udc80" <= character <= "\udcff":  # a byte that did not decode
        return 1, False
    try:
        return len(character.encode("gbk")), True
    except UnicodeEncodeError:
        return 2, False


def _rows(bits: bytes, width: int) -> Iterator[int]:
    stride = (width + 7) // 8
    for at in range(0, len(bits), stride):
        yield int.from_bytes(bits[at : at + stride], "big") >> (stride * 8 - width)


def _repeated(row: int, width: int, times: int) -> int:
    return int("".join(bit * times for bit in f"{row:0{width}b}"), 2)
