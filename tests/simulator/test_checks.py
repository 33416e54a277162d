"""The checks of a call: every code 1000 to 1012, and that the first check that fails answers."""

import hashlib
import json

import pytest

from ddjlayout.cloud.wire import MESSAGES_ZH, Code, DeviceState
from ddjlayout.simulator.config import Config
from ddjlayout.simulator.gate import Call, Request
from ddjlayout.simulator.platform import Intervention
from ddjlayout.simulator.records import Account, Device
from ddjlayout.simulator.signing import expected_signature
from tests.simulator.calling import D1, START, Desk, content, sign, signed
from tests.simulator.drawing import item

OFFLINE = "00000000000000ff"
OTHER = "another secret"


@pytest.fixture
def desk() -> Desk:
    accounts = (
        Account("demo-app", "demo-secret"),
        Account("off", OTHER, status="disabled"),
        Account("new", OTHER, status="unverified"),
        Account("slow", OTHER, calls_per_minute=2),
    )
    offline = Device(OFFLINE, state=DeviceState.OFFLINE)
    return Desk(Config(accounts=accounts, devices=(Device(D1), offline)))


JOB = {"Uuid": D1, "PrintContent": content(), "OpenUserId": 0}


def test_a_good_call_is_answered_with_200(desk):
    reply = desk.call("printcontent2", JOB)
    assert reply == {"Code": 200, "Message": "成功", "TaskId": 5_000_000_001}


@pytest.mark.parametrize(
    ("code", "query", "body"),
    [
        pytest.param(1003, {"appid": "who"}, {}, id="fields come before the appid"),
        pytest.param(1004, {"app": "who"}, {**JOB, "Uuid": "no"}, id="the appid before the device"),
        pytest.param(1006, {"app": "off", "secret": "bad"}, JOB, id="standing before signature"),
        pytest.param(1008, {"app": "new", "secret": "bad"}, JOB, id="verification as well"),
        pytest.param(1001, {"secret": "bad", "timestamp": "1"}, JOB, id="signature before time"),
        pytest.param(1002, {"timestamp": "1"}, {**JOB, "Uuid": "no"}, id="time before device"),
        pytest.param(1005, {}, {**JOB, "Uuid": "no", "OpenUserId": 9}, id="device before user"),
        pytest.param(1003, {}, {**JOB, "PrintContent": "", "OpenUserId": 9}, id="then the user"),
        pytest.param(1012, {}, {**JOB, "PrintContent": ""}, id="no content"),
        pytest.param(1012, {}, {**JOB, "PrintContent": " \n"}, id="blank content"),
        pytest.param(1012, {}, {**JOB, "PrintContent": "[]"}, id="no items"),
        pytest.param(1003, {}, {**JOB, "PrintContent": "{"}, id="content that is not JSON"),
        pytest.param(
            1003, {}, {**JOB, "Uuid": OFFLINE, "PrintContent": "{}"}, id="content before printer"
        ),
        pytest.param(1010, {}, {**JOB, "Uuid": OFFLINE}, id="a printer that is offline"),
    ],
)
def test_the_first_check_that_fails_answers(desk, code, query, body):
    reply = desk.call("printcontent2", body, **query)
    assert reply == {"Code": code, "Message": MESSAGES_ZH[Code(code)]}
    assert desk.entry.reason
    assert desk.operator.tasks() == []


def test_an_unknown_task_is_1007(desk):
    assert desk.call("getprinttaskstate", {"TaskId": 1})["Code"] == 1007


def test_another_accounts_task_is_1007(desk):
    task = desk.call("printcontent2", JOB)["TaskId"]
    other = {"app": "slow", "secret": OTHER}
    assert desk.call("getprinttaskstate", {"TaskId": task}, **other)["Code"] == 1007
    assert desk.state(task) == 1


def test_the_call_limit_is_1009_until_a_minute_is_over(desk):
    def ask() -> int:
        return desk.call("getdevicestate", {"Uuid": D1}, app="slow", secret=OTHER)["Code"]

    assert [ask(), ask(), ask()] == [200, 200, 1009]
    desk.time += 59
    assert ask() == 1009
    desk.time += 1
    assert ask() == 200


