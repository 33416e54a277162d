"""Papers as letters: a tiny printer whose font is drawn here, and how papers become drawings."""

import base64
import io
import json
from types import MappingProxyType

from PIL import Image

from ddjlayout.simulator.device import DeviceModel, FontSize
from ddjlayout.simulator.paper import Paper, paint

TINY = DeviceModel(
    "tiny",
    "gbk",
    MappingProxyType({0: FontSize(4, 1, 1), 1: FontSize(4, 2, 2)}),
    width=16,
)
"""A printer of 16 dots: a half-width character is 2x4 dots, a line holds 8 of them."""

TALL_AND_WIDE = TINY._replace(
    encoding="utf-8",
    sizes=MappingProxyType(
        {0: FontSize(4, 1, 1), 1: FontSize(4, 1, 2), 2: FontSize(4, 2, 1), 10: FontSize(2, 1, 1)}
    ),
)
"""The same printer with UTF-8, one-way doubling and a font of 2 dots."""

FONT = {
    "a": "#. ## #. #.",
    "b": ".# .# ## ..",
    "中": "#..# #### .##. .#..",
    "国": "#### #..# ###. ##..",
}


class TinyGlyphs:
    """The font of the tiny printer: 4 dots tall, or its top 2 rows."""

    def glyph(self, cluster: str, px: int) -> bytes | None:
        if cluster == " ":
            return bytes(px)
        rows = FONT.get(cluster)
        return rows and pack(rows.split()[:px])

    def hollow(self, cells: int, px: int) -> bytes:
        wide = cells * px // 2
        return pack(["#" * wide, *["#" + "." * (wide - 2) + "#"] * (px - 2), "#" * wide][:px])


def pack(rows: list[str]) -> bytes:
    """Pack drawn rows, each filled up to whole bytes."""
    stride = (len(rows[0]) + 7) // 8
    bits = (row.replace("#", "1").replace(".", "0").ljust(stride * 8, "0") for row in rows)
    return b"".join(int(row, 2).to_bytes(stride, "big") for row in bits)


def item(data: str | bytes, kind: int = 0, *, align: int = 0, bold: int = 0, size: int = 0) -> dict:
    """Return one item of a PrintContent; text is encoded as GBK."""
    raw = data.encode("gbk") if isinstance(data, str) else data
    return {
        "Alignment": align,
        "BaseText": base64.b64encode(raw).decode(),
        "Bold": bold,
        "FontSize": size,
        "PrintType": kind,
    }


def letters(paper: Paper) -> list[str]:
    """Draw a paper, `#` for black and `.` for white."""
    stride = paper.width // 8
    rows = (paper.rows[at : at + stride] for at in range(0, len(paper.rows), stride))
    bits = (f"{int.from_bytes(row, 'big'):0{paper.width}b}" for row in rows)
    return [row.replace("1", "#").replace("0", ".") for row in bits]


def tiny(*items: dict, device: DeviceModel = TINY) -> list[str]:
    """Print items on the tiny printer and draw the paper."""
    return letters(paint(json.dumps(items), device, glyphs=TinyGlyphs()))


def drawn(drawing: str) -> list[str]:
    """Read a drawing, one row a line."""
    return drawing.split()


def png(drawing: str, mode: str = "1", **options: object) -> bytes:
    """Return a drawing (`#` black, `.` white) as a picture file."""
    rows = drawing.split()
    picture = Image.new("L", (len(rows[0]), len(rows)), 255)
    for y, row in enumerate(rows):
        for x, letter in enumerate(row):
            picture.putpixel((x, y), 0 if letter == "#" else 255)
    return saved(picture.convert(mode), **options)


def saved(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    """Return a picture as a file."""
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()
