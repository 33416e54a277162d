"""Font build: which glyph comes from which font; one family of files for every origin."""

from collections.abc import Callable, Container, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ddjlayout.raster.atlas import fallback_cells
from scripts.fonts.bitmap_fonts import (
    read_gb2312_pcf,
    read_pcf,
    read_unifont_hex,
    read_unifont_otf,
)
from scripts.fonts.boxes import BLOCKS, BOX_DRAWING, draw_block, draw_box, is_drawn
from scripts.fonts.drawings import drawings
from scripts.fonts.emoji import EmojiFont, listed_emoji
from scripts.fonts.glyphs import Glyph
from scripts.fonts.outlines import Outlines
from scripts.fonts.repertoire import Names, gbk_codes, picture_codes

_NOTO_SC = 2
_MARKS = frozenset({"Mn", "Mc", "Me"})
_SEQUENCES = 0x110000

Glyphs = dict[int, Glyph]


class Family(NamedTuple):
    """The glyphs for one file: its name, the size of a glyph, what it was made from."""

    name: str
    size: tuple[int, int]
    glyphs: Glyphs
    sources: tuple[str, ...]


class Fonts:
    """All fonts opened, and the tests of what belongs where."""

    def __init__(self, inputs: Mapping[str, Path]) -> None:
        self.inputs = inputs
        self.names = Names(inputs["unicode-data"])
        self.gbk = gbk_codes()
        self.noto = Outlines(inputs["noto-cjk"].read_bytes(), _NOTO_SC)
        self.emoji = EmojiFont(inputs["noto-emoji"])
        self.listed = listed_emoji(inputs["emoji-list"])
        self.sequences = self.emoji.sequences(self.listed)
        self.pictures = picture_codes(inputs["emoji-data"]) & self.emoji.singles().keys()
        self.unifont = self._unifont()

    def fits(self, code: int, cells: int) -> bool:
        """Tell whether a code point has dots and takes so many cells.

        The list of emoji knows some that are younger than the rest of the Unicode data.
        """
        known = self.names.printable(code) or chr(code) in self.listed
        return known and fallback_cells(chr(code)) == cells

    def chosen(self, glyphs: Glyphs, cells: int, *others: Container[int]) -> Glyphs:
        """Return the glyphs of characters of so many cells that none of the others has."""
        return {
            code: glyph
            for code, glyph in glyphs.items()
            if self.fits(code, cells) and not any(code in other for other in others)
        }

    def noto_glyphs(self, size: tuple[int, int], cells: int, *others: Container[int]) -> Glyphs:
        """Draw what Noto Serif CJK has and none of the others; marks are left to Unifont."""
        drawn: Glyphs = {}
        for code in sorted(self.noto.codes()):
            if any(code in other for other in others) or not self.fits(code, cells):
                continue
            if self.names.category(code) not in _MARKS:
                glyph = self.noto.draw(code, *size)
                if not glyph.blank:
                    drawn[code] = glyph
        return drawn

    def emoji_glyphs(self, size: int, others: Iterable[int]) -> Glyphs:
        """Draw the single emoji that are not among the others, and all sequences."""
        known = set(others)
        wanted = {
            code: index
            for code, index in self.emoji.singles().items()
            if code not in known and code not in self.gbk and self.fits(code, 2)
        }
        for number, index in enumerate(self.sequences.values()):
            wanted[_SEQUENCES + number] = index
        drawn = {index: self.emoji.draw(index, size) for index in sorted(set(wanted.values()))}
        return {code: drawn[index] for code, index in wanted.items()}

    def _unifont(self) -> Glyphs:
        upper = read_unifont_otf(self.inputs["unifont-upper"])
        below = read_unifont_hex(self.inputs["unifont"])
        return {code: g for code, g in upper.items() if code > 0xFFFF} | below


def build(inputs: Mapping[str, Path]) -> tuple[list[Family], list[str]]:
    """Return the families of all files, and the emoji sequences in the order of their keys."""
    fonts = Fonts(inputs)
    large = _font_24(fonts)
    small = _font_16(fonts, large)
    return [*large.values(), *small.values()], list(fonts.sequences)


