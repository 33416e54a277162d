"""Tables: columns, header and footer, spans, cut text, and what is refused."""

from decimal import Decimal

import pytest

from ddjlayout import (
    D1,
    Column,
    ColumnSpec,
    Context,
    DdjError,
    Element,
    Image,
    InputError,
    LayoutError,
    Options,
    QRCode,
    Row,
    Rule,
    Span,
    Table,
    Text,
    UsageError,
    compile,
)
from ddjlayout.elements import text
from tests.elements.showing import codes, is_native, lines, page

DISHES = [("宫保鸡丁", 2, "36.00"), ("米饭", 1, "3.00")]


def test_the_first_column_is_flexible_and_the_others_as_wide_as_they_need() -> None:
    assert lines(Table(DISHES)) == page("""
        ¦宫保鸡丁                 2 36.00¦
        ¦米饭                     1  3.00¦
    """)


def test_header_and_footer_stand_apart_by_rules() -> None:
    table = Table(DISHES, "* 4> 8>", header=("品名", "数量", "金额"), footer=[("合计", 3, "39.00")])
    assert lines(table) == page("""
        ¦品名               数量     金额¦
        ¦--------------------------------¦
        ¦宫保鸡丁              2    36.00¦
        ¦米饭                  1     3.00¦
        ¦--------------------------------¦
        ¦合计                  3    39.00¦
    """)


def test_rules_can_be_left_out_drawn_otherwise_and_put_between_rows() -> None:
    assert lines(Table(DISHES, "* 4> 8>", header=("品名", "", ""), rule=None)) == page("""
        ¦品名                            ¦
        ¦宫保鸡丁              2    36.00¦
        ¦米饭                  1     3.00¦
    """)
    table = Table(DISHES, "* 4> 8>", header=("品名",), rule="double", row_rule=". ")
    assert lines(table) == page("""
        ¦品名                            ¦
        ¦════════════════¦
        ¦宫保鸡丁              2    36.00¦
        ¦. . . . . . . . . . . . . . . .¦
        ¦米饭                  1     3.00¦
    """)


def test_without_rows_header_and_footer_print() -> None:
    assert lines(Table([], "* 8>", header=("品名", "金额"), footer=[("合计", "0.00")])) == page("""
        ¦品名                        金额¦
        ¦--------------------------------¦
        ¦合计                        0.00¦
    """)
    assert lines(Table([], "* 8>", header=("品名", "金额"))) == page("""
        ¦品名                        金额¦
        ¦--------------------------------¦
    """)
    assert lines(Column(Table([], "* 8>"), "完")) == ["完"]
    assert lines(Column(Table([]), "完")) == ["完"]


def test_cells_are_text_numbers_nothing_and_elements() -> None:
    rows = [("a", 1, Decimal("2.50"), None), ("米饭",), [Text("c", "d"), "", 0.1, -3]]
    assert lines(Table(rows, "* 4> 6> 4>")) == page("""
        ¦a                  1   2.50     ¦
        ¦米饭                            ¦
        ¦cd                      0.1   -3¦
    """)


def test_text_of_several_lines_and_characters_the_printer_lacks_stand_in_cells() -> None:
    assert lines(Table([("上\n下", "1")], "* 4>")) == page("""
        ¦上                             1¦
        ¦下                              ¦
    """)
    job = compile(Table([("café €5", "1.00")], "* 8>"))
    assert {d.code: d.path for d in job.diagnostics} == {
        "text-rasterised": "receipt > row[1] > cell[1]",
        "line-rasterised": "receipt > row[1]",
    }


@pytest.mark.parametrize(
    ("spec", "shown"), [("8<", "ab      |"), ("8^", "   ab   |"), ("8>", "      ab|")]
)
def test_alignment_of_a_column(spec: str, shown: str) -> None:
    assert lines(Table([("ab", "|")], f"{spec} 1", gap=0)) == [shown]


def test_a_gap_in_cells_and_in_dots() -> None:
    assert lines(Table([("ab", "c")], "2 1", gap=3)) == ["ab   c"]
    assert lines(Table([("ab", "c")], "2 1", gap="24d")) == ["ab  c"]
    assert not is_native(compile(Table([("ab", "c")], "2 1", gap="6d")))