def test_a_limit_for_all_accounts_is_a_setting(desk):
    desk.operator.change_settings({"calls_per_minute": 1})
    codes = [desk.call("getdevicestate", {"Uuid": D1})["Code"] for _ in range(2)]
    assert codes == [200, 1009]


@pytest.mark.parametrize("committed", [False, True])
def test_a_server_fault_on_demand_is_1000_and_comes_after_the_checks(desk, committed):
    fault = Intervention(Code.SERVER_FAULT, committed=committed, drops=False)
    body = json.dumps(JOB).encode()
    call = Call("/home/printcontent2", signed(START), body)
    assert desk.simulator.platform.handle(Request(call), START, fault).code == 1000
    assert len(desk.operator.tasks()) == committed
    bad = call._replace(query=signed(START, secret="bad"))
    assert desk.simulator.platform.handle(Request(bad), START, fault).code == 1001


def test_a_device_that_drops_answers_1011_and_is_offline(desk):
    fault = Intervention(Code.DEVICE_LOST, committed=False, drops=True)
    call = Call("/home/printcontent2", signed(START), json.dumps(JOB).encode())
    assert desk.simulator.platform.handle(Request(call), START, fault).code == 1011
    assert desk.device() == 4
    assert desk.print()["Code"] == 1010


# Signature, timestamp, nonce


@pytest.mark.parametrize("missing", ["appid", "nonce", "timestamp", "signature"])
def test_every_parameter_has_to_be_there(desk, missing):
    assert desk.call("getdevicestate", {"Uuid": D1}, **{missing: ""})["Code"] == 1003
    assert missing in desk.entry.reason


def test_the_signature_is_the_sha1_of_the_sorted_strings():
    # printf 123456781700000000abc | sha1sum
    expected = "8f6ab5e7236d38b82b253e8e9215b3d5de7221e1"
    assert expected_signature("abc", "1700000000", "12345678") == expected


@pytest.mark.parametrize(
    ("make", "hint"),
    [
        (lambda s, t, n: sign(s, t, n).upper(), "lower-case"),
        (lambda s, t, n: sign(s, t, n)[:-1], "wrong"),
    ],
)
def test_a_wrong_signature_is_explained_in_the_journal(desk, make, hint):
    stamp, nonce = str(int(START)), "77777777"
    wrong = make("demo-secret", stamp, nonce)
    reply = desk.call("getdevicestate", {"Uuid": D1}, nonce=nonce, signature=wrong)
    assert reply["Code"] == 1001
    assert hint in desk.entry.reason


def test_strings_that_were_not_sorted_are_explained(desk):
    joined = "demo-secret" + "1700000000" + "77777777"
    wrong = hashlib.sha1(joined.encode()).hexdigest()
    desk.call("getdevicestate", {"Uuid": D1}, nonce="77777777", signature=wrong)
    assert "not sorted" in desk.entry.reason


@pytest.mark.parametrize(("late", "code"), [(-301, 1002), (-300, 200), (300, 200), (301, 1002)])
def test_a_timestamp_is_taken_up_to_five_minutes_either_way(desk, late, code):
    stamp = str(int(START) - late)
    assert desk.call("getdevicestate", {"Uuid": D1}, timestamp=stamp)["Code"] == code


@pytest.mark.parametrize("stamp", ["1700000000000", "now", "1700000000.5", "-1700000000"])
def test_a_timestamp_is_whole_seconds(desk, stamp):
    assert desk.call("getdevicestate", {"Uuid": D1}, timestamp=stamp)["Code"] == 1002


def test_milliseconds_are_explained(desk):
    desk.call("getdevicestate", {"Uuid": D1}, timestamp="1700000000000")
    assert "milliseconds" in desk.entry.reason


def test_a_nonce_is_taken_once_within_the_window(desk):
    def ask(stamp: float) -> int:
        query = {"nonce": "12345678", "timestamp": str(int(stamp))}
        return desk.call("getdevicestate", {"Uuid": D1}, **query)["Code"]

    assert ask(START + 100) == 200
    assert ask(START + 100) == 1002
    desk.time += 390  # the first timestamp would still be taken
    assert ask(desk.time) == 1002
    desk.time += 10
    assert ask(desk.time) == 200


