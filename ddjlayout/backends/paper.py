"""Backend: a Job becomes the dots of its paper, and those a PNG."""

from ddjlayout import fields
from ddjlayout.cache import Cache
from ddjlayout.items import HOLLOW
from ddjlayout.job import ImageItem, Item, Job, TextItem
from ddjlayout.profile import Profile
from ddjlayout.raster.atlas import default_atlas
from ddjlayout.raster.bitmap import Bitmap, stack
from ddjlayout.raster.canvas import Glyphs, cells_of
from ddjlayout.raster.device_codes import device_barcode, device_qrcode
from ddjlayout.raster.png import encode
from ddjlayout.style import NORMAL, Align, Face


def to_png(job: Job, *, scale: int = 1, cache: Cache | None = None) -> bytes:
    """Return the paper as a 1-bit PNG, 384 dots wide, each dot `scale` x `scale` pixels.

    It has exactly the dots that the paper model defines for `to_print_content(job)`. With a
    `cache` its shaped glyphs are used and added to.
    """
    fields.instance("to_png", job, Job, "compile() makes one of an element")
    if cache is not None:
        fields.instance("cache", cache, Cache, "pass ddjlayout.Cache()")
    return encode(to_bitmap(job, cache=cache), scale=scale, fast=True)


def to_bitmap(job: Job, *, cache: Cache | None = None) -> Bitmap:
    """Return the paper's dots."""
    width = job.profile.width
    glyphs = Glyphs(default_atlas(), width) if cache is None else cache.glyphs(width)
    return stack([_painted(item, job.profile, glyphs) for item in job.items])


def _painted(item: Item, profile: Profile, glyphs: Glyphs) -> Bitmap:
    if isinstance(item, TextItem):
        return _text(item, profile, glyphs)
    if isinstance(item, ImageItem):
        bitmap = item.bitmap
    else:
        draw = device_barcode if item.kind == "barcode" else device_qrcode
        drawn = draw(item.data, profile)
        if drawn is None:  # the device prints a line of hollow boxes for it
            boxes = HOLLOW * (profile.width // (2 * NORMAL.cell))
            return _text(TextItem((boxes,), NORMAL, bold=False, align=item.align), profile, glyphs)
        bitmap = drawn
    return bitmap.placed(profile.width, margin(item.align, profile.width, bitmap.width))


def _text(item: TextItem, profile: Profile, glyphs: Glyphs) -> Bitmap:
    face = Face(item.size, item.bold)
    paper = profile.width
    stride = (paper + 7) // 8
    gap = bytes(stride * profile.leading)
    rows: list[bytes] = []
    for line in item.lines:
        x = margin(item.align, paper, cells_of(line) * face.size.cell)
        rows += (glyphs.line(x, line, face), gap)
    data = b"".join(rows)
    return Bitmap(paper, len(data) // stride, data)


def margin(align: Align, paper: int, width: int) -> int:
    """Return the left margin of something `width` dots wide on the paper (the paper model)."""
    if align is Align.CENTER:
        return (paper - width) // 2
    return paper - width if align is Align.RIGHT else 0
