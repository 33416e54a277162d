"""Golden cases: marks at the edge of a line, by CLREQ strict and GB/T 15834."""

from ddjlayout import Bold, Col, Column, Row, Text
from tests.typography.case import Case

SIXTEEN = "您的外卖订单已经送到小区南门口了"  # one full line
FIFTEEN = SIXTEEN[:15]
FOURTEEN = SIXTEEN[:14]


def each(start: str, marks: str, end: str) -> Column:
    """One paragraph for every mark."""
    return Column(*[start + mark + end for mark in marks])


CASES = [
    Case(
        "comma",
        Text(SIXTEEN, "，请尽快下楼领取"),
        "No line begins with a comma: the character before it is pushed out.",
    ),
    Case("full-stop", Text(SIXTEEN, "。"), "The last line is two characters, never a 。 alone."),
    Case(
        "comma-fits",
        Text(FIFTEEN, "，请尽快下楼领取"),
        "A comma in the last place stays on its line: nothing is pushed out without need.",
    ),
    Case(
        "every-closing-mark",
        each(SIXTEEN, "、；：！？）】》」』〕〉", "好"),
        "Each closing mark takes its character along.",
    ),
    Case(
        "every-closing-ascii-mark",
        each(SIXTEEN, ",.;:!?)]}", "好"),
        "The same for marks of one cell behind Chinese.",
    ),
    Case(
        "run-of-closing-marks",
        Text(FOURTEEN, "了”）。下楼领取"),
        "Three closing marks over the edge stay with the character before them.",
    ),
    Case(
        "opening-bracket",
        Text(FIFTEEN, "（靠近快递柜）请领取"),
        "No line ends with an opening bracket.",
    ),
    Case(
        "every-opening-mark",
        each(FIFTEEN, "（【《「『〔〈“‘", "好"),
        "Each opening mark goes to the next line.",
    ),
    Case(
        "every-opening-ascii-mark",
        each(FIFTEEN, "([{", "好的"),
        "One-cell opening marks too, though one more cell would be free.",
    ),
    Case(
        "run-of-opening-marks",
        Text(SIXTEEN[:13], "“（《外卖须知》）”"),
        "Three opening marks before the edge go over together.",
    ),
    Case(
        "dash-at-the-edge",
        Text(FIFTEEN, "——小李留"),
        "A two-em dash is neither split nor put at a line's start.",
    ),
    Case("dash-fits", Text(FOURTEEN, "——小李留"), "A dash that fits ends its line."),
    Case(
        "dash-begins-a-line",
        Text(SIXTEEN, "——小李留"),
        "A dash right behind the edge takes the character before it along.",
    ),
    Case("ellipsis-at-the-edge", Text(FIFTEEN, "……稍等"), "…… is one unit of two characters."),
    Case("ellipsis-behind-the-edge", Text(SIXTEEN, "……稍等"), "…… is no start of a line."),
    Case(
        "ellipsis-wider-than-the-line",
        Text("请稍等", "…" * 36, "好了"),
        "A run wider than the line is cut between pairs, never inside one.",
    ),
    Case(
        "dash-wider-than-the-line",
        Text("—" * 40),
        "The same for dashes: full lines, cut between pairs.",
    ),
    Case(
        "interpunct",
        Text(FOURTEEN[:13], "史蒂夫·乔布斯"),
        "No line begins with ·: the character before it is pushed out.",
    ),
    Case(
        "tilde-in-a-range",
        Text("配送时间预计为今天的下午的３～５点"),
        "A range in full-width digits stays whole around ～.",
    ),
    Case(
        "full-width-tilde",
        Text(SIXTEEN, "～谢谢"),
        "～ of chat language is no start of a line either.",
    ),
    Case(
        "solidus",
        Text("珍珠奶茶大杯少冰三分糖加椰果/去冰/加珍珠"),
        "A solidus neither begins nor ends a line.",
    ),
    Case(
        "full-width-solidus",
        Text("珍珠奶茶大杯少冰三分糖加椰果／去冰／加珍珠"),
        "The full-width solidus likewise.",
    ),
    Case(
        "quotes-in-chinese",
        Text(FIFTEEN, "“轻放”两个字写在袋子的上面“请看”"),
        "Curly quotes beside Chinese open and close, though Unicode has them ambiguous.",
    ),
    Case(
        "quotes-closing-at-the-edge",
        Text(FOURTEEN[:12], "“请轻放”"),
        "The closing quote takes its word along.",
    ),
    Case(
        "quotes-nested",
        Text(FOURTEEN, "“他说‘不要葱’”，谢谢"),
        "Quotes within quotes open together and close together.",
    ),
    Case(
        "quotes-around-english",
        Text("请在备注里写上您的取餐号码并说“Hello World”谢谢"),
        "Quotes around English in Chinese text stay with the words.",
    ),
    Case(
        "apostrophe",
        Text("It’s the chef’s choice, don’t worry, we’re open till 10 o’clock."),
        "An apostrophe is no closing quote: no break beside it.",
    ),
    Case(
        "straight-quotes",
        Text(FOURTEEN, '"轻放"两个字写在袋子上"谢谢"'),
        "Straight quotes do not say which side they are on, so they hold to both.",
    ),
    Case(
        "percent",
        Text("今日全场的菜品一律八折会员再打85%"),
        "A percent sign stays with its number.",
    ),
    Case("temperature", Text("请将本品冷藏保存于冰箱内温度0～4℃"), "℃ stays with its number."),
    Case(
        "currency-at-the-edge",
        Text(FIFTEEN, "￥36.00已付"),
        "￥ is no end of a line; the amount is whole.",
    ),
    Case("exclamations", Text(SIXTEEN, "！！！谢谢"), "Three ！ go with the character before."),
    Case(
        "exclamations-wider-than-the-line",
        Text("加急", "！" * 40),
        "Marks wider than the line fill it: nothing else is possible, nothing is lost.",
    ),
    Case(
        "book-title",
        Text(FOURTEEN, "《食品经营许可证》已公示"),
        "Title marks stay with the title, which may itself break.",
    ),
    Case("only-a-mark", Column("。", "（", "——"), "Marks alone on a line are printed as they are."),
    Case(
        "marks-in-eight-cells",
        Row(Col("（微辣、少油、不要香菜）“谢谢”……", width=8), Col("￥8", width=8), gap=1),
        "In four characters a line the same rules hold.",
    ),
    Case(
        "run-of-marks-in-eight-cells",
        Row(Col("加急！！！！！！", width=8), Col("特别加急！！！", width=8), gap=1),
        "A run wider than its column fills the line that it starts on; one that fits moves.",
    ),
    Case(
        "marks-in-two-cells",
        Row(Col("好，（来）。", width=2), Col("一个字宽", width=10)),
        "One character a line leaves no choice: marks stand alone, nothing is lost.",
    ),
    Case(
        "marks-beside-bold",
        Text(FOURTEEN, Bold("重要"), "，请勿", Bold("倒置"), "。"),
        "A change of style is no break: the comma behind bold stays with it.",
    ),
    Case(
        "colon",
        Column(Text(SIXTEEN, "：请领取"), Text(SIXTEEN, ":请领取")),
        "Colons, full-width or not, are no start of a line.",
    ),
    Case(
        "space-behind-a-mark",
        Text(FIFTEEN, "， 请尽快下楼领取"),
        "A space at the edge disappears: the next line does not begin with it.",
    ),
    Case(
        "ideographic-space",
        Text(SIXTEEN, "\u3000请尽快下楼领取"),
        "An ideographic space at the edge disappears as well.",
    ),
    Case(
        "ideographic-indent",
        Text("\u3000\u3000", SIXTEEN[:10], "，请尽快下楼领取，谢谢您"),
        "Two ideographic spaces at a paragraph's start are its indent and stay.",
    ),
]
