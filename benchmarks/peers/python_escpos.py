"""python-escpos: codes drawn by its software, text as GB18030 (its own way with Chinese).

As a script: python -m benchmarks.peers.python_escpos ORDER.json FILE, one cold process.
"""

import json
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from escpos.constants import QR_ECLEVEL_M
from escpos.printer import Dummy

from benchmarks.jobs import Job, Jobs
from benchmarks.peers.plain import head
from benchmarks.receipts import DATA, Order

VERSION = version("python-escpos")
PROFILE = "POS-5890"
"""A printer of 384 dots in python-escpos' list, so that it centres, and draws at 203 dpi."""


@cache
def printer() -> Dummy:
    return Dummy(profile=PROFILE)


def title(p: Dummy, order: Order) -> None:
    p.set(align="center", double_width=True, double_height=True)
    p.text(order["title"] + "\n")
    p.set(align="center", normal_textsize=True)
    p.text(order["subtitle"] + "\n")
    p.set(align="left")


def footer(p: Dummy, order: Order) -> None:
    for line in order["footer"]:
        p.text(line + "\n")


def r1(order: Order, logo: bytes | None = None) -> bytes:
    """Write R1; a `logo` that was made ready before is sent as it is."""
    p = printer()
    p.clear()
    title(p, order)
    for line in head(order):
        p.text(line + "\n")
    p.set(align="center")
    if logo is None:
        p.image(str(DATA / order["logo"]), center=True)
    else:
        p._raw(logo)
    p.barcode(order["order_no"], "CODE128", width=2, force_software="bitImageRaster")
    p.qr(order["url"], ec=QR_ECLEVEL_M, size=4, center=True)
    footer(p, order)
    return p.output


@cache
def ready_logo(name: str) -> bytes:
    p = Dummy(profile=PROFILE)
    p.image(str(DATA / name), center=True)
    return p.output


def r1_text(order: Order, lines: list[str]) -> bytes:
    p = printer()
    p.clear()
    title(p, order)
    for line in lines:
        p.text(line + "\n")
    p.set(align="center")
    footer(p, order)
    return p.output


def r2(order: Order) -> bytes:
    p = printer()
    p.clear()
    for line in order["lines"]:
        p.text(line + "\n")
    return p.output


JOBS: Jobs = {
    "compile": Job(lambda order: r2(order) if "lines" in order else r1(order)),
    "compile-cached": Job(lambda order: r1(order, ready_logo(order["logo"]))),
    "text": Job(lambda order: r1_text(order, head(order))),
    "text-ready": Job(lambda ready: r1_text(*ready), lambda order: (order, head(order))),
}

if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(r1(json.loads(Path(sys.argv[1]).read_text())))
