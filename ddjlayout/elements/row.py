"""Elements: columns side by side (Row of Col), with the fit ladder and leaders."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate

from ddjlayout import fields
from ddjlayout.block import Frame, new_frame
from ddjlayout.diagnostics import Level
from ddjlayout.element import Context, Element, Extent
from ddjlayout.elements.leader import Leader, checked_leader
from ddjlayout.elements.placing import Parts, VAlign, beside, checked_valign, stacked
from ddjlayout.elements.stack import Column, within
from ddjlayout.elements.text import Text, as_element, plain_run
from ddjlayout.elements.trial import NEVER, flows, height, trial
from ddjlayout.errors import UsageError
from ddjlayout.fields import ONE
from ddjlayout.space import AUTO, FLEX, Grid, Want, parse_gap, parse_width, share
from ddjlayout.style import Align, AlignName, SizeName, Style, style_of

_LEFT = Style(align=Align.LEFT)
_RIGHT = Style(align=Align.RIGHT)
_CELL = parse_gap(1)


class Col:
    """One column of a `Row`: elements one under another in a typed width.

    `width` is as in `space.parse_width` (8, "*", "2fr", "auto", "25%", "20mm", "96d"); without one
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
        self.style = style_of(size=size, bold=bold, align=align)
        self.valign: VAlign | None = checked_valign(valign)
        self.short = None if short is None else as_element(short)


class Row:
    """Columns side by side; an element that is no `Col` becomes one, aligned left.

    The first column without a width is flexible unless another one is, the others are as wide as
    their content; where none has a width the last is aligned right. `gap` is the space between
    columns (cells, "6d" dots). `leader` fills the space before a column with a pattern, on the
    line on which that column begins.

    The fit ladder: everything on one line; else the columns' `short` texts (`row-shortened`);
    else columns wrap (`row-wrapped`), the first alone as long as that takes no more lines; else
    the columns go one under another (`row-stacked`, a warning where widths were given). `valign`
    is "top", or "bottom" where there is a leader.
    """

    __slots__ = ("_texts", "cols", "gap", "leader", "valign")

    def __init__(
        self,
        *cols: "Col | Element | str",
        gap: str | int = 1,
        leader: str = "",
        valign: VAlign | None = None,
    ) -> None:
        if not cols:
            raise UsageError(
                "a Row needs at least one column", code="empty-row", hint="give it '' to be empty"
            )
        texts = [col for col in cols if type(col) is str]
        self._texts = texts if len(texts) == len(cols) else None
        self.cols = cols
        self.gap = _CELL if gap is ONE else parse_gap(gap)
        self.leader: Leader | None = None
        if leader:
            try:
                self.leader = checked_leader(fields.text("leader", leader))
            except UsageError as error:
                error.code = error.code or "not-native"
                raise
        self.valign: VAlign = checked_valign(valign) or ("bottom" if leader else "top")

    def measure(self, cx: Context) -> Extent:
        """Return the sums of the columns' extents."""
        line = cx.profile.width
        gaps = self._gap(cx, line) * (len(self.cols) - 1)
        wants = _Layout(self, cx, line - gaps).wants
        return Extent(gaps + sum(w.min for w in wants), gaps + sum(w.max for w in wants))

    def layout(self, cx: Context, width: int) -> Frame:
        """Put the columns beside one another, as far up the fit ladder as they go."""
        gap = self._gap(cx, width)
        frame = None if self._texts is None else self._one_line(self._texts, cx, width, gap)
        if frame is not None:
            return frame
        cx.enter()
        frame = _Layout(self, cx, width - gap * (len(self.cols) - 1)).frame(width, gap)
        return frame._replace(width=width, origin=cx.path)

    def _gap(self, cx: Context, line: int) -> int:
        return self.gap.dots(line, cx.face.size.cell, cx.profile.dpi)

    def _one_line(self, texts: Sequence[str], cx: Context, width: int, gap: int) -> Frame | None:
        """Lay out plain strings that fit on one line; None for all others."""
        face = cx.face
        parts: Parts = []
        left = width + gap
        for index in range(len(texts) - 1, -1, -1):
            run = plain_run(texts[index], face)
            if run is None:
                return None
            start = left
            left -= run.width + gap
            x = left if index else 0
            if left < 0:
                return None
            if self.leader and parts:
                fill = self.leader.between(x + run.width, start, face)
                if fill is not None:
                    parts.append(fill)
            if run.width:
                parts.append((x, 0, run))
        parts.reverse()
        height = face.size.height + cx.profile.leading
        return new_frame((width, height, parts, cx.path, False))


