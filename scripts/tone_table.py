"""Write ddjlayout/raster/tone_table.py: how dark each dither prints, by level and dot radius.

Run: python -m scripts.tone_table. Measured on patches in the model of `benchmarks.dot_model`;
noise keeps the other dithers than blue noise from patterns that pictures never show.
"""

from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.dot_model import coverage, dots
from ddjlayout.raster.dither import Dither, dithered

TARGET = Path("ddjlayout/raster/tone_table.py")
RADII = [n / 100 for n in range(55, 120, 5)]
STEPS = 16
SIDE = 256
NOISE = 15.0
METHODS: tuple[Dither, ...] = ("floyd-steinberg", "atkinson", "blue-noise", "bayer")

HEAD = '''"""How dark each dither prints: written by `python -m scripts.tone_table`, not by hand.

For every method and dot radius the dark share of the paper, in ten-thousandths of what solid
black covers, at the levels 255 / 16, 2 * 255 / 16 ... 15 * 255 / 16. At 0 it is all, at 255 none.
"""

from collections.abc import Mapping
from types import MappingProxyType

RADII = {radii}
"""In units of the dots' pitch."""

'''


def patch(level: float, noise: float) -> Image.Image:
    """Return a patch of a level, with noise that leaves its mean alone."""
    spread = min(noise, level / 3, (255 - level) / 3)
    grain = np.random.default_rng(1).normal(0, 1, (SIDE, SIDE)) * spread
    levels = level + grain - grain.mean()
    dust = np.random.default_rng(2).random((SIDE, SIDE))
    return Image.fromarray(np.clip(np.floor(levels + dust), 0, 255).astype(np.uint8))


def rows(method: Dither) -> list[list[int]]:
    """Return a row of ten-thousandths for every radius, darkest first and never rising."""
    inner = slice(SIDE // 8, -SIDE // 8)
    noise = 0.0 if method == "blue-noise" else NOISE
    prints = [dots(dithered(patch(i * 255 / STEPS, noise), method)) for i in range(STEPS + 1)]
    table: list[list[int]] = []
    for radius in RADII:
        dark = np.array([coverage(p, radius)[inner, inner].mean() for p in prints])
        table.append([round(10000 * v) for v in np.minimum.accumulate(dark / dark[0])[1:-1]])
    return table


def main() -> None:
    text = HEAD.format(radii=tuple(RADII))
    text += "CURVES: Mapping[str, tuple[str, ...]] = MappingProxyType(\n    {\n"
    for method in METHODS:
        text += f'        "{method}": (\n'
        text += "".join(f'            "{" ".join(map(str, row))}",\n' for row in rows(method))
        text += "        ),\n"
    text += '    }\n)\n"""A line for every radius."""\n'
    TARGET.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
