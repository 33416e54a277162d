"""Elements: something as wide as it wants to be, placed in the width there is (Align)."""

from ddjlayout.block import Frame
from ddjlayout.element import Context, Element, Extent
from ddjlayout.elements.text import as_element
from ddjlayout.style import Align as Side
from ddjlayout.style import AlignName, Style, align_named


class Align:
    """An element at its own width, placed left, in the centre or at the right.

    Narrow tables and boxes have no place of their own; text has `align`. The place is a whole
    number of cells from the left, so that text stays native.
    """

    __slots__ = ("content", "to")

    def __init__(self, content: "Element | str", to: AlignName = "center") -> None:
        self.content = as_element(content)
        self.to = align_named(to)

    def measure(self, cx: Context) -> Extent:
        """Return the extent of what is inside."""
        return self.content.measure(self._inside(cx))

    def layout(self, cx: Context, width: int) -> Frame:
        """Lay out the content in the width it wants, and move it."""
        inner = self._inside(cx)
        frame = self.content.layout(inner, min(self.content.measure(inner.silent()).max, width))
        spare = width - frame.width
        if self.to is Side.CENTER:
            spare //= 2
        cell = cx.face.size.cell
        x = spare // cell * cell if self.to in (Side.CENTER, Side.RIGHT) else 0
        return Frame(width, frame.height, [(x, 0, frame)], cx.path)

    def _inside(self, cx: Context) -> Context:
        inner = cx.styled(Style(align=Side.LEFT))
        inner.path = (cx.path, type(self.content), 1)
        return inner
