"""R1 and R2 as a web page of 384 pixels, for the peers that take HTML; codes are pictures."""

import base64
from html import escape

from benchmarks import fonts
from benchmarks.receipts import DATA, Order
from ddjlayout.raster.png import encode
from ddjlayout.symbols.linear import linear
from ddjlayout.symbols.qr import qr
from ddjlayout.symbols.symbol import Symbol, render

_STYLE = """
@page { size: 384px %(height)dpx; margin: 0 }
body { margin: 0; width: 384px; font: 24px/24px '%(family)s'; background: #fff }
p { margin: 0; white-space: pre-wrap; word-break: break-all }
h1 { margin: 0; font: 48px/48px '%(family)s' }
.c { text-align: center }
table { width: 384px; border-collapse: collapse; table-layout: fixed }
td { padding: 0; vertical-align: top; text-align: right; white-space: nowrap }
td:first-child { text-align: left; white-space: normal; word-break: break-all }
hr { border: 0; border-top: 2px dashed #000; margin: 11px 0 }
img { display: block; margin: 0 auto; image-rendering: pixelated }
"""


def with_pictures(order: Order) -> Order:
    """Add the codes as pictures, base64, and the page."""
    if "lines" not in order:
        order["barcode_png"] = _drawn(linear("code128", order["order_no"]), 2)
        order["qr_png"] = _drawn(qr(order["url"]), 4)
    return {**order, "html": page(order)}


def _drawn(symbol: Symbol, module: int) -> str:
    return base64.b64encode(encode(render(symbol, module=module, height=64))).decode()


def page(order: Order) -> str:
    """Return the page; `qr_png` and `barcode_png` of the order are base64."""
    body = _r2(order) if "lines" in order else _r1(order)
    style = _STYLE % {"family": fonts.find().family, "height": 144 if "lines" in order else 1700}
    return f"<!doctype html><meta charset=utf-8><style>{style}</style><body>{body}"


def _r2(order: Order) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in order["lines"])


def _r1(order: Order) -> str:
    rows = [order["head"], *[(i["name"], i["qty"], _money(i["cents"])) for i in order["items"]]]
    totals = [(label, _money(cents)) for label, cents in order["totals"]]
    logo = base64.b64encode((DATA / order["logo"]).read_bytes()).decode()
    return (
        f"<h1 class=c>{escape(order['title'])}</h1><p class=c>{escape(order['subtitle'])}</p>"
        f"<p>订单号:{order['order_no']}</p><p>{order['time']} {order['phone']}</p><hr>"
        + _table(rows, (216, 60, 108))
        + "<hr>"
        + _table([*totals, ("实付", _money(order["pay"]))], (216, 168))
        + f"<p>{escape(order['address'])}</p><p>{escape(order['note'])}</p>"
        + "".join(_picture(data) for data in (logo, order["barcode_png"]))
        + f"<p class=c>{order['order_no']}</p>{_picture(order['qr_png'])}"
        + "".join(f"<p class=c>{escape(line)}</p>" for line in order["footer"])
    )


def _table(rows: list[tuple[object, ...]], widths: tuple[int, ...]) -> str:
    columns = "".join(f"<col style='width:{width}px'>" for width in widths)
    cells = ("".join(f"<td>{escape(str(cell))}</td>" for cell in row) for row in rows)
    return f"<table>{columns}{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _picture(data: str) -> str:
    return f"<img src='data:image/png;base64,{data}'>"


def _money(cents: int) -> str:
    return f"{cents / 100:.2f}"
