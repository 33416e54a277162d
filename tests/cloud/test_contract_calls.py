"""The contract of both clients: what goes out, what comes back, which code means what."""

import hashlib
import json

import pytest

from ddjlayout.cloud.failures import OutcomeLostError, RefusedError, ReplyError
from ddjlayout.cloud.flow import ClientOptions
from ddjlayout.cloud.replies import Bound, Task
from ddjlayout.cloud.wire import MESSAGES_EN, MESSAGES_ZH, Code, DeviceState, TaskState
from ddjlayout.errors import (
    DdjError,
    InputError,
    NetworkError,
    PlatformError,
    UnknownOutcomeError,
    UsageError,
)
from tests.cloud.conftest import CONTENT, SECRET, UUID, Clock
from tests.cloud.stub import http, reply
from tests.cloud.test_secrets import everything_about

REFUSALS = [code for code in Code if code is not Code.OK]


def test_each_call_posts_its_fields_to_its_path_and_returns_its_type(make_client, stub):
    client = make_client(open_user_id=5)
    assert client.bind(UUID, "me", "Till") == Bound(77)
    assert client.device_state(UUID) is DeviceState.PAPER_OUT
    assert client.print_content(UUID, CONTENT) == Task(9007199254740993)
    assert client.print_content(UUID, CONTENT, open_user_id=6) == Task(9007199254740993)
    assert client.print_url(UUID, "https://shop.example/r/1") == Task(9007199254740993)
    assert client.task_state(Task(3)) is TaskState.PRINTED
    assert client.task_state(3) is TaskState.PRINTED
    assert client.device_mac(UUID) == "AA:BB:CC:DD:EE:FF"
    assert [(request.method, request.path, request.fields) for request in stub.requests] == [
        ("POST", "/home/userbind", {"Uuid": UUID, "UserId": "me", "DeviceName": "Till"}),
        ("POST", "/home/getdevicestate", {"Uuid": UUID}),
        (
            "POST",
            "/home/printcontent2",
            {"Uuid": UUID, "PrintContent": CONTENT, "OpenUserId": 5},
        ),
        (
            "POST",
            "/home/printcontent2",
            {"Uuid": UUID, "PrintContent": CONTENT, "OpenUserId": 6},
        ),
        (
            "POST",
            "/home/printhtmlcontent",
            {"Uuid": UUID, "PrintUrl": "https://shop.example/r/1", "OpenUserId": 5},
        ),
        ("POST", "/home/getprinttaskstate", {"TaskId": 3}),
        ("POST", "/home/getprinttaskstate", {"TaskId": 3}),
        ("POST", "/home/getdevicemac", {"Uuid": UUID}),
    ]
    assert stub.requests[0].headers["content-type"].startswith("application/json")


def test_bind_leaves_the_device_name_out_unless_given(make_client, stub):
    make_client().bind(UUID, "顾客-1")
    assert stub.requests[0].fields == {"Uuid": UUID, "UserId": "顾客-1"}


def test_every_request_is_signed_as_the_document_says(make_client, stub, clock):
    client = make_client(app_id="till & co")
    client.device_mac(UUID)
    client.print_content(UUID, CONTENT)
    nonces = set()
    for request in stub.requests:
        assert set(request.query) == {"appid", "nonce", "timestamp", "signature"}
        assert request.query["appid"] == "till & co"
        assert request.query["timestamp"] == str(int(clock.now))
        nonce = request.query["nonce"]
        assert nonce.isdigit()
        assert 8 <= len(nonce) <= 10
        nonces.add(nonce)
        ordered = sorted([SECRET, request.query["timestamp"], nonce])
        assert request.query["signature"] == hashlib.sha1("".join(ordered).encode()).hexdigest()
    assert len(nonces) == 2


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refused_read_says_code_both_messages_and_what_to_do(make_client, stub, code):
    stub.otherwise = reply(int(code))
    with pytest.raises(RefusedError) as caught:
        make_client().device_state(UUID)
    error = caught.value
    assert isinstance(error, PlatformError)
    assert error.exit_code == 7
    assert error.code == str(int(code))
    assert error.reply_code == code
    assert error.official == MESSAGES_ZH[code]
    assert error.official in str(error)
    assert error.meaning == MESSAGES_EN[code]
    assert error.meaning in str(error)
    assert error.hint
    assert error.printed == "no"
    assert error.path == "device_state"
    # A server's fault may be gone at the next attempt; a refusal stays.
    assert len(stub.requests) == (3 if code is Code.SERVER_FAULT else 1)


