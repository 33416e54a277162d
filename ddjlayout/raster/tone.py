"""Third step of an image: from what a picture wants to what the dither must be given.

Dots are larger than their pitch, so a print is darker than its dots' share. The tables say by
how much, for each dither and dot radius; here they are turned round. Nothing in image printing
gains more (docs/images.md).
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, SupportsFloat

from ddjlayout.errors import UsageError, excerpt
from ddjlayout.raster.light import linear
from ddjlayout.raster.tone_table import CURVES, RADII

DEFAULT_RADIUS = 0.85
"""The dot radius taken when nobody has looked at a calibration print, in pitches of the head."""

_PAPER = 0.80
_BLACK = 0.05
_CLEAN = 250 / 255


class Tone(NamedTuple):
    """How grey becomes ink.

    `radius` is that of a printed dot in pitches, 0 for no compensation. `gamma` above 1 lightens
    the middle, `contrast` above 1 steepens it; both work on sRGB values.
    """

    radius: float = DEFAULT_RADIUS
    gamma: float = 1.0
    contrast: float = 1.0


@lru_cache(maxsize=16)
def table(tone: Tone, method: str) -> tuple[int, ...]:
    """Return the level, 0 to 255, that a dither must be given for each sRGB grey.

    Paper counts as white; what is darker than black ink stays black. Raises UsageError for values
    out of range.
    """
    tone = checked(tone)
    plain = (tone.gamma, tone.contrast) == (1.0, 1.0)
    wishes = _WISHES if plain else [_wish(_adjusted(code / 255, tone)) for code in range(256)]
    if not tone.radius or method not in CURVES:
        return tuple([round(255 * (1 - wish)) for wish in wishes])
    return tuple([round(level) for level in levels_for(wishes, dark_curve(method, tone.radius))])


def dark_curve(method: str, radius: float) -> list[float]:
    """Return the dark share of a print, 1 to 0, at 17 even levels from 0 to 255."""
    place = min(max(radius, RADII[0]), RADII[-1])
    after = next(i for i, r in enumerate(RADII) if r >= place)
    before = max(0, after - 1)
    part = (place - RADII[before]) / (RADII[after] - RADII[before]) if after else 0.0
    low, high = ([int(n) for n in CURVES[method][i].split()] for i in (before, after))
    inner = [(a + (b - a) * part) / 10000 for a, b in zip(low, high, strict=True)]
    return [1.0, *inner, 0.0]


def levels_for(shares: Iterable[float], curve: Sequence[float]) -> list[float]:
    """Return the levels, 0 to 255, at which a falling curve reaches dark shares that fall too."""
    step = 255 / (len(curve) - 1)
    levels: list[float] = []
    i = 1
    for share in shares:
        while curve[i] > share:
            i += 1
        above, below = curve[i - 1], curve[i]
        inside = (above - share) / (above - below) if above > below else 0.0
        levels.append((i - 1 + inside) * step)
    return levels


def adjusted(tone: Tone) -> list[int]:
    """Return the sRGB grey that gamma and contrast make of each sRGB grey."""
    tone = checked(tone)
    return [round(255 * _adjusted(code / 255, tone)) for code in range(256)]


def _adjusted(value: float, tone: Tone) -> float:
    steep = min(max((value - 0.5) * tone.contrast + 0.5, 0.0), 1.0)
    return float(steep ** (1 / tone.gamma))


def _wish(value: float) -> float:
    # The share of the paper that has to look dark. What is all but white stays clean: JPEG's noise
    # in a white ground would print as specks. Below twice the darkest there is, shadows are drawn
    # together with a smooth knee instead of being cut off.
    if value >= _CLEAN:
        return 0.0
    reflectance = linear(value) * _PAPER
    if reflectance < 2 * _BLACK:
        reflectance = _BLACK + reflectance**2 / (4 * _BLACK)
    return (_PAPER - reflectance) / (_PAPER - _BLACK)


_WISHES = tuple(_wish(code / 255) for code in range(256))


def checked(tone: Tone) -> Tone:
    """Return a tone of floats in range; raises UsageError that names the wrong one."""
    radius, gamma, contrast = (
        _number(name, value) for name, value in zip(Tone._fields, tone, strict=True)
    )
    if radius and not RADII[0] <= radius <= RADII[-1]:
        raise UsageError(
            f"radius {radius} is not between {RADII[0]} and {RADII[-1]}",
            code="image-option",
            hint="0 turns the compensation off; the calibration print shows the right value",
        )
    if not 0.1 <= gamma <= 10:
        message = f"gamma {gamma} is not between 0.1 and 10"
        raise UsageError(message, code="image-option", hint="1 changes nothing, 2 lightens")
    if not 0 <= contrast <= 10:
        message = f"contrast {contrast} is not between 0 and 10"
        raise UsageError(message, code="image-option", hint="1 changes nothing, 2 steepens")
    return Tone(radius, gamma, contrast)


def _number(name: str, value: object) -> float:
    if type(value) is float:
        return value
    try:
        if isinstance(value, SupportsFloat):  # numpy's numbers too, but no text
            return float(value)
    except (TypeError, ValueError, OverflowError):
        pass
    hint = "give a number; the default is 1, of radius 0.85"
    raise UsageError(f"{name} {excerpt(value)} is no number", code="image-option", hint=hint)
