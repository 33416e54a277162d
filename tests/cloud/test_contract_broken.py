"""The contract of both clients when network or server breaks: what is safe to say and do."""

import pytest

from ddjlayout.cloud.failures import OutcomeLostError, ReplyError, UnreachedError
from ddjlayout.cloud.flow import ClientOptions
from ddjlayout.cloud.replies import Task
from ddjlayout.cloud.transport import HUNG_UP, NOT_HTTP, place_of
from ddjlayout.cloud.wire import DeviceState
from tests.cloud.conftest import CONTENT, UUID
from tests.cloud.stub import FIELDS, Stub, drip, http, raw, reply, reset, silence

SHORT = ClientOptions(read_timeout=0.06, call_deadline=10.0, retries=1, max_reply_bytes=2048)
# No piece of a reply is ever late here, however busy the machine: only the whole call is.
SHORTEST = SHORT._replace(read_timeout=10.0, call_deadline=0.5)
PATIENT = ClientOptions(retries=1)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n"
BROKEN = {
    "hangs up": raw(b""),
    "resets": reset(),
    "hangs up in the head": raw(HEAD),
    "hangs up in the body": raw(HEAD + b'\r\n{"Code":200,"Message":"","TaskId":1'),
    "resets in the body": reset(HEAD + b'\r\n{"Code":200,"Message":"","TaskId":1'),
    "not HTTP": raw(b"\x15\x03\x03\x00\x02\x02\x46\r\n\r\n"),
    "broken status": raw(b"HTTP/1.1 banana\r\n\r\n"),
    "broken length": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n{}"),
    "broken chunks": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
    "broken head": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nno colon here\r\n\r\n{}"),
    "endless head line": raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000),
    "many head lines": raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 20_000),
    "silent": silence(),
    "silent after the head": silence(HEAD + b"\r\n"),
    "empty": http(b""),
    "no body": raw(b"HTTP/1.1 204 No Content\r\n\r\n", keep=True),
    "garbage": http(bytes(range(256))),
    "a page": http(b"<!DOCTYPE html><p>Server Error", status="500 Internal Server Error"),
    "a bad gateway": http(b"", status="502 Bad Gateway"),
    "half JSON": http(b'{"Code":200,"Mess'),
    "an array": http(b'[{"Code":200}]'),
    "no Code": http(b'{"Message":"","TaskId":1,"DeviceMac":"m"}'),
    "a Code of words": http(b'{"Code":"OK","TaskId":1,"DeviceMac":"m"}'),
    "only a Code": http(b'{"Code":200}'),
    "too deep": http(b"[" * 2000),
    "too large": http(b'{"Code":200,"TaskId":1,"DeviceMac":"m"}'.ljust(2049)),
    "endless": drip(HEAD + b"\r\n", b" " * 4096),
    "compressed": http(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03", "Content-Encoding: gzip"),
    "moved": http(b"", "Location: /elsewhere", status="301 Moved Permanently"),
    "found": http(b"", "Location: /elsewhere", status="302 Found"),
    "temporarily moved": http(b"", "Location: /elsewhere", status="307 Temporary Redirect"),
    "moved to nowhere": http(b"x", "Location: http://[", status="308 Permanent Redirect"),
}

