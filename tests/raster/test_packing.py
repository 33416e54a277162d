"""Packing: the same bytes as Pillow's own packer makes, whatever the width."""

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ddjlayout.raster.packing import packed


@st.composite
def pictures(draw: st.DrawFn) -> Image.Image:
    width, height = draw(st.integers(1, 40)), draw(st.integers(1, 12))
    dots = draw(st.binary(min_size=width * height, max_size=width * height))
    return Image.frombytes("L", (width, height), dots).point([0] * 128 + [255] * 128, "1")


@given(pictures())
def test_the_dots_are_those_pillow_packs(picture: Image.Image) -> None:
    bitmap = packed(picture)
    assert (bitmap.width, bitmap.height) == picture.size
    assert bitmap.data == picture.tobytes("raw", "1;I")
