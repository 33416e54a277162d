"""The page's token, its fence, and its line to the simulator."""

import json
import re
import socket

import pytest

from ddjlayout.simulator.config import Config
from ddjlayout.simulator.server import running
from tests.simulator.browser import Page
from tests.simulator.test_web_feed import watchers


def test_the_token_leaves_the_address_and_stays_in_the_tab(page):
    assert page.driver.current_url == f"{page.simulator.admin_url}/"
    token = page.simulator.admin_token
    kept = page.js("return [JSON.stringify({ ...localStorage }), document.cookie, history.length]")
    assert token not in kept[0]
    assert kept[1] == ""
    assert page.js("return sessionStorage.getItem('ddj-token')") == token
    assert token not in page.driver.page_source
    page.driver.refresh()
    page.live()


def test_no_request_has_the_token_in_its_address(page, caller):
    caller.print()
    page.until("return document.querySelector('.run canvas')")
    addresses = page.js("return performance.getEntriesByType('resource').map((one) => one.name)")
    assert any("paper.pbm" in address for address in addresses)
    assert not any(page.simulator.admin_token in address for address in addresses)
    assert {address.split("/page/")[0] for address in addresses if "/page/" in address} == {
        page.simulator.admin_url
    }


def test_without_a_token_the_page_asks_for_it(page):
    page.js("sessionStorage.clear()")
    page.driver.get(page.simulator.admin_url)
    page.until("return document.querySelector('#sign-in').open")
    assert page.all(".printer") == []
    page.type("#sign-in [name=token]", "wrong")
    page.click("#sign-in [type=submit]")
    page.until("return performance.getEntriesByName(location.origin + '/events').length === 2")
    page.until("return document.querySelector('#sign-in').open")
    page.type("#sign-in [name=token]", page.simulator.page_url)
    page.click("#sign-in [type=submit]")
    page.live()
    assert not page.js("return document.querySelector('#sign-in').open")
    page.complained("401", 2)  # without a token, and with a wrong one


def test_a_new_address_in_the_same_tab_is_taken(page):
    page.js("sessionStorage.clear()")
    page.driver.get(page.simulator.admin_url)
    page.until("return document.querySelector('#sign-in').open")
    page.driver.get(page.simulator.page_url)
    page.live()
    assert page.driver.current_url == f"{page.simulator.admin_url}/"
    page.complained("401", 1)


