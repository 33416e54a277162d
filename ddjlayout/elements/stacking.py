"""Elements: a row of a table whose numbers do not fit side by side: text first, numbers below."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from ddjlayout.block import Frame, Run
from ddjlayout.diagnostics import Level
from ddjlayout.elements.cells import Entry, Line, Passage, run_of, text_of, unbroken
from ddjlayout.elements.contents import Contents
from ddjlayout.elements.placing import Parts
from ddjlayout.elements.table_row import Rows, Track
from ddjlayout.elements.text import Text

HINT = "widen the column of numbers, or use fewer columns"


def stacked_widths(contents: Contents, figures: frozenset[int], room: int) -> list[int]:
    """Return column widths for a table in which every row is stacked: what its numbers need.

    The rest goes to the first other column, so that the numbers stand at the right.
    """
    widths = [contents.widest(i) if i in figures else 0 for i in range(len(contents.specs))]
    first = next((i for i in range(len(widths)) if i not in figures), 0)
    widths[first] += max(room - sum(widths), 0)
    return widths


class Figure(NamedTuple):
    """A number of a stacked row: its column's right edge in dots, and its run."""

    right: int
    run: Run


def stacked_row(line: Line, rows: Rows, figures: frozenset[int] | None) -> Frame:
    """Lay out a row with its text on the whole width and its numbers below, at the right.

    `figures` are columns whose cells count as numbers whatever they hold; None where only this
    row is stacked, which is reported. The numbers stand at their columns' right edges where they
    fit, else packed to the right, else on a line each.
    """
    if figures is None:
        rows.cx.path = line.path
        message = (
            "a number does not fit in its column, the row's numbers are printed below its text"
        )
        rows.cx.report(Level.WARNING, "row-stacked", message, HINT)
    full = Track(0, rows.width, "left", "top")
    numbers: list[Figure] = []
    parts: Parts = []
    y = 0
    entries: list[tuple[Entry, Track, bool]] = [
        (entry, track, index in (figures or ()))
        for index, (entry, track) in enumerate(zip(line.entries, rows.tracks, strict=True))
    ]
    entries += [(wide.entry, full, False) for wide in line.wide]
    for number, (entry, track, figure) in enumerate(entries, 1):
        if isinstance(entry, (Run, Passage)):
            run = run_of(entry)
            if not run.width:
                continue
            beside = figure or unbroken(entry) or _short(run, track)
            if beside and run.width <= rows.width:
                text = text_of(entry)
                behind = track.points.behind(text) if track.align == "decimal" else 0
                numbers.append(Figure(track.x + track.width - behind * rows.cell, run))
                continue
        right = isinstance(entry, Text) and unbroken(entry)
        room = full._replace(align="right") if right else full
        frame = rows.block(entry, room, (line.path, "cell", number))
        parts.append((0, y, frame))
        y += frame.height
    for placed in _lines(numbers, rows.width, rows.cell):
        parts += [(x, y, run) for x, run in placed]
        y += rows.pitch
    return Frame(rows.width, y, parts, line.path, keep=True)


def _short(run: Run, track: Track) -> bool:
    """Tell whether text stands among numbers: it fits in a column that is not aligned left."""
    return track.align != "left" and run.width <= track.width


def _lines(numbers: Sequence[Figure], width: int, cell: int) -> list[list[tuple[int, Run]]]:
    """Place numbers on one line under their columns where they fit, else on full lines, right."""
    placed: list[tuple[int, Run]] = []
    edge = width
    for right, run in reversed(numbers):
        x = min(right, edge) - run.width
        placed.append((x, run))
        edge = x - cell
    if not placed or placed[-1][0] >= 0:
        return [placed[::-1]] if placed else []
    lines: list[list[Run]] = [[]]
    room = width
    for _, run in numbers:
        if run.width > room:
            lines.append([])
            room = width
        lines[-1].append(run)
        room -= run.width + cell
    return [_packed(runs, width, cell) for runs in lines if runs]


def _packed(runs: Sequence[Run], width: int, cell: int) -> list[tuple[int, Run]]:
    """Place runs at the right, a cell apart."""
    x = width + cell - sum([run.width + cell for run in runs])
    lefts = accumulate([run.width + cell for run in runs[:-1]], initial=x)
    return list(zip(lefts, runs, strict=True))
