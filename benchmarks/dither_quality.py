"""How near a print comes to its picture, for every dither and for plain pipelines.

Run: python -m benchmarks.dither_quality. Needs scikit-image (nine photos of its wheel), installed
by the extra `bench`. The figure is the root mean square difference in L* that an eye at 30 cm
sees, mean of the nine, in the model of `benchmarks.dot_model`; lower is better. Ends with 1 when
the default is above 3.6 at a radius of 0.85, or behind a plain pipeline anywhere.
"""

import sys
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from benchmarks.dot_model import Dots, Grid, difference, dots, light_of
from ddjlayout.raster.dither import DITHERS, Dither, dithered
from ddjlayout.raster.image import ImageOptions, to_bitmap, to_grey

PHOTOS = (
    *("astronaut.png", "camera.png", "chelsea.png", "coffee.png", "coins.png"),
    *("hubble_deep_field.jpg", "moon.png", "retina.jpg", "rocket.jpg"),
)
RADII = (0.75, 0.8, 0.85, 0.9, 0.95)
WIDTH = 384
LIMIT = 3.6
DEFAULT: Dither = "floyd-steinberg"

Pipeline = Callable[[Path], Dots]


def photos() -> list[Path]:
    """Return the photos' files, without importing scikit-image."""
    found = find_spec("skimage")
    if found is None or found.origin is None:
        sys.exit("scikit-image is missing: pip install 'ddjlayout[bench]'")
    return [Path(found.origin).parent / "data" / name for name in PHOTOS]


def ours(method: Dither) -> Pipeline:
    return lambda path: dots(to_bitmap(path, width=WIDTH, options=ImageOptions(dither=method)))


def uncompensated(path: Path) -> Dots:
    """Linear light all the way, dots taken to be squares."""
    levels = np.round(light_of(Image.open(path), WIDTH) * 255).astype(np.uint8)
    return dots(dithered(Image.fromarray(levels), DEFAULT))


def on_srgb_values(path: Path) -> Dots:
    """What `Image.convert("1")` does to a picture scaled in linear light."""
    return ~np.asarray(to_grey(path, width=WIDTH).convert("1"))


def pillow(path: Path) -> Dots:
    """Pillow alone: resize, convert("1")."""
    return ~np.asarray(resized(path).convert("1"))


def escpos(path: Path) -> Dots:
    """The steps of python-escpos 3: grey, inverted, convert("1")."""
    return np.asarray(ImageOps.invert(resized(path).convert("L")).convert("1"))


def resized(path: Path) -> Image.Image:
    picture = Image.open(path).convert("RGB")
    height = round(picture.height * WIDTH / picture.width)
    return picture.resize((WIDTH, height), Image.Resampling.LANCZOS)


PLAIN: Mapping[str, Pipeline] = {
    "Pillow: resize, convert('1')": pillow,
    "python-escpos: grey, invert, convert('1')": escpos,
    "linear resize, convert('1') on sRGB values": on_srgb_values,
    "linear light, no compensation": uncompensated,
}


def scores(pipeline: Pipeline, files: list[Path], wanted: list[Grid]) -> list[float]:
    """Return a pipeline's mean over the photos at each radius."""
    prints = [pipeline(path) for path in files]
    return [
        float(np.mean([difference(p, w, r) for p, w in zip(prints, wanted, strict=True)]))
        for r in RADII
    ]


def main() -> int:
    files = photos()
    wanted = [light_of(Image.open(path), WIDTH) for path in files]
    print(f"RMS difference in L*, mean of {len(files)} photos at {WIDTH} dots, dots of radius")
    print(" " * 44 + "".join(f"{radius:>8.2f}" for radius in RADII))
    results: dict[str, list[float]] = {}
    for method in DITHERS:
        note = ", default" if method == DEFAULT else ""
        results[f"ddjlayout {method}{note}"] = scores(ours(method), files, wanted)
    for name, pipeline in PLAIN.items():
        results[name] = scores(pipeline, files, wanted)
    for name, row in results.items():
        print(f"{name:<44}" + "".join(f"{value:>8.2f}" for value in row))
    mine = results[f"ddjlayout {DEFAULT}, default"]
    behind = [
        name for name in PLAIN if any(a > b for a, b in zip(mine, results[name], strict=True))
    ]
    at_default = mine[RADII.index(0.85)]
    print(f"\ndefault at 0.85: {at_default:.2f} (limit {LIMIT})")
    print("behind a plain pipeline: " + (", ".join(behind) or "nowhere"))
    return int(at_default > LIMIT or bool(behind))


if __name__ == "__main__":
    sys.exit(main())
