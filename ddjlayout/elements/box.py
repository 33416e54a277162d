"""Elements: something in a box (Box), with a border, a title and free space inside."""

from collections.abc import Sequence
from typing import NamedTuple

from ddjlayout import fields
from ddjlayout.block import Fill, Frame, Run
from ddjlayout.element import Context, Element, Extent
from ddjlayout.elements.placing import Parts, stacked
from ddjlayout.elements.ruling import CLOSED, Bar, Ruling
from ddjlayout.elements.stack import Column
from ddjlayout.elements.strokes import BAR, Border, Stroke, checked_border, rounded
from ddjlayout.elements.text import Text
from ddjlayout.errors import UsageError, excerpt
from ddjlayout.fields import LONGEST
from ddjlayout.space import Width, parse_gap, parse_width
from ddjlayout.style import AlignName, SizeName

Padding = str | int | Sequence[str | int]
"""Free space inside: on all sides, (top and bottom, left and right) or (top, right, bottom, left).

A number is lines above and below, cells to the left and right; "6d" is dots, "2mm" millimetres.
"""


_NO_PADDING = (parse_gap(0),) * 4
_INSIDE_DOTS = (parse_gap("6d"),) * 4


class Sides(NamedTuple):
    """Dots on the four sides of something."""

    top: int
    right: int
    bottom: int
    left: int


