"""Rows: the fit ladder step by step, widths, leaders and heights."""

from collections.abc import Iterator
from itertools import combinations, product

import pytest

from ddjlayout import (
    D1,
    D2,
    Bold,
    Col,
    Column,
    Context,
    LayoutError,
    Level,
    Options,
    Profile,
    QRCode,
    Row,
    Table,
    Text,
    UsageError,
    compile,
    to_png,
)
from ddjlayout.block import Frame, Run
from ddjlayout.elements.placing import VAlign
from tests.elements.showing import codes, is_native, lines, page

LONG = "水煮牛肉大份加麻加辣配手工宽粉"


def test_left_and_right() -> None:
    assert lines(Row("小计", "36.00")) == ["小计                       36.00"]
    assert lines(Row("a", "b", "c")) == ["a                            b c"]
    assert lines(Row("a")) == ["a"]
    assert lines(Row("", "x")) == [" " * 31 + "x"]
    assert codes(Row("小计", "36.00")) == []


def test_the_first_step_is_one_line() -> None:
    assert lines(Row("甲" * 13, "36.00")) == ["甲" * 13 + " 36.00"]
    assert codes(Row("甲" * 13, "36.00")) == []


def test_the_second_step_is_a_short_text() -> None:
    row = Row(Col("微信支付(零钱通)尾号8820的银行卡", short="微信支付"), "￥36.00")
    assert lines(row) == ["微信支付                 ￥36.00"]
    assert codes(row) == ["row-shortened"]
    assert codes(row, strict=True) == ["row-shortened"]


def test_the_third_step_is_a_wrapped_left_part() -> None:
    row = Row(LONG, "58.00")
    assert lines(row) == page("""
        ¦水煮牛肉大份加麻加辣配手工 58.00¦
        ¦宽粉                            ¦
    """)
    (found,) = compile(row).diagnostics
    assert (found.level, found.code) == (Level.INFO, "row-wrapped")


def test_a_long_right_part_wraps_when_that_takes_fewer_lines() -> None:
    assert lines(Row("收货地址", "北京市朝阳区建国路88号院现代城A座")) == page("""
        ¦收货地址  北京市朝阳区建国路88号¦
        ¦                     院现代城A座¦
    """)


def test_both_parts_wrap_for_the_fewest_lines() -> None:
    row = Row(LONG, "微信支付 尾号8820 已优惠 满减券")
    assert len(lines(row)) == 2
    assert "".join(lines(row)).replace(" ", "").count("水") == 1


def test_the_last_step_is_one_under_another() -> None:
    row = Row("金额大写金额大写", "12345678901234567890123456.00")
    assert lines(row) == page("""
        ¦金额大写金额大写                ¦
        ¦   12345678901234567890123456.00¦
    """)
    (found,) = compile(row).diagnostics
    assert (found.level, found.code) == (Level.INFO, "row-stacked")


def test_two_lines_are_better_than_many_short_ones() -> None:
    row = Row("合计金额一二三四五六七八九十", "￥12345678901234567890.00")
    assert lines(row) == page("""
        ¦合计金额一二三四五六七八九十    ¦
        ¦       ￥12345678901234567890.00¦
    """)


def test_rows_with_typed_widths_warn_when_they_stack() -> None:
    row = Row(Col("a", width="20"), Col("12345678901234", width="auto"))
    assert lines(row) == ["a", "12345678901234"]
    assert compile(row).diagnostics[0].level is Level.WARNING
    with pytest.raises(LayoutError, match="2 columns do not fit in 384 dots"):
        compile(row, options=Options(strict=True))


@pytest.mark.parametrize(
    ("widths", "places"),
    [
        (("*", "*"), (0, 17)),
        (("8", "*"), (0, 9)),
        (("1fr", "2fr"), (0, 11)),
        (("2*", "1*"), (0, 21)),
        (("25%", "*"), (0, 8)),
        (("50%", "50%"), (0, 16)),
        (("20mm", "*"), None),
        (("48d", "*"), (0, 5)),
        (("auto", "*"), (0, 2)),
        (("*", "auto"), (0, 31)),
    ],
)
def test_typed_widths(widths: tuple[str, str], places: tuple[int, int] | None) -> None:
    row = Row(Col("a", width=widths[0]), Col("b", width=widths[1]))
    if places is None:
        assert not is_native(compile(row))
    else:
        (line,) = lines(row)
        assert (line.index("a"), line.index("b")) == places


def test_flexible_columns_share_for_the_fewest_lines() -> None:
    row = Row(Col(LONG, width="*"), Col("备注:不要辣", width="*"))
    assert lines(row) == page("""
        ¦水煮牛肉大份加麻加辣 备注:不要辣¦
        ¦配手工宽粉                      ¦
    """)


def test_columns_do_not_inherit_alignment() -> None:
    document = Column(Row("小计", "36.00"), Row(Col("小计", width=8), "x"), align="right")
    assert lines(document) == [
        "小计                       36.00",
        "小计     x",
    ]


def test_gaps() -> None:
    assert lines(Row(Col("a", width=2), Col("b", width=2), gap=3)) == ["a    b"]
    assert lines(Row(Col("a", width=2), Col("b", width=2), gap="24d")) == ["a   b"]
    assert lines(Row("甲" * 14, "乙", gap=0)) == ["甲" * 14 + "  乙"]


def test_leaders_line_up_in_one_row_and_in_several() -> None:
    assert lines(Row("小计", "36.00", leader=".")) == ["小计 ..................... 36.00"]
    rows = Column(Row("小计", "36.00", leader="·"), Row("a", "8.0", leader="·"))
    assert lines(rows) == page("""
        ¦小计  ·········· 36.00¦
        ¦a ············· 8.0¦
    """)
    assert lines(Row("a", "b", "c", leader=".")) == ["a .......................... b c"]