@pytest.mark.parametrize("how", ["content", "url"])
@pytest.mark.parametrize("code", REFUSALS)
def test_a_refused_print_says_whether_it_was_printed(make_client, stub, code, how):
    stub.otherwise = reply(int(code))
    client = make_client()
    call, what = {
        "content": (client.print_content, CONTENT),
        "url": (client.print_url, "http://shop.example/"),
    }[how]
    with pytest.raises(DdjError) as caught:
        call(UUID, what)
    error = caught.value
    assert len(stub.requests) == 1
    assert error.code == str(int(code))
    assert error.official == MESSAGES_ZH[code]
    assert MESSAGES_ZH[code] in str(error)
    assert error.meaning == MESSAGES_EN[code]
    assert MESSAGES_EN[code] in str(error)
    if code in (Code.SERVER_FAULT, Code.DEVICE_LOST):
        assert isinstance(error, UnknownOutcomeError)
        assert error.printed == "unknown"
    else:
        assert isinstance(error, PlatformError)
        assert error.printed == "no"


def test_a_code_nobody_published_is_no_success_and_leaves_a_print_unknown(make_client, stub):
    stub.otherwise = reply(1999, Message="新的错误")
    client = make_client()
    with pytest.raises(RefusedError, match=r"1999.*'新的错误'"):
        client.device_mac(UUID)
    with pytest.raises(OutcomeLostError, match="1999"):
        client.print_content(UUID, CONTENT)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [(1, 1), ("9007199254740993", 9007199254740993), ((1 << 63) - 1, (1 << 63) - 1), ("0", 0)],
)
def test_task_ids_are_whole_64_bit_numbers_however_they_are_written(
    make_client, stub, sent, expected
):
    stub.otherwise = reply(TaskId=sent)
    assert make_client().print_content(UUID, CONTENT) == Task(expected)


@pytest.mark.parametrize("sent", [None, 1 << 63, "9" * 40, 1.0, True, "", "1e3", "１２", [1]])
def test_a_print_without_a_usable_task_id_is_unknown(make_client, stub, sent):
    stub.otherwise = reply(TaskId=sent)
    with pytest.raises(OutcomeLostError, match="no TaskId"):
        make_client().print_content(UUID, CONTENT)
    assert len(stub.requests) == 1


def test_a_state_nobody_published_is_an_error_and_no_guess(make_client, stub):
    stub.otherwise = reply(State=9)
    client = make_client()
    for call in (lambda: client.device_state(UUID), lambda: client.task_state(1)):
        with pytest.raises(ReplyError, match="State") as caught:
            call()
        assert isinstance(caught.value, NetworkError)
        assert caught.value.exit_code == 6
    stub.otherwise = reply(State=-1)
    assert client.device_state(UUID) is DeviceState.ERROR


@pytest.mark.parametrize(
    "answer",
    [
        http(b'\xef\xbb\xbf {"Code":"200","Message":null,"DeviceMac":"m","More":{"x":[1]}}\n'),
        http(b'{"Code":200,"Message":"\xb3\xc9\xb9\xa6","DeviceMac":"m"}'),
        http(b'{"DeviceMac":"m","Code":200}', "Content-Type: text/html; charset=gbk"),
    ],
)
def test_a_reply_is_read_leniently(make_client, stub, answer):
    stub.otherwise = answer
    assert make_client().device_mac(UUID) == "m"


def test_a_refusal_counts_with_any_status_but_success_needs_200(make_client, stub):
    client = make_client()
    stub.otherwise = http(b'{"Code":1004,"Message":""}', status="403 Forbidden")
    with pytest.raises(RefusedError, match="AppId 不存在"):
        client.device_mac(UUID)
    stub.otherwise = http(b'{"Code":200,"DeviceMac":"m"}', status="404 Not Found")
    with pytest.raises(ReplyError, match="404"):
        client.device_mac(UUID)


def test_an_expired_link_says_how_far_the_clock_is_off(make_client, stub, clock: Clock):
    for now, said in (
        (1_700_000_000.0, "your clock is 612 s behind the platform's"),
        (1_700_001_224.0, "your clock is 612 s ahead of the platform's"),
        (1_700_000_611.4, "your clock agrees with the platform's"),
    ):
        clock.now = now
        body = b'{"Code":1002,"Message":""}'
        stub.otherwise = http(body, "Date: Tue, 14 Nov 2023 22:23:32 GMT")
        client = make_client()
        for call, given in ((client.device_mac, ()), (client.print_content, (CONTENT,))):
            with pytest.raises(RefusedError) as caught:
                call(UUID, *given)
            assert said in str(caught.value)
            assert caught.value.clock_skew == round(now - 1_700_000_612)


