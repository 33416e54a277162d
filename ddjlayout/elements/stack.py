"""Elements: one thing under another (Column), empty paper (Feed), a line across (Rule)."""

from fractions import Fraction

from ddjlayout import fields
from ddjlayout.block import Block, Fill, Frame, Path, Run
from ddjlayout.element import Context, Element, Extent
from ddjlayout.elements.text import Text, as_element
from ddjlayout.errors import UsageError, excerpt
from ddjlayout.fields import LINES, LONGEST, MILLIMETRES, ONE, ZERO
from ddjlayout.style import AlignName, SizeName, style_of
from ddjlayout.text import cells, is_native

_DASH = "-"


class Column:
    """Elements one under another; strings become `Text`, None is left out.

    `gap` is empty paper between them in dots. The style keywords are inherited by what is inside.
    `keep=True` asks that a page split does not cut inside.
    """

    __slots__ = ("children", "gap", "keep", "style")

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        *children: "Element | str | None",
        gap: int = 0,
        size: SizeName | None = None,
        bold: bool | None = None,
        underline: bool | None = None,
        inverse: bool | None = None,
        align: AlignName | None = None,
        keep: bool = False,
    ) -> None:
        self.children = [as_element(child) for child in children if child is not None]
        self.gap = gap if gap is ZERO else fields.whole("gap", gap, 0, LONGEST, "dots")
        self.style = style_of(
            size=size, bold=bold, underline=underline, inverse=inverse, align=align
        )
        self.keep = keep if keep is False else fields.flag("keep", keep)

    def measure(self, cx: Context) -> Extent:
        """Return the widest of the children's extents."""
        inner = cx.styled(self.style)
        here = cx.path
        extents: list[Extent] = []
        for number, child in enumerate(self.children, 1):
            inner.path = (here, type(child), number)
            extents.append(child.measure(inner))
        inner.path = here
        return Extent(
            max((e.min for e in extents), default=0), max((e.max for e in extents), default=0)
        )

    def layout(self, cx: Context, width: int) -> Frame:
        """Stack the children's frames."""
        cx.enter()
        inner = cx.styled(self.style)
        here = cx.path
        parts: list[tuple[int, int, Block | Frame]] = []
        y, gap = 0, self.gap
        for number, child in enumerate(self.children, 1):
            inner.path = (here, type(child), number)
            frame = child.layout(inner, width)
            parts.append((0, y, frame))
            y += frame.height + gap
        inner.path = here
        return Frame(width, max(y - gap, 0), parts, here, self.keep)


def within(path: Path, element: Element) -> Path:
    """Return the place of what fills a column or cell: it is named unless it is but its text."""
    return path if isinstance(element, (Text, Column)) else (path, type(element), 0)


class Feed:
    """Empty paper: `lines` of the default height, or `mm` millimetres, or `dots`."""

    __slots__ = ("dots", "lines", "mm")

    def __init__(self, lines: int = 1, *, mm: float | None = None, dots: int | None = None) -> None:
        self.lines = lines if lines is ONE else fields.whole("lines", lines, 0, LINES, "lines")
        self.mm = None if mm is None else fields.number("mm", mm, 0, MILLIMETRES, "mm")
        self.dots = None if dots is None else fields.whole("dots", dots, 0, LONGEST, "dots")

    def measure(self, cx: Context) -> Extent:
        """Return an extent of nothing: a feed has no width."""
        return Extent(0, 0)

    def layout(self, cx: Context, width: int) -> Frame:
        """Return an empty frame of the height asked for."""
        if self.dots is not None:
            height = self.dots
        elif self.mm is not None:
            height = round(Fraction(self.mm) * cx.profile.dpi * 10 / 254)
        else:
            height = self.lines * (24 + cx.profile.leading)
        return Frame(width, height, (), cx.path)


class Rule:
    """A line across: `char` repeated as text, or black dots `thickness` tall.

    With `thickness` the rule is drawn in the middle of `height` dots (default: as tall as a line).
    """

    __slots__ = ("_size", "char", "height", "thickness")

    def __init__(
        self, char: str = _DASH, *, thickness: int | None = None, height: int | None = None
    ) -> None:
        if char is not _DASH and type(char) is not str:
            char = fields.text("a rule's pattern", char)
        if height is not None:
            height = fields.whole("height", height, 1, LONGEST, "dots")
        if thickness is not None:
            thickness = fields.whole("thickness", thickness, 1, height or LONGEST, "dots")
        self.char = char
        self.thickness = thickness
        self.height = height
        if not char or not is_native(char):
            raise UsageError(
                f"a rule is made of characters the printer has, not {excerpt(char)}",
                code="not-native",
                hint="box-drawing characters such as '─' are among them",
            )
        self._size = cells(char)

    def measure(self, cx: Context) -> Extent:
        """Return an extent of one pattern to all there is."""
        cell = cx.face.size.cell
        return Extent(self._size * cell, self._size * cell)

    def layout(self, cx: Context, width: int) -> Frame:
        """Repeat the pattern over the width, or draw the line."""
        if self.thickness is not None:
            height = self.height or max(self.thickness, 24)
            fill = Fill(width, self.thickness)
            return Frame(width, height, [(0, (height - self.thickness) // 2, fill)], cx.path)
        face = cx.face
        cell = face.size.cell
        times, rest = divmod(width // cell, self._size)
        part = self.char.encode("gbk")[:rest].decode("gbk", "ignore") if rest else ""
        used = times * self._size + (cells(part) if part else 0)
        run = Run(self.char * times + part, used * cell, face)
        return Frame(width, face.size.height + cx.profile.leading, ((0, 0, run),), cx.path)
