"""PDF417, Data Matrix and Aztec: read back from pixels, and without zxing-cpp a clear error."""

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
    with pytest.raises(UsageError, match="not '31'"):
        matrix("pdf417", "hello", columns=31)


def test_without_zxing_there_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    with pytest.raises(UsageError, match=r"Aztec needs the library zxing-cpp.*ddjlayout.fast"):
        matrix("aztec", "hello")


def test_wrong_data_are_errors() -> None:
    with pytest.raises(InputError, match="PDF417 of nothing"):
        matrix("pdf417", "")
    with pytest.raises(UsageError, match="no code 'maxicode'"):
        matrix("maxicode", "x")  # type: ignore[arg-type]
    with pytest.raises(LayoutError, match="Data Matrix of 5000 characters"):
        matrix("datamatrix", "x" * 5000)
    with pytest.raises(LayoutError, match="dots at 3 dots a module"):
        fit(matrix("datamatrix", "aB3$" * 330), 384)
