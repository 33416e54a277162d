"""Lowering: a band becomes a bitmap as wide as the paper, or a code that the device draws."""

from collections.abc import Sequence
from operator import itemgetter

from ddjlayout.block import DeviceCode, Fill, Picture, Run, path_text
from ddjlayout.diagnostics import Level
from ddjlayout.element import Context
from ddjlayout.errors import LayoutError
from ddjlayout.job import CodeItem
from ddjlayout.lowering.bands import Band, Placed
from ddjlayout.lowering.native import device_aligns
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.canvas import Canvas, Glyphs
from ddjlayout.style import NORMAL
from ddjlayout.text import is_native


def painted(band: Band, cx: Context, glyphs: Glyphs) -> tuple[Bitmap, str]:
    """Paint a band; return it as wide as the paper, with what it shows in words."""
    paper = cx.profile.width
    first = band.blocks[0]
    if len(band.blocks) == 1 and isinstance(first.block, Picture):
        return first.block.bitmap.placed(paper, first.x), first.block.alt
    canvas = Canvas(glyphs, paper, band.bottom - band.top)
    for placed in band.blocks:
        x, y, block = placed.x, placed.y - band.top, placed.block
        if isinstance(block, Run):
            canvas.text(x, y, block.clusters or block.text, block.face)
        elif isinstance(block, Picture):
            canvas.picture(x, y, block.bitmap)
        elif isinstance(block, Fill):
            canvas.fill(x, y, block.width, block.height)
        else:
            raise LayoutError(
                "a code drawn by the device cannot stand beside anything",
                code="not-native",
                path=path_text(placed.origin),
                hint="leave native off to print it as dots",
            )
    _report_missing(band, cx, glyphs)
    return canvas.bitmap(), _words(band.blocks)


def _words(blocks: Sequence[Placed]) -> str:
    """Say what a strip shows, a line of words for each line of text, spaced by cells of 12 dots."""
    rows: dict[int, list[Placed]] = {}
    for placed in blocks:
        base = placed.y + (placed.block.height - NORMAL.height if placed.is_text else 0)
        rows.setdefault(base, []).append(placed)
    return "\n".join(filter(None, (_row_words(row) for _, row in sorted(rows.items()))))


def _row_words(row: list[Placed]) -> str:
    """Join what stands on one base line; what touches has no space between."""
    words = ""
    edge = used = 0
    for _, x, block, _ in sorted(row, key=itemgetter(1)):
        if isinstance(block, Run):
            shown, taken = block.text, block.width // block.face.size.cell
        elif isinstance(block, Picture):
            shown, taken = block.alt, len(block.alt.encode("gbk", "replace"))
            edge = edge or x  # a picture first on its row is not indented
        else:
            continue
        spaces = max(x // NORMAL.cell - used, 1 if words else 0) if x > edge else 0
        words += " " * spaces + shown
        used += spaces + taken
        edge = x + block.width
    return "" if words.isspace() else words


def _report_missing(band: Band, cx: Context, glyphs: Glyphs) -> None:
    """Warn of characters that no font has; a hollow box is printed for them."""
    missing = {
        cluster: None
        for placed in band.blocks
        if isinstance(placed.block, Run) and placed.block.clusters
        for cluster in placed.block.clusters
        if not is_native(cluster) and glyphs.lacks(cluster, placed.block.face.size.px)
    }
    if missing:
        cx.path = band.blocks[0].origin
        shown = ", ".join("+".join(f"U+{ord(c):04X}" for c in g) for g in missing)
        message = f"printed a hollow box for {shown}"
        cx.report(Level.WARNING, "glyph-missing", message, "no font has this character")


def device_code(placed: Placed, cx: Context) -> CodeItem:
    """Return the item of a code that the device draws."""
    block = placed.block
    assert isinstance(block, DeviceCode)
    for align in device_aligns(placed.x, block.width, cx.profile.width):
        return CodeItem(block.kind, block.data.encode(cx.profile.encoding), align)
    raise LayoutError(
        "a code drawn by the device stands left, in the centre or right of the whole paper",
        code="not-native",
        path=path_text(placed.origin),
        hint="leave native off to print it as dots",
    )
