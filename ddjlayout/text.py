"""Below the elements: characters become cells. Folding, stand-ins, and the only measure of text.

A character's cells are the number of its GBK bytes (vendor document V3.0, section 3.3: 16 Chinese
or 32 ASCII characters a line). What GBK lacks is kept as grapheme clusters, each behind a stand-in
character of the same cells and line-breaking class, so that every later step works on plain GBK.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ddjlayout.diagnostics import Level
from ddjlayout.element import Context
from ddjlayout.errors import excerpt, listed
from ddjlayout.raster.atlas import fallback_cells

if TYPE_CHECKING:
    import regex

FOLDS: Mapping[str, str] = MappingProxyType(
    {
        "¥": "￥",
        "£": "￡",
        "¢": "￠",
        "•": "·",
        "・": "·",
        "‧": "·",
        "∙": "·",
        "⋅": "·",
        "−": "-",
        "‒": "-",
        "‑": "-",
        "⸺": "——",
        "〜": "～",
        "⋯": "…",
        "µ": "μ",
        "‛": "‘",
        "‚": ",",
        "‹": "〈",
        "›": "〉",
        "⁄": "/",
        "\u202f": "\u00a0",
        "\u2007": "\u00a0",
        "\u2002": " ",
        "\u2003": "  ",
        "\u2004": " ",
        "\u2005": " ",
        "\u2006": " ",
        "\u2008": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u205f": " ",
    }
)
"""Look-alikes only: what is printed instead looks the same on this paper."""

REPLACEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "€": "EUR",
        "₩": "W",
        "²": "2",
        "³": "3",
        "¹": "1",
        "½": "1/2",
        "¼": "1/4",
        "¾": "3/4",
        "©": "(c)",
        "®": "(R)",
        "™": "(TM)",
        "✓": "√",
        "✔": "√",
        "✗": "×",
        "✘": "×",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "ø": "o",
        "Ø": "O",
        "œ": "oe",
        "Œ": "OE",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
    }
)
"""Used under the policy `replace` only, before decomposition and, last, `?`."""

TAB = 8
"""Tab stops, cells."""
encode_gbk = codecs.getencoder("gbk")
"""Encode to (bytes, length); `str.encode` looks its codec up each time and takes thrice as long."""
_FEW = 8
"""How many characters that are printed as dots a diagnostic names."""
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")


class Prose(NamedTuple):
    """One paragraph ready for breaking.

    Every character of `text` is in GBK, or U+00A0 (a space that does not break), or U+200B (a
    break opportunity without width). `clusters` maps indices of stand-ins to what is printed.
    """

    text: str
    clusters: Mapping[int, str] | None = None


def cells(text: str) -> int:
    """Count the half-width cells of a Prose text: its GBK bytes."""
    try:
        return len(encode_gbk(text)[0])
    except UnicodeEncodeError:
        return len(text.replace("\u00a0", " ").replace("\u200b", "").encode("gbk"))


def cluster_cells(cluster: str) -> int:
    """Count the cells of one grapheme cluster, in the device's repertoire or not."""
    try:
        return len(cluster.encode("gbk"))
    except UnicodeEncodeError:
        return fallback_cells(cluster)


def paragraphs(text: str, cx: Context, column: int = 0) -> list[Prose]:
    """Split a user's text at its line ends and prepare each paragraph.

    `\\r\\n`, `\\r`, vertical tab, form feed, U+0085, U+2028 and U+2029 end a line as `\\n` does.
    The text starts `column` cells from where tab stops are counted. Raises LayoutError as the
    document's policy demands.
    """
    if text.isprintable():
        return [prepare(text, cx)]
    first, *others = _lines(text, cx)
    return [prepare(first, cx, column), *[prepare(part, cx) for part in others]]


def unfolded(text: str, cx: Context) -> list[Prose]:
    """Prepare a text for a font of the user's own: nothing is folded, the policies do not apply.

    Line ends, tabs, control characters and what leaves no dots fare as in `paragraphs`.
    """
    return [_Unfolded(cx, 0).run(part) for part in _lines(text, cx)]


