"""A wrong value of an element's field is a UsageError that names field, value and limit."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from io import BytesIO, StringIO
from typing import Any

import PIL.Image
import pytest

import ddjlayout
from ddjlayout import Cache, DdjError, InputError, LayoutError, UsageError, compile

Wrong = tuple[Callable[[], object], str]

# untyped: what is tried here is what the type checker refuses
Barcode: Any = ddjlayout.Barcode
Box: Any = ddjlayout.Box
Col: Any = ddjlayout.Col
Column: Any = ddjlayout.Column
Feed: Any = ddjlayout.Feed
FontText: Any = ddjlayout.FontText
Html: Any = ddjlayout.Html
Image: Any = ddjlayout.Image
MatrixCode: Any = ddjlayout.MatrixCode
QRCode: Any = ddjlayout.QRCode
Row: Any = ddjlayout.Row
Rule: Any = ddjlayout.Rule
Span: Any = ddjlayout.Span
Spec: Any = ddjlayout.ColumnSpec
Table: Any = ddjlayout.Table
Text: Any = ddjlayout.Text

TEXT: list[Wrong] = [
    (lambda: Text("a", indent=3.5), "indent takes a whole number of cells, not float '3.5'"),
    (lambda: Text("a", indent=-1), "indent takes 0 to 4,000 cells, not '-1'"),
    (lambda: Text("a", hanging=None), "hanging takes a whole number of cells, not NoneType 'None'"),
    (lambda: Text("a", max_lines="2"), "max_lines takes a whole number, not str '2'"),
    (lambda: Text("a", max_lines=0), "max_lines takes 1 or more, not '0'"),
    (lambda: Text("a", marker=1), "marker takes text, not int '1'"),
    (lambda: Text("a", wrap="no"), "wrap takes True or False, not str 'no'"),
    (lambda: Text("a", bold=[]), "bold takes True or False, not list '[]'"),
    (lambda: Text("a", size=[]), "no size '[]'"),
    (lambda: Text("a", align={}), "no alignment '{}'"),
    (lambda: Text(1.5), "Text takes strings, numbers and Text, not float '1.5'"),
    (lambda: Text(10**5000), "a long int has too many digits to print"),
    (lambda: Column(Text), "a document takes an element, not type '<class 'ddjlayou…'"),
]

STACKS: list[Wrong] = [
    (lambda: Column("a", "b", gap=-24), "gap takes 0 to 100,000 dots, not '-24'"),
    (lambda: Column("a", "b", gap=10**9), "gap takes 0 to 100,000 dots, not '1000000000'"),
    (lambda: Column(gap=3.5), "gap takes a whole number of dots, not float '3.5'"),
    (lambda: Column(keep="yes"), "keep takes True or False, not str 'yes'"),
    (lambda: Feed(3.5), "lines takes a whole number of lines, not float '3.5'"),
    (lambda: Feed(10**9), "lines takes 0 to 4,000 lines, not '1000000000'"),
    (lambda: Feed(dots=3.5), "dots takes a whole number of dots, not float '3.5'"),
    (lambda: Feed(mm=float("nan")), "mm takes 0 to 12,500 mm, not 'nan'"),
    (lambda: Feed(mm=float("inf")), "mm takes 0 to 12,500 mm, not 'inf'"),
    (lambda: Feed(mm="3"), "mm takes a number of mm, not str '3'"),
    (lambda: Rule(1), "a rule's pattern takes text, not int '1'"),
    (lambda: Rule(thickness=3.5), "thickness takes a whole number of dots, not float '3.5'"),
    (lambda: Rule(thickness=13, height=12), "thickness takes 1 to 12 dots, not '13'"),
    (lambda: Rule(height=0), "height takes 1 to 100,000 dots, not '0'"),
    (lambda: Rule("€"), "a rule is made of characters the printer has, not '€'"),
]

SPACE: list[Wrong] = [
    (lambda: Row("a", "b", gap="1" * 400), "a gap takes 0 to 4,000 cells, not '1111111111111111…'"),
    (lambda: Row("a", "b", gap=10**5000), "a gap takes at most 4,000 cells, not a long int"),
    (lambda: Row("a", "b", gap=None), "a gap takes a whole number or text, not NoneType 'None'"),
    (lambda: Row("a", "b", gap=1.5), "a gap takes a whole number or text, not float '1.5'"),
    (lambda: Row("a", "b", leader=1), "leader takes text, not int '1'"),
    (lambda: Row("a", "b", valign=[]), "no vertical alignment '[]'"),
    (lambda: Row(), "a Row needs at least one column"),
    (
        lambda: Col("a", width="9" * 400),
        "a width takes 0.125 to 4,000 cells, not '9999999999999999…'",
    ),
    (lambda: Col("a", width="0.3d"), "a width takes 1 to 100,000 dots, not '0.3d'"),
    (lambda: Col("a", width="0.01mm"), "a width takes 0.125 to 12,500 mm, not '0.01mm'"),
    (lambda: Col("a", width="1001%"), "a width takes 0.3 to 1,000 %, not '1001%'"),
    (lambda: Col("a", width=True), "a width takes a whole number or text, not bool 'True'"),
    (
        lambda: Box("a", padding=1.5),
        "padding takes a whole number, text or a list, not float '1.5'",
    ),
    (lambda: Box("a", padding=[1, 1.5]), "a gap takes a whole number or text, not float '1.5'"),
    (lambda: Box("a", padding=[1, 2, 3]), "padding is one value, two or four, not 3"),
    (lambda: Box("a", padding="1" * 400), "a gap takes 0 to 4,000 cells, not '1111111111111111…'"),
    (lambda: Box("a", border=1.5), "no line is called '1.5'"),
    (lambda: Box("a", border=10**5000), "no border is a long int dots thick"),
    (lambda: Box("a", title=[]), "Text takes strings, numbers and Text, not list '[]'"),
    (lambda: Box("a", border=None, title="b"), "a box's title stands in its border"),
]

TABLES: list[Wrong] = [
    (lambda: Table(None), "rows takes a list of rows, not NoneType 'None'"),
    (lambda: Table("ab"), "rows takes a list of rows, not str 'ab'"),
    (lambda: Table([], footer=None), "footer takes a list of rows, not NoneType 'None'"),
    (lambda: Table([], columns=3), "columns takes text or a list of columns, not int '3'"),
    (lambda: Table([], columns=["*", None]), "column 2 takes text, not NoneType 'None'"),
    (lambda: Table([], "* 8.9999999999"), "column 2 is no column: '8.9999999999'"),
    (lambda: Table([], [Spec(8)]), "column 1 has a width '8', aligned 'left'"),
    (
        lambda: Table([], [Spec(places=3.5)]),
        "places takes a whole number of digits, not float '3.5'",
    ),
    (lambda: Table([], rule=1), "a rule's pattern takes text, not int '1'"),
    (lambda: Table([], rule=[], border="light"), "a table with vertical lines has no rule '[]'"),
    (lambda: Table([], max_lines=2.0), "max_lines takes a whole number, not float '2.0'"),
    (lambda: Spec.of(8), "a column's word takes text, not int '8'"),
    (lambda: Spec.of("8.2", prefix=None), "prefix takes text, not NoneType 'None'"),
    (lambda: Span("x", "2"), "a Span takes a whole number of columns, not str '2'"),
    (lambda: Span("x", 0), "a Span takes 1 to 1,000 columns, not '0'"),
    (lambda: Span("x", align=[]), "no alignment '[]'"),
]

CODES: list[Wrong] = [
    (lambda: QRCode(12345), "data takes text, not int '12345'"),
    (lambda: QRCode(b"x"), "data takes text, not bytes 'b'x''"),
    (lambda: QRCode("x", module=3.5), "module takes a whole number of dots, not float '3.5'"),
    (lambda: QRCode("x", module=1), "module takes 2 to 100,000 dots, not '1'"),
    (lambda: QRCode("x", level="Z"), "no QR level 'Z'"),
    (lambda: QRCode("x", version=41), "version takes 1 to 40, not '41'"),
    (lambda: QRCode("x", mask="1"), "mask takes a whole number, not str '1'"),
    (lambda: QRCode("x", native="no"), "native takes True or False, not str 'no'"),
    (
        lambda: QRCode("x", native=True, logo="a.png"),
        "the device draws native codes in its own way and ignores logo",
    ),
    (lambda: MatrixCode(1), "data takes text, not int '1'"),
    (lambda: MatrixCode("x", kind=[]), "no code '[]'"),
    (lambda: MatrixCode("x", columns=31), "columns takes 1 to 30 columns, not '31'"),
    (lambda: Barcode(12345678), "data takes text, not int '12345678'"),
    (lambda: Barcode("AB12", height=-1), "height takes 1 to 100,000 dots, not '-1'"),
    (lambda: Barcode("AB12", height=3.5), "height takes a whole number of dots, not float '3.5'"),
    (lambda: Barcode("AB12", kind="ean14"), "no barcode 'ean14'"),
    (lambda: Barcode("AB12", ratio=4), "ratio takes 2 to 3, not '4'"),
    (lambda: Barcode("AB12", text="no"), "text takes True or False, not str 'no'"),
]

PICTURES: list[Wrong] = [
    (lambda: Image("a.png", height=-1), "height '-1' is below 0"),
    (lambda: Image("a.png", alt=1), "alt takes text, not int '1'"),
    (lambda: Image("a.png", dither=[]), "no dither '[]'"),
    (lambda: Image("a.png", gamma="2"), "gamma '2' is no number"),
    (lambda: Image("a.png", radius=float("nan")), "radius nan is not between 0.55 and 1.15"),
    (lambda: Image("a.png", threshold=0), "threshold '0' is not between 1 and 255"),
    (
        lambda: Image("a.png", rotate="90"),
        "rotate '90' is no whole number",
    ),
    (
        lambda: Image("a.png", crop=(0, 0, 1)),
        "crop '(0, 0, 1)' is not four numbers",
    ),
    (
        lambda: Image("a.png", crop=[0, 0, 1, 1.5]),
        "crop '1.5' is no whole number",
    ),
    (lambda: FontText(12, font="a.ttf"), "FontText takes text, not int '12'"),
    (lambda: FontText("a", font=1), "font takes a path, not int '1'"),
    (
        lambda: FontText("a", font="a.ttf", px=24.0),
        "px takes a whole number of dots, not float '24.0'",
    ),
    (lambda: FontText("a", font="a.ttf", index=10**9), "index takes 0 to 65,535, not '1000000000'"),
    (lambda: Html(1), "Html takes a path, not int '1'"),
    (
        lambda: Html("<p>", allow_hosts="example.com"),
        "allow_hosts takes a list of names, not str 'example.com'",
    ),
    (lambda: Html("<p>", dither="foo"), "no dither 'foo'"),
]
EVERY = TEXT + STACKS + SPACE + TABLES + CODES + PICTURES


@pytest.mark.parametrize(("make", "message"), EVERY)
def test_text_and_what_stands_around_it(make: Callable[[], object], message: str) -> None:
    _is_refused(make, message)


@pytest.mark.parametrize(
    ("table", "message", "hint"),
    [
        (
            Table([("a", "b")], footer=("合计", "3")),
            "a row of type str in a table of 2 columns",
            "give a list of cells; the footer is a list of rows: footer=[('合计', 3)]",
        ),
        (
            Table([("a", "b")], header="品名"),
            "a row of type str in a table of 2 columns",
            "give a list of cells; the header is a single row: header=('品名', '金额')",
        ),
        (
            Table(["ab"]),
            "a row of type str in a table of 1 columns",
            "give a list of cells; the rows are a list of rows",
        ),
        (
            Table([(cell for cell in "ab")]),
            "a row of type generator in a table of 1 columns",
            "list() makes one of a generator",
        ),
        (
            Table([(10**5000,)]),
            "'1000000000000000…' has too many digits to print",
            "the limit is 4,300 digits; write it as text",
        ),
        (
            Table([(Decimal("1E+999999999"),)]),
            "'1E+999999999' has too many digits to print",
            "the limit is 4,300 digits; write it as text",
        ),
    ],
)
def test_rows_that_are_none_say_what_to_give(table: Any, message: str, hint: str) -> None:
    with pytest.raises(LayoutError) as caught:
        compile(table)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize("make", [QRCode, MatrixCode, partial(MatrixCode, kind="aztec")])
def test_half_a_character_is_in_no_code(make: Callable[[str], Any]) -> None:
    with pytest.raises(InputError, match="surrogate") as caught:
        compile(make("订单\ud800"))
    assert caught.value.code == "lone-surrogate"


def test_an_image_that_is_not_there_has_a_code() -> None:
    with pytest.raises(InputError) as caught:
        compile(Image("nope.png"))
    assert caught.value.code == "image-unreadable"


@pytest.mark.parametrize(
    ("file", "code"), [(StringIO("x"), "image-source"), (BytesIO, "image-unreadable")]
)
def test_files_that_give_no_bytes(file: object, code: str) -> None:
    with pytest.raises(DdjError) as caught:
        compile(Column(Image(file)))
    assert caught.value.code == code


def test_a_crop_may_be_a_list_as_in_json() -> None:
    picture = PIL.Image.new("L", (8, 8))
    file = BytesIO()
    picture.save(file, "PNG")
    job = compile(Image(file.getvalue(), crop=[0, 0, 4, 4]), cache=Cache())
    assert job.items


def test_flags_as_databases_write_them() -> None:
    assert Text("a", bold=1, inverse=0).style == Text("a", bold=True, inverse=False).style


def _is_refused(make: Callable[[], object], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        make()
    assert caught.value.message == message
    assert caught.value.hint
    assert caught.value.code
