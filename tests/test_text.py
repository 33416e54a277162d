"""Characters on their way to cells: every one is on paper or named in a diagnostic."""

import unicodedata
from collections.abc import Iterator

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from ddjlayout import D1, Column, Context, LayoutError, Options, Text, UsageError, compile
from ddjlayout.block import Frame, Run
from ddjlayout.diagnostics import Diagnostic, Level
from ddjlayout.element import Unencodable
from ddjlayout.raster.atlas import fallback_cells
from ddjlayout.text import FOLDS, REPLACEMENTS, cells, cluster_cells, is_native, paragraphs
from tests.documents import strings


def prepared(
    text: str, unencodable: Unencodable = "raster"
) -> tuple[list[tuple[str, dict[int, str]]], list[Diagnostic]]:
    """Prepare a text; return its paragraphs as plain values, and the diagnostics."""
    cx = Context(D1, Options(unencodable))
    found = [(prose.text, dict(prose.clusters or {})) for prose in paragraphs(text, cx)]
    return found, list(cx.diagnostics)


def told(text: str, unencodable: Unencodable = "raster") -> list[tuple[str, str, str]]:
    return [(d.level.name, d.code, d.message) for d in prepared(text, unencodable)[1]]


def plain(text: str, unencodable: Unencodable = "raster") -> str:
    """Return a text of one paragraph that needs no dots."""
    [(prose, clusters)] = prepared(text, unencodable)[0]
    assert not clusters
    return prose


def test_text_of_the_repertoire_stays_as_it_is() -> None:
    text = "宫保鸡丁 36.00元 ℃ ① é \u3000郎"
    assert prepared(text) == ([(text, {})], [])


@pytest.mark.parametrize("char", [*sorted(FOLDS), "\u2000"])
def test_look_alikes_are_folded_and_named(char: str) -> None:
    folded = FOLDS.get(char, " ").replace("\u00a0", " ")
    assert plain(f"a{char}b").replace("\u00a0", " ") == f"a{folded}b"
    [(level, code, message)] = told(f"a{char}b")
    shown = f"U+{ord(char):04X}" if char.isspace() else f"'{char}'"
    assert (level, code) == ("INFO", "text-folded")
    assert message.startswith(f"printed look-alikes: {shown} → ")


@pytest.mark.parametrize("table", [FOLDS, REPLACEMENTS])
def test_the_tables_lead_into_the_repertoire(table: dict[str, str]) -> None:
    for before, after in table.items():
        assert len(before) == 1
        assert is_native(after.replace("\u00a0", " ")), before
        assert table is REPLACEMENTS or not is_native(before), before


def test_only_look_alikes_are_folded_by_default() -> None:
    for char in REPLACEMENTS:
        if not is_native(char):
            [(_, clusters)] = prepared(char)[0]
            assert clusters == {0: char}


def test_composition_is_nfc_and_never_nfkc() -> None:
    assert plain("e\u0301") == "é"
    assert prepared("n\u0303")[0] == [("x", {0: "ñ"})]
    assert plain("￥①℃Ⅻ") == "￥①℃Ⅻ"
    assert prepared("ﬁ")[0] == [("〓", {0: "ﬁ"})]


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("\r\n", "U+000D+U+000A"),
        ("\r", "U+000D"),
        ("\v", "U+000B"),
        ("\f", "U+000C"),
        ("\x85", "U+0085"),
        ("\u2028", "U+2028"),
        ("\u2029", "U+2029"),
    ],
)
def test_every_line_end_ends_a_line(end: str, name: str) -> None:
    found, _ = prepared(f"a{end}b")
    assert found == [("a", {}), ("b", {})]
    assert told(f"a{end}b") == [("INFO", "line-end", f"read as line ends: {name}")]
    assert told("a\nb") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb", "a       b"),
        ("\tb", "        b"),
        ("一二三四\tb", "一二三四        b"),
        ("a\t\tb", "a               b"),
        ("a\nbc\td", "a\nbc      d"),
        ("€\tb", "$       b"),
    ],
)
def test_tabs_reach_the_next_stop_of_eight_cells(text: str, expected: str) -> None:
    assert "\n".join(prose for prose, _ in prepared(text)[0]) == expected
    assert ("INFO", "tab-expanded", "spaces up to the next tab stop for U+0009") in told(text)


