"""What the vendor's own clients send and the simulator takes, noted; and what it refuses."""

import json

import pytest
from PIL import Image

from ddjlayout.simulator.gate import Call
from tests.simulator.calling import D1, D2, START, Desk, content, signed
from tests.simulator.drawing import item, saved


def sent(desk: Desk, raw: str, name: str = "printcontent2") -> tuple[int, tuple[str, ...]]:
    code = desk.call(name, raw.encode())["Code"]
    return code, desk.entry.deviations


def job(print_content: object = None, **changes: object) -> str:
    text = content() if print_content is None else print_content
    return json.dumps({"Uuid": D1, "PrintContent": text, "OpenUserId": 0, **changes})


def test_a_call_by_the_book_deviates_in_nothing(desk):
    assert sent(desk, job()) == (200, ())


def test_numbers_as_strings_of_digits(desk):
    assert sent(desk, job(OpenUserId="0")) == (200, ("OpenUserId: a string of digits",))
    task = str(desk.operator.tasks()[0]["task_id"])
    noted = ("TaskId: a string of digits",)
    assert sent(desk, json.dumps({"TaskId": task}), "getprinttaskstate") == (200, noted)


def test_white_space_before_the_array(desk):
    noted = ("PrintContent: white space before the [",)
    assert sent(desk, job(" " + content())) == (200, noted)


def test_strings_in_single_quotes(desk):
    raw = f"""{{"Uuid":"{D1}","PrintContent":'{content()}','OpenUserId':0}}"""
    assert sent(desk, raw) == (200, ("body: strings in single quotes",))
    assert desk.operator.tasks()[0]["rows"] == 24


def test_quotes_and_escapes_inside_single_quotes_stay_what_they_are(desk):
    raw = rf"""{{'Uuid':'{D1}','UserId':'it\'s "5\u0034"\\'}}"""
    assert sent(desk, raw, "userbind")[0] == 200
    assert desk.operator.users()[0]["user_id"] == 'it\'s "54"\\'


def test_a_single_quote_inside_double_quotes_is_a_letter(desk):
    raw = f"""{{"Uuid":"{D1}","UserId":"it's",'x':1}}"""
    assert sent(desk, raw, "userbind")[0] == 200
    assert desk.operator.users()[0]["user_id"] == "it's"


def test_keys_that_stand_twice(desk):
    raw = f'{{"Uuid":"x","Uuid":"{D1}"}}'
    noted = ("body: a field stands more than once, the last one counts",)
    assert sent(desk, raw, "getdevicestate") == (200, noted)
    text = content()[:-2] + ',"Bold":1}]'
    noted = ("[0]: a key stands more than once, the last one counts",)
    assert sent(desk, job(text)) == (200, noted)


@pytest.mark.parametrize(
    ("content_type", "noted"),
    [
        ("application/json", ()),
        ('Application/JSON; charset="UTF-8"', ()),
        ("", ("Content-Type: left out",)),
        ("text/json", ("Content-Type: 'text/json' taken for application/json",)),
        (
            "application/json; charset=gbk",
            ("Content-Type: 'application/json; charset=gbk' taken for application/json",),
        ),
    ],
)
def test_another_content_type_is_noted(desk, content_type, noted):
    entry = desk.simulator.open("POST", "/home/getdevicestate", "")
    call = Call("/home/getdevicestate", signed(START), b'{"Uuid":"%s"}' % D1.encode(), content_type)
    desk.simulator.answer(entry, desk.simulator.take(entry, call), None)
    assert (entry.code, entry.deviations) == (200, noted)


def test_parameters_it_does_not_know(desk):
    raw = b'{"Uuid":"%s"}' % D1.encode()
    desk.send("/home/getdevicestate", raw, signed(START) + "&foo=1&foo=2&bar")
    assert desk.entry.code == 200
    assert desk.entry.deviations == (
        "query: unknown parameter 'foo' ignored",
        "query: unknown parameter 'bar' ignored",
    )


def test_a_scheme_in_capitals(desk):
    page = {"Uuid": D1, "PrintUrl": "HTTP://example.com", "OpenUserId": 0}
    noted = ("PrintUrl: a scheme in capitals",)
    assert sent(desk, json.dumps(page), "printhtmlcontent") == (200, noted)


def test_fields_it_does_not_know(desk):
    assert sent(desk, job(Extra=1)) == (200, ("body: unknown field 'Extra' ignored",))


def test_the_device_name_of_a_binding_is_known(desk):
    raw = json.dumps({"Uuid": D1, "UserId": "u", "DeviceName": "Till"})
    assert sent(desk, raw, "userbind") == (200, ())


def test_keys_left_out_of_an_item(desk):
    code, noted = sent(desk, job('[{"BaseText":"QQ=="}]'))
    assert code == 200
    assert noted == tuple(
        f"[0]: {key} left out" for key in ("Alignment", "Bold", "FontSize", "PrintType")
    )