def test_there_is_no_leader_where_there_is_no_room() -> None:
    assert lines(Row("甲" * 13, "36.00", leader=".")) == ["甲" * 13 + " 36.00"]
    assert lines(Row("甲" * 12, "36.00", leader=".")) == ["甲" * 12 + " . 36.00"]


def test_a_leader_stands_on_the_line_of_the_right_part() -> None:
    assert lines(Row(LONG, "58.00", leader=".")) == page("""
        ¦水煮牛肉大份加麻加辣配手工      ¦
        ¦宽粉 ..................... 58.00¦
    """)
    assert lines(Row(LONG, "58.00", leader=".", valign="top")) == page("""
        ¦水煮牛肉大份加麻加辣配手工 58.00¦
        ¦宽粉                            ¦
    """)


def test_a_leader_takes_the_face_it_joins() -> None:
    job = compile(Row(Bold("实付"), Bold("36.00"), leader="."))
    (item,) = job.items
    assert item.bold
    assert item.lines == ("实付 ..................... 36.00",)


def test_heights() -> None:
    row = Row(Col("甲乙丙丁", width=4), Col("x", width=2, valign="bottom"), Col("y", width=2))
    assert lines(row) == ["甲乙    y", "丙丁 x"]
    assert lines(Row(Col("甲乙丙丁戊", width=4), Col("x", width=2), valign="middle")) == [
        "甲乙",
        "丙丁 x",
        "戊",
    ]


def test_beside_dots_text_stands_in_the_exact_middle() -> None:
    frame = Row("左", QRCode("x", module=4), valign="middle").layout(Context(D1), 384)
    (_, text, _), (_, code, picture) = frame.parts
    assert code == 0
    assert text == (picture.height - 24) // 2


def test_two_codes_side_by_side_with_captions() -> None:
    row = Row(
        Col(QRCode("https://a.cn/1", module=3, caption="点评"), width="*"),
        Col(QRCode("https://a.cn/2", module=3, caption="发票"), width="*"),
    )
    job = compile(row)
    assert not job.diagnostics
    frame = job.frame
    assert frame is not None
    widths = [part.width for _, _, part in frame.parts]
    assert widths == [192, 180]


def test_rows_in_rows_and_tables_in_rows() -> None:
    inner = Row("小计", "8.00")
    assert lines(
        Row(Col("甲", width=4), Col(inner, width=12), Col(Table([("a", 1)]), width="*"))
    ) == ["甲   小计    8.00 a            1"]


def test_a_row_of_big_text() -> None:
    document = Column(Row("合计", "￥36"), size="big")
    (item,) = compile(document).items
    assert item.lines == ("合计        ￥36",)


def test_bad_arguments_are_named_at_once() -> None:
    with pytest.raises(UsageError, match="at least one column"):
        Row()
    with pytest.raises(UsageError, match="not a gap: '-1'"):
        Row("a", gap=-1)
    with pytest.raises(UsageError, match="no vertical alignment 'up'"):
        Row("a", valign="up")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="not a width: '0'"):
        Col("a", width=0)
    with pytest.raises(UsageError, match="a leader is made of characters the printer has"):
        Row("a", "b", leader="€")
    with pytest.raises(UsageError, match="no alignment 'centre'"):
        Col("a", align="centre")  # type: ignore[arg-type]


def test_a_text_in_a_row_keeps_its_own_limits() -> None:
    assert lines(Row(Text(LONG, max_lines=1), "58.00")) == ["水煮牛肉大份加麻加辣配手… 58.00"]


def places(frame: Frame, x: int = 0, y: int = 0) -> Iterator[tuple[int, int, int, int]]:
    """Yield the rectangle of every run: left, top, right, bottom."""
    for dx, dy, part in frame.parts:
        if isinstance(part, Frame):
            yield from places(part, x + dx, y + dy)
        elif isinstance(part, Run):
            yield x + dx, y + dy, x + dx + part.width, y + dy + part.height


SIZED = [
    Text("小计", size="small"),
    Text("36", size="small", bold=True),
    Text("36.00", size="big"),
    Text("共 ", Bold("36", size="big")),
    Text("￥", Text("36.00", size="big")),
    Text("小计小计小计" * 6, size="small"),
    Text("小计" * 5, size="wide"),
    "小计",
]


@pytest.mark.parametrize("valign", ["top", "middle", "bottom"])
@pytest.mark.parametrize("profile", [D1, D2], ids=["D1", "D2"])
def test_a_leader_stands_between_texts_of_any_size(profile: Profile, valign: VAlign) -> None:
    led = 0
    for left, right in product(SIZED, SIZED):
        for size in ("normal", "big"):
            row = Row(left, right, leader=".", valign=valign)
            job = compile(Column("q", row, "x", size=size), profile)
            frame = job.frame
            assert frame is not None
            rects = list(places(frame))
            led += len(rects) > 4
            for one, two in combinations(rects, 2):
                apart_across = one[2] <= two[0] or two[2] <= one[0]
                apart_down = one[3] <= two[1] or two[3] <= one[1]
                assert apart_across or apart_down, (left, right, one, two)
            assert all(top >= 0 and bottom <= frame.height for _, top, _, bottom in rects)
            to_png(job)
    assert led > 50


def test_a_leader_ends_a_cell_before_the_line_it_leads_to() -> None:
    row = Row("小计", Text("共 ", Bold("36", size="big")), leader=".")
    assert lines(row) == ["小计 ................... 共 36"]
