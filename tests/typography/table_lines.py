"""Golden cases: tables with borders and column rules, cells over several columns."""

from decimal import Decimal

from ddjlayout import Align, ColumnSpec, QRCode, Span, Table, Text
from tests.typography.case import Case

HEAD = ("品名", "数量", "金额")
ROWS = [
    ("宫保鸡丁", 1, Decimal("36")),
    ("鱼香肉丝", 2, Decimal("56.5")),
    ("蒜蓉西兰花（小份，少油）", 10, Decimal("180")),
]
SPEC = "* 4> 7.2"

CASES = [
    Case("border", Table(ROWS, "* 4> 6.2", border="light", header=HEAD), "A border and its rules."),
    Case("border-heavy", Table(ROWS[:2], "* 4> 6.2", border="heavy"), "A heavy border."),
    Case("border-double", Table(ROWS[:2], "* 4> 6.2", border="double"), "A double border."),
    Case("border-rounded", Table(ROWS[:2], "* 4> 6.2", border="rounded"), "Round corners."),
    Case(
        "grid",
        Table(ROWS, "* 4> 6.2", header=HEAD, border="light", column_rule="light", row_rule="light"),
        "Every line there is: crossings join.",
    ),
    Case(
        "grid-mixed",
        Table(ROWS[:2], "* 4> 6.2", header=HEAD, border="heavy", column_rule="light", rule="heavy"),
        "Lines of several weights meet.",
    ),
    Case(
        "column-rules",
        Table(ROWS, SPEC, header=HEAD, column_rule="light"),
        "Lines between columns.",
    ),
    Case(
        "column-and-row-rules",
        Table(ROWS, SPEC, column_rule="light", row_rule="light"),
        "Lines between columns and rows, none around.",
    ),
    Case("light-rules", Table(ROWS, SPEC, header=HEAD, rule="light", row_rule="light"), "By name."),
    Case(
        "footer",
        Table(
            ROWS, "* 4> 6.2", header=HEAD, footer=[("合计", 13, Decimal("272.5"))], border="light"
        ),
        "A footer in a border.",
    ),
    Case(
        "bold-header",
        Table(ROWS, "* 4> 8.2", header=HEAD, header_bold=True),
        "A bold header: text of its own weight.",
    ),
    Case(
        "bold-footer",
        Table(ROWS, "* 4> 8.2", footer=[("合计", 13, Decimal("272.5"))], footer_bold=True),
        "A bold footer.",
    ),
    Case(
        "span",
        Table([*ROWS[:2], (Span("满减优惠"), Decimal("-10"))], "* 4> 8.2"),
        "A cell over two columns.",
    ),
    Case(
        "span-whole-row",
        Table([(Span("—— 热菜 ——", 3, align="center"),), *ROWS[:2]], "* 4> 8.2"),
        "A heading over all columns.",
    ),
    Case(
        "span-wraps",
        Table(
            [*ROWS[:1], (Span("会员专享满减优惠（限本单使用，不找零）"), Decimal("-10"))],
            "* 4> 8.2",
        ),
        "A cell over two columns wraps.",
    ),
    Case(
        "span-in-a-grid",
        Table(
            [*ROWS[:2], (Span("满减优惠"), Decimal("-10"))],
            "* 4> 6.2",
            border="light",
            column_rule="light",
            row_rule="light",
        ),
        "No line runs through a cell over two columns.",
    ),
    Case(
        "span-right",
        Table([*ROWS[:2], (Span("合计", align="right"), Decimal("92.5"))], "* 4> 8.2"),
        "A label at the right of two columns.",
    ),
    Case(
        "element-row",
        Table([ROWS[0], Text("备注：不要花生，少放辣", indent=2), ROWS[1]], "* 4> 8.2"),
        "An element as a row takes the whole width.",
    ),
    Case(
        "prefix",
        Table(
            [("小计", Decimal("207.5")), ("满减", Decimal("-30"))],
            ["*", ColumnSpec.of("12.2", prefix="￥")],
        ),
        "A sign before typed numbers, the minus before it.",
    ),
    Case(
        "suffix",
        Table([("宫保鸡丁", 1), ("鱼香肉丝", 12)], ["*", ColumnSpec.of("6>", suffix="份")]),
        "A unit behind typed numbers.",
    ),
    Case(
        "valign-by-column",
        Table(ROWS, ["*", ColumnSpec.of("4>", valign="bottom"), "8.2"]),
        "One column at the bottom, the others at the top.",
    ),
    Case("max-lines", Table(ROWS, "8 4> 8.2", max_lines=1), "Cells of one line, with a marker."),
    Case("gap-dots", Table(ROWS[:2], "* 4> 8.2", gap="6d"), "A gap of six dots: off the grid."),
    Case("narrow-centred", Align(Table(ROWS[:2], "auto 4> 7.2")), "A narrow table in the centre."),
    Case(
        "optimum",
        Table(
            [
                ("水煮鱼（大份）", "微辣", "多放花椒，少油，不要葱花香菜"),
                ("米饭", "无", "先上"),
                ("冰粉加料版", "去冰", "与菜一起上，谢谢"),
            ],
            "* * *",
        ),
        "Three flexible columns: the widths that take the fewest lines.",
    ),
    Case(
        "code-in-a-grid",
        Table([("扫码开票", QRCode("1", module=3))], "* auto", border="light", column_rule="light"),
        "A code in a grid: its row is dots, the lines join.",
    ),
    Case(
        "stacked-in-a-border",
        Table([("批发", 123456, Decimal("1234567.00"))], "* 4> 6.2", border="light"),
        "A row whose numbers do not fit, in a border.",
    ),
    Case("wide-border-empty", Table([], SPEC, header=HEAD, border="light"), "No rows in a border."),
]