class Box:
    """Elements one under another in a box.

    `border` is "light", "heavy", "double" or "rounded": box-drawing characters, two cells at the
    left and right, a line above and below, all of it native text. A number is a border of that
    many dots, which makes everything inside dots too; None is none, just the padding (6 dots
    inside a border of dots, else 0). `title` stands in the border above. `width` is as in
    `space.parse_width`; "auto" is as wide as what is inside, without it the box takes all there
    is. The style keywords are inherited by what is inside. A page split does not cut a box unless
    `keep` is False.
    """

    __slots__ = ("border", "content", "keep", "padding", "round", "title", "width")

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        *children: "Element | str | None",
        border: Border | int | None = "light",
        padding: Padding | None = None,
        title: str | None = None,
        width: str | int | None = None,
        size: SizeName | None = None,
        bold: bool | None = None,
        align: AlignName | None = None,
        keep: bool = True,
    ) -> None:
        self.content = Column(*children, size=size, bold=bold, align=align)
        self.round = border == "rounded"
        self.border: Stroke | int | None = _checked(border)
        if padding is None:
            self.padding = _INSIDE_DOTS if isinstance(self.border, int) else _NO_PADDING
        else:
            self.padding = _parse_padding(padding)
        self.title = None if title is None else Text(title, align="left", max_lines=1)
        self.width = None if width is None else parse_width(width)
        self.keep = keep if keep is True else fields.flag("keep", keep)
        if title is not None and border is None:
            message = "a box's title stands in its border"
            raise UsageError(message, code="title-without-border", hint="give it a border")

    def measure(self, cx: Context) -> Extent:
        """Return the extent of what is inside with padding and border."""
        line = cx.profile.width
        if self.width is not None and not self.width.flexible:
            fixed = self._whole(cx, self.width.dots(line, cx.face.size.cell, cx.profile.dpi))
            return Extent(fixed, fixed)
        pad, edge = self._pad(cx), self._edge(cx)
        low, high = self.content.measure(cx)
        more = 2 * edge + pad.left + pad.right
        if self.title is not None:
            cell = cx.face.size.cell
            high = max(high, self.title.measure(cx).max + self._lead(cx) + 3 * cell - more)
        return Extent(self._whole(cx, low + more), self._whole(cx, high + more))

    def layout(self, cx: Context, width: int) -> Frame:
        """Lay out what is inside and draw the border around it.

        Raises LayoutError when the box is wider than `width` or too narrow for anything.
        """
        pad, edge = self._pad(cx), self._edge(cx)
        outer = self._outer(cx, width)
        room = outer - 2 * edge - pad.left - pad.right
        if room < cx.face.size.cell or outer > width:
            message = f"a box of {outer} dots leaves {room} inside, in a line of {width}"
            raise cx.fail("too-narrow", message, "widen it or take padding away")
        frame = self.content.layout(cx, room)
        height = frame.height + pad.top + pad.bottom
        inside = Frame(outer - 2 * edge, height, [(pad.left, pad.top, frame)])
        if isinstance(self.border, int):
            inside = self._in_dots(cx, inside, self.border)
        elif self.border is not None:
            inside = self._in_text(cx, inside, self.border)
        return inside._replace(origin=cx.path, keep=self.keep)

    def _pad(self, cx: Context) -> Sides:
        """Return the padding in dots."""
        cell, dpi = cx.face.size.cell, cx.profile.dpi
        pitch = cx.face.size.height + cx.profile.leading
        top, right, bottom, left = self.padding
        return Sides(
            top.dots(0, pitch, dpi),
            right.dots(0, cell, dpi),
            bottom.dots(0, pitch, dpi),
            left.dots(0, cell, dpi),
        )

    def _edge(self, cx: Context) -> int:
        """Return the width of the border at one side, dots."""
        if isinstance(self.border, int):
            return self.border
        return 0 if self.border is None else BAR * cx.face.size.cell

    def _outer(self, cx: Context, width: int) -> int:
        """Return the box's width in dots: whole box-drawing characters where it is made of them."""
        if self.width is None:
            outer = width
        elif self.width.unit == "auto":
            outer = min(self.measure(cx.silent()).max, width)
        else:
            outer = self.width.dots(width, cx.face.size.cell, cx.profile.dpi) or width
        if isinstance(self.border, str) and outer <= width:
            outer = min(self._whole(cx, outer), width - width % self._edge(cx))
        return outer

    def _whole(self, cx: Context, width: int) -> int:
        """Round a width up to whole box-drawing characters where the border is made of them."""
        bar = self._edge(cx)
        return -(-width // bar) * bar if isinstance(self.border, str) else width

    def _lead(self, cx: Context) -> int:
        """Return how far from the left a title starts, dots: past a piece of border and a blank."""
        cell = cx.face.size.cell
        return 2 * BAR * cell + cell if isinstance(self.border, str) else 3 * cell

    def _in_text(self, cx: Context, inside: Frame, stroke: Stroke) -> Frame:
        """Draw a border of box-drawing characters."""
        face = cx.face
        bar = self._edge(cx)
        width = inside.width + 2 * bar
        bars = [Bar(0, stroke), Bar(width - bar, stroke)]
        ruling = Ruling(width, bar, bars, face, face.size.height + cx.profile.leading)
        above = ruling.across(stroke, None, CLOSED)
        below = ruling.across(stroke, CLOSED, None)
        if self.round:
            above, below = rounded(above), rounded(below)
        top = ruling.line(above)
        if self.title is not None:
            lead = self._lead(cx)
            label, used = self._label(cx, width - lead - 2 * bar)
            resume = -(-(lead + used + face.size.cell) // bar)
            left, right = above[: lead // bar], above[resume:]
            parts: Parts = [
                (0, 0, Run(left, len(left) * bar, face)),
                (lead, 0, label),
                (resume * bar, 0, Run(right, len(right) * bar, face)),
            ]
            top = top._replace(parts=parts)
        return stacked([top, ruling.beside(inside, CLOSED), ruling.line(below)], width)

    def _in_dots(self, cx: Context, inside: Frame, thick: int) -> Frame:
        """Draw a border of dots; a title interrupts it at half its own height."""
        width = inside.width + 2 * thick
        top, y = thick, 0
        parts: Parts = []
        if self.title is None:
            parts.append((0, 0, Fill(width, thick)))
        else:
            cell = cx.face.size.cell
            lead = self._lead(cx)
            label, used = self._label(cx, width - lead - 3 * cell)
            top = max(label.height, thick)
            y = (top - thick) // 2
            rest = lead + used + cell
            parts += [
                (0, y, Fill(lead - cell, thick)),
                (lead, 0, label),
                (rest, y, Fill(width - rest, thick)),
            ]
        height = top + inside.height + thick
        parts += [
            (0, y, Fill(thick, height - y)),
            (width - thick, y, Fill(thick, height - y)),
            (0, height - thick, Fill(width, thick)),
            (thick, top, inside),
        ]
        return Frame(width, height, parts)

    def _label(self, cx: Context, room: int) -> tuple[Frame, int]:
        """Lay out the title; return it and how many dots of it are used."""
        assert self.title is not None
        frame = self.title.layout(cx, room)
        used = max([x + part.width for x, _, part in frame.parts], default=0)
        return frame, used


def _checked(border: Border | int | None) -> Stroke | int | None:
    if isinstance(border, int):
        if border < 1 or border > LONGEST or isinstance(border, bool):
            message = f"no border is {excerpt(border)} dots thick"
            hint = "give dots, a name such as 'light', or None for no border"
            raise UsageError(message, code="field-value", hint=hint)
        return border
    return checked_border(border)


def _parse_padding(padding: Padding) -> tuple[Width, Width, Width, Width]:
    """Read padding as in CSS: one value, two, or four from the top clockwise."""
    each = [padding] if isinstance(padding, (str, int)) else padding
    if not fields.is_a(each, Sequence) or isinstance(each, (bytes, bytearray)):
        hint = "write 1 (a line, a cell), '6d' (dots) or '2mm', or a list of these"
        raise fields.wrong_type("padding", padding, "a whole number, text or a list", hint)
    if len(each) not in (1, 2, 4):
        message = f"padding is one value, two or four, not {len(each)}"
        raise UsageError(message, code="field-value", hint="from the top, clockwise")
    widths = [parse_gap(value) for value in each]
    top, right, bottom, left = (widths * 4)[:4]
    return top, right, bottom, left
