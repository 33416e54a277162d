"""Golden cases: QR codes and barcodes, alone, with captions, beside text and each other."""

from ddjlayout import Barcode, Col, Column, QRCode, Row, Rule, Table, Text
from tests.typography.case import Case

URL = "https://example.com/o/20241124000123"

CASES = [
    Case("qr", QRCode(URL), "In the centre with its quiet zone."),
    Case("qr-caption", QRCode(URL, caption="扫码评价，领5元券"), "A caption below, centred."),
    Case("qr-left", QRCode(URL, align="left", caption="扫码开票"), "Left, its caption too."),
    Case("qr-right", QRCode(URL, align="right", caption="扫码开票"), "Right."),
    Case("qr-small", QRCode("A18", module=3), "Three dots a module."),
    Case("qr-large", QRCode("A18", module=8), "Eight dots a module."),
    Case(
        "qr-long-caption",
        QRCode("A18", caption="打开微信扫一扫，关注公众号，领取新人专享优惠券一张"),
        "A caption wraps by the rules.",
    ),
    Case("qr-level-h", QRCode("A18", level="H"), "The highest level."),
    Case("qr-chinese", QRCode("川香小馆"), "Chinese content as UTF-8."),
    Case(
        "two-qr-codes",
        Row(
            Col(QRCode("https://a.cn/1", caption="微信"), width="*"),
            Col(QRCode("https://b.cn/2", caption="支付宝"), width="*"),
        ),
        "Two codes side by side, each with its caption.",
    ),
    Case(
        "two-qr-codes-of-two-sizes",
        Row(
            Col(QRCode("1", caption="关注我们"), width="*"),
            Col(QRCode(URL, caption="扫码开票"), width="*"),
            valign="bottom",
        ),
        "Two sizes: captions on one line when aligned at the bottom.",
    ),
    Case(
        "three-qr-codes",
        Row(
            *[Col(QRCode(str(n), module=3, caption=f"第{n}"), width="*") for n in (1, 2, 3)], gap=0
        ),
        "Three codes side by side.",
    ),
    Case(
        "qr-beside-text",
        Row(
            Col(QRCode("https://a.cn/1", align="left"), width="auto"),
            Col(Text("扫码开具电子发票，30日内有效，逾期请到前台办理"), width="*"),
            valign="middle",
        ),
        "Text beside a code, in the middle of its height.",
    ),
    Case(
        "text-beside-qr",
        Row(
            Col(Text("取餐号"), Text("A18", size="big"), width="*"),
            Col(QRCode("A18", align="right"), width="auto"),
        ),
        "A code at the right of text.",
    ),
    Case(
        "qr-between-rules",
        Column(Rule(), QRCode("A18"), Rule()),
        "Rules stay text around the dots.",
    ),
    Case("barcode", Barcode("20241124000123"), "Code 128 with its text."),
    Case("barcode-without-text", Barcode("20241124000123", text=False), "Bars only."),
    Case("barcode-left", Barcode("A18-2024", align="left"), "Left, text centred under the bars."),
    Case("barcode-right", Barcode("A18-2024", align="right", height=40), "Right, 40 dots tall."),
    Case(
        "ean13", Barcode("6901234567892", kind="ean13"), "EAN-13: guards reach down between digits."
    ),
    Case("ean8", Barcode("69012341", kind="ean8"), "EAN-8."),
    Case("upca", Barcode("036000291452", kind="upca"), "UPC-A: first and last digit outside."),
    Case("code39", Barcode("A18-24", kind="code39"), "Code 39."),
    Case("itf", Barcode("16901234567899", kind="itf"), "ITF."),
    Case(
        "barcode-in-a-column",
        Row(Col("提货码", width=8, valign="middle"), Col(Barcode("A18"), width=24), gap=0),
        "A barcode beside its label.",
    ),
    Case(
        "barcode-caption",
        Column(Barcode("20241124000123", text=False), Text("凭此条码提货", align="center")),
        "Text of one's own below the bars.",
    ),
    Case(
        "codes-in-a-table",
        Table(
            [("微信", QRCode("1", module=3)), ("支付宝", QRCode("2", module=3))],
            "* auto",
            valign="middle",
        ),
        "Codes in the rows of a table.",
    ),
    Case(
        "native-codes",
        Column(Barcode("A18", native=True), QRCode("A18", native=True)),
        "Codes that the device draws.",
    ),
]
