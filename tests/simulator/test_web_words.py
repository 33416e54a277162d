"""What the simulator reports, on the page: in Chinese where it is known, and as the page's user
can understand it."""

import hashlib
import json
import re

import pytest

from ddjlayout.simulator.config import Config
from ddjlayout.simulator.records import Settings
from tests.simulator.calling import D1, D2, START, Desk, content, sign
from tests.simulator.drawing import item

HAN = re.compile("[\u4e00-\u9fff]")


def in_chinese(page, reports: list[str]) -> dict[str, dict]:
    """Return what the page makes of reports, by the report."""
    said = page.ajs(
        "const { reported } = await import('/page/js/reports.js');"
        "return JSON.stringify(values[0].map((one) => reported(one, true)))",
        reports,
    )
    return dict(zip(reports, json.loads(said), strict=True))


def wrong_calls(desk: Desk) -> None:
    """Make every mistake there is."""
    job = {"Uuid": D1, "PrintContent": content(), "OpenUserId": 0}
    sound = item("a")
    for raw in (b"\xff", b"{", b"[]", b"{'Uuid': 'no'}", b'{"Uuid": 1}'):
        desk.call("getdevicestate", raw)
    desk.call("getprinttaskstate", {"TaskId": "1"})
    desk.call("getprinttaskstate", {"TaskId": 1.5})
    desk.call("userbind", {"Uuid": D1, "UserId": ""})
    desk.call("printcontent2", {"Uuid": D1})
    desk.call("printcontent2", {**job, "zz; y": 1})
    desk.call("printcontent2", {**job, "OpenUserId": 12})
    for text in ("", "[]", "[nope", "{}", "[1]", " " + content(), content(*[sound] * 40_000)):
        desk.call("printcontent2", {**job, "PrintContent": text})
    for change in (
        {"PrintType": 9},
        {"PrintType": "a"},
        {"BaseText": 1},
        {"BaseText": "?"},
        {"FontSize": 9, "Alignment": 8, "Bold": 7, "More": 1},
        {"PrintType": 1},
        {"PrintType": 3, "BaseText": "A" * 12_000},
    ):
        desk.call("printcontent2", {**job, "PrintContent": content({**sound, **change})})
    bare = [{"BaseText": ""} for _ in range(20)]
    desk.call("printcontent2", {**job, "PrintContent": content(*bare)})
    desk.call("printcontent2", {**job, "PrintContent": content(item("\n" * 90_000))})
    for url in ("", "ftp://x", "http://x"):
        desk.call("printhtmlcontent", {"Uuid": D1, "PrintUrl": url, "OpenUserId": 0})


def wrong_signatures(desk: Desk) -> None:
    """Sign in every wrong way."""
    ask = {"Uuid": D1}
    stamp, nonce = str(int(START)), "77777777"
    parts = ["demo-secret", stamp, nonce]
    for changes in (
        {"signature": "x"},
        {"signature": sign(*parts).upper()},
        {"signature": sign_joined(parts)},
        {"signature": sign_joined(sorted(parts, reverse=True))},
        {"signature": sign_joined(sorted(parts, key=len))},
        {"signature": ""},
    ):
        desk.call("getdevicestate", ask, timestamp=stamp, nonce=nonce, **changes)
    for stamp in (str(int(START) - 900), str(int(START) + 900), str(int(START) * 1000), "soon"):
        desk.call("getdevicestate", ask, timestamp=stamp)
    desk.call("getdevicestate", ask, nonce="5")
    desk.call("getdevicestate", ask, nonce="5")
    desk.call("getdevicestate", ask, app="nobody")
    for status in ("disabled", "unverified", "active"):
        desk.operator.change_account("demo-app", {"status": status})
        desk.call("getdevicestate", ask)
    desk.operator.change_account("demo-app", {"calls_per_minute": 1})
    desk.call("getdevicestate", ask)
    desk.call("getdevicestate", ask)
    desk.operator.change_account("demo-app", {"calls_per_minute": 0})


def sign_joined(parts: list[str]) -> str:
    return hashlib.sha1("".join(parts).encode()).hexdigest()


def wrong_printers(desk: Desk) -> None:
    """Let printers be what they should not be."""
    for state in ("offline", "error", "paper_out", "normal"):
        desk.operator.change_device(D1, {"state": state})
        desk.print()
    desk.operator.change_settings({"queue_limit": 1})
    desk.operator.change_device(D2, {"state": "busy"})
    desk.print(uuid=D2)
    desk.print(uuid=D2)
    desk.operator.change_device(D2, {"state": "error"})
    desk.operator.change_device(D2, {"state": "busy"})
    desk.operator.reject(desk.print(uuid=D2)["TaskId"])
    desk.print(uuid=D2)
    desk.time += 90_000
    desk.device(D2)


def test_all_that_the_platform_reports_is_known_in_chinese(page):
    desk = Desk(Config(settings=Settings(timestamp_window=300)))
    for go_wrong in (wrong_calls, wrong_signatures, wrong_printers):
        go_wrong(desk)
    state = desk.simulator.platform.state
    reports = {entry.reason for entry in desk.simulator.journal}
    reports |= {what for entry in desk.simulator.journal for what in entry.deviations}
    reports |= {task.reason for task in state.tasks.values()}
    said = in_chinese(page, sorted(reports - {""}))
    assert len(said) > 50
    assert [one for one, words in said.items() if words["foreign"]] == []
    assert [one for one, words in said.items() if not HAN.search(words["text"])] == []


