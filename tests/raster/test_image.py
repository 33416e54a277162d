"""The whole way of an image: sources, modes, orientation, size, and the ways it can go wrong."""

import io
import zlib
from pathlib import Path
from struct import pack

import numpy as np
import pytest
from PIL import Image, ImageFile

from ddjlayout.backends.print_content import to_print_content
from ddjlayout.cache import Cache
from ddjlayout.compiler import compile
from ddjlayout.elements.image import Image as ImageElement
from ddjlayout.elements.row import Row
from ddjlayout.errors import InputError, UsageError
from ddjlayout.raster import frame, light
from ddjlayout.raster.image import (
    ImageOptions,
    grey_to_bitmap,
    load_image,
    natural_size,
    to_bitmap,
    to_grey,
)
from ddjlayout.raster.light import scaled
from ddjlayout.raster.source import load

PLAIN = ImageOptions(dither="threshold", threshold=128)
LETTER = """
....####
....#...
....###.
....#...
....#...
"""


def letter(mode: str = "L") -> Image.Image:
    """Draw an F in the right half of a picture."""
    rows = LETTER.split()
    picture = Image.new("L", (8, 5), 255)
    picture.putdata([0 if dot == "#" else 255 for row in rows for dot in row])
    return picture.convert(mode)


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def drawn(source: object, options: ImageOptions = PLAIN, width: int = 8) -> str:
    return to_bitmap(source, width=width, options=options).letters()  # type: ignore[arg-type]


F = LETTER.strip()
TRIMMED = "####\n#...\n###.\n#...\n#..."


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "CMYK", "I", "I;16", "YCbCr"]
)
def test_every_mode_gives_the_letter(mode: str) -> None:
    picture = letter()
    if mode in ("I", "I;16"):
        picture = picture.convert("I").point(lambda v: v * 257).convert(mode)
    if mode in ("La", "RGBa"):
        picture = picture.convert("LA" if mode == "La" else "RGBA")
    assert drawn(picture.convert(mode)) == F


@pytest.mark.parametrize("form", ["PNG", "GIF", "BMP", "TIFF", "PPM", "WEBP"])
def test_every_format_gives_the_letter(form: str) -> None:
    options = {"lossless": True} if form == "WEBP" else {}
    assert drawn(saved(letter("RGB"), form, **options)) == F


def test_path_file_and_array(tmp_path: Path) -> None:
    data = saved(letter(), "PNG")
    path = tmp_path / "f.png"
    path.write_bytes(data)
    assert drawn(path) == drawn(str(path)) == drawn(io.BytesIO(data)) == F
    grey = np.asarray(letter())
    assert drawn(grey) == drawn(grey > 127) == drawn(grey.astype(np.uint16) * 257) == F
    assert drawn(grey / 255) == drawn(np.dstack([grey] * 3)) == F


def test_transparent_is_white() -> None:
    layer = Image.new("RGBA", (8, 5), (0, 0, 0, 0))
    layer.paste(letter("RGBA"), (0, 0), letter().point(lambda v: 255 - v))
    assert drawn(layer) == drawn(layer.convert("LA")) == F
    palette = letter().convert("P")
    palette.info["transparency"] = palette.getpixel((4, 0))
    assert drawn(palette) == "\n".join(["." * 8] * 5)


