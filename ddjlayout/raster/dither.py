"""Last step but one of an image: grey levels become dots.

Levels are the share of white, 0 to 255, already made up for how dots spread (`tone`).
"""

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from PIL import Image, ImageChops

from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.diffusion import atkinson
from ddjlayout.raster.packing import packed

Dither = Literal["floyd-steinberg", "atkinson", "blue-noise", "bayer", "threshold"]

DITHERS: tuple[Dither, ...] = ("floyd-steinberg", "atkinson", "blue-noise", "bayer", "threshold")

_BAYER = bytes(
    # Bayer's 8 x 8 order: bits of x ^ y and y interleaved from the lowest, the first the heaviest
    (
        ((x ^ y) & 1) << 5
        | (y & 1) << 4
        | ((x ^ y) >> 1 & 1) << 3
        | (y >> 1 & 1) << 2
        | ((x ^ y) >> 2 & 1) << 1
        | (y >> 2 & 1)
    )
    * 255
    // 64
    + 1
    for y in range(8)
    for x in range(8)
)


def dithered(levels: Image.Image, method: Dither) -> Bitmap:
    """Turn an 'L' picture of levels into dots; `threshold` is at 128 here."""
    return _METHODS[method](levels)


def thresholded(levels: Image.Image, threshold: int) -> Bitmap:
    """Print every level below `threshold` (1 to 255) as a dot."""
    return packed(levels.point([0] * threshold + [255] * (256 - threshold), "1"))


def otsu(levels: Image.Image, paper: int = 255) -> int:
    """Return the threshold that parts the levels best in two (Otsu); 128 when all are one.

    It is never above `paper`: what is as light is taken as one level where it would be parted.
    """
    counts = levels.histogram()
    threshold = _parted(counts)
    if threshold <= paper:
        return threshold
    return min(paper, _parted([*counts[:paper], sum(counts[paper:])]))


def _parted(counts: Sequence[int]) -> int:
    total, whole = sum(counts), sum(level * count for level, count in enumerate(counts))
    best, where = 0.0, 128
    below = weight = 0
    for level, count in enumerate(counts[:-1]):
        below += count
        weight += level * count
        above = total - below
        if below and above:
            apart = (weight * above - (whole - weight) * below) ** 2 / (below * above)
            if apart > best:
                best, where = apart, level + 1
    return where


def _floyd_steinberg(levels: Image.Image) -> Bitmap:
    return packed(levels.convert("1"))


def _ordered(levels: Image.Image, tile: bytes, side: int) -> Bitmap:
    # White where the level is above the threshold of the tile, which repeats from the top left.
    width, height = levels.size
    across = width // side + 1
    rows = [(tile[i : i + side] * across)[:width] for i in range(0, side * side, side)]
    pixels = b"".join(rows) * (height // side + 1)
    screen = Image.frombytes("L", levels.size, pixels[: width * height])
    above = ImageChops.subtract(levels, screen)
    return packed(above.point([0] + [255] * 255, "1"))


def _bayer(levels: Image.Image) -> Bitmap:
    return _ordered(levels, _BAYER, 8)


def _blue_noise(levels: Image.Image) -> Bitmap:
    with files("ddjlayout.raster").joinpath("blue_noise_64.png").open("rb") as file:
        tile = Image.open(file)
        return _ordered(levels, tile.tobytes(), tile.width)


_METHODS: Mapping[Dither, Callable[[Image.Image], Bitmap]] = MappingProxyType(
    {
        "floyd-steinberg": _floyd_steinberg,
        "atkinson": atkinson,
        "blue-noise": _blue_noise,
        "bayer": _bayer,
        "threshold": lambda levels: thresholded(levels, 128),
    }
)
