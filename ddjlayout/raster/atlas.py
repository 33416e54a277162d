"""Below the painter and the simulator: the bits of a character, from the files in `fonts/`.

Nothing but glyphs lives here: doubling, bold and placement belong to whoever paints.
"""

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

from ddjlayout.errors import InputError, UsageError
from ddjlayout.raster.glyphfile import SEQUENCES, GlyphFile

_FILES: dict[tuple[int, int], tuple[str, ...]] = {
    (24, 1): ("sony-12x24", "spleen-12x24", "noto-cjk-12x24"),
    (24, 2): ("own-24x24", "isas-24x24", "noto-cjk-24x24", "noto-emoji-24x24"),
    (16, 1): ("sony-8x16", "spleen-8x16", "unifont-8x16"),
    (16, 2): ("own-16x16", "isas-16x16", "noto-emoji-16x16", "unifont-16x16"),
}
"""The files of a font (dots, cells a glyph), the first that has a glyph wins."""

_SEQUENCE_LIST = "noto-emoji-sequences.txt"
_MEMO_SIZE = 8192

_ONE_CELL = (
    (0x0000, 0x035B),
    (0x0363, 0x0487),
    (0x048A, 0x0529),
    (0x052C, 0x058C),
    (0x058F, 0x058F),
    (0x0E00, 0x0E5A),
    (0x0E5C, 0x0EFF),
    (0x1E00, 0x1FFF),
    (0x2000, 0x2056),
    (0x2058, 0x20CF),
    (0xFF61, 0xFF9F),
    (0xFFE8, 0xFFEE),
)
"""Code points outside GBK that take one cell; everything else takes two."""

_ONE_CELL_STARTS = tuple(first for first, _ in _ONE_CELL)
_KEYCAP = "\u20e3"


def fallback_cells(cluster: str) -> int:
    """Return the cells of a grapheme cluster that GBK does not encode: 1 or 2.

    The base, its first code point, decides: where GBK encodes it, by the number of its bytes,
    else by a table of ranges. A keycap takes two cells whatever it stands on.
    """
    if _KEYCAP in cluster:
        return 2
    return _base_cells(cluster[0])


def _base_cells(character: str) -> int:
    """Return the cells of one character."""
    try:
        return len(character.encode("gbk"))
    except UnicodeEncodeError:
        code = ord(character)
        _, last = _ONE_CELL[bisect_right(_ONE_CELL_STARTS, code) - 1]
        return 1 if code <= last else 2


class Atlas:
    """The glyphs of a folder of glyph files; a file is opened when a character first needs it.

    Every method that reads a file raises InputError when that file is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, GlyphFile] = {}
        self._memo: dict[int, dict[str, bytes | None]] = {24: {}, 16: {}}

    def glyph(self, cluster: str, px: int) -> bytes | None:
        """Return the bits of one grapheme cluster from the font of 24 or 16 dots.

        `px` rows of `(width + 7) // 8` bytes, the leftmost dot in the highest bit, where width
        is `px // 2` dots a cell. None when no font has the character.
        """
        try:
            memo = self._memo[px]
        except KeyError:
            raise UsageError(f"no font of {px} dots", hint="there are 16 and 24") from None
        try:
            return memo[cluster]
        except KeyError:
            pass
        glyph = self._find(cluster, px)
        if len(memo) >= _MEMO_SIZE:
            memo.clear()
        memo[cluster] = glyph
        return glyph

    def hollow(self, cells: int, px: int) -> bytes:
        """Return the hollow box of the paper model: a frame of one dot, inset."""
        return _hollow(cells, px)

    def _find(self, cluster: str, px: int) -> bytes | None:
        """Find a glyph in the files: the whole sequence, else the base and its marks."""
        cluster = _folded(cluster)
        if not cluster:
            return None
        cells = fallback_cells(cluster)
        if len(cluster) == 1:
            return self._single(ord(cluster), cells, px)
        glyphs = [self._single(ord(character), cells, px) for character in cluster]
        if glyphs[0] is None:
            return None
        bits = 0
        for glyph in glyphs:
            bits |= int.from_bytes(glyph or b"", "big")
        return bits.to_bytes(len(glyphs[0]), "big")

    def _single(self, key: int, cells: int, px: int) -> bytes | None:
        """Find the glyph of one key, in the order of the files."""
        for name in _FILES[px, cells]:
            glyph = self._file(name).find(key)
            if glyph is not None:
                return glyph
        return None

    def _file(self, name: str) -> GlyphFile:
        """Return a file of the folder, opened now if it was not."""
        try:
            return self._files[name]
        except KeyError:
            file = self._files[name] = GlyphFile(self._folder / f"{name}.bin")
            return file


def _folded(cluster: str) -> str:
    """Drop what changes no dot: variation selectors, joiners at the end, skin tones."""
    if len(cluster) == 1:
        return cluster
    return cluster[0] + "".join(c for c in cluster[1:] if not _is_ignored(ord(c)))


def _is_ignored(code: int) -> bool:
    """Tell whether a code point behind another changes no dot."""
    return 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF or 0xE0100 <= code <= 0xE01EF


@lru_cache(maxsize=8)
def _hollow(cells: int, px: int) -> bytes:
    """Draw a frame of one dot, one dot (16) or two dots (24) inside the cells."""
    width, inset = cells * px // 2, px // 12
    stride = (width + 7) // 8
    line = (1 << (width - 2 * inset)) - 1 << inset
    sides = 1 << (width - 1 - inset) | 1 << inset
    rows = [0] * inset + [line] + [sides] * (px - 2 * inset - 2) + [line] + [0] * inset
    return b"".join((row << (stride * 8 - width)).to_bytes(stride, "big") for row in rows)


@lru_cache(maxsize=1)
def default_atlas() -> Atlas:
    """Return the atlas that ddjlayout brings, the same one all through a process."""
    package = Path(__file__).resolve().parent.parent
    installed, checkout = package / "data" / "fonts", package.parent / "fonts"
    for folder in (installed, checkout):
        if folder.is_dir():
            return Atlas(folder)
    raise InputError("the font files are missing", path=str(installed), hint="install it again")