@pytest.mark.parametrize("char", ["\u00ad", "\u200d", "\u2060", "\ufeff", "\ufe0f", "\u034f"])
def test_what_has_no_dots_is_left_out_and_named(char: str) -> None:
    assert plain(f"一{char}二") == "一二"
    name = f"U+{ord(char):04X}"
    assert told(f"一{char}二") == [("INFO", "invisible-dropped", f"left out without dots: {name}")]


def test_variation_selectors_leave_native_text_native() -> None:
    assert plain("葛\U000e0100飾") == "葛飾"


def test_a_zero_width_space_is_a_place_to_break() -> None:
    assert prepared("a\u200bb")[0] == [("a\u200bb", {})]
    assert cells("a\u200bb") == 2
    [(level, code, message)] = told("a\u200bb")
    assert (level, code) == ("INFO", "invisible-dropped")
    assert message.endswith("U+200B")


def test_a_space_that_does_not_break_keeps_its_cell() -> None:
    assert prepared("a\u00a0b")[0] == [("a\u00a0b", {})]
    assert cells("a\u00a0b") == 3


@pytest.mark.parametrize("char", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2069")
def test_direction_marks_are_left_out_with_a_warning(char: str) -> None:
    assert plain(f"a{char}b") == "ab"
    name = f"U+{ord(char):04X}"
    expected = ("WARNING", "bidi-dropped", f"left out direction marks: {name}")
    assert told(f"a{char}b") == [expected]


def test_control_characters_are_left_out_with_a_warning() -> None:
    controls = [chr(c) for c in [*range(32), *range(0x7F, 0xA0)] if chr(c) not in "\t\n\v\f\r\x85"]
    assert plain(f"a{''.join(controls)}b") == "ab"
    [(level, code, message)] = told("".join(controls))
    assert (level, code) == ("WARNING", "control-dropped")
    assert all(f"U+{ord(char):04X}" in message for char in controls)


def test_lone_surrogates_are_left_out_with_a_warning() -> None:
    assert plain("a\ud83db") == "ab"
    assert told("a\ud83db") == [
        ("WARNING", "control-dropped", "left out control characters: U+D83D")
    ]


def test_each_kind_is_told_once_with_every_character() -> None:
    assert told("€ñ€\x07\x08\x07") == [
        ("INFO", "text-rasterised", "printed as dots: '€', 'ñ'"),
        ("WARNING", "control-dropped", "left out control characters: U+0007, U+0008"),
    ]


@pytest.mark.parametrize(
    "cluster",
    [
        "👨‍👩‍👧",
        "🇨🇳",
        "1️⃣",
        "👍🏽",
        "☺︎",
        "ñ",
        "ǹ",
        "한",
        "𠮷",
        "กำ",
        "\U0001f3f4\U000e0067\U000e007f",
    ],
)
def test_a_cluster_has_one_stand_in_of_its_cells(cluster: str) -> None:
    [(prose, clusters)] = prepared(f"a{cluster}b")[0]
    assert clusters == {1: cluster}
    assert len(prose) == 3
    assert cells(prose) == 2 + fallback_cells(cluster)
    assert cluster_cells(cluster) == fallback_cells(cluster)


@pytest.mark.parametrize(
    ("text", "stand_ins"),
    [
        ("½", "0"),
        ("€", "$"),
        ("Đ", "x"),
        ("⁽", "("),
        ("⁾", ")"),
        ("«", '"'),
        ("｡", ")"),
        ("한", "〓"),
    ],
)
def test_stand_ins_break_like_what_they_stand_for(text: str, stand_ins: str) -> None:
    assert prepared(text)[0] == [(stand_ins, {0: text})]


def test_no_line_starts_with_a_half_width_full_stop() -> None:
    frame = Text("ｱ" * 4 + "｡").layout(Context(D1), 48)
    assert [run.text for run in runs(frame)] == ["ｱｱｱ", "ｱ｡"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€5", "EUR5"),
        ("ñandú", "nandú"),
        ("½ ⅓", "1/2 1/3"),
        ("⑪", "11"),
        ("ﾊﾟﾝ", "パン"),
        ("ﬁ™", "fi(TM)"),
        ("한👍", "??"),
        ("👨‍👩‍👧", "?"),
        ("•", "·"),
    ],
)
def test_the_policy_replace_spells_in_the_repertoire(text: str, expected: str) -> None:
    assert plain(text, "replace") == expected


