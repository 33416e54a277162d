"""Font build: readers of the fonts that are dots already (PCF, and Unifont's pixel outlines)."""

import gzip
import io
from pathlib import Path

import freetype
from pcffont import PcfFont

from scripts.fonts.glyphs import Glyph

UNIFONT_PX = 16
_UNIFONT_BASELINE = 14
"""Unifont's rows above the baseline."""


def read_pcf(path: Path) -> dict[int, Glyph]:
    """Return the glyphs of a gzipped PCF font of fixed cells, by the font's own encoding."""
    font = PcfFont.parse(io.BytesIO(gzip.decompress(path.read_bytes())))
    glyphs: dict[int, Glyph] = {}
    for code, index in font.bdf_encodings.items():
        bitmap = font.bitmaps[index]
        rows = tuple(int("".join(map(str, row)), 2) for row in bitmap)
        glyphs[code] = Glyph(len(bitmap[0]), rows)
    return glyphs


def read_gb2312_pcf(path: Path) -> dict[int, Glyph]:
    """Return the glyphs of a PCF font in GB 2312 order, by code point.

    The bytes are decoded as GBK, never as GB 2312: the two differ for A1A4 and A1AA.
    """
    glyphs: dict[int, Glyph] = {}
    for code, glyph in read_pcf(path).items():
        try:
            character = (code | 0x8080).to_bytes(2, "big").decode("gbk")
        except UnicodeDecodeError:
            continue
        if character == "\u3000" or not glyph.blank:
            glyphs[ord(character)] = glyph
    return glyphs


def read_unifont_hex(path: Path) -> dict[int, Glyph]:
    """Return the glyphs of Unifont's own format, 8 or 16 dots wide, by code point.

    Marks are drawn where they fall on a base of the same box.
    """
    glyphs: dict[int, Glyph] = {}
    for line in path.read_text("ascii").splitlines():
        code, _, digits = line.partition(":")
        step = len(digits) // UNIFONT_PX
        rows = tuple(int(digits[i : i + step], 16) for i in range(0, len(digits), step))
        glyphs[int(code, 16)] = Glyph(step * 4, rows)
    return glyphs


def read_unifont_otf(path: Path) -> dict[int, Glyph]:
    """Return the glyphs of a Unifont OpenType file, whose outlines are pixels, by code point.

    The file for the upper planes exists in this form alone. A mark has no advance and stands left
    of its origin, over a base of 16 dots; it is moved back into the box of that base.
    """
    face = freetype.Face(str(path))
    face.set_pixel_sizes(0, UNIFONT_PX)
    flags = freetype.FT_LOAD_RENDER | freetype.FT_LOAD_TARGET_MONO | freetype.FT_LOAD_NO_HINTING
    glyphs: dict[int, Glyph] = {}
    for code, index in face.get_chars():
        face.load_glyph(index, flags)
        slot = face.glyph
        bits = slot.bitmap
        buffer, pitch = bytes(bits.buffer), bits.pitch
        rows = tuple(
            int.from_bytes(buffer[y * pitch : (y + 1) * pitch], "big") for y in range(bits.rows)
        )
        width = slot.advance.x // 64 or 16
        left = slot.bitmap_left + (width if slot.bitmap_left < 0 else 0)
        top = _UNIFONT_BASELINE - slot.bitmap_top
        glyphs[code] = Glyph(pitch * 8, rows).placed(width, UNIFONT_PX, left, top)
    return glyphs
