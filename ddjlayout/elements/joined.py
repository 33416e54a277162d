"""Elements: rows of plain text become lines of text, their cells joined by blanks and bars."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import repeat
from math import gcd
from typing import NamedTuple

from ddjlayout.block import Frame, Path, new_frame, new_run
from ddjlayout.element import Context
from ddjlayout.elements.contents import Contents, Plain, has_edges
from ddjlayout.elements.ruling import Ruling
from ddjlayout.elements.table_row import Track, wrapped
from ddjlayout.style import Face


class _Cells(NamedTuple):
    """The first lines of all rows, by columns: their texts, and the cells of each.

    `below` are the further lines of some rows, `unfit` the rows that cannot be broken here.
    """

    texts: Sequence[Sequence[str]]
    counts: Sequence[Sequence[int]]
    below: Mapping[int, Sequence["_Below"]]
    unfit: AbstractSet[int]


_Below = tuple[int, int, str, int]
"""A further line in a cell: its number from 1, its left edge, its text and its width; dots."""


class _Lines(NamedTuple):
    """Joined lines: their texts without blanks around, their left edges and widths in dots."""

    texts: Sequence[str]
    lefts: Sequence[int]
    widths: Sequence[int]


def joined_rows(
    contents: Contents, tracks: Sequence[Track], ruling: Ruling, *, wrap: bool
) -> list[Frame | None]:
    """Lay out the rows of plain text that the tracks can hold, with the bars beside their cells.

    All others are None: those with a number wider than its track, without `wrap` and beside bars
    those with any text that is, those in another face than the bars, and all where the device has
    no such text, something is not on the grid of cells or blanks would show.
    """
    numbers = contents.plain.numbers
    if not (numbers and _is_native(contents.sections[0].cx) and _on_grid(tracks, ruling)):
        return [None] * len(contents)
    cell = ruling.face.size.cell
    cells = _broken(contents.plain, tracks, cell, wrap=wrap and not ruling.bars)
    made = _framed(contents, _joined(cells, tracks, ruling), cells.below, ruling)
    unfit = cells.unfit | _in_other_faces(contents, ruling)
    if len(made) == len(contents) and not unfit:
        return [*made]
    frames: list[Frame | None] = [None] * len(contents)
    for row, number in enumerate(numbers):
        if row not in unfit:
            frames[number] = made[row]
    return frames


def _is_native(cx: Context) -> bool:
    """Tell whether the device has text of this size, and is to have it: dots gain nothing here."""
    return cx.face.size in cx.profile.sizes and cx.options.text != "image"


def _in_other_faces(contents: Contents, ruling: Ruling) -> AbstractSet[int]:
    """Find the rows that share no run with the bars beside them, such as a bold header."""
    if not ruling.bars:
        return frozenset()
    numbers = contents.plain.numbers
    return {
        row
        for _, start, stop, cx in contents.sections
        if cx.face != ruling.face
        for row in range(bisect_left(numbers, start), bisect_left(numbers, stop))
    }


def _on_grid(tracks: Sequence[Track], ruling: Ruling) -> bool:
    """Tell whether lines of text can hold everything, and blanks in them are blank."""
    face = ruling.face
    cell = face.size.cell
    places = [ruling.inset, *[bar.x for bar in ruling.bars]]
    for track in tracks:
        places += track[:2]
    blank = not (face.underline or face.inverse)
    return blank and ruling.width > 0 and gcd(cell, *places) == cell


def _broken(plain: Plain, tracks: Sequence[Track], cell: int, *, wrap: bool) -> _Cells:
    """Break the texts that are wider than their tracks."""
    texts, counts = [*plain.texts], [*plain.cells]
    below: dict[int, list[_Below]] = {}
    unfit: set[int] = set()
    for index, track in enumerate(tracks):
        room = track.width // cell
        own = counts[index]
        if max(own) <= room:
            continue
        words, cells = [*texts[index]], [*own]
        for row in [row for row, n in enumerate(own) if n > room]:
            lines = wrapped(words[row], track, room) if wrap else None
            if lines is None:
                unfit.add(row)
                continue
            (words[row], cells[row]), *others = lines
            further = below.setdefault(row, [])
            for number, (text, n) in enumerate(others, 1):
                further.append((number, track.left(text, n * cell, cell), text, n * cell))
        texts[index], counts[index] = words, cells
    return _Cells(texts, counts, below, unfit)


def _joined(cells: _Cells, tracks: Sequence[Track], ruling: Ruling) -> _Lines:
    """Join the cells of the first lines."""
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
    if not has_edges("\n".join(lines)):
        return _Lines(lines, [0] * len(lines), [edge] * len(lines))
    texts = [*map(str.strip, lines)]
    lefts = [
        0 if line[0] != " " else line.index(text) * cell
        for line, text in zip(lines, texts, strict=True)
    ]
    lost = [len(line) - len(text) for line, text in zip(lines, texts, strict=True)]
    return _Lines(texts, lefts, [edge - blanks * cell for blanks in lost])


def _slots(
    track: Track, before: str, texts: Sequence[str], counts: Sequence[int], cell: int
) -> list[str]:
    """Fill a track with blanks around its texts, `counts` cells wide, and put `before` first."""
    room = track.width // cell
    if track.align == "left":
        return [f"{before}{text}{' ' * (room - n)}" for text, n in zip(texts, counts, strict=True)]
    if track.flush:
        return [f"{before}{' ' * (room - n)}{text}" for text, n in zip(texts, counts, strict=True)]
    lefts = [
        (track.left(text, n * cell, cell) - track.x) // cell
        for text, n in zip(texts, counts, strict=True)
    ]
    return [
        f"{before}{' ' * left}{text}{' ' * (room - left - n)}"
        for text, n, left in zip(texts, counts, lefts, strict=True)
    ]


def _framed(
    contents: Contents, lines: _Lines, below: Mapping[int, Sequence[_Below]], ruling: Ruling
) -> list[Frame]:
    """Make a frame of each row of plain text."""
    numbers = contents.plain.numbers
    faces: list[Face] = []
    places: list[Path] = []
    for name, start, stop, cx in contents.sections:
        own = numbers[len(places) : bisect_left(numbers, stop)]
        faces += [cx.face] * len(own)
        places += [(contents.here, name, number - start + 1) for number in own]
    runs = map(new_run, zip(lines.texts, lines.widths, faces, repeat(None), strict=False))
    parts = zip(zip(lines.lefts, repeat(0), runs, strict=False), strict=True)
    sizes = repeat(ruling.width), repeat(ruling.pitch)
    frames = [*map(new_frame, zip(*sizes, parts, places, repeat(object=True), strict=False))]
    for row, further in below.items():
        frames[row] = _taller(frames[row], sorted(further), ruling.pitch, faces[row])
    if "" in lines.texts:
        return [
            frame if text else frame._replace(parts=frame.parts[1:])
            for frame, text in zip(frames, lines.texts, strict=True)
        ]
    return frames


def _taller(frame: Frame, below: Sequence[_Below], pitch: int, face: Face) -> Frame:
    """Put further lines under a row's first one."""
    parts = [*frame.parts]
    for number, left, text, width in below:
        parts.append((left, number * pitch, new_run((text, width, face, None))))
    return new_frame((frame.width, pitch * (1 + below[-1][0]), parts, frame.origin, True))
