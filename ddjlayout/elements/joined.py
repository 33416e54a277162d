"""Elements: rows of plain text become lines of text, their cells joined by blanks and bars."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from ddjlayout.block import Frame, Run
from ddjlayout.elements.cells import is_number
from ddjlayout.elements.contents import Contents, Plain
from ddjlayout.elements.ruling import Ruling
from ddjlayout.elements.table_row import Track
from ddjlayout.elements.text import Broken, plain_lines

Parts = tuple[tuple[int, int, Run], ...]
_FIRST, _LAST = itemgetter(0), itemgetter(-1)


class _Cells(NamedTuple):
    """Lines to print, by columns: the first one of every row, then the further ones of some.

    `more` says which those are, row by row; `unfit` are the rows that cannot be broken here.
    """

    texts: Sequence[Sequence[str]]
    counts: Sequence[Sequence[int]]
    more: Mapping[int, range]
    unfit: AbstractSet[int]


class _Lines(NamedTuple):
    """Lines to print: their texts without blanks around, their left edges and widths in dots."""

    texts: Sequence[str]
    lefts: Sequence[int]
    widths: Sequence[int]


def joined_rows(
    contents: Contents, tracks: Sequence[Track], ruling: Ruling, *, wrap: bool
) -> list[Frame | None]:
    """Lay out the rows of plain text that the tracks can hold, with the bars beside their cells.

    All others are None: those with a number wider than its track, without `wrap` those with any
    text that is, and all where something is not on the grid of cells or blanks would show.
    """
    frames: list[Frame | None] = [None] * len(contents)
    numbers = contents.plain.numbers
    if not numbers or not _on_grid(tracks, ruling):
        return frames
    cells = _broken(contents.plain, tracks, ruling.face.size.cell, wrap=wrap)
    lines = _joined(cells, tracks, ruling)
    texts, lefts, widths = lines
    more, unfit = cells.more, cells.unfit
    pitch, width, here = ruling.pitch, ruling.width, contents.here
    low = 0
    for name, start, stop, cx in contents.sections:
        face = cx.face
        high = bisect_left(numbers, stop)
        for row in range(low, high):
            if row in unfit:
                continue
            text = texts[row]
            number = numbers[row]
            origin = (here, name, number - start + 1)
            parts: Parts = ((lefts[row], 0, Run(text, widths[row], face)),) if text else ()
            if row in more:
                below = more[row]
                parts += tuple(
                    [
                        (lefts[i], y * pitch, Run(texts[i], widths[i], face))
                        for y, i in enumerate(below, 1)
                        if texts[i]
                    ]
                )
                frames[number] = Frame(width, pitch * (1 + len(below)), parts, origin, keep=True)
            else:
                frames[number] = Frame(width, pitch, parts, origin, keep=True)
        low = high
    return frames


def _on_grid(tracks: Sequence[Track], ruling: Ruling) -> bool:
    """Tell whether lines of text can hold everything, and blanks in them are blank."""
    face = ruling.face
    cell = face.size.cell
    places = [ruling.inset, *[bar.x for bar in ruling.bars]]
    for track in tracks:
        places += track[:2]
    blank = not (face.underline or face.inverse)
    return blank and ruling.width > 0 and not any(place % cell for place in places)


def _broken(plain: Plain, tracks: Sequence[Track], cell: int, *, wrap: bool) -> _Cells:
    """Break the texts that are wider than their tracks."""
    _, texts, counts = plain
    broken: list[dict[int, Broken]] = []
    unfit: set[int] = set()
    below: dict[int, int] = {}
    for track, words, own in zip(tracks, texts, counts, strict=True):
        room = track.width // cell
        found: dict[int, Broken] = {}
        for row in [i for i, n in enumerate(own) if n > room] if max(own) > room else ():
            lines = _wrapped(words[row], track, room) if wrap else None
            if lines is None:
                unfit.add(row)
            else:
                found[row] = lines
                below[row] = max(below.get(row, 0), len(lines[0]) - 1)
        broken.append(found)
    if not below:
        return _Cells(texts, counts, {}, unfit)
    rows = len(plain.numbers)
    ends = accumulate(below.values(), initial=rows)
    more = {row: range(start, start + below[row]) for row, start in zip(below, ends, strict=False)}
    total = rows + sum(below.values())
    unrolled = [
        _unrolled(*column, more, total) for column in zip(texts, counts, broken, strict=True)
    ]
    texts, counts = zip(*unrolled, strict=True)
    return _Cells(texts, counts, more, unfit)


def _wrapped(text: str, track: Track, room: int) -> Broken | None:
    if track.align == "decimal" or is_number(text):
        return None
    return plain_lines(text, room)


def _unrolled(
    texts: Sequence[str],
    counts: Sequence[int],
    broken: Mapping[int, Broken],
    more: Mapping[int, range],
    total: int,
) -> Broken:
    """Put the first lines of a column's broken texts in their places, the others behind them."""
    if not broken:
        extra = total - len(texts)
        return [*texts, *[""] * extra], [*counts, *[0] * extra]
    words, cells = [*texts], [*counts]
    for row, places in more.items():
        lines = broken.get(row)
        if lines is not None:
            words[row], cells[row] = lines[0][0], lines[1][0]
            words += lines[0][1:]
            cells += lines[1][1:]
        short = places.stop - len(words)
        if short:
            words += [""] * short
            cells += [0] * short
    return words, cells


def _joined(cells: _Cells, tracks: Sequence[Track], ruling: Ruling) -> _Lines:
    """Join the cells of every line."""
    cell = ruling.face.size.cell
    edge = 0
    slots: list[Sequence[str]] = []
    for track, texts, counts in zip(tracks, cells.texts, cells.counts, strict=True):
        start = ruling.inset + track.x
        slots.append(_slots(track, ruling.between(edge, start), texts, counts, cell))
        edge = start + track.width
    if ruling.bars and (after := ruling.between(edge, ruling.width)):
        slots.append([after] * len(slots[0]))
        edge = ruling.width
    lines = [*map("".join, zip(*slots, strict=True))]
    if " " not in {*map(_FIRST, lines), *map(_LAST, lines)}:
        return _Lines(lines, [0] * len(lines), [edge] * len(lines))
    texts = [line.strip(" ") for line in lines]
    lefts = [line.index(text) * cell for line, text in zip(lines, texts, strict=True)]
    widths = [
        edge - (len(line) - len(text)) * cell for line, text in zip(lines, texts, strict=True)
    ]
    return _Lines(texts, lefts, widths)


def _slots(
    track: Track, before: str, texts: Sequence[str], counts: Sequence[int], cell: int
) -> list[str]:
    """Fill a track with blanks around its texts, `counts` cells wide, and put `before` first."""
    room = track.width // cell
    if track.start is not None:
        return [f"{before}{text}{' ' * (room - n)}" for text, n in zip(texts, counts, strict=True)]
    if track.end is not None:
        return [f"{before}{' ' * (room - n)}{text}" for text, n in zip(texts, counts, strict=True)]
    lefts = [
        (track.left(text, n * cell, cell) - track.x) // cell
        for text, n in zip(texts, counts, strict=True)
    ]
    return [
        f"{before}{' ' * left}{text}{' ' * (room - left - n)}"
        for text, n, left in zip(texts, counts, lefts, strict=True)
    ]
