"""Text in a font of the user's own: measured, broken and drawn as Pillow draws it."""

import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from ddjlayout import (
    D1,
    Column,
    Context,
    Extent,
    FontText,
    InputError,
    LayoutError,
    Options,
    Row,
    UsageError,
    compile,
    to_text,
)
from ddjlayout.backends.paper import to_bitmap
from ddjlayout.block import Frame, Picture
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.userfont import UserFont


@pytest.fixture(scope="module")
def font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a TrueType font to a file: the one that Pillow carries, ASCII and little more."""
    loaded = ImageFont.load_default(20)
    if not isinstance(loaded, ImageFont.FreeTypeFont):
        pytest.skip("this Pillow has no FreeType")
    path = tmp_path_factory.mktemp("fonts") / "own.ttf"
    path.write_bytes(loaded.font_bytes)
    return path


def pictures(frame: Frame) -> list[tuple[int, int, Picture]]:
    return [(x, y, part) for x, y, part in frame.parts if isinstance(part, Picture)]


def laid_out(element: FontText, width: int = 384, cx: Context | None = None) -> Frame:
    return element.layout(cx or Context(D1), width)


def by_pillow(path: Path, px: int, text: str) -> Image.Image:
    """Draw a line with Pillow alone, cropped to its ink."""
    font = ImageFont.truetype(path, px)
    image = Image.new("1", (3 * px * len(text), 3 * px))
    ImageDraw.Draw(image).text((px, 2 * px), text, 1, font, anchor="ls")
    return image.crop(image.getbbox())


def ink(bitmap: Bitmap) -> Image.Image:
    image = Image.frombytes("1", (bitmap.width, bitmap.height), bitmap.data)
    return image.crop(image.getbbox())


@pytest.mark.parametrize("px", [9, 20, 37, 120])
def test_the_dots_are_freetypes_at_any_size(font: Path, px: int) -> None:
    [(x, y, picture)] = pictures(laid_out(FontText("Agj", font=font, px=px)))
    assert (x, y) == (0, 0)
    expected = by_pillow(font, px, "Agj")
    drawn = ink(picture.bitmap)
    assert (drawn.size, drawn.tobytes()) == (expected.size, expected.tobytes())


def test_lines_stand_a_line_height_apart(font: Path) -> None:
    frame = laid_out(FontText("a\nb\n\nc", font=font, px=30))
    height = UserFont(font, 30).height
    assert [y for _, y, _ in pictures(frame)] == [0, height, 3 * height]
    assert frame.height == 4 * height
    ascent, descent = ImageFont.truetype(font, 30).getmetrics()
    assert height == ascent + descent


def test_text_breaks_where_text_breaks(font: Path) -> None:
    frame = laid_out(FontText("The quick, (brown) fox 36.00", font=font, px=40), width=200)
    assert [picture.alt for _, _, picture in pictures(frame)] == [
        "The quick,",
        "(brown)",
        "fox 36.00",
    ]


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_lines_are_aligned_to_the_dot(font: Path, align: str) -> None:
    element = FontText("odd", font=font, px=25, align=align)  # type: ignore[arg-type]
    [(x, _, picture)] = pictures(laid_out(element))
    spare = 384 - picture.width
    assert x == {"left": 0, "center": spare // 2, "right": spare}[align]


def test_alignment_and_bold_are_inherited(font: Path) -> None:
    job = compile(Column(FontText("l", font=font, px=48), align="right", bold=True))
    assert job.frame is not None
    own = compile(FontText("l", font=font, px=48, align="right", bold=True))
    assert to_bitmap(job) == to_bitmap(own)
    assert to_bitmap(job) != to_bitmap(compile(FontText("l", font=font, px=48, align="right")))


def test_bold_widens_every_stroke(font: Path) -> None:
    plain, bold = UserFont(font, 48).line("l"), UserFont(font, 48).line("l", 2)
    assert bold.width == plain.width + 2
    widest = max(row.bit_count() for row in plain.rows())
    assert max(row.bit_count() for row in bold.rows()) == widest + 2


def test_the_paper_says_the_words(font: Path) -> None:
    job = compile(Column("a", FontText("Own font", font=font, px=30)))
    assert to_text(job) == "a\nOwn font\n"


def test_it_measures_what_it_lays_out(font: Path) -> None:
    element = FontText("a wide word\nb", font=font, px=30)
    cx = Context(D1)
    extent = element.measure(cx)
    widths = [UserFont(font, 30).width(text) for text in ("a wide word", "word")]
    assert extent == Extent(max(widths[1], UserFont(font, 30).width("wide")), widths[0])
    assert len(pictures(element.layout(cx, extent.max))) == 2
    job = compile(Row("left", FontText("36.00", font=font, px=30)))
    assert to_text(job).split() == ["left", "36.00"]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="latin-1"), max_size=60), st.integers(60, 384))
def test_no_ink_is_lost_and_no_line_too_wide(font: Path, text: str, width: int) -> None:
    frame = laid_out(FontText(text, font=font, px=30, bold=True), width)
    assert all(x >= 0 and x + p.width <= width for x, _, p in pictures(frame))
    kept = "".join(p.alt for _, _, p in pictures(frame)).replace(" ", "")
    assert kept == "".join(c for c in text if c.isprintable() and not c.isspace())


def test_a_character_the_font_lacks_is_a_warning(font: Path) -> None:
    job = compile(Column("a", FontText("x中中文", font=font)))
    [diagnostic] = job.diagnostics
    assert (diagnostic.code, diagnostic.path) == ("glyph-missing", "receipt > fonttext[2]")
    assert diagnostic.message == "'own.ttf' has no '中' U+4E2D, '文' U+6587"
    with pytest.raises(LayoutError):
        compile(FontText("中", font=font), options=Options(strict=True))


def test_blanks_and_joiners_are_never_missing(font: Path) -> None:
    assert compile(FontText("a b\u00a0c\u200bd", font=font)).diagnostics[0].level == 0
    codes = {d.code for d in compile(FontText("a\u2060\u3000b", font=font)).diagnostics}
    assert codes == {"invisible-dropped"}


def test_control_characters_fare_as_in_text(font: Path) -> None:
    job = compile(FontText("a\x07\tb\r\nc", font=font))
    assert {d.code for d in job.diagnostics} == {"control-dropped", "tab-expanded", "line-end"}
    assert to_text(job) == "a       b\nc\n"


def test_paths_start_at_the_source(font: Path) -> None:
    job = compile(FontText("a", font=font.name), options=Options(base=font.parent))
    assert job.items


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no font file 'none\.ttf'") as error:
        compile(Column("a", FontText("a", font=tmp_path / "none.ttf")))
    assert (error.value.code, error.value.path) == ("font-missing", "receipt > fonttext[2]")
    with pytest.raises(InputError):
        compile(FontText("a", font=tmp_path))


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([1, 10, 100]))
def test_a_damaged_font_is_an_error(font: Path, random: Random, hits: int) -> None:
    damaged = bytearray(font.read_bytes())
    for _ in range(hits):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    if random.random() < 0.3:
        del damaged[random.randrange(len(damaged)) :]
    path = font.with_name("damaged.ttf")
    path.write_bytes(damaged)
    try:
        compile(Column("a", FontText("Agj 36.00", font=path)))
    except InputError as error:
        assert (error.code, error.path) == ("font-damaged", "receipt > fonttext[2]")
    except LayoutError as error:
        assert error.code == "too-narrow"  # its widths are what is damaged


@pytest.mark.parametrize("noise", [b"", b"no font at all", b"\x00\x01\x00\x00" * 99])
def test_what_is_no_font_is_an_error(tmp_path: Path, noise: bytes) -> None:
    path = tmp_path / "noise.ttf"
    path.write_bytes(noise)
    with pytest.raises(InputError, match="is no font") as error:
        compile(FontText("a", font=path))
    assert error.value.code == "font-damaged"


def test_a_face_the_file_does_not_have_is_an_error(font: Path) -> None:
    with pytest.raises(InputError, match="is no font that can be read"):
        compile(FontText("a", font=font, index=7))


def test_a_character_wider_than_its_place_is_an_error(font: Path) -> None:
    with pytest.raises(LayoutError, match="does not fit") as error:
        laid_out(FontText("W", font=font, px=200), width=50)
    assert error.value.code == "too-narrow"


@pytest.mark.parametrize("px", [5, 385, -1, 0])
def test_sizes_beyond_the_paper_are_refused(font: Path, px: int) -> None:
    with pytest.raises(UsageError, match="6 to 384"):
        FontText("a", font=font, px=px)


def test_it_is_not_justified(font: Path) -> None:
    with pytest.raises(UsageError, match="not justified"):
        FontText("a", font=font, align="justify")


def test_edges_rise_and_end_at_the_whole(font: Path) -> None:
    own = UserFont(font, 33)
    edges = own.edges([list("AVAV "), list("word")])
    assert len(edges) == 10
    assert all(a <= b for a, b in pairwise(edges))
    assert abs(edges[-1] - own.width("AVAV word")) <= 2


def test_pillow_is_loaded_only_to_lay_it_out() -> None:
    code = "import sys; from ddjlayout import FontText; print('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_the_preview_draws_it(font: Path) -> None:
    job = compile(FontText("Own", font=font, px=30))
    expected = by_pillow(font, 30, "Own")
    paper = ink(to_bitmap(job))
    buffers = [BytesIO(), BytesIO()]
    expected.save(buffers[0], "PPM")
    paper.save(buffers[1], "PPM")
    assert buffers[0].getvalue() == buffers[1].getvalue()
