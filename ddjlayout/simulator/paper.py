"""The simulator's printer: a PrintContent string in, paper out, dot by dot after the paper model.

An independent witness: of the rest of the package it uses the wire's words and the glyph bits.
"""

import io
from collections.abc import Iterable
from typing import NamedTuple

from PIL import Image

from ddjlayout.cloud.wire import PrintType
from ddjlayout.raster.atlas import default_atlas

from .codes import barcode_rows, qr_rows
from .content import Content, ContentError, Item, parse
from .device import DeviceModel
from .picture import picture_rows
from .text import Glyphs, Typesetter, hollow_line

__all__ = ["MAX_ROWS", "ContentError", "Painter", "Paper", "paint"]

MAX_ROWS = 80_000
"""The longest paper one job may make, in rows of dots (10 metres)."""

_INVERT = bytes(255 - value for value in range(256))


class Paper(NamedTuple):
    """Printed paper: `rows` is packed, `width // 8` bytes a row from the top, 1 is black,
    the leftmost dot in the highest bit."""

    width: int
    height: int
    rows: bytes

    def png(self) -> bytes:
        """Return the paper as a 1-bit PNG."""
        picture = Image.frombytes("1", (self.width, self.height), self.rows.translate(_INVERT))
        file = io.BytesIO()
        picture.save(file, "PNG")
        return file.getvalue()


class Painter:
    """Paints paper for one model of printer and keeps the glyphs it has made ready."""

    def __init__(self, device: DeviceModel, glyphs: Glyphs | None = None) -> None:
        self.device = device
        self._glyphs = default_atlas() if glyphs is None else glyphs
        self._typesetters: dict[tuple[int, bool], Typesetter] = {}

    def paint(self, content: Content) -> Paper:
        """Paint a parsed PrintContent.

        Raises ContentError for an image that cannot be read and for paper longer than MAX_ROWS.
        """
        width = self.device.width
        limit = MAX_ROWS * width // 8
        pieces: list[bytes] = []
        size = 0
        for number, item in enumerate(content.items):
            for piece in self._pieces(item, f"[{number}]"):
                size += len(piece)
                if size > limit:
                    message = f"the paper would be longer than {MAX_ROWS} rows"
                    raise ContentError(message, path=f"[{number}]")
                pieces.append(piece)
        return Paper(width, size * 8 // width, b"".join(pieces))

    def _pieces(self, item: Item, path: str) -> Iterable[bytes]:
        width, data = self.device.width, item.data
        if item.kind is PrintType.TEXT:
            return self._typesetter(item.size, bold=item.bold).strips(data, item.alignment)
        if item.kind is PrintType.IMAGE:
            return (picture_rows(data, item.alignment, width, path),)
        if item.kind is PrintType.BARCODE:
            rows = barcode_rows(data, self.device.encoding, item.alignment, width)
        else:
            rows = qr_rows(data, item.alignment, width)
        return (hollow_line(self._glyphs, self.device) if rows is None else rows,)

    def _typesetter(self, size: int, *, bold: bool) -> Typesetter:
        try:
            return self._typesetters[size, bold]
        except KeyError:
            setter = Typesetter(self._glyphs, self.device, self.device.sizes[size], bold=bold)
            self._typesetters[size, bold] = setter
            return setter


def paint(print_content: str, device: DeviceModel, *, glyphs: Glyphs | None = None) -> Paper:
    """Paint the paper of a PrintContent string on a device, by the paper model.

    Raises ContentError, whose `answer` is the code the platform refuses the content with.
    `glyphs` stands in for the shipped glyph atlas.
    """
    return Painter(device, glyphs).paint(parse(print_content, device))
