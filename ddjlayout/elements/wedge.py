"""Elements: the calibration print, from which the size of this printer's dots is read (Wedge)."""

from ddjlayout import fields
from ddjlayout.block import Block, Frame, Picture, Run
from ddjlayout.element import Context, Extent
from ddjlayout.elements.drawn import Placing
from ddjlayout.raster.calibration import wedge
from ddjlayout.raster.tone import DEFAULT_RADIUS
from ddjlayout.style import Face
from ddjlayout.text import cells


class Wedge:
    """Ten grey patches in stripes, each with the dot radius it is right for, and eleven greys.

    Seen from two metres, the patch that melts into its stripes has this printer's radius, to be
    given to images as `radius`. `radius` is the one the even greys below are made for.
    """

    __slots__ = ("radius",)

    def __init__(self, radius: float = DEFAULT_RADIUS) -> None:
        self.radius = fields.number("radius", radius, 0, 10)

    def measure(self, cx: Context) -> Extent:
        """Return the paper's width: the print needs all of it."""
        return Extent(cx.profile.width, cx.profile.width)

    def layout(self, cx: Context, width: int) -> Frame:
        """Draw the patches with their numbers; raises LayoutError on paper too narrow for them."""
        with Placing(cx.path):
            print_ = wedge(width, self.radius)
        face = Face()
        picture = Picture(print_.bitmap, "[calibration print]")
        parts: list[tuple[int, int, Block | Frame]] = [(0, 0, picture)]
        for label in print_.labels:
            run = Run(label.text, cells(label.text) * face.size.cell, face)
            parts.append((label.left + (label.width - run.width) // 2, label.top, run))
        return Frame(width, picture.height, parts, cx.path, keep=True)
