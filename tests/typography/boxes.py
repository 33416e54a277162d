"""Golden cases: boxes: borders, titles, padding, what stands inside and beside them."""

from ddjlayout import Align, Barcode, Bold, Box, Col, Column, QRCode, Row, Rule, Table, Text
from tests.typography.case import Case

REMARK = "不要香菜，少放辣，米饭多一份，餐具两套，谢谢！"

CASES = [
    Case("light", Box("已付款"), "A light border: box-drawing characters, native text."),
    Case("heavy", Box("已付款", border="heavy"), "A heavy border."),
    Case("double", Box("已付款", border="double"), "A double border."),
    Case("rounded", Box("已付款", border="rounded"), "Round corners."),
    Case("dots", Box("已付款", border=2), "A border of two dots."),
    Case("dots-thick", Box("已付款", border=6, padding="12d"), "Six dots, twelve inside."),
    Case("none", Box("已付款", border=None, padding=(1, 4)), "No border, just padding."),
    Case("auto", Box("已付款", width="auto"), "As wide as its content."),
    Case("auto-odd", Box("Paid 12:30", "ok1", width="auto"), "An odd content: one blank cell."),
    Case("auto-dots", Box("已付款", border=2, width="auto"), "A tight border of dots."),
    Case("centred", Align(Box("已付款", width="auto")), "A narrow box in the centre."),
    Case("at-the-right", Align(Box("A18", width="auto"), "right"), "A narrow box at the right."),
    Case("text-centred", Box("已付款", "18:05", align="center"), "Text centred in its box."),
    Case("wraps", Box(REMARK), "Text wraps by the rules in 28 cells."),
    Case("title", Box(REMARK, title="备注"), "A title in the border."),
    Case(
        "title-odd", Box(REMARK, title="Memo 1"), "A title of an even number of one-cell letters."
    ),
    Case("title-odd-cells", Box(REMARK, title="备注1"), "A title of an odd number of cells."),
    Case(
        "title-too-long", Box("好", title="特别备注以及配送说明和注意事项"), "A title that is cut."
    ),
    Case("title-dots", Box(REMARK, title="备注", border=2), "A title in a border of dots."),
    Case("title-double", Box(REMARK, title="备注", border="double"), "In a double border."),
    Case("padding", Box("已付款", padding=(1, 2)), "A line above and below, two cells beside."),
    Case(
        "big",
        Box("A18", size="big", align="center"),
        "Big text in a box: the border keeps its size.",
    ),
    Case(
        "big-inside", Box(Text("A18", size="big", align="center")), "Big text in a normal border."
    ),
    Case("bold", Box("已付款", bold=True), "Bold text in a light border."),
    Case("mixed-styles", Box(Text("应付 ", Bold("￥36.00")), "谢谢"), "One line of dots in a box."),
    Case("emoji", Box("少辣🌶", "谢谢"), "One line of dots, the border in step."),
    Case("several", Box("第一行", Rule(), "第三行"), "Elements one under another."),
    Case("row", Box(Row("小计", "￥36.00"), Row("实付", "￥30.00")), "Rows in a box."),
    Case(
        "table",
        Box(Table([("宫保鸡丁", 1, "36.00"), ("米饭", 2, "4.00")], "* 3> 7>"), title="明细"),
        "A table in a box.",
    ),
    Case("nested", Box(Box("内"), "外"), "A box in a box."),
    Case("nested-dots", Box(Box("内", border=1), "外", border=2), "Dots in dots."),
    Case(
        "side-by-side", Row(Col(Box("左"), width=16), Col(Box("右"), width=16), gap=0), "Two boxes."
    ),
    Case(
        "uneven-side-by-side",
        Row(Col(Box("左", "左"), width=16), Col(Box("右"), width=16), gap=0),
        "Two boxes of two heights.",
    ),
    Case(
        "beside-text", Row(Col("取餐号", width=8, valign="middle"), Col(Box("A18"))), "Text beside."
    ),
    Case(
        "qr", Box(QRCode("A18", caption="扫码取餐")), "A code in a box: the border is dots there."
    ),
    Case(
        "qr-dots", Box(QRCode("A18", caption="扫码取餐"), border=2), "A code in a border of dots."
    ),
    Case("barcode", Box(Barcode("A18"), border=1), "A barcode in a box."),
    Case("below-one-another", Column(Box("一"), Box("二")), "Two boxes, no gap between."),
    Case("empty", Box(""), "An empty line in a box."),
    Case("narrow", Box("一二三", width=6), "One character a line."),
]