def test_what_is_replaced_is_a_warning_with_both() -> None:
    assert told("5€", "replace") == [("WARNING", "text-replaced", "printed instead: '€' → 'EUR'")]


@pytest.mark.parametrize("text", ["€", "a👍", "ñ"])
def test_the_policy_error_names_character_and_place(text: str) -> None:
    with pytest.raises(LayoutError, match="no character") as error:
        compile(Column("a", Text(text)), options=Options("error"))
    assert error.value.code == "unencodable"
    assert error.value.path == "receipt > text[2]"


def test_the_policy_error_lets_look_alikes_pass() -> None:
    assert plain("¥\u00ad", "error") == "￥"


def test_right_to_left_text_is_a_warning() -> None:
    assert [code for _, code, _ in told("שלום")] == ["rtl-as-written", "text-rasterised"]


def runs(frame: Frame) -> Iterator[Run]:
    for _, _, part in frame.parts:
        if isinstance(part, Frame):
            yield from runs(part)
        elif isinstance(part, Run):
            yield part


anything = st.text(st.characters(codec=None), max_size=30) | strings


@settings(max_examples=300, deadline=None)
@given(anything)
def test_every_character_is_on_paper_or_named(text: str) -> None:
    cx = Context(D1)
    frame = Text(text).layout(cx, 384)
    paper = unbroken("".join(run.text for run in runs(frame)))
    named = " ".join(d.message for d in cx.diagnostics)
    for cluster in regex.findall(r"\X", text):
        for char in unbroken(unicodedata.normalize("NFC", cluster)):
            if paper.startswith(char):
                paper = paper[1:]
                continue
            names = [f"'{char}'", *(f"U+{ord(c):04X}" for c in {char, *cluster})]
            assert any(name in named for name in names), (char, named)
            instead = unbroken(FOLDS.get(char, ""))
            assert paper.startswith(instead), (char, paper)
            paper = paper[len(instead) :]
    assert paper == ""


def unbroken(text: str) -> str:
    """Leave out blanks and line feeds, which layout makes and takes."""
    return "".join(c for c in text if c not in " \n\u3000")


@settings(max_examples=200, deadline=None)
@given(anything)
def test_replaced_text_is_of_the_repertoire_and_named(text: str) -> None:
    found, diagnostics = prepared(text, "replace")
    named = " ".join(d.message for d in diagnostics)
    assert all(not clusters for _, clusters in found)
    for char in unicodedata.normalize("NFC", text):
        shown = any(char in prose for prose, _ in found) or char == "\n"
        if not shown and not unicodedata.combining(char):
            assert char in named or f"U+{ord(char):04X}" in named


@given(strings)
def test_preparing_again_changes_nothing(text: str) -> None:
    for prose, clusters in prepared(text)[0]:
        if not clusters:
            assert prepared(prose)[0] == [(prose, {})]


@pytest.mark.parametrize("level", [Level.INFO, Level.WARNING])
def test_strict_raises_on_the_first_warning(level: Level) -> None:
    options = Options(strict=True)
    if level is Level.INFO:
        assert compile(Text("¥5"), options=options).diagnostics
        return
    with pytest.raises(LayoutError, match=r"U\+0007") as error:
        compile(Column("a", Text("\x07")), options=options)
    assert (error.value.code, error.value.path) == ("control-dropped", "receipt > text[2]")


@pytest.mark.parametrize("part", [1.5, None, True, b"a", ["a"]])
def test_text_takes_no_floats_and_no_bytes(part: object) -> None:
    with pytest.raises(UsageError, match="Text takes"):
        Text(part)


def test_a_diagnostic_names_some_of_many_characters() -> None:
    job = compile(Text("".join(map(chr, range(0xAC00, 0xAC00 + 3000)))))
    (told,) = [d for d in job.diagnostics if d.code == "text-rasterised"]
    assert told.message.endswith(" and 2992 more")
    assert len(told.message) < 100