def prepare(text: str, cx: Context, column: int = 0) -> Prose:
    """Fold, drop and stand in for what GBK lacks in one paragraph, reporting each change."""
    if text.isprintable():
        try:
            encode_gbk(text)
        except UnicodeEncodeError:
            pass
        else:
            return Prose(text)
    return _Preparation(cx, column).run(text)


def _lines(text: str, cx: Context) -> list[str]:
    """Split at line ends, reporting those that are no `\\n`."""
    if ends := dict.fromkeys(_LINE_END.findall(text)):
        text = _LINE_END.sub("\n", text)
        cx.report(Level.INFO, "line-end", f"read as line ends: {', '.join(map(_name, ends))}")
    return text.split("\n")


class _Preparation:
    """The slow path of `prepare`: cluster by cluster."""

    def __init__(self, cx: Context, column: int) -> None:
        self.cx = cx
        self.out: list[str] = []
        self.length = 0
        self.column = column
        self.counted = 0  # how many of `out` are in `column`
        self.clusters: dict[int, str] = {}
        self.changes: dict[tuple[Level, str, str], dict[str, str]] = {}

    def run(self, text: str) -> Prose:
        for cluster in _graphemes()(text):
            self.add(cluster)
        for (level, code, verb), pairs in self.changes.items():
            names = [f"{_name(a)}{' → ' + _name(b) if b else ''}" for a, b in pairs.items()]
            # what is on paper all the same need not be named one by one
            shown = listed(names, _FEW if code == "text-rasterised" else len(names))
            self.cx.report(level, code, f"{verb} {shown}", _HINTS.get(code, ""))
        return Prose("".join(self.out), self.clusters or None)

    def add(self, cluster: str) -> None:
        if is_native(cluster):
            self.put(cluster)
        elif len(cluster) == 1 and (cluster in _BIDI or _is_control(cluster)):
            self.control(cluster)
        else:
            self.foreign(cluster)

    def put(self, text: str) -> None:
        self.out.append(text)
        self.length += len(text)

    def note(self, key: tuple[Level, str, str], before: str, after: str = "") -> None:
        self.changes.setdefault(key, {})[before] = after

    def control(self, char: str) -> None:
        if char == "\t":
            self.column += cells("".join(self.out[self.counted :]))
            self.counted = len(self.out)
            self.put(" " * (TAB - self.column % TAB))
            self.note((Level.INFO, "tab-expanded", "spaces up to the next tab stop for"), char)
        elif char in _BIDI:
            self.note((Level.WARNING, "bidi-dropped", "left out direction marks:"), char)
        else:
            self.note((Level.WARNING, "control-dropped", "left out control characters:"), char)

    def foreign(self, cluster: str) -> None:
        composed = unicodedata.normalize("NFC", cluster)
        policy = self.cx.options.unencodable
        if policy != "replace" and (second := _second_letter(composed)):
            self.add(composed[:second])
            self.add(composed[second:])
            return
        kept = _invisible().sub("", composed)
        folded = "".join(FOLDS.get(c, c) for c in kept)
        if folded in ("\u200b", "\u00a0") or is_native(folded):
            self.put(folded)
            if folded != kept or folded in ("\u200b", "\u00a0"):
                self.looks(_invisible().sub("", cluster), folded)
            for char in _invisible().findall(composed):
                self.note((Level.INFO, "invisible-dropped", "left out without dots:"), char)
            return
        if policy == "error":
            raise self.cx.fail(
                "unencodable",
                f"the printer has no character {_name(cluster)}",
                "use unencodable='raster' to print it as dots",
            )
        if policy == "replace":
            after = _replacement(folded)
            self.put(after)
            self.note((Level.WARNING, "text-replaced", "printed instead:"), cluster, after)
            return
        if unicodedata.bidirectional(composed[0]) in ("R", "AL"):
            key = (Level.WARNING, "rtl-as-written", "printed from left to right, unjoined:")
            self.note(key, cluster)
        self.clusters[self.length] = composed
        self.put(_stand_in(composed))
        self.note((Level.INFO, "text-rasterised", "printed as dots:"), cluster)

    def looks(self, kept: str, folded: str) -> None:
        """Note what is printed as a look-alike, and breaks without width."""
        if folded == "\u200b":
            self.note((Level.INFO, "invisible-dropped", "a line may end, without dots, at"), kept)
        elif folded == "\u00a0":
            self.note((Level.INFO, "text-folded", "printed look-alikes:"), kept, " ")
        else:
            self.note((Level.INFO, "text-folded", "printed look-alikes:"), kept, folded)


