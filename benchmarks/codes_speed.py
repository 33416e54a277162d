"""How long codes take, with and without zxing-cpp, against qrcode by itself.

Run: python -m benchmarks.codes_speed. Prints medians of CPU milliseconds; the rows take turns and
every code has contents of its own, so nothing is met twice.
"""

import random
import string
import sys
from collections.abc import Callable
from statistics import median
from time import process_time
from unittest.mock import patch

import qrcode

from benchmarks.linebreak_corpus import progress
from ddjlayout.symbols.geometry import bar_height, fit
from ddjlayout.symbols.linear import linear
from ddjlayout.symbols.qr import qr
from ddjlayout.symbols.symbol import render

ROUNDS = 60
ORDER = 13
Work = Callable[[str], object]


def ours(text: str) -> object:
    return render(qr(text), module=3)


def without_zxing(text: str) -> object:
    with patch.dict(sys.modules, {"zxingcpp": None}):
        return ours(text)


def qrcode_alone(text: str) -> object:
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(text)
    code.make()
    return code.get_matrix()


def bars(text: str) -> object:
    symbol = linear("code128", text)
    module = fit(symbol, 384)
    return render(symbol, module=module, height=bar_height(symbol, module))


def content(dice: random.Random, size: int) -> str:
    """Return an order number (13 characters) or as much of a link."""
    if size == ORDER:
        return f"D{dice.randrange(10 ** (ORDER - 1)):0{ORDER - 1}}"
    return "".join(dice.choices(string.ascii_letters + string.digits, k=size))


ROWS: tuple[tuple[str, int, Work], ...] = (
    *(("QR, with zxing-cpp", size, ours) for size in (60, 400)),
    *(("QR, with qrcode", size, without_zxing) for size in (60, 400)),
    *(("qrcode alone, its own mask", size, qrcode_alone) for size in (60, 400)),
    ("Code 128", ORDER, bars),
)


def main() -> None:
    """Measure all rows in turns and print a line for each."""
    dice = random.Random(1)
    times: list[list[float]] = [[] for _ in ROWS]
    for _ in progress(range(ROUNDS), "codes"):
        for samples, (_, size, work) in zip(times, ROWS, strict=True):
            text = content(dice, size)
            start = process_time()
            work(text)
            samples.append(process_time() - start)
    for samples, (name, size, _) in zip(times, ROWS, strict=True):
        print(f"{name:<34}{size:>5} bytes {median(samples) * 1000:>8.2f} ms")


if __name__ == "__main__":
    main()
