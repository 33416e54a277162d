"""Tone: tables that rise, undo dot gain in the model they come from, and a print to read it off."""

import numpy as np
import pytest
from PIL import Image

from benchmarks.dot_model import coverage, dots
from ddjlayout.errors import LayoutError, UsageError
from ddjlayout.raster.calibration import WEDGE_RADII, stripe_share, wedge
from ddjlayout.raster.dither import DITHERS, Dither, dithered
from ddjlayout.raster.tone import Tone, checked, dark_curve, table
from ddjlayout.raster.tone_table import RADII


@pytest.mark.parametrize("method", DITHERS)
@pytest.mark.parametrize("radius", [0.0, 0.55, 0.7, 0.83, 0.85, 1.0, 1.15])
def test_lighter_greys_get_no_lower_levels(method: Dither, radius: float) -> None:
    levels = table(Tone(radius), method)
    assert list(levels) == sorted(levels)
    assert len(levels) == 256
    assert (levels[0], levels[-1]) == (0, 255) or method == "atkinson"


@pytest.mark.parametrize("method", ["floyd-steinberg", "atkinson", "blue-noise", "bayer"])
@pytest.mark.parametrize("radius", [0.75, 0.87, 1.0])
def test_a_grey_prints_as_dark_as_it_is(method: Dither, radius: float) -> None:
    for grey in (120, 160, 200, 230):
        ramp = Image.new("L", (96, 96), grey).point(table(Tone(radius), method))
        light = 1 - coverage(dots(dithered(ramp, method)), radius)[16:-16, 16:-16].mean()
        wanted = (((grey / 255 + 0.055) / 1.055) ** 2.4 * 0.8 - 0.05) / 0.75
        assert abs(light - wanted) < 0.06


def test_larger_dots_need_lighter_levels() -> None:
    tables = [sum(table(Tone(radius), "floyd-steinberg")) for radius in RADII]
    assert tables == sorted(tables)


def test_gamma_and_contrast() -> None:
    plain = table(Tone(), "floyd-steinberg")
    lighter = table(Tone(gamma=1.5), "floyd-steinberg")
    steeper = table(Tone(contrast=1.5), "floyd-steinberg")
    assert all(a >= b for a, b in zip(lighter, plain, strict=True))
    assert steeper[200] >= plain[200]
    assert steeper[90] <= plain[90]
    assert set(table(Tone(contrast=0.0), "bayer")) == {table(Tone(), "bayer")[128]}


def test_values_out_of_range_are_refused() -> None:
    for tone, name in (
        (Tone(0.3), "radius 0.3"),
        (Tone(2.0), "radius 2.0 is not between 0.55 and 1.15"),
        (Tone(float("nan")), "radius"),
        (Tone("0.8"), "radius '0.8' is no number"),
        (Tone(gamma=0.0), "gamma"),
        (Tone(gamma=None), "gamma"),
        (Tone(contrast=-1.0), "contrast"),
    ):
        with pytest.raises(UsageError, match=name) as error:
            table(tone, "bayer")
        assert error.value.code == "image-option"
    with pytest.raises(UsageError, match="contrast"):
        checked(Tone(contrast=np.zeros(2)))
    assert table(Tone(np.float32(1)), "bayer") == table(Tone(1), "bayer")


def test_curves_fall_from_solid_to_none() -> None:
    for radius in (0.5, 0.55, 0.6, 0.625, 1.15, 2.0):
        curve = dark_curve("floyd-steinberg", radius)
        assert (curve[0], curve[-1], len(curve)) == (1.0, 0.0, 17)
        assert curve == sorted(curve, reverse=True)


@pytest.mark.parametrize("radius", [0.75, 0.85, 0.95])
def test_the_patch_of_the_right_radius_melts_into_its_stripes(radius: float) -> None:
    print_ = wedge()
    dark = coverage(dots(print_.bitmap), radius)
    offs = []
    for i in range(len(WEDGE_RADII)):
        top, left = i // 5 * 96 + 16, i % 5 * 76 + 22
        patch = dark[top : top + 32, left : left + 32].mean()
        offs.append(abs(patch - stripe_share(radius)))
    assert WEDGE_RADII[int(np.argmin(offs))] == radius
    assert min(offs) < 0.03


def test_stripes_are_as_dark_as_their_formula_says() -> None:
    dark = coverage(dots(wedge().bitmap), 0.85)
    assert dark[0:8, 20:50].mean() == pytest.approx(stripe_share(0.85), abs=0.005)


def test_the_wedge_has_a_label_under_every_patch() -> None:
    bitmap, labels = wedge(400)
    assert bitmap.width == 400
    assert [float(label.text) for label in labels] == list(WEDGE_RADII)
    for label in labels:
        rows = bitmap.letters().splitlines()[label.top : label.top + 24]
        assert all("#" not in row[label.left : label.left + label.width] for row in rows)
    with pytest.raises(LayoutError, match="needs 320 dots"):
        wedge(300)
