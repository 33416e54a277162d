"""R1 and R2, the receipts of the benchmarks, each variant with its own order number and amounts."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from ddjlayout import Barcode, Column, Element, Image, QRCode, Row, Rule, Table, Text

DATA = Path(__file__).parent / "data"


@cache
def _data(name: str) -> dict[str, Any]:
    return json.loads((DATA / f"{name}.json").read_text())


def _money(cents: int) -> str:
    return f"{cents / 100:.2f}"


def r1_document(variant: int) -> Element:
    """A takeaway receipt: a big title, a table of 20 dishes, a logo, a barcode and a QR code."""
    data = _data("r1")
    number = f"D{int(data['order_no'][1:]) + variant}"
    rows = [(i["name"], str(i["qty"]), _money(i["cents"] + variant)) for i in data["items"]]
    return Column(
        Text(data["title"], size="big", align="center"),
        Text(data["subtitle"], align="center"),
        Text("订单号:", number),
        Text(data["time"], " ", data["phone"]),
        Rule("-"),
        Table([tuple(data["head"]), *rows], "* 4> 8>"),
        Rule("-"),
        *[Row(name, _money(cents)) for name, cents in data["totals"]],
        Row("实付", _money(data["pay"] + variant)),
        Text(data["address"]),
        Text(data["note"]),
        Image(DATA / data["logo"], width="200d", align="center"),
        Barcode(number),
        QRCode(data["url"].replace(data["order_no"], number)),
        *[Text(line, align="center") for line in data["footer"]],
    )


def r2_document(variant: int) -> Element:
    """Six lines of text."""
    data = _data("r2")
    number = f"D{int(data['order_no'][1:]) + variant}"
    return Text("\n".join(data["lines"]).replace(data["order_no"], number))
