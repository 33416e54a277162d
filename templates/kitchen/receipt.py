"""A kitchen ticket: read at arm's length, over a hot stove."""

from typing import Any

from ddjlayout import Barcode, Column, Element, Feed, QRCode, Row, Rule, Text


def receipt(data: dict[str, Any]) -> Element:
    """Lay out one ticket."""
    return Column(
        Column(Row(f"{data['table']}桌", data["station"]), size="big"),
        Row(f"{data['guests']}位 {data['waiter']}", data["placed"]),
        Rule("="),
        alert(data["alert"]) if data["alert"] else None,
        *[dish(item) for item in data["items"]],
        *[
            Row(f"退 {item['name']}({item['reason']})", f"x{item['qty']}")
            for item in data["removed"]
        ],
        Rule("="),
        Text("备注:", data["remark"], bold=True, hanging=5) if data["remark"] else None,
        Row(
            Column(
                f"单号 {data['order_no']}",
                f"共 {sum(item['qty'] for item in data['items'])} 份",
            ),
            QRCode(data["url"], module=3),
            valign="middle",
        ),
        Barcode(data["order_no"], text=False, height=48),
        Feed(2),
    )


def alert(text: str) -> Element:
    """What nobody may miss: white on black, with white around it."""
    return Column(
        Feed(dots=8), Text(text, size="big", inverse=True, align="center"), Feed(dots=12), keep=True
    )


def dish(item: dict[str, Any]) -> Element:
    """A dish in big letters, its options below in bold."""
    return Column(
        Column(Row(item["name"], f"x{item['qty']}"), size="big"),
        Text(" ".join(f"[{option}]" for option in item["options"]), bold=True)
        if item["options"]
        else None,
        Rule(),
        keep=True,
    )
