"""A shop's till receipt: goods with their numbers, discounts, payments and the invoice code."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ddjlayout import (
    Barcode,
    Bold,
    Col,
    Column,
    Element,
    Feed,
    Image,
    QRCode,
    Row,
    Rule,
    Table,
    Text,
)

CENT = Decimal("0.01")


def receipt(data: dict[str, Any]) -> Element:
    """Lay out one purchase and add it up."""
    items = data["items"]
    goods = sum((amount(item) for item in items), Decimal(0))
    saved = sum((Decimal(item.get("discount", 0)) for item in items), Decimal(0))
    total = goods + saved + Decimal(data["coupon"])
    paid = sum((Decimal(payment["amount"]) for payment in data["payments"]), Decimal(0))
    return Column(
        Image("logo.png", width="18mm"),
        Text(data["shop"], size="big", align="center"),
        Text(data["branch"], align="center"),
        Feed(dots=12),
        Row(f"小票 {data['receipt_no']}", f"机{data['till']}"),
        Row(data["time"], f"收银{data['cashier']}"),
        Rule(),
        Row(
            Col("商品", width="*"),
            Col("数量", width=8, align="right"),
            Col("金额", width=9, align="right"),
        ),
        Rule(),
        *[goods_lines(item) for item in items],
        Rule(),
        Row("商品合计", f"{goods:.2f}", leader="."),
        Row("商品优惠", f"{saved:.2f}", leader="."),
        Row("优惠券", f"{Decimal(data['coupon']):.2f}", leader="."),
        Column(Row("应付", f"￥{total:.2f}"), size="big"),
        *[Row(p["name"], f"{Decimal(p['amount']):.2f}", leader=".") for p in data["payments"]],
        Row(Bold("找零"), Bold(f"{paid - total:.2f}")),
        Rule(),
        Text(f"会员 {data['member']['no']}  积分 {data['member']['points']}"),
        Text(f"本单已省 ￥{-(saved + Decimal(data['coupon'])):.2f}", bold=True),
        Text(data["remark"]) if data["remark"] else None,
        Feed(dots=12),
        QRCode(data["invoice_url"], caption="扫码开具电子发票"),
        Feed(dots=12),
        Barcode(data["receipt_no"]),
        Feed(dots=12),
        Text(data["notice"]),
        Text(f"服务电话 {data['phone']}", align="center"),
        Feed(2),
    )


def goods_lines(item: dict[str, Any]) -> Element:
    """The name on a line of its own, below it number, quantity and amount, then the discount.

    The price of one stands there too where it is not the amount.
    """
    quantity = f"{item['qty']}{item['unit']}"
    rows: list[tuple[object, ...]] = [(item["code"], quantity, amount(item))]
    if item["qty"] != "1":
        rows.append(("  单价", item["price"], None))
    if "discount" in item:
        rows.append(("  优惠", None, Decimal(item["discount"])))
    return Column(item["name"], Table(rows, "* 8> 9.2"), keep=True)


def amount(item: dict[str, Any]) -> Decimal:
    """Quantity times price, to the cent."""
    return (Decimal(item["qty"]) * Decimal(item["price"])).quantize(CENT, ROUND_HALF_UP)
