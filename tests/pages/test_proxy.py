"""The proxy, asked on a socket: what it carries, what it refuses, what it hides from both sides."""

import asyncio
import socket

import pytest

from ddjlayout.errors import InputError
from ddjlayout.pages.documents import Document
from ddjlayout.pages.gate import Gate
from ddjlayout.pages.limits import Limits, Meter
from ddjlayout.pages.proxy import Proxy
from tests.pages.site import answer, redirect


class Asked:
    """What came back, what the gate noted, and the error of the meter, if any."""

    def __init__(self):
        self.replies = []
        self.missing = {}
        self.broken = None


def ask(*requests, allowed=(), document=None, limits=None, resolver=None):
    """Send requests to a proxy of their own, each on a connection of its own."""

    async def converse():
        asked = Asked()
        gate = Gate(resolver or (lambda host: ["127.0.0.1"]), fetch=True, allowed=allowed)
        meter = Meter(limits or Limits())
        proxy = Proxy(gate, meter, document)
        port = await proxy.start()
        for request in requests:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request.encode("latin-1"))
            try:
                asked.replies.append((await reader.read(-1)).decode("latin-1"))
            except ConnectionError:
                asked.replies.append("cut off")
            writer.close()
        await proxy.close()
        asked.missing = gate.missing
        asked.broken = meter.broken.exception() if meter.broken.done() else None
        return asked

    return asyncio.run(converse())


def get(url, *fields):
    return "\r\n".join([f"GET {url} HTTP/1.1", *fields, "", ""])


def test_a_page_is_carried_and_the_connection_ends(site):
    site.pages["/page?x=1"] = "<p>你好"
    (reply,) = ask(get(site.url("/page?x=1")), allowed=(site.name,)).replies
    head, _, body = reply.partition("\r\n\r\n")
    assert head.startswith("HTTP/1.0 200 OK")
    assert "Connection: close" in head
    assert body.encode("latin-1").decode() == "<p>你好"


def test_the_host_is_that_of_the_address_and_the_hop_is_hidden(site):
    heads = []

    def show(request):
        heads.append(dict(request.headers))
        answer(request, b"ok")

    site.pages["/"] = show
    fields = ["Host: evil.test", "Proxy-Authorization: x", "Keep-Alive: 5", "Accept: a/b"]
    ask(get(site.url("/"), *fields), allowed=(site.name,))
    assert heads == [{"Host": site.name, "Accept": "a/b", "Connection": "close"}]


def test_a_body_is_carried_as_far_as_it_was_announced(site):
    bodies = []

    def take(request):
        bodies.append(request.rfile.read(int(request.headers["Content-Length"])))
        answer(request, b"ok")

    site.pages["/"] = take
    post = f"POST {site.url('/')} HTTP/1.1\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\n\r\n"
    assert ask(post, allowed=(site.name,)).replies[0].endswith("ok")
    assert bodies == [b"hello"]


def test_a_second_request_on_a_connection_is_not_carried(site):
    site.pages["/one"] = site.pages["/two"] = "x"
    both = get(site.url("/one")) + get(site.url("/two"))
    ask(both, allowed=(site.name,))
    assert site.asked == ["/one"]


def test_a_tunnel_carries_both_ways_to_what_is_allowed(site):
    site.pages["/page"] = "tunnelled"
    connect = f"CONNECT {site.name} HTTP/1.1\r\n\r\n"
    inner = "GET /page HTTP/1.0\r\n\r\n"
    (reply,) = ask(connect + inner, allowed=(site.name,)).replies
    assert reply.startswith("HTTP/1.1 200 Connected\r\n\r\nHTTP/1.0 200 OK")
    assert reply.endswith("tunnelled")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "localhost", "169.254.169.254", "[::ffff:10.0.0.1]"]
)
@pytest.mark.parametrize("form", ["GET http://{}:{}/ HTTP/1.1", "CONNECT {}:{} HTTP/1.1"])
def test_what_is_not_public_is_refused_in_both_forms(site, host, form):
    asked = ask(form.format(host, site.port) + "\r\n\r\n")
    assert asked.replies[0].startswith("HTTP/1.1 403")
    ((place, reason),) = asked.missing.items()
    assert place == f"{host}:{site.port}"
    assert "is a" in reason
    assert site.asked == []


