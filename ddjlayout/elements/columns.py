"""Elements: the column mini-language of tables, and how cells are written in a column."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from ddjlayout.errors import UsageError, excerpt
from ddjlayout.space import AUTO, FLEX, Width, parse_width
from ddjlayout.text import cells

ColumnAlign = Literal["left", "center", "right", "decimal"]
_TOKEN = re.compile(r"(?P<width>[^<>^,.]+)(?P<comma>,)?(?:\.(?P<places>\d+))?(?P<align>[<>^])?")
_ALIGNS: dict[str | None, ColumnAlign] = {None: "left", "<": "left", "^": "center", ">": "right"}


class ColumnSpec(NamedTuple):
    """How a table's column looks: its width, its alignment, and the format of its numbers.

    `decimal` lines numbers up on the point. `places` digits stand behind it (None: as written),
    `thousands` puts commas between groups of three.
    """

    width: Width = AUTO
    align: ColumnAlign = "left"
    places: int | None = None
    thousands: bool = False

    def spell(self, value: object) -> str:
        """Write a cell's value: numbers by this column's format, None as nothing.

        A float is taken at its shortest spelling, so no binary noise appears. Raises UsageError
        for NaN, infinities and things that are neither text nor number.
        """
        if isinstance(value, str):
            return value
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
            raise UsageError(
                f"a cell is text, a number, None or an element, not {type(value).__name__}"
            )
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not number.is_finite():
            raise UsageError(f"{value} is no number to print", hint="leave the cell empty")
        if self.places is not None:
            number = number.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        return f"{number:,f}" if self.thousands else f"{number:f}"


def parse_columns(columns: "str | Sequence[str | ColumnSpec]") -> list[ColumnSpec]:
    """Read the mini-language: one word a column.

    A word is a width as in `space.parse_width` (`*`, `2*`, `8`, `auto`, `25%`, `20mm`, `96d`),
    then `<`, `^` or `>`; `8.2` is eight cells aligned on the point with two places, `8,.2` the
    same with thousands, `*.2` and `auto.2` likewise. Raises UsageError naming the word.
    """
    words = columns.split() if isinstance(columns, str) else columns
    if not words:
        raise UsageError("a table needs at least one column", hint="for example '* 4> 8.2'")
    return [w if isinstance(w, ColumnSpec) else _parse_word(w) for w in words]


def default_columns(count: int) -> list[ColumnSpec]:
    """Return the columns of a table without specification: flexible, then as wide as needed."""
    return [ColumnSpec(FLEX)] + [ColumnSpec(AUTO, "right")] * (count - 1)


def split_at_point(text: str) -> tuple[int, int] | None:
    """Measure a cell of a decimal column left and right of its last point, cells.

    A number without a point stands left of it (`36`); text without digits, such as `免费`, has no
    point at all and is None.
    """
    head, point, tail = text.rpartition(".")
    if point and tail[:1].isdigit():
        return cells(head), cells(point + tail)
    return (cells(text), 0) if any(char.isdigit() for char in text) else None


def _parse_word(word: str) -> ColumnSpec:
    match = _TOKEN.fullmatch(word)
    if match is None:
        raise UsageError(
            f"not a column: {excerpt(word)}", hint="for example '*', '4>', '8.2', '8,.2', '25%^'"
        )
    width = parse_width(match["width"])
    places = match["places"]
    if places is None:
        return ColumnSpec(width, _ALIGNS[match["align"]], None, bool(match["comma"]))
    return ColumnSpec(
        width,
        "decimal" if match["align"] is None else _ALIGNS[match["align"]],
        int(places),
        bool(match["comma"]),
    )
