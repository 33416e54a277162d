"""Elements: how tall text would be at a width, tried out without leaving a trace."""

from ddjlayout.element import Context, Element
from ddjlayout.elements.stack import Column
from ddjlayout.elements.text import Text
from ddjlayout.errors import LayoutError
from ddjlayout.style import Align, Style

NEVER = 1 << 20
"""The height of what cannot be laid out at a width, dots."""


def flows(element: Element) -> bool:
    """Tell whether an element is text whose height depends on its width, and nothing else."""
    if isinstance(element, Column):
        return all(flows(child) for child in element.children)
    return isinstance(element, Text)


def trial(cx: Context) -> Context:
    """Return a context for trials: what is reported in it is forgotten."""
    return cx.styled(Style(align=Align.LEFT)).silent()


def height(element: Element, cx: Context, width: int) -> int:
    """Return the height in dots of an element at a width, `NEVER` where it does not fit."""
    try:
        return element.layout(cx, width).height
    except LayoutError:
        return NEVER
