"""The controls in the browser: each does to the simulator what it says."""

import json

import pytest

from ddjlayout.simulator.faults import EFFECTS
from tests.simulator.calling import D1, D2, content
from tests.simulator.drawing import item

STATES = {"normal": 0, "paper_out": 1, "overheated": 2, "busy": 3, "offline": 4, "error": -1}
MARKUP = '<img src=x onerror="document.title=1"><script>document.title=2</script>'


def press(page, state: str) -> None:
    page.click(f"{page.printer()} .states [data-state={state}]")


@pytest.mark.parametrize("state", list(STATES)[1:])
def test_a_switch_changes_the_device(page, caller, state):
    for name in (state, "normal"):
        press(page, name)
        page.until(
            "return document.querySelector(arguments[0]).getAttribute('aria-pressed') === 'true'",
            f"{page.printer()} button[data-state={name}]",
        )
        assert caller.call("getdevicestate", {"Uuid": D1})["State"] == STATES[name]
        page.until(
            "return document.querySelector(arguments[0]).dataset.state === arguments[1]",
            f"{page.printer()} .casing .lamp",
            name,
        )


def test_a_switch_holds_a_job_and_lets_it_go(page, caller):
    press(page, "paper_out")
    page.until("return document.querySelector('.condition').textContent === 'Out of paper'")
    task = caller.print()["TaskId"]
    page.until("return document.querySelector('.task .badge').textContent === 'Waiting'")
    assert page.text(f"{page.printer()} .jobs") == "1 job"
    press(page, "normal")
    page.until("return document.querySelector('.task .badge').textContent === 'Printed'")
    assert caller.call("getprinttaskstate", {"TaskId": task})["State"] == 1


def test_a_state_passes_by_itself(page, caller, ddj_simulator):
    ddj_simulator.freeze()
    page.type(f"{page.printer()} [name=recover]", "30")
    press(page, "busy")
    page.until("return document.querySelector('.recovery').textContent.includes('30 seconds')")
    ddj_simulator.advance(31)
    page.until("return document.querySelector('.condition').textContent === 'Ready'")
    assert caller.call("getdevicestate", {"Uuid": D1})["State"] == 0


def test_speed_paper_and_person_are_set(page, caller, ddj_simulator):
    printer = page.printer()
    page.choose(f"{printer} [name=speed]", "400")
    page.wait(lambda: device(ddj_simulator)["speed"] == 400)
    page.type(f"{printer} [name=paper]", "0.5")
    page.click(f"{printer} .knobs [type=submit]")
    page.wait(lambda: device(ddj_simulator)["paper"] == 4000)
    page.click(f"{printer} [name=rejects]")
    page.wait(lambda: device(ddj_simulator)["user"] == "rejects")
    task = caller.print()["TaskId"]
    page.until("return document.querySelector('.task .badge').textContent === 'Rejected'")
    assert caller.call("getprinttaskstate", {"TaskId": task})["State"] == 4
    page.type(f"{printer} [name=paper]", "")
    page.click(f"{printer} .knobs [type=submit]")
    page.wait(lambda: device(ddj_simulator)["paper"] is None)


def device(simulator) -> dict:
    return simulator.do(lambda operator: operator.device(D1))


def test_what_others_do_to_a_device_shows(page, ddj_simulator):
    ddj_simulator.set_device(D1, speed=123, paper=8000, user="rejects", state="overheated")
    page.until("return document.querySelector('.condition').textContent === 'Overheated'")
    fields = "const f = document.querySelector('.knobs').elements; return "
    assert page.js(f"{fields} [f.speed.value, f.paper.value, f.rejects.checked]") == [
        "123",
        "1.000",
        True,
    ]


def test_a_task_is_rejected_by_hand(page, caller, ddj_simulator):
    ddj_simulator.set_device(D1, state="busy")
    task = caller.print()["TaskId"]
    page.until("return document.querySelector('.task')")
    page.click(".task summary")
    page.click(".task .reject")
    page.until("return document.querySelector('.task .badge').textContent === 'Rejected'")
    assert page.text(".task .reason") == "rejected at the printer"
    assert caller.call("getprinttaskstate", {"TaskId": task})["State"] == 4


