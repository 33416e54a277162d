"""Boxes: borders as text and as dots, titles, padding, widths, nesting; Align beside them."""

import pytest

from ddjlayout import (
    D1,
    Align,
    Box,
    Column,
    Context,
    LayoutError,
    QRCode,
    Row,
    Table,
    UsageError,
    compile,
)
from ddjlayout.block import Fill, Frame
from tests.elements.showing import codes, is_native, lines, page


def test_a_box_takes_the_width_there_is_and_stays_text() -> None:
    box = Box("取餐号 23", "请到前台")
    assert lines(box) == page("""
        ¦┌──────────────┐¦
        ¦│取餐号 23                   │¦
        ¦│请到前台                    │¦
        ¦└──────────────┘¦
    """)
    assert is_native(compile(box))


@pytest.mark.parametrize(
    ("border", "drawing"),
    [("heavy", "┏━━┓┃a   ┃┗━━┛"), ("double", "╔══╗║a   ║╚══╝"), ("rounded", "╭──╮│a   │╰──╯")],
)
def test_borders(border: str, drawing: str) -> None:
    assert "".join(lines(Box("a", border=border, width=8))) == drawing


def test_a_box_as_wide_as_what_is_inside() -> None:
    assert lines(Box("米饭", width="auto")) == ["┌──┐", "│米饭│", "└──┘"]
    assert lines(Box("abc", width="auto")) == ["┌──┐", "│abc │", "└──┘"]
    assert len(lines(Box("甲" * 20, width="auto"))) == 4


def test_widths() -> None:
    assert lines(Box("a", width=10))[0] == "┌───┐"
    assert lines(Box("a", width=9))[0] == "┌───┐"
    assert lines(Box("a", width="50%"))[0] == "┌──────┐"
    assert lines(Box("a", width="*"))[0] == "┌" + "─" * 14 + "┐"


def test_a_title_stands_in_the_border() -> None:
    assert lines(Box("a", title="订单")) == page("""
        ¦┌─ 订单 ──────────┐¦
        ¦│a                           │¦
        ¦└──────────────┘¦
    """)
    assert lines(Box("a", title="No.", width="auto")) == page("""
        ¦┌─ No.  ┐¦
        ¦│a       │¦
        ¦└────┘¦
    """)


def test_a_title_that_is_too_long_is_cut_and_it_is_said() -> None:
    box = Box("a", title="这是一个非常长的标题", width=16)
    assert lines(box) == page("""
        ¦┌─ 这是… ─┐¦
        ¦│a           │¦
        ¦└──────┘¦
    """)
    assert codes(box) == ["text-cut"]


def test_padding_in_lines_and_cells() -> None:
    assert lines(Box("a", width=12, padding=1)) == page("""
        ¦┌────┐¦
        ¦│        │¦
        ¦│ a      │¦
        ¦│        │¦
        ¦└────┘¦
    """)
    assert lines(Box("a", width=12, padding=(0, 2))) == ["┌────┐", "│  a     │", "└────┘"]
    assert lines(Box("甲乙", width=12, padding=(0, 1, 1, 3))) == page("""
        ¦┌────┐¦
        ¦│   甲乙 │¦
        ¦│        │¦
        ¦└────┘¦
    """)


def test_no_border_is_padding() -> None:
    assert lines(
        Box("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳", border=None, padding=(0, 0, 0, 2))
    ) == page("""
        ¦  甲乙丙丁戊己庚辛壬癸子丑寅卯辰¦
        ¦  巳                            ¦
    """)
    job = compile(Column(Box("a", border=None, padding="6d"), "b"))
    assert job.frame is not None
    (_, _, box), (_, y, _) = job.frame.parts
    assert (box.height, y) == (36, 36)


def test_a_border_of_dots() -> None:
    frame = Box("", border=2, width="36d", padding=0).layout(*context())
    assert frame.height == 28
    assert drawn(frame, 36, 4) == [
        "####################################",
        "####################################",
        "##................................##",
        "##................................##",
    ]


