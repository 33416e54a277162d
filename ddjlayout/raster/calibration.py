"""The print from which a person reads how large this printer's dots are.

Each patch is grey that would look as dark as the stripes around it if the dots had the radius
written under it. From two metres away the patch with the right radius melts into its stripes.
"""

from math import asin, sqrt
from typing import NamedTuple

from PIL import Image

from ddjlayout.errors import LayoutError
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.dither import Dither, dithered
from ddjlayout.raster.tone import DEFAULT_RADIUS, Tone, dark_curve, levels_for, table

WEDGE_RADII = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0, 1.05)
"""The radii that are tried, in pitches."""

_METHOD: Dither = "blue-noise"  # its texture is the same everywhere, and 0 and 255 stay solid
_STRIPE = 4  # dots black, then as many white
_CELL = 64
_PATCH = 40
_ROW = _CELL + 32  # with a line of text under it
_STEPS = 11
_STEP_HEIGHT = 48


class Label(NamedTuple):
    """A text to be centred in a space of the wedge, dots from its top left."""

    text: str
    left: int
    top: int
    width: int


class Wedge(NamedTuple):
    """The calibration print: the dots, and the texts that belong on them."""

    bitmap: Bitmap
    labels: tuple[Label, ...]


def wedge(width: int = 384, radius: float = DEFAULT_RADIUS) -> Wedge:
    """Return ten patches in their stripes, in two rows, and eleven even greys below.

    The greys are made for `radius`, to see what a choice does: neighbours should differ by the
    same step everywhere. Raises LayoutError for a paper narrower than a row of patches.
    """
    across = len(WEDGE_RADII) // 2
    pitch = width // across
    if pitch < _CELL:
        raise LayoutError(
            f"the calibration print needs {across * _CELL} dots, the paper has {width}",
            code="wedge-too-wide",
            hint="print it on paper of 58 mm",
        )
    page = Image.new("L", (width, 2 * _ROW + _STEP_HEIGHT), 255)
    labels: list[Label] = []
    for i, tried in enumerate(WEDGE_RADII):
        left, top = i % across * pitch, i // across * _ROW
        inset = (pitch - _CELL) // 2
        page.paste(_cell(tried), (left + inset, top))
        labels.append(Label(f"{tried:.2f}", left, top + _CELL + 4, pitch))
    levels = table(Tone(radius), _METHOD)
    for step in range(_STEPS):
        left, right = width * step // _STEPS, width * (step + 1) // _STEPS
        grey = levels[round(255 * step / (_STEPS - 1))]
        page.paste(grey, (left, 2 * _ROW, right, page.height))
    return Wedge(dithered(page, _METHOD), tuple(labels))


def stripe_share(radius: float) -> float:
    """Return the share of stripes as wide as their gaps that dots of a radius make dark."""
    over = 0.5 * sqrt(radius**2 - 0.25) + radius**2 * asin(0.5 / radius) - 0.5
    return (_STRIPE + 2 * over) / (2 * _STRIPE)


def _cell(radius: float) -> Image.Image:
    cell = Image.new("L", (_CELL, _CELL), 255)
    for top in range(0, _CELL, 2 * _STRIPE):
        cell.paste(0, (0, top, _CELL, top + _STRIPE))
    (level,) = levels_for([stripe_share(radius)], dark_curve(_METHOD, radius))
    edge = (_CELL - _PATCH) // 2
    cell.paste(round(level), (edge, edge, edge + _PATCH, edge + _PATCH))
    return cell