@pytest.mark.parametrize(
    ("report", "chinese"),
    [
        ("body: unknown field 'zz' ignored", "请求体：未知字段 'zz'，已忽略"),
        ("PrintContent: PrintContent is not JSON", "PrintContent 不是 JSON"),
        ("PrintContent: white space before the [", "PrintContent：[ 之前有空白"),
        ("[3]: FontSize '9' counts as 0", "[3]：FontSize 的值 '9' 按 0 处理"),
        ("the printer is in state PAPER_OUT", "打印机处于“缺纸”状态"),
        (
            "the three strings were not sorted: sort them by character code",
            "签名的三个字符串没有排序：应按字符编码升序排列",
        ),
        ("reset at mid_reply (rule 2)", "应答的中途连接被重置（RST）（规则 2）"),
        (
            "delay at after_read (rule 1) → broken off",
            "调用生效之前延迟（规则 1） → 中断",
        ),
        (
            "without something of a.example; cut off at 384 of 500 dots",
            "缺少来自 a.example 的内容；只打印了 500 点宽中的 384 点",
        ),
        ("the body is larger than 8388608 bytes", "请求体超过 8388608 字节"),
    ],
)
def test_a_report_in_chinese(page, report, chinese):
    assert in_chinese(page, [report])[report] == {"text": chinese, "foreign": False}


@pytest.mark.parametrize(
    "report",
    ["new words of a later server", "[0]: $& 'x' $1", "body: unknown field 'x' kept", "200"],
)
def test_a_report_that_is_not_known_stays_as_it_is(page, report):
    assert in_chinese(page, [report])[report] == {"text": report, "foreign": True}


def test_reports_change_with_the_language_and_say_which_it_is(page, caller, ddj_simulator):
    job = {"Uuid": D1, "PrintContent": "[nope", "OpenUserId": "0"}
    caller.call("printcontent2", job)
    ddj_simulator.set_device(D1, state="error")
    caller.print()
    page.until("return document.querySelectorAll('.entry').length === 2")
    page.tab("requests")
    why = '.entry[data-key="1"] .why'
    assert page.text(why) == "PrintContent is not JSON"
    page.click('.entry[data-key="1"] button')
    page.until("return !document.querySelector('.entry-view').hidden")
    page.choose("#language", "zh-CN")
    assert page.text(".entry-view .reason") == "PrintContent 不是 JSON"
    assert page.text(".entry-view .meaning") == "参数错误"
    assert page.text(".deviations li") == "OpenUserId：数字写成了字符串"
    assert page.one(".entry-view .reason").get_attribute("lang") == "zh-CN"
    page.click(".entry-view .back")
    assert page.text(why) == "PrintContent 不是 JSON"
    page.tab("tasks")
    page.click(".task summary")
    assert page.text(".task .reason") == "打印机处于“异常”状态"
    page.choose("#language", "en")
    assert page.text(".task .reason") == "the printer is in state ERROR"
    assert page.one(".task .reason").get_attribute("lang") == "en"


FAILURES = {
    "last: the roll is 300000 rows long, at most 200000 make one picture (ask for fewer runs)": (
        "tear off",
        "撕纸",
    ),
    "there are 16 snapshots (drop one first)": ("forget one", "丢弃"),
    "the task has ended: it is printed": ("ended", "结束"),
    "advance: '1e+99' is not a number of seconds": ("clock", "时钟"),
    "fault: probability is 0 to 1; seconds and skip are not negative": ("0 to 100 %", "100%"),
    "settings.task_ttl: 'x' is not a value of type number": ("'x'", "'x'"),
    "'a b' is no host (a name as it stands in the URL, or NAME:PORT)": ("'a b'", "主机名"),
}


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_what_went_wrong_is_told_in_words_of_the_page(page, language):
    page.choose("#language", language)
    said = page.ajs(
        "const { failure } = await import('/page/js/failures.js');"
        "return values[0].map((message) => failure({ status: 400, message }).text)",
        list(FAILURES),
    )
    for text, words in zip(said, FAILURES.values(), strict=True):
        assert words[language == "zh-CN"] in text
        assert not re.search("runs|drop one|task_ttl|probability", text)
        assert bool(HAN.search(text)) is (language == "zh-CN")


def test_a_roll_too_long_for_a_picture_says_what_to_do(page, caller):
    for _ in range(4):
        caller.print("\n" * 2500)
    page.until("return document.querySelectorAll('.run[data-run]').length === 4")
    page.click(f"{page.printer()} .save")
    page.until("return document.querySelector('#note').textContent.includes('tear off')")
    assert "240,000 rows of at most 200,000" in page.text("#note")
    page.complained("400", 1)


def test_a_failure_that_is_not_known_is_told_in_the_servers_english(page):
    page.choose("#language", "zh-CN")
    page.ajs(
        "const { fail } = await import('/page/js/notes.js');"
        "fail({ status: 400, message: 'new words' })"
    )
    page.until("return document.querySelector('#note').textContent === 'new words'")
    assert page.one("#note").get_attribute("lang") == "en"
