"""Bitmaps: letters, rows, placing."""

from hypothesis import given
from hypothesis import strategies as st

from ddjlayout.raster.bitmap import Bitmap, stack


@st.composite
def bitmaps(draw: st.DrawFn) -> Bitmap:
    width = draw(st.integers(1, 40))
    return Bitmap.from_rows(width, draw(st.lists(st.integers(0, (1 << width) - 1), max_size=5)))


def test_a_drawing_and_back() -> None:
    drawing = "#.#......#\n.#........"
    bitmap = Bitmap.from_letters(drawing)
    assert (bitmap.width, bitmap.height, bitmap.data) == (10, 2, b"\xa0\x40\x40\x00")
    assert bitmap.letters() == drawing
    assert bitmap.ink() == 4


def test_placed() -> None:
    bitmap = Bitmap.from_letters("##\n.#")
    assert bitmap.placed(5, 2).letters() == "..##.\n...#."
    assert bitmap.placed(2, 0) is bitmap


@given(bitmaps(), st.integers(0, 40), st.integers(0, 20))
def test_placing_moves_every_dot_and_adds_none(bitmap: Bitmap, x: int, right: int) -> None:
    placed = bitmap.placed(x + bitmap.width + right, x)
    assert placed.rows() == [row << right for row in bitmap.rows()]
    assert len(placed.data) == placed.stride * placed.height


def test_stacked() -> None:
    one, two = Bitmap.from_letters("#."), Bitmap.from_letters(".#\n##")
    assert stack([one, two]).letters() == "#.\n.#\n##"
