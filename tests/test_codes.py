"""Codes as elements: read back from the paper, sized, captioned, refused with a reason."""

import sys
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from ddjlayout import (
    D1,
    D2,
    Barcode,
    Column,
    Context,
    InputError,
    LayoutError,
    MatrixCode,
    Options,
    QRCode,
    Row,
    UsageError,
    compile,
    to_png,
    to_text,
)
from ddjlayout.block import Picture, Run
from ddjlayout.items import CodeItem, ImageItem
from tests.readers import zbar, zxing

LOGO = Path(__file__).parent.parent / "templates/takeaway/logo.png"


@pytest.mark.parametrize("read", [zxing, zbar])
def test_two_qr_codes_side_by_side_are_both_read(read: object) -> None:
    row = Row(QRCode("https://a.cn/1", caption="微信"), QRCode("https://b.cn/2", caption="支付宝"))
    found = read(to_png(compile(row)))  # type: ignore[operator]
    assert found == {("qrcode", "https://a.cn/1"), ("qrcode", "https://b.cn/2")}


def test_a_logo_raises_the_level_and_the_code_is_still_read() -> None:
    job = compile(QRCode("https://example.com/o/1", level="L", logo=LOGO))
    (found,) = zxingcpp.read_barcodes(_image(to_png(job)))
    assert (found.text, found.ec_level) == ("https://example.com/o/1", "H")
    assert job.items != compile(QRCode("https://example.com/o/1", level="H")).items


def test_the_version_is_raised_for_a_logo() -> None:
    document = QRCode("https://a.cn", logo=LOGO)
    job = compile(document)
    assert not job.diagnostics
    (found,) = zxingcpp.read_barcodes(_image(to_png(job)))
    assert found.text == "https://a.cn"
    assert _width(document) == (17 + 4 * 6 + 8) * 4
    assert document.measure(Context(D1)) == ((17 + 4 * 2 + 8) * 3, (17 + 4 * 6 + 8) * 4)


@pytest.mark.parametrize(
    ("code", "width", "dots"),
    [
        (QRCode("https://a.cn", logo=LOGO, version=2), 384, "12 x"),
        (QRCode("https://a.cn", logo=LOGO, module=3), 384, "33 x"),
        (QRCode("https://a.cn", logo=LOGO), 140, "21 x"),
    ],
)
def test_a_small_logo_is_warned_of(code: QRCode, width: int, dots: str) -> None:
    cx = Context(D1)
    assert code.layout(cx, width).width == width
    ((found),) = cx.diagnostics
    assert (found.code, found.message.split("only ")[1][:4]) == ("logo-small", dots)


@pytest.mark.parametrize("size", [(3, 100), (1, 4000), (100, 3), (50, 50), (4000, 1)])
def test_a_logo_of_any_shape_fits(size: tuple[int, int]) -> None:
    job = compile(QRCode("https://a.cn", logo=Image.new("L", size, 0)))
    (found,) = zxingcpp.read_barcodes(_image(to_png(job)))
    assert found.text == "https://a.cn"


def test_a_logo_is_found_beside_the_source() -> None:
    options = Options(base=LOGO.parent)
    assert compile(QRCode("x" * 30, logo="logo.png"), options=options).items
    with pytest.raises(InputError, match="cannot be read"):
        compile(QRCode("x" * 30, logo="none.png"), options=options)


@pytest.mark.parametrize(
    ("kind", "name"), [("datamatrix", "DataMatrix"), ("aztec", "Aztec"), ("pdf417", "PDF417")]
)
def test_matrix_codes_are_read_back(kind: object, name: str) -> None:
    document = MatrixCode("单号 17", kind=kind, caption=name)  # type: ignore[arg-type]
    (found,) = zxingcpp.read_barcodes(_image(to_png(compile(document))))
    assert found.text == "单号 17"
    assert str(found.format).replace(" ", "").endswith(name)
    assert to_text(compile(document)).startswith(f"[{kind} 单号 17]")


def test_matrix_codes_need_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    with pytest.raises(UsageError, match=r"needs the library zxing-cpp.*fast"):
        compile(MatrixCode("x"))


def test_modules_get_smaller_until_the_code_fits_but_never_2_unasked() -> None:
    text = "x" * 500
    assert _width(QRCode(text)) % 3 == 0
    with pytest.raises(LayoutError, match="dots a module"):
        compile(QRCode("x" * 1100))
    assert _width(QRCode("x" * 1100, module=2)) % 2 == 0


def _width(code: QRCode) -> int:
    (x, _, picture), *_ = code.layout(Context(D1), 384).parts
    return 384 - 2 * x if isinstance(picture, Picture) else 0


def test_codes_by_the_device_are_items_of_their_own() -> None:
    items = compile(Column(QRCode("你好", native=True), Barcode("A1", native=True))).items
    assert items == (CodeItem("qrcode", "你好".encode("gbk"), 1), CodeItem("barcode", b"A1", 1))
    with pytest.raises(LayoutError, match="cannot stand beside anything"):
        compile(Row("左", QRCode("x", native=True)))


