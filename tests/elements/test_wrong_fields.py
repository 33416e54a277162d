"""A wrong value of an element's field is a UsageError that names field, value and limit."""

from collections.abc import Callable
from typing import Any

import pytest

import ddjlayout
from ddjlayout import UsageError

Wrong = tuple[Callable[[], object], str]

# untyped: what is tried here is what the type checker refuses
Box: Any = ddjlayout.Box
Col: Any = ddjlayout.Col
Column: Any = ddjlayout.Column
Feed: Any = ddjlayout.Feed
Row: Any = ddjlayout.Row
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

SPACE: list[Wrong] = [
    (lambda: Row("a", "b", gap="1" * 400), "a gap takes 0 to 4,000 cells, not '1111111111111111…'"),
    (lambda: Row("a", "b", gap=10**5000), "a gap takes at most 4,000 cells, not a long int"),
    (lambda: Row("a", "b", gap=None), "a gap takes a whole number or text, not NoneType 'None'"),
    (lambda: Row("a", "b", gap=1.5), "a gap takes a whole number or text, not float '1.5'"),
    (lambda: Row("a", "b", leader=1), "leader takes text, not int '1'"),
    (lambda: Row("a", "b", valign=[]), "no vertical alignment '[]'"),
    (lambda: Row(), "a Row needs at least one column"),
    (
        lambda: Col("a", width="9" * 400),
        "a width takes 0.125 to 4,000 cells, not '9999999999999999…'",
    ),
    (lambda: Col("a", width="0.3d"), "a width takes 1 to 100,000 dots, not '0.3d'"),
    (lambda: Col("a", width="0.01mm"), "a width takes 0.125 to 12,500 mm, not '0.01mm'"),
    (lambda: Col("a", width="1001%"), "a width takes 0.3 to 1,000 %, not '1001%'"),
    (lambda: Col("a", width=True), "a width takes a whole number or text, not bool 'True'"),
    (
        lambda: Box("a", padding=1.5),
        "padding takes a whole number, text or a list, not float '1.5'",
    ),
    (lambda: Box("a", padding=[1, 1.5]), "a gap takes a whole number or text, not float '1.5'"),
    (lambda: Box("a", padding=[1, 2, 3]), "padding is one value, two or four, not 3"),
    (lambda: Box("a", padding="1" * 400), "a gap takes 0 to 4,000 cells, not '1111111111111111…'"),
    (lambda: Box("a", border=1.5), "no line is called '1.5'"),
    (lambda: Box("a", border=10**5000), "no border is a long int dots thick"),
    (lambda: Box("a", title=[]), "Text takes strings, numbers and Text, not list '[]'"),
    (lambda: Box("a", border=None, title="b"), "a box's title stands in its border"),
]


@pytest.mark.parametrize(("make", "message"), TEXT + STACKS + SPACE)
def test_text_and_what_stands_around_it(make: Callable[[], object], message: str) -> None:
    _is_refused(make, message)


def test_flags_as_databases_write_them() -> None:
    assert Text("a", bold=1, inverse=0).style == Text("a", bold=True, inverse=False).style


def _is_refused(make: Callable[[], object], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        make()
    assert caught.value.message == message
    assert caught.value.hint
    assert caught.value.code
