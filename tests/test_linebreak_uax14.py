"""The plain rules against Unicode's own cases and against ICU 78."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddjlayout.linebreak import mandatory_breaks, opportunities
from ddjlayout.linebreak.classes import CHARACTERS

DATA = Path(__file__).parent / "data"

# LineBreakTest.txt 15.0 cases that Unicode 17 judges otherwise: text, opportunities now, and why.
CHANGED_SINCE_15 = {
    "-#": ([2], "LB20a (16): no break behind a hyphen at a word's start"),
    "-§": ([2], "LB20a (16)"),
    ",0": ([2], "LB25 (16): IS × NU, no longer only inside a number"),
    '" (': ([2, 3], "LB15 (15.1): only an opening quotation mark reaches across spaces"),
    "equals .35 cents": ([7, 11, 16], "LB15c (16): a break before a decimal point behind a space"),
    "a.2 ": ([4], "LB25 (16): IS × NU"),
    "a.2 本": ([4, 5], "LB25 (16)"),
    "a.2\u3000本": ([4, 5], "LB25 (16)"),
    "a.2\u3000ま": ([4, 5], "LB25 (16)"),
    "a.2\u30003": ([4, 5], "LB25 (16)"),
    "a.2\u3000「": ([4, 5], "LB25 (16)"),
}
RARE = [*CHARACTERS.values(), "你好世界酒店", "元月日"]


def cases(version: str) -> Iterator[tuple[str, list[int]]]:
    """The (text, opportunities) pairs of a LineBreakTest file."""
    for line in (DATA / f"LineBreakTest-{version}-gbk.txt").read_text("utf-8").splitlines():
        body = line.partition("#")[0].split()
        if body:
            text = "".join(chr(int(point, 16)) for point in body[1::2])
            yield text, [i for i, mark in enumerate(body[0::2]) if mark == "÷"]


def icu(text: str) -> list[int]:
    breakers = pytest.importorskip("icu4py.breakers", reason="icu4py is not installed")
    return [end for _, end in breakers.LineBreaker(text, "en").segments()]


def random_text(rng: random.Random, pools: list[str]) -> str:
    return "".join(rng.choice(rng.choice(pools)) for _ in range(rng.randint(1, 14)))


def test_unicode_17_cases_all_pass() -> None:
    found = list(cases("17.0.0"))
    assert len(found) == 1405
    assert [text for text, want in found if opportunities(text, tailored=False) != want] == []


def test_unicode_15_cases_pass_but_those_that_newer_rules_changed() -> None:
    found = list(cases("15.0.0"))
    assert len(found) == 1028
    got = {text: opportunities(text, tailored=False) for text, _ in found}
    changed = {text: got[text] for text, want in found if got[text] != want}
    assert changed == {text: now for text, (now, _) in CHANGED_SINCE_15.items()}


def test_icu_agrees_on_the_changed_cases() -> None:
    for text, (now, _) in CHANGED_SINCE_15.items():
        assert icu(text) == now


def test_icu_agrees_on_random_strings_of_rare_classes() -> None:
    rng = random.Random(14)
    for _ in range(20_000):
        text = random_text(rng, RARE)
        assert opportunities(text, tailored=False) == icu(text), repr(text)


@given(st.text(st.sampled_from("".join(sorted(set("".join(RARE))))), max_size=30))
def test_icu_agrees_on_any_string(text: str) -> None:
    assert opportunities(text, tailored=False) == icu(text)


def test_every_gbk_character_has_its_unicode_17_class() -> None:
    """Each character before and behind one of each class breaks as in ICU."""
    probes = "你a1（(“”,，/-—…￥%：\u3000 "
    gbk = [chr(c) for c in range(0x4E00) if chr(c).encode("gbk", "ignore")]
    gbk += [chr(c) for c in range(0xE000, 0x10000) if chr(c).encode("gbk", "ignore")]
    for char in gbk:
        text = "".join(f"{probe}{char}" for probe in probes) + "你"
        assert opportunities(text, tailored=False) == icu(text), repr(char)


def test_mandatory_breaks() -> None:
    text = "甲\n乙\r\n丙\r丁\v戊\f己"
    assert mandatory_breaks(text) == [2, 5, 7, 9, 11]
    assert set(mandatory_breaks(text)) <= set(opportunities(text))


def test_the_empty_string_has_no_opportunity() -> None:
    assert opportunities("") == []
