"""Font build: the characters of an outline font become dots, and HarfBuzz names a glyph."""

import io
from pathlib import Path
from typing import NamedTuple

import freetype
import uharfbuzz
from fontTools.ttLib import TTFont

from scripts.fonts.glyphs import Glyph

_THRESHOLDS = {24: 120, 16: 85}
"""From which grey on a dot is black, by the height of the font: thin strokes are paler at 16."""

_BASELINE = 0.88
"""Where the baseline of a CJK font is, down from the top of the em."""


class Ink(NamedTuple):
    """A drawn glyph before it has a place: its dots, and where they stand from the pen.

    `left` is in dots to the right of the pen, `top` in rows above the baseline, `advance` in dots.
    """

    glyph: Glyph
    left: int
    top: int
    advance: float

    def fitted(self, width: int, height: int, baseline: int) -> Glyph:
        """Return the ink in a box, its advance centred; moved inwards where it would jut out."""
        x = self.left + round((width - self.advance) / 2)
        y = baseline - self.top
        x = max(0, min(x, width - self.glyph.width))
        y = max(0, min(y, height - self.glyph.height))
        return self.glyph.placed(width, height, x, y)


class Outlines:
    """An outline font at sizes of choice."""

    def __init__(self, data: bytes, index: int) -> None:
        self._face = freetype.Face(io.BytesIO(data), index=index)

    def codes(self) -> set[int]:
        """Return the code points the font maps."""
        return {code for code, _ in self._face.get_chars()}

    def draw(self, code: int, width: int, height: int) -> Glyph:
        """Draw a character into a box, `height` dots an em.

        What is wider or taller than the box is condensed step by step; what would jut out of it is
        moved inwards. Blank when the font draws nothing.
        """
        across = down = height
        while True:
            ink = self._ink(code, (across, down), _THRESHOLDS[height])
            if ink.glyph.width <= width and ink.glyph.height <= height:
                return ink.fitted(width, height, round(height * _BASELINE))
            across -= ink.glyph.width > width
            down -= ink.glyph.height > height

    def _ink(self, code: int, size: tuple[int, int], threshold: int) -> Ink:
        """Draw a character at so many dots an em across and down, hinted lightly.

        FreeType's light autohinter moves horizontals alone, so that no stroke drops out.
        """
        face = self._face
        face.set_pixel_sizes(*size)
        flags = freetype.FT_LOAD_FORCE_AUTOHINT | freetype.FT_LOAD_TARGET_LIGHT
        face.load_glyph(face.get_char_index(code), flags | freetype.FT_LOAD_RENDER)
        slot = face.glyph
        bits = slot.bitmap
        buffer, pitch = bytes(bits.buffer), bits.pitch
        rows: list[int] = []
        for y in range(bits.rows):
            row = buffer[y * pitch : y * pitch + bits.width]
            rows.append(int("0" + "".join("01"[v >= threshold] for v in row), 2))
        advance = slot.linearHoriAdvance / 65536
        if not any(rows):
            return Ink(Glyph(0, ()), 0, 0, advance)
        left, top, glyph = Glyph(bits.width, tuple(rows)).trimmed()
        return Ink(glyph, slot.bitmap_left + left, slot.bitmap_top - top, advance)


def sfnt(path: Path) -> bytes:
    """Return a WOFF font as the plain OpenType file it wraps."""
    font = TTFont(path)
    font.flavor = None
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


class Shaper:
    """HarfBuzz on one font: which single glyph stands for a string."""

    def __init__(self, data: bytes) -> None:
        self._font = uharfbuzz.Font(uharfbuzz.Face(data))

    def index(self, text: str) -> int | None:
        """Return the number of the one glyph that draws the text, None when it takes more."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer)
        drawn = [info.codepoint for info in buffer.glyph_infos]
        return drawn[0] if len(drawn) == 1 and drawn[0] else None
