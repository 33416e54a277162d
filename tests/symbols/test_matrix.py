"""PDF417, Data Matrix and Aztec: read back from pixels, and without zxing-cpp a clear error."""

import re
import sys

import pytest

from ddjlayout.errors import InputError, LayoutError, UsageError
from ddjlayout.symbols.geometry import fit
from ddjlayout.symbols.matrix import MATRIX_KINDS, MatrixKind, matrix
from ddjlayout.symbols.symbol import render
from tests.symbols.pixels import modules_of
from tests.symbols.readers import Reading, picture, worn, zxing


@pytest.mark.parametrize("kind", MATRIX_KINDS)
@pytest.mark.parametrize("data", ["A", "订单 D202511240188", "x" * 100, b"\x80\x00\xff"])
def test_read_back_clean_and_worn(kind: MatrixKind, data: str | bytes) -> None:
    symbol = matrix(kind, data)
    module = fit(symbol, 384)
    bitmap = render(symbol, module=module)
    modules_of(bitmap, module=module, quiet=symbol.quiet.left)
    wanted = Reading(MATRIX_KINDS[kind].name, data if isinstance(data, bytes) else data.encode())
    assert wanted in zxing(picture(bitmap))
    assert wanted in zxing(worn(bitmap))


def test_pdf417_columns() -> None:
    assert matrix("pdf417", "hello", columns=2).width < matrix("pdf417", "hello", columns=5).width
    with pytest.raises(UsageError, match="31 columns"):
        matrix("pdf417", "hello", columns=31)


def test_without_zxing_there_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    with pytest.raises(UsageError, match=r"Aztec needs the library zxing-cpp.*ddjlayout.fast"):
        matrix("aztec", "hello")


@pytest.mark.parametrize("kind", ["datamatrix", "aztec"])
def test_too_wide_names_the_bytes_that_fit(kind: MatrixKind) -> None:
    symbol = matrix(kind, "é" * 200)
    with pytest.raises(LayoutError, match=r"here fit \d+ bytes at 3 dots a module, \d+") as caught:
        fit(symbol, 144)
    small, large = map(int, re.findall(r"(\d+) bytes", caught.value.hint))
    for module, most in ((3, small), (2, large)):
        assert matrix(kind, "é" * (most // 2)).columns * module <= 144
        assert matrix(kind, "é" * (most // 2 + 2)).columns * module > 144


def test_too_wide_names_the_columns_that_fit() -> None:
    with pytest.raises(LayoutError) as caught:
        fit(matrix("pdf417", "hello", columns=8), 384)
    assert caught.value.hint.startswith("here fit 3 columns at 3 dots a module, 7 columns at 2")
    assert matrix("pdf417", "hello", columns=7).columns * 2 <= 384
    assert fit(matrix("pdf417", "hello", columns=3), 384) == 3
    with pytest.raises(LayoutError):
        fit(matrix("pdf417", "hello", columns=4), 384)


def test_wrong_data_are_errors() -> None:
    with pytest.raises(InputError, match="PDF417 of nothing"):
        matrix("pdf417", "")
    with pytest.raises(UsageError, match="no code 'maxicode'"):
        matrix("maxicode", "x")  # type: ignore[arg-type]
    with pytest.raises(LayoutError, match="Data Matrix of 5000 characters"):
        matrix("datamatrix", "x" * 5000)
    with pytest.raises(LayoutError, match="dots at 3 dots a module"):
        fit(matrix("datamatrix", "aB3$" * 330), 384)
