"""The admin API over HTTP: every operation it describes, and the wrong things answered well."""

import asyncio
import http.client
import io
import json
from urllib.parse import urlsplit

import pytest
from openapi_spec_validator import validate
from PIL import Image

from ddjlayout.simulator.admin import admin_app
from ddjlayout.simulator.operator import Operator
from ddjlayout.simulator.web.feed import Feed
from tests.simulator.calling import D1

NEW = "00000000000000aa"


def ok(caller, method: str, path: str, values: object = None):
    status, reply = caller.admin(method, path, values)
    assert status == 200, reply
    return reply


def test_the_description_names_every_operation(caller):
    described = ok(caller, "GET", "/openapi.json")
    assert described["openapi"].startswith("3.1")
    for path, methods in described["paths"].items():
        for method in methods:
            name = (
                path.replace("{number}", "1")
                .replace("{task_id}", "1")
                .replace("{", "")
                .replace("}", "")
            )
            assert caller.admin(method.upper(), name, {}, token="")[0] == 401, (method, path)
    fault = described["paths"]["/faults"]["post"]["requestBody"]["content"]["application/json"]
    assert "before_read" in json.dumps(fault)
    assert "started" not in json.dumps(described)


def test_the_description_has_parameters_failures_and_what_is_required(caller):
    described = ok(caller, "GET", "/openapi.json")
    parameters = {p["name"]: p for p in described["paths"]["/journal"]["get"]["parameters"]}
    assert parameters["last"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 1000}
    printed = described["paths"]["/printed"]["post"]
    assert printed["requestBody"]["content"]["application/json"]["schema"]["required"] == [
        "content"
    ]
    for status in ("400", "401", "404"):
        schema = printed["responses"][status]["content"]["application/json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Error"}
    assert described["components"]["schemas"]["Error"]["required"] == ["error"]


def test_the_description_is_valid_openapi(caller):
    validate(ok(caller, "GET", "/openapi.json"))


def test_a_device_is_added_changed_and_seen(caller):
    assert ok(caller, "POST", "/devices", {"uuid": NEW, "model": "D2"})["mac"]
    assert (
        ok(caller, "PATCH", f"/devices/{NEW}", {"state": "overheated"})["condition"] == "overheated"
    )
    assert caller.call("getdevicestate", {"Uuid": NEW})["State"] == 2
    assert [device["uuid"] for device in ok(caller, "GET", "/devices")][-1] == NEW


def test_an_account_is_added_and_disabled(caller):
    account = {"app_id": "shop", "app_secret": "hush hush"}
    assert "app_secret" not in ok(caller, "POST", "/accounts", account)
    query = {"app": "shop", "secret": "hush hush"}
    assert caller.call("getdevicestate", {"Uuid": D1}, **query)["Code"] == 200
    ok(caller, "PATCH", "/accounts/shop", {"status": "disabled"})
    assert caller.call("getdevicestate", {"Uuid": D1}, **query)["Code"] == 1006
    assert "hush hush" not in json.dumps(ok(caller, "GET", "/accounts"))


def test_a_user_is_bound(caller):
    user = {"app_id": "demo-app", "user_id": "u", "devices": [D1]}
    number = ok(caller, "POST", "/users", user)["open_user_id"]
    assert caller.call("printcontent2", {**caller.job(), "OpenUserId": number})["Code"] == 200
    assert ok(caller, "GET", "/users")[0]["devices"] == [D1]
    assert caller.admin("POST", "/users", user)[0] == 400
    assert caller.admin("POST", "/users", {**user, "app_id": "nobody"})[0] == 400


def test_tasks_and_papers_are_seen(caller):
    job = caller.job("seen")
    task = caller.call("printcontent2", job)["TaskId"]
    assert ok(caller, "GET", f"/tasks/{task}")["state"] == "printed"
    assert [t["task_id"] for t in ok(caller, "GET", f"/tasks?uuid={D1}")] == [task]
    assert ok(caller, "GET", "/prints")[0]["rows"] == 24
    assert ok(caller, "POST", "/printed", {"content": job["PrintContent"]})["prints"] == 1
    for path in (f"/tasks/{task}/paper.png", f"/devices/{D1}/roll.png?last=5"):
        picture = Image.open(io.BytesIO(ok(caller, "GET", path)))
        assert (picture.mode, picture.size) == ("1", (384, 24))
    bits = ok(caller, "GET", f"/tasks/{task}/paper.pbm")
    assert bits == b"P4\n384 24\n" + caller.simulator.paper(task).rows
    assert Image.open(io.BytesIO(bits)).tobytes() == picture.tobytes()
    assert caller.admin("POST", f"/tasks/{task}/reject")[0] == 400


