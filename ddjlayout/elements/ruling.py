"""Elements: vertical bars and horizontal lines as text, joined where they meet."""

from collections.abc import Sequence
from typing import NamedTuple

from ddjlayout.block import Frame, Path, Run
from ddjlayout.elements.placing import Parts
from ddjlayout.elements.strokes import BAR, Arms, Stroke, joint
from ddjlayout.style import Face


class Bar(NamedTuple):
    """A vertical line at `x` dots; `column` is the column to its right, None for a border's."""

    x: int
    stroke: Stroke
    column: int | None = None


class Ruling(NamedTuple):
    """The vertical lines of something `width` dots wide, and how all its lines are drawn.

    What stands between the bars starts at `inset`, and is made whole lines tall; `pitch` is the
    height in dots of a line of text. `origin` is the place of the lines.
    """

    width: int
    inset: int
    bars: Sequence[Bar]
    face: Face
    pitch: int
    origin: Path | None = None

    @property
    def bar(self) -> int:
        """Width of a bar, dots."""
        return BAR * self.face.size.cell

    def across(self, stroke: Stroke, above: "Open | None", below: "Open | None") -> str:
        """Return a horizontal line, joined to the bars of what is above and below it.

        `above` and `below` say which columns have no bar before them there; None is the outside.
        """
        dash = joint(Arms(right=stroke, left=stroke))
        line = ""
        edge = 0
        for x, bar, column in self.bars:
            line += dash * ((x - edge) // self.bar)
            edge = x + self.bar
            arms = Arms(
                None if above is None or column in above else bar,
                stroke if edge < self.width else None,
                None if below is None or column in below else bar,
                stroke if x else None,
            )
            line += joint(arms)
        return line + dash * ((self.width - edge) // self.bar)

    def between(self, start: int, end: int) -> str:
        """Return what a line of text shows between two places, dots: blanks, and bars."""
        text = ""
        cell = self.face.size.cell
        for x, stroke, _ in self.bars:
            if start <= x < end:
                text += " " * ((x - start) // cell) + joint(Arms(up=stroke, down=stroke))
                start = x + self.bar
        return text + " " * ((end - start) // cell)

    def line(self, text: str) -> Frame:
        """Return a line of box-drawing characters as a frame."""
        run = Run(text, self.width, self.face)
        return Frame(self.width, self.pitch, ((0, 0, run),), self.origin)

    def beside(self, frame: Frame, open_: "Open") -> Frame:
        """Draw the bars along a frame, which stands in the middle of whole lines."""
        height = -(-frame.height // self.pitch) * self.pitch
        parts: Parts = [(self.inset, (height - frame.height) // 2, frame)]
        for x, stroke, column in self.bars:
            if column not in open_:
                run = Run(joint(Arms(up=stroke, down=stroke)), self.bar, self.face)
                parts += [(x, y, run) for y in range(0, height, self.pitch)]
        return Frame(self.width, height, parts, frame.origin, frame.keep)


Open = frozenset[int]
"""Columns with no bar before them: a cell that spans several covers it."""
CLOSED: Open = frozenset()
