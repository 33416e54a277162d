"""The files in fonts/: what the manifest says is there, whole, under its licence, and complete."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import regex

from ddjlayout.raster.atlas import FILES, SEQUENCE_LIST, Atlas, fallback_cells, folded
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.glyphfile import SEQUENCES, GlyphFile
from scripts.fonts.boxes import BLOCKS, BOX_DRAWING, draw_block, draw_box, is_drawn
from scripts.fonts.inputs import INPUTS
from scripts.fonts.licences import LICENCES

FONTS = Path(__file__).parent.parent / "fonts"
MANIFEST: dict[str, Any] = json.loads((FONTS / "manifest.json").read_text("utf-8"))
OUTPUTS: list[dict[str, Any]] = MANIFEST["outputs"]
GLYPH_FILES = [output for output in OUTPUTS if output["file"].endswith(".bin")]
SPACES = frozenset(" \u00a0\u3000")


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas(FONTS)


def by_name(output: dict[str, Any]) -> str:
    return str(output["file"])


def decoded(encoding: str) -> Iterator[str]:
    """Yield every two-byte character of a codec."""
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                yield bytes((lead, trail)).decode(encoding)
            except UnicodeDecodeError:
                continue


def missing(atlas: Atlas, characters: list[str], px: int) -> list[str]:
    """Return the characters without a glyph of the right length, or without a dot."""
    bad: list[str] = []
    for character in characters:
        glyph = atlas.glyph(character, px)
        length = px * ((fallback_cells(character) * px // 2 + 7) // 8)
        if glyph is None or len(glyph) != length or any(glyph) == (character in SPACES):
            bad.append(character)
    return bad


@pytest.mark.parametrize("output", OUTPUTS, ids=by_name)
def test_a_file_is_the_one_in_the_manifest(output: dict[str, Any]) -> None:
    data = (FONTS / output["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == output["sha256"]
    assert len(data) == output["bytes"]


@pytest.mark.parametrize("output", GLYPH_FILES, ids=by_name)
def test_a_glyph_file_has_the_size_and_the_number_of_glyphs_it_says(output: dict[str, Any]) -> None:
    file = GlyphFile(FONTS / output["file"])
    size = re.search(r"(\d+)x(\d+)\.bin$", output["file"])
    assert size is not None
    assert (file.width, file.height) == (int(size[1]), int(size[2]))
    assert (output["width"], output["height"]) == (file.width, file.height)
    assert len(file) == output["glyphs"] > 0
    keys = list(file.keys())
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("output", GLYPH_FILES, ids=by_name)
def test_every_glyph_fits_the_cells_of_its_character(output: dict[str, Any]) -> None:
    file = GlyphFile(FONTS / output["file"])
    cells = 2 * file.width // file.height
    sequences = (FONTS / SEQUENCE_LIST).read_text("utf-8").splitlines()
    for key in list(file.keys()):
        text = chr(key) if key < SEQUENCES else sequences[key - SEQUENCES]
        assert fallback_cells(text) == cells, f"{key:04X}"


@pytest.mark.parametrize("output", GLYPH_FILES, ids=by_name)
def test_no_glyph_has_dots_beside_its_box(output: dict[str, Any]) -> None:
    file = GlyphFile(FONTS / output["file"])
    stride = (file.width + 7) // 8
    beside = (1 << stride * 8 - file.width) - 1
    for key in list(file.keys()):
        glyph = file.find(key)
        assert glyph is not None
        assert not any(last & beside for last in glyph[stride - 1 :: stride]), f"{key:04X}"


def test_the_folder_holds_the_files_of_the_manifest_and_no_other() -> None:
    found = {str(path.relative_to(FONTS)) for path in FONTS.rglob("*") if path.is_file()}
    listed = {output["file"] for output in OUTPUTS}
    listed |= {output["licence_file"] for output in OUTPUTS}
    assert found == listed | {"manifest.json", "LICENSES.md"}


def test_the_atlas_reads_every_glyph_file() -> None:
    read = {f"{name}.bin" for names in FILES.values() for name in names}
    assert read == {output["file"] for output in GLYPH_FILES}


def test_the_manifest_names_the_pinned_inputs() -> None:
    named = {entry["name"]: entry for entry in MANIFEST["inputs"]}
    assert named.keys() == INPUTS.keys()
    for name, pinned in INPUTS.items():
        assert named[name]["package"] == pinned.package.name
        assert named[name]["version"] == pinned.package.version
        assert named[name]["package_sha256"] == pinned.package.sha256
        assert named[name]["file"] == pinned.path
        assert re.fullmatch("[0-9a-f]{64}", named[name]["sha256"])
    assert all(source in INPUTS for output in OUTPUTS for source in output["sources"])
    assert "://" not in (FONTS / "manifest.json").read_text("utf-8")


def test_licences_agree_between_manifest_summary_and_texts() -> None:
    summary = (FONTS / "LICENSES.md").read_text("utf-8")
    rows = [line for line in summary.splitlines() if line.startswith("| `")]
    assert len(rows) == len(LICENCES)
    for output in OUTPUTS:
        (row,) = (line for line in rows if f"`{output['file']}`" in line)
        assert f"| {output['licence']} |" in row
        assert f"({output['licence_file']})" in row


@pytest.mark.parametrize("origin", LICENCES)
def test_a_licence_text_names_its_holder_and_grants_what_its_identifier_says(origin: str) -> None:
    licence = LICENCES[origin]
    text = " ".join((FONTS / "licenses" / licence.file).read_text("utf-8").split())
    words = {
        "MIT": "Permission is hereby granted, free of charge",
        "HPND": "Permission to use, copy, modify, and distribute this software",
        "BSD-2-Clause": "Redistributions in binary form must reproduce",
        "OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1",
    }
    assert words[licence.spdx] in text
    assert re.sub(r"^(the |[\d-]+ )", "", licence.holder) in text


@pytest.mark.parametrize("px", [24, 16])
def test_all_of_gbk_has_a_glyph(atlas: Atlas, px: int) -> None:
    characters = list(decoded("gbk"))
    assert len(characters) == 21_791
    assert missing(atlas, characters, px) == []


@pytest.mark.parametrize("px", [24, 16])
def test_hanzi_are_told_apart(atlas: Atlas, px: int) -> None:
    hanzi = [c for c in decoded("gbk") if 0x4E00 <= ord(c) <= 0x9FA5]
    shapes = {atlas.glyph(c, px) for c in hanzi}
    assert len(hanzi) == 20_902
    assert len(hanzi) - len(shapes) < 10  # variants such as 説 and 說 differ in a dot or in none


@pytest.mark.parametrize("px", [24, 16])
def test_ascii_and_latin_1_have_a_glyph(atlas: Atlas, px: int) -> None:
    ascii_printable = [chr(code) for code in range(0x20, 0x7F)]
    latin_1 = [chr(code) for code in range(0xA0, 0x100) if code != 0xAD]
    assert missing(atlas, [*ascii_printable, *latin_1, *"€₹฿₽₩₫"], px) == []


@pytest.mark.parametrize("px", [24, 16])
def test_the_characters_that_gb18030_adds_to_gbk_have_a_glyph(atlas: Atlas, px: int) -> None:
    added = [
        character
        for character in set(decoded("gb18030")) - set(decoded("gbk"))
        if unicodedata.category(character) != "Co"
    ]
    assert len(added) >= 80
    assert missing(atlas, added, px) == []


@pytest.mark.parametrize("px", [24, 16])
@pytest.mark.parametrize(
    ("first", "last"),
    [(0x3400, 0x4DB5), (0xAC00, 0xD7A3), (0xFF61, 0xFF9F), (0x0E01, 0x0E3A), (0x0391, 0x03A1)],
    ids=["Extension A", "Hangul", "half-width kana", "Thai", "Greek"],
)
def test_other_scripts_have_a_glyph(atlas: Atlas, px: int, first: int, last: int) -> None:
    assert missing(atlas, [chr(code) for code in range(first, last + 1)], px) == []


@pytest.mark.parametrize("px", [24, 16])
def test_every_letter_and_symbol_of_the_basic_plane_has_a_glyph(atlas: Atlas, px: int) -> None:
    kinds = {"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Po", "Ps", "Pe", "Sm", "Sc", "So"}
    lacking = [
        chr(code)
        for code in range(0x10000)
        if unicodedata.category(chr(code)) in kinds and atlas.glyph(chr(code), px) is None
    ]
    assert [c for c in lacking if unicodedata.name(c, "")] == []


@pytest.mark.parametrize("px", [24, 16])
def test_every_emoji_is_drawn(atlas: Atlas, px: int) -> None:
    """Unicode's own property, as the regex module has it, says what an emoji is.

    Python's older Unicode data leaves out those that are younger than the font.
    """
    text = "".join(c for c in map(chr, range(0x2000, 0x20000)) if unicodedata.name(c, ""))
    shown = regex.findall(r"\p{Emoji_Presentation}", text)
    assert len(shown) > 1100
    assert missing(atlas, [*shown, *"🫩🫟🫪"], px) == []


@pytest.mark.parametrize("px", [24, 16])
def test_every_listed_sequence_is_drawn_and_folded(atlas: Atlas, px: int) -> None:
    listed = (FONTS / SEQUENCE_LIST).read_text("utf-8").splitlines()
    assert len(listed) > 500
    assert [text for text in listed if folded(text) != text or len(text) < 2] == []
    assert missing(atlas, listed, px) == []


@pytest.mark.parametrize("px", [24, 16])
def test_boxes_and_blocks_are_what_the_build_draws(atlas: Atlas, px: int) -> None:
    """The drawn files are rebuilt here; Python's Unicode data stands in for the build's."""
    for codes, draw in ((BOX_DRAWING, draw_box), (BLOCKS, draw_block)):
        for code in codes:
            name = unicodedata.name(chr(code))
            assert is_drawn(name), name
            assert atlas.glyph(chr(code), px) == draw(name, px).packed(), name


@pytest.mark.parametrize("px", [24, 16])
@pytest.mark.parametrize(
    "frame",
    [
        ("┌─┬─┐", "│ │ │", "├─┼─┤", "│ │ │", "└─┴─┘"),
        ("┏━┳━┓", "┃ ┃ ┃", "┣━╋━┫", "┃ ┃ ┃", "┗━┻━┛"),
        ("╔═╦═╗", "║ ║ ║", "╠═╬═╣", "║ ║ ║", "╚═╩═╝"),
        ("╒═╤═╕", "│ │ │", "╞═╪═╡", "│ │ │", "╘═╧═╛"),
        ("╓─╥─╖", "║ ║ ║", "╟─╫─╢", "║ ║ ║", "╙─╨─╜"),
        ("┍━┯━┑", "│ │ │", "┝━┿━┥", "│ │ │", "┕━┷━┙"),
        ("╭───╮", "│   │", "│   │", "│   │", "╰───╯"),
    ],
    ids=lambda frame: frame[0],
)
def test_frames_join_across_cells(atlas: Atlas, frame: tuple[str, ...], px: int) -> None:
    """Where two characters meet, both bring the same dots to the edge."""
    grid = [[edges(atlas, character, px) for character in row] for row in frame]
    for row in grid:
        for left, right in pairwise(row):
            assert left["right"] == right["left"]
    for above, below in pairwise(grid):
        for upper, lower in zip(above, below, strict=True):
            assert upper["down"] == lower["up"]
    assert any(grid[0][1]["left"])


def edges(atlas: Atlas, character: str, px: int) -> dict[str, str]:
    """Return the dots on the four edges of a full-width character; a space has none."""
    glyph = atlas.glyph("\u3000" if character == " " else character, px)
    assert glyph is not None
    rows = Bitmap(px, px, glyph).letters().replace(".", " ").split("\n")
    return {
        "up": rows[0].strip() and rows[0],
        "down": rows[-1].strip() and rows[-1],
        "left": "".join(row[0] for row in rows).rstrip(),
        "right": "".join(row[-1] for row in rows).rstrip(),
    }
