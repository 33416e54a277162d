"""Backend: a Job becomes plain text, as wide as the paper in cells."""

from ddjlayout import fields
from ddjlayout.items import HOLLOW
from ddjlayout.job import ImageItem, Job, TextItem
from ddjlayout.raster.canvas import cells_of
from ddjlayout.style import NORMAL, Align


def to_text(job: Job) -> str:
    """Return what is on paper as lines of text, at most 32 cells wide on D1.

    Larger sizes take the cells of normal text; dots stand in brackets with what they show.
    """
    fields.instance("to_text", job, Job, "compile() makes one of an element")
    out: list[str] = []
    for item in job.items:
        if isinstance(item, TextItem):
            room = job.profile.width // NORMAL.cell
            shown = [_aligned(line, item.align, room) for line in item.lines]
        elif isinstance(item, ImageItem):
            size = f"[image {item.bitmap.width}x{item.bitmap.height}]"
            shown = item.alt.split("\n") if item.alt else [size]
        else:
            shown = [f"[{item.kind} {item.data.decode(job.profile.encoding, 'replace')}]"]
        out += shown
    return "\n".join(out) + "\n"


def _aligned(line: str, align: Align, room: int) -> str:
    spare = max(room - cells_of(line), 0)
    margin = {Align.CENTER: spare // 2, Align.RIGHT: spare}.get(align, 0)
    plain = "".join("□" if c == HOLLOW or "\udc80" <= c <= "\udcff" else c for c in line)
    return (" " * margin + plain).rstrip(" ")
