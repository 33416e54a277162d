"""Golden cases: indents, hanging indents, limits of lines, text that does not wrap."""

from ddjlayout import Bold, Col, Column, Row, Text
from tests.typography.case import Case

REMARK = "不要香菜，少放辣，米饭多一份，餐具两套，到了请打电话，谢谢！"
POLICY = "一、退换货请于七日内办理；\n二、生鲜食品售出概不退换；\n三、本店保留最终解释权。"

CASES = [
    Case("indent", Text(REMARK, indent=4), "The first line starts 4 cells to the right."),
    Case("hanging", Text(REMARK, hanging=4), "The other lines start 4 cells to the right."),
    Case(
        "label-with-hanging",
        Text("备注：", REMARK, hanging=6),
        "The text hangs under itself behind its label.",
    ),
    Case(
        "ascii-label-with-hanging",
        Text("备注: ", REMARK, hanging=6),
        "The same behind a label of ASCII marks.",
    ),
    Case("indent-and-hanging", Text(REMARK, indent=4, hanging=2), "Both at once."),
    Case(
        "indent-per-paragraph",
        Text(POLICY, indent=2, hanging=4),
        "Every paragraph is indented anew.",
    ),
    Case(
        "hanging-numbered-list",
        Text(POLICY, hanging=4),
        "Numbers stand out, lines hang behind them.",
    ),
    Case("hanging-right", Text(REMARK, hanging=6, align="right"), "Right-aligned and hanging."),
    Case("hanging-centred", Text(REMARK, hanging=8, align="center"), "Centred in what is left."),
    Case("hanging-odd", Text(REMARK, hanging=3), "An odd indent leaves one cell free at the edge."),
    Case("indent-big", Text(REMARK[:12], indent=2, size="big"), "Cells are those of the size."),
    Case(
        "max-lines",
        Text(REMARK + REMARK, max_lines=2),
        "Two lines at most, the last ends in …, and a warning says how much is gone.",
    ),
    Case(
        "max-lines-not-reached",
        Text(REMARK[:20], max_lines=2),
        "Text that fits is not touched.",
    ),
    Case(
        "max-lines-exactly",
        Text(REMARK[:30] + "再见", max_lines=2),
        "Two full lines are two lines: no marker.",
    ),
    Case(
        "max-lines-marker",
        Text(REMARK, max_lines=1, marker=" ..."),
        "A marker of one's own.",
    ),
    Case(
        "max-lines-no-marker", Text(REMARK, max_lines=1, marker=""), "No marker: cut at 32 cells."
    ),
    Case(
        "max-lines-long-marker",
        Text(REMARK, max_lines=1, marker="（详见后厨单）"),
        "A marker of 14 cells leaves 18 for the text.",
    ),
    Case(
        "max-lines-cuts-behind-a-mark",
        Text("请放门口，" * 4 + "，谢谢", max_lines=1),
        "The marker follows whatever it follows; it is never alone.",
    ),
    Case(
        "max-lines-right",
        Text(REMARK, max_lines=1, align="right"),
        "Cut text is aligned with its marker.",
    ),
    Case("nowrap", Text(REMARK, wrap=False), "One line: what is too long is cut and reported."),
    Case("nowrap-fits", Text(REMARK[:16], wrap=False), "One line that fits stays whole."),
    Case(
        "nowrap-in-a-column",
        Row(Col(Text("宫保鸡丁盖浇饭套餐", wrap=False), width=12), Col("￥28.00", align="right")),
        "A name cut to its column beside an amount.",
    ),
    Case(
        "line-feeds",
        Text("第一行\n第二行\n\n第四行"),
        "A line feed ends a line, two leave one empty.",
    ),
    Case(
        "line-feed-at-the-end",
        Column(Text("最后一行\n"), "下一段"),
        "A line feed at the very end adds nothing.",
    ),
    Case(
        "carriage-returns",
        Text("甲\r\n乙\r丙\u2028丁\x0b戊"),
        "Every kind of line end is one line end.",
    ),
    Case("empty-text", Column("上", "", "下"), "An empty text is an empty line."),
    Case(
        "only-spaces",
        Column("上", "   ", "下"),
        "A text of spaces is an empty line.",
    ),
    Case(
        "indent-with-bold-label",
        Text(Bold("备注："), REMARK, hanging=6),
        "A bold label: only its line becomes dots, the others stay text.",
    ),
    Case(
        "long-paragraph",
        Text(REMARK * 5),
        "Ten lines in a row, every one broken by the rules.",
    ),
]
