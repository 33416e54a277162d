"""Golden cases: the shape of tables: headers, footers, rules, wrapping, stacking, widths."""

from decimal import Decimal

from ddjlayout import D2, Col, Column, QRCode, Row, Table, Text
from tests.typography.case import Case

HEAD = ("品名", "数量", "金额")
ROWS = [
    ("宫保鸡丁", 1, Decimal("36")),
    ("鱼香肉丝", 2, Decimal("56.5")),
    ("蒜蓉西兰花", 10, Decimal("180")),
]
LONG = [
    ("宫保鸡丁盖浇饭套餐（配例汤、小菜）", 1, Decimal("36")),
    ("冰粉（红糖、山楂、葡萄干、花生碎）加料版", 2, Decimal("24")),
    ("米饭", 12, Decimal("24")),
]
SPEC = "* 4> 8.2"

CASES = [
    Case("plain", Table(ROWS, SPEC), "Name, quantity, amount."),
    Case("header", Table(ROWS, SPEC, header=HEAD), "A header over its columns, a rule below."),
    Case(
        "footer",
        Table(ROWS, SPEC, header=HEAD, footer=[("合计", 13, Decimal("272.5"))]),
        "The footer's amounts stand under the rows'.",
    ),
    Case(
        "two-footers",
        Table(
            ROWS, SPEC, footer=[("小计", 13, Decimal("272.5")), ("折后", None, Decimal("245.25"))]
        ),
        "Several footer rows under one rule.",
    ),
    Case(
        "row-rules", Table(ROWS, SPEC, header=HEAD, row_rule="-", rule="="), "Rules between rows."
    ),
    Case("no-rule", Table(ROWS, SPEC, header=HEAD, rule=None), "No rule at all."),
    Case("box-rule", Table(ROWS, SPEC, header=HEAD, rule="─"), "A rule of box drawing."),
    Case("wrapped-names", Table(LONG, SPEC, header=HEAD), "Long names wrap in their column."),
    Case(
        "wrapped-bottom",
        Table(LONG, SPEC, header=HEAD, valign="bottom"),
        "Numbers on the last line of a wrapped name.",
    ),
    Case("wrapped-middle", Table(LONG, SPEC, valign="middle"), "Numbers in the middle."),
    Case(
        "wrapped-header",
        Table(ROWS, "* 4> 8.2", header=("菜品名称", "点餐数量", "金额（元）")),
        "A header wraps in its narrow column.",
    ),
    Case("two-columns", Table([("小计", "36.00"), ("优惠券抵扣", "-5.00")]), "Columns by default."),
    Case("one-column", Table([("宫保鸡丁",), ("鱼香肉丝",)]), "A single column."),
    Case(
        "four-columns",
        Table(
            [
                ("宫保鸡丁", Decimal("36"), 1, Decimal("36")),
                ("蒜蓉西兰花（小份）", Decimal("18"), 10, Decimal("180")),
            ],
            "* 7.2 3> 8.2",
            header=("品名", "单价", "数", "金额"),
        ),
        "Name, price, quantity, amount.",
    ),
    Case(
        "five-columns",
        Table(
            [
                ("01", "宫保鸡丁", Decimal("36"), 1, Decimal("36")),
                ("02", "蒜蓉西兰花", Decimal("18"), 10, Decimal("180")),
            ],
            "2 * 5.1 2> 6.1",
            header=("#", "品名", "单价", "数", "金额"),
        ),
        "Five columns in 32 cells.",
    ),
    Case(
        "five-auto-columns",
        Table(
            [("01", "宫保鸡丁盖浇饭", "36.00", "1", "36.00"), ("02", "可乐", "5.00", "12", "60.00")]
        ),
        "Five columns without widths: numbers keep theirs.",
    ),
    Case(
        "two-flexible",
        Table(
            [
                ("商品", "口味"),
                ("水煮鱼", "微辣，少油，多放花椒"),
                ("米饭", "无"),
                ("冰粉加料版", "去冰"),
            ],
            "* *",
        ),
        "Two flexible columns share the width.",
    ),
    Case(
        "two-flexible-amount",
        Table(
            [
                ("水煮鱼", "微辣，少油，多放花椒", Decimal("68")),
                ("宫保鸡丁盖浇饭套餐", "去葱", Decimal("36")),
            ],
            "* * 7.2",
        ),
        "Two flexible columns and an amount.",
    ),
    Case(
        "stacked",
        Table(
            [("宫保鸡丁", "123456789012345", "9876543210.00"), ("米饭", "1", "2.00")], "* 4> 8.2"
        ),
        "A number wider than its column: the row stacks, the others do not.",
    ),
    Case(
        "stacked-four",
        Table([("宫保鸡丁", "1234567.00", "12345", "12345678.90")], "* 7.2 3> 8.2"),
        "Numbers of a stacked row stand below the name, not broken.",
    ),
    Case(
        "stacked-all",
        Table(
            [("型号", "1234567890123456", "1234567890123456", "1234567890123456")],
            "* auto auto auto",
        ),
        "When not even the numbers fit on one line, each has its own.",
    ),
    Case("empty", Column("上", Table([], SPEC), "下"), "A table without rows is nothing."),
    Case("empty-with-header", Table([], SPEC, header=HEAD), "No rows: header and rule."),
    Case(
        "empty-with-footer",
        Table([], SPEC, header=HEAD, footer=[("合计", 0, Decimal("0"))]),
        "No rows: header, rule, footer.",
    ),
    Case("one-row", Table(ROWS[:1], SPEC), "One row."),
    Case(
        "short-rows",
        Table([("宫保鸡丁",), ("鱼香肉丝", 2), ("米饭", 1, Decimal("2"))], SPEC),
        "Short rows end in empty cells.",
    ),
    Case(
        "empty-cells",
        Table([("宫保鸡丁", None, ""), (None, 2, Decimal("5"))], SPEC),
        "None is empty.",
    ),
    Case("gap-two", Table(ROWS, SPEC, gap=2), "A gap of two cells."),
    Case("gap-none", Table([("品名", "12", "36.00")], "16 8> 8>", gap=0), "No gap."),
    Case(
        "centred-column",
        Table([("宫保鸡丁", "大", 1), ("鱼香肉丝", "中份", 2)], "* 8^ 4>"),
        "A centred column, odd rests to the right.",
    ),
    Case(
        "narrow-columns",
        Table([("宫保鸡丁", "微辣", 12)], "4 2 2>", header=("品名", "味", "数")),
        "Columns of one and two characters.",
    ),
    Case(
        "percent-and-mm",
        Table([("宫保鸡丁", "1", "36.00")], "50% 25%> 25%>", gap=0),
        "Widths in parts of the line.",
    ),
    Case(
        "big",
        Table([("鸡丁", 1, 36), ("肉丝", 2, 56)], "* 2> 4>", size="big"),
        "A kitchen ticket in double size.",
    ),
    Case("small-d2", Table(LONG, "* 4> 8.2", header=HEAD, size="small"), "48 cells on D2.", D2),
    Case("tall-d2", Table(ROWS, "* 4> 8.2", size="tall"), "Tall rows on D2 are text.", D2),
    Case("bold", Table(ROWS[:2], SPEC, bold=True), "A bold table."),
    Case(
        "options-below-name",
        Table(
            [
                (
                    Column("宫保鸡丁", Text("+微辣 +去葱 +多饭", indent=1, hanging=2)),
                    1,
                    Decimal("36"),
                ),
                ("米饭", 2, Decimal("4")),
            ],
            SPEC,
        ),
        "An element in a cell: options under the dish.",
    ),
    Case(
        "bold-name-in-a-cell",
        Table([(Text("招牌鱼", bold=True), 1, Decimal("68")), ("米饭", 2, Decimal("4"))], SPEC),
        "A styled cell makes dots of its own row only.",
    ),
    Case(
        "qr-in-a-cell",
        Table([("扫码开票\n30日内有效", QRCode("https://a.cn/1"))], "* auto"),
        "A code in a cell.",
    ),
    Case(
        "table-in-a-row",
        Row(Col(Table(ROWS[:2], "* 3> 5.1"), width=20), Col("备注：少辣", width=10)),
        "A table beside text.",
    ),
    Case(
        "table-in-a-table",
        Table([("套餐", Table([("鸡腿", 1), ("可乐", 2)], "* 2>"))], "6 *"),
        "A table in a cell.",
    ),
    Case(
        "line-feed-in-a-cell",
        Table([("宫保鸡丁\n微辣", "1\n份", Decimal("36"))], SPEC),
        "Line feeds in cells.",
    ),
    Case(
        "marks-in-cells",
        Table([("鸡丁（微辣）、（去葱）、（多饭）。", 1, Decimal("36"))], "9 4> 8.2"),
        "The line-breaking rules hold in cells.",
    ),
    Case(
        "english-names",
        Table(
            [
                ("Caffè Americano, large, iced", 1, Decimal("28")),
                ("Blueberry cheesecake", 2, Decimal("76")),
            ],
            SPEC,
        ),
        "English names wrap at spaces.",
    ),
    Case(
        "word-wider-than-the-column",
        Table([("Schokoladenbananenmilchshake", 1, Decimal("28"))], SPEC),
        "A word wider than its column is cut.",
    ),
]
