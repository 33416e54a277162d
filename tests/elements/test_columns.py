"""How numbers are written in a column, and how they line up on the point, in cells."""

from decimal import Decimal

import pytest

from ddjlayout import D1, ColumnSpec, Context, LayoutError, Table, UsageError, compile
from ddjlayout.elements.columns import parse_columns
from ddjlayout.elements.points import split_at_point
from ddjlayout.space import Width
from tests.elements.showing import codes, lines, page


@pytest.mark.parametrize(
    ("word", "spec"),
    [
        ("*", ColumnSpec(Width("*"))),
        ("2fr", ColumnSpec(Width("fr", 2))),
        ("2*", ColumnSpec(Width("fr", 2))),
        ("auto>", ColumnSpec(Width("auto"), "right")),
        ("4>", ColumnSpec(Width("cells", 4), "right")),
        ("25%^", ColumnSpec(Width("%", 25), "center")),
        ("20mm<", ColumnSpec(Width("mm", 20), "left")),
        ("96d", ColumnSpec(Width("dots", 96))),
        ("8.2", ColumnSpec(Width("cells", 8), "decimal", 2)),
        ("8.2<", ColumnSpec(Width("cells", 8), "left", 2)),
        ("8.0", ColumnSpec(Width("cells", 8), "decimal", 0)),
        ("8,", ColumnSpec(Width("cells", 8), "left", None, thousands=True)),
        ("10,.2", ColumnSpec(Width("cells", 10), "decimal", 2, thousands=True)),
        ("*.2", ColumnSpec(Width("*"), "decimal", 2)),
        ("auto,.2>", ColumnSpec(Width("auto"), "right", 2, thousands=True)),
    ],
)
def test_the_mini_language(word: str, spec: ColumnSpec) -> None:
    assert parse_columns(word) == [spec]
    assert parse_columns([word, spec]) == [spec, spec]


@pytest.mark.parametrize(
    ("word", "value", "written"),
    [
        ("8.2", Decimal("2.5"), "2.50"),
        ("8.2", Decimal("2.345"), "2.35"),
        ("8.2", Decimal("-2.345"), "-2.35"),
        ("8.2", 0.1 + 0.2, "0.30"),
        ("8.2", 2.675, "2.68"),
        ("8.2", 7, "7.00"),
        ("8.2", Decimal("-0.001"), "0.00"),
        ("8.2", -0.0, "0.00"),
        ("8.2", "36", "36"),
        ("8.0", Decimal("2.5"), "3"),
        ("12,.2", Decimal("-1234567.891"), "-1,234,567.89"),
        ("12,", 1234567, "1,234,567"),
        ("8", 0.1, "0.1"),
        ("8", 1e22, "10000000000000000000000"),
        ("8", 1e-7, "0.0000001"),
        ("8", Decimal("1E+3"), "1000"),
        ("8", Decimal("36.50"), "36.50"),
        ("8", 0, "0"),
        ("8", None, ""),
    ],
)
def test_numbers_are_written_without_noise(word: str, value: object, written: str) -> None:
    assert ColumnSpec.of(word).spell(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(Decimal("-25"), "-￥25.00"), (3, "￥3.00"), ("3", "3"), (None, "")],
)
def test_a_prefix_stands_behind_the_minus(value: object, written: str) -> None:
    assert ColumnSpec.of("9.2", prefix="￥").spell(value) == written


def test_a_suffix_stands_behind() -> None:
    assert ColumnSpec.of("9.1", suffix="%").spell(Decimal("12.5")) == "12.5%"
    assert ColumnSpec.of("9.1", suffix="%").spell(None) == ""


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("sNaN"), True, b"1", 1j])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(UsageError):
        ColumnSpec.of("8.2").spell(value)


def test_a_number_of_too_many_digits_is_refused() -> None:
    with pytest.raises(UsageError, match="has too many digits to print"):
        ColumnSpec.of("8.2").spell(Decimal("1e40"))
    assert ColumnSpec.of("8").spell(Decimal("1e40")) == "1" + "0" * 40


def test_numpy_numbers_are_numbers() -> None:
    numpy = pytest.importorskip("numpy")
    assert ColumnSpec.of("8.2").spell(numpy.float64(0.1)) == "0.10"


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("36.50", (2, 3)),
        ("-36.5", (3, 2)),
        ("￥36.50", (4, 3)),
        ("-￥1,234.5", (8, 2)),
        ("36", (2, 0)),
        ("36元", (2, 2)),
        ("36.5元", (2, 4)),
        ("12.5%", (2, 3)),
        ("5%", (1, 1)),
        ("1,234", (5, 0)),
        (".5", (0, 2)),
        ("3.", (1, 1)),
        ("1.2.3", (3, 2)),
        ("10:30", (5, 0)),
        ("x3", (2, 0)),
        ("免费", None),
        ("-", None),
        ("", None),
    ],
)
def test_where_the_point_is(text: str, split: tuple[int, int] | None) -> None:
    assert split_at_point(text) == split


def test_a_decimal_column_lines_up_on_the_point() -> None:
    rows = [
        ("单价", "￥36.50"),
        ("折扣", "-1,234.5"),
        ("数量", 3),
        ("占比", "12.5%"),
        ("赠", "免费"),
    ]
    rows += [("重量", "0.125kg"), ("件", "36元")]
    assert lines(Table(rows, ["*", ColumnSpec.of("14.2")])) == page("""
        ¦单价                  ￥36.50   ¦
        ¦折扣                -1,234.5    ¦
        ¦数量                     3.00   ¦
        ¦占比                    12.5%   ¦
        ¦赠                          免费¦
        ¦重量                     0.125kg¦
        ¦件                      36元    ¦
    """)


def test_the_header_does_not_move_the_point() -> None:
    table = Table([("a", "1.5"), ("b", "22.25")], "* 8.2", header=("品名", "2024.001"))
    assert lines(table) == page("""
        ¦品名                    2024.001¦
        ¦--------------------------------¦
        ¦a                           1.5 ¦
        ¦b                          22.25¦
    """)


def test_a_foreign_currency_lines_up_as_dots() -> None:
    table = Table([("a", "€1.50"), ("b", "￥22.25")], "* 9.2")
    frame = table.layout(*context())
    ends = [max(x + run.width for x, _, run in row.parts) for _, _, row in frame.parts]
    assert ends == [384, 384]
    assert codes(table) == ["text-rasterised", "line-rasterised"]


def context() -> tuple[Context, int]:
    return Context(D1), 384


def test_a_nan_is_named_with_its_cell() -> None:
    with pytest.raises(LayoutError, match=r"receipt > row\[1\] > cell\[2\]: NaN is no number"):
        compile(Table([("a", Decimal("NaN"))], "* 8.2"))
