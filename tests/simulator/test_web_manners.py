"""The page for everybody: keyboard, screen reader, two languages, colours, calm, a phone."""

import json
import re
from pathlib import Path

import pytest

from tests.simulator.browser import Page, chromium
from tests.simulator.calling import D1
from tests.simulator.test_web_paper import LONG, settled

TABS = ["tasks", "requests", "faults", "clock", "settings"]

CHECKS = (Path(__file__).parent / "page_checks.js").read_text(encoding="utf-8")


def check(page, name: str):
    """Run one of the checks on the page as it is."""
    return page.js(f"{CHECKS}; return {name}()")


def busy_page(page, caller, simulator) -> None:
    """Let the page have something of everything."""
    simulator.set_device(D1, speed=0)
    caller.print(LONG)
    caller.call("getdevicestate", {"Uuid": "no", "x": 1})
    simulator.set_device(D1, state="paper_out")
    caller.print("waits")
    simulator.fault("reset", point="mid_reply", call="userbind", skip=2, times=1)
    simulator.do(lambda operator: operator.take_snapshot("a"))
    settled(page)
    page.until("return document.querySelectorAll('.task').length === 2")


# Keyboard


def test_the_first_stop_leads_to_the_controls(page):
    page.keys("\ue004")
    assert page.focused(".className") == "skip"
    page.keys("\ue007")
    page.until("return document.activeElement.id === 'controls'")


def test_tabs_are_moved_through_with_arrows(page):
    page.js("document.querySelector('#tab-tasks').focus()")
    for key, name in [
        ("\ue014", "requests"),
        ("\ue014", "faults"),
        ("\ue010", "settings"),
        ("\ue014", "tasks"),
        ("\ue012", "settings"),
    ]:
        page.keys(key)
        assert page.focused(".dataset.tab") == name
        assert page.one(f"#panel-{name}").is_displayed()
        selected = page.all('[role=tab][aria-selected="true"]')
        assert [tab.get_attribute("data-tab") for tab in selected] == [name]
    page.keys("\ue004")
    assert page.focused(".id") == "panel-settings"


def test_a_printer_is_switched_with_the_keyboard_alone(page, caller):
    page.js("document.querySelector('.states [aria-pressed=true]').focus()")
    page.keys("\ue014", "\ue014")
    assert page.focused(".dataset.state") == "overheated"
    assert caller.call("getdevicestate", {"Uuid": D1})["State"] == 0
    page.keys(" ")
    page.until("return document.querySelector('.condition').textContent === 'Overheated'")
    assert caller.call("getdevicestate", {"Uuid": D1})["State"] == 2
    assert page.focused(".dataset.state") == "overheated"


def test_the_tab_key_goes_everywhere_and_comes_round(page, caller, ddj_simulator):
    busy_page(page, caller, ddj_simulator)
    page.js("document.activeElement.blur()")
    stops = []
    for _ in range(90):
        page.keys("\ue004")
        stop = page.focused(
            ".id || document.activeElement.className || document.activeElement.name"
        )
        if stop == "skip" and stops:
            break
        stops.append(stop)
        assert page.js(
            "return document.activeElement.checkVisibility({ visibilityProperty: true })"
        )
    else:
        raise AssertionError(stops)
    order = [
        stops.index(one)
        for one in ("skip", "clock", "language", "roll", "tab-tasks", "panel-tasks")
    ]
    assert order == sorted(order)
    assert stops.count("roll") == 2


def test_the_roll_scrolls_with_the_keyboard(page, caller):
    caller.print(LONG)
    settled(page)
    page.js("document.querySelector('.roll').focus()")
    top = "return document.querySelector('.roll').scrollTop"
    page.until(f"{top} > 100")
    page.keys("\ue011")
    page.until(f"{top} === 0")


def test_escape_closes_a_dialog_and_the_focus_comes_back(page):
    page.tab("settings")
    page.click(".reset")
    page.keys("\ue00c")
    page.until("return !document.querySelector('#confirm').open")
    assert page.focused(".className").startswith("reset")


# Screen reader


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_everything_has_a_name_and_its_place(page, caller, ddj_simulator, language):
    busy_page(page, caller, ddj_simulator)
    page.choose("#language", language)
    for tab in TABS:
        page.tab(tab)
        assert check(page, "trouble") == []
        named = [node for node in accessible(page) if node["role"]["value"] in NAMED]
        assert len(named) > 20
        assert [node for node in named if not node["name"]["value"].strip()] == []


