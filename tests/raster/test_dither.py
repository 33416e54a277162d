"""Dithers: their definitions done slowly, their promises, and pictures to look at."""

import io
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.classify import is_line_art
from ddjlayout.raster.diffusion import atkinson
from ddjlayout.raster.dither import DITHERS, Dither, dithered, otsu, thresholded
from ddjlayout.raster.image import ImageOptions, grey_to_bitmap, to_bitmap
from ddjlayout.raster.png import encode
from tests.goldens import Goldens


def scene() -> Image.Image:
    """Return a ramp, a ball in soft light, stripes and lettering-like strokes."""
    page = Image.new("L", (384, 200), 255)
    page.paste(Image.linear_gradient("L").rotate(90).resize((384, 48)), (0, 0))
    ball = Image.radial_gradient("L").point([min(255, v + v // 2) for v in range(256)])
    page.paste(ball.resize((144, 144)), (4, 54))
    for i in range(12):
        page.paste(0, (160 + i * 18, 60, 160 + i * 18 + i + 1, 120))
        page.paste(i * 23, (160 + i * 18, 130, 178 + i * 18, 190))
    return page


def grey(width: int, height: int, pixels: list[int]) -> Image.Image:
    picture = Image.new("L", (width, height))
    picture.putdata(pixels)
    return picture


@st.composite
def greys(draw: st.DrawFn) -> Image.Image:
    width, height = draw(st.integers(1, 24)), draw(st.integers(1, 24))
    pixels = draw(st.binary(min_size=width * height, max_size=width * height))
    return Image.frombytes("L", (width, height), pixels)


@given(greys())
def test_atkinson_is_atkinsons(picture: Image.Image) -> None:
    width, height = picture.size
    value = [[picture.getpixel((x, y)) for x in range(width)] for y in range(height)]
    lines: list[str] = []
    for y in range(height):
        line = ""
        for x in range(width):
            white = value[y][x] >= 128
            error = value[y][x] - 255 * white >> 3
            for dx, dy in ((1, 0), (2, 0), (-1, 1), (0, 1), (1, 1), (0, 2)):
                if 0 <= x + dx < width and y + dy < height:
                    value[y + dy][x + dx] += error
            line += ".#"[not white]
        lines.append(line)
    assert atkinson(picture).letters() == "\n".join(lines)


@given(greys())
def test_floyd_steinberg_is_pillows(picture: Image.Image) -> None:
    white = picture.convert("1")
    width, height = picture.size
    drawn = [
        "".join(".#"[white.getpixel((x, y)) == 0] for x in range(width)) for y in range(height)
    ]
    assert dithered(picture, "floyd-steinberg").letters() == "\n".join(drawn)


@pytest.mark.parametrize("method", ["blue-noise", "bayer"])
@given(picture=greys(), x=st.integers(0, 3), y=st.integers(0, 3))
def test_ordered_dithers_agree_where_tiles_do(
    method: Dither, picture: Image.Image, x: int, y: int
) -> None:
    moved = Image.new("L", (picture.width + 64 * x, picture.height + 64 * y), 255)
    moved.paste(picture, (64 * x, 64 * y))
    lines = dithered(moved, method).letters().splitlines()[64 * y :]
    assert [line[64 * x :] for line in lines] == dithered(picture, method).letters().splitlines()


@pytest.mark.parametrize("method", ["blue-noise", "bayer"])
def test_ordered_dithers_give_every_level_its_share(method: Dither) -> None:
    before = 64 * 64 + 1
    for level in range(0, 256, 5):
        ink = dithered(Image.new("L", (64, 64), level), method).ink()
        assert abs(ink - 64 * 64 * (255 - level) / 255) <= 64
        assert ink < before
        before = ink


@pytest.mark.parametrize("method", DITHERS)
def test_black_and_white_stay(method: Dither) -> None:
    assert dithered(Image.new("L", (70, 9), 0), method).ink() == 630
    assert dithered(Image.new("L", (70, 9), 255), method).ink() == 0


def test_otsu_parts_two_inks() -> None:
    assert 41 <= otsu(grey(4, 1, [40, 40, 200, 200])) <= 200
    assert otsu(grey(2, 1, [7, 7])) == 128
    assert thresholded(grey(3, 1, [0, 99, 100]), 100) == Bitmap.from_letters("##.")


def test_line_art_and_photos_are_told_apart() -> None:
    strokes = Image.new("L", (800, 400), 255)
    for i in range(9):
        strokes.paste(0, (20 + i * 80, 20, 60 + i * 80, 380))
    assert is_line_art(strokes.resize((384, 192), Image.Resampling.LANCZOS))
    assert is_line_art(strokes.point([100] * 128 + [255] * 128))
    assert is_line_art(Image.new("L", (9, 9), 255))
    assert not is_line_art(scene())
    assert not is_line_art(Image.effect_noise((200, 900), 40))
    assert not is_line_art(Image.new("L", (99, 99), 128))


def sheet(mean: float, spread: float) -> Image.Image:
    """Return a scanned sheet without anything on it."""
    noise = np.random.default_rng(1).normal(mean, spread, (300, 384))
    return Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8))


def stripes(dark: int, light: int) -> Image.Image:
    page = Image.new("L", (384, 300), light)
    for top in range(0, 300, 20):
        page.paste(dark, (0, top, 384, top + 10))
    return page


@pytest.mark.parametrize("method", ["auto", "threshold"])
@pytest.mark.parametrize(
    "paper", [sheet(252, 1.5), sheet(254, 1), stripes(252, 253), stripes(250, 255)]
)
def test_empty_paper_stays_empty(paper: Image.Image, method: Dither) -> None:
    assert is_line_art(paper)
    assert grey_to_bitmap(paper, ImageOptions(dither=method)).ink() == 0


@pytest.mark.parametrize(
    "pale",
    [
        Image.linear_gradient("L")
        .resize((384, 300))
        .point([226 + v * 29 // 255 for v in range(256)]),
        sheet(240, 5),
        stripes(248, 255),
    ],
)
def test_a_pale_picture_is_a_photo(pale: Image.Image) -> None:
    assert not is_line_art(pale)
    dots = grey_to_bitmap(pale)
    assert dots == grey_to_bitmap(pale, ImageOptions(dither="floyd-steinberg"))
    assert 0 < dots.ink() < 0.15 * 300 * 384


def test_noise_of_the_paper_around_ink_is_not_printed() -> None:
    page = sheet(252, 1.5)
    page.paste(40, (100, 100, 102, 160))
    assert is_line_art(page)
    assert grey_to_bitmap(page).ink() == 2 * 60
    drawing = stripes(230, 255)  # pale, but asked for as line art
    assert grey_to_bitmap(drawing, ImageOptions(dither="threshold")).ink() == 150 * 384


def test_gamma_moves_the_paper_with_the_ink() -> None:
    page = stripes(200, 255)
    assert grey_to_bitmap(page, ImageOptions(gamma=4.0)).ink() == 150 * 384


def test_otsu_never_parts_the_paper() -> None:
    assert otsu(sheet(252, 1.5), 224) <= 224
    assert 41 <= otsu(grey(4, 1, [40, 40, 230, 255]), 224) <= 224


def test_auto_takes_the_threshold_for_line_art_only() -> None:
    picture = scene()
    automatic = grey_to_bitmap(picture)
    assert automatic == grey_to_bitmap(picture, ImageOptions(dither="floyd-steinberg"))
    drawing = picture.crop((160, 60, 384, 120))
    assert grey_to_bitmap(drawing) == grey_to_bitmap(drawing, ImageOptions(dither="threshold"))


@pytest.mark.parametrize("method", ["auto", *DITHERS])
def test_goldens(method: Dither, golden: Goldens) -> None:
    bitmap = grey_to_bitmap(scene(), ImageOptions(dither=method))
    golden.png(f"dither/{method}.png", encode(bitmap))


@pytest.mark.parametrize("radius", [0.0, 0.7, 1.0])
def test_goldens_by_radius(radius: float, golden: Goldens) -> None:
    options = ImageOptions(dither="floyd-steinberg", radius=radius)
    golden.png(f"dither/radius-{radius}.png", encode(grey_to_bitmap(scene(), options)))


def test_a_photo_through_every_step(golden: Goldens) -> None:
    noise = random.Random(1)
    source = Image.new("RGB", (600, 400))
    source.putdata(
        [
            (x * 255 // 600, y * 255 // 400, (x * y) % 256 // 2 + noise.randrange(16))
            for y in range(400)
            for x in range(600)
        ]
    )
    out = io.BytesIO()
    source.save(out, "PNG")
    golden.png("dither/scaled.png", encode(to_bitmap(out.getvalue(), width=240)))
