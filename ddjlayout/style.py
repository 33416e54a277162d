"""Below the elements: how text looks, as data; sizes, alignment and the one merge rule."""

from enum import IntEnum
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple

from ddjlayout.errors import UsageError, excerpt
from ddjlayout.fields import flag


class Align(IntEnum):
    """Horizontal alignment; the first three are the values of `Alignment` on the wire."""

    LEFT = 0
    CENTER = 1
    RIGHT = 2
    JUSTIFY = 3


class _Dots(NamedTuple):
    px: int
    across: int
    down: int


class Size(_Dots):
    """A character size: the font's dots and how often each is repeated across and down.

    A full-width character is `px * across` dots wide and `px * down` dots tall; a cell is half
    as wide. `px` is 24 or 16, `across` and `down` are 1 or 2.
    """

    @cached_property  # asked for with every line of text
    def cell(self) -> int:
        """Width of one half-width character, dots."""
        return self.px // 2 * self.across

    @cached_property
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


class Face(NamedTuple):
    """What the dots of a character depend on; two runs of one face can share a native line."""

    size: Size = NORMAL
    bold: bool = False
    underline: bool = False
    inverse: bool = False


class Style(NamedTuple):
    """A face and an alignment of which any part may be unset (None)."""

    size: Size | None = None
    bold: bool | None = None
    underline: bool | None = None
    inverse: bool | None = None
    align: Align | None = None

    def over(self, base: "Style") -> "Style":
        """Merge: what is set here wins, what is unset comes from `base`."""
        return Style(
            base.size if self.size is None else self.size,
            base.bold if self.bold is None else self.bold,
            base.underline if self.underline is None else self.underline,
            base.inverse if self.inverse is None else self.inverse,
            base.align if self.align is None else self.align,
        )

    def face(self) -> Face:
        """Return the face, with the defaults for what is unset."""
        return Face(self.size or NORMAL, bool(self.bold), bool(self.underline), bool(self.inverse))


UNSET = Style()


def style_of(
    *,
    size: "SizeName | None" = None,
    bold: bool | None = None,
    underline: bool | None = None,
    inverse: bool | None = None,
    align: "AlignName | None" = None,
) -> Style:
    """Read a user's words into a Style; raise UsageError naming the words that exist."""
    if size is None and bold is None and underline is None and inverse is None and align is None:
        return UNSET
    if not (bold is None or bold is True or bold is False):
        bold = flag("bold", bold)
    if not (underline is None or underline is True or underline is False):
        underline = flag("underline", underline)
    if not (inverse is None or inverse is True or inverse is False):
        inverse = flag("inverse", inverse)
    return Style(size_named(size), bold, underline, inverse, align_named(align))


def size_named(name: str | None) -> Size | None:
    """Return the size of that name, None for None; raise UsageError for an unknown one."""
    if name is None:
        return None
    try:
        return SIZES[name]
    except (KeyError, TypeError):  # a list cannot even be looked up
        hint = f"sizes are {', '.join(SIZES)}"
        raise UsageError(f"no size {excerpt(name)}", code="field-value", hint=hint) from None


def align_named(name: str | None) -> Align | None:
    """Return the alignment of that name, None for None; raise UsageError for an unknown one."""
    if name is None:
        return None
    try:
        return _ALIGNS[name]
    except (KeyError, TypeError):
        hint = f"alignments are {', '.join(_ALIGNS)}"
        raise UsageError(f"no alignment {excerpt(name)}", code="field-value", hint=hint) from None


_ALIGNS = MappingProxyType({align.name.lower(): align for align in Align})