def test_a_paper_leads_to_its_task_its_request_and_back(page, caller):
    tasks = [caller.print(f"{n}\n" * 40)["TaskId"] for n in range(3)]
    page.until("return document.querySelectorAll('.run .marker').length === 3")
    page.tab("clock")
    page.js("document.querySelector('.run .marker').click()")
    assert str(tasks[0]) in page.focused(".textContent")
    assert page.one("#panel-tasks").is_displayed()
    page.click(".task details[open] .show-request")
    page.until("return !document.querySelector('.entry-view').hidden")
    assert page.text(".entry-view h3") == "printcontent2, request 1"
    page.click(".show-task")
    page.click(".task details[open] .show-paper")
    assert page.focused(".closest('.run').dataset.task") == str(tasks[0])


def fault(page, point: str, effect: str) -> None:
    page.choose(".fault-form [name=point]", point)
    page.choose(".fault-form [name=effect]", effect)
    page.js("document.querySelector('.fault-form').requestSubmit()")


def test_every_effect_at_every_point_can_be_put_in_force(page, ddj_simulator):
    page.tab("faults")
    pairs = [(point, effect) for point, effects in EFFECTS.items() for effect in (*effects, "any")]
    pairs.append(("any", "any"))
    for count, (point, effect) in enumerate(pairs, 1):
        page.choose(".fault-form [name=point]", point)
        offered = page.js(
            "return [...document.querySelector('[name=effect]').options].map((o) => o.value)"
        )
        assert set(EFFECTS.get(point, ())) <= set(offered)
        fault(page, point, effect)
        for name in ("seconds", "code"):
            field = page.one(f".fault-form [name={name}]")
            assert field.is_displayed() is (effect in (name.replace("seconds", "delay"), "any"))
        page.until("return document.querySelectorAll('.rule').length === arguments[0]", count)
    rules = ddj_simulator.do(lambda operator: operator.faults())
    assert [(rule["point"], rule["effect"]) for rule in rules] == pairs


def test_a_rule_has_all_its_limits(page, caller, ddj_simulator):
    page.tab("faults")
    form = ".fault-form"
    page.choose(f"{form} [name=call]", "printcontent2")
    page.choose(f"{form} [name=point]", "after_read")
    page.choose(f"{form} [name=uuid]", D1)
    page.choose(f"{form} [name=code]", "1009")
    page.type(f"{form} [name=app_id]", "demo-app")
    page.type(f"{form} [name=skip]", "1")
    page.type(f"{form} [name=times]", "2")
    page.type(f"{form} [name=probability]", "100")
    fault(page, "after_read", "code")
    page.until("return document.querySelector('.rule')")
    rule = ddj_simulator.do(lambda operator: operator.faults())[0]
    assert {name: rule[name] for name in ("call", "uuid", "app_id", "skip", "times", "code")} == {
        "call": "printcontent2",
        "uuid": D1,
        "app_id": "demo-app",
        "skip": 1,
        "times": 2,
        "code": 1009,
    }
    assert [caller.print()["Code"] for _ in range(4)] == [200, 1009, 1009, 200]
    page.until("return document.querySelector('.rule.used .struck').textContent.includes('2 of 4')")


def test_rules_at_hand_removed_and_cleared(page, ddj_simulator):
    page.tab("faults")
    buttons = page.all("[data-ready]")
    for button in buttons:
        button.click()
    page.until("return document.querySelectorAll('.rule').length === arguments[0]", len(buttons))
    assert page.text("#faults-count") == str(len(buttons))
    page.click(".rule .remove")
    page.until(
        "return document.querySelectorAll('.rule').length === arguments[0]", len(buttons) - 1
    )
    page.until("return document.activeElement.matches('.rules-title')")
    page.type("[name=seed]", "7")
    page.click(".clear-form button")
    page.until("return document.querySelectorAll('.rule').length === 0")
    assert ddj_simulator.do(lambda operator: operator._simulator.faults._seed) == 7


def test_a_rule_that_cannot_be_says_why(page):
    page.tab("faults")
    page.type(".fault-form [name=times]", "1")
    page.js("document.querySelector('[name=probability]').removeAttribute('max')")
    page.type(".fault-form [name=probability]", "500")
    fault(page, "after_read", "reset")
    page.until(
        "return document.querySelector('#note').textContent.includes('A chance is 0 to 100 %')"
    )
    assert page.one("#note").get_attribute("role") == "alert"
    page.complained("400", 1)


