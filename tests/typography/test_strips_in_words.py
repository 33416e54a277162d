"""The plain text of strips: words stand in the cells where the dots stand on paper."""

import pytest

from ddjlayout import Bold, Col, Column, Element, QRCode, Row, Table, Text, compile, to_text


def text_of(*children: Element | str) -> str:
    return to_text(compile(Column(*children)))


@pytest.mark.parametrize(
    ("document", "shown"),
    [
        (Text("合计 ", Bold("￥207.50")), "合计 ￥207.50\n"),
        (Text("合计 ", Bold("￥207.50"), align="right"), " " * 19 + "合计 ￥207.50\n"),
        (Text("取餐号", Text("A18", size="big"), "好"), "取餐号A18好\n"),
        (Row("🌶 鱼", "￥36.00"), "🌶 鱼" + " " * 20 + "￥36.00\n"),
        (Table([("🌶 鱼", 1, "68.00")], "* 4> 8.2"), "🌶 鱼" + " " * 17 + "1    68.00\n"),
        (
            Row(Col("一", width=10), Col(Text("大", size="big"))),
            "一\n" + " " * 11 + "大\n",
        ),
        (
            Row(Col(QRCode("1", module=3)), Col(QRCode("2", module=3, align="right"))),
            "[QR 1]" + " " * 18 + "[QR 2]\n",
        ),
    ],
)
def test_words_keep_their_places(document: Element, shown: str) -> None:
    assert text_of(document) == shown


def test_an_empty_text_takes_no_width() -> None:
    assert text_of(Row("左", "", "右")) == "左" + " " * 28 + "右\n"