NAMED = {
    "button", "checkbox", "combobox", "dialog", "image", "link", "region", "searchbox",
    "spinbutton", "tab", "tablist", "tabpanel", "textbox", "toolbar",
}  # fmt: skip


def accessible(page) -> list[dict]:
    """Return what the browser tells screen readers."""
    tree = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})
    return [node for node in tree["nodes"] if not node["ignored"]]


def test_many_prints_are_told_in_one_breath(page, caller):
    page.js(
        "window.said = []; new MutationObserver(() => { const text ="
        "document.querySelector('#announcer').textContent; if (text) window.said.push(text) })"
        ".observe(document.querySelector('#announcer'), { childList: true })"
    )
    for number in range(12):
        caller.print(str(number))
    page.until("return window.said.length > 0")
    assert page.js("return window.said") == ["D1 …cdef: 12 papers printed."]


def test_what_becomes_of_a_printer_is_told(page, ddj_simulator):
    ddj_simulator.set_device(D1, state="paper_out")
    page.until(
        "return document.querySelector('#announcer').textContent === 'D1 …cdef is out of paper'"
    )
    ddj_simulator.set_device(D1, state="normal")
    page.until("return document.querySelector('#announcer').textContent === 'D1 …cdef is ready'")


# Languages


def test_the_page_follows_the_language_of_the_browser(ddj_simulator):
    with chromium(language="zh-CN,en") as driver:
        page = Page(driver, ddj_simulator)
        page.open()
        assert page.js("return document.documentElement.lang") == "zh-CN"
        assert driver.title == "对对机模拟器"
        assert page.text("#tab-tasks") == "任务"
        assert page.complaints() == []


def test_the_language_is_switched_and_remembered(page, caller, ddj_simulator):
    busy_page(page, caller, ddj_simulator)
    page.choose("#language", "zh-CN")
    assert page.driver.title == "对对机模拟器"
    assert page.text(".states [data-state=paper_out]") == "缺纸"
    assert page.text(".task .badge") == "等待中"
    assert "毫米" in page.text(".task .what")
    assert "毫米" in page.one(".run .dots").get_attribute("aria-label")
    page.driver.refresh()
    page.live()
    assert page.js("return document.documentElement.lang") == "zh-CN"
    page.choose("#language", "en")
    assert page.text(".task .badge") == "Waiting"


def test_nothing_is_left_in_the_other_language(page, caller, ddj_simulator):
    busy_page(page, caller, ddj_simulator)
    page.choose("#language", "zh-CN")
    page.js("for (const one of document.querySelectorAll('[hidden]')) one.hidden = false")
    assert check(page, "english") == []


def test_both_languages_say_the_same_things(page):
    both = page.ajs(
        "const [en, zh] = await Promise.all([import('/page/js/strings-en.js'),"
        "import('/page/js/strings-zh.js')]); return JSON.stringify([en.EN, zh.ZH])"
    )
    english, chinese = json.loads(both)
    assert list(english) == list(chinese)
    for key, text in english.items():
        assert values_in(text) == values_in(chinese[key]), key


def values_in(text: str | dict[str, str]) -> set[str]:
    return set(re.findall(r"\{\w+\}", text if isinstance(text, str) else text["other"]))


# Colours and calm


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(page, caller, ddj_simulator, scheme):
    page.media(prefers_color_scheme=scheme)
    busy_page(page, caller, ddj_simulator)
    for tab in TABS:
        page.tab(tab)
        assert check(page, "faint") == []


def ground(page) -> str:
    return page.js("return getComputedStyle(document.querySelector('.panel')).backgroundColor")


def test_the_colours_follow_the_system_until_chosen(page):
    light = ground(page)
    page.media(prefers_color_scheme="dark")
    page.wait(lambda: ground(page) != light, "it is dark")
    dark = ground(page)
    page.choose("#theme", "light")
    assert ground(page) == light
    page.driver.refresh()
    page.live()
    assert ground(page) == light
    page.media(prefers_color_scheme="light")
    page.choose("#theme", "dark")
    assert ground(page) == dark
    page.choose("#theme", "auto")
    assert ground(page) == light