def png(depth: int, colour: int, row: bytes, clear: bytes) -> bytes:
    """Return a PNG of one row and four pixels, one level or colour of which is clear."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    parts = [
        (b"IHDR", pack(">IIBBBBB", 4, 1, depth, colour, 0, 0, 0)),
        (b"tRNS", clear),
        (b"IDAT", zlib.compress(b"\0" + row)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join([chunk(*part) for part in parts])


@pytest.mark.parametrize(
    ("depth", "colour", "row", "clear"),
    [
        (1, 0, b"\x20", b"\0\1"),
        (2, 0, b"\x10", b"\0\1"),
        (4, 0, b"\0\x50", b"\0\5"),
        (8, 0, b"\0\0\7\0", b"\0\7"),
        (16, 0, b"\0\1\0\1\1\2\0\1", b"\1\2"),
        (8, 2, bytes(6) + b"\1\2\3" + bytes(3), b"\0\1\0\2\0\3"),
        (16, 2, bytes(12) + b"\1\2\3\4\5\6" + bytes(6), b"\1\2\3\4\5\6"),
    ],
)
def test_a_clear_level_or_colour_is_white(
    depth: int, colour: int, row: bytes, clear: bytes
) -> None:
    expected = "##.#" if depth != 2 else "#.##"
    assert drawn(png(depth, colour, row, clear), width=4) == expected


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "I;16"])
def test_a_picture_all_clear_prints_nothing(mode: str) -> None:
    picture = Image.new(mode, (8, 5))
    picture.info["transparency"] = (0, 0, 0) if mode == "RGB" else 0
    assert "#" not in drawn(picture)
    assert "#" not in drawn(saved(picture, "PNG", transparency=picture.info["transparency"]))
    picture.info["transparency"] = b"nonsense"
    assert "." not in drawn(picture)


def test_tiles_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = Image.effect_noise((97, 61), 90).convert("RGB")
    sizes = ((97, 61), (40, 30), (9, 2), (1, 1))
    whole = [scaled(load(noise), (0, 0, 97, 61), size).tobytes() for size in sizes]
    monkeypatch.setattr(light, "_TILE", 50)
    assert [scaled(load(noise), (0, 0, 97, 61), size).tobytes() for size in sizes] == whole


BACK = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
LOSSLESS = {
    "PNG": {},
    "JPEG": {"quality": 100},
    "MPO": {"quality": 100, "save_all": True, "append_images": [Image.new("RGB", (9, 9))]},
    "WEBP": {"lossless": True},
    "TIFF": {},
    "TIFF, LZW": {"compression": "tiff_lzw"},
}


def turned(form: str, orientation: int) -> bytes:
    """Return a file whose pixels lie so that its orientation brings the letter upright."""
    stored = letter("RGB").resize((64, 40), Image.Resampling.NEAREST)
    if orientation in BACK:
        stored = stored.transpose(Image.Transpose(BACK[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(stored, form.split(",")[0], exif=exif, **LOSSLESS[form])


def large(source: object, options: ImageOptions = PLAIN) -> str:
    """Return every eighth dot of a picture at its natural size."""
    width, _ = natural_size(source, options)  # type: ignore[arg-type]
    lines = drawn(source, options, width).splitlines()
    return "\n".join([line[4::8] for line in lines[4::8]])


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", LOSSLESS)
def test_every_orientation_of_every_format(form: str, orientation: int, tmp_path: Path) -> None:
    data = turned(form, orientation)
    path = tmp_path / "f"
    path.write_bytes(data)
    cropped = PLAIN._replace(crop=(32, 0, 64, 24))
    with Image.open(path) as opened:
        for source in (data, path, opened, Image.open(io.BytesIO(data))):
            assert natural_size(source) == (64, 40)
            assert large(source) == F
            assert large(source, PLAIN._replace(trim=True)) == TRIMMED
            assert natural_size(source, cropped) == (32, 24)
            assert large(source, cropped) == "####\n#...\n###."
            trimmed = cropped._replace(crop=(24, 0, 64, 24), trim=True, rotate=90)
            assert large(source, trimmed) == "###\n#.#\n#.#\n..#"


def test_the_orientation_of_xmp_data_counts_for_tiff_too() -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d tiff:Orientation="6"/></x:xmpmeta>'
    stored = letter("RGB").transpose(Image.Transpose(BACK[6]))
    data = saved(stored, "TIFF", tiffinfo={700: xmp})
    assert natural_size(data) == (8, 5)
    assert drawn(data) == drawn(Image.open(io.BytesIO(data))) == F


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP", "TIFF"])
def test_a_pillow_image_gives_its_first_frame_and_stays(form: str) -> None:
    options = {"lossless": True} if form == "WEBP" else {}
    more = {"save_all": True, "append_images": [letter("RGB").rotate(180)]}
    picture = Image.open(io.BytesIO(saved(letter("RGB"), form, **more, **options)))
    picture.seek(1)
    picture.putpixel((0, 0), 1 if picture.mode == "P" else (9, 9, 9))
    before = picture.convert("RGB").tobytes()
    assert drawn(picture) == F
    assert picture.tell() == 1
    assert picture.convert("RGB").tobytes() == before


def test_a_pillow_image_is_turned_as_a_copy() -> None:
    picture = Image.open(io.BytesIO(turned("JPEG", 6)))
    assert large(picture.convert("L")) == F
    assert large(picture) == F
    assert (picture.size, picture.getexif()[0x0112]) == ((40, 64), 6)


def test_a_pillow_image_whose_file_is_closed_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "f.png"
    path.write_bytes(saved(letter(), "PNG"))
    with Image.open(path) as picture:
        pass
    with pytest.raises(InputError, match="load it before its file is closed"):
        drawn(picture)
    whole = turned("PNG", 1)
    with pytest.raises(InputError, match="damaged"):
        drawn(Image.open(io.BytesIO(whole[: len(whole) // 2])))


def test_a_file_is_left_where_it_was() -> None:
    file = io.BytesIO(b"before" + saved(letter(), "PNG"))
    file.seek(6)
    assert drawn(file) == drawn(file) == F
    assert file.tell() == 6


class Pipe:
    """What gives bytes once, a few at a time."""

    def __init__(self, data: object) -> None:
        self.rest = data

    def read(self, size: int = -1) -> object:
        piece, self.rest = self.rest[:100], self.rest[100:]  # type: ignore[index]
        return piece


def test_files_of_another_kind(tmp_path: Path) -> None:
    assert drawn(Pipe(saved(letter(), "PNG"))) == F
    closed = io.BytesIO()
    closed.close()
    with pytest.raises(InputError, match="cannot be read: 'I/O operation on closed file"):
        drawn(closed)
    with (tmp_path / "f").open("wb") as file, pytest.raises(InputError, match="cannot be read"):
        drawn(file)
    text = tmp_path / "f"
    text.write_text("f")
    with text.open() as opened:
        for source in (opened, io.StringIO(str(text)), Pipe(str(text))):
            with pytest.raises(UsageError, match="open for reading text is no image source"):
                drawn(source)


@pytest.mark.parametrize(
    "array",
    [
        *[np.zeros((5, 8), kind) for kind in ("i1", "i2", "i4", "u4", "i8", "f2", "c8", "O")],
        *[np.zeros(shape, np.uint8) for shape in ((), (8,), (5, 8, 1), (5, 8, 5), (1, 5, 8, 3))],
        np.zeros((5, 8, 3), np.float32),
        np.zeros((5, 8, 3), np.uint16),
        np.zeros((5, 8, 3), bool),
    ],
)
def test_other_arrays_are_no_pictures(array: np.ndarray) -> None:
    with pytest.raises(InputError, match="is no picture") as error:
        drawn(array)
    assert error.value.code == "image-array"


def test_arrays_of_either_byte_order_and_of_no_numbers() -> None:
    grey = np.asarray(letter()) / 255
    for kind in ("<f4", ">f4", "<f8", ">f8"):
        assert drawn(grey.astype(kind)) == F
    for kind in ("<u2", ">u2"):
        assert drawn((grey * 65535).astype(kind)) == F
    grey[4, 7] = np.inf
    assert drawn(grey) == F
    grey[4, 7] = np.nan
    with pytest.raises(InputError, match="NaN"):
        drawn(grey)
    with pytest.raises(InputError, match="empty"):
        drawn(np.zeros((0, 9), np.uint8))


def test_trim_rotate_invert() -> None:
    assert drawn(letter(), PLAIN._replace(trim=True), 4) == TRIMMED
    turned = PLAIN._replace(trim=True, rotate=90)
    assert natural_size(letter(), turned) == (5, 4)
    assert drawn(letter(), turned, 5) == "#####\n..#.#\n..#.#\n....#"
    assert drawn(letter(), PLAIN._replace(trim=True, invert=True), 4).startswith("....\n.###")


def test_the_first_frame_is_taken() -> None:
    data = saved(letter(), "GIF", save_all=True, append_images=[Image.new("L", (8, 5), 0)])
    assert drawn(data) == F


def test_scaling_is_done_in_light() -> None:
    board = Image.new("L", (300, 300))
    board.putdata([255 * ((x + y) % 2) for y in range(300) for x in range(300)])
    grey = to_grey(board, width=100)
    assert abs(grey.getpixel((50, 50)) - 188) <= 1  # type: ignore[operator]


def test_a_grey_picture_keeps_its_values() -> None:
    ramp = Image.linear_gradient("L")
    assert load_image(ramp).tobytes() == ramp.tobytes()
    rgb = np.asarray(load_image(ramp.convert("RGB")), int)
    assert np.abs(rgb - np.asarray(ramp, int)).max() <= 2


def test_caps_are_errors_with_their_figures() -> None:
    with pytest.raises(InputError, match="5000 x 5000 pixels, 25,000,000 in all"):
        load_image(Image.new("1", (5000, 5000)))
    with pytest.raises(InputError, match="384 dots wide, is 23,040,000 dots tall"):
        to_bitmap(Image.new("L", (1, 60_000)), width=384)
    with pytest.raises(InputError, match="more than 10,000,000 bytes"):
        load_image(bytes(10_000_001))
    assert to_bitmap(Image.new("L", (65_500, 1)), width=384).height == 1
    with pytest.raises(InputError, match="the limit is 65,500 pixels a side"):
        load_image(Image.new("L", (65_501, 1)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.4",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
    ],
)
def test_what_is_no_picture_is_an_error(content: bytes) -> None:
    with pytest.raises(InputError):
        load_image(content)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP"])
def test_truncated_files_are_an_error_or_a_picture(form: str) -> None:
    data = saved(Image.effect_noise((64, 64), 90).convert("RGB"), form)
    for end in range(0, len(data), 97):
        try:
            bitmap = to_bitmap(data[:end], width=64)
        except InputError:
            continue
        assert (bitmap.width, bitmap.height) == (64, 64)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("dither", "sierra", "no dither 'sierra'"),
        ("dither", ["bayer"], "no dither"),
        ("radius", "0.8", "radius '0.8' is no number"),
        ("radius", 5, "radius 5.0 is not between 0.55 and 1.15"),
        ("radius", -0.1, "radius"),
        ("gamma", "2", "gamma"),
        ("contrast", None, "contrast"),
        ("threshold", "a", "threshold 'a' is no whole number"),
        ("threshold", 0, "threshold '0' is not between 1 and 255"),
        ("threshold", 128.5, "threshold"),
        ("rotate", 45, "rotated by '45'.*rotate 90, 180 or 270"),
        ("rotate", "90", "rotate '90'"),
        ("height", -1, "height '-1'"),
        ("height", "9", "height '9'"),
        ("crop", (0, 0, 10), r"crop '\(0, 0, 10\)' is not four numbers"),
        ("crop", "abcd", "crop 'abcd' is not four numbers"),
        ("crop", 7, "crop '7' is not four numbers"),
        ("crop", (0, 0, 8, "5"), "crop '5' is no whole number"),
        ("crop", (0, 0, 7.5, 5), "crop"),
        ("crop", (0, 0, float("nan"), 5), "crop"),
    ],
)
def test_wrong_options_are_refused(name: str, value: object, message: str) -> None:
    options = PLAIN._replace(**{name: value})
    for work in (
        lambda: drawn(letter(), options),
        lambda: natural_size(letter(), options),
        lambda: grey_to_bitmap(letter(), options),
        lambda: ImageElement(letter(), **{name: value}),  # type: ignore[arg-type]
    ):
        with pytest.raises(UsageError, match=message) as error:
            work()
        assert error.value.code == "image-option"


def test_a_crop_is_four_numbers_of_any_kind() -> None:
    for crop in ([4, 0, 8, 5], (4.0, 0.0, 8.0, 5.0), np.array([4, 0, 8, 5])):
        assert drawn(letter(), PLAIN._replace(crop=crop), 4) == TRIMMED  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="crop") as error:
        drawn(letter(), PLAIN._replace(crop=(0, 0, 9, 5)))
    assert error.value.code == "image-crop"
    with pytest.raises(UsageError, match="int is no image source") as error:
        drawn(3)
    assert error.value.code == "image-source"


def printed(document: object, cache: Cache | None = None) -> str:
    return to_print_content(compile(document, cache=cache))


def borders(
    mode: str, form: str, box: tuple[int, int, int, int], **options: object
) -> tuple[bytes, Image.Image]:
    picture = Image.new("RGB", (200, 160), "white").convert(mode)
    noise = Image.effect_noise((box[2] - box[0], box[3] - box[1]), 60).point(lambda v: v // 2)
    picture.paste(noise.convert(mode), box)
    return saved(picture, form, quality=95, **options), picture.crop(box)


BOXES = ((0, 0, 200, 160), (0, 16, 200, 144), (24, 0, 176, 160), (8, 32, 96, 40), (0, 152, 8, 160))


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("strip", [1, 5000, 1 << 20])
def test_trim_finds_the_box_however_it_looks(
    box: tuple[int, int, int, int], strip: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame, "_STRIP", strip)
    data, inside = borders("RGB", "PNG", box)
    assert to_grey(data, width=inside.width, options=ImageOptions(trim=True)) == to_grey(
        inside, width=inside.width
    )


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("more", [{}, {"progressive": True}, {"keep_rgb": True}])
def test_trim_of_a_jpeg(mode: str, more: dict[str, bool]) -> None:
    data, inside = borders(mode, "JPEG", (24, 16, 104, 96), **(more if mode == "RGB" else {}))
    width, height = natural_size(data, ImageOptions(trim=True))
    assert (80, 80) <= (width, height) <= (84, 84)
    grey = np.asarray(to_grey(data, width=20, options=ImageOptions(trim=True)), int)
    assert np.abs(grey - np.asarray(to_grey(inside, width=20), int)).mean() < 8


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the pictures that are decoded."""
    decoded: list[str] = []
    load = ImageFile.ImageFile.load

    def counted(picture: ImageFile.ImageFile) -> object:
        if picture.tile:
            decoded.append(picture.format or "")
        return load(picture)

    monkeypatch.setattr(ImageFile.ImageFile, "load", counted)
    return decoded


