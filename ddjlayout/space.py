"""Inside layout: widths a user can ask for, and the sharing of a line's dots among columns."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from ddjlayout.errors import UsageError, excerpt
from ddjlayout.fields import LINES, LONGEST, MILLIMETRES, wrong_type, wrong_value
from ddjlayout.optimum import Flexible, fewest_lines

Unit = Literal["cells", "*", "fr", "auto", "%", "mm", "dots"]


class Width(NamedTuple):
    """A typed width: `8` cells, `*`, `2fr`, `auto`, `25%` of the line, `20mm`, `96d` (dots)."""

    unit: Unit
    value: float = 1.0

    @property
    def flexible(self) -> bool:
        """Tell whether the width depends on what is in the column or beside it."""
        return self.unit in ("*", "auto", "fr")

    def dots(self, line: int, cell: int, dpi: int) -> int:
        """Return a fixed width in dots of a `line` dots wide; 0 for a flexible one."""
        match self.unit:
            case "cells":
                return int(self.value * cell)
            case "%":
                return int(self.value * line / 100)
            case "mm":
                return round(self.value * dpi * 10 / 254)
            case "dots":
                return int(self.value)
            case "*" | "fr" | "auto":
                return 0


class Grid(NamedTuple):
    """What widths are counted in: dots of a cell, of a step of widths; dots an inch."""

    cell: int
    step: int
    dpi: int

    def fixed(self, width: Width, line: int) -> int:
        """Return a fixed width in dots: per cent in whole steps, at least one; the rest as asked.

        Where a step is wider than a cell (between vertical rules), every width is rounded up.
        """
        dots = width.dots(line, self.cell, self.dpi)
        if width.unit == "%":
            return max(dots - dots % self.step, self.step)
        return self.up(dots) if self.step > self.cell else dots

    def up(self, dots: int) -> int:
        """Round up to whole steps."""
        return -(-dots // self.step) * self.step


class Want(NamedTuple):
    """What one column asks for: its width, the extent of what is in it (dots).

    `heights` gives the heights of its cells, row by row, at a width in dots; None where they do
    not depend on the width.
    """

    width: Width
    min: int
    max: int
    heights: Callable[[int], Sequence[int]] | None = None


AUTO = Width("auto")
FLEX = Width("*")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(fr|%|mm|d|dots|cells|c|\*)?")
_UNITS: Mapping[str | None, Unit] = MappingProxyType(
    {
        None: "cells",
        "c": "cells",
        "cells": "cells",
        "d": "dots",
        "dots": "dots",
        "fr": "fr",
        "*": "fr",
        "%": "%",
        "mm": "mm",
    }
)
_MOST: Mapping[Unit, int] = MappingProxyType(
    {"cells": LINES, "mm": MILLIMETRES, "dots": LONGEST, "%": 1_000, "fr": 1_000_000}
)
_LEAST: Mapping[Unit, float] = MappingProxyType(
    {"cells": 0.125, "mm": 0.125, "dots": 1, "%": 0.3, "fr": 0.000_001}
)
"""A dot: an eighth of the smallest cell, and of a millimetre."""
_GAPS = "write 1 (cells), '6d' (dots) or '2mm'; 0 for none"
_WAYS = "write 8 (cells), '*', '2fr', 'auto', '25%', '20mm' or '96d' (dots)"


def parse_width(text: "str | int") -> Width:
    """Read a width: 8, "8", "8c" cells; "*"; "2fr" or "2*"; "auto"; "25%"; "20mm"; "96d" dots.

    Raises UsageError for anything else, and for a width of less than a dot or beyond all paper.
    """
    word = _word("width", text, _WAYS)
    if word == "*":
        return FLEX
    if word == "auto":
        return AUTO
    match = _NUMBER.fullmatch(word)
    if match is None or not float(match[1]):
        raise UsageError(f"not a width: {excerpt(text)}", code="field-value", hint=_WAYS)
    unit = _UNITS[match[2]]
    return Width(unit, _size("width", text, unit, float(match[1]), _LEAST[unit]))


def parse_gap(text: "str | int") -> Width:
    """Read the space between columns or around something: a fixed width that may be 0.

    Raises UsageError for a flexible or negative one, and for one beyond all paper.
    """
    match = _NUMBER.fullmatch(_word("gap", text, _GAPS))
    if match is None or match[2] in ("fr", "*", "%"):
        raise UsageError(f"not a gap: {excerpt(text)}", code="field-value", hint=_GAPS)
    unit = _UNITS[match[2]]
    return Width(unit, _size("gap", text, unit, float(match[1]), 0))


def _word(what: str, text: object, ways: str) -> str:
    """Return what is to be read as a width or a gap, without blanks around it."""
    if isinstance(text, str):
        return text.strip()
    if isinstance(text, bool) or not isinstance(text, int):
        hint = ways + (", parts of it as text" if isinstance(text, float) else "")
        raise wrong_type(f"a {what}", text, "a whole number or text", hint)
    if not -LONGEST <= text <= LONGEST:  # longer ones than Python writes are among them
        raise wrong_value(f"a {what}", text, f"at most {LINES:,} cells", ways)
    return str(text)


def _size(what: str, text: object, unit: Unit, value: float, least: float) -> float:
    """Return a width's number; raise UsageError for less than a dot and for more than all paper."""
    most = _MOST[unit]
    if least <= value <= most:
        return value
    limits = f"{least} to {most:,} {unit}"
    hint = "that is less than a dot" if value < least else "the paper has 384 dots, 48 mm"
    raise wrong_value(f"a {what}", text, limits, hint)


