"""A wrong value of an element's field is a UsageError that names field, value and limit."""

from collections.abc import Callable
from typing import Any

import pytest

import ddjlayout
from ddjlayout import UsageError

Wrong = tuple[Callable[[], object], str]

# untyped: what is tried here is what the type checker refuses
Bold: Any = ddjlayout.Bold
Column: Any = ddjlayout.Column
Feed: Any = ddjlayout.Feed
Rule: Any = ddjlayout.Rule
Text: Any = ddjlayout.Text

TEXT: list[Wrong] = [
    (lambda: Text("a", indent=3.5), "indent takes a whole number of cells, not float '3.5'"),
    (lambda: Text("a", indent=-1), "indent takes 0 to 4,000 cells, not '-1'"),
    (lambda: Text("a", hanging=None), "hanging takes a whole number of cells, not NoneType 'None'"),
    (lambda: Text("a", max_lines="2"), "max_lines takes a whole number, not str '2'"),
    (lambda: Text("a", max_lines=0), "max_lines takes 1 or more, not '0'"),
    (lambda: Text("a", marker=1), "marker takes text, not int '1'"),
    (lambda: Text("a", wrap="no"), "wrap takes True or False, not str 'no'"),
    (lambda: Text("a", bold=[]), "bold takes True or False, not list '[]'"),
    (lambda: Text("a", size=[]), "no size '[]'"),
    (lambda: Text("a", align={}), "no alignment '{}'"),
    (lambda: Text(1.5), "Text takes strings, numbers and Text, not float '1.5'"),
    (lambda: Text(10**5000), "a long int has too many digits to print"),
    (lambda: Column(Text), "a document takes an element, not type '<class 'ddjlayou…'"),
]

STACKS: list[Wrong] = [
    (lambda: Column("a", "b", gap=-24), "gap takes 0 to 100,000 dots, not '-24'"),
    (lambda: Column("a", "b", gap=10**9), "gap takes 0 to 100,000 dots, not '1000000000'"),
    (lambda: Column(gap=3.5), "gap takes a whole number of dots, not float '3.5'"),
    (lambda: Column(keep="yes"), "keep takes True or False, not str 'yes'"),
    (lambda: Feed(3.5), "lines takes a whole number of lines, not float '3.5'"),
    (lambda: Feed(10**9), "lines takes 0 to 4,000 lines, not '1000000000'"),
    (lambda: Feed(dots=3.5), "dots takes a whole number of dots, not float '3.5'"),
    (lambda: Feed(mm=float("nan")), "mm takes 0 to 12,500 mm, not 'nan'"),
    (lambda: Feed(mm=float("inf")), "mm takes 0 to 12,500 mm, not 'inf'"),
    (lambda: Feed(mm="3"), "mm takes a number of mm, not str '3'"),
    (lambda: Rule(1), "a rule's pattern takes text, not int '1'"),
    (lambda: Rule(thickness=3.5), "thickness takes a whole number of dots, not float '3.5'"),
    (lambda: Rule(thickness=13, height=12), "thickness takes 1 to 12 dots, not '13'"),
    (lambda: Rule(height=0), "height takes 1 to 100,000 dots, not '0'"),
    (lambda: Rule("€"), "a rule is made of characters the printer has, not '€'"),
]


@pytest.mark.parametrize(("make", "message"), TEXT + STACKS)
def test_text_and_what_stands_between_it(make: Callable[[], object], message: str) -> None:
    _is_refused(make, message)


def test_flags_as_databases_write_them() -> None:
    assert Text("a", bold=1, inverse=0).style == Text("a", bold=True, inverse=False).style


def _is_refused(make: Callable[[], object], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        make()
    assert caught.value.message == message
    assert caught.value.hint
    assert caught.value.code