@pytest.mark.parametrize(("width", "times"), [("200d", 1), (None, 2)])
def test_a_picture_is_decoded_once_or_twice(
    width: str | None, times: int, opened: list[str]
) -> None:
    data, _ = borders("RGB", "BMP", (24, 16, 104, 96))
    element = ImageElement(data, trim=True, width=width)
    first = printed(Row(element, "x"))
    assert len(opened) == times
    assert printed(Row(element, "x"), cache=Cache()) == first


def test_an_open_file_is_read_once(tmp_path: Path) -> None:
    data = saved(letter(), "PNG")
    path = tmp_path / "f.png"
    path.write_bytes(data)
    expected = printed(Row(ImageElement(data), "x"))
    with path.open("rb") as file:
        images = [ImageElement(file), ImageElement(io.BytesIO(data)), ImageElement(Pipe(data))]
    for element in images:
        for cache in (None, Cache(), None):
            assert printed(Row(element, "x"), cache=cache) == expected
    with pytest.raises(UsageError, match="reading text"):
        ImageElement(io.StringIO(str(path)))  # type: ignore[arg-type]


def test_a_crop_of_a_list_can_be_a_key() -> None:
    element = ImageElement(saved(letter(), "PNG"), crop=[0, 0, 8, 5], trim=True)
    assert printed(element, cache=Cache()) == printed(element)