@pytest.mark.parametrize(
    ("given", "ignored"),
    [
        ({"kind": "ean13"}, "kind"),
        ({"kind": "zzz"}, "kind"),
        ({"module": 3, "height": 40}, "module, height"),
        ({"text": False}, "text"),
        ({"check": True, "ratio": 2}, "check, ratio"),
    ],
)
def test_a_native_barcode_refuses_what_the_device_ignores(
    given: dict[str, object], ignored: str
) -> None:
    with pytest.raises(UsageError, match=f"ignores {ignored} ") as caught:
        Barcode("6901234567893", native=True, **given)  # type: ignore[arg-type]
    assert caught.value.code == "native-ignored"


def test_a_native_qr_code_refuses_what_the_device_ignores() -> None:
    given = {"level": "H", "module": 3, "version": 10, "mask": 2, "caption": "x", "logo": LOGO}
    for name, value in given.items():
        with pytest.raises(UsageError, match=f"ignores {name} "):
            QRCode("abc", native=True, **{name: value})  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="ignores level, module, version, mask, caption, logo "):
        QRCode("abc", native=True, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "name", "message"),
    [
        (Barcode("a\nb", native=True), "barcode-character", r"cannot hold '\\n'"),
        (Barcode("单号", native=True), "barcode-character", "cannot hold '单'"),
        (Barcode("a\x7f", native=True), "barcode-character", r"cannot hold '\\x7f'"),
        (Barcode("", native=True), "code-empty", "a barcode of nothing"),
        (QRCode("", native=True), "code-empty", "a qrcode of nothing"),
        (QRCode("€", native=True), "unencodable", "cannot hold '€'"),
    ],
)
def test_what_the_device_cannot_encode_is_an_error(
    code: QRCode | Barcode, name: str, message: str
) -> None:
    with pytest.raises(InputError, match=message) as caught:
        compile(code)
    assert (caught.value.code, bool(caught.value.path)) == (name, True)


def test_a_native_qr_code_of_gbk_is_warned_of() -> None:
    job = compile(QRCode("你好", native=True))
    assert [d.code for d in job.diagnostics] == ["native-gbk"]
    assert not compile(QRCode("你好", native=True), D2).diagnostics
    assert not compile(QRCode("https://a.cn", native=True)).diagnostics
    with pytest.raises(LayoutError, match="in GBK"):
        compile(QRCode("你好", native=True), options=Options(strict=True))


def test_a_native_code_that_is_too_wide_is_an_error() -> None:
    with pytest.raises(LayoutError, match="cannot draw this barcode in 384 dots") as caught:
        compile(Barcode("A" * 40, native=True))
    assert caught.value.code == "code-too-wide"


def test_a_barcode_without_its_line_is_only_bars() -> None:
    (item,) = compile(Barcode("A-17", text=False, height=40)).items
    assert isinstance(item, ImageItem)
    assert item.bitmap.height == 40
    assert item.alt == "[code128 A-17]"


@pytest.mark.parametrize(
    ("code", "width", "lines"),
    [
        (Barcode("978-7-302-12345-3", kind="isbn"), 384, ["ISBN 978-7-302-12345-3", "9"]),
        (Barcode("0-306-40615", kind="isbn", module=2), 264, ["ISBN 978-0-306-40615-7", "9"]),
        (Barcode("0-306-40615", kind="isbn", module=2), 230, ["ISBN 9780306406157", "9"]),
        (Barcode("03178471", kind="issn"), 384, ["ISSN 0317-8471", "9"]),
        (Barcode("03178471", kind="issn", text=False), 384, []),
    ],
)
def test_a_book_has_its_number_above_the_bars(code: Barcode, width: int, lines: list[str]) -> None:
    frame = code.layout(Context(D1), width)
    runs = [(x, y, part) for x, y, part in frame.parts if isinstance(part, Run)]
    assert [run.text for _, _, run in runs][:2] == lines
    assert all(x >= 0 and x + run.width <= width for x, _, run in runs)
    (bars,) = [y for _, y, part in frame.parts if isinstance(part, Picture)]
    assert [y + run.height <= bars for _, y, run in runs][:2] == [True, False][: len(lines)]
    assert all(y + run.height <= frame.height for _, y, run in runs)
    number = "9780306406157" if width < 384 else None
    assert not number or ("ean13", number) in zxing(to_png(compile(code)))


@pytest.mark.parametrize(
    "code",
    [
        QRCode("https://a.cn/\ud83d"),
        QRCode("\udc00", native=True),
        MatrixCode("\ud800"),
        Barcode("A\ud800"),
        Barcode("A\ud800", native=True),
    ],
)
def test_half_a_surrogate_pair_is_an_error(code: QRCode | MatrixCode | Barcode) -> None:
    with pytest.raises(InputError, match=r"half a character, '\\ud") as caught:
        compile(code)
    assert (caught.value.code, caught.value.path[:7]) == ("lone-surrogate", "receipt")
    str(caught.value).encode()


def test_errors_name_the_place() -> None:
    with pytest.raises(InputError) as caught:
        compile(Column("x", Column(Barcode("69x", kind="ean13"))))
    assert caught.value.path == "receipt > column[2] > barcode[1]"


def _image(png: bytes) -> object:
    return Image.open(BytesIO(png)).convert("L")
