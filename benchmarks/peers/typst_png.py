"""typst from PyPI: one warm compiler, the order as its input; codes are pictures made before.

As a script: python -m benchmarks.peers.typst_png ORDER.json FILE, one cold process.
"""

import base64
import json
import shutil
import sys
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path

import typst

from benchmarks import fonts
from benchmarks.jobs import Job, Jobs
from benchmarks.receipts import DATA, Order

VERSION = version("typst")
FONT = fonts.find()
SOURCE = Path(__file__).with_name("receipt.typ")
PPI = 72.0  # one point a dot


@cache
def folder() -> Path:
    """Return a folder with the source and the logo, where the codes go, too."""
    place = Path(tempfile.mkdtemp(prefix="bench-typst-"))
    shutil.copy(SOURCE, place)
    shutil.copy(DATA / "logo.png", place)
    return place


@cache
def compiler() -> typst.Compiler:
    return typst.Compiler(
        folder() / SOURCE.name,
        root=folder(),
        font_paths=[str(Path(FONT.path).parent)],
        ignore_system_fonts=True,
    )


def prepare(order: Order) -> dict[str, str]:
    """Write the codes' pictures; return the input."""
    for name in ("barcode", "qr"):
        if f"{name}_png" in order:
            path = folder() / f"{name}-{order['order_no']}.png"
            path.write_bytes(base64.b64decode(order.pop(f"{name}_png")))
            order[name] = path.name
    return {"order": json.dumps(order), "font": FONT.family}


def png(inputs: dict[str, str]) -> bytes:
    made = compiler().compile(format="png", ppi=PPI, sys_inputs=inputs)
    assert isinstance(made, bytes)
    return made


JOBS: Jobs = {"png": Job(png, prepare)}

if __name__ == "__main__":
    try:
        Path(sys.argv[2]).write_bytes(png(prepare(json.loads(Path(sys.argv[1]).read_text()))))
    finally:
        shutil.rmtree(folder())
