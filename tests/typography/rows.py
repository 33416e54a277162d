"""Golden cases: left/right rows, the fit ladder, leaders, vertical alignment, nesting."""

from ddjlayout import D2, Col, Column, Feed, Row, Rule, Text
from tests.typography.case import Case

LONG = "宫保鸡丁盖浇饭套餐（配例汤、小菜、米饭）"

CASES = [
    Case("left-right", Row("小计", "￥36.00"), "Label left, amount right."),
    Case(
        "amounts-line-up",
        Column(
            Row("小计", "￥207.50"),
            Row("打包费", "￥2.00"),
            Row("满减", "-￥30.00"),
            Row("实付", "￥179.50"),
        ),
        "Amounts end at one edge.",
    ),
    Case(
        "left-wraps",
        Row(LONG, "￥36.00"),
        "The left part wraps beside the amount and keeps off its column.",
    ),
    Case(
        "left-exactly-fits",
        Row("宫保鸡丁盖浇饭套餐大份特", "￥36.00"),
        "24 + 1 + 7 cells: one line.",
    ),
    Case(
        "left-one-cell-too-wide",
        Row("宫保鸡丁盖浇饭套餐大份特1", "￥36.00"),
        "25 + 1 + 7 cells: the left part wraps.",
    ),
    Case(
        "short-text",
        Row(Col(LONG, short="宫保鸡丁盖浇饭"), "￥36.00"),
        "What does not fit gives way to its short text.",
    ),
    Case(
        "short-not-needed",
        Row(Col("宫保鸡丁", short="鸡丁"), "￥36.00"),
        "What fits is not shortened.",
    ),
    Case(
        "short-still-too-long",
        Row(Col(LONG * 2, short=LONG), "￥36.00"),
        "A short text that is too long wraps.",
    ),
    Case(
        "long-word-and-amount",
        Row("Internationalisierungsbeauftragter", "￥36.00"),
        "A word wider than its column: two lines, the amount below.",
    ),
    Case(
        "both-too-long",
        Row("交易流水号", "4200002145202411241234567890123456"),
        "A number wider than the line leaves no row: one under the other.",
    ),
    Case(
        "transaction-number",
        Row("交易单号", "42000021452024112412345678"),
        "A number is never broken to save a label from wrapping.",
    ),
    Case("three", Row("宫保鸡丁", "x2", "￥72.00"), "Three columns without widths."),
    Case("five", Row("甲", "乙", "丙", "丁", "戊"), "Five columns without widths."),
    Case(
        "cells",
        Row(Col("十二格", width=12), Col("八格", width=8), Col("十格右", width=10, align="right")),
        "Widths in cells.",
    ),
    Case(
        "fractions",
        Row(Col("一份", width="*"), Col("两份", width="2*"), Col("一份", width="*")),
        "1 : 2 : 1, in whole cells.",
    ),
    Case(
        "thirds",
        Row(
            Col("三分之一", width="*"),
            Col("三分之一", width="*"),
            Col("三分之一", width="*"),
            gap=0,
        ),
        "32 cells in three: no cell is lost.",
    ),
    Case("percent", Row(Col("四成", width="40%"), Col("六成", width="60%"), gap=0), "40 and 60 %."),
    Case(
        "millimetres",
        Row(Col("20毫米", width="20mm"), Col("其余", width="*")),
        "20 mm are 160 dots: off the grid of cells, so the line is dots.",
    ),
    Case(
        "dots",
        Row(Col("九十六点", width="96d"), Col("其余", width="*")),
        "96 dots are 8 cells: on the grid, so the line stays text.",
    ),
    Case(
        "auto",
        Row(Col("品名", width="auto"), Col("数量", width="auto"), gap=4),
        "As wide as needed.",
    ),
    Case("gap-none", Row(Col("左", width=16), Col("右", width=16), gap=0), "No gap."),
    Case(
        "aligned-columns",
        Row(
            Col("左", width=10),
            Col("中", width=10, align="center"),
            Col("右", width=10, align="right"),
        ),
        "Three alignments side by side.",
    ),
    Case("leader", Row("小计", "36.00", leader="."), "Dots lead from the label to the amount."),
    Case(
        "leaders-line-up",
        Column(
            Row("小计", "￥207.50", leader="."),
            Row("打包费", "￥2.00", leader="."),
            Row("满减优惠", "-￥30.00", leader="."),
        ),
        "Leaders end at the amounts and stand under one another.",
    ),
    Case("leader-middle-dot", Row("宫保鸡丁", "￥36.00", leader="·"), "A leader of two cells."),
    Case("leader-spaced", Row("宫保鸡丁", "￥36.00", leader=" ."), "A leader of dot and space."),
    Case(
        "leader-no-room",
        Row("宫保鸡丁盖浇饭套餐大份特", "￥36.00", leader="."),
        "No room, no dots.",
    ),
    Case("leader-wrapped", Row(LONG, "￥36.00", leader="."), "Beside a wrapped label."),
    Case(
        "valign-top",
        Row(Col(LONG, width=14), Col("顶", width=6), valign="top"),
        "The shorter column at the top.",
    ),
    Case(
        "valign-middle",
        Row(Col(LONG, width=14), Col("中", width=6), valign="middle"),
        "In the middle of three lines: on a line of its neighbour, so still text.",
    ),
    Case(
        "valign-middle-between-lines",
        Row(Col("两行文字在左边这里", width=10), Col("中", width=6), valign="middle"),
        "In the middle of two lines: on the first, so that it stays text.",
    ),
    Case(
        "valign-bottom",
        Row(Col(LONG, width=14), Col("底", width=6), valign="bottom"),
        "At the bottom.",
    ),
    Case(
        "valign-each",
        Row(
            Col(LONG, width=14),
            Col("顶", width=4, valign="top"),
            Col("中", width=4, valign="middle"),
            Col("底", width=4, valign="bottom"),
        ),
        "Each column its own.",
    ),
    Case(
        "two-paragraphs-in-a-column",
        Row(
            Col("桌号", "A18", width=8), Col("人数", "4位", width=8), Col("时间", "18:30", width=8)
        ),
        "Labels over values, three side by side.",
    ),
    Case(
        "nested-rows",
        Row(
            Col(Row("小计", "36.00"), Row("打包", "2.00"), width=15),
            Col(Row("实付", "38.00"), width=16),
        ),
        "Rows within the columns of a row.",
    ),
    Case(
        "nested-deep",
        Row(Row(Row("一", "二"), "三"), "四"),
        "Three levels of rows.",
    ),
    Case(
        "rule-and-feed-in-columns",
        Row(Col("左", Rule(), "下", width=12), Col("右", Feed(1), "下", width=12)),
        "Any element in a column.",
    ),
    Case(
        "narrow-columns",
        Row(Col("宫保鸡丁", width=4), Col("鱼香肉丝", width=4), Col("12", width=2), gap=2),
        "Two characters a line.",
    ),
    Case(
        "one-cell-columns",
        Row(Col("abc", width=1), Col("123", width=3), Col("汉字", width=4)),
        "One cell: letters one under another.",
    ),
    Case(
        "too-many-columns",
        Row(*["长长的名字" for _ in range(12)]),
        "Twelve columns cannot stand side by side: they stack.",
    ),
    Case("big-row", Row(Text("总计", size="big"), Text("￥36", size="big")), "In double size."),
    Case(
        "mixed-sizes",
        Row(Col("实付金额", valign="bottom"), Col(Text("￥36.00", size="big", bold=True))),
        "A small label stands at the foot of a big amount.",
    ),
    Case("small-d2", Column(Row("优惠券", "-￥5.00"), size="small"), "48 cells on D2.", D2),
    Case("empty-column", Row("左", "", "右"), "An empty column keeps its place."),
    Case("bold-side", Row(Col("实付"), Col("￥36.00", bold=True)), "One side bold: dots."),
    Case("whole-row-bold", Column(Row("实付", "￥36.00"), bold=True), "A bold row is text."),
    Case(
        "left-marks",
        Row(Col("（微辣）、（去葱）、（加蛋）", width=11), Col("×1", width=4)),
        "The line-breaking rules hold in columns.",
    ),
]
