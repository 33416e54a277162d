"""Native codes on paper: where they stand, how large their modules are, and what they say."""

import json

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ddjlayout.simulator.device import D1, D2
from ddjlayout.simulator.paper import Paper, paint
from tests.simulator.drawing import TINY, TinyGlyphs, drawn, item, letters, tiny


def printed(*items: dict, device=D1) -> Paper:
    return paint(json.dumps(items), device, glyphs=TinyGlyphs())


def columns(paper: Paper) -> tuple[int, int]:
    """Return the first dark column and the one behind the last."""
    ink = [row for row in letters(paper) if "#" in row]
    return min(row.index("#") for row in ink), max(row.rindex("#") for row in ink) + 1


def read(paper: Paper) -> list:
    rows = bytes(255 - byte for byte in paper.rows)
    picture = Image.frombytes("1", (paper.width, paper.height), rows).convert("L")
    wide = Image.new("L", (paper.width + 80, paper.height + 80), 255)
    wide.paste(picture, (40, 40))
    return zxingcpp.read_barcodes(wide)


def test_a_barcode_is_64_dots_tall_with_2_dots_a_module():
    paper = printed(item("A", 3))
    rows = letters(paper)
    assert len(rows) == 64
    assert len(set(rows)) == 1
    # start B 11010010000, A 10100011000, check 34 10001011000, stop 1100011101011
    modules = "1101001000010100011000100010110001100011101011"
    drawing = "".join("#" * 2 if module == "1" else "." * 2 for module in modules)
    assert rows[0] == drawing.ljust(384, ".")


@pytest.mark.parametrize(("align", "left"), [(0, 0), (1, 146), (2, 292)])
def test_a_barcode_is_placed_by_its_alignment(align, left):
    assert columns(printed(item("A", 3, align=align))) == (left, left + 92)


def test_a_barcode_that_does_not_fit_leaves_a_line_of_hollow_boxes():
    assert tiny(item("A", 3)) == drawn("""
        ################
        #..##..##..##..#
        #..##..##..##..#
        ################
    """)


@pytest.mark.parametrize("data", ["中", "", b"\xff"])
def test_what_code_128_cannot_say_leaves_hollow_boxes(data):
    assert tiny(item(data, 3), device=TINY._replace(width=384))[0] == "#" * 384


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=12))
def test_a_barcode_says_its_text(text):
    found = read(printed(item(text, 3, align=1)))
    assert [code.text for code in found] == [text]


@pytest.mark.parametrize("text", ["D202511240188", "1234567", "12345a678901", "0" * 22])
def test_a_barcode_with_runs_of_digits_says_its_text(text):
    assert [code.text for code in read(printed(item(text, 3)))] == [text]


@pytest.mark.parametrize(
    ("size", "side"),
    [
        pytest.param(14, 29 * 4, id="version 1 with its quiet zone, 4 dots a module"),
        pytest.param(504, 93 * 4, id="version 17 is the largest at 4"),
        pytest.param(505, 97 * 3, id="version 18 takes 3"),
        pytest.param(1100, 133 * 2, id="version 27 takes 2"),
        pytest.param(2331, 185 * 2, id="version 40 is the largest there is"),
    ],
)
def test_a_qr_code_takes_the_largest_module_that_fits(size, side):
    paper = printed(item(b"x" * size, 4, align=2))
    assert paper.height == side
    quiet = 4 * (4 if size < 505 else 3 if size < 1000 else 2)
    assert columns(paper) == (384 - side + quiet, 384 - quiet)


@pytest.mark.parametrize("data", [b"", b"x" * 2332])
def test_a_qr_code_that_cannot_be_leaves_hollow_boxes(data):
    assert printed(item(data, 4)).height == 24


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_a_qr_code_says_its_bytes_at_level_m(data):
    (code,) = read(printed(item(data, 4, align=1), device=D2))
    assert code.bytes == data
    assert code.ec_level == "M"
