"""Rows of plain text, laid out by columns, are what they are cell by cell."""

from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ddjlayout import D1, D2, Bold, Column, Profile, Span, Table, Text, compile
from ddjlayout.elements import reading
from ddjlayout.elements.columns import parse_columns
from ddjlayout.elements.contents import Plain, plain_rows
from ddjlayout.errors import DdjError

WORDS = [
    "",
    "a",
    "白",
    "可口可乐330ml",
    "水煮牛肉大份加麻",
    "、，",
    "12.50",
    "-3",
    " x",
    "x ",
    "🍚",
    "a\nb",
    "？?",
]
cells = st.one_of(
    st.sampled_from(WORDS),
    st.text("白米饭ab ,，.1", max_size=24),
    st.integers(-99, 100_000),
    st.sampled_from([None, Decimal("1.25"), 2.5, Text("c"), Bold("d")]),
)
SPECS = [
    "* 4> 8.2",
    "18 5> 9>",
    "* * 8>",
    "auto auto^ auto>",
    "*^ 90d> 6",
    "2fr fr *.2",
    "8 8 20,.2",
]
fields = st.fixed_dictionaries(
    {},
    optional={
        "gap": st.sampled_from([0, 1, "6d"]),
        "rule": st.sampled_from([None, "-", "="]),
        "row_rule": st.sampled_from([None, "-"]),
        "column_rule": st.sampled_from([None, "light", "heavy"]),
        "border": st.sampled_from([None, "light", "rounded", "double"]),
        "valign": st.sampled_from(["top", "middle", "bottom"]),
        "max_lines": st.sampled_from([None, 1, 2]),
        "size": st.sampled_from([None, "big", "tall", "small"]),
        "bold": st.booleans(),
        "header_bold": st.booleans(),
        "header": st.lists(cells, min_size=3, max_size=3),
        "footer": st.lists(st.lists(cells, min_size=2, max_size=3), max_size=2),
    },
)


class Dish(NamedTuple):
    name: str
    count: int
    price: str


def outcome(table: Callable[[], Table], profile: Profile, underline: bool) -> object:  # noqa: FBT001
    try:
        job = compile(Column("t", table(), underline=underline or None), profile)
    except DdjError as error:
        return error.code, error.message, error.path
    return job.items, job.diagnostics


@settings(max_examples=300)
@given(
    st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6),
    st.sampled_from(SPECS),
    fields,
    st.sampled_from([D1, D2]),
    st.booleans(),
)
def test_by_columns_and_cell_by_cell_are_the_same(
    rows: list[list[object]],
    columns: str,
    given_fields: dict[str, object],
    profile: Profile,
    underline: bool,  # noqa: FBT001
) -> None:
    def table() -> Table:
        return Table(rows, columns, **given_fields)  # type: ignore[arg-type]

    by_columns = outcome(table, profile, underline)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "plain_rows", nothing)
        assert outcome(table, profile, underline) == by_columns


def nothing(_rows: object, specs: list[object]) -> Plain:
    return Plain((), [()] * len(specs), [()] * len(specs))


def test_rows_of_nothing_but_plain_text_are_told_from_others() -> None:
    specs = parse_columns("* 4> 8.2")
    odd = [("a", Text("b"), "c"), ("a", Span("b", 2)), ("a", "🍚", "c"), ("a ", "b", "c"), "abc"]
    found = plain_rows([Dish("白", 2, "x"), *odd, ["", None, Decimal("1.5")]], specs)
    assert found == Plain([0, 6], [["白", ""], ["2", ""], ["x", "1.50"]], [[2, 0], [1, 0], [1, 4]])
    assert plain_rows([("a", "b", "c")], specs).numbers == range(1)
    assert not plain_rows([], specs).numbers


def test_texts_of_an_enum_print_as_the_texts_they_are() -> None:
    class Taste(str, Enum):  # noqa: UP042 - prints its name where it is formatted
        MILD = "微辣"

    assert (
        compile(Table([(Taste.MILD, 1)], "* 4>")).items
        == compile(Table([("微辣", 1)], "* 4>")).items
    )
