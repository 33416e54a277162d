"""The simulator on a real socket: the six calls and plain HTTP."""

import http.client
import json
import time
from email.utils import parsedate_to_datetime

from tests.simulator.calling import D1, D2, content, signed
from tests.simulator.drawing import item


def test_a_job_goes_in_and_its_paper_comes_out(caller, ddj_simulator):
    bound = caller.call("userbind", {"Uuid": D1, "UserId": "shop 1"})
    job = {**caller.job("你好"), "OpenUserId": bound["OpenUserId"]}
    reply = caller.call("printcontent2", job)
    assert reply["Code"] == 200
    state = caller.call("getprinttaskstate", {"TaskId": reply["TaskId"]})
    assert state == {"Code": 200, "Message": "成功", "State": 1}
    paper = ddj_simulator.paper(reply["TaskId"])
    assert (paper.width, paper.height) == (384, 24)
    assert ddj_simulator.printed(job["PrintContent"])["prints"] == 1


def test_every_call_is_answered(caller):
    assert caller.call("getdevicestate", {"Uuid": D2})["State"] == 0
    assert caller.call("getdevicemac", {"Uuid": D1})["DeviceMac"] == "45:67:89:AB:CD:EF"
    page = {"Uuid": D1, "PrintUrl": "https://example.com/", "OpenUserId": 0}
    assert caller.call("printhtmlcontent", page)["TaskId"] > 0


def test_any_content_type_and_none_is_taken(caller):
    for headers in ({}, {"Content-Type": "text/json; charset=gbk"}, {"Content-Type": "???"}):
        target = f"/home/getdevicestate?{signed(time.time())}"
        status, _, body = caller.raw("POST", target, json.dumps({"Uuid": D1}).encode(), **headers)
        assert (status, json.loads(body)["Code"]) == (200, 200)


def test_a_get_and_an_unknown_path_are_refused(caller, ddj_simulator):
    status, headers, body = caller.raw("GET", f"/home/getdevicestate?{signed(time.time())}")
    assert (status, headers["allow"], json.loads(body)["Code"]) == (405, "POST", 1003)
    assert caller.raw("POST", "/home/printcontent")[0] == 404
    assert [entry["status"] for entry in ddj_simulator.journal()] == [405, 404]


def test_a_body_that_is_too_large_is_refused_unread(caller, ddj_simulator):
    ddj_simulator.settings(body_bytes=1000)
    status, _, body = caller.raw("POST", "/home/printcontent2", b" " * 200_000)
    assert (status, json.loads(body)["Code"]) == (413, 1003)


def test_the_date_is_that_of_the_simulators_clock(caller, ddj_simulator):
    ddj_simulator.advance(86_400)
    _, headers, body = caller.raw("POST", f"/home/getdevicestate?{signed(time.time())}", b"{}")
    ahead = parsedate_to_datetime(headers["date"]).timestamp() - time.time()
    assert 86_300 < ahead < 86_500
    assert json.loads(body)["Code"] == 1003
    assert caller.call("getdevicestate", {"Uuid": D1})["Code"] == 1002


def test_many_calls_share_one_connection(caller):
    connection = http.client.HTTPConnection(caller.address, timeout=20)
    for number in range(5):
        body = {"Uuid": D1, "PrintContent": content(item(str(number))), "OpenUserId": 0}
        target = f"/home/printcontent2?{signed(time.time())}"
        connection.request("POST", target, json.dumps(body).encode())
        reply = connection.getresponse()
        assert json.loads(reply.read())["Code"] == 200
    connection.close()


def test_the_admin_door_is_another_port_and_wants_the_token(caller):
    assert caller.admin("GET", "/status")[0] == 200
    assert caller.admin("GET", "/status", token="wrong")[0] == 401
    assert caller.raw("GET", "/status")[0] == 404
