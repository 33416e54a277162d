"""Faults on demand: where they strike, what they do, and that the seed decides."""

import http.client
import json
import time
from types import SimpleNamespace

import pytest

from ddjlayout.errors import InputError
from ddjlayout.simulator import door
from ddjlayout.simulator.faults import EFFECTS, Faults, Rule
from tests.simulator.calling import D1, D2, Caller, signed

PRINT = "/home/printcontent2"


def strikes(faults: Faults, number: int, path: str = PRINT) -> list[bool]:
    return [faults.strike(path, "app", None) is not None for _ in range(number)]


def test_a_rule_skips_strikes_and_then_rests():
    faults = Faults(0)
    faults.add(Rule("reset", skip=2, times=1))
    assert strikes(faults, 5) == [False, False, True, False, False]


def test_a_rule_is_for_a_call_an_account_and_a_device():
    faults = Faults(0)
    faults.add(Rule("reset", call="printcontent2", app_id="app", uuid=D1))
    assert faults.strike(PRINT, "app", D1)
    assert not faults.strike("/home/userbind", "app", D1)
    assert not faults.strike(PRINT, "other", D1)
    assert not faults.strike(PRINT, "app", D2)
    assert not faults.strike(PRINT, "app", None)


def test_the_seed_decides():
    def run(seed: int) -> list[object]:
        faults = Faults(seed)
        faults.add(Rule("any", point="any", probability=0.5))
        return [faults.strike(PRINT, "app", None) for _ in range(50)]

    assert run(1) == run(1)
    assert run(1) != run(2)
    assert 10 < sum(fault is not None for fault in run(3)) < 40


def test_clearing_starts_the_dice_afresh():
    faults = Faults(7)
    faults.add(Rule("reset", probability=0.5))
    first = strikes(faults, 30)
    faults.clear()
    faults.add(Rule("reset", probability=0.5))
    assert strikes(faults, 30) == first


def test_the_first_rule_that_strikes_is_the_only_one():
    faults = Faults(0)
    faults.add(Rule("reset", times=1))
    faults.add(Rule("garbage"))
    struck = [faults.strike(PRINT, "app", None) for _ in range(2)]
    assert [fault.effect for fault in struck] == ["reset", "garbage"]


@pytest.mark.parametrize(
    "values",
    [
        {"effect": "content_type", "point": "before_read"},
        {"effect": "lost"},
        {"effect": "reset", "point": "callback"},
        {"effect": "reset", "point": "before_read", "uuid": D1},
        {"effect": "code", "code": 200},
        {"effect": "code", "code": 7},
        {"effect": "reset", "probability": 1.5},
        {"effect": "reset", "seconds": -1},
        {"effect": "sneeze"},
        {"effect": "reset", "number": 3},
        {},
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(desk, values):
    with pytest.raises(InputError):
        desk.operator.add_fault(values)


def test_a_rule_of_a_test_is_for_one_account(caller, ddj_simulator):
    ddj_simulator.fault("code", point="after_read", app_id="other")
    assert caller.print()["Code"] == 200
    ddj_simulator.fault("code", point="after_read", app_id="demo-app")
    assert caller.print()["Code"] == 1000


# On the wire


def outcome(caller: Caller, job: dict) -> str:
    """Send a job; say what the client sees."""
    target = f"/home/printcontent2?{signed(time.time())}"
    try:
        status, headers, body = caller.raw("POST", target, json.dumps(job).encode())
    except http.client.IncompleteRead:
        return "half"
    except http.client.RemoteDisconnected:
        return "closed"
    except ConnectionResetError:
        return "reset"
    if status == 500:
        return "500"
    if not body.startswith(b"{"):
        return "garbage"
    if headers["content-type"].startswith("text/html"):
        return "html"
    return body.decode()


SEEN = {
    "reset": "reset",
    "close": "closed",
    "garbage": "garbage",
    "status_500": "500",
    "content_type": "html",
    "code": '{"Code":1000,"Message":"服务处理异常"}',
    "drop": '{"Code":1011,"Message":"与服务器断开链接"}',
}


@pytest.mark.parametrize(
    ("point", "effect"),
    [(point, effect) for point, effects in EFFECTS.items() for effect in effects if effect in SEEN],
)
def test_what_the_client_sees_and_whether_the_job_was_printed(caller, ddj_simulator, point, effect):
    seen = "half" if (point, effect) == ("mid_reply", "close") else SEEN[effect]
    ddj_simulator.fault(effect, point=point, times=1)
    job = caller.job("once")
    assert outcome(caller, job) == seen
    committed = point in ("after_commit", "mid_reply")
    assert ddj_simulator.printed(job["PrintContent"])["prints"] == int(committed)
    (entry,) = ddj_simulator.journal()
    assert entry["fault"] == f"{effect} at {point} (rule 1)"
    ddj_simulator.set_device(D1, state="normal")
    assert caller.print("again")["Code"] == 200


@pytest.mark.parametrize("point", ["before_read", "after_read", "after_commit", "mid_reply"])
def test_a_delay_ends_and_the_call_is_answered(caller, ddj_simulator, point, monkeypatch):
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    stand_in = SimpleNamespace(sleep=sleep)
    monkeypatch.setattr(door, "asyncio", stand_in)
    ddj_simulator.fault("delay", point=point, seconds=3600, times=1)
    assert caller.print()["Code"] == 200
    assert slept == [3600]
    (entry,) = ddj_simulator.journal()
    assert entry["fault"] == f"delay at {point} (rule 1)"


@pytest.mark.parametrize("point", ["after_read", "after_commit"])
@pytest.mark.parametrize("effect", ["code", "drop"])
def test_a_call_that_fails_its_checks_uses_no_code_up(caller, ddj_simulator, point, effect):
    ddj_simulator.fault(effect, point=point, code=1009, times=1)
    assert caller.call("getdevicestate", {"Uuid": "nope"})["Code"] == 1005
    assert ddj_simulator.journal()[0]["fault"] == ""
    assert ddj_simulator.do(lambda operator: operator.faults())[0]["struck"] == 0
    code = {"code": 1009, "drop": 1011}[effect]
    assert caller.call("getdevicestate", {"Uuid": D1})["Code"] == code
    assert ddj_simulator.journal()[1]["fault"] == f"{effect} at {point} (rule 1)"
    assert caller.call("getdevicestate", {"Uuid": D1})["Code"] == 200


def test_a_rule_for_a_device_strikes_after_the_body_is_read(caller, ddj_simulator):
    ddj_simulator.fault("code", point="after_read", uuid=D2, code=1009)
    assert caller.print(uuid=D1)["Code"] == 200
    assert caller.print(uuid=D2)["Code"] == 1009


def test_any_fault_by_the_seed_leaves_the_simulator_well(caller, ddj_simulator):
    ddj_simulator.clear_faults(seed=11)
    ddj_simulator.fault("any", point="any", seconds=0.01, times=40)
    for _ in range(40):
        outcome(caller, caller.job("x"))
        ddj_simulator.set_device(D1, state="normal")
    assert caller.print()["Code"] == 200
    assert sum(ddj_simulator.do(lambda operator: operator.status())["faults"].values()) == 40
