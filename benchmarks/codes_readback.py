"""Every code at every length and module size that fits 384 dots, through both readers.

Run: python -m benchmarks.codes_readback (some minutes; the tests take samples of it). Prints how
many of each were read: clean, worn (0.5 dot of gain and blur) and by zxing-cpp also worn with one
dead column. What a reader's own minimum length excludes is not counted for it.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.symbols.geometry import bar_height
from ddjlayout.symbols.linear import linear
from ddjlayout.symbols.qr import qr
from ddjlayout.symbols.qr.code import byte_capacity
from ddjlayout.symbols.qr.tables import LEVELS
from ddjlayout.symbols.symbol import render
from tests.symbols.cases import SHORTEST, WIDTH, cases
from tests.symbols.pixels import check_bars, check_qr
from tests.symbols.readers import Reading, dead_column, picture, worn, zbar, zxing


class Print(NamedTuple):
    """A code on paper, what is to be read, and which readers take one so short."""

    name: str
    bitmap: Bitmap
    reading: Reading
    zxing: bool = True
    zbar: bool = True


def linear_prints() -> Iterator[Print]:
    for case in cases():
        symbol = linear(case.kind, case.data)
        height = bar_height(symbol, case.module)
        bitmap = render(symbol, module=case.module, height=height)
        sides = {"left": symbol.quiet.left, "right": symbol.quiet.right}
        check_bars(bitmap, module=case.module, height=height, **sides)
        name = f"{case.kind} at {case.module} dots"
        yield Print(name, bitmap, case.reading, case.readable(0), case.readable(1))


def qr_prints() -> Iterator[Print]:
    for version, level in product(range(1, 41), LEVELS):
        data = bytes(97 + i * 7 % 26 for i in range(byte_capacity(version, level)))
        symbol = qr(data, level=level)
        for module in (2, 3, 4):
            if symbol.columns * module <= WIDTH:
                bitmap = render(symbol, module=module)
                assert check_qr(bitmap, module=module) == version
                yield Print(f"qr at {module} dots", bitmap, Reading("QR Code", data))


def read(code: Print, count: Counter[str]) -> None:
    clean, used = picture(code.bitmap, 8), worn(code.bitmap)
    dead = worn(dead_column(code.bitmap, code.bitmap.width // 2 + 1))
    count["codes"] += 1
    if code.zxing:
        count["zxing"] += 1
        for name, image in (("clean", clean), ("worn", used), ("dead", dead)):
            count[f"zxing {name}"] += code.reading in zxing(image)
    if code.zbar:
        count["zbar"] += 1
        for name, image in (("clean", clean), ("worn", used)):
            count[f"zbar {name}"] += code.reading in zbar(image)


def main() -> int:
    counts: dict[str, Counter[str]] = {}
    for prints in (linear_prints(), qr_prints()):
        for code in prints:
            read(code, counts.setdefault(code.name, Counter()))
    columns = ("zxing clean", "zxing worn", "zxing dead", "zbar clean", "zbar worn")
    print(f"{'':<22}{'codes':>6}" + "".join(f"{column:>14}" for column in columns))
    missed = 0
    for name, count in counts.items():
        cells = [f"{count[c]}/{count[c.split()[0]]}" for c in columns]
        print(f"{name:<22}{count['codes']:>6}" + "".join(f"{cell:>14}" for cell in cells))
        due = [c for c in columns if c.endswith("clean") or not name.endswith(" 2 dots")]
        missed += sum(count[c.split()[0]] - count[c] for c in due if c != "zxing dead")
        if not name.startswith("qr"):
            missed += sum(count["zxing"] - count[c] for c in due if c == "zxing dead")
    print("\nlengths below the readers' own minimum: ", end="")
    print(", ".join(f"{kind} zxing {a}, zbar {b}" for kind, (a, b) in SHORTEST.items()))
    print(f"not read, clean or at 3 dots and more (QR codes with a dead column apart): {missed}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