def test_the_clock_is_moved_set_stopped_and_freed(page, ddj_simulator):
    page.click("#clock")
    page.until("return document.activeElement.id === 'tab-clock'")
    page.click(".freeze")
    page.until("return document.querySelector('.freeze').getAttribute('aria-pressed') === 'true'")
    now = clock(ddj_simulator)["now"]
    for button in page.all("[data-advance]"):
        button.click()
    page.type(".advance-form [name=seconds]", "5")
    page.click(".advance-form button")
    total = 1 + 60 + 600 + 3600 + 86_400 + 5
    page.wait(lambda: clock(ddj_simulator)["now"] == now + total, "the clock has moved")
    page.js("document.querySelector('[name=at]').value = '2031-02-03T04:05:06'")
    page.click(".set-form button")
    page.until("return document.querySelector('#clock-time').textContent === '04:05:06'")
    assert page.js("return document.querySelector('.big-date').dateTime").startswith("2031-02-0")
    page.click(".real")
    page.wait(lambda: not clock(ddj_simulator)["frozen"], "the clock runs")
    page.until("return document.querySelector('.offset-line').textContent === 'the real time'")
    assert abs(clock(ddj_simulator)["offset"]) < 1


def clock(simulator) -> dict:
    return simulator.do(lambda operator: operator.status())


def test_settings_accounts_and_snapshots_are_changed(page, caller, ddj_simulator):
    page.tab("settings")
    shown = {field.get_attribute("name") for field in page.all(".setting [name]")}
    assert shown == set(clock(ddj_simulator)["settings"])
    page.choose(".setting [name=offline]", "hold")
    page.wait(lambda: clock(ddj_simulator)["settings"]["offline"] == "hold")
    page.type(".setting [name=allow_hosts]", "shop.internal, 127.0.0.1:8000\n")
    hosts = ["shop.internal", "127.0.0.1:8000"]
    page.wait(lambda: clock(ddj_simulator)["settings"]["allow_hosts"] == hosts)
    page.choose(".account select", "disabled")
    page.wait(lambda: caller.print()["Code"] == 1006, "the account is disabled")
    page.choose(".account select", "active")
    page.wait(lambda: caller.print()["Code"] == 200, "the account is active")
    page.type(".snapshot-form [name=name]", "a b?")
    page.click(".snapshot-form button")
    page.until("return document.querySelector('.snapshot .name')?.textContent === 'a b?'")


def accounts(simulator) -> dict[str, dict]:
    listed = simulator.do(lambda operator: operator.accounts())
    return {account["app_id"]: account for account in listed}


def test_an_account_is_added_and_may_call(page, caller, ddj_simulator):
    page.tab("settings")
    page.click("#panel-settings .box summary")
    page.type(".account-form [name=app_id]", "a/b 店")
    page.type(".account-form [name=app_secret]", "its secret")
    page.type(".account-form [name=callback_url]", "http://127.0.0.1:9/hook")
    page.click(".account-form [type=submit]")
    page.until("return document.querySelectorAll('.account').length === 2")
    assert page.text(".account:last-child .name") == "a/b 店"
    page.until("return document.querySelector('#note').textContent.includes('a/b 店')")
    added = accounts(ddj_simulator)["a/b 店"]
    assert (added["calls_per_minute"], added["callback_url"]) == (None, "http://127.0.0.1:9/hook")
    assert "its secret" not in page.driver.page_source
    assert page.js("return document.querySelector('[name=app_secret]').value") == ""
    ask = {"Uuid": D1}
    assert caller.call("getdevicestate", ask, app="a/b 店", secret="its secret")["Code"] == 200
    page.type(".account-form [name=app_id]", "a/b 店")
    page.type(".account-form [name=app_secret]", "another secret")
    page.click(".account-form [type=submit]")
    page.until("return document.querySelector('#note').textContent.includes('already')")
    page.complained("400", 1)