REPLY = b'{"Code":200,"TaskId":1,"DeviceMac":"m"}'
OK, SIZED, CHUNKED = (
    b"HTTP/1.1 200 OK\r\n",
    b"Content-Length: %d\r\n" % len(REPLY),
    b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(REPLY),
)
# A good body in a bad frame: to be lenient here would be to be lenient in one client only.
MALFORMED = {
    "bad line before": raw(OK + b"no colon here\r\n" + SIZED + b"\r\n" + REPLY),
    "bad line behind": raw(OK + SIZED + b"no colon here\r\n\r\n" + REPLY),
    "space in a name": raw(OK + b"X : y\r\n" + SIZED + b"\r\n" + REPLY),
    "bracket in a name": raw(OK + b"X(: y\r\n" + SIZED + b"\r\n" + REPLY),
    "NUL in a value": raw(OK + b"X: y\x00\r\n" + SIZED + b"\r\n" + REPLY),
    "length of words": raw(OK + b"Content-Length: banana\r\n\r\n" + REPLY),
    "length below 0": raw(OK + b"Content-Length: -4\r\n\r\n" + REPLY),
    "length with a sign": raw(OK + b"Content-Length: +%d\r\n\r\n" % len(REPLY) + REPLY),
    "two lengths": raw(OK + b"Content-Length: 3\r\n" + SIZED + b"\r\n" + REPLY),
    "another coding": raw(OK + b"Transfer-Encoding: identity\r\n\r\n" + REPLY),
    "two codings": raw(OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n" + REPLY),
    "many lines": raw(OK + b"X: y\r\n" * 120 + SIZED + b"\r\n" + REPLY),
    "HTTP/2.0": raw(b"HTTP/2.0 200 OK\r\n" + SIZED + b"\r\n" + REPLY),
    "another protocol": raw(b"HTTP/1.1 101 Switching\r\n\r\n" + OK + SIZED + b"\r\n" + REPLY),
} | {
    how: BROKEN[how]
    for how in (
        *("not HTTP", "broken status", "broken length", "broken chunks", "broken head"),
        *("endless head line", "many head lines"),
    )
}
CUT = {
    "in the status": raw(b"HTTP/1.1 2"),
    "after the status": raw(OK),
    "after the head": raw(OK + b"\r\n"),
    "in a chunk": raw(OK + CHUNKED + REPLY[:9]),
    "after a chunk": raw(OK + CHUNKED + REPLY + b"\r\n"),
} | {how: BROKEN[how] for how in ("hangs up", "hangs up in the head", "hangs up in the body")}
GOOD = {
    "to the end": raw(OK + b"\r\n" + REPLY),
    "HTTP/1.0": raw(b"HTTP/1.0 200 OK\r\n\r\n" + REPLY),
    "the same length twice": raw(OK + SIZED + SIZED + b"\r\n" + REPLY),
    "chunked": raw(OK + CHUNKED + REPLY + b"\r\n0\r\n\r\n"),
    "chunked and with a length": raw(OK + SIZED + CHUNKED + REPLY + b"\r\n0\r\n\r\n"),
    "continue": raw(b"HTTP/1.1 100 Continue\r\n\r\n" + OK + SIZED + b"\r\n" + REPLY),
    "line feeds": raw(b"HTTP/1.1 200 OK\nContent-Length: %d\n\n" % len(REPLY) + REPLY),
    "a folded line": raw(OK + b"X: y\r\n z\r\n" + SIZED + b"\r\n" + REPLY),
    "too much": raw(OK + SIZED + b"\r\n" + REPLY + b"xxx"),
    "many parts": http(REPLY, "Content-Type: multipart/mixed; boundary=x"),
}

# Every piece comes before its time-out; only the deadline of the whole call ends these.
DRIPPING = {
    "drips a head": drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "drips a body": drip(HEAD + b"\r\n", b" "),
    "drips a body, chunked": drip(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"
    ),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_print_with_a_broken_reply_is_unknown_and_never_sent_twice(make_client, stub, how):
    stub.otherwise = BROKEN[how]
    client = make_client(options=SHORT)
    with pytest.raises(OutcomeLostError, match="cannot be known whether it was printed") as caught:
        client.print_content(UUID, CONTENT)
    assert caught.value.exit_code == 9
    assert caught.value.printed == "unknown"
    assert stub.paths() == ["/home/printcontent2"]


@pytest.mark.parametrize("how", BROKEN)
def test_a_read_with_a_broken_reply_is_a_network_error_in_time(make_client, stub, how):
    stub.otherwise = BROKEN[how]
    client = make_client(options=SHORT)
    with pytest.raises(ReplyError) as caught:
        client.device_mac(UUID)
    assert caught.value.exit_code == 6
    assert caught.value.printed == "no"
    assert set(stub.paths()) == {"/home/getdevicemac"}
    assert len(stub.requests) <= 2


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        *((answer, NOT_HTTP) for answer in MALFORMED.values()),
        *((answer, HUNG_UP) for answer in CUT.values()),
    ],
    ids=[*MALFORMED, *(f"cut {how}" for how in CUT)],
)
def test_a_reply_in_a_bad_frame_is_called_the_same_by_every_client(make_client, stub, answer, said):
    stub.otherwise = answer
    client = make_client(options=PATIENT)
    with pytest.raises(OutcomeLostError, match=said):
        client.print_content(UUID, CONTENT)
    with pytest.raises(ReplyError, match=said):
        client.device_mac(UUID)
    # A read asks once more: what broke off may come whole.
    assert stub.paths() == ["/home/printcontent2"] + ["/home/getdevicemac"] * 2


@pytest.mark.parametrize("how", GOOD)
def test_a_reply_in_an_unusual_frame_is_read_by_every_client(make_client, stub, how):
    stub.otherwise = GOOD[how]
    client = make_client(options=PATIENT)
    assert client.print_content(UUID, CONTENT) == Task(1)
    assert client.device_mac(UUID) == "m"


@pytest.mark.parametrize("how", DRIPPING)
def test_a_reply_that_never_ends_does_not_outlast_the_deadline(make_client, stub, how):
    stub.otherwise = DRIPPING[how]
    client = make_client(options=SHORTEST, real_time=True)
    with pytest.raises(OutcomeLostError, match=r"the time of 0\.5 s was up"):
        client.print_content(UUID, CONTENT)
    assert stub.paths() == ["/home/printcontent2"]


@pytest.mark.parametrize("how", ["hangs up", "resets", "hangs up in the body", "not HTTP"])
@pytest.mark.parametrize("after", ["reply lost", "page"])
def test_a_read_recovers_from_what_passes(make_client, stub, how, after):
    stub.script = [BROKEN[how], BROKEN["a page"] if after == "page" else BROKEN["resets"]]
    assert make_client().device_state(UUID) is DeviceState.PAPER_OUT
    assert len(stub.requests) == 3


