"""Between lowering and the backends: the three things a printer takes, one item after another."""

from typing import Literal, NamedTuple

from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.style import Align, Size

HOLLOW = "\ud800"
"""Stands for a hollow full-width box; U+DC80 to U+DCFF stand for half-width ones."""


class TextItem(NamedTuple):
    """Native lines of one style, one item of type 0.

    `lines` hold no line feed, and none is wider than the paper. In items read back from a
    PrintContent a lone surrogate stands for a hollow box: U+DC80 to U+DCFF for a byte that did
    not decode (one cell), U+D800 for a character outside the repertoire (two cells).
    """

    lines: tuple[str, ...]
    size: Size
    bold: bool
    align: Align


class ImageItem(NamedTuple):
    """A bitmap, one item of type 1; in our own jobs always as wide as the paper.

    `alt` is what it shows, in words: the text of a strip, the content of a code.
    """

    bitmap: Bitmap
    align: Align = Align.LEFT
    alt: str = ""


class CodeItem(NamedTuple):
    """A code that the device draws, one item of type 3 or 4."""

    kind: Literal["barcode", "qrcode"]
    data: bytes
    align: Align = Align.LEFT


Item = TextItem | ImageItem | CodeItem
