"""PNG and BMP files: what a foreign reader sees is the bitmap, dot for dot."""

import hashlib
import io
import os
import subprocess
import sys
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ddjlayout.errors import UsageError
from ddjlayout.raster import png
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.deflate import packer

LETTER = Bitmap.from_letters(
    """
    #####.#..
    #...#.##.
    #.#.#.#.#
    """
)


@pytest.fixture(params=["as installed", "without isal"], autouse=True)
def _ways(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "without isal":
            patch.setitem(sys.modules, "isal", None)
        packer.cache_clear()
        assert request.param == "as installed" or not packer().is_fast
        yield
    packer.cache_clear()


def drawn(data: bytes) -> str:
    """Read a file with Pillow and draw its pixels as letters."""
    picture = Image.open(io.BytesIO(data))
    assert picture.mode == "1"
    width, height = picture.size
    return "\n".join(
        "".join(".#"[picture.getpixel((x, y)) == 0] for x in range(width)) for y in range(height)
    )


@st.composite
def bitmaps(draw: st.DrawFn) -> Bitmap:
    width = draw(st.integers(1, 70))
    rows = draw(st.lists(st.integers(0, (1 << width) - 1), min_size=1, max_size=40))
    return Bitmap.from_rows(width, rows)


def test_png_is_the_drawing() -> None:
    assert drawn(png.encode(LETTER)) == LETTER.letters()


def test_bmp_is_the_drawing() -> None:
    assert drawn(png.encode_bmp(LETTER)) == LETTER.letters()


def test_scale_repeats_dots() -> None:
    assert drawn(png.encode(Bitmap.from_letters("#.\n.#"), scale=2)) == "##..\n##..\n..##\n..##"


@pytest.mark.parametrize("fast", [False, True])
@given(bitmap=bitmaps(), level=st.integers(0, 9), scale=st.integers(1, 5))
def test_png_round_trips(*, bitmap: Bitmap, level: int, scale: int, fast: bool) -> None:
    rows = [
        "".join(dot * scale for dot in line)
        for line in bitmap.letters().splitlines()
        for _ in range(scale)
    ]
    data = png.encode(bitmap, level=level, scale=scale, fast=fast)
    assert drawn(data) == "\n".join(rows)


@given(bitmaps())
def test_bmp_round_trips(bitmap: Bitmap) -> None:
    assert drawn(png.encode_bmp(bitmap)) == bitmap.letters()


def test_noise_takes_run_lengths_and_stays_as_small() -> None:
    data = b"".join(hashlib.sha512(bytes([i // 256, i % 256])).digest() for i in range(300))
    rows = b"".join(b"\0" + data[i : i + 48] for i in range(0, 19200, 48))
    assert len(png.encode(Bitmap(384, 400, data))) <= len(zlib.compress(rows, 6)) + 57


def test_what_repeats_is_searched_for() -> None:
    rows = [hashlib.sha512(bytes([i])).digest()[:8] + bytes(40) for i in range(24)]
    bitmap = Bitmap(384, 240, b"".join(rows) * 10)
    sizes = [len(png.encode(bitmap, level=level)) for level in (0, 1, 9)]
    assert sizes[0] > 240 * 49
    assert 600 > sizes[1] > sizes[2] > 24 * 8


def test_a_level_out_of_range_is_refused() -> None:
    with pytest.raises(UsageError, match="level takes 0 to 9"):
        png.encode(LETTER, level=10)
    with pytest.raises(UsageError, match="scale takes 1 to 16"):
        png.encode(LETTER, scale=0)


REPEATING = """
import hashlib, random
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.deflate import packer
from ddjlayout.raster.png import encode
dice = random.Random(5)
made = hashlib.sha256()
for _ in range(4000):
    stride, height = dice.choice([1, 2, 4, 12, 48]), dice.randint(1, 60)
    row = dice.randbytes(stride)
    rows = [row if dice.random() < 0.7 else dice.randbytes(stride) for _ in range(height)]
    made.update(encode(Bitmap(stride * 8, height, b"".join(rows))))
print(made.hexdigest())
"""


def test_the_bytes_do_not_depend_on_what_was_in_memory() -> None:
    made = {
        subprocess.run(
            [sys.executable, "-c", REPEATING],
            env={**os.environ, "PYTHONMALLOC": "malloc", "MALLOC_PERTURB_": str(fill)},
            capture_output=True,
            check=True,
        ).stdout
        for fill in (0, 85, 170)
    }
    assert len(made) == 1
