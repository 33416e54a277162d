"""The atlas: shapes as letters, clusters, laziness, and what happens to damaged files."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ddjlayout.errors import InputError, UsageError
from ddjlayout.raster.atlas import Atlas, default_atlas, fallback_cells, folded
from ddjlayout.raster.bitmap import Bitmap

FONTS = Path(__file__).parent.parent / "fonts"


@pytest.fixture
def atlas() -> Atlas:
    return default_atlas()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder of font files that a test may damage."""
    return shutil.copytree(FONTS, tmp_path / "fonts")


def drawn(atlas: Atlas, cluster: str, px: int) -> Bitmap:
    glyph = atlas.glyph(cluster, px)
    assert glyph is not None, cluster
    return Bitmap(fallback_cells(cluster) * px // 2, px, glyph)


ZHONG = """
.......#........
.......#........
.......#.....#..
.##############.
.#.....#.....#..
.#.....#.....#..
.#.....#.....#..
.#.....#.....#..
.#############..
.#.....#.....#..
.......#........
.......#........
.......#........
.......#........
.......#........
.......#........
"""

LETTER_A = """
........
...#....
..#.#...
..#.#...
..#.#...
.#...#..
.#...#..
.#...#..
.#...#..
.#####..
#.....#.
#.....#.
#.....#.
##...##.
........
........
"""

LETTER_G_24 = """
............
............
............
............
............
............
............
.........##.
....###.###.
..##...##...
.##.....##..
.##.....##..
.##.....##..
..##...##...
....###.....
...#........
..##........
...#####....
..#..#####..
.#......###.
##.......##.
##.......##.
.##.....##..
...#####....
"""

ONE_CELL_HOLLOW = """
........
.######.
.#....#.
.#....#.
.#....#.
.#....#.
.#....#.
.#....#.
.#....#.
.#....#.
.#....#.
.#....#.
.#....#.
.#....#.
.######.
........
"""


@pytest.mark.parametrize(
    ("character", "px", "drawing"),
    [("中", 16, ZHONG), ("A", 16, LETTER_A), ("g", 24, LETTER_G_24)],
)
def test_a_glyph_has_the_dots_of_the_font(
    atlas: Atlas, character: str, px: int, drawing: str
) -> None:
    assert drawn(atlas, character, px).letters() == drawing.strip()


def test_rows_are_whole_bytes_with_the_rest_white(atlas: Atlas) -> None:
    glyph = atlas.glyph("M", 24)
    assert glyph is not None
    assert len(glyph) == 48
    assert not any(byte & 0x0F for byte in glyph[1::2])
    assert [len(atlas.glyph(c, px) or b"") for c, px in (("中", 24), ("中", 16), ("M", 16))] == [
        72,
        32,
        16,
    ]


def test_blanks_are_blank(atlas: Atlas) -> None:
    assert not any(atlas.glyph(" ", 24) or b"x")
    assert not any(atlas.glyph("\u3000", 16) or b"x")


def test_the_hollow_box_is_an_inset_frame(atlas: Atlas) -> None:
    assert Bitmap(8, 16, atlas.hollow(1, 16)).letters() == ONE_CELL_HOLLOW.strip()
    wide = Bitmap(24, 24, atlas.hollow(2, 24)).letters().split("\n")
    blank, line, side = "." * 24, "..####################..", "..#..................#.."
    assert wide == [blank] * 2 + [line] + [side] * 18 + [line] + [blank] * 2


def test_a_16_dot_glyph_stands_in_the_middle_of_a_24_dot_box(atlas: Atlas) -> None:
    small, large = drawn(atlas, "ก", 16), drawn(atlas, "ก", 24)
    rows = ["." * 12] * 4 + [f"..{row}.." for row in small.letters().split("\n")] + ["." * 12] * 4
    assert large.letters().split("\n") == rows


def test_another_height_is_refused(atlas: Atlas) -> None:
    with pytest.raises(UsageError, match="no font of 20 dots"):
        atlas.glyph("中", 20)


@pytest.mark.parametrize(
    "nothing", ["", "\ud800", "\ue000", "\U000f0000", "\n", "\u200b", "\u0378"]
)
def test_what_has_no_shape_has_no_glyph(atlas: Atlas, nothing: str) -> None:
    assert atlas.glyph(nothing, 24) is None


@pytest.mark.parametrize("px", [24, 16])
def test_a_mark_is_drawn_over_its_base(atlas: Atlas, px: int) -> None:
    base, mark = drawn(atlas, "n", px), drawn(atlas, "\u0308", px)
    both = drawn(atlas, "n\u0308", px)
    assert both.rows() == [a | b for a, b in zip(base.rows(), mark.rows(), strict=True)]
    assert mark.ink() > 0


@pytest.mark.parametrize("px", [24, 16])
def test_a_narrow_base_is_centred_under_a_wide_mark(atlas: Atlas, px: int) -> None:
    assert fallback_cells("a\u20dd") == 2
    circled, circle = drawn(atlas, "a\u20dd", px), drawn(atlas, "\u20dd", px)
    letter = drawn(atlas, "a", px).placed(px, px // 4)
    assert circled.rows() == [a | b for a, b in zip(circle.rows(), letter.rows(), strict=True)]


@pytest.mark.parametrize("px", [24, 16])
def test_sara_am_takes_the_cell_after_its_consonant(atlas: Atlas, px: int) -> None:
    cluster = "น้ำ"
    assert len(cluster) == 3
    assert fallback_cells(cluster) == 2
    left, right = drawn(atlas, "น้", px), drawn(atlas, "ำ", px)
    placed = zip(left.placed(px, 0).rows(), right.placed(px, px // 2).rows(), strict=True)
    assert drawn(atlas, cluster, px).rows() == [a | b for a, b in placed]


@pytest.mark.parametrize(
    ("cluster", "same"),
    [
        ("👍🏽", "👍"),
        ("👩🏽‍🚀", "👩‍🚀"),
        ("😀\ufe0f", "😀"),
        ("①\ufe0f", "①"),
        ("👩🏻‍🤝‍👨🏿", "👫"),
        ("❤️‍🔥", "❤‍🔥"),
    ],
)
def test_skin_tones_and_selectors_change_no_dot(atlas: Atlas, cluster: str, same: str) -> None:
    assert folded(cluster) == folded(same) or cluster == "👩🏻‍🤝‍👨🏿"
    assert atlas.glyph(cluster, 24) == atlas.glyph(same, 24)
    assert atlas.glyph(cluster, 24) is not None


def test_a_selector_asks_for_the_picture_of_a_symbol(atlas: Atlas) -> None:
    plain, picture = atlas.glyph("☀", 24), atlas.glyph("☀\ufe0f", 24)
    assert plain is not None
    assert picture is not None
    assert plain != picture
    assert atlas.glyph("☀\ufe0e", 24) == plain


@pytest.mark.parametrize("px", [24, 16])
def test_sequences_are_pictures_of_their_own(atlas: Atlas, px: int) -> None:
    pictures = [atlas.glyph(c, px) for c in ("👩‍💻", "👩", "5️⃣", "6️⃣", "🇨🇳", "🇯🇵", "🍋‍🟩", "🍋")]
    assert None not in pictures
    assert len(set(pictures)) == len(pictures)


@pytest.mark.parametrize("unknown", ["🇽🇽", "🍚‍🍜", "中文", "क्ष"])
def test_a_cluster_that_cannot_be_put_together_has_no_glyph(atlas: Atlas, unknown: str) -> None:
    assert atlas.glyph(unknown, 24) is None


@settings(deadline=None)
@given(st.text(max_size=6), st.sampled_from([24, 16]))
def test_a_glyph_has_the_size_its_cells_promise(text: str, px: int) -> None:
    glyph = default_atlas().glyph(text, px)
    if glyph is not None:
        assert len(glyph) == px * ((fallback_cells(text) * px // 2 + 7) // 8)


def test_more_characters_than_are_remembered_stay_right(atlas: Atlas) -> None:
    before = atlas.glyph("中", 16)
    for code in range(0x4E00, 0x4E00 + 9000):
        atlas.glyph(chr(code), 16)
    assert atlas.glyph("中", 16) == before


def test_a_file_is_opened_when_a_character_first_needs_it(copied: Path) -> None:
    atlas = Atlas(copied)
    for path in copied.glob("*"):
        if path.name not in ("drawn-24x24.bin", "isas-24x24.bin"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert atlas.glyph("中", 24) == default_atlas().glyph("中", 24)
    with pytest.raises(InputError, match=r"drawn-12x24\.bin"):
        atlas.glyph("A", 24)


def test_a_copied_folder_gives_the_same_glyphs(copied: Path) -> None:
    atlas = Atlas(copied)
    for cluster in "中A鍋é€😀", "🍋‍🟩", "ก":
        assert atlas.glyph(cluster, 24) == default_atlas().glyph(cluster, 24)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: data[:-1], "560059 bytes, where its header promises 560060"),
        (lambda data: data[:11], "not a glyph file"),
        (lambda data: b"", "empty or damaged"),
        (lambda data: b"PK" + data[2:], "not a glyph file"),
        (lambda data: data + b"\0", "bytes, where its header promises"),
    ],
    ids=["a byte short", "no header", "empty", "another format", "a byte long"],
)
def test_a_damaged_file_is_an_input_error(copied: Path, damage: object, message: str) -> None:
    path = copied / "isas-24x24.bin"
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(InputError, match=message) as caught:
        Atlas(copied).glyph("中", 24)
    assert str(path) in str(caught.value)
    assert "install ddjlayout again" in str(caught.value)


def test_a_missing_folder_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        Atlas(tmp_path / "nowhere").glyph("中", 24)


def test_a_damaged_list_of_sequences_is_an_input_error(copied: Path) -> None:
    (copied / "emoji-list-sequences.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="empty or damaged"):
        Atlas(copied).glyph("👩‍💻", 24)


def test_the_atlas_of_a_process_is_one(atlas: Atlas) -> None:
    assert default_atlas() is atlas


def test_the_atlas_needs_neither_pillow_nor_numpy() -> None:
    code = (
        "import sys; from ddjlayout.raster.atlas import default_atlas;"
        "default_atlas().glyph('中', 24); print(sys.modules.keys() & {'PIL', 'numpy', 'regex'})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
