"""Every field of every public element takes odd values, and only errors of ours come out."""

import inspect
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import ddjlayout
from ddjlayout import DdjError, Options, compile
from ddjlayout.elements.wedge import Wedge
from ddjlayout.symbols import payloads

ODD: list[object] = [
    *(None, True, False, -1, 0, 1, 2, 41, 400, 10**9, -(10**9), 10**400, 10**5000),
    *(3.5, 0.0, 1.0, -2.5, float("nan"), float("inf"), 1e300),
    *("", " ", "x", "x" * 100, "1" * 400, "0.3d", "5%", "0", "\ud800", "\n", "€", "big", "4> 8.2"),
    *(b"x", [], ["x"], [[]], [None], (), (1, 2), {}, {"a": 1}, set(), object(), object, len),
    *(Decimal("NaN"), Decimal("sNaN"), Decimal("1E+999999999"), Path("x"), ddjlayout.Rule),
]
Call = tuple[str, Callable[[], object]]

ELEMENTS: dict[str, tuple[tuple[object, ...], dict[str, object]]] = {
    "Align": (("a",), {}),
    "Barcode": (("AB12",), {}),
    "Bold": (("a",), {}),
    "Box": (("a", "b"), {}),
    "Col": (("a",), {}),
    "Column": (("a", "b"), {}),
    "Feed": ((), {}),
    "FontText": (("a b",), {"font": "none.ttf"}),
    "Html": (("<p>a",), {}),
    "Image": ((b"BM",), {}),
    "MatrixCode": (("a",), {}),
    "QRCode": (("a",), {}),
    "Receipt": (("a", "b"), {}),
    "Row": (("a", "b"), {}),
    "Rule": ((), {"thickness": 3}),
    "Span": (("a",), {}),
    "Table": (([("a", 1), ("b", 2.5)],), {"header": ("a", "b")}),
    "Text": (("a", "b"), {"align": "justify"}),
}
FUNCTIONS: dict[str, tuple[Callable[..., object], tuple[object, ...]]] = {
    "compile": (compile, ("a",)),
    "split": (compile(ddjlayout.Column("a", "b", "c")).split, ()),
    "to_png": (ddjlayout.to_png, (compile("a"),)),
    "to_print_content": (ddjlayout.to_print_content, (compile("a"),)),
    "to_text": (ddjlayout.to_text, (compile("a"),)),
    "from_print_content": (ddjlayout.from_print_content, ("[{}]",)),
    "paper_png": (ddjlayout.paper_png, ("[{}]",)),
    "ColumnSpec.of": (ddjlayout.ColumnSpec.of, ("8.2",)),
    "Cache": (ddjlayout.Cache, ()),
    "wifi": (payloads.wifi, ("a", "b")),
    "vcard": (payloads.vcard, (payloads.Contact("a"),)),
    "Contact": (lambda name: payloads.vcard(payloads.Contact(name)), ("a",)),
    "link": (payloads.link, ("https://a.cn", {"a": "b"})),
    "tel": (payloads.tel, ("123",)),
    "sms": (payloads.sms, ("123", "a")),
    "email": (payloads.email, ("a@b",)),
    "geo": (payloads.geo, (1.0, 2.0)),
    "wechat_pay": (payloads.wechat_pay, ("wxp://a",)),
    "alipay": (payloads.alipay, ("https://qr.alipay.com/a",)),
    "transfer": (payloads.transfer, ("Red Cross", "BE72 0000 0000 1616")),
    "Wedge": (lambda radius: compile(Wedge(radius)), (0.85,)),
}


def test_the_list_of_elements_is_whole() -> None:
    elements = {n for n in ddjlayout.__all__ if hasattr(getattr(ddjlayout, n), "layout")}
    assert elements - {"Element"} | {"Col", "Span"} == set(ELEMENTS)


@pytest.mark.parametrize("name", ELEMENTS)
def test_elements(name: str) -> None:
    given, fixed = ELEMENTS[name]
    make = getattr(ddjlayout, name)
    assert not faults(
        (field, partial(used, name, call)) for field, call in calls(make, given, fixed)
    )


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions(name: str) -> None:
    function, given = FUNCTIONS[name]
    assert not faults(calls(function, given, {}))


@pytest.mark.parametrize("made", [Options, ddjlayout.ColumnSpec])
def test_what_is_written_as_data(made: Any) -> None:
    def use(make: Callable[[], Any]) -> object:
        if made is Options:
            return compile(ddjlayout.Text("€"), options=make())
        return compile(ddjlayout.Table([(1,), ("a",)], [make()]))

    assert not faults((field, partial(use, call)) for field, call in calls(made, (), {}))


def calls(
    make: Callable[..., object], given: tuple[object, ...], fixed: dict[str, object]
) -> Iterator[Call]:
    """Yield a call for every parameter and every odd value, and what is odd about it."""
    parameters = inspect.signature(make).parameters.values()
    several = any(each.kind is each.VAR_POSITIONAL for each in parameters)
    names = [
        each.name
        for each in parameters
        if each.kind in (each.KEYWORD_ONLY, each.POSITIONAL_OR_KEYWORD)
    ]
    for number, odd in enumerate(ODD):
        for place in range(len(given)):
            arguments = [*given[:place], odd, *given[place + 1 :]]
            yield f"argument {place}, odd value {number}", partial(make, *arguments, **fixed)
        for name in names if several else names[len(given) :]:
            yield f"{name}, odd value {number}", partial(make, *given, **{**fixed, name: odd})


def used(name: str, make: Callable[[], Any]) -> None:
    """Make an element and compile it, alone and in a narrow column."""
    element = make()
    if name == "Html":
        return  # Chromium takes seconds
    if name == "Col":
        element = ddjlayout.Row(element, "b")
    if name == "Span":
        element = ddjlayout.Table([(element, "b"), ("c", "d", "e")])
    compile(element)
    compile(ddjlayout.Row(ddjlayout.Box(element), "right"), ddjlayout.D2)


def faults(called: Iterator[Call]) -> str:
    """Return what came out that is no error of ours with a code."""
    found: list[str] = []
    for what, call in called:
        try:
            call()
        except DdjError as error:
            if not error.code:
                found.append(f"{what}: no code: {error}")
        except Exception as error:
            found.append(f"{what}: {type(error).__name__}: {str(error)[:80]}")
    return "\n".join(found)