def test_a_roll_begins_where_it_is_asked_to(caller):
    for text in ("one", "two\ntwo", "three"):
        caller.print(text)
    assert [run["number"] for run in ok(caller, "GET", "/prints")] == [0, 1, 2]
    picture = Image.open(io.BytesIO(ok(caller, "GET", f"/devices/{D1}/roll.png?since=1&last=99")))
    assert picture.height == 72
    assert caller.admin("GET", f"/devices/{D1}/roll.png?since=3")[0] == 404


def test_a_roll_that_makes_too_large_a_picture_is_refused(caller):
    for _ in range(3):
        caller.print("\n" * 3000)
    status, reply = caller.admin("GET", f"/devices/{D1}/roll.png")
    assert status == 400
    assert "216000 rows" in reply["error"]


def test_the_effects_at_each_point_are_told(caller):
    effects = ok(caller, "GET", "/faults/effects")
    assert effects["mid_reply"] == ["delay", "reset", "close"]
    for point, names in effects.items():
        for effect in names:
            ok(caller, "POST", "/faults", {"point": point, "effect": effect})


def test_the_journal_can_be_asked_from_any_request_on(caller):
    assert ok(caller, "GET", "/journal?since=123456") == []
    assert caller.admin("GET", "/journal?since=-1")[0] == 400


def test_a_task_is_rejected(caller):
    ok(caller, "PATCH", f"/devices/{D1}", {"state": "busy"})
    task = caller.print()["TaskId"]
    assert ok(caller, "POST", f"/tasks/{task}/reject")["state"] == "rejected"


def test_the_journal_is_read(caller):
    caller.print("secretly")
    caller.call("getdevicestate", {"Uuid": "no"})
    entries = ok(caller, "GET", "/journal?last=1")
    assert [(entry["number"], entry["code"]) for entry in entries] == [(2, 1005)]
    assert ok(caller, "GET", "/journal/1")["items"][0]["text"] == "secretly"
    assert [entry["number"] for entry in ok(caller, "GET", "/journal?since=2")] == [2]


def test_what_is_no_unicode_is_shown_all_the_same(caller):
    caller.call("userbind", {"Uuid": "\ud800", "UserId": "\ud800", "\ud800": 1})
    assert ok(caller, "GET", "/journal")[0]["uuid"] == "\ud800"


def test_faults_are_put_in_force_and_taken_out(caller):
    number = ok(caller, "POST", "/faults", {"effect": "code", "point": "after_read"})["number"]
    assert caller.print()["Code"] == 1000
    assert ok(caller, "GET", "/faults")[0]["struck"] == 1
    ok(caller, "DELETE", f"/faults/{number}")
    assert caller.print()["Code"] == 200
    ok(caller, "POST", "/faults", {"effect": "code"})
    ok(caller, "POST", "/faults/clear", {"seed": 5})
    assert ok(caller, "GET", "/faults") == []
    assert ok(caller, "GET", "/callbacks") == []


def test_clock_settings_snapshots_and_reset(caller):
    now = ok(caller, "POST", "/clock", {"freeze": True})["now"]
    assert ok(caller, "POST", "/clock", {"advance": 60})["now"] == now + 60
    assert ok(caller, "PATCH", "/settings", {"task_ttl": 5})["task_ttl"] == 5
    assert ok(caller, "PUT", "/snapshots/a") == {"snapshots": ["a"]}
    assert ok(caller, "POST", "/snapshots/a/restore")["settings"]["task_ttl"] == 5
    assert ok(caller, "DELETE", "/snapshots/a") == {"snapshots": []}
    status = ok(caller, "POST", "/reset")
    assert (status["frozen"], status["settings"]["task_ttl"]) == (False, 86_400)


@pytest.mark.parametrize(
    ("method", "path", "values", "status"),
    [
        ("GET", "/tasks/1", None, 404),
        ("GET", "/tasks/x", None, 404),
        ("GET", "/tasks/1/paper.png", None, 404),
        ("GET", f"/devices/{D1}/roll.png", None, 404),
        ("GET", f"/devices/{D1}/roll.png?last=0", None, 400),
        ("GET", "/devices/no", None, 404),
        ("PATCH", "/devices/no", {"state": "busy"}, 404),
        ("PATCH", f"/devices/{D1}", {"state": "tired"}, 400),
        ("PATCH", f"/devices/{D1}", {"started": 1}, 400),
        ("PATCH", f"/devices/{D1}", {"recover_after": "soon"}, 400),
        ("POST", "/devices", {"uuid": D1}, 400),
        ("POST", "/accounts", {"app_id": "demo-app", "app_secret": "another secret"}, 400),
        ("PATCH", "/accounts/no", {}, 404),
        ("POST", "/clock", {"advance": "far"}, 400),
        ("POST", "/clock", {"advance": 1e300}, 400),
        ("PATCH", "/settings", {"busy": 1}, 400),
        ("POST", "/faults", {"effect": "x"}, 400),
        ("DELETE", "/faults/9", None, 404),
        ("POST", "/faults/clear", {"seed": "x"}, 400),
        ("POST", "/snapshots/no/restore", None, 404),
        ("DELETE", "/snapshots/no", None, 404),
        ("GET", "/journal/99", None, 404),
        ("GET", "/journal?last=x", None, 400),
        ("POST", "/printed", {}, 400),
        ("POST", "/printed", [1], 400),
        ("GET", "/nothing", None, 404),
        ("DELETE", "/status", None, 405),
        ("POST", "/clock", {"foo": 1}, 400),
        ("POST", "/clock", {"freeze": "no"}, 400),
        ("POST", "/reset", {"zzz": 1}, 400),
        ("POST", "/printed", {"content": "", "extra": 1}, 400),
        ("GET", "/devices/no/curl", None, 404),
    ],
)
def test_the_wrong_things_are_answered_well(caller, method, path, values, status):
    answered, reply = caller.admin(method, path, values)
    assert (answered, list(reply)) == (status, ["error"])


