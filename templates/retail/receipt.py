"""A shop's till receipt: goods with their numbers, discounts, payments and the invoice code."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ddjlayout import Barcode, Bold, Column, Element, Feed, Image, QRCode, Row, Rule, Table, Text

CENT = Decimal("0.01")


def receipt(data: dict[str, Any]) -> Element:
    """Lay out one purchase and add it up."""
    items = data["items"]
    goods = sum((amount(item) for item in items), Decimal(0))
    saved = sum((Decimal(item.get("discount", 0)) for item in items), Decimal(0))
    total = goods + saved + Decimal(data["coupon"])
    paid = sum((Decimal(payment["amount"]) for payment in data["payments"]), Decimal(0))
    return Column(
        Image("logo.png", width=144, align="center"),
        Text(data["shop"], size="big", align="center"),
        Text(data["branch"], align="center"),
        Feed(dots=12),
        Row(f"小票 {data['receipt_no']}", f"机{data['till']}"),
        Row(data["time"], f"收银{data['cashier']}"),
        Table(
            [row for item in items for row in lines(item)],
            "* 8> 9.2",
            header=("商品", "数量", "金额"),
        ),
        Rule(),
        Row("商品合计", f"{goods:.2f}", leader="."),
        Row("商品优惠", f"{saved:.2f}", leader="."),
        Row("优惠券", f"{Decimal(data['coupon']):.2f}", leader="."),
        Column(Row("应付", f"￥{total:.2f}"), size="big"),
        *[Row(p["name"], f"{Decimal(p['amount']):.2f}", leader=".") for p in data["payments"]],
        Row(Bold("找零"), Bold(f"{paid - total:.2f}")),
        Rule(),
        Text(f"会员 {data['member']['no']}  积分 {data['member']['points']}"),
        Text("本单已省 ", Bold(f"￥{-(saved + Decimal(data['coupon'])):.2f}")),
        Text(data["remark"]) if data["remark"] else None,
        Feed(dots=12),
        QRCode(data["invoice_url"], caption="扫码开具电子发票"),
        Barcode(data["receipt_no"]),
        Feed(dots=12),
        Text(data["notice"]),
        Text(f"服务电话 {data['phone']}", align="center"),
        Feed(2),
    )


def lines(item: dict[str, Any]) -> list[tuple[object, ...]]:
    """The name with its amount, the article number, the discount."""
    quantity = f"{item['qty']}{item['unit']}"
    rows: list[tuple[object, ...]] = [(item["name"], quantity, amount(item))]
    price = f"{item['code']} @{item['price']}"
    if "discount" in item:
        rows.append((price, "优惠", Decimal(item["discount"])))
    else:
        rows.append((price,))
    return rows


def amount(item: dict[str, Any]) -> Decimal:
    """Quantity times price, to the cent."""
    return (Decimal(item["qty"]) * Decimal(item["price"])).quantize(CENT, ROUND_HALF_UP)
