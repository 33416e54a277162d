"""WeasyPrint to PDF, and that to a PNG by poppler's pdftoppm.

As a script: python -m benchmarks.peers.weasyprint_png PAGE.html FILE, one cold process.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import weasyprint

from benchmarks.jobs import Job, Jobs
from benchmarks.receipts import Order

VERSION = weasyprint.__version__
POPPLER = shutil.which("pdftoppm")
if POPPLER is None:
    raise ImportError("no pdftoppm: install poppler-utils")


def png(html: str) -> bytes:
    pdf = weasyprint.HTML(string=html).write_pdf()
    command = [POPPLER, "-r", "96", "-mono", "-png", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


def html(order: Order) -> str:
    text: str = order["html"]
    return text


JOBS: Jobs = {"png": Job(png, html)}

if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(png(Path(sys.argv[1]).read_text()))
