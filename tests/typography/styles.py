"""Golden cases: several styles in one paragraph, underline, inverse."""

from ddjlayout import D2, Bold, Col, Column, Row, Text
from tests.typography.case import Case

CASES = [
    Case(
        "bold-amount",
        Text("合计 ", Bold("￥207.50")),
        "A bold amount in a regular line: the line is dots, the words stay in place.",
    ),
    Case(
        "bold-right",
        Text("合计 ", Bold("￥207.50"), align="right"),
        "The same at the right edge.",
    ),
    Case(
        "bold-at-a-break",
        Text("请务必在取餐后", Bold("三十分钟之内食用完毕"), "，以免影响口感"),
        "A bold stretch that wraps stays bold on both lines.",
    ),
    Case(
        "bold-first-line-only",
        Text(Bold("温馨提示"), "：请在取餐后三十分钟内食用，冷藏可保存一天，谢谢您的配合"),
        "The first line has two styles; the others are native text.",
    ),
    Case(
        "bold-whole-line",
        Text(Bold("全部加粗的一行")),
        "Bold alone on a line is native text.",
    ),
    Case(
        "three-weights-and-sizes",
        Text("小", Bold("中"), Text("大", size="big"), Bold("粗", size="big"), "尾"),
        "Four styles stand on one base line.",
    ),
    Case(
        "underline", Text("请勿倒置 Keep upright", underline=True), "A line under the characters."
    ),
    Case(
        "underline-part",
        Text("请", Text("轻拿轻放", underline=True), "，谢谢 gypq"),
        "Only the part is underlined.",
    ),
    Case(
        "underline-spaces",
        Text("签名：", Text("                ", underline=True)),
        "A blank to sign on: underlined spaces are not dropped.",
    ),
    Case(
        "underline-big",
        Text("A18", size="big", underline=True),
        "Twice as thick when twice as tall.",
    ),
    Case("inverse", Text(" 已付款 ", inverse=True), "White on black, with its spaces."),
    Case(
        "inverse-centred",
        Text("  外卖  ", inverse=True, size="big", align="center"),
        "A black label in the centre, spaces on both sides.",
    ),
    Case(
        "inverse-part",
        Text("口味：", Text(" 特辣 ", inverse=True), " 不要葱"),
        "A black label inside a line.",
    ),
    Case(
        "inverse-wrapped",
        Text("加急订单，请优先制作，顾客已经在门口等候多时了", inverse=True),
        "Each line is black as far as its text.",
    ),
    Case(
        "inverse-underline-bold",
        Text("粗体下划线反白", inverse=True, underline=True, bold=True),
        "All three at once.",
    ),
    Case(
        "styles-in-columns",
        Row(Col(Bold("宫保鸡丁"), "微辣", width=20), Col(Text("￥36.00", underline=True))),
        "Styles in the cells of a row.",
    ),
    Case(
        "style-inherited",
        Column("粗", Text("不粗", bold=False), Text("粗", " 也粗"), bold=True),
        "A column's style is inherited; a text may take it back.",
    ),
    Case(
        "small-part-d2",
        Text("￥36.00", Text("/份 含税", size="small")),
        "A small note behind a price, on its base line.",
        D2,
    ),
    Case(
        "tall-part-d2",
        Text("实付", Text("￥36.00", size="tall"), " 谢谢"),
        "A tall amount in a line, on D2.",
        D2,
    ),
    Case(
        "style-at-a-space",
        Text("Hello ", Bold("big "), "world, ", Bold("see "), "you soon again, ", Bold("friend")),
        "Spaces belong to the part that wrote them; words part at them only.",
    ),
]