def context() -> tuple[Context, int]:
    return Context(D1), 384


def drawn(frame: Frame, width: int, height: int) -> list[str]:
    """Draw the upper left corner of a frame without text as letters."""
    rows = [["."] * width for _ in range(height)]
    for x, y, part in frame.parts:
        if isinstance(part, Fill):
            for row in rows[y : y + part.height]:
                row[x : x + part.width] = "#" * part.width
    return ["".join(row[:width]) for row in rows]


def test_a_table_in_a_box_and_a_box_in_a_table() -> None:
    assert lines(Box(Table([("米饭", 1)], "* 4>"), title="单")) == page("""
        ¦┌─ 单 ───────────┐¦
        ¦│米饭                       1│¦
        ¦└──────────────┘¦
    """)
    assert lines(Table([("米饭", Box("热"))], "* 8")) == page("""
        ¦米饭                    ┌──┐¦
        ¦                        │热  │¦
        ¦                        └──┘¦
    """)
    assert lines(Box(Box("a"), width=16)) == page("""
        ¦┌──────┐¦
        ¦│┌────┐│¦
        ¦││a       ││¦
        ¦│└────┘│¦
        ¦└──────┘¦
    """)


def test_what_is_inside_inherits_the_style() -> None:
    assert lines(Box("a", align="center", width=10)) == ["┌───┐", "│  a   │", "└───┘"]
    job = compile(Box("a", bold=True, width=10))
    assert [d.code for d in job.diagnostics] == ["line-rasterised"]


def test_a_box_of_big_text_is_as_big() -> None:
    job = compile(Column(Box("a", width=8), size="big"))
    (item,) = job.items
    assert item.lines == ("┌──┐", "│a   │", "└──┘")


def test_bars_run_along_things_of_any_height() -> None:
    frame = Box(QRCode("x", module=3)).layout(*context())
    assert frame.height % 24 == 0
    bars = [y for x, y, part in frame.parts[1][2].parts if x == 0]
    assert bars == list(range(0, frame.height - 48, 24))


def test_align_places_what_has_no_place_of_its_own() -> None:
    assert lines(Align(Box("米饭", width="auto"))) == [
        " " * 12 + "┌──┐",
        " " * 12 + "│米饭│",
        " " * 12 + "└──┘",
    ]
    assert lines(Align(Table([("a", "b")], "2 2"), "right")) == [" " * 27 + "a  b"]
    assert lines(Align("abc", "left")) == ["abc"]
    assert lines(Align("abc")) == [" " * 14 + "abc"]
    assert lines(Align(Row("a", "b"), "center"))[0].strip() == "a b"


def test_align_is_narrower_than_the_width_but_never_wider() -> None:
    assert lines(Align("甲" * 20)) == ["甲" * 16, "甲" * 4]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Box(border="dotted"), "no line is called 'dotted'"),
        (lambda: Box(border=0), "no border is '0' dots thick"),
        (lambda: Box(border=-1), "no border is '-1' dots thick"),
        (lambda: Box(padding=(1, 2, 3)), "padding is one value, two or four, not 3"),
        (lambda: Box(padding=-1), "not a gap: '-1'"),
        (lambda: Box(title="a", border=None), "a box's title stands in its border"),
        (lambda: Box(width="wide"), "not a width: 'wide'"),
        (lambda: Align("a", "middle"), "no alignment 'middle'"),
    ],
)
def test_bad_arguments_are_named_at_once(make, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        make()
    assert caught.value.message == said


def test_a_box_that_cannot_be_is_named_with_its_place() -> None:
    with pytest.raises(LayoutError) as caught:
        compile(Column("a", Box("b", width=40)))
    assert caught.value.path == "receipt > box[2]"
    assert "480 dots" in caught.value.message
    with pytest.raises(LayoutError, match="a box of 48 dots leaves 0 inside, in a line of 384"):
        compile(Column(Box("b", width="48d")))