def test_cells_stand_at_the_top_middle_or_bottom_of_a_row() -> None:
    long = "水煮牛肉大份加麻加辣"
    rows = [(long, "上", "中", "下")]
    specs = [
        "8",
        ColumnSpec.of("2"),
        ColumnSpec.of("2", valign="middle"),
        ColumnSpec.of("2", valign="bottom"),
    ]
    assert lines(Table(rows, specs)) == page("""
        ¦水煮牛肉 上      ¦
        ¦大份加麻    中   ¦
        ¦加辣           下¦
    """)
    assert lines(Table(rows, "8 2 2 2", valign="bottom")) == page("""
        ¦水煮牛肉         ¦
        ¦大份加麻         ¦
        ¦加辣     上 中 下¦
    """)


def test_the_middle_of_two_lines_is_a_whole_line_so_that_it_stays_native() -> None:
    job = compile(Table([("水煮牛肉大份", "1")], "8 2>", valign="middle"))
    assert is_native(job)


def test_beside_dots_the_middle_is_exact() -> None:
    frame = Table([(QRCode("x", module=4), "中")], "* 4", valign="middle").layout(*_context())
    ((_, _, row),) = frame.parts
    heights = {type(part).__name__: y for _, y, part in row.parts}
    assert heights["Run"] == (row.height - 24) // 2


def _context() -> tuple[Context, int]:
    return Context(D1), 384


def test_a_span_covers_columns_with_their_gaps() -> None:
    rows = [("a", "b", "c"), (Span("右", 2), "d"), ("e", Span("合", columns=2, align="center"))]
    assert lines(Table(rows, "4> 8 4>")) == page("""
        ¦   a b           c¦
        ¦           右    d¦
        ¦   e      合      ¦
    """)


def test_a_span_wraps_in_its_width_and_a_number_in_it_by_the_columns_format() -> None:
    rows = [(Span("水煮牛肉大份加麻加辣", 2), "1"), ("x", Span(2.5, 2))]
    assert lines(Table(rows, "4 8.2 4>")) == page("""
        ¦水煮牛肉大份     1¦
        ¦加麻加辣          ¦
        ¦x             2.50¦
    """)


def test_columns_are_widened_for_a_span_that_does_not_fit() -> None:
    assert lines(Table([(Span("很长的标题", 2),), ("a", "b")], "auto auto")) == page("""
        ¦很长的标题¦
        ¦a b       ¦
    """)


def test_an_element_as_a_row_takes_the_whole_width() -> None:
    assert lines(Table([("a", "1"), Rule("="), ("b", "2")], "4 4>")) == page("""
        ¦a       1¦
        ¦=========¦
        ¦b       2¦
    """)


def test_bold_rows_are_items_of_their_own() -> None:
    job = compile(
        Table(DISHES, header=("品名",), footer=[("合计",)], header_bold=True, footer_bold=True)
    )
    assert [(item.bold, len(item.lines)) for item in job.items] == [
        (True, 1),
        (False, 4),
        (True, 1),
    ]


def test_cells_are_cut_after_so_many_lines_with_a_warning() -> None:
    table = Table([("水煮牛肉大份加麻加辣", "58.00")], "8 8>", max_lines=2)
    assert lines(table) == page("""
        ¦水煮牛肉    58.00¦
        ¦大份加…          ¦
    """)
    assert codes(table) == ["text-cut"]


def test_nested_tables_share_the_width_of_their_cell() -> None:
    inner = Table([("微辣", "+0"), ("加饭", "+3")], "* 4>")
    assert lines(Table([("套餐", inner), ("米饭", "3.00")], "6 *")) == page("""
        ¦套餐   微辣                   +0¦
        ¦       加饭                   +3¦
        ¦米饭   3.00                     ¦
    """)
    auto = Table([("套餐", Table([("微辣", "+0")], "auto auto")), ("米饭", "3.00")], "* auto>")
    assert lines(auto) == page("""
        ¦套餐                     微辣 +0¦
        ¦米饭                        3.00¦
    """)


@pytest.mark.parametrize(
    ("row", "place", "said"),
    [
        (("a", "b", "c"), "row[2]", "a row of 3 cells in a table of 2 columns"),
        ((Span("a", 3),), "row[2]", "a row of cells over 3 columns in a table of 2 columns"),
        (("a", Span("b", 2)), "row[2]", "a row of cells over 3 columns in a table of 2 columns"),
        ("ab", "row[2]", "a row of type str in a table of 2 columns"),
        (7, "row[2]", "a row of type int in a table of 2 columns"),
        ({"a": 1}, "row[2]", "a row of type dict in a table of 2 columns"),
        (("a", float("nan")), "row[2] > cell[2]", "NaN is no number to print"),
        (("a", Decimal("Infinity")), "row[2] > cell[2]", "Infinity is no number to print"),
        (("a", True), "row[2] > cell[2]", "a cell is text, a number, None or an element, not bool"),
        (
            ("a", b"x"),
            "row[2] > cell[2]",
            "a cell is text, a number, None or an element, not bytes",
        ),
    ],
)
def test_a_bad_row_is_named(row: object, place: str, said: str) -> None:
    with pytest.raises(LayoutError) as caught:
        compile(Column("x", Table([("ok",), row], "* 8")))
    assert caught.value.path == f"receipt > table[2] > {place}"
    assert caught.value.message == said
    assert caught.value.hint


