"""What is fixed for every kind of 1-D code: name, quiet zones, module sizes, bar height."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from ddjlayout.symbols.symbol import Quiet

LinearKind = Literal[
    "code128",
    "gs1-128",
    "code39",
    "codabar",
    "itf",
    "itf14",
    "ean13",
    "ean8",
    "upca",
    "isbn",
    "issn",
    "jan",
    "pzn",
]


class Kind(NamedTuple):
    """A symbology as data.

    `modules` are the module sizes in dots that are tried, the largest that fits wins. The bars
    are `height_x` modules tall, at least `height_mm` millimetres and 15 % of the symbol's width.
    `start` and `step` count modules: a symbol of n characters is `start + n * step` wide, quiet
    zones included; `per_step` says how many characters share a step. A step of 0 means that the
    number of characters is fixed. `narrow` is start and step at a ratio of 2. The characters in
    `wide` have one wide element more.
    """

    name: str
    quiet: Quiet
    modules: tuple[int, ...] = (3, 2)
    height_x: int = 0
    height_mm: float = 8.0
    start: int = 0
    step: int = 0
    per_step: int = 1
    narrow: tuple[int, int] = (0, 0)
    wide: str = ""

    def steps(self, modules: int, ratio: int = 3, *, wide: bool = False) -> int:
        """Return how many steps fit into that many modules, 0 where their number is fixed."""
        start, step = self.narrow if ratio == 2 else (self.start, self.step)
        step += (ratio - 1) * wide
        return max(0, modules - start) // step if self.step else 0


_TEN = Quiet(10, 10)
_EAN = Kind("EAN-13", Quiet(11, 7), modules=(3,), height_x=69, height_mm=18.28)

KINDS: Mapping[LinearKind, Kind] = MappingProxyType(
    {
        "code128": Kind("Code 128", _TEN, start=55, step=11),
        "gs1-128": Kind("GS1-128", _TEN, height_mm=12.7, start=66, step=11),
        "code39": Kind("Code 39", _TEN, start=51, step=16, narrow=(45, 13)),
        "codabar": Kind("Codabar", _TEN, start=47, step=12, narrow=(41, 10), wide=":/.+"),
        "itf": Kind("ITF", _TEN, start=29, step=18, per_step=2, narrow=(28, 14)),
        "itf14": Kind("ITF-14", _TEN, height_mm=12.7),
        "ean13": _EAN,
        "ean8": _EAN._replace(name="EAN-8", quiet=Quiet(7, 7), height_x=55),
        "upca": _EAN._replace(name="UPC-A", quiet=Quiet(9, 9)),
        "isbn": _EAN._replace(name="ISBN"),
        "issn": _EAN._replace(name="ISSN"),
        "jan": _EAN._replace(name="JAN"),
        "pzn": Kind("PZN", _TEN),
    }
)
"""Sources: ISO/IEC 15417 (Code 128), 16388 (Code 39), 16390 (ITF), EN 798 (Codabar), GS1 General
Specifications 5.2-5.3 (EAN, UPC, ITF-14, GS1-128), IFA (PZN); module sizes from what readers
decode at 203 dpi."""
