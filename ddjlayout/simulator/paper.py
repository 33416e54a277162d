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
from .content import ContentError, Item, parse
from .deviations import Deviations
from .device import DeviceModel
from .picture import MAX_PIXELS, open_picture, picture_rows, too_large
from .text import Glyphs, Typesetter, hollow_line

__all__ = ["MAX_ROWS", "ContentError", "Painter", "Paper", "paint"]

MAX_ROWS = 80_000
"""The longest paper one job may make, in rows of dots (10 metres)."""

MAX_CODE_BYTES = 8192
"""How many bytes of native codes are set for one job."""

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

    def pbm(self) -> bytes:
        """Return the paper as a binary PBM (P4): a line with its size, then `rows`."""
        return f"P4\n{self.width} {self.height}\n".encode() + self.rows


class _Allowance:
    """What is left of one job's limits."""

    def __init__(self) -> None:
        self._rows = MAX_ROWS
        self._pixels = MAX_PIXELS
        self._code_bytes = MAX_CODE_BYTES

    def take_rows(self, rows: int, path: str) -> None:
        self._rows -= rows
        if self._rows < 0:
            raise ContentError(f"the paper would be longer than {MAX_ROWS} rows", path=path)

    def take_pixels(self, pixels: int, path: str) -> None:
        self._pixels -= pixels
        if self._pixels < 0:
            raise too_large(path)

    def take_code(self, size: int, path: str) -> None:
        self._code_bytes -= size
        if self._code_bytes < 0:
            message = f"native codes of more than {MAX_CODE_BYTES} bytes in one job"
            raise ContentError(message, path=path)


class Painter:
    """Paints paper for one model of printer and keeps the glyphs it has made ready."""

    def __init__(self, device: DeviceModel, glyphs: Glyphs | None = None) -> None:
        self.device = device
        self._glyphs = default_atlas() if glyphs is None else glyphs
        self._typesetters: dict[tuple[int, bool], Typesetter] = {}

    def paint(self, items: Iterable[Item]) -> Paper:
        """Paint the items of a PrintContent.

        Raises ContentError for an image that cannot be read, for paper longer than MAX_ROWS, and
        for more than MAX_PIXELS or MAX_CODE_BYTES in images and native codes.
        """
        stride, left = self.device.width // 8, _Allowance()
        pieces: list[bytes] = []
        for number, item in enumerate(items):
            path = f"[{number}]"
            for piece in self._pieces(item, path, left):
                left.take_rows(len(piece) // stride, path)
                pieces.append(piece)
        rows = b"".join(pieces)
        return Paper(self.device.width, len(rows) // stride, rows)

    def _pieces(self, item: Item, path: str, left: _Allowance) -> Iterable[bytes]:
        width, data = self.device.width, item.data
        if item.kind is PrintType.TEXT:
            return self._typesetter(item.size, bold=item.bold).strips(data, item.alignment)
        if item.kind is PrintType.IMAGE:
            picture = open_picture(data, path)
            left.take_pixels(picture.width * picture.height, path)
            return (picture_rows(picture, item.alignment, width, path),)
        left.take_code(len(data), path)
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
    return Painter(device, glyphs).paint(parse(print_content, device, Deviations()))
