"""Beside the way of an image: line art or photo, which decides between threshold and dither."""

from PIL import Image, ImageChops

_WHITE = 224  # greys from here up are paper
_STEP = 24  # neighbours that differ less are on the same tone
_ONE_INK = 20  # greys that count as one ink
_BANDS = 4
_BAND = 128  # rows


def is_line_art(grey: Image.Image) -> bool:
    """Whether a picture ('L') is one ink on paper, so that a threshold keeps all there is.

    Grey along edges is only how they are smoothed. What counts is grey that goes on evenly: in
    line art nearly all of it is one tone, and some paper is left white.
    """
    sample = _sampled(grey)
    right = ImageChops.difference(sample, ImageChops.offset(sample, 1, 0))
    below = ImageChops.difference(sample, ImageChops.offset(sample, 0, 1))
    even = ImageChops.lighter(right, below).point([255] * _STEP + [0] * (256 - _STEP))
    inked = sum(sample.histogram()[:_WHITE])
    if not inked:
        return True
    tones = sample.histogram(even)[:_WHITE]
    one_ink = max(sum(tones[i : i + _ONE_INK]) for i in range(_WHITE))
    other = sum(tones) - one_ink
    white = 1 - inked / (sample.width * sample.height)
    return other <= 0.15 * inked and white >= 0.05


def _sampled(grey: Image.Image) -> Image.Image:
    # Bands of a tall picture are enough.
    if grey.height <= _BANDS * _BAND:
        return grey
    bands = Image.new("L", (grey.width, _BANDS * _BAND))
    for i in range(_BANDS):
        top = (grey.height - _BAND) * i // (_BANDS - 1)
        bands.paste(grey.crop((0, top, grey.width, top + _BAND)), (0, i * _BAND))
    return bands
