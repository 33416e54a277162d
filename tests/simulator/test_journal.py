"""The journal: every request, what was tolerated, what came of it, and no secret."""

import json

import pytest

from ddjlayout.errors import InputError
from ddjlayout.simulator.gate import Call
from tests.simulator.calling import D1, content, signed
from tests.simulator.drawing import item, png


def test_an_entry_tells_the_request_the_reply_and_the_paper(desk):
    job = {"Uuid": D1, "PrintContent": content(item("你好", size=1), item("A", 3)), "OpenUserId": 0}
    reply = desk.call("printcontent2", job)
    told = desk.read(1)
    assert (told["path"], told["code"], told["meaning"]) == ("/home/printcontent2", 200, "success")
    assert json.loads(told["raw"]) == job
    assert json.loads(told["reply"]) == reply
    assert told["fields"] == {"Uuid": D1, "OpenUserId": 0}
    assert [(i["PrintType"], i["FontSize"], i["text"]) for i in told["items"]] == [
        (0, 1, "你好"),
        (3, 0, "A"),
    ]
    assert (told["task_id"], told["prints"]) == (reply["TaskId"], 1)


def test_an_image_is_shown_as_the_file_it_is(desk):

    picture = item(png("#.#"), 1)
    desk.print(picture)
    assert desk.read(1)["items"][0]["image"] == picture["BaseText"]


def test_what_cannot_be_decoded_is_shown_raw(desk):
    desk.call("printcontent2", b"\xff{")
    told = desk.read(1)
    assert told["raw"] == "\\xff{"
    assert (told["items"], told["fields"]) == ([], {})


def test_secrets_signatures_and_nonces_do_not_get_in(desk):
    query = signed(desk.time, nonce="31415926535")
    signature = query.rpartition("=")[2]
    body = json.dumps({"Uuid": D1, "appsecret": "demo-secret"}).encode()
    desk.send("/home/getdevicestate", body, query + "&x=demo-secret&appsecret=demo-secret")
    told = json.dumps(desk.read(1)) + json.dumps(desk.operator.accounts())
    for hidden in ("demo-secret", signature, "31415926535"):
        assert hidden not in told
    assert "appid=demo-app" in told


@pytest.mark.parametrize(
    "query",
    [
        "appid=demo-app&%73ignature=abcdef&%6eonce=31415926535&timestamp=1",
        "appid=demo-ap&Signature=abcdef&NONCE=31415926535&x=demo-secret",
        "appid=demo-secret&x=%64emo-secre%74&demo-secret=1&AppSecret=abcdef",
        "demo-secret",
        "a=" + "b" * 980 + "demo-secret" + "&nonce=31415926535",
    ],
)
def test_no_encoding_and_no_mistake_brings_a_secret_into_the_journal(desk, query):
    fields = {"Uuid": "demo-secret", "demo-secret": "hidden here", "PrintContent": "demo-secret"}
    raw = json.dumps(fields).encode()
    desk.send("/home/getdevicestate", raw, query)
    told = json.dumps(desk.read(1))
    for hidden in ("demo-secret", "abcdef", "31415926535"):
        assert hidden not in told.replace("0123456789abcdef", "")
    assert "hidden here" in told


def test_a_secret_that_json_or_base64_hid_is_struck_out_of_what_is_decoded(desk):
    escaped = b"demo\\u002dsecret"
    desk.call("userbind", b'{"Uuid":"%s","UserId":"%s"}' % (D1.encode(), escaped))
    desk.print(item("demo-secret"))
    assert desk.read(1)["fields"]["UserId"] == desk.read(2)["items"][0]["text"] == "[hidden]"