def test_a_nonce_is_another_accounts_own(desk):
    query = {"nonce": "12345678"}
    assert desk.call("getdevicestate", {"Uuid": D1}, **query)["Code"] == 200
    query |= {"app": "slow", "secret": OTHER}
    assert desk.call("getdevicestate", {"Uuid": D1}, **query)["Code"] == 200


def test_one_signature_cannot_serve_two_pairs_of_timestamp_and_nonce(desk):
    # nothing tells the joined strings apart: timestamp and nonce may change places
    one = {"timestamp": "1700000001", "nonce": "1700000005"}
    two = {"timestamp": "1700000005", "nonce": "1700000001"}
    assert sign("demo-secret", **one) == sign("demo-secret", **two)
    assert desk.call("getdevicestate", {"Uuid": D1}, **one)["Code"] == 200
    assert desk.call("getdevicestate", {"Uuid": D1}, **two)["Code"] == 1002


def test_the_nonces_remembered_are_those_of_two_windows(desk):
    for second in range(2000):
        desk.time = START + second
        assert desk.call("getdevicestate", {"Uuid": D1})["Code"] == 200
    remembered = desk.simulator.platform._gate._nonces._until
    assert len(remembered) <= 2 * 302


# Users


def test_a_user_is_bound_to_devices_and_keeps_its_number(desk):
    first = desk.call("userbind", {"Uuid": D1, "UserId": "u"})
    again = desk.call("userbind", {"Uuid": OFFLINE, "UserId": "u", "DeviceName": "Kitchen"})
    other = desk.call("userbind", {"Uuid": D1, "UserId": "v"})
    assert first == again == {"Code": 200, "Message": "成功", "OpenUserId": 10_001}
    assert other["OpenUserId"] == 10_002
    assert desk.print(item("a"), user=10_001)["Code"] == 200


def test_a_user_that_is_not_bound_to_this_device_is_1003(desk):
    desk.call("userbind", {"Uuid": OFFLINE, "UserId": "u"})
    assert desk.print(item("a"), user=10_001)["Code"] == 1003
    assert "not bound" in desk.entry.reason


def test_another_accounts_user_is_1003(desk):
    bound = desk.call("userbind", {"Uuid": D1, "UserId": "u"}, app="slow", secret=OTHER)
    assert desk.print(item("a"), user=bound["OpenUserId"])["Code"] == 1003


def test_an_empty_user_id_is_1003(desk):
    assert desk.call("userbind", {"Uuid": D1, "UserId": ""})["Code"] == 1003


# Pages


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://example.com", 200),
        ("https://example.com/a?b=c", 200),
        ("ftp://example.com", 1003),
        ("example.com", 1003),
        ("", 1012),
        ("http://" + "x" * 2048, 1003),
        ("http://", 1003),
        ("http:///a", 1003),
        ("http://:80/", 1003),
        ("http://a b/", 1003),
        ("http://[", 1003),
        ("http://a?b c#d", 200),
    ],
)
def test_a_page_starts_with_http(desk, url, code):
    page = {"Uuid": D1, "PrintUrl": url, "OpenUserId": 0}
    assert desk.call("printhtmlcontent", page)["Code"] == code


def test_a_page_is_not_fetched_and_its_task_fails_with_a_reason(desk):
    page = {"Uuid": D1, "PrintUrl": "http://example.com", "OpenUserId": 0}
    task = desk.call("printhtmlcontent", page)["TaskId"]
    assert desk.state(task) == 2
    assert "not fetched" in desk.operator.task(task)["reason"]


def test_a_page_can_be_stood_in_for_by_its_address(desk):
    desk.operator.change_settings({"pages": "stub"})
    page = {"Uuid": D1, "PrintUrl": "http://example.com", "OpenUserId": 0}
    task = desk.call("printhtmlcontent", page)["TaskId"]
    assert desk.state(task) == 1
    assert desk.operator.paper(task).height == 48
