"""Beside the way of an image: line art or photo, and from which grey on it is paper."""

from itertools import accumulate
from operator import sub

from PIL import Image, ImageChops

_WHITE = 224  # greys from here up are paper where there is ink
_CLEAN = 250  # and from here up where there is none: only tone keeps what is paler off the paper
_DUST = 0.01  # share of the picture that is too little to be ink unless it keeps together
_SPECK = 4  # pixels a side that are looked at as one to see that
_STEP = 24  # neighbours that differ less are on the same tone
_ONE_INK = 20  # greys that count as one ink
_LEAST_WHITE = 0.05  # share of the picture
_BANDS = 4
_BAND = 128  # rows


def is_line_art(grey: Image.Image) -> bool:
    """Whether a picture ('L') is one ink on paper, so that a threshold keeps all there is.

    Grey along edges is only how they are smoothed. What counts is grey that goes on evenly: in
    line art nearly all of it is one tone, and some paper is left white. Where no ink is, empty
    paper counts as line art, and a pale picture does not.
    """
    sample = _sampled(grey)
    inked = _darker(sample, _WHITE)
    if not _has_ink(sample, inked):
        return paper_level(grey) == _WHITE
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


def paper_level(grey: Image.Image) -> int:
    """Return the grey of a picture ('L') from which on it is paper, and no threshold may lie above.

    Without ink, a picture is pale rather than empty if something is darker than clean paper even
    when neighbours are taken together: the noise of a scanned sheet is not.
    """
    if _has_ink(grey, _darker(grey, _WHITE)) or not _darker(grey.reduce(_SPECK), _CLEAN):
        return _WHITE
    return _CLEAN


def _has_ink(grey: Image.Image, inked: int) -> bool:
    if inked >= _DUST * grey.width * grey.height:
        return True
    return inked > 0 and _darker(grey.reduce(_SPECK), _WHITE) > 0


def _darker(grey: Image.Image, level: int) -> int:
    return sum(grey.histogram()[:level])


def _sampled(grey: Image.Image) -> Image.Image:
    # Bands of a tall picture are enough.
    if grey.height <= _BANDS * _BAND:
        return grey
    bands = Image.new("L", (grey.width, _BANDS * _BAND))
    for i in range(_BANDS):
        top = (grey.height - _BAND) * i // (_BANDS - 1)
        bands.paste(grey.crop((0, top, grey.width, top + _BAND)), (0, i * _BAND))
    return bands
