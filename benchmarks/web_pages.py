"""How long a page takes from nothing to dots, beside Chromium's own screenshot of it.

python -m benchmarks.web_pages. Both start a Chromium for each page; they take turns.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from ddjlayout.pages.chromium import find_chromium
from ddjlayout.pages.documents import Document
from ddjlayout.pages.render import PageOptions, render_page
from ddjlayout.raster.page import page_to_bitmap

RUNS = 9
_ROW = "<tr><td>宫保鸡丁盖浇饭加煎蛋<td>×{}<td>￥{}.00"
_RECEIPT = """<!doctype html><meta charset=utf-8><style>body{margin:0} table{width:100%}</style>
<h1>川香小馆外卖</h1><p style="color:#888">2026-11-20 18:32<hr><table>""" + "".join(
    _ROW.format(number, 10 + number) for number in range(20)
)


def screenshot(folder: Path) -> None:
    """Let Chromium take its own screenshot of the receipt, in a window as tall as it is."""
    command = [find_chromium(os.environ), "--headless", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--user-data-dir={folder / 'profile'}", f"--screenshot={folder / 'shot.png'}"]
    command += ["--window-size=384,1200", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    page = folder / "page.html"
    page.write_text(_RECEIPT, encoding="utf-8")
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True)


def picture() -> None:
    """Render the receipt as the simulator does: a picture in grey."""
    render_page(Document(_RECEIPT.encode()))


def dots() -> None:
    """Render the receipt as `Html` does: in layers, down to the dots."""
    page = render_page(Document(_RECEIPT.encode()), options=PageOptions(layers=True))
    assert page.layers is not None
    page_to_bitmap(page.layers)


def main() -> None:
    """Time the three in turns and print their medians and ratios."""
    times: dict[str, list[float]] = {"screenshot": [], "picture": [], "dots": []}
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            start = perf_counter()
            screenshot(Path(folder))
            times["screenshot"].append(perf_counter() - start)
        for name, work in (("picture", picture), ("dots", dots)):
            start = perf_counter()
            work()
            times[name].append(perf_counter() - start)
    peer = median(times["screenshot"])
    for name, taken in times.items():
        print(f"{name:10} {median(taken):5.2f} s, {median(taken) / peer:.2f} of a screenshot")


if __name__ == "__main__":
    sys.exit(main())
