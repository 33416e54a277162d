"""Below the painter and the simulator: the bits of a character, from the files in `fonts/`.

Nothing but glyphs lives here: doubling, bold and placement belong to whoever paints.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from ddjlayout.errors import InputError, UsageError
from ddjlayout.raster.glyphfile import SEQUENCES, GlyphFile, read_text

FILES: Mapping[tuple[int, int], tuple[str, ...]] = MappingProxyType(
    {
        (24, 2): ("drawn-24x24", "isas-24x24", "noto-cjk-24x24", "noto-emoji-24x24"),
        (24, 1): ("drawn-12x24", "sony-12x24", "noto-cjk-12x24", "spleen-12x24"),
        (16, 2): (
            "drawn-16x16",
            "isas-16x16",
            "unifont-16x16",
            "noto-emoji-16x16",
            "noto-cjk-16x16",
        ),
        (16, 1): ("drawn-8x16", "sony-8x16", "unifont-8x16"),
    }
)
"""The files for each height in dots and number of cells; the first that has a glyph wins."""

SEQUENCE_LIST = "emoji-list-sequences.txt"
"""The emoji sequences, one a line; line n has the key `SEQUENCES + n`."""

_PICTURES = MappingProxyType({24: "noto-emoji-24x24", 16: "noto-emoji-16x16"})
_PICTURE_SELECTOR = "\ufe0f"
"""Asks for the picture of a character that has a plain form too (UTS #51)."""

_MEMO_SIZE = 8192

_ONE_CELL = (
    (0x0000, 0x035B),
    (0x0363, 0x0487),
    (0x048A, 0x0529),
    (0x052C, 0x058C),
    (0x058F, 0x0605),
    (0x060C, 0x060D),
    (0x061B, 0x061D),
    (0x061F, 0x0655),
    (0x0657, 0x06A9),
    (0x06AB, 0x06D5),
    (0x06EE, 0x06FF),
    (0x0750, 0x077F),
    (0x0E00, 0x0E5A),
    (0x0E5C, 0x0EFF),
    (0x1E00, 0x1FFF),
    (0x2000, 0x2056),
    (0x2058, 0x20CF),
    (0xFB1D, 0xFB20),
    (0xFB29, 0xFBFF),
    (0xFE70, 0xFEFE),
    (0xFF61, 0xFF9F),
    (0xFFE8, 0xFFEE),
)
"""Code points outside GBK that take one cell; everything else takes two.

Alphabets, spaces, punctuation and currency signs; the holes are signs too wide for one cell.
"""

_WITHOUT_DOTS = (
    (0x034F, 0x034F),
    (0x180B, 0x180F),
    (0xFE00, 0xFE0F),
    (0x1F3FB, 0x1F3FF),
    (0xE0100, 0xE01EF),
)
"""Grapheme joiner, variation selectors and skin tones: behind a base they change no dot."""

_ONE_CELL_STARTS = tuple(first for first, _ in _ONE_CELL)
_SPACING_VOWELS = frozenset("\u0e33\u0eb3")
"""Thai and Lao SARA AM: part of the cluster (UAX #29), yet with a cell of its own."""


def fallback_cells(cluster: str) -> int:
    """Return the cells of a grapheme cluster that GBK does not encode: 1 or 2.

    Its widest member decides. A member takes the number of its GBK bytes, outside GBK what a
    table of ranges says; what `folded` drops and joiners count for nothing.
    """
    if len(cluster) == 1:
        return _cells(cluster)
    kept = folded(cluster)
    if not _SPACING_VOWELS.isdisjoint(kept[1:]):
        return 2
    return max(_cells(character) for character in kept)


def folded(cluster: str) -> str:
    """Drop from behind the base what changes no dot: variation selectors and skin tones."""
    if len(cluster) == 1:
        return cluster
    return cluster[0] + "".join(c for c in cluster[1:] if not _changes_nothing(ord(c)))


def _cells(character: str) -> int:
    """Return the cells of one character."""
    try:
        return len(character.encode("gbk"))
    except UnicodeEncodeError:
        code = ord(character)
        _, last = _ONE_CELL[bisect_right(_ONE_CELL_STARTS, code) - 1]
        return 1 if code <= last else 2


def _changes_nothing(code: int) -> bool:
    """Tell whether a code point behind another is a variation selector or a skin tone."""
    return any(first <= code <= last for first, last in _WITHOUT_DOTS)


class Atlas:
    """The glyphs of a folder of glyph files; a file is opened when a character first needs it.

    Every method that reads a file raises InputError when that file is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, GlyphFile] = {}
        self._sequences: dict[str, int] | None = None
        self._memo: dict[int, dict[str, bytes | None]] = {24: {}, 16: {}}

    def glyph(self, cluster: str, px: int) -> bytes | None:
        """Return the bits of one grapheme cluster from the font of 24 or 16 dots.

        `px` rows of `(width + 7) // 8` bytes, the leftmost dot in the highest bit, where width
        is `px // 2` dots a cell. None when no font has every part of the cluster. Raises
        UsageError for another `px`.
        """
        try:
            memo = self._memo[px]
        except KeyError:
            raise UsageError(
                f"no font of {px} dots", code="field-value", hint="there are 16 and 24"
            ) from None
        try:
            return memo[cluster]
        except KeyError:
            pass
        glyph = self._find(cluster, px) if cluster else None
        if len(memo) >= _MEMO_SIZE:
            memo.clear()
        memo[cluster] = glyph
        return glyph

    def hollow(self, cells: int, px: int) -> bytes:
        """Return the hollow box of the paper model: a frame of one dot, inset by one or two."""
        return _hollow(cells, px)

    def _find(self, cluster: str, px: int) -> bytes | None:
        """Find a glyph: the whole sequence, else the base with its marks on top."""
        if len(cluster) == 1:
            return self._single(ord(cluster), px, _cells(cluster))
        picture = _PICTURE_SELECTOR in cluster
        cluster = folded(cluster)
        cells = fallback_cells(cluster)
        if len(cluster) == 1:
            drawn = self._file(_PICTURES[px]).find(ord(cluster)) if picture else None
            return drawn or self._single(ord(cluster), px, cells)
        line = self._sequence_lines().get(cluster)
        if line is not None:
            return self._single(SEQUENCES + line, px, cells)
        vowel = next((c for c in cluster[1:] if c in _SPACING_VOWELS), None)
        if vowel is not None:
            return self._side_by_side(cluster.replace(vowel, ""), vowel, px)
        glyph = self._single(ord(cluster[0]), px, cells)
        for character in cluster[1:]:
            category = unicodedata.category(character)
            if category == "Cf":
                continue
            mark = self._single(ord(character), px, cells)
            if glyph is None or mark is None or category[0] != "M":
                return None
            glyph = _merged(glyph, mark)
        return glyph

    def _side_by_side(self, first: str, second: str, px: int) -> bytes | None:
        """Put two glyphs of one cell next to one another; None when they are not that."""
        left, right = self.glyph(first, px), self.glyph(second, px)
        if left is None or right is None or fallback_cells(first) == 2:
            return None
        cell, box = (px // 2, px), (px, px)
        return _merged(_placed(left, cell, box, (0, 0)), _placed(right, cell, box, (px // 2, 0)))

    def _single(self, key: int, px: int, cells: int) -> bytes | None:
        """Find the glyph of one key; one that is narrower or lower is centred in its box."""
        for height in (24, 16) if px == 24 else (16,):
            for wide in range(cells, 0, -1):
                for name in FILES[height, wide]:
                    glyph = self._file(name).find(key)
                    if glyph is not None:
                        return _centred(glyph, (wide * height // 2, height), (cells * px // 2, px))
        return None

    def _file(self, name: str) -> GlyphFile:
        """Return a file of the folder, opened now if it was not."""
        try:
            return self._files[name]
        except KeyError:
            file = self._files[name] = GlyphFile(self._folder / f"{name}.bin")
            return file

    def _sequence_lines(self) -> Mapping[str, int]:
        """Return the line of every emoji sequence, the list read now if it was not."""
        if self._sequences is None:
            lines = read_text(self._folder / SEQUENCE_LIST).splitlines()
            self._sequences = {line: number for number, line in enumerate(lines)}
        return self._sequences


def _placed(
    glyph: bytes, size: tuple[int, int], box: tuple[int, int], at: tuple[int, int]
) -> bytes:
    """Return a box of (width, height) dots with a glyph's upper left corner at (x, y)."""
    stride, box_stride = (size[0] + 7) // 8, (box[0] + 7) // 8
    shift = (box_stride - stride) * 8 - at[0]
    rows = [0] * box[1]
    for y in range(size[1]):
        row = int.from_bytes(glyph[y * stride : (y + 1) * stride], "big")
        rows[at[1] + y] = row << shift if shift >= 0 else row >> -shift
    return b"".join(row.to_bytes(box_stride, "big") for row in rows)


def _centred(glyph: bytes, size: tuple[int, int], box: tuple[int, int]) -> bytes:
    """Return the glyph in the middle of a box that is as large or larger."""
    if size == box:
        return glyph
    return _placed(glyph, size, box, ((box[0] - size[0]) // 2, (box[1] - size[1]) // 2))


def _merged(first: bytes, second: bytes) -> bytes:
    """Return two glyphs of one size on top of each other."""
    dots = int.from_bytes(first, "big") | int.from_bytes(second, "big")
    return dots.to_bytes(len(first), "big")


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
    """Return the atlas that ddjlayout brings, the same one all through a process.

    Raises InputError when neither the installed package nor a checkout has the folder.
    """
    package = Path(__file__).resolve().parent.parent
    installed, checkout = package / "data" / "fonts", package.parent / "fonts"
    for folder in (installed, checkout):
        if folder.is_dir():
            return Atlas(folder)
    raise InputError(
        "the folder of font files is missing",
        code="glyphs-missing",
        path=str(installed),
        hint="install ddjlayout again",
    )
