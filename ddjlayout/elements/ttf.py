"""An element: text in a font file of the user's own at any size, drawn as dots."""

from collections.abc import Iterator
from itertools import pairwise
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from ddjlayout import fields
from ddjlayout.block import Block, Frame, Picture
from ddjlayout.diagnostics import Level
from ddjlayout.element import Context, Extent
from ddjlayout.elements.drawn import Placing, margin
from ddjlayout.errors import UsageError, excerpt
from ddjlayout.linebreak import break_lines, opportunities
from ddjlayout.style import Align, AlignName, align_named
from ddjlayout.text import Prose, leaves_no_dots, unfolded

if TYPE_CHECKING:
    from ddjlayout.raster.userfont import UserFont

SIZES = range(6, 385)


class FontText:
    """Text in a font of the user's own (TrueType, OpenType, collections), as dots.

    `font` is a path, relative ones start at the source file; `index` picks a face of a
    collection. `px` is the size in dots an em, 6 to 384. `bold` widens the strokes. Lines break
    where those of `Text` do. Characters the font lacks are a warning `glyph-missing`.
    """

    __slots__ = ("align", "bold", "font", "index", "px", "text")

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        text: str,
        *,
        font: "str | PathLike[str]",
        px: int = 24,
        index: int = 0,
        bold: bool | None = None,
        align: AlignName | None = None,
    ) -> None:
        self.text = fields.text("FontText", text)
        self.font = Path(fields.place("font", font))
        self.px = fields.whole("px", px, SIZES[0], SIZES[-1], "dots")
        self.index = fields.whole("index", index, 0, 0xFFFF)
        self.bold = None if bold is None else fields.flag("bold", bold)
        self.align = align_named(align)
        if self.align is Align.JUSTIFY:
            message = "FontText is left, center or right, not justified"
            raise UsageError(message, code="field-value", hint="take left")

    def measure(self, cx: Context) -> Extent:
        """Return the widest word and the widest paragraph, dots."""
        low = high = 0
        with Placing(cx.path):
            font = self._font(cx)
            for prose in unfolded(self.text, cx):
                words = ["".join(word) for word in _words(prose)]
                low = max([low, *(font.width(word.rstrip(" ")) for word in words)])
                high = max(high, font.width("".join(words)))
        extra = self._smear(cx)
        return Extent(low + extra, high + extra)

    def layout(self, cx: Context, width: int) -> Frame:
        """Break and draw the lines, a picture each.

        Raises InputError for a font that cannot be read, LayoutError where one character is too
        wide.
        """
        align = cx.style.align if self.align is None else self.align
        bold = self._smear(cx)
        parts: list[tuple[int, int, Block | Frame]] = []
        y = 0
        with Placing(cx.path):
            font = self._font(cx)
            for prose in unfolded(self.text, cx):
                self._report_missing(cx, font, prose)
                for line in self._lines(cx, font, prose, width - bold):
                    if line.strip(" \u3000"):
                        picture = Picture(font.line(line, bold), line)
                        parts.append((margin(align, width, picture.width), y, picture))
                    y += font.height
        return Frame(width, y, parts, cx.path)

    def _lines(self, cx: Context, font: "UserFont", prose: Prose, room: int) -> Iterator[str]:
        """Break a paragraph; where ink reaches beyond the advance, with that much less room."""
        clusters = _clusters(prose)
        edges = font.edges(_words(prose))
        limit = room
        while limit > 0:
            slices = break_lines(prose.text, limit, edges=edges)
            lines = ["".join(clusters[start:end]) for start, end in slices]
            excess = max(font.width(line) for line in lines) - room
            if excess <= 0:
                return iter(lines)
            limit -= excess
        raise cx.fail(
            "too-narrow",
            f"a character of this font does not fit in {room} dots",
            "widen the column or use a smaller px",
        )

    def _report_missing(self, cx: Context, font: "UserFont", prose: Prose) -> None:
        characters = dict.fromkeys("".join(_clusters(prose)))
        lacking = [
            c for c in characters if not (c.isspace() or leaves_no_dots(c)) and font.lacks(c)
        ]
        if lacking:
            shown = ", ".join(f"{excerpt(c)} U+{ord(c):04X}" for c in lacking)
            cx.report(
                Level.WARNING,
                "glyph-missing",
                f"{excerpt(self.font.name, 40)} has no {shown}",
                "its box is printed instead; use a font that has it, or Text",
            )

    def _font(self, cx: Context) -> "UserFont":
        from ddjlayout.raster.userfont import UserFont  # Pillow takes 50 ms to load

        path = self.font if cx.options.base is None else cx.options.base / self.font
        return UserFont(path, self.px, self.index)

    def _smear(self, cx: Context) -> int:
        """Return how many dots bold adds to a stroke: one for every 24 of the size."""
        bold = cx.face.bold if self.bold is None else self.bold
        return max(round(self.px / 24), 1) if bold else 0


def _clusters(prose: Prose) -> list[str]:
    """Return what is drawn for each character of a prose; a place to break draws nothing."""
    drawn = prose.text.replace("\u00a0", " ")
    own = prose.clusters or {}
    return [own.get(i, "" if c == "\u200b" else c) for i, c in enumerate(drawn)]


def _words(prose: Prose) -> Iterator[list[str]]:
    """Yield the clusters between two places where a line may end."""
    clusters = _clusters(prose)
    for start, end in pairwise([0, *opportunities(prose.text)]):
        yield clusters[start:end]
