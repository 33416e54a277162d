"""Writes ddjlayout/linebreak/classes.py from the Unicode Character Database.

Usage: python scripts/build_linebreak.py UCD_DIRECTORY

The directory holds LineBreak.txt and EastAsianWidth.txt of Unicode 17 (Debian: the package
unicode-data, /usr/share/unicode).
"""

import sys
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parents[1] / "ddjlayout" / "linebreak" / "classes.py"
RESOLVED = {"AI": "AL", "CJ": "NS"}  # LB1, for text that is not marked as Japanese
EXTRA = "\u00a0\u00ad\u200b\u2060"  # accepted beside GBK: the caller's glue and soft points
DEFAULT = "ID"


def ucd(path: Path) -> Iterator[tuple[range, str]]:
    """The (code points, value) lines of a UCD file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        points, _, value = line.partition("#")[0].partition(";")
        if value:
            low, _, high = points.strip().partition("..")
            yield range(int(low, 16), int(high or low, 16) + 1), value.strip()


def repertoire() -> str:
    """Every character with a GBK code, and the few others that the breaker accepts."""
    bmp = (chr(c) for c in range(0x10000) if not 0xD800 <= c < 0xE000)
    return "".join(c for c in bmp if c in EXTRA or c.encode("gbk", "ignore"))


def kinds(directory: Path) -> dict[str, str]:
    """Class name (with w for East Asian width F, W or H) to its characters, without IDw."""
    classes = {c: v for span, v in ucd(directory / "LineBreak.txt") for c in span}
    widths = {c: v for span, v in ucd(directory / "EastAsianWidth.txt") for c in span}
    found: dict[str, str] = {}
    for char in repertoire():
        name = RESOLVED.get(classes[ord(char)], classes[ord(char)])
        wide = widths.get(ord(char), "N") in ("F", "W", "H")
        if name == DEFAULT:
            assert wide, f"U+{ord(char):04X} is {DEFAULT} but not wide"
        else:
            name += "w" * wide
            found[name] = found.get(name, "") + char
    return found


def source(found: dict[str, str]) -> str:
    """The text of the module."""
    lines = [
        '"""Line-break classes of the GBK repertoire (data for the line breaker).',
        "",
        "Written by scripts/build_linebreak.py from LineBreak.txt and EastAsianWidth.txt of",
        "Unicode 17.0.0 (© 2025 Unicode, Inc., Unicode License v3). A trailing w marks the East",
        f"Asian wide members of a class; every character not listed is {DEFAULT}w.",
        '"""',
        "",
        "from types import MappingProxyType",
        "",
        "CHARACTERS = MappingProxyType(",
        "    {",
    ]
    for name in sorted(found):
        size = 20 if name == "CM" else 60  # escapes are four characters long
        chunks = [found[name][i : i + size] for i in range(0, len(found[name]), size)]
        if len(chunks) == 1:
            lines.append(f'        "{name}": {literal(chunks[0])},')
        else:
            pieces = [f"            {literal(c)}" for c in chunks]
            lines += [f'        "{name}": (', *pieces, "        ),"]
    return "\n".join([*lines, "    }", ")", ""])


def literal(text: str) -> str:
    """A double-quoted Python literal, with everything unprintable or blank escaped."""
    escapes = {"\\": "\\\\", '"': '\\"'}
    body = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return '"' + "".join(escapes.get(c, c) for c in body) + '"'


if __name__ == "__main__":
    TARGET.write_text(source(kinds(Path(sys.argv[1]))), encoding="utf-8")
