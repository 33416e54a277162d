"""The journal: every request, what was tolerated, what came of it, and no secret."""

import json

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
