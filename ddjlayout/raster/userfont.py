"""Beside the glyph atlas: a font file of the user's own, whose text becomes dots at any size.

FreeType draws in its monochrome mode: stems are hinted to whole dots and strokes thinner than a
dot are kept. Grey levels cut at a threshold leave uneven stems and, below 24 dots, lost strokes.
"""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from itertools import accumulate
from math import ceil, floor
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ddjlayout.errors import InputError, excerpt
from ddjlayout.raster.bitmap import Bitmap

_MODE = "1"
_TALLEST = 8  # times the size: no font that is whole has such lines
_NO_CHARACTER = "\U0010ffff"  # a noncharacter: every font answers with its box for missing glyphs


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long
        return False


class UserFont:
    """A font at one size, `px` dots an em; `height` is that of a line in dots.

    Raises InputError for a file that is missing, unreadable or no font; every method does for
    one that is damaged further inside.
    """

    def __init__(self, path: Path, px: int, index: int = 0) -> None:
        if not _is_file(path):
            raise InputError(
                f"no font file {excerpt(path.name, 40)}",
                code="font-missing",
                hint="relative paths start at the source file",
            )
        self._name = path.name
        self._px = px
        self._advances: dict[str, float] = {}
        self._reaches: dict[str, tuple[int, int]] = {}
        with self._reading():
            self._font = ImageFont.truetype(path, px, index=index)
            self._ascent, descent = self._font.getmetrics()
            self.height = max(self._ascent + descent, 1)
            if self.height > _TALLEST * px:
                raise OSError(f"its lines are {self.height} dots tall at a size of {px}")
            self._box = self._glyph(_NO_CHARACTER)

    def edges(self, words: Iterable[Sequence[str]]) -> list[int]:
        """Return the width of the first n clusters of some words for every n, dots, ascending.

        A word is shaped as a whole; inside it the clusters share its width as they would alone.
        """
        edges = [0]
        start = 0.0
        for word in words:
            total = self._advance("".join(word))
            alone = [0.0, *accumulate(self._advance(cluster) for cluster in word)]
            scale = total / alone[-1] if alone[-1] else 0.0
            edges += [ceil(start + each * scale) for each in alone[1:]]
            start += total
        return edges

    def line(self, text: str, bold: int = 0) -> Bitmap:
        """Draw a line as wide as its ink or its advance, whichever is more.

        `bold` widens every stroke by so many dots to the right.
        """
        left, right = self._reach(text)
        size = (max(right - left + bold, 1), self.height)
        drawn = Bitmap(*size, self._drawn(text, size, (-left, self._ascent)))
        if not bold:
            return drawn
        rows = [self._smeared(row, bold) for row in drawn.rows()]
        return Bitmap.from_rows(drawn.width, rows)

    def width(self, text: str) -> int:
        """Measure a line without bold, dots."""
        left, right = self._reach(text)
        return right - left

    def lacks(self, character: str) -> bool:
        """Tell whether the font has no glyph of a character that leaves dots."""
        return self._glyph(character) == self._box

    def _advance(self, text: str) -> float:
        known = self._advances.get(text)
        if known is None:
            with self._reading():
                known = self._advances[text] = self._font.getlength(text, _MODE)
        return known

    def _reach(self, text: str) -> tuple[int, int]:
        """Return how far a line reaches from its origin to the left (0 or less) and the right."""
        known = self._reaches.get(text)
        if known is None:
            with self._reading():
                ink = self._font.getbbox(text, _MODE, anchor="ls")
            known = min(floor(ink[0]), 0), max(ceil(ink[2]), ceil(self._advance(text)))
            self._reaches[text] = known
        return known

    def _glyph(self, character: str) -> tuple[bytes, float]:
        """Return the dots and the advance of one character, to be compared."""
        px = self._px
        drawn = self._drawn(character, (4 * px, 4 * px), (px, 2 * px))
        return drawn, self._advance(character)

    def _drawn(self, text: str, size: tuple[int, int], origin: tuple[int, int]) -> bytes:
        """Draw text from an origin on its base line; return packed rows, 1 is ink."""
        image = Image.new(_MODE, size)
        with self._reading():
            ImageDraw.Draw(image).text(origin, text, 1, self._font, anchor="ls")
        return image.tobytes()

    @contextmanager
    def _reading(self) -> Generator[None]:
        """Turn what Pillow and FreeType raise at a damaged file into an InputError."""
        try:
            yield
        except (OSError, ValueError) as error:
            raise InputError(
                f"{excerpt(self._name, 40)} is no font that can be read: {error}",
                code="font-damaged",
                hint="TrueType, OpenType and their collections are read",
            ) from None

    @staticmethod
    def _smeared(row: int, dots: int) -> int:
        for _ in range(dots):
            row |= row >> 1
        return row
