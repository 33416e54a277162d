"""Images meant to harm: bombs, lies, damage. An error or a right picture, in bounded memory."""

import io
import os
import random
import subprocess
import sys
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from struct import pack

import pytest
from PIL import Image

from ddjlayout.errors import DdjError, InputError
from ddjlayout.raster.image import ImageOptions, natural_size, to_bitmap
from ddjlayout.raster.tiff import mended

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "PPM", "WEBP", "TIFF")
LIMIT_MB = 300


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def png(width: int, height: int, body: bytes = b"", *, depth: int = 8, colour: int = 0) -> bytes:
    """Return a PNG that claims a size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    data = chunk(b"IDAT", body or zlib.compress(b"\0" * 64))
    return b"\x89PNG\r\n\x1a\n" + header + data + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("width", "height", "message"),
    [
        (30_000, 30_000, "900,000,000"),
        (9_000, 9_000, "9000 x 9000 pixels, 81,000,000 in all"),
        (5_000, 4_001, "20,005,000 in all.*the limit is 20,000,000"),
        (1, 60_000, "is 23,040,000 dots tall.*the limit is 4,000 dots"),
        (20_000_000, 1, "20000000 x 1 pixels.*the limit is 65,500 pixels a side"),
        (1, 65_501, "the limit is 65,500 pixels a side"),
        (0, 0, "empty|not a picture|damaged"),
        (64, 64, "damaged"),
    ],
)
def test_a_header_that_lies_is_an_error_with_its_figures(
    width: int, height: int, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        to_bitmap(png(width, height), width=384)


def test_a_frame_larger_than_its_gif_is_seen() -> None:
    data = bytearray(saved(Image.new("L", (10, 10)), "GIF"))
    at = data.index(b"\x2c")
    data[at + 5 : at + 9] = pack("<HH", 60_000, 60_000)
    with pytest.raises(InputError, match="pixels"):
        natural_size(bytes(data))


def test_an_svg_named_png_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    with pytest.raises(InputError, match="SVG and PDF must be converted first"):
        to_bitmap(path, width=9)


def test_postscript_is_never_run() -> None:
    with pytest.raises(InputError, match="not a picture"):
        to_bitmap(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n", width=9)


def test_missing_files_and_folders_are_errors(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.png", "no\0file"):
        with pytest.raises(InputError, match="cannot be read"):
            to_bitmap(path, width=9)


@pytest.mark.parametrize("form", FORMATS)
def test_damaged_files_are_an_error_or_a_picture(form: str) -> None:
    source = random.Random(form)
    picture = Image.effect_noise((48, 32), 90).convert("RGB")
    good = saved(picture, form)
    for _ in range(150):
        data = bytearray(good)
        for _ in range(source.choice((1, 3, 20))):
            data[source.randrange(len(data))] = source.randrange(256)
        try:
            bitmap = to_bitmap(bytes(data), width=48, options=ImageOptions(trim=True))
        except DdjError as error:
            assert isinstance(error, InputError)
        else:
            assert len(bitmap.data) == bitmap.stride * bitmap.height


def deep(colour: int, samples: int, *, size: tuple[int, int] = (5000, 4000)) -> bytes:
    """Return an all but black PNG of 16 bits a sample."""
    body = zlib.compressobj(1)
    row = b"\0" + b"\1\2" * (size[0] * samples)
    data = b"".join([body.compress(row) for _ in range(size[1])]) + body.flush()
    return png(*size, data, depth=16, colour=colour)


def lzw(mode: str, **options: object) -> bytes:
    return saved(Image.new(mode, (5000, 4000)), "TIFF", compression="tiff_lzw", **options)


def tiffs() -> Iterator[bytes]:
    """Return TIFFs with all their kinds of tags."""
    picture = Image.effect_noise((48, 32), 90).convert("RGB")
    for options in ({}, {"compression": "tiff_lzw"}, {"big_tiff": True}):
        exif = Image.Exif()
        exif[0x0112], exif[0x010E] = 6, "what is in it"
        exif.get_ifd(0x8769).update({0x829A: 0.5, 0x9003: "2020:01:01 00:00:00"})
        exif.get_ifd(0x8825).update({1: "N", 2: (1.0, 2.0, 3.0)})
        yield saved(picture, "TIFF", exif=exif, **options)
    yield saved(picture, "TIFF", save_all=True, append_images=[picture])


@pytest.mark.parametrize("good", [*tiffs()])
def test_damaged_tags_are_no_warnings(good: bytes, caplog: pytest.LogCaptureFixture) -> None:
    source = random.Random(1)
    read = 0
    for i in range(400):
        data = bytearray(good)
        for _ in range(source.choice((1, 3, 20))):
            end = source.choice((300, -600))
            at = source.randrange(8, end) if end > 0 else source.randrange(end, 0)
            data[at] = source.choice((0, 1, 2, 255, source.randrange(256)))
        if i % 5 == 0:
            del data[source.randrange(len(data)) :]
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            try:
                to_bitmap(bytes(data), width=48, options=ImageOptions(trim=True))
                read += 1
            except InputError as error:
                assert error.code.startswith("image-")
        assert [str(warning.message) for warning in caught] == []
    assert read > 30
    assert caplog.records == []


def test_a_tag_outside_the_file_is_left_out() -> None:
    data = bytearray(next(tiffs()))
    at = data.index(pack("<HHL", 0x010E, 2, 14)) + 8
    data[at : at + 4] = pack("<L", 1 << 30)
    assert mended(bytes(data)) != data
    assert natural_size(bytes(data)) == (32, 48)
    two = saved(Image.new("L", (9, 9)), "TIFF", tiffinfo={0x0128: 2})
    tag = pack("<HHL", 0x0128, 3, 1)
    assert natural_size(two.replace(tag, pack("<HHL", 0x0128, 3, 2))) == (9, 9)
    assert mended(two) == two


LARGE = {
    "RGBA PNG": lambda: saved(Image.new("RGBA", (5000, 4000), (9, 99, 9, 99)), "PNG"),
    "RGBA PNG of 16 bits": lambda: deep(6, 4),
    "wide RGBA PNG of 16 bits": lambda: deep(6, 4, size=(65_500, 305)),
    "tall RGBA PNG of 16 bits": lambda: deep(6, 4, size=(10_000, 2000)),
    "grey PNG of 16 bits": lambda: deep(0, 1),
    "palette GIF": lambda: saved(Image.new("P", (5000, 4000)), "GIF", transparency=0),
    "progressive JPEG": lambda: saved(Image.new("RGB", (5000, 4000)), "JPEG", progressive=True),
    "CMYK JPEG": lambda: saved(Image.new("CMYK", (5000, 4000)), "JPEG", progressive=True),
    "WebP": lambda: saved(Image.new("RGB", (4000, 4000)), "WEBP", method=0),
    "RGBA WebP": lambda: saved(Image.new("RGBA", (4000, 4000), (9, 9, 9, 9)), "WEBP", method=0),
    "CMYK TIFF": lambda: lzw("CMYK"),
    "RGBA TIFF": lambda: lzw("RGBA"),
    "RGBA TIFF on its side": lambda: lzw("RGBA", tiffinfo={274: 6}),
    "float TIFF": lambda: lzw("F"),
    "wide CMYK TIFF": lambda: saved(
        Image.new("CMYK", (65_500, 305)), "TIFF", compression="tiff_lzw"
    ),
}
MEASURE = """
import sys
from ddjlayout.raster.image import ImageOptions, to_bitmap
to_bitmap(sys.argv[1], width=384, options=ImageOptions(trim=True, height=int(sys.argv[2])))
lines = open("/proc/self/status").read().splitlines()
print(next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024)
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="memory is read from /proc")
@pytest.mark.parametrize("name", LARGE)
def test_the_largest_images_stay_within_bounded_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(LARGE[name]())
    height = "1" if name == "RGBA PNG of 16 bits" else "0"  # one row of dots takes tall steps
    run = [sys.executable, "-c", MEASURE, str(path), height]
    used = int(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    assert used < LIMIT_MB


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="memory is read from /proc")
def test_an_array_beyond_the_caps_is_not_copied() -> None:
    script = """
import numpy as np
from ddjlayout.errors import InputError
from ddjlayout.raster.source import load
for array in (np.uint8(0), np.float64(0)):
    for shape in ((60_000, 60_000), (10**6, 10**6)):
        try:
            load(np.broadcast_to(array, shape))
        except InputError as error:
            assert error.code == "image-too-large"
        else:
            raise AssertionError(shape)
lines = open("/proc/self/status").read().splitlines()
print(next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024)
"""
    run = [sys.executable, "-c", script]
    assert int(subprocess.run(run, check=True, capture_output=True, text=True).stdout) < 150
