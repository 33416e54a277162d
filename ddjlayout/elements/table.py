"""Elements: rows of cells in common columns (Table)."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import cast

from ddjlayout import fields
from ddjlayout.block import Frame
from ddjlayout.diagnostics import Level
from ddjlayout.element import Context, Extent
from ddjlayout.elements.cells import covered
from ddjlayout.elements.columns import Columns, ColumnSpec, default_columns, parse_columns
from ddjlayout.elements.contents import Contents
from ddjlayout.elements.joined import joined_rows
from ddjlayout.elements.lattice import Spacing, lattice_of, spacing
from ddjlayout.elements.placing import VAlign, checked_valign, stacked
from ddjlayout.elements.reading import Group, columns_of, read
from ddjlayout.elements.ruling import CLOSED, Open, Ruling
from ddjlayout.elements.stack import Rule
from ddjlayout.elements.stacking import HINT, stacked_row, stacked_widths
from ddjlayout.elements.strokes import Border, Stroke
from ddjlayout.elements.table_row import Rows, Track
from ddjlayout.elements.widths import column_widths, extent, figure_columns
from ddjlayout.fields import ZERO
from ddjlayout.space import Width, parse_gap
from ddjlayout.style import SizeName, style_of

Cells = Sequence[object]
"""A row: text, numbers, None (empty), Spans and elements, at most one a column."""


_PATTERNS = MappingProxyType({"light": "─", "heavy": "━", "double": "═"})
_CELL, _NONE = parse_gap(1), parse_gap(0)


class Table:
    """Rows in common columns, with a header above and a footer below.

    `columns` is the mini-language of `parse_columns`, such as `"* 4> 8.2"`; without it the first
    column is flexible and the others as wide as their content, aligned right. A row that is an
    element takes the whole width. `gap` is the space between columns ("6d" dots; 1 cell, none
    beside column rules).

    `rule` is the line under the header and above the footer, `row_rule` the one between rows
    (None for none): a pattern such as "-", or "light", "heavy" or "double". `border` and
    `column_rule` are drawn with box-drawing characters, two cells wide each; all lines are then,
    "-" and "=" meaning light and double. `valign` is where cells stand that are less tall than
    their row; `max_lines` cuts text in cells, with a marker and a warning. Without rows only
    header and footer print.
    """

    __slots__ = (
        "columns",
        "footer",
        "footer_style",
        "gap",
        "header",
        "header_style",
        "lattice",
        "max_lines",
        "rows",
        "rules",
        "style",
        "valign",
    )

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        rows: "Iterable[Cells | object]",
        columns: Columns | None = None,
        *,
        header: Cells | None = None,
        footer: "Iterable[Cells | object]" = (),
        gap: str | int | None = None,
        rule: str | None = "-",
        row_rule: str | None = None,
        column_rule: Stroke | None = None,
        border: Border | None = None,
        valign: VAlign = "top",
        max_lines: int | None = None,
        size: SizeName | None = None,
        bold: bool | None = None,
        header_bold: bool | None = None,
        footer_bold: bool | None = None,
    ) -> None:
        self.rows = _listed("rows", rows)
        self.header = header
        self.footer = _listed("footer", footer)
        self.columns = None if columns is None else parse_columns(columns)
        self.lattice = lattice_of(border, column_rule, rule, row_rule)
        self.rules = None if self.lattice else (_pattern(rule), _pattern(row_rule))
        self.gap = _gap(gap, column_rule)
        self.valign: VAlign = checked_valign(valign) or "top"
        self.max_lines = None if max_lines is None else fields.whole("max_lines", max_lines, 1)
        self.style = style_of(size=size, bold=bold)
        self.header_style = style_of(bold=header_bold)
        self.footer_style = style_of(bold=footer_bold)

    def measure(self, cx: Context) -> Extent:
        """Return the width at which no word is broken, and the one at which nothing wraps."""
        inner = cx.styled(self.style)
        contents = self._prepared(inner)
        space = spacing(self.lattice, self.gap, inner, inner.profile.width)
        low, high = extent(contents, space.gap, space.grid, inner)
        # box-drawing characters are two cells wide, and a bordered table is made of whole ones
        whole = 2 * space.grid.cell if self.lattice else 1
        low, high = (-(-(each + 2 * space.edge) // whole) * whole for each in (low, high))
        return Extent(low, high)

    def layout(self, cx: Context, width: int) -> Frame:
        """Prepare all cells, share the width among the columns, and stack the rows.

        Raises LayoutError where the columns cannot be as wide as asked.
        """
        here = cx.path
        inner = cx.styled(self.style)
        contents = self._prepared(inner)
        space = spacing(self.lattice, self.gap, inner, width)
        room = space.width - 2 * space.edge - space.gap * (len(contents.specs) - 1)
        widths = column_widths(contents, room, space.gap, space.grid, inner)
        figures: frozenset[int] | None = None
        if widths is None:
            total = space.width
            figures = figure_columns(contents)
            widths = stacked_widths(contents, figures, room)
            message = f"the numbers do not fit beside the text in {width} dots, but below it"
            inner.report(Level.WARNING, "row-stacked", message, HINT)
        else:
            total = self._total(widths, space, room, inner)
        tracks = self._tracks(contents, widths, space.gap)
        ruling = self._ruling(tracks if figures is None else (), total, space, inner)
        frames, opens = self._rows(contents, tracks, ruling, figures)
        ends = 0 if self.header is None else 1, len(frames) - len(self.footer)
        inner.path = here  # rows that report leave theirs
        if self.lattice is None:
            return stacked(self._parted(frames, ends, total, inner), total, here)
        return stacked(self.lattice.drawn(frames, opens, ends, ruling), total, here)

    def _ruling(self, tracks: Sequence[Track], width: int, space: Spacing, cx: Context) -> Ruling:
        """Return the vertical lines beside the tracks; there are none without a lattice."""
        if self.lattice is None:
            face = cx.face
            return Ruling(width, 0, (), face, face.size.height + cx.profile.leading)
        return self.lattice.ruling(width, [track.x for track in tracks], space, cx)

    def _tracks(self, contents: Contents, widths: Sequence[int], gap: int) -> list[Track]:
        """Put the columns beside one another."""
        lefts = accumulate([width + gap for width in widths[:-1]], initial=0)
        return [
            Track(x, width, spec.align, spec.valign or self.valign, points)
            for x, width, spec, points in zip(
                lefts, widths, contents.specs, contents.points, strict=True
            )
        ]

    def _rows(
        self,
        contents: Contents,
        tracks: Sequence[Track],
        ruling: Ruling,
        figures: frozenset[int] | None,
    ) -> tuple[list[Frame], dict[int, Open]]:
        """Lay out all rows with their bars; return them, and the columns without a bar in some.

        Rows are stacked where a number does not fit in its column; with `figures`, the columns
        that hold numbers, all are.
        """
        frames: list[Frame | None] = [None] * len(contents)
        if figures is None:
            wrap = self.max_lines is None and {track.valign for track in tracks} == {"top"}
            frames = joined_rows(contents, tracks, ruling, wrap=wrap)
        opens: dict[int, Open] = {}
        if all(frames):
            return cast("list[Frame]", frames), opens
        width = ruling.width - 2 * ruling.inset
        others = [number for number, frame in enumerate(frames) if frame is None]
        for _, start, stop, cx in contents.sections:
            rows = Rows(tracks, width, cx, self.max_lines)
            for number in others[bisect_left(others, start) : bisect_left(others, stop)]:
                line = contents.line(number)
                frame = rows.frame(line) if figures is None else None
                if line.wide:
                    opens[number] = covered(line)
                if frame is None:
                    opens[number] = frozenset(range(len(tracks)))
                    frame = stacked_row(line, rows, figures)
                bars = opens.get(number, CLOSED)
                frames[number] = ruling.beside(frame, bars) if self.lattice else frame
        return cast("list[Frame]", frames), opens

    def _parted(
        self, rows: list[Frame], ends: tuple[int, int], width: int, cx: Context
    ) -> list[Frame]:
        """Put rules between the rows, and one below a header that has nothing below it."""
        rule, row_rule = self.rules or (None, None)
        if row_rule is None and (rule is None or ends == (0, len(rows))):
            return rows
        frames: list[Frame] = []
        for index, frame in enumerate(rows):
            line = rule if index in ends else row_rule
            if index and line:
                frames.append(line.layout(cx, width))
            frames.append(frame)
        if rows and ends[0] == len(rows) and rule:
            frames.append(rule.layout(cx, width))
        return frames

    def _total(self, widths: list[int], space: Spacing, room: int, cx: Context) -> int:
        """Return the table's width; a bordered one is made whole box-drawing characters wide."""
        need = 2 * space.edge + sum(widths) + space.gap * (len(widths) - 1)
        if sum(widths) > room:
            message = f"the columns need {need} of {space.width} dots"
            raise cx.fail("table-too-wide", message, "use fewer or narrower columns")
        if self.lattice:
            odd = -need % (2 * space.grid.cell)
            widths[-1] += odd
            need += odd
        return need

    def _prepared(self, cx: Context) -> Contents:
        """Read header, rows and footer, in this order."""
        header = () if self.header is None else (self.header,)
        groups = (
            Group("header", header, cx.styled(self.header_style)),
            Group("row", self.rows, cx),
            Group("footer", self.footer, cx.styled(self.footer_style)),
        )
        return read(groups, self._specs(), cx.path)

    def _specs(self) -> list[ColumnSpec]:
        if self.columns is not None:
            return self.columns
        every = [self.header, *self.rows, *self.footer]
        return default_columns(max([columns_of(row) for row in every], default=1))


def _listed(name: str, rows: "Iterable[Cells | object]") -> list[object]:
    """Return rows as a list, they are read more than once."""
    usual = fields.is_a(rows, (list, tuple))  # to ask for an Iterable takes longer
    if not usual and (isinstance(rows, (str, bytes)) or not fields.is_a(rows, Iterable)):
        hint = "each row is a list of cells: [('白米饭', 2)]; [] for none"
        raise fields.wrong_type(name, rows, "a list of rows", hint)
    return list(rows)


def _pattern(name: str | None) -> Rule | None:
    if name is None:
        return None
    return Rule(_PATTERNS.get(name, name) if fields.is_a(name, str) else name)


def _gap(gap: str | int | None, column_rule: Stroke | None) -> Width:
    """Read a gap: by default a cell, or nothing beside column rules, which have white inside."""
    if gap is None:
        return _NONE if column_rule else _CELL
    return _NONE if gap is ZERO else parse_gap(gap)
