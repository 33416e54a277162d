"""Numbers are never broken: where they do not fit, rows stack, and it is said."""

import pytest

from ddjlayout import (
    Bold,
    Box,
    Col,
    Column,
    Element,
    LayoutError,
    Level,
    Options,
    Row,
    Span,
    Table,
    Text,
    compile,
)
from tests.elements.showing import codes, lines, page

BIG = "12345678.00"


def test_a_row_whose_number_is_too_wide_for_its_column_stacks_alone() -> None:
    table = Table([("宫保鸡丁", 1, "36.00"), ("包场", 120, BIG)], "* 4> 8>")
    assert lines(table) == page("""
        ¦宫保鸡丁              1    36.00¦
        ¦包场                            ¦
        ¦                 120 12345678.00¦
    """)
    (found,) = compile(table).diagnostics
    assert (found.level, found.code, found.path) == (
        Level.WARNING,
        "row-stacked",
        "receipt > row[2]",
    )
    assert found.hint


def test_the_numbers_of_a_stacked_row_stand_below_their_columns_where_they_fit() -> None:
    table = Table([("水煮牛肉", 1000, "1234.00"), ("米饭", 1, "免费")], "8 3> 10>")
    assert lines(table) == page("""
        ¦水煮牛肉               ¦
        ¦        1000    1234.00¦
        ¦米饭       1       免费¦
    """)


def test_short_text_in_a_column_of_numbers_stays_with_them() -> None:
    assert lines(Table([("米饭", 123456, "免费"), ("茶", 1, "1.00")], "8 3> 8>")) == page("""
        ¦米饭                 ¦
        ¦      123456     免费¦
        ¦茶         1     1.00¦
    """)


def test_columns_of_content_give_way_to_most_numbers_and_the_widest_rows_stack() -> None:
    rows = [("水煮牛肉", "1.00"), ("米饭", "2.00"), ("茶", "3.00"), ("包场", "1" * 29)]
    assert lines(Table(rows, header=("品名", "金额"))) == page("""
        ¦品名                        金额¦
        ¦--------------------------------¦
        ¦水煮牛肉                    1.00¦
        ¦米饭                        2.00¦
        ¦茶                          3.00¦
        ¦包场                            ¦
        ¦   11111111111111111111111111111¦
    """)


def test_all_rows_stack_when_most_do_not_fit() -> None:
    rows = [("水煮牛肉", BIG, BIG, BIG), ("米饭", "免费", BIG, "3.00")]
    table = Column("x", Table(rows, header=("品名", "单价", "数量", "金额")))
    assert lines(table) == page("""
        ¦x                               ¦
        ¦品名                            ¦
        ¦        单价        数量    金额¦
        ¦--------------------------------¦
        ¦水煮牛肉                        ¦
        ¦         12345678.00 12345678.00¦
        ¦                     12345678.00¦
        ¦米饭                            ¦
        ¦        免费 12345678.00    3.00¦
    """)
    (found,) = compile(table).diagnostics
    assert (found.code, found.path) == ("row-stacked", "receipt > table[2]")


def test_text_keeps_six_cells_beside_numbers() -> None:
    beside, below = "1" * 12, "1" * 13
    assert lines(Table([("水煮牛肉", beside, beside)], "* auto auto")) == page("""
        ¦水煮牛 111111111111 111111111111¦
        ¦肉                              ¦
    """)
    assert lines(Table([("水煮牛肉", below, below)], "* auto auto")) == page("""
        ¦水煮牛肉                        ¦
        ¦     1111111111111 1111111111111¦
    """)


@pytest.mark.parametrize("columns", ["* auto> auto>", "* auto.2 auto.2", "2fr 1fr 1fr", None])
def test_every_kind_of_column_keeps_numbers_whole(columns: str | None) -> None:
    rows = [("水煮牛肉大份加麻加辣", "1234567890.00", "￥9876543210.00"), ("米饭", "1.00", "2.00")]
    text = " ".join(lines(Table(rows, columns)))
    assert "1234567890.00" in text
    assert "￥9876543210.00" in text
    assert "row-stacked" in codes(Table(rows, columns))