def test_not_even_the_start_of_a_long_secret_is_quoted(desk):
    secret = "a-secret-that-is-longer-than-a-quotation"
    desk.operator.add_account({"app_id": "long", "app_secret": secret})
    desk.call("getdevicestate", {"Uuid": D1, secret: 1}, app="nobody")
    told = desk.read(1)
    assert told["deviations"] == ["body: unknown field '[hidden]' ignored"]
    assert secret[:10] not in json.dumps(told)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/home/nope", 404),
        ("POST", "/home/demo-secret", 404),
        ("GET", "/home/userbind", 405),
        ("POST", "/home/userbind", 413),
    ],
)
def test_a_request_that_is_no_call_leaves_no_secret(caller, ddj_simulator, method, path, status):
    ddj_simulator.settings(body_bytes=100)
    body = b"demo-secret" * 20 if method == "POST" else b""
    headers = {"Content-Type": "text/demo-secret"}
    target = f"{path}?appid=demo-app&x=demo-secret"
    assert caller.raw(method, target, body, **headers)[0] == status
    told = ddj_simulator.entry(1)
    assert (told["status"], told["app_id"]) == (status, "demo-app")
    assert "demo-secret" not in json.dumps(told)


@pytest.mark.parametrize("secret", ["", "0", "7 chars"])
def test_a_secret_too_short_to_be_struck_out_is_refused(desk, secret):
    with pytest.raises(InputError, match="at least 8 characters"):
        desk.operator.add_account({"app_id": "short", "app_secret": secret})
    with pytest.raises(InputError, match="at least 8 characters"):
        desk.operator.change_account("demo-app", {"app_secret": secret})


def test_the_last_requests_are_kept_and_all_are_counted(desk):
    desk.operator.change_settings({"journal_entries": 3})
    for _ in range(10):
        desk.device()
    assert [entry.number for entry in desk.simulator.journal] == [8, 9, 10]
    status = desk.operator.status()
    assert status["requests"] == 10
    assert status["calls"] == {"/home/getdevicestate": 10}
    assert status["codes"] == {"200": 10}


def test_the_bodies_kept_are_limited(desk):
    desk.operator.change_settings({"journal_bytes": 1000})
    for _ in range(20):
        desk.device()
    kept = list(desk.simulator.journal)
    assert sum(len(entry.raw) for entry in kept) <= 1000
    assert kept[-1].number == 20


def test_a_body_larger_than_the_limit_is_kept_until_the_next(desk):
    desk.operator.change_settings({"journal_bytes": 10})
    desk.device()
    assert desk.read(1)["raw"]
    desk.device()
    assert [entry.number for entry in desk.simulator.journal] == [2]


def test_a_body_that_comes_late_takes_no_room_for_ever(desk):
    desk.operator.change_settings({"journal_entries": 5, "journal_bytes": 2000})
    body = json.dumps({"Uuid": D1, "x": "y" * 900}).encode()
    for _ in range(5):
        late = desk.simulator.open("POST", "/home/getdevicestate", "")
        for _ in range(6):
            desk.device()
        desk.simulator.take(late, Call("/home/getdevicestate", "", body))
        desk.simulator.finish(late, "answered")
        for _ in range(6):
            desk.device()
        assert len(list(desk.simulator.journal)) == 5
    assert desk.operator.status()["calls"] == {"/home/getdevicestate": 65}


def test_a_request_from_before_a_reset_is_no_part_of_the_new_journal(desk):
    told = []
    desk.simulator.listeners.append(told.append)
    for _ in range(3):
        late = desk.simulator.open("POST", "/home/getdevicestate", "")
        desk.operator.reset()
        desk.operator.change_settings({"journal_bytes": 2000})
        first = desk.simulator.open("POST", "/home/getdevicestate", "")
        desk.simulator.take(late, Call("/home/getdevicestate", "", b" " * 1900))
        desk.simulator.finish(late, "answered")
        assert (first.raw, first.ending) == (b"", "under way")
    assert desk.operator.status()["calls"] == {}
    assert told == []
    for _ in range(9):
        desk.device()
    assert len(list(desk.simulator.journal)) == 10