def test_columns_that_cannot_fit_are_named() -> None:
    with pytest.raises(LayoutError, match=r"the columns need 492 of 384 dots"):
        compile(Table([("a", "b")], "20 20"))
    with pytest.raises(LayoutError, match=r"the columns need 420 of 384 dots"):
        compile(Table([("a", "b")], "32 *"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"columns": "* 4x"}, "column 2 is no column: '4x'"),
        ({"columns": "* -4"}, "column 2 is no column: '-4'"),
        ({"columns": "0"}, "column 1 is no column: '0'"),
        ({"columns": "8.2.2"}, "column 1 is no column: '8.2.2'"),
        ({"columns": ""}, "a table needs at least one column"),
        ({"gap": -1}, "not a gap: '-1'"),
        ({"gap": "1fr"}, "not a gap: '1fr'"),
        ({"valign": "centre"}, "no vertical alignment 'centre'"),
        ({"max_lines": 0}, "max_lines takes 1 or more, not '0'"),
        ({"size": "huge"}, "no size 'huge'"),
        ({"rule": "€"}, "a rule is made of characters the printer has, not '€'"),
        ({"border": "dotted"}, "no line is called 'dotted'"),
    ],
)
def test_a_bad_argument_is_named_at_once(arguments: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        Table([], **arguments)  # type: ignore[arg-type]
    assert caught.value.message == said


def test_ten_thousand_rows_take_ten_times_the_work_of_a_thousand(monkeypatch) -> None:
    """Count calls, not seconds: what is done a row is the same however many there are."""
    counted: list[int] = []
    plain = text.break_lines
    monkeypatch.setattr(text, "break_lines", lambda *a, **k: counted.append(1) or plain(*a, **k))
    per_row = []
    for count in (100, 1000):
        counted.clear()
        compile(
            Table([("水煮牛肉大份加麻加辣配手工宽粉", "备注很长的一段文字", 1)] * count, "* * 8>")
        )
        per_row.append(len(counted) / count)
    assert per_row[0] == per_row[1]


def test_what_a_cell_reports_is_reported_once_and_there() -> None:
    rows = [("x", "1"), (Text("b\x07"), "1"), (Row("a", "b\x07"), 1)]
    job = compile(Column("t", Table(rows, "auto *")))
    assert [(d.code, d.path) for d in job.diagnostics] == [
        ("control-dropped", "receipt > table[2] > row[2] > cell[1]"),
        ("control-dropped", "receipt > table[2] > row[3] > cell[1] > row > col[2]"),
    ]


@pytest.mark.parametrize(
    ("cell", "options", "error"),
    [
        (Text("b\x07"), Options(strict=True), LayoutError),
        (Text("€"), Options(unencodable="error"), LayoutError),
        (Image("missing.png"), Options(), InputError),
    ],
)
def test_what_fails_while_a_cell_is_measured_names_the_cell(
    cell: Element, options: Options, error: type[DdjError]
) -> None:
    with pytest.raises(error) as caught:
        compile(Column("t", Table([("x", "1"), ("a", cell)])), options=options)
    assert caught.value.path.startswith("receipt > table[2] > row[2] > cell[2]")


def test_a_column_of_a_dot_beside_flexible_ones_is_too_narrow() -> None:
    words = "一二三四五六七八九十 一二三四五六七八九十"
    for columns in ("1d auto *", "1d * auto", "auto 1d *"):
        with pytest.raises(LayoutError, match=r"does not fit|no room"):
            compile(Table([("a b", words, words)], columns))


def test_full_width_points_stand_under_one_another_too() -> None:
    rows = [("a", "３６．００"), ("b", "8.00"), ("c", "1.5")]
    assert lines(Table(rows, "* 14.2")) == page("""
        ¦a                     ３６．００¦
        ¦b                        8.00   ¦
        ¦c                        1.5    ¦
    """)
