"""Below the elements: how text looks, as data; sizes, alignment and the one merge rule."""

from enum import IntEnum
from types import MappingProxyType
from typing import Literal, NamedTuple


class Align(IntEnum):
    """Horizontal alignment; the first three are the values of `Alignment` on the wire."""

    LEFT = 0
    CENTER = 1
    RIGHT = 2
    JUSTIFY = 3


class Size(NamedTuple):
    """A character size: the font's dots and how often each is repeated across and down.

    A full-width character is `px * across` dots wide and `px * down` dots tall; a cell is half
    as wide. `px` is 24 or 16, `across` and `down` are 1 or 2.
    """

    px: int
    across: int
    down: int

    @property
    def cell(self) -> int:
        """Width of one half-width character, dots."""
        return self.px // 2 * self.across

    @property
    def height(self) -> int:
        """Height of a line, dots."""
        return self.px * self.down


NORMAL = Size(24, 1, 1)
SIZES = MappingProxyType(
    {
        "normal": NORMAL,
        "tall": Size(24, 1, 2),
        "wide": Size(24, 2, 1),
        "big": Size(24, 2, 2),
        "small": Size(16, 1, 1),
        "small-tall": Size(16, 1, 2),
        "small-wide": Size(16, 2, 1),
        "small-big": Size(16, 2, 2),
    }
)
SizeName = Literal[
    "normal", "tall", "wide", "big", "small", "small-tall", "small-wide", "small-big"
]
AlignName = Literal["left", "center", "right", "justify"]
