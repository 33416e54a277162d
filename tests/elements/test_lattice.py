"""Borders and rules of tables: box-drawing characters that join, in whole pairs of cells."""

from io import BytesIO

import pytest
from PIL import Image

from ddjlayout import (
    D1,
    D2,
    Align,
    LayoutError,
    Options,
    Profile,
    Rule,
    Span,
    Table,
    UsageError,
    compile,
    to_png,
)
from ddjlayout import Image as Picture
from ddjlayout.elements.strokes import Arms, Stroke, joint
from tests.elements.showing import codes, is_native, lines, page

DISHES = [("宫保鸡丁", 2, "36.00"), ("米饭", 1, "3.00")]
HEAD = ("品名", "数量", "金额")


def test_a_border_around_everything() -> None:
    table = Table(DISHES, "* 4> 8>", header=HEAD, border="light", footer=[("合计", 3, "39.00")])
    assert lines(table) == page("""
        ¦┌──────────────┐¦
        ¦│品名           数量     金额│¦
        ¦├──────────────┤¦
        ¦│宫保鸡丁          2    36.00│¦
        ¦│米饭              1     3.00│¦
        ¦├──────────────┤¦
        ¦│合计              3    39.00│¦
        ¦└──────────────┘¦
    """)
    assert is_native(compile(table))


def test_column_rules_cross_the_other_rules() -> None:
    table = Table(DISHES, "* 4> 8>", header=HEAD, column_rule="light", row_rule="light")
    assert lines(table) == page("""
        ¦品名            │数量│    金额¦
        ¦────────┼──┼────¦
        ¦宫保鸡丁        │   2│   36.00¦
        ¦────────┼──┼────¦
        ¦米饭            │   1│    3.00¦
    """)
    assert is_native(compile(table))


def test_a_full_grid_of_different_strokes() -> None:
    table = Table(
        DISHES,
        "* 4> 8>",
        header=HEAD,
        border="double",
        column_rule="light",
        row_rule="light",
        rule="=",
    )
    assert lines(table) == page("""
        ¦╔══════╤══╤════╗¦
        ¦║品名        │数量│    金额║¦
        ¦╠══════╪══╪════╣¦
        ¦║宫保鸡丁    │   2│   36.00║¦
        ¦╟──────┼──┼────╢¦
        ¦║米饭        │   1│    3.00║¦
        ¦╚══════╧══╧════╝¦
    """)


def test_heavy_and_rounded_borders() -> None:
    assert lines(Table([("a", "b")], "4 4", border="heavy", column_rule="light")) == page("""
        ¦┏━━┯━━┓¦
        ¦┃a   │b   ┃¦
        ¦┗━━┷━━┛¦
    """)
    assert lines(Table([("a", "b")], "4 4", border="rounded", column_rule="light")) == page("""
        ¦╭──┬──╮¦
        ¦│a   │b   │¦
        ¦╰──┴──╯¦
    """)


def test_spans_and_full_rows_have_no_column_rule() -> None:
    rows = [("a", "b", "c"), (Span("d", 2), "e"), Rule("*"), ("f", Span("g", 2))]
    table = Table(rows, "4 4 4", border="light", column_rule="light", row_rule="light")
    assert lines(table) == page("""
        ¦┌──┬──┬──┐¦
        ¦│a   │b   │c   │¦
        ¦├──┴──┼──┤¦
        ¦│d         │e   │¦
        ¦├─────┴──┤¦
        ¦│****************│¦
        ¦├──┬─────┤¦
        ¦│f   │g         │¦
        ¦└──┴─────┘¦
    """)


def test_bars_run_along_rows_of_several_lines() -> None:
    table = Table([("水煮牛肉大份", "x")], "8 2", border="light", column_rule="light")
    assert lines(table) == page("""
        ¦┌────┬─┐¦
        ¦│水煮牛肉│x │¦
        ¦│大份    │  │¦
        ¦└────┴─┘¦
    """)


def test_a_row_that_is_stacked_has_no_column_rule() -> None:
    rows = [("a", "1"), ("b", "123456")]
    table = Table(rows, "8 4>", border="light", column_rule="light", row_rule="light")
    assert lines(table) == page("""
        ¦┌────┬──┐¦
        ¦│a       │   1│¦
        ¦├────┴──┤¦
        ¦│b             │¦
        ¦│        123456│¦
        ¦└───────┘¦
    """)


def test_odd_widths_become_even_between_rules() -> None:
    assert lines(Table([("a", "b")], "3 1", border="light", column_rule="light")) == page("""
        ¦┌──┬─┐¦
        ¦│a   │b │¦
        ¦└──┴─┘¦
    """)
    assert lines(Table([("a", "b")], "3 1", border="light")) == page("""
        ¦┌───┐¦
        ¦│a   b │¦
        ¦└───┘¦
    """)