FIRST_LOOK = """
new MutationObserver((_, watcher) => {
  if (!document.body) return;
  watcher.disconnect();
  const { theme } = document.documentElement.dataset;
  window.firstLook = [theme, getComputedStyle(document.documentElement).backgroundColor];
}).observe(document, { childList: true, subtree: true });
"""


@pytest.mark.parametrize("chosen", ["auto", "light", "dark"])
@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_first_paint_has_the_right_colours(page, system, chosen):
    page.media(prefers_color_scheme=system)
    page.choose("#theme", chosen)
    run = page.driver.execute_cdp_cmd
    script = run("Page.addScriptToEvaluateOnNewDocument", {"source": FIRST_LOOK})
    page.driver.refresh()
    page.live()
    run("Page.removeScriptToEvaluateOnNewDocument", script)
    theme = system if chosen == "auto" else chosen
    desk = {"light": "rgb(230, 226, 218)", "dark": "rgb(25, 27, 30)"}[theme]
    assert page.js("return window.firstLook") == [theme, desk]


@pytest.mark.parametrize("calm", [True, False])
def test_paper_does_not_move_for_those_who_want_it_still(page, caller, calm):
    page.media(prefers_reduced_motion="reduce" if calm else "no-preference")
    page.js(
        "window.heights = []; new MutationObserver((list) => list.forEach(({ target }) =>"
        "window.heights.push(target.style?.getPropertyValue('--rows'))))"
        ".observe(document.querySelector('.paper'), { subtree: true, attributeFilter: ['style'] })"
    )
    caller.print(LONG)
    settled(page)
    steps = {height for height in page.js("return window.heights") if height}
    assert "1440" in steps
    assert (len(steps) == 1) is calm


# Many printers

COVERED = """
const found = [];
for (const box of [...document.querySelectorAll('#controls, .zoom button')]) {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  for (const x of [left + 3, (left + right) / 2, right - 3]) {
    for (let y = top + 3; y < bottom; y += 20) {
      const hit = document.elementFromPoint(x, y);
      if (!hit || !box.contains(hit)) found.push([box.id, x, y, hit?.outerHTML.slice(0, 40)]);
    }
  }
}
return found;
"""


def test_any_number_of_printers_leaves_the_panel_and_the_zoom_alone(page, ddj_simulator):
    for count, sizes in ((5, [(1000, 760), (1280, 800)]), (10, [(1440, 900), (900, 700)])):
        for number in range(len(ddj_simulator.do(lambda operator: operator.devices())), count):
            device = {"uuid": f"{number:016x}", "model": "D1"}
            ddj_simulator.do(lambda operator, device=device: operator.add_device(device))
        page.until("return document.querySelectorAll('.chip').length === arguments[0]", count)
        for size in sizes:
            page.screen(*size)
            assert page.js(COVERED) == []
            page.click("#zoom-now")  # selenium refuses to click what something else covers
            last = page.all(".chip")[-1]
            last.click()
            page.until(
                "const stage = document.querySelector('.stage'); const { right } = stage"
                ".lastElementChild.getBoundingClientRect();"
                "return right <= stage.getBoundingClientRect().right + 1"
            )
            assert page.js(COVERED) == []


STANDING_OUT = """
const stage = document.querySelector('.stage').getBoundingClientRect();
const found = [];
for (const one of document.querySelectorAll('.printer:first-child :is(.casing, .switches) *')) {
  const { left, right } = one.getBoundingClientRect();
  const out = left < stage.left || right > stage.right;
  if (out && one.checkVisibility()) found.push(one.outerHTML);
}
return found;
"""


@pytest.mark.parametrize("size", [(1440, 900), (1000, 760), (390, 844)])
def test_large_paper_scrolls_behind_a_printer_that_stays(page, caller, size):
    page.screen(*size)
    if size[0] < 900:
        page.tab("printers")
    caller.print(LONG)
    settled(page)
    for _ in range(3):
        page.click("#zoom-in")
    assert page.text("#zoom-now") == "400%"
    assert page.js(STANDING_OUT) == []
    end = "const r = document.querySelector('.roll'); r.scrollLeft = 9999; return r.scrollLeft"
    assert page.js(end) > 200
    assert page.js(STANDING_OUT) == []
    page.click(f"{page.printer()} .tear")
    assert page.all(".run") == []


