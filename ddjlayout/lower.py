"""From blocks to a Job: what this printer can carry as text, and dots for the rest.

The blocks of a document are cut into bands, stretches of paper that no block crosses. A band is
one native line when all of it is text of one face that the device has, at places its alignment or
spaces can reach. Everything else becomes a bitmap as wide as the paper.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ddjlayout.assembly import Assembly, NativeLine
from ddjlayout.block import Block, DeviceCode, Fill, Frame, Path, Picture, Run, path_text
from ddjlayout.diagnostics import Level
from ddjlayout.element import Context
from ddjlayout.errors import LayoutError, excerpt
from ddjlayout.job import CodeItem, Item
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.canvas import Canvas, Glyphs
from ddjlayout.style import Align, Face


class Placed(NamedTuple):
    """A block at its place on the paper, dots from the upper left corner."""

    y: int
    x: int
    block: Block
    origin: Path | None


class Band(NamedTuple):
    """A stretch of paper from `top` to `bottom` (dots) and the blocks in it."""

    top: int
    bottom: int
    blocks: Sequence[Placed]


def lower(frame: Frame, cx: Context, glyphs: Glyphs) -> tuple[Item, ...]:
    """Turn a laid-out document into items for the context's profile.

    Reports what becomes dots and what has no glyph. Raises LayoutError under the policy
    `text="native"` where the device cannot carry the text.
    """
    assembly = Assembly(cx.profile)
    cursor = 0
    for band in _bands(_flat(frame, 0, 0, None)):
        assembly.space(band.top - cursor)
        cursor = band.bottom
        line = _native(band, cx)
        if line is not None:
            assembly.line(line)
            cursor = band.top + line.face.size.height + cx.profile.leading
        elif len(band.blocks) == 1 and isinstance(band.blocks[0].block, DeviceCode):
            assembly.item(_code(band.blocks[0], cx))
        else:
            assembly.strip(*_painted(band, cx, glyphs))
    assembly.space(frame.height - cursor)
    return assembly.finish()


def _flat(frame: Frame, x: int, y: int, origin: Path | None) -> Iterator[Placed]:
    origin = frame.origin or origin
    for dx, dy, part in frame.parts:
        if isinstance(part, Frame):
            yield from _flat(part, x + dx, y + dy, origin)
        else:
            yield Placed(y + dy, x + dx, part, origin)


def _bands(blocks: Iterator[Placed]) -> Iterator[Band]:
    """Cut at every height that no block crosses."""
    held: list[Placed] = []
    top = bottom = 0
    for placed in sorted(blocks, key=_place):
        if held and placed.y >= bottom:
            yield Band(top, bottom, held)
            held = []
        if not held:
            top = bottom = placed.y
        held.append(placed)
        bottom = max(bottom, placed.y + placed.block.height)
    if held:
        yield Band(top, bottom, held)


def _place(placed: Placed) -> tuple[int, int]:
    return placed[:2]


def _native(band: Band, cx: Context) -> NativeLine | None:
    """Return the band as a native line, None if it has to be dots (reported where it is text)."""
    first = band.blocks[0].block
    if not isinstance(first, Run):
        reason = "it stands beside dots" if any(_is_text(p) for p in band.blocks) else ""
    else:
        reason = _obstacle(band, first.face, cx)
    if not reason:
        return _assembled(band, cx) if isinstance(first, Run) else None
    origin = next(p.origin for p in band.blocks if _is_text(p))
    if cx.options.text == "native":
        raise LayoutError(
            f"text that cannot be sent as text: {reason}",
            code="not-native",
            path=path_text(origin),
            hint="use text='auto' to print it as dots",
        )
    if cx.options.text == "auto":
        cx.path = origin
        cx.report(Level.INFO, "line-rasterised", f"a line is sent as a bitmap: {reason}")
    return None


def _is_text(placed: Placed) -> bool:
    return isinstance(placed.block, Run)


def _obstacle(band: Band, face: Face, cx: Context) -> str:
    """Say why text cannot be native, '' when it can."""
    for placed in band.blocks:
        block = placed.block
        if not isinstance(block, Run):
            return "it stands beside dots"
        if block.clusters is not None:
            lacking = next(c for c in block.clusters if not _in_gbk(c))
            return f"the device has no character {excerpt(lacking)}"
        if block.face != face:
            return "it has two styles"
        if placed.y != band.top:
            return "lines beside it stand at other heights"
    if face.size not in cx.profile.sizes:
        return f"{cx.profile.name} does not have its size"
    if face.underline or face.inverse:
        return "the device can neither underline nor invert"
    if cx.options.text == "image":
        return "the document asks for dots"
    cell = face.size.cell
    start = band.blocks[0].x
    if any((placed.x - start) % cell for placed in band.blocks):
        return "its columns are not on the grid of cells"
    if start % cell and not _device_aligned(band, cx.profile.width):
        return "it does not start on the grid of cells"
    return ""


def _in_gbk(cluster: str) -> bool:
    try:
        cluster.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def _device_aligned(band: Band, paper: int) -> tuple[Align, ...]:
    """Return the device's alignments that put the line exactly where layout put it."""
    start = band.blocks[0].x
    last = band.blocks[-1]
    width = last.x + last.block.width - start
    margins = (0, (paper - width) // 2, paper - width)
    return tuple(align for align, x in zip(Align, margins, strict=False) if x == start)


def _assembled(band: Band, cx: Context) -> NativeLine:
    """Join the runs of a band with spaces."""
    face = band.blocks[0].block.face  # type: ignore[union-attr]
    cell = face.size.cell
    aligns = _device_aligned(band, cx.profile.width)
    edge = band.blocks[0].x if aligns else 0
    text = ""
    for placed in band.blocks:
        run = placed.block
        assert isinstance(run, Run)
        text += " " * ((placed.x - edge) // cell) + run.text
        edge = placed.x + run.width
    return NativeLine(text, face, aligns or (Align.LEFT,))


def _painted(band: Band, cx: Context, glyphs: Glyphs) -> tuple[Bitmap, str]:
    """Paint a band; return it as wide as the paper, with what it shows in words."""
    paper = cx.profile.width
    first = band.blocks[0]
    if len(band.blocks) == 1 and isinstance(first.block, Picture):
        return first.block.bitmap.placed(paper, first.x), first.block.alt
    canvas = Canvas(glyphs, paper, band.bottom - band.top)
    alts: list[str] = []
    for placed in sorted(band.blocks, key=lambda p: (p.y, p.x)):
        x, y, block = placed.x, placed.y - band.top, placed.block
        if isinstance(block, Run):
            canvas.text(x, y, block.clusters or block.text, block.face)
            alts.append(block.text)
        elif isinstance(block, Picture):
            canvas.picture(x, y, block.bitmap)
            alts.append(block.alt)
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
    return canvas.bitmap(), " ".join(alt for alt in alts if alt)


def _report_missing(band: Band, cx: Context, glyphs: Glyphs) -> None:
    """Warn of characters that no font has."""
    if glyphs.missing:
        cx.path = band.blocks[0].origin
        shown = ", ".join("+".join(f"U+{ord(c):04X}" for c in g) for g in glyphs.missing)
        message = f"printed a hollow box for {shown}"
        cx.report(Level.WARNING, "glyph-missing", message, "no font has this character")
        glyphs.missing.clear()


def _code(placed: Placed, cx: Context) -> CodeItem:
    """Return the item of a code that the device draws."""
    block = placed.block
    assert isinstance(block, DeviceCode)
    for align in _device_aligned(Band(0, 0, [placed]), cx.profile.width):
        return CodeItem(block.kind, block.data.encode(cx.profile.encoding), align)
    raise LayoutError(
        "a code drawn by the device stands left, in the centre or right of the whole paper",
        code="not-native",
        path=path_text(placed.origin),
        hint="leave native off to print it as dots",
    )
