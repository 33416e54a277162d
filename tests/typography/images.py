"""Golden cases: pictures alone, beside text and in boxes."""

from pathlib import Path

from ddjlayout import Box, Col, Column, Image, QRCode, Row, Rule, Table, Text
from tests.typography.case import Case

LOGO = Path(__file__).parents[2] / "templates" / "takeaway" / "logo.png"

CASES = [
    Case("logo", Image(LOGO, width="15mm"), "A logo in the centre."),
    Case(
        "left-and-right",
        Column(Image(LOGO, width="72d", align="left"), Image(LOGO, width="72d", align="right")),
        "Left and right.",
    ),
    Case(
        "beside-text",
        Row(
            Col(Image(LOGO, width="72d", align="left"), width="72d"),
            Col(Text("川香小馆", size="big"), "世纪公园店", width="*"),
            valign="middle",
        ),
        "A shop's name beside its logo.",
    ),
    Case(
        "text-beside-image",
        Row(
            Col(Text("扫码关注公众号，领取新人优惠券"), width="*"),
            Col(Image(LOGO, width="72d", align="right"), width="72d"),
            valign="bottom",
        ),
        "Text at the foot of a picture.",
    ),
    Case(
        "two-images",
        Row(
            Col(Image(LOGO, width="96d"), "左", width="*", align="center"),
            Col(Image(LOGO, width="96d"), "右", width="*", align="center"),
        ),
        "Two pictures with captions.",
    ),
    Case(
        "image-and-qr",
        Row(
            Col(Image(LOGO, width="96d"), width="*"), Col(QRCode("A18"), width="*"), valign="middle"
        ),
        "A picture beside a code.",
    ),
    Case("between-rules", Column(Rule(), Image(LOGO, width="72d"), Rule()), "Rules stay text."),
    Case("in-a-box", Box(Image(LOGO, width="72d"), border=2, width="auto"), "A framed picture."),
    Case(
        "in-a-table",
        Table(
            [
                (Image(LOGO, width="48d"), "宫保鸡丁", "36.00"),
                (Image(LOGO, width="48d"), "鱼香肉丝", "28.00"),
            ],
            "48d * 6>",
            valign="middle",
        ),
        "Pictures in a table.",
    ),
    Case("inverted", Image(LOGO, width="72d", invert=True), "White on black."),
]
