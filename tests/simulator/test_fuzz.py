"""Any input at all: an answer that the document knows, and never a harm to what was there."""

import base64
import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ddjlayout.cloud.wire import Code
from ddjlayout.simulator.content import ContentError
from ddjlayout.simulator.device import D1 as MODEL_D1
from ddjlayout.simulator.device import D2 as MODEL_D2
from ddjlayout.simulator.paper import MAX_ROWS, paint
from tests.simulator.calling import D1, Desk, signed
from tests.simulator.drawing import TinyGlyphs, item, png

CALLS = (
    "userbind",
    "getdevicestate",
    "printcontent2",
    "printhtmlcontent",
    "getprinttaskstate",
    "getdevicemac",
)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
values = st.recursive(scalars, lambda v: st.lists(v) | st.dictionaries(st.text(), v), max_leaves=8)
names = st.sampled_from(["Uuid", "UserId", "PrintContent", "PrintUrl", "OpenUserId", "TaskId"])
fields = st.dictionaries(names | st.text(), st.sampled_from([D1, "0", 0, "[]"]) | values)


def answered(desk: Desk, name: str, body: bytes, query: str | None = None) -> None:
    reply = desk.send(f"/home/{name}", body, signed(desk.time) if query is None else query)
    assert Code(reply["Code"])
    desk.read(desk.entry.number)  # the journal can always be read
    json.dumps(desk.operator.status())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(CALLS), st.binary())
@example("userbind", b"{'a':\"")
@example("userbind", b"'" * 5000)
@example("userbind", b"'\\" * 5000)
def test_any_bytes_as_a_body(name, body):
    answered(Desk(), name, body)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(CALLS), fields)
def test_any_fields(name, body):
    answered(Desk(), name, json.dumps(body).encode())


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(max_codepoint=255)))
@example("appid=demo-app&" * 50)
@example("%&=%zz&appid=%ff")
def test_any_query_string(query):
    answered(Desk(), "getdevicestate", json.dumps({"Uuid": D1}).encode(), query)


encoded = st.binary(max_size=200).map(lambda data: base64.b64encode(data).decode())
items = st.fixed_dictionaries(
    {},
    optional={
        "PrintType": st.sampled_from([0, 1, 3, 4]) | values,
        "BaseText": encoded | values,
        "FontSize": st.sampled_from([0, 1, 2, 10, 13]) | values,
        "Alignment": st.integers(-1, 3) | values,
        "Bold": st.integers(-1, 2) | values,
        "x": values,
    },
)


def painted(text: str) -> None:
    for device in (MODEL_D1, MODEL_D2):
        try:
            paper = paint(text, device, glyphs=TinyGlyphs())
        except ContentError as error:
            assert error.answer in (Code.BAD_PARAMETER, Code.EMPTY_TASK)
        else:
            assert paper.width == 384
            assert 0 < paper.height <= MAX_ROWS
            assert len(paper.rows) == paper.height * 48


@settings(max_examples=300, deadline=None)
@given(st.lists(items, max_size=4))
def test_any_items(content):
    painted(json.dumps(content))


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_as_print_content(text):
    painted(text)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([0, 3, 4]), st.integers(0, 13), st.integers(0, 2))
def test_any_bytes_to_be_printed(data, kind, size, align):
    painted(json.dumps([item(data, kind, size=size, align=align, bold=1)]))


PICTURES = [png("#.# .#. #.#", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA")]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PICTURES), st.integers(0, 120), st.binary(max_size=12), st.booleans())
@example(PICTURES[0], 16, b"\xff\xff\xff\xff\xff\xff\xff\xff", False)
def test_any_damaged_picture(picture, at, change, insert):
    end = picture[at:] if insert else picture[at + len(change) :]
    painted(json.dumps([item(picture[:at] + change + end, 1)]))