def test_a_bind_whose_reply_was_lost_is_not_sent_again(make_client, stub):
    stub.script = [BROKEN["hangs up"]]
    with pytest.raises(ReplyError):
        make_client().bind(UUID, "me")
    assert len(stub.requests) == 1


@pytest.mark.parametrize("call", ["device_mac", "print_content", "bind"])
def test_a_server_that_is_not_there_says_nothing_was_sent(make_client, call):
    gone = Stub()
    gone.close()
    client = make_client(base_url=gone.url)
    given = {"device_mac": (UUID,), "print_content": (UUID, CONTENT), "bind": (UUID, "me")}[call]
    said = f"nothing was sent to {gone.url[7:]}: the connection was refused"
    with pytest.raises(UnreachedError, match=said) as c:
        getattr(client, call)(*given)
    assert c.value.exit_code == 6
    assert c.value.printed == "no"


def test_a_reply_that_was_lost_names_who_was_asked(make_client, stub):
    stub.otherwise = raw(b"")
    client = make_client(options=PATIENT)
    with pytest.raises(ReplyError, match=rf"^device_mac: {stub.url[7:]}: the server hung up"):
        client.device_mac(UUID)
    with pytest.raises(OutcomeLostError, match=f"printed: {stub.url[7:]}: the server hung up"):
        client.print_content(UUID, CONTENT)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://printers.example", "printers.example:80"),
        ("https://printers.example/base", "printers.example:443"),
        ("http://[::1]:8080", "[::1]:8080"),
        ("http://" + "a" * 60 + ":81", "a" * 60 + ":81"),
        ("http://" + "a" * 61, "a" * 60 + "…:80"),
    ],
)
def test_the_place_is_host_and_port_and_not_endless(url, place):
    assert place_of(url) == place


def test_a_print_that_found_no_server_is_tried_again(make_client, stub, clock):
    gone = Stub()
    gone.close()
    client = make_client(base_url=gone.url)
    with pytest.raises(UnreachedError):
        client.print_content(UUID, CONTENT)
    assert len(clock.sleeps) == 2


def test_a_server_that_speaks_no_tls_got_no_request(make_client, stub):
    stub.otherwise = reply()
    client = make_client(base_url=stub.url.replace("http:", "https:"))
    with pytest.raises(UnreachedError, match="TLS"):
        client.print_content(UUID, CONTENT)
    assert stub.requests == []


def test_a_redirect_is_not_followed_to_anywhere(make_client, stub):
    other = Stub()
    for status in ("301 M", "302 F", "303 S", "307 T", "308 P"):
        stub.otherwise = http(b"", f"Location: {other.url}/home/getdevicemac", status=status)
        with pytest.raises(ReplyError, match="redirects are not followed"):
            make_client().device_mac(UUID)
    other.close()
    assert other.requests == []


def test_reads_share_a_connection_and_prints_have_their_own(make_client, stub):
    client = make_client()
    client.device_mac(UUID)
    client.device_state(UUID)
    client.print_content(UUID, CONTENT)
    client.print_url(UUID, "http://shop.example")
    client.bind(UUID, "me")
    client.task_state(1)
    connections = [request.connection for request in stub.requests]
    assert connections == [0, 0, 1, 2, 3, 0]
    # The connections of the prints are closed, not kept for somebody else.
    assert {stub.ended.get(timeout=10) for _ in range(3)} == {1, 2, 3}


def test_a_connection_gone_stale_costs_a_read_an_attempt_and_a_print_nothing(make_client, stub):
    client = make_client()
    client.device_mac(UUID)
    # The server takes the next request on the kept connection and hangs up: the classic race.
    stub.script = [raw(b"")]
    client.device_mac(UUID)
    assert [request.connection for request in stub.requests] == [0, 0, 1]
    stub.script = []
    assert client.print_content(UUID, CONTENT) == Task(FIELDS["TaskId"])
    assert [request.connection for request in stub.requests] == [0, 0, 1, 2]


def test_a_connection_the_server_closed_in_between_is_not_used(make_client, stub):
    client = make_client()
    for _ in range(3):
        stub.script = [http(b'{"Code":200,"DeviceMac":"m"}', keep=False)]
        assert client.device_mac(UUID) == "m"
    assert make_client().print_content(UUID, CONTENT) == Task(FIELDS["TaskId"])


def test_the_start_of_a_strange_reply_is_shown_without_control_codes(make_client, stub):
    stub.otherwise = http(b"<h1>\x1b[31mUnder\r\nrepair</h1>" + b"." * 500, status="503 Busy")
    with pytest.raises(ReplyError) as caught:
        make_client().device_mac(UUID)
    text = str(caught.value)
    assert "HTTP 503 with 527 bytes of 'application/json'" in text
    assert "'<h1> [31mUnder  repair</h1>..." in text
    assert text.isprintable()
    assert len(text) < 300
