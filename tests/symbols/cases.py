"""Every code the product draws, at every length that fits 384 dots: the data to try them with."""

import random
import string
from collections.abc import Iterator
from typing import NamedTuple

from ddjlayout.symbols.kinds import KINDS, LinearKind
from ddjlayout.symbols.linear import linear
from tests.symbols.readers import Reading

WIDTH = 384

_ALPHABETS: dict[LinearKind, str] = {
    "code128": string.ascii_letters + string.digits * 3 + " -/.",
    # not $ / + %, which zxing-cpp takes for the full ASCII way of Code 39 before a letter
    "code39": string.ascii_uppercase + string.digits + "-. ",
    "codabar": string.digits + "-$:/.+",
    "itf": string.digits,
}
# zxing-cpp's minimum lengths, and zbar's
SHORTEST: dict[LinearKind, tuple[int, int]] = {"codabar": (2, 2), "itf": (4, 6)}


class Case(NamedTuple):
    """A code of one length, the module size to draw it with, and what is to be read."""

    kind: LinearKind
    data: str
    module: int
    reading: Reading

    def readable(self, reader: int) -> bool:
        """Whether it has the minimum length of zxing-cpp (0) or zbar (1)."""
        return len(self.data) >= SHORTEST.get(self.kind, (1, 1))[reader]


def cases() -> Iterator[Case]:
    """Yield every kind at every length and module size, 2 and up, that fits the paper."""
    for kind in KINDS:
        for data, reading in _texts(kind):
            columns = linear(kind, data).columns
            for module in range(2, WIDTH // columns + 1):
                yield Case(kind, data, module, reading)


def _texts(kind: LinearKind) -> Iterator[tuple[str, Reading]]:
    if kind in _ALPHABETS:
        yield from _lengths(kind)
        return
    for data, name, read in _FIXED[kind]:
        yield data, Reading(name, read.encode())


def _lengths(kind: LinearKind) -> Iterator[tuple[str, Reading]]:
    source = random.Random(kind)
    step = 2 if kind == "itf" else 1
    for length in range(step, 60, step):
        data = "".join(source.choices(_ALPHABETS[kind], k=length))
        if kind == "code128" and length > 12:
            data = "".join(source.choices(string.digits, k=length))
        if kind == "code39":
            data = "A" + data[1:].replace(" ", "-")  # without a vowel it could be a Code 32
        if linear(kind, data).columns * 2 > WIDTH:
            continue
        read = f"A{data}A" if kind == "codabar" else data
        yield data, Reading(KINDS[kind].name, read.encode())


# One number for every first digit, which picks the left half's bars.
_EAN13 = [
    "0901234567898",
    "1901234567897",
    "2901234567896",
    "3901234567895",
    "4901234567894",
    "5901234567893",
    "6901234567892",
    "7901234567891",
    "8901234567890",
    "9901234567899",
]
_FIXED: dict[LinearKind, list[tuple[str, str, str]]] = {
    "gs1-128": [
        ("(10)A1", "Code 128", "10A1"),
        ("(01)0950110153000", "Code 128", "0109501101530003"),
        ("(17)251124(10)B", "Code 128", "1725112410B"),
    ],
    "itf14": [("1540014128876", "ITF", "15400141288763")],
    "ean13": [(n[:12], "EAN-13", n) for n in _EAN13],
    "ean8": [("9638507", "EAN-8", "96385074"), ("0000000", "EAN-8", "00000000")],
    "upca": [("03600029145", "EAN-13", "0036000291452")],
    "isbn": [("7-302-12345", "EAN-13", "9787302123453")],
    "issn": [("0317-847", "EAN-13", "9770317847001")],
    "jan": [("490123456789", "EAN-13", "4901234567894")],
    "pzn": [("2758089", "Code 39", "-27580899")],
}
