"""Font build: Noto Emoji as dots; single emoji, and the sequences that one glyph stands for."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import freetype

from ddjlayout.raster.atlas import folded
from scripts.fonts.glyphs import Glyph
from scripts.fonts.outlines import Shaper, sfnt

_EM_DOTS = 20.4 / 24
"""Dots an em for a box of one dot: the widest emoji then just fits."""
_MIDDLE = 700
"""Font units above the baseline of the middle of the square that emoji are drawn in."""
_PHASES = range(0, 64, 16)
"""Positions on the grid that are tried, in 64ths of a dot."""

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "👩‍🤝‍👩": "👭",
        "👩‍🤝‍👨": "👫",
        "👨‍🤝‍👨": "👬",
        "🧑‍❤‍🧑": "💑",
        "🧑‍❤‍💋‍🧑": "💏",
        "🫱‍🫲": "🤝",
        "🚶‍♀‍➡": "🚶‍➡",
        "🚶‍♂‍➡": "🚶‍➡",
        "🧎‍♀‍➡": "🧎‍➡",
        "🧎‍♂‍➡": "🧎‍➡",
        "🏃‍♀‍➡": "🏃‍➡",
        "🏃‍♂‍➡": "🏃‍➡",
    }
)
"""Sequences drawn as another: what is left of couples without their skin tones, and walkers whose
direction the font draws but not their gender too."""


def listed_emoji(path: Path) -> frozenset[str]:
    """Return the emoji of a JSON object keyed by them, folded as the atlas looks them up.

    Folded is without variation selectors and skin tones.
    """
    return frozenset(folded(text) for text in json.loads(path.read_text("utf-8")))


class EmojiFont:
    """Noto Emoji: the numbers of the glyphs of its emoji, and the dots of a glyph."""

    def __init__(self, path: Path) -> None:
        data = sfnt(path)
        self._face = freetype.Face(io.BytesIO(data))
        self._shaper = Shaper(data)

    def singles(self) -> dict[int, int]:
        """Return the number of the glyph of each code point the font maps and draws."""
        return {code: index for code, index in self._face.get_chars() if self._has_ink(index)}

    def sequences(self, listed: frozenset[str]) -> dict[str, int]:
        """Return the number of the glyph of each listed sequence of more than one code point."""
        found: dict[str, int] = {}
        for text in sorted(text for text in {*listed, *ALIASES} if len(text) > 1):
            index = self._shaper.index(ALIASES.get(text, text))
            if index is None:
                raise SystemExit(f"Noto Emoji has no single glyph for {text!r}")
            found[text] = index
        return found

    def draw(self, index: int, box: int) -> Glyph:
        """Draw a glyph into a square box, at the position where its edges are sharpest.

        The monochrome rasteriser keeps every stroke connected, however thin.
        """
        size = _EM_DOTS * box
        while True:
            x, y = self._sharpest(index, size)
            glyph, left, top = self._ink(index, size, (x, y))
            if glyph.width <= box and glyph.height <= box:
                break
            size -= 0.1
        pen = (box - self._advance(index, size)) / 2
        middle = box / 2 + _MIDDLE / 2048 * size
        column = max(0, min(round(pen) + left, box - glyph.width))
        row = max(0, min(round(middle) - top, box - glyph.height))
        return glyph.placed(box, box, column, row)

    def _has_ink(self, index: int) -> bool:
        self._set(24, (0, 0))
        self._face.load_glyph(index, freetype.FT_LOAD_NO_HINTING)
        return bool(self._face.glyph.outline.points)

    def _set(self, size: float, shift: tuple[int, int]) -> None:
        self._face.set_char_size(round(size * 64), round(size * 64), 72, 72)
        upright = freetype.Matrix(0x10000, 0, 0, 0x10000)
        self._face.set_transform(upright, freetype.Vector(*shift))

    def _advance(self, index: int, size: float) -> float:
        self._set(size, (0, 0))
        self._face.load_glyph(index, freetype.FT_LOAD_NO_HINTING)
        return float(self._face.glyph.linearHoriAdvance) / 65536

    def _sharpest(self, index: int, size: float) -> tuple[int, int]:
        """Return the shift, in 64ths of a dot, that leaves the least grey."""
        greys: list[tuple[int, int, int]] = []
        for x in _PHASES:
            for y in _PHASES:
                self._set(size, (x, y))
                flags = freetype.FT_LOAD_NO_HINTING | freetype.FT_LOAD_RENDER
                self._face.load_glyph(index, flags)
                grey = sum(min(v, 255 - v) for v in self._face.glyph.bitmap.buffer)
                greys.append((grey, x, y))
        return min(greys)[1:]

    def _ink(self, index: int, size: float, shift: tuple[int, int]) -> tuple[Glyph, int, int]:
        """Return the dots of a glyph, how far right of the pen and how far up they start."""
        self._set(size, shift)
        flags = freetype.FT_LOAD_NO_HINTING | freetype.FT_LOAD_TARGET_MONO
        self._face.load_glyph(index, flags | freetype.FT_LOAD_RENDER)
        slot = self._face.glyph
        bits = slot.bitmap
        buffer, pitch = bytes(bits.buffer), bits.pitch
        rows = tuple(
            int.from_bytes(buffer[y * pitch : (y + 1) * pitch], "big") for y in range(bits.rows)
        )
        left, top, glyph = Glyph(pitch * 8, rows).trimmed()
        return glyph, slot.bitmap_left + left, slot.bitmap_top - top
