"""The judge of docs/comparison.md finds each fault, finds none where there is none, and ours."""

import pytest

from benchmarks.quality.checks import Paper, cells, faults
from benchmarks.quality.inputs import INPUTS, Grid, Hard, Paragraph
from benchmarks.quality.tools import ddjlayout
from ddjlayout import compile, to_text
from tests.typography.case import Case
from tests.typography.catalogue import THEMES

GRID = Grid([("鸡丁", "36.00"), ("鱼", "8.00")], (None, 8), ("left", "right"))
ROWS = Hard("rows", GRID, whole=["36.00"], ends=[["36.00", "8.00"]], at_edge="36.00")
STRAIGHT = ["鸡丁" + " " * 23 + "36.00", "鱼" + " " * 26 + "8.00"]
FORCED = {
    "ellipsis-wider-than-the-line",
    "dash-wider-than-the-line",
    "exclamations-wider-than-the-line",
    "run-of-marks-in-eight-cells",
    "only-a-mark",
    "marks-in-two-cells",
}
"""Cases in which nothing but a mark can begin a line."""


def text(words: str, **more: object) -> Hard:
    return Hard("text", Paragraph(words), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hard", "lines", "found"),
    [
        (text("一" * 17), ["一" * 17], "a line of 34 cells for 32"),
        (text("好，吃"), ["好", "，吃"], "a line begins with ，"),
        (text("好（吃）"), ["好（", "吃）"], "a line ends with （"),
        (text("冰/热"), ["冰/", "热"], "a line ends with /"),
        (text("辣🌶"), ["辣?"], "loses 🌶"),
        (text("辣🌶"), ["辣?"], "prints ? instead"),
        (text("一二"), ["二一"], "changes the order of characters"),
        (text("一\x1b二"), ["一\x1b二"], "sends 0x1B to the printer"),
        (text("共36.00元", whole=["36.00元"]), ["共36.00", "元"], "parts 36.00元"),
        (ROWS, ["鸡丁 36.00", "鱼 8.00"], "columns do not line up: 36.00 at cell 10, 8.00 at 7"),
        (ROWS, ["鸡丁 36.00", "鱼 8.00"], "36.00 ends at cell 10 of 32"),
        (ROWS, ["鸡丁36.00", "鱼8.00"], "columns run into each other: 36.00, 8.00"),
    ],
)
def test_each_fault_is_found(hard: Hard, lines: list[str], found: str) -> None:
    assert found in faults(hard, Paper(lines))


@pytest.mark.parametrize(
    ("hard", "lines"),
    [
        (ROWS, STRAIGHT),
        (text("¥36.00"), ["￥36.00"]),
        (text("访问https://a.cn/b"), ["访问https://a.cn/", "b"]),
        (text("一\t\x07二"), ["一      二"]),
        (text(""), [""]),
    ],
)
def test_a_good_paper_has_no_fault(hard: Hard, lines: list[str]) -> None:
    assert faults(hard, Paper(lines)) == []


def test_what_is_left_to_the_user_is_named() -> None:
    assert faults(text("辣🌶"), Paper(["辣🌶"], foreign=True)) == [
        "hands over 🌶, which the printer lacks"
    ]


def test_cells_are_gbk_bytes_and_a_joined_emoji_is_one_character() -> None:
    assert cells("a×“…é汉€") == 1 + 2 + 2 + 2 + 2 + 2 + 1
    assert cells("👨\u200d👩\u200d👧🇨🇳👍🏽") == 6


@pytest.mark.parametrize("number", range(len(INPUTS)), ids=[hard.name for hard in INPUTS])
def test_our_papers_of_the_hard_inputs_have_no_fault(number: int) -> None:
    hard = INPUTS[number]
    assert faults(hard, ddjlayout([hard]).papers[0]) == []


@pytest.mark.parametrize(
    "case",
    [c for t in THEMES for c in t.cases if t.slug in {"marks", "numbers", "words", "paragraphs"}],
    ids=lambda case: case.name,
)
def test_no_golden_has_a_mark_on_the_wrong_side(case: Case) -> None:
    lines = to_text(compile(case.document, case.profile, options=case.options)).split("\n")
    found = [f for f in faults(text(""), Paper(lines)) if "begins" in f or "ends" in f]
    assert not found or case.name in FORCED, found
