"""Elements: what a table's cells hold, prepared and measured once."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from ddjlayout.block import Path, Run
from ddjlayout.element import Context, Element, Extent
from ddjlayout.elements.stack import within
from ddjlayout.elements.text import Text
from ddjlayout.linebreak import opportunities
from ddjlayout.paragraph import widest_word
from ddjlayout.style import Face
from ddjlayout.text import Prose


class Passage(NamedTuple):
    """A cell of one line that needs more care than a run: what the user wrote, and its run.

    `number` is true for a typed number, which is never broken whatever stands around it.
    """

    text: str
    prose: Prose
    run: Run
    number: bool


Entry = Run | Passage | Element
EMPTY = Run("", 0, Face())


class Wide(NamedTuple):
    """A prepared Span: its first column, how many it covers, and what it holds."""

    first: int
    columns: int
    entry: Entry
    align: Literal["left", "center", "right"]


class Line(NamedTuple):
    """A row of prepared cells, one a column, and its place; what spans columns is in `wide`."""

    entries: Sequence[Entry]
    path: Path
    wide: Sequence[Wide]


def measured(element: Element, line: Line, index: int, cx: Context) -> Extent:
    """Measure the element in a row's cell, at its place."""
    inner = cx.silent()
    inner.path = within((line.path, "cell", index + 1), element)
    return element.measure(inner)


def covered(line: Line) -> frozenset[int]:
    """Return the columns of a row that have no edge on their left, because a Span covers it."""
    return frozenset(i for w in line.wide for i in range(w.first + 1, w.first + w.columns))


_PROSE = re.compile(r"\D*[一-龥]{2}")  # a place to break before any digit
_PLAIN = re.compile(r"[-￥]*[0-9][0-9.,]*%?")


def text_of(entry: Run | Passage) -> str:
    """Return a text cell in the device's repertoire, stand-ins for what is not in it."""
    return entry.text if type(entry) is Run else entry.prose.text  # type: ignore[union-attr]


def run_of(entry: Run | Passage) -> Run:
    """Return a text cell as one run."""
    return entry if isinstance(entry, Run) else entry.run


def unbroken(entry: Entry) -> bool:
    """Tell whether this is a number, typed or written, that must not be broken."""
    if isinstance(entry, Passage) and entry.number:
        return True
    if isinstance(entry, (Run, Passage)):
        text = text_of(entry)
    elif isinstance(entry, Text) and len(entry.parts) == 1 and isinstance(entry.parts[0], str):
        text = entry.parts[0]
    else:
        return False
    return is_number(text)


def is_number(text: str) -> bool:
    """Tell whether text in a cell is a number, which is never broken."""
    if _PROSE.match(text):
        return False
    text = text.strip(" ")
    if _PLAIN.fullmatch(text):
        return True
    return any(map(str.isdigit, text)) and opportunities(text) == [len(text)]


def widest(line: Line, index: int, cx: Context) -> int:
    """Return the width in dots of a row's cell that is not wrapped."""
    entry = line.entries[index]
    if isinstance(entry, Run):
        return entry.width
    return entry.run.width if isinstance(entry, Passage) else measured(entry, line, index, cx).max


def narrowest(line: Line, index: int, cx: Context) -> int:
    """Return the least width in dots at which no word of a row's cell is broken."""
    entry = line.entries[index]
    if not isinstance(entry, (Run, Passage)):
        return measured(entry, line, index, cx).min
    if isinstance(entry, Passage) and entry.number:
        return entry.run.width
    return widest_word(text_of(entry)) * cx.face.size.cell
