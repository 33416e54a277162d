"""Elements: the vertical lines of a table and the horizontal ones that join them."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ddjlayout.block import Frame
from ddjlayout.element import Context
from ddjlayout.elements.ruling import CLOSED, Bar, Open, Ruling
from ddjlayout.elements.strokes import (
    BAR,
    Arms,
    Border,
    Stroke,
    checked_border,
    checked_stroke,
    joint,
    rounded,
)
from ddjlayout.errors import UsageError, excerpt
from ddjlayout.space import Grid, Width

_ALIASES = MappingProxyType({"-": "light", "=": "double"})


class Spacing(NamedTuple):
    """Dots beside and between a table's columns, and what their widths are counted in.

    `edge` is left and right of all columns, `gap` between two, `pad` the part of it that is free
    on either side of a column rule; `width` is what the table may take.
    """

    edge: int
    gap: int
    pad: int
    width: int
    grid: Grid


class Lattice(NamedTuple):
    """The strokes of a border, of column rules, of the rule at header and footer and of row rules.

    There is a border or there are column rules, or both.
    """

    border: Stroke | None
    round: bool
    column: Stroke | None
    rule: Stroke | None
    row_rule: Stroke | None

    def ruling(self, width: int, lefts: Sequence[int], space: Spacing, cx: Context) -> Ruling:
        """Return where the vertical lines stand, for columns that start at `lefts` inside."""
        face = cx.face
        bar = BAR * face.size.cell
        bars: list[Bar] = []
        if self.border:
            bars.append(Bar(0, self.border))
        if self.column:
            inner = enumerate(lefts)
            bars += [Bar(space.edge + x - space.pad - bar, self.column, i) for i, x in inner if i]
        if self.border:
            bars.append(Bar(width - bar, self.border))
        pitch = face.size.height + cx.profile.leading
        return Ruling(width, space.edge, bars, face, pitch, cx.path)

    def drawn(
        self,
        rows: Sequence[Frame],
        opens: Mapping[int, Open],
        ends: tuple[int, int],
        ruling: Ruling,
    ) -> Iterator[Frame]:
        """Yield the rows, which have their bars, with the lines between and around them.

        `opens` says where rows lack bars; `ends` are the first row and the first footer row.
        """
        lines: dict[tuple[Stroke, Open | None, Open | None], Frame] = {}  # most are alike
        above: Open | None = None
        for index, frame in enumerate(rows):
            below = opens.get(index, CLOSED)
            stroke = (self.rule if index in ends else self.row_rule) if index else self.border
            if stroke:
                place = stroke, above, below
                if place not in lines:
                    lines[place] = self._line(ruling, place)
                yield lines[place]
            yield frame
            above = below
        if rows and self.border:
            yield self._line(ruling, (self.border, above, None))

    def _line(self, ruling: Ruling, place: tuple[Stroke, Open | None, Open | None]) -> Frame:
        """Draw a line; those of the border, with nothing above or below, may be rounded."""
        stroke, above, below = place
        line = ruling.across(stroke, above, below)
        outside = above is None or below is None
        return ruling.line(rounded(line) if self.round and outside else line)


def lattice_of(
    border: Border | None, column_rule: Stroke | None, rule: str | None, row_rule: str | None
) -> Lattice | None:
    """Return the lines asked for, None without vertical ones.

    Raises UsageError for unknown lines and for those that do not join.
    """
    outer, inner = checked_border(border), checked_stroke(column_rule)
    if not outer and not inner:
        return None
    lattice = Lattice(outer, border == "rounded", inner, _stroke(rule), _stroke(row_rule))
    for down in (outer, inner):
        for line in (outer, lattice.rule, lattice.row_rule):
            if down and line:
                joint(Arms(down, line, down, line))
    return lattice


def spacing(lattice: Lattice | None, gap: Width, cx: Context, width: int) -> Spacing:
    """Return a table's spacing in `width` dots.

    Box-drawing characters are two cells wide, so a bordered table is a whole number of them, and
    so is each column between column rules. Raises LayoutError for a gap that cannot be halved.
    """
    cell, dpi = cx.face.size.cell, cx.profile.dpi
    free = gap.dots(width, cell, dpi)
    if lattice is None:
        return Spacing(0, free, 0, width, Grid(cell, cell, dpi))
    bar = BAR * cell
    width -= width % bar
    if lattice.column is None:
        return Spacing(bar, free, 0, width, Grid(cell, cell, dpi))
    if free % bar:
        message = f"a gap of {free} dots around column rules is no even number of cells"
        raise cx.fail("gap", message, "make it 0, 2 or 4; the rule has white on both sides")
    pad = free // 2
    return Spacing(bar + pad if lattice.border else 0, free + bar, pad, width, Grid(cell, bar, dpi))


def _stroke(name: str | None) -> Stroke | None:
    try:
        return checked_stroke(_ALIASES.get(name, name) if isinstance(name, str) else name)
    except UsageError:
        raise UsageError(
            f"a table with vertical lines has no rule {excerpt(name)}",
            code="field-value",
            hint="its rules are light, heavy or double",
        ) from None
