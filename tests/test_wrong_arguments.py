"""Wrong arguments of compile, Job.split and Cache, and documents nested without end."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

import ddjlayout
from ddjlayout import D1, Box, Column, Feed, LayoutError, Options, Row, Text, UsageError
from ddjlayout.element import DEEPEST, Element

# untyped: what is tried here is what the type checker refuses
make: Any = ddjlayout.compile
Cache: Any = ddjlayout.Cache
options: Any = Options
split: Any = ddjlayout.compile(Column("a", "b")).split


@pytest.mark.parametrize(
    ("call", "message", "hint"),
    [
        (
            lambda: make("a", profile="D1"),
            "profile takes Profile, not str 'D1'",
            "pass ddjlayout.D1 or ddjlayout.D2",
        ),
        (
            lambda: make("a", options=options(unencodable="foo")),
            "no unencodable 'foo'",
            "known: raster, replace, error",
        ),
        (
            lambda: make("a", options=options(text="foo")),
            "no text 'foo'",
            "known: auto, native, image",
        ),
        (
            lambda: make("a", options={"strict": True}),
            "options takes Options, not dict '{'strict': True}'",
            "write Options(strict=True)",
        ),
        (
            lambda: make("a", options=options(base=1)),
            "base takes a path, not int '1'",
            "give a str or a pathlib.Path",
        ),
        (
            lambda: make("a", cache={}),
            "cache takes Cache, not dict '{}'",
            "pass ddjlayout.Cache()",
        ),
        (
            lambda: make(None),
            "Text takes strings, numbers and Text, not NoneType 'None'",
            "format it first; a float as f'{value:.2f}'",
        ),
        (lambda: split(max_dots=0), "max_dots takes 1 or more dots, not '0'", "take 1 or more"),
        (
            lambda: split(max_bytes=-1),
            "max_bytes takes 1 or more bytes, not '-1'",
            "take 1 or more",
        ),
        (
            lambda: split(header=3.5),
            "header takes a whole number of elements, not float '3.5'",
            "give an int, 0 to 100,000; round() makes one",
        ),
        (
            lambda: split(number=1),
            "number takes text, not int '1'",
            "str() makes text of a number",
        ),
        (lambda: Cache(-1), "max_bytes takes 0 or more bytes, not '-1'", "take 0 or more"),
    ],
)
def test_a_wrong_argument_is_named(call: Callable[[], object], message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        call()
    assert (caught.value.message, caught.value.hint) == (message, hint)


def nested(levels: int, around: Callable[[Element], Element]) -> Element:
    element: Element = Text("a")
    for _ in range(levels):
        element = around(element)
    return element


@pytest.mark.parametrize(
    "around", [Column, Row, partial(Box, border=None), Text, lambda inner: Row("x", Column(inner))]
)
def test_what_is_nested_without_end_is_refused(around: Callable[[Element], Element]) -> None:
    with pytest.raises(LayoutError, match=f"the limit is {DEEPEST} levels") as caught:
        make(nested(3000, around))
    assert (caught.value.code, caught.value.path) == ("too-deep", "receipt")


def test_a_column_inside_itself_is_refused() -> None:
    column = Column("a")
    column.children.append(column)
    with pytest.raises(LayoutError, match="is an element inside itself"):
        make(column)


def test_the_limit_is_what_it_says() -> None:
    assert make(nested(DEEPEST, Column), D1).items
    with pytest.raises(LayoutError):
        make(nested(DEEPEST + 1, Column), D1)
    assert make(Column(*[Feed(dots=1)] * 3000, "a")).items