def test_an_accounts_limit_and_callback_are_set(page, caller, ddj_simulator):
    page.tab("settings")
    page.click(".account summary")
    page.type(".account [name=calls_per_minute]", "1\n")
    page.wait(lambda: accounts(ddj_simulator)["demo-app"]["calls_per_minute"] == 1)
    ask = {"Uuid": D1}
    codes = [caller.call("getdevicestate", ask)["Code"] for _ in range(2)]
    assert codes == [200, 1009]
    page.type(".account [name=calls_per_minute]", "\n")
    page.wait(lambda: accounts(ddj_simulator)["demo-app"]["calls_per_minute"] is None)
    page.type(".account [name=callback_url]", "https://shop.example/hook\n")
    page.wait(lambda: "shop" in accounts(ddj_simulator)["demo-app"]["callback_url"])
    page.type(".account [name=callback_url]", "ftp://shop.example\n")
    page.until("return document.querySelector('#note').textContent.includes('http://')")
    assert "ftp" not in accounts(ddj_simulator)["demo-app"]["callback_url"]
    page.complained("400", 1)


def test_a_snapshot_is_restored_and_forgotten(page, caller):
    caller.print("before")
    page.tab("settings")
    page.type(".snapshot-form [name=name]", "then")
    page.click(".snapshot-form button")
    page.until("return document.querySelector('.snapshot')")
    caller.print("after")
    page.until("return document.querySelectorAll('.run').length === 2")
    page.click(".snapshot .restore")
    page.until("return document.querySelectorAll('.run').length === 1")
    page.click(".snapshot .forget")
    page.until("return !document.querySelector('.snapshot')")


def test_a_reset_is_asked_about_first(page, caller):
    caller.print()
    page.until("return document.querySelector('.run')")
    page.tab("settings")
    page.click(".reset")
    assert page.focused(".textContent") == "Keep everything"
    page.click("#confirm .no")
    assert page.all(".run")
    page.click(".reset")
    page.click("#confirm .yes")
    page.until("return !document.querySelector('.run')")


def opened(page, number: int) -> None:
    page.tab("requests")
    page.until(f"return document.querySelector('.entry[data-key=\"{number}\"]')")
    page.click(f'.entry[data-key="{number}"] button')
    page.until("return !document.querySelector('.entry-view').hidden")
    page.until("return document.querySelector('.command').textContent !== ''")


def test_a_request_is_shown_decoded(page, caller):
    qr = item("http://weixin.qq.com", 4)
    items = [item("你好\n", align=1, bold=1), qr]
    body = {"Uuid": D1, "PrintContent": " " + content(*items), "OpenUserId": "0"}
    caller.call("printcontent2", body)
    opened(page, 1)
    assert page.text(".entry-view .code") == "200"
    shown = [node.text for node in page.all(".item-text")]
    assert shown == ["你好", "http://weixin.qq.com"]
    assert [node.text for node in page.all(".item .kind")] == ["Text", "QR code"]
    assert [node.text for node in page.all(".deviations li")] == [
        "OpenUserId: a string of digits",
        "PrintContent: white space before the [",
    ]
    raw = page.js("return document.querySelector('.raw').textContent")
    assert json.loads(raw) == body
    reply = json.loads(page.js("return document.querySelector('.reply').textContent"))
    assert reply["Code"] == 200
    page.click(".entry-view .back")
    assert page.focused(".closest('.entry').dataset.key") == "1"


def test_an_image_of_a_request_is_shown(page, caller, ddj_simulator):
    png = ddj_simulator.paper(caller.print("picture")["TaskId"]).png()
    body = {"Uuid": D1, "PrintContent": content(item(png, 1)), "OpenUserId": 0}
    caller.call("printcontent2", body)
    opened(page, 2)
    page.until("return document.querySelector('.item-picture').naturalWidth === 384")


def test_a_fault_shows_in_the_list_and_in_the_request(page, caller, ddj_simulator):
    ddj_simulator.fault("status_500", point="after_commit", times=1)
    caller.raw("POST", "/home/printcontent2?appid=demo-app", b"{}")
    caller.print()
    page.tab("requests")
    page.until("return document.querySelectorAll('.entry').length === 2")
    page.click("[name=problems]")
    page.until("return document.querySelectorAll('.entry').length === 1")
    assert page.text(".entry .struck") == "fault"
    opened(page, 1)
    assert "status_500 at after_commit" in page.text(".fault-line")


