"""Elements: rows of cells in common columns (Table)."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from ddjlayout.block import Frame, Path
from ddjlayout.element import Context, Extent
from ddjlayout.elements.box import Rule
from ddjlayout.elements.cells import EMPTY, Entry, Line, Points, column_widths, entry_of, points_of
from ddjlayout.elements.columns import ColumnSpec, default_columns, parse_columns
from ddjlayout.elements.row import VAlign
from ddjlayout.elements.table_row import Parts, Track, row_frame
from ddjlayout.errors import UsageError
from ddjlayout.style import SizeName, style_of

Cells = Sequence[object]
"""A row: text, numbers, None (empty) and elements, at most one a column."""


class Table:
    """Rows in common columns, with a header above and a footer below.

    `columns` is the mini-language of `parse_columns`, such as `"* 4> 8.2"`; without it the first
    column is flexible and the others as wide as their content, aligned right. `rule` is the line
    under the header and above the footer (None for none), `row_rule` the one between rows. `gap`
    is in cells. No rows print as nothing but header and footer.
    """

    __slots__ = (
        "columns",
        "footer",
        "gap",
        "header",
        "row_rule",
        "rows",
        "rule",
        "style",
        "valign",
    )

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        rows: Iterable[Cells],
        columns: "str | Sequence[str | ColumnSpec] | None" = None,
        *,
        header: Cells | None = None,
        footer: Iterable[Cells] = (),
        gap: int = 1,
        rule: str | None = "-",
        row_rule: str | None = None,
        valign: VAlign = "top",
        size: SizeName | None = None,
        bold: bool | None = None,
    ) -> None:
        self.rows = list(rows)
        self.header = header
        self.footer = list(footer)
        self.columns = columns
        self.gap = gap
        self.rule = None if rule is None else Rule(rule)
        self.row_rule = None if row_rule is None else Rule(row_rule)
        self.valign: VAlign = valign
        self.style = style_of(size=size, bold=bold)

    def measure(self, cx: Context) -> Extent:
        """Return the sums of the columns' extents."""
        inner = cx.styled(self.style)
        specs = self._specs()
        lines = self._lines(inner, specs)
        gaps = self.gap * inner.face.size.cell * (len(specs) - 1)
        low, high = (
            sum(column_widths(specs, lines, self._points(specs, lines), room, inner))
            for room in (0, inner.profile.width - gaps)
        )
        return Extent(low + gaps, high + gaps)

    def layout(self, cx: Context, width: int) -> Frame:
        """Prepare all cells, share the width among the columns, and stack the rows."""
        inner = cx.styled(self.style)
        specs = self._specs()
        lines = self._lines(inner, specs)
        points = self._points(specs, lines)
        gap = self.gap * inner.face.size.cell
        widths = column_widths(specs, lines, points, width - gap * (len(specs) - 1), inner)
        lefts = accumulate((each + gap for each in widths), initial=0)
        tracks = [Track(*t) for t in zip(lefts, widths, specs, points, strict=False)]
        if tracks[-1].x + tracks[-1].width > width:
            raise cx.fail(
                "table-too-wide",
                f"the columns need {tracks[-1].x + tracks[-1].width} of {width} dots",
                "use fewer or narrower columns",
            )
        frames = [row_frame(line, tracks, inner, self.valign) for line in lines]
        inner.path = cx.path
        return _stacked(self._ruled(frames, inner, width), width, cx.path)

    def _specs(self) -> list[ColumnSpec]:
        if self.columns is not None:
            return parse_columns(self.columns)
        every = [row for row in (self.header, *self.rows, *self.footer) if row is not None]
        return default_columns(max((len(row) for row in every), default=1))

    def _lines(self, cx: Context, specs: Sequence[ColumnSpec]) -> list[Line]:
        """Prepare header, rows and footer, in this order."""
        here = cx.path
        groups = [
            ("header", [] if self.header is None else [self.header]),
            ("row", self.rows),
            ("footer", self.footer),
        ]
        lines: list[Line] = []
        for name, rows in groups:
            for number, row in enumerate(rows, 1):
                cx.path = path = (here, name, number)
                lines.append(Line(_entries(row, specs, cx), path))
        cx.path = here
        return lines

    def _points(self, specs: Sequence[ColumnSpec], lines: Sequence[Line]) -> list[Points]:
        body = lines[0 if self.header is None else 1 :]
        return [
            points_of([line.entries[i] for line in body])
            if spec.align == "decimal"
            else Points(0, 0)
            for i, spec in enumerate(specs)
        ]

    def _ruled(self, frames: list[Frame], cx: Context, width: int) -> Iterable[Frame]:
        """Yield header, rows and footer with their rules between them."""
        head = 0 if self.header is None else 1
        foot = len(frames) - len(self.footer)
        for index, frame in enumerate(frames):
            rule = self.rule if index in (head, foot) else self.row_rule
            if index and rule is not None:
                yield rule.layout(cx, width)
            yield frame
        if head and foot == head and not self.footer and self.rule is not None:
            yield self.rule.layout(cx, width)


def _entries(row: Cells, specs: Sequence[ColumnSpec], cx: Context) -> list[Entry]:
    """Prepare the cells of one row; a short row ends in empty cells."""
    if isinstance(row, str) or len(row) > len(specs):
        what = "text" if isinstance(row, str) else f"{len(row)} cells"
        raise cx.fail(
            "row-shape", f"a row of {what} in a table of {len(specs)} columns", "add a column"
        )
    try:
        entries = [entry_of(value, spec, cx) for value, spec in zip(row, specs, strict=False)]
    except UsageError as error:
        raise cx.fail("cell", error.message, error.hint) from None
    return [*entries, *[EMPTY] * (len(specs) - len(row))]


def _stacked(frames: Iterable[Frame], width: int, path: Path | None) -> Frame:
    parts: Parts = []
    y = 0
    for frame in frames:
        parts.append((0, y, frame))
        y += frame.height
    return Frame(width, y, parts, path)
