"""The model of dots on thermal paper that tone tables and print-quality figures come from.

Round dots of one radius, in units of the dots' pitch, dark wherever at least one of them reaches;
paper of reflectance 0.80, black of 0.05; an eye at 30 cm whose contrast falls to a half at 10
cycles a degree (a Gaussian); differences in CIE L*. Not a measurement of any device.
"""

from collections import Counter

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ddjlayout.raster.bitmap import Bitmap

PAPER = 0.80
BLACK = 0.05
DOTS_PER_DEGREE = 41.9
"""8 dots a millimetre at 300 mm."""
HALF_AT = 10.0
SAMPLES = 64
"""Points a dot's cell is looked at, along one side."""

Grid = NDArray[np.float64]
Dots = NDArray[np.bool_]


def dots(bitmap: Bitmap) -> Dots:
    """Return a bitmap as an array, true is black."""
    bits = np.frombuffer(bitmap.data, np.uint8).reshape(bitmap.height, -1)
    return np.unpackbits(bits, axis=1)[:, : bitmap.width].astype(bool)


def coverage(black: Dots, radius: float) -> Grid:
    """Return the share of every cell that is dark; white paper lies around the picture."""
    height, width = black.shape
    reach = 2
    padded = np.pad(black, reach)
    places = (np.arange(SAMPLES) + 0.5) / SAMPLES - 0.5
    span = range(-reach, reach + 1)
    near = Counter(
        tuple((v, u) for v in span for u in span if (v - y) ** 2 + (u - x) ** 2 < radius**2)
        for y in places
        for x in places
    )
    out = np.zeros((height, width))
    for neighbours, points in near.items():
        dark = np.zeros((height, width), bool)
        for v, u in neighbours:
            dark |= padded[reach + v : reach + v + height, reach + u : reach + u + width]
        out += points * dark
    return out / SAMPLES**2


def printed(black: Dots, radius: float) -> Grid:
    """Return the reflectance of every cell."""
    return PAPER + (BLACK - PAPER) * coverage(black, radius)


def wanted(light: Grid) -> Grid:
    """Return the reflectance that a picture's light (0 to 1) asks for, as far as there is black."""
    return np.maximum(light * PAPER, BLACK)


def seen(reflectance: Grid) -> Grid:
    """Blur as the eye does, and return lightness L* (0 to 100, 100 is a perfect white)."""
    pad = 16
    padded = np.pad(reflectance, pad, mode="edge")
    down = np.fft.fftfreq(padded.shape[0]) * DOTS_PER_DEGREE
    across = np.fft.rfftfreq(padded.shape[1]) * DOTS_PER_DEGREE
    passed = np.exp(-np.log(2) * (down[:, None] ** 2 + across[None] ** 2) / HALF_AT**2)
    blurred = np.fft.irfft2(np.fft.rfft2(padded) * passed, s=padded.shape)[pad:-pad, pad:-pad]
    y = np.maximum(blurred, 1e-6)
    return np.where(y > 216 / 24389, 116 * np.cbrt(y) - 16, y * 24389 / 27)


def difference(black: Dots, light: Grid, radius: float) -> float:
    """Return the root mean square difference in L* of a print from the picture it shows."""
    return float(np.sqrt(np.mean((seen(printed(black, radius)) - seen(wanted(light))) ** 2)))


def light_of(picture: Image.Image, width: int) -> Grid:
    """Return a picture's luminance at a width in dots, resampled (Lanczos) in linear light."""
    code = np.asarray(picture.convert("RGB"), np.float64) / 255
    linear = np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4)
    plane = Image.fromarray((linear @ [0.2126, 0.7152, 0.0722]).astype(np.float32))
    height = round(picture.height * width / picture.width)
    resized = plane.resize((width, height), Image.Resampling.LANCZOS)
    return np.asarray(np.clip(np.asarray(resized), 0, 1), np.float64)