def test_nested_tables_stack_in_their_cell() -> None:
    inner = Table([("水煮牛肉大份", BIG), ("米饭", "1.00")], "* 6>")
    assert lines(Table([("套餐", inner)], "4 16")) == page("""
        ¦套餐 水煮牛肉大份    ¦
        ¦          12345678.00¦
        ¦     米饭        1.00¦
    """)
    (found,) = compile(Column(Table([("套餐", inner)], "4 16"))).diagnostics
    assert found.path == "receipt > table[1] > row[1] > cell[2] > table > row[1]"


def test_a_span_that_is_a_number_stacks_too() -> None:
    assert lines(Table([("合计", Span(BIG, 2)), ("a", "b", "c")], "10 4> 4>")) == page(
        """
        ¦合计                ¦
        ¦12345678.00         ¦
        ¦a             b    c¦
    """.replace("¦12345678.00         ¦", "¦         12345678.00¦")
    )


def test_a_number_wider_than_the_paper_is_broken_and_it_is_said() -> None:
    table = Table([("单号", "1" * 40)], "* 8>")
    assert lines(table) == ["单号", "1" * 32, "1" * 8]
    assert codes(table) == ["row-stacked", "number-broken"]


def test_strict_refuses_to_stack() -> None:
    with pytest.raises(LayoutError) as caught:
        compile(Table([("包场", BIG)], "* 8>"), options=Options(strict=True))
    assert (caught.value.code, caught.value.path) == ("row-stacked", "receipt > row[1]")


def test_text_columns_alone_break_words_before_anything_stacks() -> None:
    table = Table([("Supercalifragilistic", "Donaudampfschifffahrt")], "* *")
    assert lines(table) == page("""
        ¦Supercalifragilistic Donaudampfs¦
        ¦                     chifffahrt ¦
    """)
    assert codes(table) == []


def test_a_number_beyond_gbk_stacks_on_its_point_too() -> None:
    table = Table([("水煮鱼", "€12345.5"), ("米饭", "￥5.25")], "* 4.2")
    assert "row-stacked" in codes(table)
    assert lines(table) == page("""
        ¦水煮鱼                          ¦
        ¦                       €12345.5 ¦
        ¦米饭                            ¦
        ¦                          ￥5.25¦
    """)


@pytest.mark.parametrize(
    "document",
    [
        Row("合计", Col("￥12345.00", width=6)),
        Row(Col("实付", width="75%"), Col("￥12345.00", width="25%")),
        Table([("合计", Bold("￥12345.00"))], "* 6>"),
        Table([("合计", Text("￥12345.00"))], "* 6"),
    ],
)
def test_numbers_in_columns_too_narrow_for_them_stack(document: Element) -> None:
    assert codes(document) == ["row-stacked"]
    assert "￥12345.00" in "".join(lines(document))


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (Table([("共计￥1234567.00元", "1")], "8 *"), "receipt > row[1] > cell[1]"),
        (Table([("订单20241124000123", "1")], "8 *"), "receipt > row[1] > cell[1]"),
        (Box("￥12345.00", width=10), "receipt > text[1]"),
        (Text("订单号" + "1234567890" * 4), "receipt"),
    ],
)
def test_a_number_that_has_to_be_broken_is_reported(document: Element, path: str) -> None:
    (found,) = compile(document).diagnostics
    assert (found.level, found.code, found.path) == (Level.WARNING, "number-broken", path)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/" + "1234567890" * 4,
        "a1" * 20,
        "汉" * 15 + "1 2",
        "时间" * 7 + "：" + "1" * 31,
    ],
)
def test_digits_that_are_no_number_or_stay_whole_are_not_reported(text: str) -> None:
    assert codes(Text(text)) == []
