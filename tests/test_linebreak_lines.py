"""Filling lines: nothing lost, nothing too wide, every end allowed or forced."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddjlayout.linebreak import break_lines, opportunities
from ddjlayout.linebreak import lines as filling
from ddjlayout.linebreak.classes import CHARACTERS
from ddjlayout.linebreak.emergency import MARKS

SPACES = " \u3000"
PARAGRAPH = "".join(
    sorted(set("".join(v for k, v in CHARACTERS.items() if k not in ("CM", "BK", "CR", "LF"))))
)
TEXTS = st.text(
    st.sampled_from(PARAGRAPH + "你好共元个月日０１２３，－／～abc012 " * 9), max_size=60
)


def cells(text: str) -> int:
    """Cells by GBK's own bytes; zero-width characters left out."""
    plain = text.translate({0x200B: None, 0x2060: None, 0xAD: None, 0xA0: " "})
    return len(plain.encode("gbk"))


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, width)]


@given(TEXTS, st.integers(1, 40))
def test_only_spaces_at_line_ends_are_lost(text: str, width: int) -> None:
    at = 0
    for start, end in break_lines(text, width):
        assert text[at:start].strip(SPACES) == ""
        assert at <= start <= end
        at = end
    assert text[at:].strip(SPACES) == ""


@given(TEXTS, st.integers(1, 40))
def test_no_line_is_too_wide_but_a_wide_character_in_one_cell(text: str, width: int) -> None:
    for line in lines(text, width):
        assert cells(line) <= width or (width == 1 and cells(line) == 2)


@given(TEXTS, st.integers(1, 40))
def test_a_line_ends_at_the_last_opportunity_that_fits(text: str, width: int) -> None:
    allowed = opportunities(text)
    ends = break_lines(text, width)
    for (start, end), (following, _) in pairwise(ends):
        better = [
            i for i in allowed if i > following and cells(text[start:i].rstrip(SPACES)) <= width
        ]
        assert better == []
        missed = [i for i in allowed if start < i <= end]
        if following not in allowed and missed:  # in a run of marks that has to be cut anyway
            assert {text[following - 1], text[following]} <= MARKS
            assert cells(text[missed[-1] : min(i for i in allowed if i > following)]) > width


@pytest.mark.parametrize(
    ("text", "width", "want"),
    [
        ("加急！！！！！！", 8, ["加急！！", "！！！！"]),
        ("加急！！！", 8, ["加", "急！！！"]),  # fits in a line
        ("加急！！！！！！！", 8, ["加", "急！！！", "！！！！"]),  # would be cut twice
        ("特别加急！！！！", 8, ["特别加", "急！！！", "！"]),  # no room for a mark
        ("还没到…………", 8, ["还没", "到……", "……"]),  # no room for a pair
        ("合计----------", 8, ["合计----", "------"]),
        ("好 sorry!!!!", 8, ["好", "sorry!!!", "!"]),
        ("好 so!!!!!!!", 8, ["好 so!!!", "!!!!"]),
        ("任何解释！！！！ 、、", 8, ["任何解", "释！！！", "！ 、、"]),
    ],
)
def test_a_run_of_marks_wider_than_a_line_fills_the_line_before(
    text: str, width: int, want: list[str]
) -> None:
    assert lines(text, width) == want


@pytest.mark.parametrize("mark", "！!…—")
def test_filling_costs_no_line_and_no_mark_at_a_start(
    mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["汉" * n + mark * count + "后来" for n in range(1, 9) for count in range(1, 40)]
    cases = [(text, width) for text in texts for width in range(2, 17)]
    filled = [cost(lines(*case), mark) for case in cases]
    monkeypatch.setattr(filling, "filled_end", lambda _text, _edges, _width, end, _fit: end)
    moved = [cost(lines(*case), mark) for case in cases]
    for case, now, then in zip(cases, filled, moved, strict=True):
        assert now[0] <= then[0], case
        assert now[1] <= then[1], case
    assert filled != moved


def cost(found: list[str], mark: str) -> tuple[int, int]:
    """How many lines, and how many of them begin with the mark."""
    return len(found), sum(line.startswith(mark) for line in found)


@pytest.mark.parametrize("width", [1, 2, 3, 8, 384])
def test_closing_marks_wider_than_the_line_end(width: int) -> None:
    text = "！" * 400
    assert "".join(lines(text, width)) == text


def test_a_width_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        break_lines("你好", 0)


def test_a_blank_paragraph_is_one_empty_line() -> None:
    assert break_lines("", 4) == [(0, 0)]
    assert break_lines("   ", 4) == [(0, 0)]
    assert break_lines("      ", 4) == [(0, 0)]


def test_indentation_is_kept_while_something_fits_behind_it() -> None:
    assert lines("  你好世界", 4) == ["  你", "好世", "界"]
    assert lines("     你好世界", 4) == ["你好", "世界"]


def test_a_first_line_with_less_room() -> None:
    assert break_lines("你好世界", 10, first=3) == [(0, 1), (1, 4)]
    assert break_lines("hello world", 10, first=3) == [(0, 0), (0, 5), (6, 11)]
    assert break_lines("hello", 10, first=0) == [(0, 0), (0, 5)]


def test_edges_measure_in_any_unit() -> None:
    text = "大字小字小字"
    edges = [0, 48, 96, 120, 144, 168, 192]
    assert break_lines(text, 100, edges=edges) == [(0, 2), (2, 6)]
