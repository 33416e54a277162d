"""R1 as a source of `ddj`: a takeaway receipt with a table, a logo, a barcode and a QR code."""

from pathlib import Path

from ddjlayout import Barcode, Column, Image, QRCode, Row, Rule, Table, Text

HERE = Path(__file__).parent


def money(cents):
    return f"{cents / 100:.2f}"


def receipt(data):
    """Lay an order out; one without `logo` has neither pictures nor codes."""
    return Column(
        Text(data["title"], size="big", align="center"),
        Text(data["subtitle"], align="center"),
        Text("订单号:", data["order_no"]),
        Text(data["time"], " ", data["phone"]),
        Rule(),
        Table(
            [(item["name"], str(item["qty"]), money(item["cents"])) for item in data["items"]],
            "18 5> 9>",
            gap=0,
            header=data["head"],
            rule=None,
        ),
        Rule(),
        *[Row(name, money(cents)) for name, cents in data["totals"]],
        Row("实付", money(data["pay"])),
        Text(data["address"]),
        Text(data["note"]),
        *(pictures(data) if "logo" in data else ()),
        *[Text(line, align="center") for line in data["footer"]],
    )


def pictures(data):
    return (
        Image(HERE / data["logo"], width="200d"),
        Barcode(data["order_no"]),
        QRCode(data["url"]),
    )
