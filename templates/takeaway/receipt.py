"""A takeaway order: what the shop sticks on the bag."""

from decimal import Decimal
from typing import Any

from ddjlayout import Barcode, Column, Element, Feed, Image, QRCode, Row, Rule, Span, Table, Text


def receipt(data: dict[str, Any]) -> Element:
    """Lay out one order."""
    customer = data["customer"]
    return Column(
        Image("logo.png", width="22mm"),
        Feed(dots=12),
        Text(f"#{data['pickup']} {data['platform']}", size="big", align="center"),
        Text(data["shop"], align="center"),
        Rule("="),
        Text("下单 ", data["placed"]),
        Text(data["deliver"], bold=True),
        Text("备注:", data["remark"], bold=True, hanging=5) if data["remark"] else None,
        *[bag(entry) for entry in data["bags"]],
        Rule(),
        *[Row(fee["name"], money(fee["amount"])) for fee in data["fees"]],
        *[Row(saved["name"], money(saved["amount"])) for saved in data["discounts"]],
        Rule(),
        Column(Row("实付", money(data["paid"])), size="big"),
        Rule("="),
        Text(customer["name"], " ", customer["phone"], bold=True),
        Text(customer["address"]),
        Rule(),
        Barcode(data["order_no"]),
        Feed(dots=12),
        QRCode(data["url"], caption="扫码评价,领5元券"),
        Feed(dots=12),
        Text("感谢您的光临,欢迎再次惠顾!", align="center"),
        Text("客服电话 ", data["hotline"], align="center"),
        Feed(2),
    )


def bag(entry: dict[str, Any]) -> Element:
    """One bag: its name, its dishes, and each dish's options below it on the whole width."""
    rows: list[tuple[object, ...]] = []
    for item in entry["items"]:
        rows.append((item["name"], f"x{item['qty']}", Decimal(item["price"])))
        if item["options"]:
            options = " ".join(f"+{option}" for option in item["options"])
            rows.append((Span(Text(options, indent=1, hanging=2), 3),))
    return Column(
        Text(f"—— {entry['name']} ——", align="center"),
        Table(rows, "* 4> 7.2"),
    )


def money(amount: str) -> str:
    """Write an amount in yuan."""
    value = Decimal(amount)
    return f"-￥{-value:.2f}" if value < 0 else f"￥{value:.2f}"
