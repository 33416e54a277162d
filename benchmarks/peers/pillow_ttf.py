"""Pillow drawing a TrueType font line by line, 1 bit; codes by qrcode and python-barcode.

As a script: python -m benchmarks.peers.pillow_ttf ORDER.json FILE, one cold process.
"""

import json
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import PIL
import qrcode
from barcode import Code128
from PIL import Image, ImageDraw, ImageFont

from benchmarks import fonts
from benchmarks.jobs import Job, Jobs
from benchmarks.peers.plain import COLUMNS, head
from benchmarks.receipts import DATA, Order

VERSION = PIL.__version__
WIDTH, LINE, CELL = 384, 24, 12
X = 2  # dots a bar
FONT = fonts.find()


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT.path, size, index=FONT.index)


def png(order: Order) -> bytes:
    """Draw everything on a sheet that is long enough, and cut it."""
    sheet = Image.new("1", (WIDTH, 2400), 1)
    draw = ImageDraw.Draw(sheet)
    y = 0
    if "lines" in order:
        for line in order["lines"]:
            draw.text((0, y), line, 0, font(LINE))
            y += LINE
    else:
        y = _r1(order, sheet, draw)
    out = BytesIO()
    sheet.crop((0, 0, WIDTH, y)).save(out, "png")
    return out.getvalue()


def _r1(order: Order, sheet: Image.Image, draw: ImageDraw.ImageDraw) -> int:
    draw.text((WIDTH // 2, 0), order["title"], 0, font(2 * LINE), anchor="ma")
    draw.text((WIDTH // 2, 2 * LINE), order["subtitle"], 0, font(LINE), anchor="ma")
    y = 3 * LINE
    for line in head(order):
        y = _line(line, y, draw)
    y = _paste(sheet, _logo(order["logo"]), y)
    y = _paste(sheet, _barcode(order["order_no"]), y)
    draw.text((WIDTH // 2, y), order["order_no"], 0, font(LINE), anchor="ma")
    y = _paste(sheet, _qrcode(order["url"]), y + LINE)
    for line in order["footer"]:
        draw.text((WIDTH // 2, y), line, 0, font(LINE), anchor="ma")
        y += LINE
    return y


def _line(line: str, y: int, draw: ImageDraw.ImageDraw) -> int:
    """Draw a line; what stands behind two spaces ends where its cells end."""
    left, *others = [part for part in line.split("  ") if part.strip()]
    draw.text((0, y), left, 0, font(LINE))
    if others:
        draw.text((WIDTH, y), others[-1].strip(), 0, font(LINE), anchor="ra")
    if len(others) == 2:
        draw.text((sum(COLUMNS[:2]) * CELL, y), others[0].strip(), 0, font(LINE), anchor="ra")
    return y + LINE


def _paste(sheet: Image.Image, picture: Image.Image, y: int) -> int:
    sheet.paste(picture, ((WIDTH - picture.width) // 2, y))
    return y + picture.height


def _logo(name: str) -> Image.Image:
    return Image.open(DATA / name).resize((200, 200)).convert("1")


def _barcode(number: str) -> Image.Image:
    modules = Code128(number).build()[0]
    bars = bytes(0 if bit == "1" else 255 for bit in modules)
    return Image.frombytes("L", (len(bars), 1), bars).resize((len(bars) * X, 64), 0).convert("1")


def _qrcode(url: str) -> Image.Image:
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, box_size=4, border=4)
    code.add_data(url)
    code.make()
    return code.make_image().get_image()


JOBS: Jobs = {"png": Job(png)}

if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(png(json.loads(Path(sys.argv[1]).read_text())))