class _Layout:
    """One row being laid out in `room` dots, gaps not counted."""

    def __init__(self, row: Row, cx: Context, room: int) -> None:
        self.row = row
        self.cx = cx
        self.room = room
        self.cols = [col if isinstance(col, Col) else Col(col) for col in row.cols]
        self.typed = any(col.width for col in self.cols)
        self.grid = Grid(cx.face.size.cell, cx.face.size.cell, cx.profile.dpi)
        last = len(self.cols) - 1
        self.contexts: list[Context] = []
        for index, col in enumerate(self.cols):
            right = 0 < index == last and not self.typed
            inner = cx.styled(_RIGHT if right else _LEFT).styled(col.style)
            inner.path = within((cx.path, "col", index + 1), col.content)
            self.contexts.append(inner)
        self.contents = [col.content for col in self.cols]
        self.wants = self._wants()

    def _wants(self) -> list[Want]:
        """Measure what needs measuring: columns of fixed width are not."""
        wants: list[Want] = []
        flexible = any(col.width and col.width.unit in ("*", "fr") for col in self.cols)
        for index, (col, content) in enumerate(zip(self.cols, self.contents, strict=True)):
            width = col.width or (AUTO if flexible else FLEX)
            flexible = flexible or col.width is None
            if width.flexible:
                extent = content.measure(self.contexts[index].silent())
                wants.append(Want(width, extent.min, extent.max))
            else:
                dots = self.grid.fixed(width, self.room)
                wants.append(Want(width, dots, dots))
        return wants

    def _over(self) -> bool:
        return sum([want.max for want in self.wants]) > self.room

    def frame(self, width: int, gap: int) -> Frame:
        """Take the first step of the fit ladder that goes, and report which it is."""
        over = self._over()
        if over and any(col.short for col in self.cols):
            self.contents = [col.short or col.content for col in self.cols]
            self.wants = self._wants()
            over = self._over()
            message = "the row did not fit on one line, its short text is printed"
            self.cx.report(Level.INFO, "row-shortened", message)
        widths = self._widths() if over else share(self.wants, self.room, self.grid)
        if widths is None or sum(widths) > self.room or self._break_number(widths):
            return self._stacked(width)
        if over:
            message = "the row did not fit on one line, its columns are wrapped"
            self.cx.report(Level.INFO, "row-wrapped", message)
        frames = self._frames(widths)
        lefts = list(accumulate([each + gap for each in widths[:-1]], initial=0))
        valigns: list[VAlign] = [col.valign or self.row.valign for col in self.cols]
        pitch = self.cx.face.size.height + self.cx.profile.leading
        frame = beside(frames, lefts, valigns, pitch)
        return frame if self.row.leader is None else self.row.leader.led(frame)

    def _break_number(self, widths: Sequence[int]) -> bool:
        """Tell whether a column is narrower than a number that is in the text it holds."""
        laid = zip(self.cols, self.contents, self.contexts, widths, strict=True)
        return any(
            col.width is not None and isinstance(content, Text) and content.breaks(inner, width)
            for col, content, inner, width in laid
        )

    def _widths(self) -> list[int] | None:
        """Share the room where not everything fits on one line: the fewest lines are best.

        Without typed widths the first column wraps alone if that takes no more lines, and None is
        better if that takes fewer.
        """
        heights = [self._heights(i) for i in range(len(self.cols))]
        wants = [w._replace(heights=f) for w, f in zip(self.wants, heights, strict=True)]
        if self.typed:
            return share(wants, self.room, self.grid)
        others = [want.max for want in wants[1:]]
        whole = [self.room - sum(others), *others]
        wrapped = _tallest(heights, whole) if whole[0] >= wants[0].min else NEVER
        if wrapped <= 2 * (self.cx.face.size.height + self.cx.profile.leading):
            return whole  # nothing that wraps takes less
        best = share(wants, self.room, self.grid)
        if best is None or wrapped <= _tallest(heights, best):
            best = whole if wrapped < NEVER else None
        return None if best is None or self._lower_stacked(_tallest(heights, best)) else best

    def _lower_stacked(self, tallest: int) -> bool:
        """Tell whether text one under another is less tall than beside one another."""
        laid = zip(self.contents, self.contexts, strict=True)
        return all(map(flows, self.contents)) and tallest > sum(
            [height(content, trial(inner), self.room) for content, inner in laid]
        )

    def _heights(self, index: int) -> Callable[[int], list[int]] | None:
        """Return the function from a column's width to its height, None where that is fixed."""
        content = self.contents[index]
        want = self.wants[index]
        if not flows(content) or (want.width.flexible and want.min >= want.max):
            return None
        inner = trial(self.contexts[index])

        def heights(width: int) -> list[int]:
            return [height(content, inner, width)]

        return cache(heights)

    def _frames(self, widths: Sequence[int]) -> list[Frame]:
        laid = zip(self.contents, self.contexts, widths, strict=True)
        return [content.layout(inner, width) for content, inner, width in laid]

    def _stacked(self, width: int) -> Frame:
        """Put the columns one under another because their minima do not fit on the line."""
        if len(self.cols) > 1:
            message = (
                f"{len(self.cols)} columns do not fit in {width} dots, printed one under another"
            )
            hint = "use fewer or narrower columns, a number's as wide as that"
        else:
            message = f"a column wider than {width} dots is printed that wide"
            hint = "a plain number is cells; write '200d' for dots"
        level = Level.WARNING if self.typed else Level.INFO
        self.cx.report(level, "row-stacked", message, hint)
        return stacked(self._frames([width] * len(self.cols)), width)


def _tallest(heights: Sequence[Callable[[int], list[int]] | None], widths: Sequence[int]) -> int:
    return max([f(width)[0] for f, width in zip(heights, widths, strict=True) if f], default=0)
