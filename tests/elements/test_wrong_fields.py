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


@pytest.mark.parametrize(("make", "message"), TEXT)
def test_text(make: Callable[[], object], message: str) -> None:
    _is_refused(make, message)


def test_flags_as_databases_write_them() -> None:
    assert Text("a", bold=1, inverse=0).style == Text("a", bold=True, inverse=False).style


def _is_refused(make: Callable[[], object], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        make()
    assert caught.value.message == message
    assert caught.value.hint
    assert caught.value.code