@pytest.mark.parametrize("date", [(), ("Date: yesterday",), ("Date: Tue, 99 Nov 2023 22:23 +9",)])
def test_an_expired_link_without_a_date_says_so(make_client, stub, date):
    stub.otherwise = http(b'{"Code":1002}', *date)
    with pytest.raises(RefusedError, match="sent no date") as caught:
        make_client().device_mac(UUID)
    assert caught.value.clock_skew is None


@pytest.mark.parametrize("content", ["", "  \n", "[]", " [ ] "])
def test_an_empty_print_is_refused_before_anything_is_sent(make_client, stub, content):
    with pytest.raises(
        PlatformError, match=r"1012 打印任务不能为空.*found before sending"
    ) as caught:
        make_client().print_content(UUID, content)
    assert caught.value.code == "1012"
    assert caught.value.printed == "no"
    assert stub.requests == []


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("{}", "JSON array"),
        ("[", "JSON array"),
        ("[" * 100_000, "JSON array"),
        ("[" + "9" * 5000 + "]", "JSON array"),
        ("[1]", r"PrintContent\[0\]"),
        ('[{},{"BaseText":1}]', r"PrintContent\[1\].*BaseText"),
        ('[{"PrintType":2}]', r"PrintContent\[0\].*PrintType is '2'"),
        ('[{"PrintType":"0"}]', "PrintType"),
        ('[{"PrintType":true}]', "PrintType"),
        ('[{"PrintType":[]}]', "PrintType"),
        ('[{"BaseText":"' + "A" * (1 << 20) + '"}]', "larger than 1048576 bytes"),
        ('[{"BaseText":"' + "对" * 400_000 + '"}]', "larger than 1048576 bytes"),
    ],
)
def test_content_that_is_no_print_content_is_never_sent(make_client, stub, content, place):
    with pytest.raises(InputError, match=place) as caught:
        make_client().print_content(UUID, content)
    assert caught.value.exit_code == 3
    assert len(str(caught.value)) < 300
    assert stub.requests == []


def test_the_largest_content_is_an_option(make_client, stub):
    client = make_client(options=ClientOptions(max_content_bytes=len(CONTENT)))
    client.print_content(UUID, CONTENT)
    with pytest.raises(InputError):
        client.print_content(UUID, CONTENT + " ")


@pytest.mark.parametrize(
    "uuid", ["", "0123", UUID + "0", "0123456789abcdeg", UUID + "\n", "１" * 16]
)
def test_a_uuid_that_is_none_is_never_sent(make_client, stub, uuid):
    client = make_client()
    for call in (
        lambda: client.bind(uuid, "me"),
        lambda: client.device_state(uuid),
        lambda: client.device_mac(uuid),
        lambda: client.print_content(uuid, CONTENT),
        lambda: client.print_url(uuid, "http://shop.example"),
        lambda: client.print_and_wait(uuid, CONTENT),
    ):
        with pytest.raises(UsageError, match="Uuid"):
            call()
    assert stub.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "shop.example",
        "ftp://shop.example",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http:///path",
        "http://[::1",
        "http://shop.example/a b",
        "http://shop.example/\n",
        "http://shop.example/" + "x" * 2048,
    ],
)
def test_a_page_that_is_no_web_address_is_never_sent(make_client, stub, url):
    with pytest.raises(UsageError):
        make_client().print_url(UUID, url)
    assert stub.requests == []


def test_further_arguments_that_make_no_sense_are_never_sent(make_client, stub):
    client = make_client()
    for call in (
        lambda: client.bind(UUID, " "),
        lambda: client.task_state(1 << 63),
        lambda: client.wait(-(1 << 63) - 1),
        lambda: client.wait(1, deadline=0),
        lambda: client.wait(1, deadline=float("nan")),
        lambda: client.print_and_wait(UUID, CONTENT, deadline=float("inf")),
        lambda: client.print_content(UUID, CONTENT, open_user_id=-1),
        lambda: client.print_url(UUID, "http://shop.example", open_user_id=1 << 63),
    ):
        with pytest.raises(UsageError):
            call()
    assert stub.requests == []


NO_TEXT = (None, 5, b"bytes", ["x"])
NO_NUMBER = ("5", 1.0, True, [1], b"5")


