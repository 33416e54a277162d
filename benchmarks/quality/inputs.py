"""The twenty hard inputs, as data that every tool gets in its own words."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

Align = Literal["left", "right"]


class Paragraph(NamedTuple):
    """Text on the whole width of the paper."""

    text: str
    align: Align = "left"
    double: bool = False


class Grid(NamedTuple):
    """A table: `widths` are cells of its columns, None for what is left; one cell between them."""

    rows: Sequence[Sequence[str]]
    widths: Sequence[int | None]
    aligns: Sequence[Align]
    header: Sequence[str] = ()


class Hard(NamedTuple):
    """One input and what has to be true of its paper, beyond what holds for all.

    `whole` lists what stays on one line, such as numbers with their units. Of each list in `ends`
    (`starts`) the words end (start) at the same cell; `at_edge` ends at the paper's right edge.
    """

    name: str
    content: Paragraph | Grid
    whole: Sequence[str] = ()
    ends: Sequence[Sequence[str]] = ()
    starts: Sequence[Sequence[str]] = ()
    at_edge: str = ""


THREE = (None, 4, 8)
THREE_ALIGNS: Sequence[Align] = ("left", "right", "right")
HEAD = ("品名", "数量", "金额")

INPUTS = [
    Hard(
        "long names, one of 60 characters",
        Grid(
            [
                ("冰粉（红糖、山楂、葡萄干、花生碎）加料版", "2", "24.00"),
                ("招牌" + "红油抄手酸辣粉钵钵鸡冒菜" * 4 + "全家福大套餐（六人）", "1", "288.00"),
                ("米饭", "12", "36.00"),
            ],
            THREE,
            THREE_ALIGNS,
            HEAD,
        ),
        whole=["24.00", "288.00", "36.00", "12"],
        ends=[["24.00", "288.00", "36.00", "金额"], ["12", "数量"]],
        at_edge="288.00",
    ),
    Hard(
        "Latin and Chinese names in one table",
        Grid(
            [
                ("拿铁Latte(大)", "1", "28.00"),
                ("Blueberry蓝莓芝士蛋糕", "10", "380.00"),
                ("Coca-Cola 330ml", "3", "15.00"),
            ],
            THREE,
            THREE_ALIGNS,
            HEAD,
        ),
        whole=["28.00", "380.00", "15.00", "330ml", "Blueberry"],
        ends=[["28.00", "380.00", "15.00", "金额"]],
        at_edge="380.00",
    ),
    Hard(
        "， at the edge",
        Paragraph("您的外卖订单已经送到小区南门口了，请您尽快下楼领取，祝您用餐愉快！"),
    ),
    Hard(
        "amounts with ￥",
        Grid(
            [("小计", "￥207.50"), ("打包费", "￥2.00"), ("满减优惠", "-￥30.00")],
            (None, 10),
            ("left", "right"),
        ),
        whole=["￥207.50", "￥2.00", "-￥30.00"],
        ends=[["￥207.50", "￥2.00", "-￥30.00"]],
        at_edge="￥207.50",
    ),
    Hard("emoji", Paragraph("少辣🌶多加🥚不要香菜🌿都可以放🍚谢谢您🙏")),
    Hard(
        "five columns",
        Grid(
            [
                ("01", "宫保鸡丁", "36.0", "1", "36.0"),
                ("02", "蒜蓉西兰花（小份）", "18.0", "10", "180.0"),
                ("03", "Cappuccino", "28.5", "2", "57.0"),
            ],
            (2, None, 5, 2, 6),
            ("left", "left", "right", "right", "right"),
            ("#", "品名", "单价", "数", "金额"),
        ),
        whole=["36.0", "18.0", "180.0", "28.5", "57.0"],
        ends=[["180.0", "57.0", "金额"], ["18.0", "28.5", "单价"]],
        at_edge="180.0",
    ),
    Hard("no rows", Grid([], THREE, THREE_ALIGNS, HEAD), ends=[], at_edge="金额"),
    Hard(
        "a word of 60 letters",
        Paragraph("商品Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichen一件"),
    ),
    Hard(
        "prices with units",
        Paragraph("本单共优惠金额合计为人民币136.00元整，农夫山泉饮用水500ml×24瓶一箱￥48.00。"),
        whole=["136.00元", "500ml×24瓶", "￥48.00"],
    ),
    Hard(
        "curly quotes",
        Paragraph("您的外卖订单已经送到小区南门口“轻放”两个字写在袋子的正面“请看”，谢谢！"),
    ),
    Hard(
        "numbers wider than their columns",
        Grid(
            [("批发订货", "12345", "1234567.00"), ("米饭", "1", "2.00")],
            THREE,
            THREE_ALIGNS,
        ),
        whole=["12345", "1234567.00", "2.00"],
    ),
    Hard(
        "¥ and €",
        Paragraph("合计¥207.50 (€26.40)"),
        whole=["207.50", "26.40"],
    ),
    Hard(
        "tabs",
        Paragraph("品名\t数量\t金额\n红烧肉\t1\t36.00\n米饭\t12\t24.00"),
        whole=["36.00", "24.00"],
        starts=[["数量", "1", "12"], ["金额", "36.00", "24.00"]],
    ),
    Hard("control characters", Paragraph("备注\x1b@少辣\x07不要葱\x00\x1dV0谢谢")),
    Hard(
        "an emoji of several characters",
        Paragraph("亲子套餐👨\u200d👩\u200d👧一份，产地🇨🇳，好评👍🏽"),
    ),
    Hard(
        "full-width digits",
        Paragraph("本月的会员日活动时间定在十二月，订餐请拨打０１０－６５５５－１２３４谢谢"),
        whole=["０１０－６５５５－１２３４"],
    ),
    Hard(
        "a URL",
        Paragraph("请扫码或访问https://example.com/invoice?id=20241124&t=1开具电子发票"),
        whole=["20241124"],
    ),
    Hard(
        "a double-size title too long",
        Paragraph("川香小馆旗舰店（世纪公园店）外卖", double=True),
    ),
    Hard(
        "a total at the right edge",
        Paragraph("实付 ￥207.50", align="right"),
        whole=["￥207.50"],
        at_edge="￥207.50",
    ),
    Hard("an empty string", Paragraph("")),
]