class _Unfolded(_Preparation):
    """The same for a font of the user's own, which may have what the device lacks."""

    def foreign(self, cluster: str) -> None:
        composed = unicodedata.normalize("NFC", cluster)
        if composed in ("\u200b", "\u00a0") or not _invisible().sub("", composed):
            super().foreign(cluster)
        else:
            self.clusters[self.length] = composed
            self.put(_stand_in(composed))


_HINTS = MappingProxyType(
    {
        "text-rasterised": "the device has no such character; its line is sent as a bitmap",
        "control-dropped": "a printer might take them for commands",
        "rtl-as-written": "print right-to-left text as an image",
    }
)


@cache
def _graphemes() -> Callable[[str], list[str]]:
    """Return the splitter into grapheme clusters (UAX #29)."""
    import regex  # only documents with more than plain GBK need it; it takes 20 ms to load

    pattern = regex.compile(r"\X")
    return lambda text: pattern.findall(text)


@cache
def _invisible() -> "regex.Pattern[str]":
    """Return the pattern of what leaves no dots: default ignorable code points (UAX #44).

    U+200B is left out, which is a place where a line may end.
    """
    import regex  # as above

    return regex.compile(r"[\p{DI}--\u200b]", regex.V1)


def leaves_no_dots(char: str) -> bool:
    """Tell whether a character is never drawn by itself: joiners, variation selectors …"""
    return _invisible().fullmatch(char) is not None


def is_native(text: str) -> bool:
    """Tell whether every character is in the device's repertoire and leaves its own dots."""
    try:
        encode_gbk(text)
    except UnicodeEncodeError:
        return False
    return text.isprintable() or text.replace("\u3000", "").isprintable()


def _second_letter(cluster: str) -> int:
    """Return where a letter stands behind others in a cluster, 0 when there is none.

    Conjuncts of Indic scripts and the sound marks of half-width kana have no glyph of their own:
    each letter is printed in its own cells. SARA AM stays with its consonant (`raster.atlas`).
    """
    for at in range(1, len(cluster)):
        if unicodedata.category(cluster[at])[0] == "L" and cluster[at] not in "\u0e33\u0eb3":
            return at
    return 0


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs")


def _name(text: str) -> str:
    """Name characters for a message: themselves, or U+XXXX for what cannot be seen."""
    visible = _invisible().sub("", text)
    if visible and visible.isprintable():
        return excerpt(text)
    return "+".join(f"U+{ord(c):04X}" for c in text[:4])


def _replacement(text: str) -> str:
    """Spell something in GBK: a known replacement, the letter without its marks, or `?`."""
    spelled = "".join(REPLACEMENTS.get(c, c) for c in text)
    compatible = unicodedata.normalize("NFKC", spelled)
    bare = unicodedata.normalize("NFKD", spelled)
    unmarked = "".join(c for c in bare if not unicodedata.combining(c))
    for candidate in (spelled, compatible, unmarked):
        folded = "".join(FOLDS.get(c, c) for c in candidate)
        if folded and is_native(folded):
            return folded
    return "?"


def _stand_in(cluster: str) -> str:
    """Return one GBK character of the same cells and a like line-breaking class (UAX #14)."""
    wide = fallback_cells(cluster) == 2
    category = unicodedata.category(cluster[0])
    if cluster[0] in "｡､‼⁇⁈⁉":
        category = "Pe"  # no line starts with these either
    if wide:
        return {"Ps": "（", "Pe": "）"}.get(category, "〓")
    if category in ("Nd", "No"):
        return "0"
    return {"Sc": "$", "Ps": "(", "Pe": ")", "Pi": '"', "Pf": '"'}.get(category, "x")