def test_the_address_that_was_checked_is_the_one_connected_to(site):
    """The second answer leads elsewhere; the proxy never hears it."""
    site.pages["/page"] = "first"
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    url = f"http://shop.test:{site.port}/page"
    asked = ask(get(url), get(url), allowed=("shop.test",), resolver=lambda host: next(answers))
    assert [reply[-5:] for reply in asked.replies] == ["first", "first"]


def test_the_next_address_is_tried_when_nobody_answers_at_the_first(site):
    site.pages["/page"] = "second"
    url = f"http://shop.test:{site.port}/page"
    names = lambda host: ["127.0.0.2", "127.0.0.1"]  # noqa: E731
    assert ask(get(url), allowed=("shop.test",), resolver=names).replies[0].endswith("second")


def test_nobody_answers():
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
    asked = ask(get(f"http://127.0.0.1:{port}/"), allowed=("127.0.0.1",))
    assert asked.replies[0].startswith("HTTP/1.1 502")
    assert asked.missing == {f"127.0.0.1:{port}": "nobody answers there"}


def test_redirects_are_the_browsers_to_follow(site):
    site.pages["/page"] = redirect("http://10.0.0.1/")
    (reply,) = ask(get(site.url()), allowed=(site.name,)).replies
    assert reply.startswith("HTTP/1.0 302")


@pytest.mark.parametrize(
    "request_line",
    ["GET /page HTTP/1.1", "GET https://shop.test/ HTTP/1.1", "GET ftp://shop.test/ HTTP/1.1"]
    + ["CONNECT HTTP/1.1", "GET http:///x HTTP/1.1", "GET http://[::1/ HTTP/1.1", "nonsense"]
    + ["CONNECT shop.test:99999 HTTP/1.1", "GET file:///etc/passwd HTTP/1.1"],
)
def test_what_is_no_request_to_a_proxy(request_line):
    (reply,) = ask(request_line + "\r\n\r\n").replies
    assert reply.startswith("HTTP/1.1 400")


@pytest.mark.parametrize("field", ["Transfer-Encoding: chunked", "Content-Length: -1"])
def test_a_body_of_unknown_length_is_refused(site, field):
    post = f"POST {site.url('/')} HTTP/1.1\r\n{field}\r\n\r\n"
    assert ask(post, allowed=(site.name,)).replies[0].startswith("HTTP/1.1 411")
    assert site.asked == []


@pytest.mark.parametrize("reply", [b"SSH-2.0-x\r\n\r\n", b"", b"x" * 100_000])
def test_a_server_that_speaks_something_else(site, reply):
    site.pages["/"] = lambda request: request.wfile.write(reply)
    (got,) = ask(get(site.url("/")), allowed=(site.name,)).replies
    assert got == "" or got.startswith("HTTP/1.1 502")


def test_a_head_that_never_ends_is_cut_off():
    assert ask("GET http://x/ HTTP/1.1\r\n" + "A: b\r\n" * 20_000).replies in ([""], ["cut off"])


def test_what_comes_before_the_reply_is_left_out(site):
    early = b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nbody"
    site.pages["/"] = lambda request: request.wfile.write(early)
    (got,) = ask(get(site.url("/")), allowed=(site.name,)).replies
    assert got == "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nbody"


def test_a_page_at_hand_is_handed_out_and_has_no_other_door():
    document = Document("<!doctype html>你好".encode())
    asked = ask(get("http://page.invalid/"), get("http://page.invalid/logo.png"), document=document)
    assert asked.replies[0].encode("latin-1").endswith("<!doctype html>你好".encode())
    assert asked.replies[1].startswith("HTTP/1.1 404")
    assert asked.missing == {"file '/logo.png'": "it is not in the page's folder"}
    assert ask(get("http://page.invalid/"), resolver=list).replies[0].startswith("HTTP/1.1 403")


def test_bytes_are_counted_and_end_the_page(site):
    site.pages["/"] = bytes(2 << 20)
    asked = ask(get(site.url("/")), allowed=(site.name,), limits=Limits(size=1 << 20))
    assert isinstance(asked.broken, InputError)
    assert str(asked.broken) == "the page and what it loads have more than 1 MiB"
