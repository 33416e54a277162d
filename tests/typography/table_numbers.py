"""Golden cases: numbers in tables: decimal alignment, signs, formats."""

from decimal import Decimal

from ddjlayout import ColumnSpec, Row, Table
from ddjlayout.space import Width
from tests.typography.case import Case


def amounts(*values: object) -> list[tuple[str, object]]:
    """One row an amount."""
    return [(f"第{n}行", value) for n, value in enumerate(values, 1)]


CASES = [
    Case(
        "two-places",
        Table(amounts(Decimal("5"), Decimal("12.5"), Decimal("1234.567")), "* 10.2"),
        "Two places always, rounded half up, points in line.",
    ),
    Case(
        "as-written",
        Table(amounts("5", "12.5", "1234.567"), "* 10.3"),
        "Text amounts keep their places; points in line.",
    ),
    Case(
        "yuan-sign",
        Table(amounts("￥5.00", "￥12.50", "￥1234.50"), "* 10.2"),
        "￥ is two cells: points in line all the same.",
    ),
    Case(
        "yuan-and-bare",
        Table(amounts("￥5.00", "12.50", "¥8.00", "$9.00"), "* 10.2"),
        "With and without a sign of one or two cells.",
    ),
    Case(
        "negative",
        Table(amounts(Decimal("36"), Decimal("-12.5"), Decimal("-0.01")), "* 8.2"),
        "The minus stands left of its number.",
    ),
    Case(
        "negative-yuan",
        Table(amounts("￥36.00", "-￥12.50", "－￥3.00"), "* 12.2"),
        "Signs of one and two cells.",
    ),
    Case(
        "percent",
        Table(amounts("85%", "8.5%", "100%", "0.25%"), "* 10.2"),
        "A percent sign behind the number does not move the point.",
    ),
    Case("percent-right", Table(amounts("85%", "8.5%", "100%"), "* 8>"), "Right-aligned instead."),
    Case(
        "thousands",
        Table(amounts(Decimal("1234.5"), Decimal("1234567.89"), Decimal("12")), "* 14,.2"),
        "Commas between groups of three.",
    ),
    Case(
        "integers-and-decimals",
        Table(amounts(5, Decimal("5.25"), 100), "* 8.2"),
        "Whole numbers get their places too.",
    ),
    Case("no-places", Table(amounts(5, 1000, -3), "* 8.0"), "No places, no point."),
    Case(
        "text-among-numbers",
        Table(amounts("36.00", "免费", "赠品", "8.00"), "* 8.2"),
        "Words among numbers end at the right edge.",
    ),
    Case(
        "units-behind",
        Table(amounts("2.5kg", "12.25kg", "500g", "3份"), "* 10.2"),
        "Units behind numbers: points in line.",
    ),
    Case("floats", Table(amounts(0.1 + 0.2, 1.1, 2.675), "* 8.2"), "No float noise is printed."),
    Case("floats-as-they-are", Table(amounts(0.1, 36.0, 1e3), "* 8>"), "The shortest spelling."),
    Case(
        "four-places",
        Table(amounts(Decimal("0.0001"), Decimal("12.34"), Decimal("1")), "* 10.4"),
        "Four places.",
    ),
    Case(
        "huge",
        Table(amounts(Decimal("123456789012.34"), Decimal("1.00")), "* 16.2"),
        "A wide column.",
    ),
    Case(
        "decimal-auto",
        Table(
            amounts(Decimal("1234.50"), Decimal("8"), Decimal("￥".replace("￥", "12"))), "* auto.2"
        ),
        "As wide as the widest number.",
    ),
    Case(
        "decimal-flexible",
        Table(amounts(Decimal("1234.50"), Decimal("8")), "8 *.2"),
        "A flexible column of decimals.",
    ),
    Case(
        "decimal-with-header",
        Table(
            amounts("￥1234.50", "￥8.00"),
            "* 10.2",
            header=("项目", "金额"),
            footer=[("合计", "￥1242.50")],
        ),
        "A header ends at the right edge, the footer's point is in line.",
    ),
    Case(
        "decimal-two-columns",
        Table(
            [("鸡丁", Decimal("36"), Decimal("108")), ("西兰花", Decimal("8.5"), Decimal("8.5"))],
            "* 8.2 8.2",
            header=("品名", "单价", "金额"),
        ),
        "Two columns of decimals.",
    ),
    Case(
        "thousands-written",
        Table(amounts("1,234.50", "12,345,678.00", "8.00"), "* 14.2"),
        "Written commas are no points.",
    ),
    Case(
        "times-and-ranges",
        Table(amounts("10:30", "3~5天", "12:00-13:00"), "* 14>"),
        "Not amounts: right-aligned, whole.",
    ),
    Case(
        "number-too-wide",
        Table([("批发", Decimal("12345678.90")), ("零售", Decimal("1"))], "* 8.2"),
        "An amount wider than its column stacks.",
    ),
    Case(
        "negative-zero",
        Table(amounts(Decimal("-0.00"), Decimal("0"), Decimal("-0.004")), "* 8.2"),
        "Zero in its forms.",
    ),
    Case(
        "spec-objects",
        Table(
            amounts(Decimal("1234.5"), Decimal("8")),
            [ColumnSpec(Width("fr")), ColumnSpec(Width("cells", 12), "decimal", 2, thousands=True)],
        ),
        "Columns given as objects.",
    ),
    Case("full-width-digits", Table(amounts("３６．００", "8.00"), "* 12>"), "Two-cell digits."),
    Case(
        "parentheses",
        Table(amounts("(12.50)", "36.00", "（3.00）"), "* 12.2"),
        "Negative amounts as accountants write them.",
    ),
    Case(
        "in-a-row",
        Row("合计", Table([(Decimal("1234.5"),), (Decimal("8"),)], "10.2")),
        "Amounts beside a label.",
    ),
]
