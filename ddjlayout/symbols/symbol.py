"""Between codes and dots: a symbol as modules, the size of its modules, and the dots it becomes."""

from collections.abc import Sequence
from typing import NamedTuple

from ddjlayout.raster.bitmap import Bitmap

_LOG_LARGEST_BASE = 5  # int() reads digits in bases up to 36


class Quiet(NamedTuple):
    """The light margin that a reader needs around a symbol, in modules."""

    left: int
    right: int
    top: int = 0
    bottom: int = 0


class TextGroup(NamedTuple):
    """A part of the human-readable line and the space it is centred in.

    `left` is counted from the left edge of the symbol's quiet zone. In a Symbol both figures are
    modules, in what `text_groups` returns dots.
    """

    text: str
    left: int
    width: int


class Symbol(NamedTuple):
    """A code as modules: dark is 1, the quiet zone is not part of `rows` but counts in the size.

    `rows` holds one integer a row, whose bit `width - 1` is the leftmost module; a 1-D code has
    one row. `guards` is the row of bars that reach down beside the text (EAN and UPC), 0 for none.
    `heading` is a line that belongs above the bars (`ISBN 978-7-302-12345-3`), usually empty.
    `ratio` is wide to narrow, 0 where there is no choice of it.
    """

    kind: str
    width: int
    rows: tuple[int, ...]
    quiet: Quiet
    text: tuple[TextGroup, ...] = ()
    guards: int = 0
    heading: str = ""
    ratio: int = 0

    @property
    def linear(self) -> bool:
        """Whether this is a 1-D code, whose height is free."""
        return len(self.rows) == 1

    @property
    def columns(self) -> int:
        """Modules from edge to edge, both quiet zones included."""
        return self.quiet.left + self.width + self.quiet.right


def text_groups(symbol: Symbol, module: int) -> tuple[TextGroup, ...]:
    """Return the human-readable line's groups in dots, for modules of `module` dots."""
    return tuple(TextGroup(g.text, g.left * module, g.width * module) for g in symbol.text)


def render(symbol: Symbol, *, module: int, height: int = 0, guard: int = 0) -> Bitmap:
    """Draw a symbol with its quiet zone; every module is `module` dots wide, exactly.

    A 1-D code is `height` dots tall, followed by `guard` rows in which only the guard bars go on.
    A matrix code ignores both.
    """
    quiet = symbol.quiet
    width = symbol.columns * module
    shift = -width % 8 + quiet.right * module
    stride = (width + 7) // 8
    rows = (symbol.rows[0], symbol.guards) if symbol.linear else symbol.rows
    lines = [(row << shift).to_bytes(stride, "big") for row in _widened(rows, module)]
    if symbol.linear:
        return Bitmap(width, height + guard, lines[0] * height + lines[1] * guard)
    blank = bytes(stride * module)
    dark = b"".join([line * module for line in lines])
    data = blank * quiet.top + dark + blank * quiet.bottom
    return Bitmap(width, len(data) // stride, data)


def _widened(rows: Sequence[int], module: int) -> list[int]:
    """Make every bit of the rows `module` bits."""
    if module > _LOG_LARGEST_BASE:
        return [int("".join([digit * module for digit in f"{row:b}"]), 2) for row in rows]
    # their binary digits read in a base of `module` bits a digit, and each 1 filled up
    base, full = 1 << module, (1 << module) - 1
    return [int(f"{row:b}", base) * full for row in rows]


def rows_of(bits: Sequence[str]) -> tuple[int, ...]:
    """Turn rows written as `0` and `1` into integers."""
    return tuple(int(row, 2) for row in bits)
