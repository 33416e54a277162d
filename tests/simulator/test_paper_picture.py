"""Images on paper, drawn by hand: each paper holds one rule of the paper model."""

import pytest
from PIL import Image

from ddjlayout.cloud.wire import Code
from ddjlayout.simulator.paper import ContentError
from tests.simulator.drawing import drawn, item, png, saved, tiny

CROSS = """
    #.#
    .#.
    #.#
"""


def test_a_picture_as_wide_as_the_paper_is_printed_as_it_is():
    drawing = """
        #..............#
        .#............#.
        ................
        ################
    """
    for align in (0, 1, 2):
        assert tiny(item(png(drawing), 1, align=align)) == drawn(drawing)


def test_a_narrow_picture_is_placed_not_scaled():
    left, centre, right = (item(png(CROSS), 1, align=align) for align in (0, 1, 2))
    assert tiny(left, centre, right) == drawn("""
        #.#.............
        .#..............
        #.#.............
        ......#.#.......
        .......#........
        ......#.#.......
        .............#.#
        ..............#.
        .............#.#
    """)


def test_text_follows_a_picture_without_a_gap():
    assert tiny(item(png(CROSS), 1), item("b")) == drawn("""
        #.#.............
        .#..............
        #.#.............
        .#..............
        .#..............
        ##..............
        ................
    """)


def test_a_wide_picture_is_averaged_down_to_the_paper():
    # 32 dots on 16: three dark of four are dark, two of four are half grey and so white
    two_rows = f"""
        ####....#..###..{"." * 16}
        ####....####....{"." * 16}
    """
    assert tiny(item(png(two_rows), 1)) == drawn("##..##..........")


def test_a_wide_picture_keeps_at_least_one_row():
    assert tiny(item(png("#" * 64), 1)) == drawn("################")


@pytest.mark.parametrize(("grey", "letter"), [(0, "#"), (127, "#"), (128, "."), (255, ".")])
def test_below_half_grey_is_dark(grey, letter):
    picture = Image.new("L", (16, 1), grey)
    assert tiny(item(saved(picture), 1)) == [letter * 16]


@pytest.mark.parametrize("form", ["PNG", "BMP", "GIF"])
def test_each_format_gives_the_same_dots(form):
    picture = Image.new("1", (16, 2), 1)
    picture.putpixel((3, 1), 0)
    assert tiny(item(saved(picture, form), 1)) == drawn("""
        ................
        ...#............
    """)


def test_a_jpeg_prints_dark_where_it_is_dark():
    picture = Image.new("L", (16, 8), 255)
    picture.paste(0, (0, 0, 8, 8))
    assert tiny(item(saved(picture, "JPEG"), 1)) == ["########........"] * 8


def test_only_the_first_frame_of_a_gif_is_printed():
    first, second = Image.new("1", (16, 1), 1), Image.new("1", (16, 1), 0)
    file = saved(first, "GIF", save_all=True, append_images=[second])
    assert tiny(item(file, 1)) == ["................"]


def test_a_see_through_picture_lies_on_white():
    picture = Image.new("RGBA", (16, 1), (0, 0, 0, 0))
    picture.putpixel((2, 0), (0, 0, 0, 255))
    picture.putpixel((4, 0), (0, 0, 0, 100))  # 155 grey on white
    picture.putpixel((6, 0), (0, 0, 0, 200))  # 55 grey on white
    assert tiny(item(saved(picture), 1)) == ["..#...#........."]


def test_a_see_through_palette_colour_is_white():
    picture = Image.new("P", (16, 1), 0)
    picture.putpalette([0, 0, 0, 10, 10, 10])
    picture.putpixel((5, 0), 1)
    assert tiny(item(saved(picture, transparency=0), 1)) == [".....#.........."]


def test_sixteen_bits_a_pixel_are_read_by_their_high_byte():
    picture = Image.new("I;16", (16, 1), 0x8000)
    picture.putpixel((1, 0), 0x7FFF)
    assert tiny(item(saved(picture), 1)) == [".#.............."]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"not a picture", id="no picture"),
        pytest.param(png(CROSS)[:40], id="cut short"),
        pytest.param(saved(Image.new("1", (8, 8)), "TIFF"), id="a format it does not take"),
    ],
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(ContentError) as error:
        tiny(item("a"), item(data, 1))
    assert error.value.answer is Code.BAD_PARAMETER
    assert error.value.path == "[1]"


@pytest.mark.parametrize("side", [4_473, 13_000, 20_000])
def test_a_huge_picture_is_refused_before_it_is_decoded(side):
    bomb = saved(Image.new("1", (side, side)))
    assert len(bomb) < 100_000
    with pytest.raises(ContentError, match="more than 20000000 pixels"):
        tiny(item(bomb, 1))


def test_paper_longer_than_ten_metres_is_refused():
    tall = saved(Image.new("1", (1, 50_000), 1))
    with pytest.raises(ContentError, match="longer than 80000 rows"):
        tiny(item(tall, 1), item(tall, 1))
