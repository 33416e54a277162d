"""The six calls: their fields, their types, and what each of them answers."""

import json

import pytest

from tests.simulator.calling import D1, D2, content
from tests.simulator.drawing import item, png

GOOD = {
    "userbind": {"Uuid": D1, "UserId": "u"},
    "getdevicestate": {"Uuid": D1},
    "printcontent2": {"Uuid": D1, "PrintContent": content(), "OpenUserId": 0},
    "printhtmlcontent": {"Uuid": D1, "PrintUrl": "http://example.com", "OpenUserId": 0},
    "getprinttaskstate": {"TaskId": 5_000_000_001},
    "getdevicemac": {"Uuid": D1},
}
ADDED = {
    "userbind": ("OpenUserId", int),
    "getdevicestate": ("State", int),
    "printcontent2": ("TaskId", int),
    "printhtmlcontent": ("TaskId", int),
    "getprinttaskstate": ("State", int),
    "getdevicemac": ("DeviceMac", str),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_call_that_succeeds_adds_one_value(desk, name):
    desk.print(item("a"))
    reply = desk.call(name, GOOD[name])
    added, kind = ADDED[name]
    assert list(reply) == ["Code", "Message", added]
    assert (reply["Code"], reply["Message"], type(reply[added])) == (200, "成功", kind)


@pytest.mark.parametrize("name", GOOD)
def test_a_call_that_fails_has_a_code_and_a_message_alone(desk, name):
    reply = desk.call(name, GOOD[name], secret="wrong")
    assert reply == {"Code": 1001, "Message": "验证签名错误"}


@pytest.mark.parametrize(
    ("name", "field"), [(name, f) for name, body in GOOD.items() for f in body]
)
def test_every_field_has_to_be_there_in_its_type(desk, name, field):
    left_out = {key: value for key, value in GOOD[name].items() if key != field}
    assert desk.call(name, left_out)["Code"] == 1003
    assert desk.entry.reason == f"{field} is missing"
    negative = -1 if field != "TaskId" else -(1 << 63) - 1
    for wrong in (None, [], {}, True, 1.5, negative if field in ("TaskId", "OpenUserId") else 1):
        assert desk.call(name, {**GOOD[name], field: wrong})["Code"] == 1003


def test_a_uuid_in_capitals_is_the_same_device(desk):
    assert desk.call("getdevicestate", {"Uuid": D2.upper()})["Code"] == 200
    assert desk.entry.deviations == ("Uuid: letters in capitals",)
    assert desk.entry.uuid == D2
    assert desk.call("getdevicestate", {"Uuid": "NO"})["Code"] == 1005


@pytest.mark.parametrize("name", [name for name, body in GOOD.items() if "Uuid" in body])
def test_every_call_about_a_device_knows_it(desk, name):
    assert desk.call(name, {**GOOD[name], "Uuid": "00000000000000aa"})["Code"] == 1005


def test_each_device_has_its_own_mac(desk):
    macs = [desk.call("getdevicemac", {"Uuid": uuid})["DeviceMac"] for uuid in (D1, D2)]
    assert macs == ["45:67:89:AB:CD:EF", "BA:98:76:54:32:10"]


@pytest.mark.parametrize("nonce", ["12345678", "1234567890", "1", "x" * 64, "一二三"])
def test_a_nonce_is_any_string_of_up_to_64_characters(desk, nonce):
    assert desk.call("getdevicestate", {"Uuid": D1}, nonce=nonce)["Code"] == 200


def test_a_nonce_that_is_too_long_is_1003(desk):
    assert desk.call("getdevicestate", {"Uuid": D1}, nonce="x" * 65)["Code"] == 1003


def test_items_are_printed_from_top_to_bottom(desk):
    top, bottom = item("a"), item("b", size=1)
    task = desk.print(top, bottom)["TaskId"]
    paper = desk.operator.paper(task)
    upper, lower = (desk.operator.paper(desk.print(i)["TaskId"]) for i in (top, bottom))
    assert paper.rows == upper.rows + lower.rows


def test_the_example_of_the_document_is_printed(desk):
    picture = item(png("# #"), 1, align=1, bold=1, size=1)
    text = item("文本(gbk编码)的base64字符串")
    reply = desk.call(
        "printcontent2",
        {"Uuid": D1, "PrintContent": json.dumps([picture, text]), "OpenUserId": 0},
    )
    assert reply["Code"] == 200
    paper = desk.operator.paper(reply["TaskId"])
    dot = 1 << 383 - (384 - 1) // 2  # in the centre; bold and size are nothing to an image
    assert paper.rows[: 2 * 48] == dot.to_bytes(48, "big") * 2
    alone = desk.operator.paper(desk.print(text)["TaskId"])
    assert (paper.height, paper.rows[2 * 48 :]) == (2 + 24, alone.rows)


def test_text_with_the_values_of_the_example_is_bold_and_in_the_centre(desk):
    plain, bold = (
        desk.operator.paper(desk.print(item("中", align=align, bold=align))["TaskId"])
        for align in (0, 1)
    )
    margin = (384 - 24) // 2
    for row in range(24):
        before, after = (
            int.from_bytes(paper.rows[row * 48 : row * 48 + 48], "big") for paper in (plain, bold)
        )
        cell = before >> 384 - 24
        assert after == (cell | cell >> 1) << 384 - 24 - margin
