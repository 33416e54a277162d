"""Golden cases: sizes and bold on D1 and D2."""

from ddjlayout import D1, D2, Bold, Col, Column, Profile, Row, Rule, Text
from ddjlayout.style import SIZES, SizeName
from tests.typography.case import Case

NAMES: tuple[SizeName, ...] = (
    "normal",
    "tall",
    "wide",
    "big",
    "small",
    "small-tall",
    "small-wide",
    "small-big",
)
SAMPLE = "宫保鸡丁 ￥36.5"


def samples(*, bold: bool) -> Column:
    """A line in every size."""
    return Column(*[Text(SAMPLE, size=name, bold=bold) for name in NAMES])


def every_size(profile: Profile) -> list[Case]:
    """One line and one wrapped line in every size, by name."""
    text = "宫保鸡丁，微辣，不要花生，谢谢！Kung Pao"
    return [
        Case(
            f"{name}-{profile.name.lower()}",
            Text(text, size=name),
            f"{384 // SIZES[name].cell} cells a line"
            + ("." if SIZES[name] in profile.sizes else "; the device lacks the size: dots."),
            profile,
        )
        for name in NAMES
    ]


CASES = [
    *every_size(D1),
    *every_size(D2),
    Case("all-d1", samples(bold=False), "Every size on one paper: D1 prints two as text."),
    Case("all-d2", samples(bold=False), "Every size on one paper: D2 prints all as text.", D2),
    Case("all-bold-d1", samples(bold=True), "Bold is one dot wider, inside the cell."),
    Case("all-bold-d2", samples(bold=True), "Bold in every size on D2.", D2),
    Case(
        "big-title-too-long",
        Text("川香小馆（世纪公园店）外卖", size="big", align="center"),
        "A double-size title breaks by the same rules at 8 characters.",
    ),
    Case(
        "big-price",
        Row(Text("实付", size="big"), Text("￥195.50", size="big")),
        "Left and right in double size: gap and widths in cells of 24 dots.",
    ),
    Case(
        "big-inherited",
        Column(Row("实付", "￥195.50"), Rule(), size="big"),
        "A row and a rule inherit the size.",
    ),
    Case(
        "bold-and-regular-lines",
        Column(Text("加粗一行", bold=True), "普通一行", Text("又加粗", bold=True)),
        "Lines of two weights are items of their own.",
    ),
    Case(
        "bold-full-line",
        Text("粗" * 16, bold=True),
        "The last bold character stays inside the paper.",
    ),
    Case(
        "bold-latin-and-digits",
        Text("TOTAL 1234567890 Wi-Fi @#%&", bold=True),
        "Bold one-cell characters keep their counters open.",
    ),
    Case(
        "sizes-beside-each-other",
        Row(Col("取餐号", width=8), Col(Text("A18", size="big"))),
        "A label beside a number four times its size.",
    ),
    Case(
        "label-beside-big",
        Row(Col("取餐号", width=8, valign="bottom"), Col(Text("A18", size="big")), gap=0),
        "The label at the bottom stands on the big number's base.",
    ),
    Case(
        "sizes-in-one-line",
        Text("取餐号 ", Bold("A18", size="big"), " 请稍候"),
        "Two sizes in one line stand on one base line.",
    ),
    Case(
        "sizes-in-a-paragraph",
        Text("您的取餐号是", Text("A18", size="big"), "，请留意叫号，谢谢您的耐心等待"),
        "Only the line with the big characters is taller.",
    ),
    Case(
        "tall-beside-normal-d2",
        Row(Text("合计", size="tall"), Text("￥195.50", size="tall", bold=True)),
        "On D2 both sides are native sizes, yet of two weights: dots.",
        D2,
    ),
    Case(
        "small-print-d2",
        Text(
            "本小票为交易凭证，请妥善保管；如需发票请于30日内凭小票到服务台开具，逾期不予办理。",
            size="small",
        ),
        "Small print: 24 characters a line.",
        D2,
    ),
]
