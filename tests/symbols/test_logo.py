"""Logos in QR codes: large enough to see, small enough to read, and checked."""

import sys

import pytest

from ddjlayout.errors import LayoutError
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.symbols.logo import LOGO_LEVEL, logo_modules, roomy_version, with_logo
from ddjlayout.symbols.qr import qr
from ddjlayout.symbols.symbol import render
from tests.symbols.readers import Reading, picture, worn, zbar, zxing

SAMPLES = ["https://e.cn", "https://pay.example.com/t/D202511240188?sig=8f3a", "x" * 200]


def black(side: int) -> Bitmap:
    return Bitmap.from_rows(side, [(1 << side) - 1] * side)


@pytest.mark.parametrize("data", SAMPLES)
@pytest.mark.parametrize("ink", [True, False])
def test_the_largest_logo_can_be_read_worn_too(*, data: str, ink: bool) -> None:
    symbol = qr(data, level=LOGO_LEVEL)
    room = (logo_modules(symbol) - 2) * 4
    bare = render(symbol, module=4)
    logo = black(room) if ink else Bitmap.blank(room, room)
    bitmap = with_logo(symbol, bare, logo, module=4)
    assert bitmap != bare
    wanted = Reading("QR Code", data.encode())
    assert zxing(picture(bitmap)) == zbar(picture(bitmap)) == [wanted]
    assert wanted in zxing(worn(bitmap))


def test_the_logo_is_in_the_middle_with_a_white_margin() -> None:
    symbol = qr(SAMPLES[1], level=LOGO_LEVEL)
    bitmap = with_logo(symbol, render(symbol, module=3), black(9), module=3)
    assert bitmap.width == 135
    middle = [line[60:75] for line in bitmap.letters().splitlines()[60:75]]
    assert middle == ["." * 15] * 3 + ["...#########..."] * 9 + ["." * 15] * 3


def test_half_of_what_can_be_corrected_is_left_for_wear() -> None:
    for data in SAMPLES:
        symbol = qr(data, level=LOGO_LEVEL)
        assert 0.02 < logo_modules(symbol) ** 2 / symbol.width**2 < 0.12


def test_the_version_that_has_room_for_a_logo() -> None:
    symbol = qr("a", level=LOGO_LEVEL)
    assert roomy_version(symbol, 128) == 6  # 11 of 41 modules
    assert roomy_version(symbol, 48) == 5  # 7 of 37: a fifth does not fit
    assert roomy_version(symbol, 10) == 1
    assert roomy_version(qr("a", level=LOGO_LEVEL, version=13), 128) == 14
    assert roomy_version(qr("a", level=LOGO_LEVEL, version=7), 128) == 7
    assert roomy_version(qr("a", level=LOGO_LEVEL, version=40), 128) == 40


def test_a_logo_that_covers_too_much_is_an_error() -> None:
    symbol = qr(SAMPLES[1], level=LOGO_LEVEL)
    with pytest.raises(LayoutError, match=r"100 x 100 dots covers .*it may be 28 x 28 dots"):
        with_logo(symbol, render(symbol, module=4), black(100), module=4)


def test_a_code_that_cannot_be_read_is_an_error() -> None:
    symbol = qr(SAMPLES[1], level="L")._replace(width=41)
    weak = qr(SAMPLES[1], level="L", version=6)
    bitmap = render(weak, module=4)
    with pytest.raises(LayoutError, match="cannot be read with this logo"):
        with_logo(symbol, bitmap, black(44), module=4)


def test_without_zxing_the_limit_alone_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    symbol = qr(SAMPLES[0], level=LOGO_LEVEL)
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    assert with_logo(symbol, render(symbol, module=4), black(8), module=4).width == 33 * 4
