"""The element `Html`: pages among receipts, in cells, as dots that readers can read."""

import io
import shutil
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops

import ddjlayout
from ddjlayout import (
    Col,
    Column,
    Html,
    InputError,
    Options,
    Row,
    Text,
    UsageError,
    to_png,
    to_print_content,
)
from ddjlayout.elements.html import slices
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.simulator.device import MODELS
from ddjlayout.simulator.paper import paint

with_chromium = pytest.mark.usefixtures("chromium")
BAR = "<div style='height:30px;background:#000'></div>"


def paper(element, base: Path | None = None) -> Image.Image:
    """Compile an element, hold the preview to the simulator's paper, return it in grey."""
    job = ddjlayout.compile(element, options=Options(base=base))
    preview = Image.open(io.BytesIO(to_png(job)))
    printed = Image.open(io.BytesIO(paint(to_print_content(job), MODELS["D1"]).png()))
    assert preview.tobytes() == printed.tobytes()
    return preview.convert("L")


def codes(*elements) -> list[str]:
    job = ddjlayout.compile(Column(*elements))
    return [diagnostic.code for diagnostic in job.diagnostics]


def ink(picture: Image.Image):
    return ImageChops.invert(picture).getbbox()


@with_chromium
def test_a_page_among_text():
    picture = paper(Column("上", Html(BAR), "下"))
    assert picture.size == (384, 24 + 30 + 24)
    assert ink(picture.crop((0, 24, 384, 54))) == (0, 0, 384, 30)


@with_chromium
def test_a_page_is_laid_out_as_wide_as_its_column():
    page = Html("<p style='margin:0'>" + "汉" * 8)
    picture = paper(Row(Col(Text("左")), Col(page, width="1fr"), Col(Text("右")), gap=0))
    assert picture.width == 384
    half = paper(Html("<p style='margin:0'>" + "汉" * 8, width="96d"))
    whole = paper(Html("<p style='margin:0'>" + "汉" * 8))
    assert half.height == 2 * whole.height
    assert ink(half)[2] <= 96


def dots(page: str) -> Bitmap:
    return Bitmap(384, *_packed(paper(Html(page))))


def _packed(picture: Image.Image) -> tuple[int, bytes]:
    return picture.height, ImageChops.invert(picture).convert("1").tobytes()


LINE = "<p style='margin:0;{}'>订单号 20261120 小票"


@with_chromium
@pytest.mark.parametrize("style", ["color:#999", "color:#c60"])
def test_pale_text_is_printed_as_black_text_is(style):
    assert dots(LINE.format(style)) == dots(LINE.format("color:#000"))


@with_chromium
@pytest.mark.parametrize("style", ["color:transparent", "color:#fff", "opacity:0"])
def test_text_that_cannot_be_seen_is_not_printed(style):
    assert dots(LINE.format(style) + BAR).ink() == 384 * 30


@with_chromium
def test_emoji_are_dithered_and_stay(tmp_path):
    """The font has one letter, a black square in a grey one twice its size."""
    shutil.copy(Path(__file__).parent / "data" / "colour.ttf", tmp_path)
    (tmp_path / "page.html").write_text(
        "<style>@font-face { font-family: c; src: url(colour.ttf) }"
        "p { font: 100px/1 c; margin: 0 }</style><p>\N{HOT PEPPER}",
        encoding="utf-8",
    )
    picture = paper(Html("page.html"), tmp_path)
    assert ink(picture) == (0, 0, 100, 100)
    assert picture.crop((25, 25, 75, 75)).getextrema() == (0, 0)
    around = picture.crop((0, 0, 100, 25)).histogram()
    assert 0.3 < around[0] / 2500 < 0.7


@with_chromium
def test_text_on_a_dark_ground_is_the_same_in_white():
    """But for a few dots: Chromium draws white text a little stronger, as it does on screens."""
    black, white = dots(LINE.format("")), dots(LINE.format("color:#fff;background:#000"))
    same = [one & ~other for one, other in zip(black.rows(), white.rows(), strict=True)]
    assert sum(row.bit_count() for row in same) > 0.95 * black.ink()
    assert white.ink() > 0.95 * (384 * white.height - black.ink())


@with_chromium
def test_codes_in_a_page_can_be_read(tmp_path):
    code = zxingcpp.create_barcode("https://shop.test/o/17", zxingcpp.BarcodeFormat.QRCode)
    drawn = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=4))
    drawn.save(tmp_path / "code.png")
    (tmp_path / "page.html").write_text(
        "<p style='color:#999'>扫码<p><img src=code.png><p><img src=code.png width=150>"
    )
    read = zxingcpp.read_barcodes(paper(Html("page.html"), tmp_path))
    assert [result.text for result in read] == ["https://shop.test/o/17"] * 2


@with_chromium
def test_a_page_is_rendered_once_a_width(site):
    site.pages["/page"] = BAR
    element = Html(site.url(), fetch=True, allow_hosts=(site.name,))
    for _ in range(2):
        assert paper(Column(element, element)).height == 2 * (30 + 16)
    assert site.asked.count("/page") == 1


@with_chromium
def test_what_is_missing_and_what_is_cut_off_is_reported():
    page = Html("<img src=http://shop.test/logo.png><div style='width:500px'>wide</div>")
    assert codes(page) == ["page-incomplete", "page-cut"]
    assert codes(Html(BAR)) == []


@with_chromium
def test_a_long_page_can_be_split_between_its_lines():
    job = ddjlayout.compile(Html("<p>行" * 60))
    parts = job.split(max_dots=1000)
    assert len(parts) > 2
    assert [d.code for part in parts for d in part.diagnostics] == []


def test_slices_are_cut_at_blank_rows_and_lose_nothing():
    dark, blank = [255] * 100, [0] * 20
    bitmap = Bitmap.from_rows(8, (dark + blank) * 5)
    pieces = slices(bitmap)
    assert b"".join(piece.data for piece in pieces) == bitmap.data
    assert [piece.height for piece in pieces] == [220, 240, 140]
    assert slices(Bitmap.from_rows(8, dark * 5)) == [Bitmap.from_rows(8, dark * 5)]


def test_an_address_needs_to_be_asked_for():
    with pytest.raises(UsageError, match="fetched only when asked"):
        Html("https://shop.test/")


def test_a_page_that_is_not_there_names_its_place(tmp_path):
    with pytest.raises(InputError, match=r"receipt > column\[1\].*page 'none.html' cannot be read"):
        paper(Column(Column(Html("none.html"))), tmp_path)


def test_without_chromium_a_page_is_an_input_error(monkeypatch):
    monkeypatch.setenv("DDJ_CHROMIUM", "/nowhere")
    with pytest.raises(
        InputError, match=r"receipt > html\[1\]: web pages are rendered by Chromium"
    ):
        paper(Column(Html(BAR)))
