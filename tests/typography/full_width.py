"""Golden cases: full-width and half-width forms, compatibility forms."""

from ddjlayout import Col, Column, Row, Table, Text
from tests.typography.case import Case

CASES = [
    Case("letters", Text("ＡＢＣ ａｂｃ １２３ ！＃％"), "Full-width forms print as they are."),
    Case(
        "words",
        Text("本店已开通ＷｅＣｈａｔ和Ａｌｉｐａｙ支付"),
        "Words in full-width letters are words.",
    ),
    Case(
        "numbers",
        Text("订餐热线电话：０１０－６５５５－１２３４谢谢"),
        "A telephone number in full-width digits is whole.",
    ),
    Case(
        "amounts",
        Column("￥３６．００", "＄１２．５０", "￡８", "８５％"),
        "Amounts in full-width digits.",
    ),
    Case(
        "amount-at-the-edge",
        Text("今日特价水煮牛肉大份价格￥３６．００元"),
        "Full-width sign, digits, point and unit are one.",
    ),
    Case(
        "half-width-katakana",
        Text("ｱｲｳｴｵ ﾊﾝﾊﾞｰｸﾞ"),
        "Half-width kana are not in GBK: one cell each, as dots.",
    ),
    Case(
        "vertical-forms",
        Text("︵竖排︶︻括号︼﹁引﹂"),
        "Vertical presentation forms are in GBK and open and close like brackets.",
    ),
    Case("small-forms", Text("小写﹐﹑﹒﹔﹕﹖﹗﹙﹚﹪﹩＆＊"), "Small forms take two cells."),
    Case(
        "mixed-commas",
        Text("中文，ASCII, 全角．半角.，混排、标点;；都有"),
        "Marks of both widths in one line.",
    ),
    Case(
        "parentheses",
        Column("（全角）", "(半角)", "（混)", "[方]【实】〔龟〕｛花｝"),
        "Brackets of both widths.",
    ),
    Case(
        "circled-numbers",
        Text("①加冰②少糖③去葱④打包⑤堂食⑥外送⑦自取"),
        "Circled numbers break like hanzi, before and behind.",
    ),
    Case(
        "roman-and-units",
        Text("Ⅰ级 Ⅻ号 ℃ № ℡ ‰ §3 °C"),
        "Ambiguous width in Unicode, two cells on this paper.",
    ),
    Case(
        "in-a-column",
        Row(Col("Ａ套餐", width=10), Col("１２３", width=10), Col("Ｂ", width=10)),
        "Full-width forms in a grid of cells.",
    ),
    Case(
        "digits-in-a-table",
        Table([("Ａ１", "１２", "３６．００"), ("B2", "12", "36.00")], "* 6> 10>"),
        "Right edges agree for both widths.",
    ),
    Case("ideographic-spaces", Text("姓\u3000名：张\u3000三"), "U+3000 is a blank of two cells."),
]
