"""Codes to look at: one of every kind, as dots, and the same with and without zxing-cpp."""

import sys

import pytest

from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.png import encode
from ddjlayout.symbols.geometry import bar_height, fit
from ddjlayout.symbols.kinds import LinearKind
from ddjlayout.symbols.linear import linear
from ddjlayout.symbols.logo import LOGO_LEVEL, logo_modules, with_logo
from ddjlayout.symbols.matrix import MatrixKind, matrix
from ddjlayout.symbols.payloads import wifi
from ddjlayout.symbols.qr import qr
from ddjlayout.symbols.symbol import Symbol, render
from tests.goldens import Goldens

URL = "https://pay.example.com/t/D202511240188?sig=8f3a9c2e77b1&a=1"


def drawn(symbol: Symbol) -> bytes:
    module = fit(symbol, 384)
    guard = 5 * module if symbol.guards else 0
    return encode(render(symbol, module=module, height=bar_height(symbol, module), guard=guard))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("code128", "D202511240188"),
        ("gs1-128", "(01)09501101530003"),
        ("code39", "DDJ-2025"),
        ("codabar", "20251124"),
        ("itf", "20251124"),
        ("itf14", "15400141288763"),
        ("ean13", "6901234567892"),
        ("ean8", "96385074"),
        ("upca", "036000291452"),
        ("isbn", "978-7-302-12345-3"),
        ("issn", "0317-8471"),
        ("jan", "4901234567894"),
        ("pzn", "27580899"),
    ],
)
def test_linear(kind: LinearKind, data: str, golden: Goldens) -> None:
    golden.png(f"codes/{kind}.png", drawn(linear(kind, data)))


@pytest.mark.parametrize("library", ["zxing-cpp", "qrcode"])
@pytest.mark.parametrize(
    ("name", "data"),
    [("url", URL), ("order", "订单 D202511240188"), ("wifi", wifi("Café", "12345678"))],
)
def test_qr(
    name: str, data: str, library: str, golden: Goldens, monkeypatch: pytest.MonkeyPatch
) -> None:
    if library == "qrcode":
        monkeypatch.setitem(sys.modules, "zxingcpp", None)
    golden.png(f"codes/qr-{name}.png", drawn(qr(data)))


@pytest.mark.parametrize("kind", ["pdf417", "datamatrix", "aztec"])
def test_matrix(kind: MatrixKind, golden: Goldens) -> None:
    golden.png(f"codes/{kind}.png", drawn(matrix(kind, "订单 D202511240188")))


def test_logo(golden: Goldens) -> None:
    symbol = qr(URL, level=LOGO_LEVEL)
    letter = Bitmap.from_letters("#####\n#....\n####.\n#....\n#....")
    side = (logo_modules(symbol) - 2) * 4 // 5
    rows = [
        int("".join(str(row >> 4 - i & 1) * side for i in range(5)), 2)
        for row in letter.rows()
        for _ in range(side)
    ]
    logo = Bitmap.from_rows(5 * side, rows)
    bitmap = with_logo(symbol, render(symbol, module=4), logo, module=4)
    golden.png("codes/qr-logo.png", encode(bitmap))
