"""Golden cases: left, centre, right and justified text on odd and even widths."""

from ddjlayout import D2, Col, Column, Row, Rule, Text
from tests.typography.case import Case

THANKS = "感谢您的光临，欢迎下次再来，祝您生活愉快"
ENGLISH = "Thank you for dining with us tonight. We hope to see you again soon, safe travels home!"

CASES = [
    Case(
        "three-ways",
        Column(
            Text("靠左"),
            Text("居中", align="center"),
            Text("靠右", align="right"),
        ),
        "Left, centre, right by the device's own alignment.",
    ),
    Case(
        "centre-odd-and-even",
        Column("一", "1", "一二", "12", "一二三1", "Total", align="center"),
        "An odd number of cells is centred to the dot, half a cell off the grid.",
    ),
    Case(
        "centre-full-line",
        Column("-" * 32, "=" * 31, "=" * 30, align="center"),
        "Lines of 32, 31 and 30 cells have margins of 0, 6 and 12 dots.",
    ),
    Case(
        "centre-wrapped",
        Text(THANKS, align="center"),
        "Each line of a wrapped paragraph is centred by itself.",
    ),
    Case(
        "right-wrapped",
        Text(THANKS, align="right"),
        "The right edge is straight.",
    ),
    Case(
        "right-amounts",
        Column("合计 ￥207.50", "优惠 -￥12.00", "实付 ￥195.50", align="right"),
        "Amounts end at the edge, two-cell ￥ counted.",
    ),
    Case(
        "right-with-trailing-spaces",
        Text("合计   ", align="right"),
        "Trailing spaces do not hold text off the right edge.",
    ),
    Case(
        "centre-with-leading-spaces",
        Text("  居中  ", align="center"),
        "Leading spaces count, trailing ones do not.",
    ),
    Case(
        "centre-big",
        Column("川香小馆", "川香小馆1", "A", size="big", align="center"),
        "Double size: a cell is 24 dots.",
    ),
    Case(
        "right-big",
        Text("￥195.50", size="big", align="right"),
        "Double size to the right edge.",
    ),
    Case(
        "centre-small-d2",
        Column("微信支付交易单号", "1", "12", size="small", align="center"),
        "48 cells of 8 dots on D2.",
        D2,
    ),
    Case(
        "centre-in-columns",
        Row(Col("左栏居中", width=16, align="center"), Col("右栏", width=15, align="center")),
        "Inside a column the centre stays on the grid of cells, so that the line stays text.",
    ),
    Case(
        "centre-odd-in-columns",
        Row(Col("三个字", width=15, align="center"), Col("abc", width=16, align="center")),
        "Half a cell too much goes to the right.",
    ),
    Case(
        "justify-english",
        Text(ENGLISH, align="justify"),
        "Spaces between words grow by whole cells; the last line stays.",
    ),
    Case(
        "justify-chinese",
        Text(THANKS + "，一切顺利！", align="justify"),
        "Chinese without spaces stays at the left: nothing is stretched between characters.",
    ),
    Case(
        "justify-mixed",
        Text(
            "本店支持 WeChat Pay 和 Alipay 及 UnionPay 云闪付 扫码支付，无需 现金", align="justify"
        ),
        "Spaces between Chinese and Latin grow.",
    ),
    Case(
        "justify-narrow",
        Row(Col(Text(ENGLISH[:38], align="justify"), width=16), Col("同左", width=14)),
        "Justified in 16 cells.",
    ),
    Case(
        "inherited",
        Column("第一行", Text("自己靠左", align="left"), "第三行", Rule("~"), align="right"),
        "A column's alignment is inherited unless a text has its own.",
    ),
]
