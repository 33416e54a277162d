"""A page's layers to dots: hand-made layers, drawn as letters."""

from typing import NamedTuple

import pytest
from PIL import Image

from ddjlayout.raster.page import COVERED, Box, page_to_bitmap


class Page(NamedTuple):
    text: Image.Image
    ground: Image.Image
    images: tuple[Box, ...] = ()
    marks: Image.Image | None = None

    @property
    def emoji(self) -> Image.Image:
        return self.marks or Image.new("L", self.ground.size)


def grey(rows: str) -> Image.Image:
    """Read a drawing of greys, 0 to 9 (white), `.` for white too."""
    lines = [line.strip().replace(".", "9") for line in rows.strip().splitlines()]
    values = bytes(int(mark) * 255 // 9 for line in lines for mark in line)
    return Image.frombytes("L", (len(lines[0]), len(lines)), values)


def covering(rows: str) -> Image.Image:
    """Read a drawing of text: `#` covers a dot whole, `-` half of it, `.` not at all."""
    lines = [line.strip() for line in rows.strip().splitlines()]
    values = bytes({"#": 255, "-": 128, "~": 64, ".": 0}[mark] for line in lines for mark in line)
    return Image.frombytes("L", (len(lines[0]), len(lines)), values)


LETTER = """
    .......
    .##-~..
    .#.....
    .......
"""
DRAWN = """
    .......
    .###...
    .#.....
    .......
"""


def letters(drawing: str) -> str:
    return "\n".join(line.strip() for line in drawing.strip().splitlines())


@pytest.mark.parametrize("ground", [255, 200, 128])
def test_text_on_a_light_ground_is_black_and_the_ground_is_not_printed(ground):
    page = Page(covering(LETTER), Image.new("L", (7, 4), ground))
    assert page_to_bitmap(page).letters() == letters(DRAWN)


@pytest.mark.parametrize("ground", [0, 80, 127])
def test_text_on_a_dark_ground_is_white(ground):
    page = Page(covering(LETTER), Image.new("L", (7, 4), ground))
    swapped = letters(DRAWN).translate({35: 46, 46: 35})
    assert page_to_bitmap(page).letters() == swapped


def test_a_dot_is_printed_from_a_little_less_than_half():
    for cover, ink in ((COVERED - 1, 0), (COVERED, 1)):
        page = Page(Image.new("L", (1, 1), cover), Image.new("L", (1, 1), 255))
        assert page_to_bitmap(page).ink() == ink
    assert 0.4 < COVERED / 255 < 0.5


def test_a_pale_line_is_a_line_and_a_pale_ground_is_not():
    lines = grey(
        """
        ........................
        ........................
        888888888888888888888888
        ........................
        ...8..............77..77
        ...8..............77..77
        ...8....................
        ...8....................
        ...8..8888888888........
        ...8..8888888888........
        ......8888888888........
        ......8888888888........
        ......8888888888........
        ......8888888888........
        ......8888888888........
        """
    )
    page = Page(Image.new("L", lines.size), lines)
    assert page_to_bitmap(page).letters() == letters(
        """
        ........................
        ........................
        ########################
        ........................
        ...#..............##..##
        ...#..............##..##
        ...#....................
        ...#....................
        ...#....................
        ...#....................
        ........................
        ........................
        ........................
        ........................
        ........................
        """
    )


def test_a_thin_gap_in_a_dark_ground_stays_open():
    lines = grey("0" * 9 + "\n" + "0" * 9 + "\n" + "5" * 9 + "\n" + "0" * 9 + "\n" + "0" * 9)
    assert page_to_bitmap(Page(Image.new("L", (9, 5)), lines)).letters().split("\n")[2] == "." * 9


def test_images_are_dithered_and_nothing_else_is():
    size = (64, 32)
    ramp = Image.linear_gradient("L").resize((32, 32))
    ground = Image.new("L", size, 160)
    ground.paste(ramp, (32, 0))
    bitmap = page_to_bitmap(Page(Image.new("L", size), ground, ((32, 0, 64, 32),)))
    rows = bitmap.letters().split("\n")
    assert all(row.startswith("." * 29) for row in rows)
    middle = "".join(row[32:] for row in rows[12:20])
    assert 0.2 < middle.count("#") / len(middle) < 0.8
    assert "#.#" in middle


def test_letters_on_an_image_have_a_dot_of_plain_ground_around_them():
    size = (40, 24)
    ground = Image.linear_gradient("L").resize(size).point([v // 4 + 150 for v in range(256)])
    text = Image.new("L", size)
    text.paste(255, (18, 4, 20, 20))
    bitmap = page_to_bitmap(Page(text, ground, ((0, 0, 40, 24),)))
    rows = bitmap.letters().split("\n")
    assert [row[17:21] for row in rows[4:20]] == [".##."] * 16
    assert any("#" in row[:16] for row in rows)


@pytest.mark.parametrize("kind", ["threshold", "bayer"])
def test_the_dither_is_the_one_asked_for(kind):
    ground = Image.new("L", (16, 16), 110)
    bitmap = page_to_bitmap(Page(Image.new("L", (16, 16)), ground, ((0, 0, 16, 16),)), kind)
    assert (bitmap.ink() in (0, 256)) == (kind == "threshold")
