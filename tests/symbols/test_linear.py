"""1-D codes: read back by a foreign reader, check digits computed and verified."""

import pytest

from ddjlayout.errors import InputError, LayoutError
from ddjlayout.symbols.geometry import bar_height, fit
from ddjlayout.symbols.kinds import LinearKind
from ddjlayout.symbols.linear import linear
from ddjlayout.symbols.symbol import render
from tests.symbols.readers import Reading, picture, zxing


@pytest.mark.parametrize(
    ("kind", "data", "reading"),
    [
        ("code128", "D202511240188", Reading("Code 128", "D202511240188")),
        ("code128", "Ab\t12", Reading("Code 128", "Ab\t12")),
        ("gs1-128", "(01)0950110153000", Reading("Code 128", "0109501101530003")),
        ("code39", "AB-12", Reading("Code 39", "AB-12")),
        ("codabar", "1234567", Reading("Codabar", "A1234567A")),
        ("itf", "123456", Reading("ITF", "123456")),
        ("itf14", "1540014128876", Reading("ITF", "15400141288763")),
        ("ean13", "690123456789", Reading("EAN-13", "6901234567892")),
        ("ean8", "9638507", Reading("EAN-8", "96385074")),
        ("upca", "03600029145", Reading("EAN-13", "0036000291452")),
        ("isbn", "7-302-12345", Reading("EAN-13", "9787302123453")),
        ("issn", "0317-8471", Reading("EAN-13", "9770317847001")),
        ("jan", "4901234567894", Reading("EAN-13", "4901234567894")),
        ("pzn", "2758089", Reading("Pharmazentralnummer", "-27580899")),
    ],
)
def test_read_back(kind: LinearKind, data: str, reading: Reading) -> None:
    symbol = linear(kind, data)
    module = fit(symbol, 384)
    bitmap = render(symbol, module=module, height=bar_height(symbol, module))
    assert zxing(picture(bitmap, 8)) == [reading]


def test_a_wrong_check_digit_names_the_right_one() -> None:
    with pytest.raises(InputError, match="the right one is 2"):
        linear("ean13", "6901234567890")


def test_too_wide_names_what_fits() -> None:
    with pytest.raises(LayoutError, match=r"12 characters \(24 digits\) at 2 dots"):
        fit(linear("code128", "abcdefghijklmnopqrst"), 384)