def share(wants: Sequence[Want], line: int, grid: Grid) -> list[int] | None:
    """Share `line` dots among columns; None when the least they need does not fit.

    Fixed widths come first. Then, when everything fits, `auto` columns get the most they want and
    `*` columns the rest, the narrowest first; else the columns get the widths that print the
    fewest lines (`optimum.fewest_lines`), none below its minimum. When there are `fr` columns,
    they and `*` (as 1fr) share by weight what `auto` leaves, none below its minimum. Flexible
    widths are whole steps; dots left over go to the last column that is not `auto`.
    """
    widths = [0 if w.width.flexible else grid.fixed(w.width, line) for w in wants]
    places = [i for i, want in enumerate(wants) if want.width.flexible]
    room = line - sum(widths)
    if room < sum(grid.up(wants[i].min) for i in places):
        return _exact(wants, widths, places, room)
    if any(wants[i].width.unit == "fr" for i in places):
        autos = [i for i in places if wants[i].width.unit == "auto"]
        rest = [i for i in places if i not in autos]
        left = room - sum(grid.up(wants[i].min) for i in rest)
        _place(widths, autos, _by_content([wants[i] for i in autos], left, grid))
        left = room - sum(widths[i] for i in autos)
        _place(widths, rest, _by_weight([wants[i] for i in rest], left, grid.step))
    else:
        over = sum(wants[i].max for i in places) > room
        others = _tallest(wants, widths) if over else ()
        _place(widths, places, _by_content([wants[i] for i in places], room, grid, others))
    return widths


def _tallest(wants: Sequence[Want], widths: Sequence[int]) -> Sequence[int]:
    """Return the heights of the rows in the columns of fixed width."""
    fixed = [
        want.heights(width)
        for want, width in zip(wants, widths, strict=True)
        if want.heights and not want.width.flexible
    ]
    return [max(row) for row in zip(*fixed, strict=True)]


def _place(widths: list[int], places: Sequence[int], values: Sequence[int]) -> None:
    for i, value in zip(places, values, strict=True):
        widths[i] = value


def _exact(
    wants: Sequence[Want], widths: list[int], places: Sequence[int], room: int
) -> list[int] | None:
    """Give every flexible column its minimum to the dot where whole steps do not fit."""
    spare = room - sum(wants[i].min for i in places)
    if spare < 0:
        return None
    _place(widths, places, [wants[i].min for i in places])
    stars = [i for i in places if wants[i].width.unit != "auto"]
    if stars:
        widths[stars[-1]] += spare
    return widths


def _by_content(
    wants: Sequence[Want], room: int, grid: Grid, others: Sequence[int] = ()
) -> list[int]:
    """Share among `auto` and `*` columns whose minima fit; `others` are the heights beside them."""
    if not wants:
        return []
    step = grid.step
    if sum(want.max for want in wants) <= room:
        widths = [grid.up(want.max) for want in wants]
        if step == grid.cell and wants[-1].width.unit == "auto":
            widths[-1] = wants[-1].max  # nothing stands to its right that it could displace
        if sum(widths) > room:
            widths = [want.max for want in wants]
    else:
        columns = [_flexible(want, step) for want in wants]
        widths = [width * step for width in fewest_lines(columns, room // step, others)]
    stars = [i for i, want in enumerate(wants) if want.width.unit == "*"]
    spare = room - sum(widths)
    while stars and spare >= step:
        widths[min(stars, key=widths.__getitem__)] += step
        spare -= step
    if stars:
        widths[stars[-1]] += spare
    return widths


def _flexible(want: Want, step: int) -> Flexible:
    """Count a want in steps."""
    floor = -(-want.min // step)
    cap = max(-(-want.max // step), floor, 1)
    tall = want.heights
    if tall is None:
        return Flexible(floor, cap, None)

    def heights(width: int) -> Sequence[int]:
        return tall(width * step)

    return Flexible(floor, cap, heights)


def _by_weight(wants: Sequence[Want], room: int, step: int) -> list[int]:
    """Share by weight in whole steps, none below its minimum; the last takes what is left."""
    widths = [-(-want.min // step) * step for want in wants]
    open_ = set(range(len(wants)))
    while open_:
        total = sum(wants[i].width.value for i in open_)
        free = room - sum(widths[i] for i in range(len(wants)) if i not in open_)
        fair = {i: int(free * wants[i].width.value / total) // step * step for i in open_}
        pinned = {i for i in open_ if fair[i] < widths[i]}
        if not pinned:
            _place(widths, list(fair), list(fair.values()))
            break
        open_ -= pinned
    spare = room - sum(widths)
    if open_ and spare > 0:
        widths[max(open_)] += spare
    return widths
