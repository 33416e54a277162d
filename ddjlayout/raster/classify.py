"""Beside the way of an image: line art or photo, which decides between threshold and dither."""

from itertools import accumulate
from operator import sub

from PIL import Image, ImageChops

_WHITE = 224  # greys from here up are paper
_STEP = 24  # neighbours that differ less are on the same tone
_ONE_INK = 20  # greys that count as one ink
_LEAST_WHITE = 0.05  # share of the picture
_BANDS = 4
_BAND = 128  # rows


def is_line_art(grey: Image.Image) -> bool:
    """Whether a picture ('L') is one ink on paper, so that a threshold keeps all there is.

    Grey along edges is only how they are smoothed. What counts is grey that goes on evenly: in
    line art nearly all of it is one tone, and some paper is left white.
    """
    sample = _sampled(grey)
    inked = sum(sample.histogram()[:_WHITE])
    if not inked:
        return True
    white = 1 - inked / (sample.width * sample.height)
    if white < _LEAST_WHITE:  # most photos, known at half the price
        return False
    right = ImageChops.difference(sample, ImageChops.offset(sample, 1, 0))
    below = ImageChops.difference(sample, ImageChops.offset(sample, 0, 1))
    even = ImageChops.lighter(right, below).point([255] * _STEP + [0] * (256 - _STEP))
    sums = list(accumulate(sample.histogram(even)[:_WHITE], initial=0))
    sums += [sums[-1]] * _ONE_INK
    one_ink: int = max(map(sub, sums[_ONE_INK:], sums))
    return sums[-1] - one_ink <= 0.15 * inked


def _sampled(grey: Image.Image) -> Image.Image:
    # Bands of a tall picture are enough.
    if grey.height <= _BANDS * _BAND:
        return grey
    bands = Image.new("L", (grey.width, _BANDS * _BAND))
    for i in range(_BANDS):
        top = (grey.height - _BAND) * i // (_BANDS - 1)
        bands.paste(grey.crop((0, top, grey.width, top + _BAND)), (0, i * _BAND))
    return bands
