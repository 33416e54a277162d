"""PNGs looked into: the pixels are those Pillow reads, and what is unusual is left to it."""

import io
import random
import sys
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ddjlayout.raster import png_file
from ddjlayout.raster.deflate import packer
from ddjlayout.raster.png_file import size_of, usual_chunks

NOISE = random.Random(7).randbytes(200 * 40 * 4)


def png(mode: str, size: tuple[int, int], **options: object) -> bytes:
    channels = len(Image.new(mode, (1, 1)).tobytes())
    picture = Image.frombytes(mode, size, NOISE[: size[0] * size[1] * channels])
    file = io.BytesIO()
    picture.save(file, "PNG", **options)
    return file.getvalue()


@pytest.fixture(params=["as installed", "without isal"], autouse=True)
def _ways(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "without isal":
            patch.setitem(sys.modules, "isal", None)
        packer.cache_clear()
        assert request.param == "as installed" or not packer().is_fast
        yield
    packer.cache_clear()


def decoded(content: bytes) -> Image.Image | None:
    chunks = usual_chunks(content)
    return png_file.decoded(content, chunks) if chunks else None


@pytest.mark.parametrize("mode", ["L", "RGB", "LA", "RGBA"])
@pytest.mark.parametrize("size", [(1, 1), (200, 40), (7, 33)])
def test_the_pixels_are_those_pillow_reads(mode: str, size: tuple[int, int]) -> None:
    content = png(mode, size)
    picture = decoded(content)
    assert picture is not None
    assert (picture.mode, picture.size) == (mode, size)
    assert picture.tobytes() == Image.open(io.BytesIO(content)).tobytes()


def test_pixels_in_several_pieces_are_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.ImageFile.MAXBLOCK", 1024)
    content = png("RGB", (200, 40))
    assert content.count(b"IDAT") > 1
    picture = decoded(content)
    assert picture is not None
    assert picture.tobytes() == Image.open(io.BytesIO(content)).tobytes()


def test_what_is_unusual_is_left_to_pillow(monkeypatch: pytest.MonkeyPatch) -> None:
    animated = io.BytesIO()
    frames = [Image.new("L", (4, 4), level) for level in (0, 99)]
    frames[0].save(animated, "PNG", save_all=True, append_images=frames[1:])
    other = [
        animated.getvalue(),
        png("L", (9, 9), transparency=3),
        *[png(mode, (8, 8)) for mode in ("1", "P", "I;16")],
        b"GIF89a",
        b"",
    ]
    assert [decoded(content) for content in other] == [None] * len(other)
    monkeypatch.setattr(png_file, "_SMALL", 80)
    assert decoded(png("L", (8, 8))) is not None
    assert decoded(png("L", (9, 9))) is None


def chunk(kind: bytes, body: bytes, wrong: int = 0) -> bytes:
    check = zlib.crc32(kind + body) ^ wrong
    return len(body).to_bytes(4, "big") + kind + body + check.to_bytes(4, "big")


HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0]))
PIXELS = zlib.compress(bytes([0, 9, 99, 0, 200, 255]))
DATA, END = chunk(b"IDAT", PIXELS), chunk(b"IEND", b"")
SCALE, TIME = chunk(b"pHYs", bytes(9)), chunk(b"tIME", bytes(7))


@pytest.mark.parametrize(
    ("content", "usual"),
    [
        (HEAD + DATA + END, True),
        (HEAD + SCALE + chunk(b"gAMA", bytes(4)) + DATA + TIME + END, True),
        (HEAD + chunk(b"IDAT", PIXELS[:5]) + chunk(b"IDAT", PIXELS[5:]) + END, True),
        (HEAD + chunk(b"IDAT", PIXELS[:5]) + TIME + chunk(b"IDAT", PIXELS[5:]) + END, False),
        (HEAD + chunk(b"pHYs", bytes(9), 1) + DATA + END, False),
        (HEAD + chunk(b"gAMA", bytes(2)) + DATA + END, False),
        (HEAD + chunk(b"fdAT", bytes(8)) + DATA + END, False),
        (HEAD + HEAD[8:] + DATA + END, False),
        (HEAD + END + DATA + END, False),
        (HEAD + END, False),
        (DATA + HEAD + END, False),
        (HEAD + DATA, False),
        (HEAD + chunk(b"IDAT", PIXELS[:-5]) + END, False),
        (HEAD + chunk(b"IDAT", zlib.compress(bytes(5))) + END, False),
        (HEAD + chunk(b"IDAT", zlib.compress(bytes(7))) + END, False),
    ],
)
def test_only_a_whole_file_in_order_is_taken(content: bytes, *, usual: bool) -> None:
    picture = decoded(content)
    assert (picture is not None) == usual
    if picture is not None:
        assert picture.tobytes() == bytes([9, 99, 200, 255])
        assert size_of(content, usual_chunks(content)) == (2, 2)


def test_a_size_is_told_where_no_exif_data_can_be() -> None:
    note = PngInfo()
    note.add_text("Title", "x")
    exif = Image.Exif()
    exif[0x0112] = 6
    content = png("RGB", (9, 5))
    assert size_of(content, usual_chunks(content)) == (9, 5)
    assert not usual_chunks(png("RGB", (9, 5), pnginfo=note))
    assert not usual_chunks(png("RGB", (9, 5), exif=exif))
    assert not usual_chunks(content[:-1])
    assert not usual_chunks(b"\x89PNG\r\n\x1a\n")


@settings(max_examples=400)
@given(st.integers(8, 500), st.integers(0, 255))
@example(8 + 8, 0)
@example(33 + 8, 0)
def test_damage_is_found_or_makes_no_difference(at: int, value: int) -> None:
    content = png("L", (20, 17))
    at %= len(content)
    damaged = content[:at] + bytes([value]) + content[at + 1 :]
    picture = decoded(damaged)
    if picture is not None:
        with Image.open(io.BytesIO(damaged)) as wanted:
            assert picture.tobytes() == wanted.tobytes()
