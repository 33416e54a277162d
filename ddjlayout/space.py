"""Inside layout: widths a user can ask for, and the sharing of a line's dots among columns."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from ddjlayout.errors import UsageError, excerpt

Unit = Literal["cells", "fr", "auto", "%", "mm", "dots"]


class Width(NamedTuple):
    """A typed width: `8` cells, `2fr`, `auto`, `25%` of the line, `20mm`, `96d` (dots)."""

    unit: Unit
    value: float = 1.0

    def dots(self, line: int, cell: int, dpi: int) -> int:
        """Return a fixed width in dots of a `line` dots wide; 0 for `fr` and `auto`."""
        match self.unit:
            case "cells":
                return int(self.value * cell)
            case "%":
                return int(self.value * line / 100)
            case "mm":
                return round(self.value * dpi * 10 / 254)
            case "dots":
                return int(self.value)
            case "fr" | "auto":
                return 0


class Want(NamedTuple):
    """What one column asks for: its width and the extent of what is in it, dots."""

    width: Width
    min: int
    max: int


AUTO = Width("auto")
FLEX = Width("fr")
_WIDTH = re.compile(r"(\d+(?:\.\d+)?)(fr|%|mm|d|dots|cells|c)?")
_UNITS: dict[str | None, Unit] = {
    None: "cells",
    "c": "cells",
    "cells": "cells",
    "d": "dots",
    "dots": "dots",
    "fr": "fr",
    "%": "%",
    "mm": "mm",
}


def parse_width(text: "str | int") -> Width:
    """Read a width: 8, "8", "8c" cells; "*", "1fr", "2*"; "auto"; "25%"; "20mm"; "96d" dots.

    Raises UsageError for anything else, and for a width of nothing.
    """
    word = str(text).strip()
    if word == "auto":
        return AUTO
    if word.endswith("*"):
        word = (word[:-1] or "1") + "fr"
    match = _WIDTH.fullmatch(word)
    if match is None or not float(match[1]):
        raise UsageError(
            f"not a width: {excerpt(text)}",
            hint="write 8 (cells), '2fr' or '*', 'auto', '25%', '20mm' or '96d' (dots)",
        )
    return Width(_UNITS[match[2]], float(match[1]))


def share(wants: Sequence[Want], line: int, *, cell: int, dpi: int) -> list[int]:
    """Share `line` dots among columns: fixed first, then `auto`, the rest to `fr`.

    Flexible widths come out in whole cells, except that the last flexible column takes the dots
    left over. An `auto` column gets the most it wants if all fit, never less than its minimum
    while there is room. The sum is at most `line` whenever the minima fit in it; when they do
    not, every column has its minimum and the caller decides what to do.
    """
    widths = [want.width.dots(line, cell, dpi) for want in wants]
    if len(wants) == 1 and wants[0].width.unit == "fr":
        return [line]
    autos = [i for i, want in enumerate(wants) if want.width.unit == "auto"]
    frs = [i for i, want in enumerate(wants) if want.width.unit == "fr"]
    rest = line - sum(widths)
    floor = sum(wants[i].min for i in frs)
    for i, width in zip(autos, _autos([wants[i] for i in autos], rest - floor, cell), strict=True):
        widths[i] = width
        rest -= width
    for i, width in zip(frs, _fractions([wants[i] for i in frs], rest, cell), strict=True):
        widths[i] = width
    return widths


def _autos(wants: Sequence[Want], room: int, cell: int) -> list[int]:
    """Give each its maximum, or shrink the widest ones first, by cells, to their minima."""
    widths = [want.max for want in wants]
    over = sum(widths) - room
    while over > 0:
        slack = [i for i, want in enumerate(wants) if widths[i] > want.min]
        if not slack:
            break
        widest = max(slack, key=lambda i: (widths[i], -i))
        step = min(cell, widths[widest] - wants[widest].min)
        widths[widest] -= step
        over -= step
    return widths


def _fractions(wants: Sequence[Want], room: int, cell: int) -> list[int]:
    """Share by weight in whole cells, none below its minimum; the last takes what is left."""
    widths = [want.min for want in wants]
    open_ = set(range(len(wants)))
    while open_:
        total = sum(wants[i].width.value for i in open_)
        free = room - sum(widths[i] for i in range(len(wants)) if i not in open_)
        fair = {i: int(free * wants[i].width.value / total) // cell * cell for i in open_}
        pinned = {i for i in open_ if fair[i] < wants[i].min}
        if not pinned:
            for i in open_:
                widths[i] = fair[i]
            break
        open_ -= pinned
    spare = room - sum(widths)
    if open_ and spare > 0:
        widths[max(open_)] += spare
    return widths