def test_keys_an_item_does_not_know(desk):
    text = json.dumps([{**item("a"), "Copies": 2}])
    assert sent(desk, job(text)) == (200, ("[0]: unknown key 'Copies' ignored",))


@pytest.mark.parametrize(
    ("key", "value"), [("FontSize", 13), ("FontSize", -1), ("Alignment", 9), ("Bold", 2)]
)
def test_values_the_device_does_not_know_count_as_0(desk, key, value):
    text = json.dumps([{**item("a"), key: value}])
    assert sent(desk, job(text)) == (200, (f"[0]: {key} '{value}' counts as 0",))


def test_a_font_size_of_the_other_device_deviates_here_only(desk):
    text = json.dumps([item("a", size=13)])
    assert sent(desk, job(text, Uuid=D2)) == (200, ())


def test_a_long_list_of_deviations_is_cut_short(desk):
    code, noted = sent(desk, job(json.dumps([{}] * 100)))
    assert code == 200
    assert len(noted) == 33
    assert noted[-1] == "and 468 more"


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "[]",
        "null",
        "{",
        "Uuid=1",
        '{"Uuid":NaN}',
        "{'Uuid",
        "{'a\\",
        '{"a":' * 100_000,
        "9" * 5000,
        '\ufeff{"Uuid":"0123456789abcdef"}',
        "{}",
        '{"Uuid":1}',
        '{"Uuid":null}',
    ],
)
def test_a_body_that_is_no_call_is_1003(desk, raw):
    assert sent(desk, raw, "getdevicestate") == (1003, ())
    assert desk.entry.reason


def test_a_body_that_is_not_utf8_is_1003(desk):
    assert desk.call("getdevicestate", b'{"Uuid":"\xff"}')["Code"] == 1003


@pytest.mark.parametrize(
    "task_id", [-(1 << 63) - 1, 1.0, "", "1.5", "-1", " 1", "１", True, None, 1 << 63, "9" * 20]
)
def test_a_task_id_is_a_whole_number_of_64_bits(desk, task_id):
    raw = json.dumps({"TaskId": task_id})
    assert sent(desk, raw, "getprinttaskstate")[0] == 1003


@pytest.mark.parametrize("task_id", [(1 << 63) - 1, 0, -5, -(1 << 63)])
def test_any_task_id_of_64_bits_is_looked_up(desk, task_id):
    raw = json.dumps({"TaskId": task_id})
    assert sent(desk, raw, "getprinttaskstate")[0] == 1007


@pytest.mark.parametrize(
    "text",
    [
        '{"PrintType":0}',
        "[0]",
        "[null]",
        '[{"PrintType":2}]',
        '[{"PrintType":5}]',
        '[{"PrintType":"0"}]',
        '[{"PrintType":0.0}]',
        '[{"Bold":true}]',
        '[{"FontSize":null}]',
        '[{"BaseText":1}]',
        '[{"BaseText":"QQ"}]',
        '[{"BaseText":"Q Q="}]',
        '[{"BaseText":"QQ==QQ=="}]',
        '[{"BaseText":"é"}]',
        '[{"BaseText":"\\ud800"}]',
        '[{"PrintType":1,"BaseText":"QQ=="}]',
        "[{},{}",
        '[{"FontSize":1e999}]',
        "[" * 100_000,
    ],
)
def test_a_print_content_that_is_malformed_is_1003(desk, text):
    assert sent(desk, job(text))[0] == 1003
    assert desk.operator.tasks() == []


def test_the_place_of_a_malformed_item_is_in_the_journal(desk):
    text = json.dumps([item("a"), {"PrintType": 2}])
    sent(desk, job(text))
    assert desk.entry.reason == "[1]: PrintType '2' does not exist"


def test_a_print_content_is_a_string(desk):
    assert sent(desk, job([item("a")]))[0] == 1003
    assert desk.entry.reason == "PrintContent has to be a string"


def test_a_print_content_of_more_than_a_mebibyte_is_1003(desk):
    limit = 1 << 20
    spaces = content() + " " * (limit - len(content()))
    assert sent(desk, job(spaces))[0] == 200
    assert sent(desk, job(spaces + " "))[0] == 1003


def test_native_codes_of_one_job_are_limited(desk):
    assert sent(desk, job(content(*[item("x" * 2000, 4)] * 5)))[0] == 1003
    assert "8192 bytes" in desk.entry.reason


def test_the_pixels_of_one_job_are_limited_together(desk):
    image = item(saved(Image.new("1", (4000, 4000))), 1)
    assert sent(desk, job(content(image)))[0] == 200
    assert sent(desk, job(content(image, image)))[0] == 1003
    assert "pixels" in desk.entry.reason