def test_a_column_without_content_keeps_its_rules_apart() -> None:
    assert lines(
        Table([("a", ""), ("b", "")], "auto auto", column_rule="light", row_rule="-")
    ) == page("""
        ¦a │¦
        ¦─┼─¦
        ¦b │¦
    """)


def test_free_space_beside_column_rules() -> None:
    table = Table([("ab", "cd")], "2 2", border="light", column_rule="light", gap=2)
    assert lines(table) == page("""
        ¦┌──┬──┐¦
        ¦│ ab │ cd │¦
        ¦└──┴──┘¦
    """)
    with pytest.raises(LayoutError, match="a gap of 12 dots around column rules"):
        compile(Table([("ab", "cd")], "2 2", column_rule="light", gap=1))


def test_lines_are_as_large_as_the_text() -> None:
    table = Table([("a", "b")], "2 2", border="light", column_rule="light", size="big")
    (item,) = compile(table).items
    assert item.lines == ("┌─┬─┐", "│a │b │", "└─┴─┘")


def test_a_bordered_table_without_rows_prints_its_header_or_nothing() -> None:
    assert lines(Table([], "8", header=("品名",), border="light")) == page("""
        ¦┌────┐¦
        ¦│品名    │¦
        ¦└────┘¦
    """)
    assert compile(Table([("x",), Table([], border="light")], "8")).items


@pytest.mark.parametrize("profile", [D1, D2], ids=["D1", "D2"])
@pytest.mark.parametrize(
    ("border", "reach"), [("light", 1), ("heavy", 1), ("rounded", 1), ("double", 6)]
)
@pytest.mark.parametrize("column", ["light", None])
def test_the_strokes_meet_dot_for_dot(
    profile: Profile, border: str, reach: int, column: str | None
) -> None:
    """Whiten what hangs together with the first black dot: the whole lattice disappears.

    The two strokes of a double line hang together at 6 dots.
    """
    table = Table([("", ""), ("", "")], "4 4", border=border, column_rule=column, row_rule="light")
    image = Image.open(BytesIO(to_png(compile(table, profile)))).convert("L")
    black = {(i % 384, i // 384) for i, dot in enumerate(image.tobytes()) if dot < 128}
    queue = [min(black)]
    while queue:
        x, y = queue.pop()
        around = range(-reach, reach + 1)
        near = {(x + i, y + j) for i in around for j in around} & black
        black -= near
        queue += near
    assert not black


def test_strokes_that_do_not_join_are_refused_at_once() -> None:
    with pytest.raises(UsageError, match="no box-drawing character joins double and heavy"):
        Table([], border="double", column_rule="heavy")
    with pytest.raises(UsageError, match=r"has no rule '\*'"):
        Table([], border="light", rule="*")
    with pytest.raises(UsageError, match="no line is called 'thin'"):
        Table([], column_rule="thin")  # type: ignore[arg-type]


def test_every_joint_is_in_the_printers_repertoire() -> None:
    strokes = ("light", "heavy", "double")
    for down in strokes:
        for across in strokes:
            if {down, across} != {"heavy", "double"}:
                for arms in ((1, 1, 1, 1), (1, 1, 1, 0), (0, 1, 1, 0), (1, 0, 1, 0), (0, 1, 0, 1)):
                    up, right, low, left = arms
                    found = joint(
                        Arms(
                            down if up else None,
                            across if right else None,
                            down if low else None,
                            across if left else None,
                        )
                    )
                    assert len(found.encode("gbk")) == 2


@pytest.mark.parametrize("rule", [None, "light"])
def test_a_bordered_table_gets_the_room_that_it_measures(rule: Stroke | None) -> None:
    for rows in ([("小份", 12), ("大份", 18)], [("小", 1)], [("abc", "12.5")]):
        table = Table(rows, "auto auto>", border="rounded", column_rule=rule)
        assert codes(Align(table)) == []
        assert len(lines(Align(table))) == len(lines(table))


def test_rows_are_whole_lines_tall_where_all_are_stacked_and_there_is_no_border() -> None:
    long = "12345678901234567890"
    picture = Picture(Image.new("L", (10, 10)))
    table = Table([(1, long, long), (picture, "1", 1)], "auto auto> auto>", column_rule="light")
    frame = compile(table).frame
    assert frame is not None
    assert [part.height % 24 for _, _, part in frame.parts] == [0, 0]


def test_wrapped_centred_text_stays_text_beside_bars_in_any_size() -> None:
    job = compile(
        Table([("一二三四五", "x")], "3^ *", size="big", border="light"),
        options=Options(text="native"),
    )
    assert job.diagnostics == ()