def row(page, number: int, part: str) -> str:
    return page.js(
        'const part = document.querySelector(`.entry[data-key="${arguments[0]}"] ${arguments[1]}`);'
        "return part.hidden ? null : part.textContent",
        number,
        part,
    )


def test_a_row_says_which_printer_and_how_often_it_printed(page, caller, ddj_simulator):
    task = caller.print()["TaskId"]
    caller.call("getprinttaskstate", {"TaskId": task})
    ddj_simulator.set_device(D2, state="paper_out")
    caller.print("waits", D2)
    caller.call("getdevicestate", {"Uuid": "00000000000000ab"})
    caller.call("getdevicestate", {"Uuid": D1}, app="stranger")
    page.tab("requests")
    page.until("return document.querySelectorAll('.entry').length === 5")
    names = [row(page, number, ".printer-name") for number in range(1, 6)]
    assert names == ["D1 …cdef", "D1 …cdef", "D2 …3210", "…00ab", "D1 …cdef"]
    apps = [row(page, number, ".app") for number in range(1, 6)]
    assert apps == ["", "", "", "", "stranger"]
    printed = [row(page, number, ".printed") for number in range(1, 6)]
    assert printed == ["printed once", None, "Waiting", None, None]
    ddj_simulator.set_device(D2, state="normal")
    page.wait(lambda: row(page, 3, ".printed") == "printed once", "the row has changed")


def test_with_a_second_account_rows_say_whose_they_are(page, caller, ddj_simulator):
    caller.print()
    page.tab("requests")
    page.until("return document.querySelector('.entry')")
    assert row(page, 1, ".app") == ""
    account = {"app_id": "second", "app_secret": "second-secret"}
    ddj_simulator.do(lambda operator: operator.add_account(account))
    page.wait(lambda: row(page, 1, ".app") == "demo-app", "the row says whose it is")


def test_a_call_is_copied_as_curl_without_the_secret(page, caller):
    caller.print("again")
    opened(page, 1)
    rights = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    page.driver.execute_cdp_cmd("Browser.grantPermissions", {"permissions": rights})
    page.click(".copy-curl")
    page.until("return document.querySelector('#note').textContent === 'Copied.'")
    copied = page.ajs("return navigator.clipboard.readText()")
    assert copied.encode() == caller.admin("GET", "/journal/1/curl")[1]
    assert "demo-secret" not in copied
    assert "$APP_SECRET" in copied
    page.driver.execute_cdp_cmd("Browser.resetPermissions", {})


def test_without_a_clipboard_a_command_is_shown(page):
    page.js("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.click(f"{page.printer()} .sample")
    page.until("return document.querySelector('#command').open")
    assert "printcontent2" in page.text("#command pre")
    page.click("#command .close")


def test_what_strangers_send_is_text_and_nothing_else(page, caller, ddj_simulator):
    title = page.driver.title
    body = {"Uuid": D1, "PrintContent": content(item(MARKUP)), "OpenUserId": 0, MARKUP: MARKUP}
    caller.call("printcontent2", body)
    caller.call("userbind", {"Uuid": MARKUP, "UserId": MARKUP}, app=MARKUP)
    ddj_simulator.do(lambda operator: operator.take_snapshot(MARKUP))
    page.tab("settings")
    page.until(
        "return document.querySelector('.snapshot .name')?.textContent === arguments[0]", MARKUP
    )
    opened(page, 1)
    assert page.text(".item-text") == MARKUP
    assert MARKUP[:9] in page.text(".deviations")
    page.click(".entry-view .back")
    assert page.text('.entry[data-key="2"] .app')[:30] == MARKUP[:30]
    opened(page, 2)
    assert MARKUP in page.text(".entry-view .fields")
    assert page.driver.title == title
    assert page.all("main script, main img[src=x], main [onerror]") == []


def test_callbacks_are_listed(page, ddj_simulator):
    uuid = ddj_simulator.uuid("D2")
    url = "http://127.0.0.1:9/hook"
    ddj_simulator.do(lambda operator: operator.change_account("demo-app", {"callback_url": url}))
    ddj_simulator.fault("lost", point="callback")
    ddj_simulator.set_device(uuid, state="error")
    page.tab("requests")
    page.click(".callbacks-box summary")
    page.until("return document.querySelector('.callback')")
    assert page.text(".callback .url") == url
    assert "lost" in page.text(".callback .ending")