@pytest.mark.parametrize(
    ("method", "given", "wrong", "values"),
    [
        ("bind", {"uuid": UUID, "user_id": "me"}, "uuid", NO_TEXT),
        ("bind", {"uuid": UUID, "user_id": "me"}, "user_id", NO_TEXT),
        ("bind", {"uuid": UUID, "user_id": "me"}, "device_name", NO_TEXT[1:]),
        ("device_state", {"uuid": UUID}, "uuid", NO_TEXT),
        ("device_mac", {"uuid": UUID}, "uuid", NO_TEXT),
        ("print_content", {"uuid": UUID, "content": CONTENT}, "uuid", NO_TEXT),
        ("print_content", {"uuid": UUID, "content": CONTENT}, "content", NO_TEXT),
        ("print_content", {"uuid": UUID, "content": CONTENT}, "open_user_id", NO_NUMBER),
        ("print_url", {"uuid": UUID, "url": "http://shop.example"}, "uuid", NO_TEXT),
        ("print_url", {"uuid": UUID, "url": "http://shop.example"}, "url", NO_TEXT),
        ("print_url", {"uuid": UUID, "url": "http://shop.example"}, "open_user_id", NO_NUMBER),
        ("task_state", {"task": 1}, "task", (*NO_NUMBER, None, Task("5"))),
        ("wait", {"task": 1}, "task", (*NO_NUMBER, None, Task("5"))),
        ("wait", {"task": 1}, "deadline", ("5", None, True)),
        ("wait", {"task": 1}, "watcher", (5, "x")),
        ("print_and_wait", {"uuid": UUID, "content": CONTENT}, "content", NO_TEXT),
        ("print_and_wait", {"uuid": UUID, "content": CONTENT}, "deadline", ("5", None, True)),
        ("print_and_wait", {"uuid": UUID, "content": CONTENT}, "watcher", (5, "x")),
    ],
)
def test_an_argument_of_another_type_is_named_and_never_sent(
    make_client, stub, method, given, wrong, values
):
    client = make_client()
    for value in values:
        with pytest.raises(UsageError, match=wrong) as caught:
            getattr(client, method)(**(given | {wrong: value}))
        assert caught.value.hint
    assert stub.requests == []


@pytest.mark.parametrize(
    ("wrong", "values"),
    [
        ("app_id", NO_TEXT),
        ("app_secret", NO_TEXT),
        ("base_url", NO_TEXT),
        ("open_user_id", (*NO_NUMBER, None, -1)),
        ("options", (None, {}, 5)),
        *((name, ("3", None, True)) for name in ("connect_timeout", "read_timeout")),
        *((name, ("3", None, True)) for name in ("call_deadline", "poll_first", "poll_most")),
        *((name, ("3", None, True, 1.5)) for name in ("retries", "max_reply_bytes")),
        ("max_content_bytes", ("3", None, True, 1.5)),
        ("ca_file", (5, b"x", True)),
    ],
)
def test_a_setting_of_another_type_is_named_and_makes_no_client(make_client, wrong, values):
    for value in values:
        settings = {wrong: value}
        if wrong in ClientOptions._fields:
            settings = {"options": ClientOptions(**settings)}
        with pytest.raises(UsageError, match=wrong) as caught:
            make_client(**settings)
        assert caught.value.hint


def test_a_secret_of_another_type_is_not_shown(make_client):
    with pytest.raises(UsageError, match="app_secret is no string") as caught:
        make_client(app_secret=b"hush")
    assert "hush" not in everything_about(caught.value)


@pytest.mark.parametrize(
    "settings",
    [
        {"app_id": ""},
        {"app_id": "till\n"},
        {"app_secret": ""},
        {"app_secret": SECRET + " "},
        {"options": ClientOptions(call_deadline=float("inf"))},
        {"options": ClientOptions(read_timeout=0)},
        {"options": ClientOptions(retries=-1)},
        {"base_url": "http://printers.example"},
    ],
)
def test_settings_that_make_no_sense_make_no_client(make_client, settings):
    with pytest.raises(UsageError) as caught:
        make_client(**settings)
    assert SECRET not in str(caught.value)


def test_closing_a_client_closes_its_connections(make_client, stub):
    client = make_client()
    client.device_mac(UUID)
    client.device_mac(UUID)
    assert stub.ended.empty()
    client.close()
    assert stub.ended.get(timeout=10) == 0


def test_unusual_texts_travel_whole(make_client, stub):
    content = json.dumps([{"BaseText": "", "说明": "引号'\"\\与😀\ud800"}], ensure_ascii=False)
    make_client().print_content(UUID, content)
    assert stub.requests[0].fields["PrintContent"] == content


def test_proxies_and_passwords_of_the_surroundings_are_not_used(
    make_client, stub, monkeypatch, tmp_path
):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password mine\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    client = make_client()
    client.device_mac(UUID)
    client.print_content(UUID, CONTENT)
    assert len(stub.requests) == 2
    assert all("authorization" not in request.headers for request in stub.requests)
