"""Paragraphs in one or several faces: lines, runs, shortening and justification."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddjlayout.block import Run
from ddjlayout.paragraph import Paragraph, Span, justified, shortened, widest_word
from ddjlayout.style import NORMAL, SIZES, Face
from ddjlayout.text import Prose, cells

PLAIN, BOLD, WIDE = Face(), Face(bold=True), Face(SIZES["wide"])
SMALL = Face(SIZES["small"])
faces = st.sampled_from([PLAIN, BOLD, WIDE, SMALL])
words = st.lists(st.sampled_from(["鸡丁", "a", "bc ", " ", "36.00元", "，", "\u00a0", "\u200b"]))
spans = st.lists(st.tuples(words.map("".join), faces), min_size=1, max_size=4)


def run(text: str, face: Face = PLAIN) -> Run:
    return Run(text, cells(text) * face.size.cell, face)


def paragraph(*parts: tuple[str, Face]) -> Paragraph:
    return Paragraph.of([Span(Prose(text), face) for text, face in parts])


def shown(lines: list[list[Run]]) -> list[str]:
    return ["".join(r.text for r in line) for line in lines]


def broken(text: Paragraph, first: int, rest: int) -> list[list[Run]]:
    return [text.runs(start, end) for start, end in text.lines(first, rest)]


def test_a_line_is_cut_into_runs_where_the_face_changes() -> None:
    text = paragraph(("合计 ", PLAIN), ("￥207.50", BOLD))
    assert text.runs(0, len(text.text)) == [run("合计 "), run("￥207.50", BOLD)]
    assert text.runs(1, 5) == [run("计 "), run("￥2", BOLD)]
    assert text.runs(0, 2) == [run("合计")]


def test_glue_and_opportunities_leave_no_characters_behind() -> None:
    text = paragraph(("a\u00a0b\u200bc", PLAIN))
    assert text.runs(0, 5) == [Run("a bc", 48, PLAIN)]


def test_clusters_are_cut_with_their_line() -> None:
    text = Paragraph.of([Span(Prose("a〓b$", {1: "👍", 3: "€"}), PLAIN)])
    assert text.runs(0, 1) == [run("a")]
    assert text.runs(0, 3) == [Run("a👍b", 48, PLAIN, ("a", "👍", "b"))]
    assert text.runs(2, 4) == [Run("b€", 24, PLAIN, ("b", "€"))]


def test_the_first_line_has_its_own_room() -> None:
    text = paragraph(("一二三四五六", PLAIN))
    assert shown(broken(text, 48, 96)) == ["一二", "三四五六"]


def test_wide_and_normal_characters_share_a_line() -> None:
    text = paragraph(("一二", WIDE), ("三四五六", PLAIN))
    assert shown(broken(text, 144, 144)) == ["一二三四", "五六"]


def test_kinsoku_holds_across_faces() -> None:
    text = paragraph(("一二三", PLAIN), ("，四", BOLD))
    assert shown(broken(text, 72, 72)) == ["一二", "三，四"]


def test_the_widest_word_counts_every_face() -> None:
    assert widest_word("ab 500ml×24瓶") == 11
    assert paragraph(("ab", PLAIN), ("cd", WIDE), (" efg", PLAIN)).widest_word() == 2 * 12 + 2 * 24
    assert paragraph(("", PLAIN)).widest_word() == 0


@given(spans, st.integers(48, 400))
def test_no_line_is_wider_than_its_room_and_no_character_is_lost(
    parts: list[tuple[str, Face]], room: int
) -> None:
    text = paragraph(*parts)
    slices = text.lines(room, room)
    assert all(text.width(start, end) <= room for start, end in slices)
    gaps = [text.text[a[1] : b[0]] for a, b in pairwise([(0, 0), *slices, (len(text.text),) * 2])]
    assert "".join(gaps).strip(" \u200b") == ""


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("一二三四", 96, "一二三…"),
        ("一二三四", 95, "一二…"),
        ("一二三四", 24, "…"),
        ("abc", 36, "a…"),
    ],
)
def test_shortened_leaves_room_for_the_marker(text: str, room: int, expected: str) -> None:
    marker = [run("…")]
    assert shown([[*shortened([run(text)], marker, room), *marker]]) == [expected]


def test_shortened_stops_in_the_run_that_does_not_fit() -> None:
    runs = [run("一"), run("二三", BOLD), run("a")]
    assert shortened(runs, [run("…")], 72) == [run("一"), run("二", BOLD)]
    assert shortened(runs, [], 24) == [run("一")]


def test_shortened_counts_clusters_as_one() -> None:
    cluster = "👨‍👩‍👧"
    runs = [Run(f"a{cluster}b", 48, PLAIN, ("a", cluster, "b"))]
    assert shown([shortened(runs, [run("..")], 60)]) == [f"a{cluster}"]


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("a b c", 12 * 9, "a   b   c"),
        ("a b c", 12 * 8, "a   b  c"),
        ("  a b", 12 * 8, "  a    b"),
        ("一二三", 12 * 8, "一二三"),
        ("a b", 12 * 3, "a b"),
        ("a b", 12 * 3 + 11, "a b"),
    ],
)
def test_justified_widens_spaces_from_the_left(text: str, room: int, expected: str) -> None:
    assert shown([justified([run(text)], room)]) == [expected]


def test_justified_counts_each_space_in_its_own_face() -> None:
    runs = [run("a ", PLAIN), run("b c", WIDE)]
    wide = justified(runs, 24 + 72 + 36 + 12)
    assert wide == [run("a   "), run("b  c", WIDE)]
    assert justified(runs, 24 + 72 + 12) == [run("a  "), run("b c", WIDE)]
    assert justified([run("a b", WIDE)], 72 + 23) == [run("a b", WIDE)]


@given(spans, st.integers(0, 500))
def test_justified_never_passes_the_room(parts: list[tuple[str, Face]], room: int) -> None:
    text = paragraph(*parts)
    runs = text.runs(0, len(text.text))
    used = sum(r.width for r in runs)
    wide = justified(runs, room)
    assert sum(r.width for r in wide) <= max(room, used)
    assert all(r.width == cells(r.text) * r.face.size.cell for r in wide)
    assert shown([wide])[0].replace(" ", "") == shown([runs])[0].replace(" ", "")


def test_an_accent_on_a_space_is_no_gap() -> None:
    runs = [Run("a \u0308b c", 60, PLAIN, ("a", " \u0308", "b", " ", "c"))]
    assert justified(runs, 72)[0].clusters == ("a", " \u0308", "b", " ", " ", "c")


def test_blanks_with_dots_stay_at_the_end_of_a_paragraph() -> None:
    underlined = Face(underline=True)
    text = paragraph(("a", PLAIN), ("   ", underlined))
    assert text.drawn_end(1, 96) == 4
    assert text.drawn_end(1, 24) == 3
    assert text.drawn_end(1, 0) == 1
    assert paragraph(("a ", PLAIN)).drawn_end(1, 96) == 1
    assert underlined.size == NORMAL
