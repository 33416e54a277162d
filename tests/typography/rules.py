"""Golden cases: rules, box drawing as text, blocks, empty paper."""

from ddjlayout import D2, Col, Column, Feed, Row, Rule, Text
from tests.typography.case import Case

CASES = [
    Case("dashes", Column("上", Rule(), "下"), "32 hyphens: native text."),
    Case("equals", Column("上", Rule("="), "下"), "32 equals signs."),
    Case(
        "box-drawing", Column("上", Rule("─"), Rule("━"), Rule("═"), "下"), "16 of two cells each."
    ),
    Case("dotted", Column(Rule("┄"), Rule("┈"), Rule("·"), Rule("…")), "Dotted rules."),
    Case("stars", Column(Rule("*"), Rule("＊"), Rule("★")), "Stars of one and two cells."),
    Case("pattern", Column(Rule("=-"), Rule("-*-"), Rule("~＊")), "A pattern repeats and is cut."),
    Case("wave", Rule("～"), "A wave."),
    Case(
        "drawn",
        Column("上", Rule(thickness=1), Rule(thickness=2), Rule(thickness=4), "下"),
        "Black dots.",
    ),
    Case("drawn-tight", Column("上", Rule(thickness=2, height=6), "下"), "Two dots in six."),
    Case(
        "rule-big",
        Column(Text("标题"), Rule("-"), size="big"),
        "A rule in double size: 16 hyphens.",
    ),
    Case("rule-small-d2", Column(Text("小"), Rule("-"), Rule("─"), size="small"), "48 cells.", D2),
    Case(
        "rule-in-a-column",
        Row(Col("左", Rule(), "下", width=15), Col("右", Rule("─"), "下", width=16)),
        "Rules end at their column's edge.",
    ),
    Case(
        "rule-odd-column",
        Row(Col(Rule("─"), width=15), Col(Rule("═"), width=15), gap=2),
        "A two-cell character leaves the odd cell empty.",
    ),
    Case(
        "box-as-text",
        Column(
            "┌──────┬───────┐",
            "│宫保鸡丁    │       ￥36.00│",
            "├──────┼───────┤",
            "│鱼香肉丝    │       ￥28.00│",
            "└──────┴───────┘",
        ),
        "A box typed by hand joins without gaps: every line and corner takes two cells.",
    ),
    Case(
        "box-double",
        Column("╔══════════════╗", "║        已付款 PAID         ║", "╚══════════════╝"),
        "Double lines join.",
    ),
    Case("blocks", Text("█▇▆▅▄▃▂▁ ▉▊▋▌▍▎▏ ▓▔▕"), "Blocks fill their cells."),
    Case("box-wraps", Text("─" * 20), "Box drawing wider than a line goes on below."),
    Case("feed-lines", Column("上", Feed(), "中", Feed(2), "下"), "One and two empty lines."),
    Case("feed-dots", Column("上", Feed(dots=10), "中", Feed(dots=30), "下"), "Dots of white."),
    Case("feed-mm", Column("上", Feed(mm=5), "下"), "5 mm are 40 dots at 203 dpi."),
    Case("feed-around", Column(Feed(), "只有一行", Feed()), "Empty paper first and last is kept."),
    Case("feed-nothing", Column("上", Feed(0), "下"), "No lines are nothing."),
    Case("gap", Column("一", "二", "三", gap=8), "A gap of 8 dots between elements."),
    Case(
        "gap-of-a-line", Column("一", "二", "三", gap=24), "A gap of one line is empty text lines."
    ),
    Case(
        "title-between-rules",
        Column(Rule("="), Text("结 账 单", size="big", align="center"), Rule("=")),
        "A title between two rules.",
    ),
]
