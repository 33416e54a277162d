"""1-D codes at every length and module size that fit: geometry, and readers, clean and worn."""

import pytest

from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.symbols.geometry import bar_height
from ddjlayout.symbols.kinds import KINDS
from ddjlayout.symbols.linear import linear
from ddjlayout.symbols.symbol import render
from tests.symbols.cases import Case, cases
from tests.symbols.pixels import check_bars
from tests.symbols.readers import dead_column, picture, worn, zbar, zxing

CASES = list(cases())
LARGE = [case for case in CASES if case.module in (3, 4)]


def printed(case: Case) -> Bitmap:
    symbol = linear(case.kind, case.data)
    return render(symbol, module=case.module, height=bar_height(symbol, case.module))


def ids(case: Case) -> str:
    return f"{case.kind}-{len(case.data)}x{case.module}"


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_geometry(case: Case) -> None:
    symbol = linear(case.kind, case.data)
    height = bar_height(symbol, case.module)
    quiet = KINDS[case.kind].quiet
    bitmap = render(symbol, module=case.module, height=height, guard=5 * case.module)
    sides = {"left": quiet.left, "right": quiet.right}
    check_bars(bitmap, module=case.module, height=height, **sides)
    assert height >= max(40, bitmap.width * 0.15)


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_both_readers_read_clean_print(case: Case) -> None:
    image = picture(printed(case), 8)
    if case.readable(0):
        assert case.reading in zxing(image)
    if case.readable(1):
        assert case.reading in zbar(image)


@pytest.mark.parametrize("case", LARGE, ids=ids)
def test_both_readers_read_worn_print(case: Case) -> None:
    image = worn(printed(case))
    if case.readable(0):
        assert case.reading in zxing(image)
    if case.readable(1):
        assert case.reading in zbar(image)


@pytest.mark.parametrize("case", [c for c in LARGE if c.kind != "codabar"], ids=ids)
def test_both_readers_stand_twice_the_gain(case: Case) -> None:
    image = worn(printed(case), gain=1.0)
    if case.readable(0):
        assert case.reading in zxing(image)
    if case.readable(1):
        assert case.reading in zbar(image)


@pytest.mark.parametrize("case", LARGE[::3], ids=ids)
def test_zxing_reads_worn_print_with_a_dead_column(case: Case) -> None:
    bitmap = printed(case)
    for column in (bitmap.width // 3, bitmap.width // 2 + 1):
        image = worn(dead_column(bitmap, column))
        if case.readable(0):
            assert case.reading in zxing(image)