# A phone


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_page_is_never_wider_than_the_screen(page, caller, ddj_simulator, language):
    busy_page(page, caller, ddj_simulator)
    page.choose("#language", language)
    for width in (320, 390, 768, 1024):
        page.screen(width, 700, 2)
        for tab in ["printers", *TABS] if width < 900 else TABS:
            page.tab(tab)
            assert check(page, "wide") == [width, []], (width, tab)


def test_on_a_phone_each_tab_has_the_screen_to_itself(page, caller):
    page.screen(390, 844, 3)
    page.tab("printers")
    caller.print()
    settled(page)
    assert page.one(".casing").is_displayed()
    assert not page.one("#panel-tasks").is_displayed()
    page.tab("tasks")
    assert not page.one(".casing").is_displayed()
    page.click(".task summary")
    page.click(".task .show-paper")
    assert page.focused(".className") == "marker"
    assert page.one(".casing").is_displayed()
    page.screen(1440, 900)
    page.until("return !document.querySelector('#panel-tasks').hidden")


def test_a_finger_hits_what_it_aims_at(page, caller, ddj_simulator):
    busy_page(page, caller, ddj_simulator)
    page.screen(390, 844, 3)
    for tab in ["printers", *TABS]:
        page.tab(tab)
        assert check(page, "small") == []


@pytest.mark.parametrize("size", [(320, 640), (390, 844), (844, 390), (1000, 760)])
def test_a_small_screen_says_where_calls_go(page, ddj_simulator, size):
    page.screen(*size)
    for selector, text in (("#url", ddj_simulator.url), ("#app-id", ddj_simulator.app_id)):
        assert page.one(selector).is_displayed()
        assert text in page.text(selector)
    clipped = (
        "const a = document.querySelector('.address-text'); return a.scrollWidth > a.clientWidth"
    )
    assert page.js(clipped) is False
    rights = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    page.driver.execute_cdp_cmd("Browser.grantPermissions", {"permissions": rights})
    page.click("#copy-url")
    page.until("return document.querySelector('#note').textContent === 'Copied.'")
    assert page.ajs("return navigator.clipboard.readText()") == ddj_simulator.url
    page.driver.execute_cdp_cmd("Browser.resetPermissions", {})


CLIPPED = """
const found = [];
const pen = document.createElement("canvas").getContext("2d");
for (const field of document.querySelectorAll(".printer:first-child .knobs :is(select, input)")) {
  if (field.type === "checkbox") continue;
  const style = getComputedStyle(field);
  pen.font = style.font;
  const text = field.selectedOptions?.[0].textContent ?? field.placeholder;
  const arrow = field.matches("select") ? 18 : 0;
  const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  if (pen.measureText(text).width + arrow > room) found.push([field.name, text, room]);
}
for (const one of document.querySelectorAll(".printer:first-child :is(.uuid, .states button)")) {
  if (one.clientWidth && one.scrollWidth > one.clientWidth) found.push(one.outerHTML);
}
return found;
"""


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("size", [(320, 640), (360, 740), (390, 844), (844, 390), (667, 375)])
def test_on_a_phone_nothing_of_a_printer_is_cut_off(page, language, size):
    page.choose("#language", language)
    page.screen(*size, 3)
    page.tab("printers")
    page.js(  # a switch that is on has bolder words
        "for (const one of document.querySelectorAll('.states button'))"
        "one.setAttribute('aria-pressed', 'true')"
    )
    assert page.js(CLIPPED) == []


@pytest.mark.parametrize("size", [(844, 390), (667, 375)])
def test_on_its_side_a_phone_shows_paper_and_switches(page, caller, size):
    page.screen(*size, 3)
    page.tab("printers")
    caller.print(LONG)
    settled(page)
    hidden = page.js(
        "const low = document.querySelector('.tabs').getBoundingClientRect().top; return"
        "[...document.querySelectorAll('.printer:first-child :is(.switches, .casing) *')]"
        ".filter((one) => one.checkVisibility()).filter((one) => { const box ="
        "one.getBoundingClientRect(); return box.bottom > low || box.right > innerWidth })"
        ".map((one) => one.outerHTML)"
    )
    assert hidden == []
    assert page.js("return document.querySelector('.roll').clientHeight") > 80
    page.click(f"{page.printer()} .states [data-state=error]")
    page.until("return document.querySelector('.condition').textContent === 'Error'")
