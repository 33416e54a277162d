"""R1 as plain lines of 32 cells, for the peers that lay nothing out themselves."""

from benchmarks.receipts import Order

CELLS = 32
COLUMNS = (18, 5, 9)
RULE = "-" * CELLS


def cells(text: str) -> int:
    return len(text.encode("gbk"))


def money(cents: int) -> str:
    return f"{cents / 100:.2f}"


def wrapped(text: str, room: int) -> list[str]:
    """Cut a text at the last character that fits, as nearly everybody does."""
    lines, used = [""], 0
    for char in text:
        step = 1 if char < "\x80" else 2
        if used + step > room:
            lines.append("")
            used = 0
        lines[-1] += char
        used += step
    return lines


def row(left: str, right: str) -> str:
    return left + " " * (CELLS - cells(left) - cells(right)) + right


def table_row(name: str, qty: str, amount: str) -> list[str]:
    first, *others = wrapped(name, COLUMNS[0])
    first += " " * (COLUMNS[0] - cells(first))
    return [first + qty.rjust(COLUMNS[1]) + amount.rjust(COLUMNS[2]), *others]


def head(order: Order) -> list[str]:
    """Return what stands between the title and the logo, a string a line."""
    name, qty, amount = order["head"]
    qty, amount = " " * (COLUMNS[1] - cells(qty)) + qty, " " * (COLUMNS[2] - cells(amount)) + amount
    lines = [f"订单号:{order['order_no']}", f"{order['time']} {order['phone']}", RULE]
    lines.append(name + " " * (COLUMNS[0] - cells(name)) + qty + amount)
    for item in order["items"]:
        lines += table_row(item["name"], str(item["qty"]), money(item["cents"]))
    lines.append(RULE)
    lines += [row(label, money(cents)) for label, cents in order["totals"]]
    lines.append(row("实付", money(order["pay"])))
    return [*lines, *wrapped(order["address"], CELLS), *wrapped(order["note"], CELLS)]