ATTACKS = {
    "inline script": "const s = document.createElement('script'); s.text = 'window.hit = 1';"
    "document.body.append(s)",
    "markup": "document.body.innerHTML = '<b>hit</b>'; window.hit = 1",
    "eval": "setTimeout('window.hit = 1', 0)",
    "foreign request": "await fetch('http://127.0.0.1:9/'); window.hit = 1",
    "foreign script": "const s = document.createElement('script'); s.src = 'http://127.0.0.1:9/x.js';"
    "document.body.append(s)",
    "foreign image": "await new Promise((go, no) => { const i = new Image(); i.onload = go;"
    "i.onerror = no; i.src = 'http://127.0.0.1:9/x.png' }); window.hit = 1",
    "inline style": "document.body.insertAdjacentElement('beforeend', Object.assign("
    "document.createElement('style'), { textContent: 'body { --hit: 1 }' }));"
    "window.hit = getComputedStyle(document.body).getPropertyValue('--hit') || undefined",
    "frame": "const f = document.createElement('iframe'); f.src = location.href;"
    "document.body.append(f); await new Promise((go) => { f.onload = go });"
    "window.hit = f.contentDocument?.querySelector('main') ? 1 : undefined",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_policy_holds(page, attack):
    page.ajs(
        "window.blocked = []; document.addEventListener('securitypolicyviolation',"
        "(event) => window.blocked.push(event.effectiveDirective))"
    )
    page.ajs(f"try {{ {ATTACKS[attack]} }} catch (error) {{ window.error = String(error) }}")
    page.until("return window.blocked.length > 0")
    assert page.js("return window.hit") is None
    violations = page.complaints()
    assert violations
    assert unlike("Content Security Policy|requires 'Trusted", violations) == []


def unlike(words: str, complaints: list[str]) -> list[str]:
    """Return the complaints of the console that are about something else."""
    return [one for one in complaints if not re.search(words, one)]


BROKEN_LINE = "ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE)"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return sock.getsockname()[1]


def test_a_simulator_that_comes_back_is_found_again(page):
    config = Config(admin_port=free_port(), admin_token="the same")
    with running(config) as simulator:
        other = Page(page.driver, simulator)
        other.open()
    other.until("return document.querySelector('#line').dataset.state === 'lost'")
    with running(config) as simulator:
        other.until("return document.querySelector('#line').dataset.state === 'open'")
        other.simulator = simulator
        other.until(
            "return document.querySelector('#url').textContent === arguments[0]", simulator.url
        )
        other.driver.get("about:blank")
    # none, if the old stream ended in good order and the first try was after the new start
    assert unlike(BROKEN_LINE, page.complaints()) == []


def test_a_page_that_is_left_lets_go_of_its_line_and_takes_it_up_again(page, caller):
    for _ in range(8):  # more than the connections a browser has to one server
        page.open()
    page.driver.get("about:blank")
    page.driver.back()
    page.live()
    caller.print()
    page.until("return document.querySelector('.run canvas')")


def test_a_page_that_is_not_looked_at_lets_go_of_its_line(page, caller, ddj_simulator):
    caller.print("before")
    page.tab("requests")
    page.until("return document.querySelector('.entry')")
    page.click(".entry button")
    page.until("return !document.querySelector('.entry-view').hidden")
    page.js(
        "window.seen = true; Object.defineProperty(document, 'hidden', { get: () => !seen });"
        "window.later = window.setTimeout;"
        "window.setTimeout = (work, time) => later(work, time >= 6e4 ? 1 : time)"
    )
    page.js("window.seen = false; document.dispatchEvent(new Event('visibilitychange'))")
    page.wait(lambda: not watchers(ddj_simulator), "nobody watches")
    caller.print("unseen")
    page.js("window.seen = true; document.dispatchEvent(new Event('visibilitychange'))")
    page.until("return document.querySelectorAll('.run canvas').length === 2")
    assert page.text(".entry-view h3") == "printcontent2, request 1"
    ddj_simulator.reset()
    page.until("return document.querySelector('.entry-view').hidden")


def test_an_unreachable_simulator_is_told(page):
    with running(Config()) as simulator:
        other = Page(page.driver, simulator)
        other.open()
    other.until("return document.querySelector('#line').dataset.state === 'lost'")
    other.js("document.querySelector('.states [data-state=error]').click()")
    other.until("return document.querySelector('#note').textContent.includes('does not answer')")
    other.driver.get("about:blank")
    complaints = page.complaints()
    assert complaints
    assert unlike(BROKEN_LINE, complaints) == []


HAND_IN = """
const real = window.fetch;
window.fetch = async (...given) => {
  const response = await real(...given);
  if (given[0] !== "events") return response;
  const passage = new TransformStream({
    transform(chunk, controller) { window.hand = controller; controller.enqueue(chunk); },
  });
  return new Response(response.body.pipeThrough(passage), { status: 200 });
};
window.handIn = (data) =>
  window.hand.enqueue(new TextEncoder().encode(`event: change\\ndata: ${data}\\n\\n`));
"""


@pytest.fixture
def meddled(page):
    """The page with a hand in its stream."""
    run = page.driver.execute_cdp_cmd
    script = run("Page.addScriptToEvaluateOnNewDocument", {"source": HAND_IN})
    page.open()
    yield page
    run("Page.removeScriptToEvaluateOnNewDocument", script)


@pytest.mark.parametrize(
    "data",
    [
        '{"now": 1, "counts": {"requests": NaN}}',
        '{"now": -Infinity, "clock": {"frozen": false, "offset": NaN, "at": null}}',
        '{"now": NaN, "clock": {"frozen": true, "offset": null, "at": NaN}}',
        "no JSON at all",
        '{"now": 1, "devices"',
        "null",
        '{"now": 1, "devices": [{}], "faults": 7}',
    ],
)
def test_a_frame_that_cannot_be_read_is_told_and_the_page_goes_on(
    meddled, caller, ddj_simulator, data
):
    page = meddled
    page.js("window.handIn(arguments[0])", data)
    page.until("return document.querySelector('#line').dataset.state === 'unread'")
    page.until("return document.querySelector('#note').textContent.includes('cannot read')")
    assert page.one("#note").get_attribute("role") == "alert"
    assert page.text(".line-text") == "Live, in part"
    caller.print("goes on")
    ddj_simulator.do(lambda operator: operator.take_snapshot("goes on"))
    page.until("return document.querySelector('.task')")
    page.until("return document.querySelector('.snapshot .name')?.textContent === 'goes on'")
    page.tab("requests")
    page.until("return document.querySelector('.entry')")
    assert page.text("#line") == "Live, in part"
    ddj_simulator.reset()  # a frame with everything
    page.until("return document.querySelector('#line').dataset.state === 'open'")
    caller.print("after the reset")
    page.until("return document.querySelector('.run canvas')")


def test_numbers_that_json_lacks_leave_the_rest_of_a_frame(meddled):
    read = (
        "const { readFrame } = await import('/page/js/frames.js');"
        "return JSON.stringify(readFrame(values[0]))"
    )
    data = '{"a": [NaN, -Infinity, 1], "NaN": "NaN, \\" Infinity"}'
    assert json.loads(meddled.ajs(read, data)) == {
        "frame": {"a": [None, None, 1], "NaN": 'NaN, " Infinity'},
        "whole": False,
    }
    good = '{"a": 1}'
    assert json.loads(meddled.ajs(read, good)) == {"frame": {"a": 1}, "whole": True}


def test_a_time_past_all_calendars_is_a_dash(meddled):
    frozen = '{"now": 9e12, "clock": {"frozen": true, "offset": null, "at": 9e12}}'
    meddled.js("window.handIn(arguments[0])", frozen)
    meddled.until("return document.querySelector('#clock-time').textContent === '—'")
    assert meddled.one("#line").get_attribute("data-state") == "open"