def _drawn(fonts: Fonts, size: int) -> Glyphs:
    """Draw boxes and blocks, and add the drawings by hand."""
    drawn = drawings(size)
    draw: Callable[[str, int], Glyph]
    for codes, draw in ((BOX_DRAWING, draw_box), (BLOCKS, draw_block)):
        drawn |= {
            code: draw(name, size) for code, name in fonts.names.named(codes) if is_drawn(name)
        }
    return drawn


def _font_24(fonts: Fonts) -> dict[str, Family]:
    """Put the 24-dot font together, each family after those that go before it."""
    drawn = _drawn(fonts, 24)
    wide, narrow = fonts.chosen(drawn, 2), fonts.chosen(drawn, 1)
    isas = fonts.chosen(read_gb2312_pcf(fonts.inputs["isas-24"]), 2, wide)
    emoji = fonts.emoji_glyphs(24, {*wide, *isas})
    noto = fonts.noto_glyphs((24, 24), 2, wide, isas, fonts.pictures)
    sony = fonts.chosen(read_pcf(fonts.inputs["sony-24"]), 1, narrow)
    noto_narrow = fonts.noto_glyphs((12, 24), 1, narrow, sony)
    spleen = fonts.chosen(read_pcf(fonts.inputs["spleen-24"]), 1, narrow, sony, noto_narrow)
    families = (
        Family("drawn-24x24", (24, 24), wide, ("unicode-data",)),
        Family("isas-24x24", (24, 24), isas, ("isas-24",)),
        Family("noto-cjk-24x24", (24, 24), noto, ("noto-cjk", "emoji-data")),
        Family("noto-emoji-24x24", (24, 24), emoji, ("noto-emoji", "emoji-list")),
        Family("drawn-12x24", (12, 24), narrow, ()),
        Family("sony-12x24", (12, 24), sony, ("sony-24",)),
        Family("noto-cjk-12x24", (12, 24), noto_narrow, ("noto-cjk",)),
        Family("spleen-12x24", (12, 24), spleen, ("spleen-24",)),
    )
    return {family.name: family for family in families}


def _font_16(fonts: Fonts, large: Mapping[str, Family]) -> dict[str, Family]:
    """Put the 16-dot font together; Unifont also stands in for what has no 24 dots."""
    drawn = _drawn(fonts, 16)
    wide, narrow = fonts.chosen(drawn, 2), fonts.chosen(drawn, 1)
    isas = fonts.chosen(read_gb2312_pcf(fonts.inputs["isas-16"]), 2, wide)
    sony = fonts.chosen(read_pcf(fonts.inputs["sony-16"]), 1, narrow)
    done = {*wide, *isas, *narrow, *sony} & {c for f in large.values() for c in f.glyphs}
    boxed = {code: glyph.centred(16, 16) for code, glyph in fonts.unifont.items()}
    unifont = fonts.chosen(boxed, 2, done)
    unifont_narrow = fonts.chosen(fonts.unifont, 1, done)
    emoji = fonts.emoji_glyphs(16, {*wide, *isas, *unifont})
    noto = fonts.noto_glyphs((16, 16), 2, wide, isas, unifont, emoji)
    families = (
        Family("drawn-16x16", (16, 16), wide, ("unicode-data",)),
        Family("isas-16x16", (16, 16), isas, ("isas-16",)),
        Family("unifont-16x16", (16, 16), unifont, ("unifont", "unifont-upper", "unicode-data")),
        Family("noto-emoji-16x16", (16, 16), emoji, ("noto-emoji", "emoji-list")),
        Family("noto-cjk-16x16", (16, 16), noto, ("noto-cjk",)),
        Family("drawn-8x16", (8, 16), narrow, ()),
        Family("sony-8x16", (8, 16), sony, ("sony-16",)),
        Family("unifont-8x16", (8, 16), unifont_narrow, ("unifont", "unicode-data")),
    )
    return {family.name: family for family in families}