def test_a_bug_is_not_mistaken_for_something_that_does_not_exist(desk, monkeypatch):
    def broken(*_):
        raise KeyError("a bug")

    monkeypatch.setattr(Operator, "task", broken)
    feed = Feed(desk.simulator, "")
    app = admin_app(desk.simulator, token="t", url="", feed=feed, changed=lambda: None)
    scope = {"type": "http", "method": "GET", "path": "/tasks/1", "query_string": b""}
    scope["headers"] = [(b"authorization", b"Bearer t")]

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(_):
        pass

    with pytest.raises(KeyError, match="a bug"):
        asyncio.run(app(scope, receive, send))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "/settings", '{"task_ttl":NaN}'),
        ("PATCH", "/settings", '{"task_ttl":1e400}'),
        ("PATCH", "/settings", '{"task_ttl":1e13}'),
        ("PATCH", "/settings", '{"timestamp_window":1%s}' % ("0" * 400)),
        ("POST", "/faults", '{"effect":"delay","seconds":NaN}'),
        ("POST", "/faults", '{"effect":"delay","seconds":-Infinity}'),
        ("POST", "/faults", '{"effect":"delay","times":-1}'),
        ("POST", "/faults", '{"effect":"delay","call":"printcontent"}'),
        ("PATCH", f"/devices/{D1}", '{"state":"busy","recover_at":NaN}'),
        ("PATCH", f"/devices/{D1}", '{"state":"busy","recover_after":Infinity}'),
        ("PATCH", f"/devices/{D1}", '{"mac":"\\ud800"}'),
        ("POST", "/clock", '{"set":-9e10}'),
        ("POST", "/clock", '{"set":9e10,"advance":9e10}'),
        ("POST", "/clock", '{"advance":99900000000}'),
        ("POST", "/accounts", '{"app_id":"s","app_secret":"another\\ud800"}'),
        ("POST", "/accounts", '{"app_id":"\\ud800","app_secret":"another secret"}'),
        ("POST", "/accounts", '{"app_id":"\\ud800"}'),
        ("PATCH", "/accounts/demo-app", '{"calls_per_minute":-4}'),
        ("POST", "/users", '{"app_id":"demo-app","user_id":"z","devices":["nope"]}'),
        ("POST", "/users", '{"app_id":"demo-app","user_id":"z","open_user_id":-3}'),
        ("POST", "/users", '{"app_id":"demo-app","user_id":"z","open_user_id":1%s}' % ("0" * 30)),
        ("POST", "/users", '{"app_id":"demo-app","user_id":"z","\\ud800":1}'),
    ],
)
def test_a_value_that_would_do_harm_later_is_refused_at_once(caller, method, path, body):
    before = caller.admin("GET", "/devices"), caller.admin("GET", "/accounts")
    status, reply = caller.admin(method, path, body.encode())
    assert (status, list(reply)) == (400, ["error"])
    assert (caller.admin("GET", "/devices"), caller.admin("GET", "/accounts")) == before
    assert caller.call("getdevicestate", {"Uuid": D1}) == {
        "Code": 200,
        "Message": "成功",
        "State": 0,
    }


def test_a_secret_of_the_wrong_type_is_not_repeated(caller):
    status, reply = caller.admin("POST", "/accounts", {"app_id": "x", "app_secret": 123456789012})
    assert status == 400
    assert "app_secret" in reply["error"]
    assert "1234" not in reply["error"]


def test_a_body_that_is_no_json_is_refused(caller, ddj_simulator):
    connection = http.client.HTTPConnection(urlsplit(ddj_simulator.admin_url).netloc, timeout=20)
    token = {"Authorization": f"Bearer {ddj_simulator.admin_token}"}
    for body in (b"{", b"\xff", b"[" * 100_000):
        connection.request("POST", "/clock", body, token)
        response = connection.getresponse()
        assert (response.status, json.loads(response.read())["error"]) == (
            400,
            "the body is not JSON",
        )
    connection.close()
