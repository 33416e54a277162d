"""Font build: which characters there are; GBK from Python's codec, the rest from Unicode's data."""

from collections.abc import Iterator
from pathlib import Path

_LEFT_OUT = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""General categories without dots of their own: controls, formats, the unassigned, private use."""
_NO_SHAPE = frozenset({0x034F, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10)})
"""Marks that Unicode calls default ignorable: joiners and variation selectors."""


class Names:
    """The file UnicodeData.txt: the name and general category of every assigned code point."""

    def __init__(self, path: Path) -> None:
        self._single: dict[int, tuple[str, str]] = {}
        self._ranges: list[tuple[int, int, str]] = []
        first = 0
        for line in path.read_text("ascii").splitlines():
            code, name, category, *_ = line.split(";")
            if name.endswith(", First>"):
                first = int(code, 16)
            elif name.endswith(", Last>"):
                self._ranges.append((first, int(code, 16), category))
            else:
                self._single[int(code, 16)] = (name, category)

    def named(self, codes: range) -> Iterator[tuple[int, str]]:
        """Yield each assigned code point of a range with its name."""
        for code in codes:
            if code in self._single:
                yield code, self._single[code][0]

    def printable(self, code: int) -> bool:
        """Tell whether a code point is assigned and stands for a character with a shape."""
        return code not in _NO_SHAPE and self.category(code) not in _LEFT_OUT

    def category(self, code: int) -> str:
        """Return the general category of a code point, `Cn` when it is not assigned."""
        if code in self._single:
            return self._single[code][1]
        for first, last, category in self._ranges:
            if first <= code <= last:
                return category
        return "Cn"


def gbk_codes() -> frozenset[int]:
    """Return the code points of all two-byte characters of Python's `gbk`: 21,791."""
    codes: set[int] = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                codes.add(ord(bytes((lead, trail)).decode("gbk")))
            except UnicodeDecodeError:
                continue
    return frozenset(codes)


def picture_codes(path: Path) -> frozenset[int]:
    """Return the code points that emoji-data.txt shows as pictures unless told otherwise."""
    codes: set[int] = set()
    for line in path.read_text("utf-8").splitlines():
        fields = line.partition("#")[0].split(";")
        if len(fields) == 2 and fields[1].strip() == "Emoji_Presentation":
            first, _, last = fields[0].strip().partition("..")
            codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(codes)
