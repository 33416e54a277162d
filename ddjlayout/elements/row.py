"""Elements: columns side by side (Row of Col), with the fit ladder and leaders."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from ddjlayout.block import Block, Frame, Run
from ddjlayout.diagnostics import Level
from ddjlayout.element import Context, Element, Extent
from ddjlayout.elements.box import Column
from ddjlayout.elements.text import as_element
from ddjlayout.errors import UsageError, excerpt
from ddjlayout.space import AUTO, FLEX, Want, parse_width, share
from ddjlayout.style import AlignName, SizeName, Style, align_named, size_named
from ddjlayout.text import cells

VAlign = Literal["top", "middle", "bottom"]
_VALIGNS = ("top", "middle", "bottom")


class Col:
    """One column of a `Row`: elements one under another in a typed width.

    `width` is as in `space.parse_width` (8, "2fr", "*", "auto", "25%", "20mm", "96d"); without one
    the row decides. `short` replaces the content when the row would not fit on one line.
    """

    __slots__ = ("content", "short", "style", "valign", "width")

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        *children: "Element | str | None",
        width: str | int | None = None,
        align: AlignName | None = None,
        size: SizeName | None = None,
        bold: bool | None = None,
        valign: VAlign | None = None,
        short: "Element | str | None" = None,
    ) -> None:
        self.content = as_element(children[0]) if len(children) == 1 else Column(*children)
        self.width = None if width is None else parse_width(width)
        self.style = Style(size_named(size), bold, None, None, align_named(align))
        self.valign = _checked(valign)
        self.short = None if short is None else as_element(short)


class Row:
    """Columns side by side; an element that is no `Col` becomes one.

    Without widths the first column is flexible and the others as wide as their content; the last
    is then aligned right. `gap` is in cells. When the columns do not fit on one line, a column's
    `short` text is used, else flexible columns wrap, else the columns go one under another
    (`row-stacked`). `leader` fills the space between two columns with a character.
    """

    __slots__ = ("cols", "gap", "leader", "valign")

    def __init__(
        self,
        *cols: "Col | Element | str",
        gap: int = 1,
        leader: str = "",
        valign: VAlign = "top",
    ) -> None:
        if not cols:
            raise UsageError("a Row needs at least one column")
        self.cols = [col if isinstance(col, Col) else Col(col) for col in cols]
        self.gap = gap
        self.leader = leader
        self.valign: VAlign = _checked(valign) or "top"

    def measure(self, cx: Context) -> Extent:
        """Return the sums of the columns' extents."""
        cell = cx.face.size.cell
        wants = self._wants(cx, [col.content for col in self.cols], cx.profile.width)
        gaps = self.gap * cell * (len(wants) - 1)
        return Extent(gaps + sum(w.min for w in wants), gaps + sum(w.max for w in wants))

    def layout(self, cx: Context, width: int) -> Frame:
        """Share the width, lay out the columns, and put them beside one another."""
        cell = cx.face.size.cell
        gap = self.gap * cell
        room = width - gap * (len(self.cols) - 1)
        contents = [col.content for col in self.cols]
        wants = self._wants(cx, contents, room)
        if sum(w.max for w in wants) > room and any(col.short for col in self.cols):
            contents = [col.short or col.content for col in self.cols]
            wants = self._wants(cx, contents, room)
            cx.report(Level.INFO, "row-shortened", "the row did not fit, its short text is printed")
        widths = share(wants, room, cell=cell, dpi=cx.profile.dpi)
        if sum(widths) > room:
            return self._stacked(cx, contents, width)
        here = cx.path
        frames: list[Frame] = []
        for number, (content, each) in enumerate(zip(contents, widths, strict=True), 1):
            inner = cx.styled(self._style(number - 1))
            inner.path = (here, "col", number)
            frames.append(content.layout(inner, each))
        cx.path = here
        frame = beside(frames, widths, gap, [col.valign or self.valign for col in self.cols])
        if self.leader:
            frame = _led(frame, self.leader)
        return frame._replace(width=width, origin=here)

    def _style(self, index: int) -> Style:
        """Return a column's style: by default the last of several without widths is right."""
        col = self.cols[index]
        if 0 < index == len(self.cols) - 1 and col.style.align is None and col.width is None:
            return col.style._replace(align=align_named("right"))
        return col.style

    def _wants(self, cx: Context, contents: Sequence[Element], line: int) -> list[Want]:
        """Measure what needs measuring: columns of fixed width are not."""
        wants: list[Want] = []
        cell = cx.face.size.cell
        here = cx.path
        for index, (col, content) in enumerate(zip(self.cols, contents, strict=True)):
            width = col.width or (AUTO if index else FLEX)
            if width.unit in ("auto", "fr"):
                inner = cx.styled(self._style(index))
                inner.path = (here, "col", index + 1)
                extent = content.measure(inner)
                wants.append(Want(width, extent.min, extent.max))
            else:
                dots = width.dots(line, cell, cx.profile.dpi)
                wants.append(Want(width, dots, dots))
        cx.path = here
        return wants

    def _stacked(self, cx: Context, contents: Sequence[Element], width: int) -> Frame:
        """Put the columns one under another because their minima do not fit on the line."""
        cx.report(
            Level.WARNING,
            "row-stacked",
            f"{len(self.cols)} columns do not fit in {width} dots, printed one under another",
            "use fewer or narrower columns",
        )
        parts: list[tuple[int, int, Block | Frame]] = []
        y = 0
        here = cx.path
        for index, content in enumerate(contents):
            inner = cx.styled(self._style(index))
            inner.path = (here, "col", index + 1)
            frame = content.layout(inner, width)
            parts.append((0, y, frame))
            y += frame.height
        cx.path = here
        return Frame(width, y, parts, here)


def beside(
    frames: Sequence[Frame], widths: Sequence[int], gap: int, valigns: Sequence[VAlign]
) -> Frame:
    """Put frames beside one another, `gap` dots apart, each aligned in the row's height."""
    height = max(frame.height for frame in frames)
    parts: list[tuple[int, int, Block | Frame]] = []
    x = 0
    for frame, width, valign in zip(frames, widths, valigns, strict=True):
        spare = height - frame.height
        y = {"top": 0, "middle": spare // 2, "bottom": spare}[valign]
        parts.append((x, y, frame))
        x += width + gap
    return Frame(x - gap, height, parts)


def _led(frame: Frame, leader: str) -> Frame:
    """Fill the space between neighbours on each line with the leader, one cell off either."""
    runs = sorted(_placed_runs(frame, 0, 0), key=lambda r: (r[1], r[0]))
    parts = list(frame.parts)
    step = cells(leader)
    for (x, y, run), (next_x, next_y, after) in pairwise(runs):
        cell = run.face.size.cell
        start = x + run.width + cell
        times = (next_x - cell - start) // (cell * step)
        if y == next_y and run.face == after.face and times > 0:
            width = times * step * cell
            parts.append((next_x - cell - width, y, Run(leader * times, width, run.face)))
    return frame._replace(parts=parts)


def _placed_runs(frame: Frame, x: int, y: int) -> list[tuple[int, int, Run]]:
    out: list[tuple[int, int, Run]] = []
    for dx, dy, part in frame.parts:
        if isinstance(part, Frame):
            out += _placed_runs(part, x + dx, y + dy)
        elif isinstance(part, Run):
            out.append((x + dx, y + dy, part))
    return out


def _checked(valign: VAlign | None) -> VAlign | None:
    if valign is not None and valign not in _VALIGNS:
        raise UsageError(f"no vertical alignment {excerpt(valign)}", hint="top, middle or bottom")
    return valign
