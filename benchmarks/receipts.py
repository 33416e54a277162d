"""R1 and R2, the receipts of the benchmarks, each variant with its own order number and amounts."""

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ddjlayout import Element

DATA = Path(__file__).parent / "data"

Order = dict[str, Any]


@cache
def _data(name: str) -> Order:
    return json.loads((DATA / f"{name}.json").read_text())


def order(name: str, variant: int) -> Order:
    """Return the data of `r1`, `r1-text` (without logo and codes) or `r2` in one of its variants.

    Order number (hence barcode and URL) and amounts differ, so that no cache sees the same twice.
    """
    data = deepcopy(_data(name.removesuffix("-text")))
    before = data["order_no"]
    number = f"D{int(before[1:]) + variant}"
    data["order_no"] = number
    if "lines" in data:
        data["lines"] = [line.replace(before, number) for line in data["lines"]]
        return data
    data["url"] = data["url"].replace(before, number)
    for item in data["items"]:
        item["cents"] += variant
    data["pay"] += variant * len(data["items"])
    if name.endswith("-text"):
        del data["logo"]
    return data


def document(data: Order) -> "Element":
    """Return the receipt of an order, as the sources in `data` lay it out."""
    from benchmarks.data import r1, r2  # peers read the orders without loading our elements

    return (r2 if "lines" in data else r1).receipt(data)


def r1_document(variant: int) -> "Element":
    """A takeaway receipt: a big title, a table of 20 dishes, a logo, a barcode and a QR code."""
    return document(order("r1", variant))


def r2_document(variant: int) -> "Element":
    """Six lines of text."""
    return document(order("r2", variant))
