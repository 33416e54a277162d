"""What a user gave for a field is checked: the field, the value, the limit and what to do."""

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pytest

from ddjlayout import UsageError, fields
from ddjlayout.errors import excerpt

BAD: list[tuple[Callable[[], object], str, str]] = [
    (
        lambda: fields.whole("gap", 3.5, 0, 9, "dots"),
        "gap takes a whole number of dots, not float '3.5'",
        "give an int, 0 to 9; round() makes one",
    ),
    (
        lambda: fields.whole("gap", True, 0),
        "gap takes a whole number, not bool 'True'",
        "give an int, 0 or more",
    ),
    (
        lambda: fields.whole("gap", "2", 0),
        "gap takes a whole number, not str '2'",
        "give an int, 0 or more",
    ),
    (
        lambda: fields.whole("gap", -1, 0, 9, "dots"),
        "gap takes 0 to 9 dots, not '-1'",
        "take 0 or more",
    ),
    (
        lambda: fields.whole("gap", 10**5000, 0, 9_999),
        "gap takes 0 to 9,999, not a long int",
        "take 9,999 or less",
    ),
    (
        lambda: fields.number("mm", float("nan"), 0, 9),
        "mm takes 0 to 9, not 'nan'",
        "give a number, 0 to 9",
    ),
    (
        lambda: fields.number("mm", Decimal("sNaN"), 0, 9),
        "mm takes 0 to 9, not 'sNaN'",
        "give a number, 0 to 9",
    ),
    (
        lambda: fields.number("mm", "1", 0, 9, "mm"),
        "mm takes a number of mm, not str '1'",
        "give a number, 0 to 9",
    ),
    (
        lambda: fields.text("data", 12, "write '12'"),
        "data takes text, not int '12'",
        "write '12'",
    ),
    (
        lambda: fields.flag("bold", "no"),
        "bold takes True or False, not str 'no'",
        "bool() makes one",
    ),
    (
        lambda: fields.word("text", "foo", ("auto", "native")),
        "no text 'foo'",
        "known: auto, native",
    ),
    (
        lambda: fields.word("text", [], ("auto",)),  # type: ignore[type-var]
        "no text '[]'",
        "known: auto",
    ),
    (
        lambda: fields.place("font", 1),  # type: ignore[arg-type]
        "font takes a path, not int '1'",
        "give a str or a pathlib.Path",
    ),
]


@pytest.mark.parametrize(("check", "message", "hint"), BAD)
def test_a_wrong_value_is_named(check: Callable[[], object], message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        check()
    assert (caught.value.message, caught.value.hint) == (message, hint)
    assert caught.value.code in ("field-type", "field-value")


def test_what_numpy_counts_in_is_taken() -> None:
    assert fields.whole("gap", np.int64(3), 0) == 3
    assert fields.number("mm", np.float32(1.5), 0, 9) == 1.5
    assert fields.number("mm", Decimal("1.5"), 0, 9) == 1.5
    assert fields.flag("bold", 1) is True


def test_any_value_can_be_named() -> None:
    class Silent:
        def __str__(self) -> str:
            raise ZeroDivisionError

    assert excerpt("x" * 17) == "'xxxxxxxxxxxxxxxx…'"
    assert excerpt("\ud800") == "'\\ud800'"
    assert excerpt(10**5000) == "a long int"
    assert excerpt(Silent()) == "a long Silent"
