"""Pages in a real Chromium: what is loaded, what is refused, which limits hold."""

import gzip
import io
import socket

import pytest
from PIL import Image

from ddjlayout.errors import InputError, UsageError
from ddjlayout.pages.documents import Document
from ddjlayout.pages.limits import Limits
from ddjlayout.pages.render import PageOptions, render_page
from tests.pages.processes import none_is_left
from tests.pages.site import Site, answer, redirect

pytestmark = pytest.mark.usefixtures("chromium")


def picture(width=50, height=20):
    file = io.BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()


def fetched(site, path="/page", *also, **limits):
    """Render a page of a site that is allowed by name, with patience for busy machines."""
    limits = {"seconds": 60, **limits}
    options = PageOptions(fetch=True, allow_hosts=(site.name, *also), limits=Limits(**limits))
    return render_page(site.url(path), options=options)


def refusal(site, path="/page", **limits):
    with pytest.raises(InputError) as error:
        fetched(site, path, **limits)
    return error.value


# What a page is


@pytest.mark.usefixtures("chinese_font")
def test_a_line_holds_sixteen_characters_of_the_default_text():
    heights = [
        render_page(Document(f"<p style='margin:0'>{'汉' * count}".encode())).picture.size
        for count in (16, 17)
    ]
    (wide, one), (_, two) = heights
    assert (wide, two) == (384, 2 * one)
    assert 24 <= one <= 40


def test_a_page_is_fetched_with_what_it_loads(site):
    site.pages["/page"] = "<body style='margin:0'><img src=/dots.png style='display:block'>"
    site.pages["/dots.png"] = picture()
    page = fetched(site)
    assert page.missing == ()
    assert page.picture.size == (384, 20)
    assert page.picture.point([255] + [0] * 255).getbbox() == (0, 0, 50, 20)


def test_pictures_far_below_are_there_too(site):
    site.pages["/page"] = "<div style='height:5000px'></div><img loading=lazy src=/dots.png>"
    site.pages["/dots.png"] = picture()
    assert fetched(site).picture.height > 5000
    assert "/dots.png" in site.asked


def test_a_page_that_makes_itself_is_waited_for(site):
    script = "fetch('/text').then(r => r.text()).then(t => document.body.textContent = t)"
    site.pages["/page"] = f"<body><script>onload = () => {script}</script>"
    site.pages["/text"] = "line " * 100
    assert fetched(site).picture.height > 200


def test_pages_that_open_windows_boxes_and_programs(site, place, monkeypatch):
    """Neither a dialog nor a mail program stops a page, or starts."""
    bin_folder = place / "bin"
    bin_folder.mkdir()
    opened = place / "opened"
    for name in ("xdg-open", "xdg-email"):
        (bin_folder / name).write_text(f"#!/bin/sh\ntouch {opened}\n")
        (bin_folder / name).chmod(0o755)
    place.chmod(0o777)
    monkeypatch.setenv("PATH", str(bin_folder), prepend=":")
    site.pages["/page"] = """<p>printed<script>
        alert('1'); confirm('2'); prompt('3'); print(); window.open('/other');
        location = 'mailto:somebody@shop.test';
        </script>"""
    assert fetched(site).picture.getbbox() is not None
    assert none_is_left(place)
    assert not opened.exists()


def test_the_window_is_as_wide_as_asked_and_a_wider_page_is_cut():
    html = Document(b"<div style='width:500px;height:30px;background:#000'></div>")
    page = render_page(html, options=PageOptions(width=200))
    assert page.picture.size == (200, 30)
    assert page.wanted == 500


def test_a_screen_that_the_page_leaves_empty_is_not_printed():
    screens = Document(b"<!doctype html><body style='margin:0;height:100vh'><p>one line")
    line = Document(b"<p>one line<div style='height:100px'>")
    assert render_page(screens).picture.height < 100
    assert render_page(line).picture.height > 100


# Where it may not go


def test_a_redirect_to_what_is_not_public_is_refused(site):
    with Site(page="secret") as inner:
        site.pages["/page"] = redirect(inner.url())
        error = refusal(site)
        assert inner.asked == []
    assert error.code == "page-refused"
    assert str(error) == f"the page is not fetched: {inner.name}: 127.0.0.1 is a loopback address"


def test_a_page_that_goes_elsewhere_by_itself_is_refused(site):
    with Site(page="secret") as inner:
        site.pages["/page"] = f"<script>location = '{inner.url()}'</script>"
        assert refusal(site).code == "page-refused"
        assert inner.asked == []


def test_nothing_that_a_page_asks_for_gets_where_it_may_not(site):
    with Site(page="secret") as inner, socket.socket(type=socket.SOCK_DGRAM) as stun:
        stun.bind(("127.0.0.1", 0))
        stun.setblocking(False)
        url = inner.url()
        site.pages["/jump"] = redirect(url)
        site.pages["/page"] = f"""<!doctype html>
            <link rel=stylesheet href={url}a><link rel=preconnect href={url}>
            <img src={url}b><img src=/jump><iframe src={url}c></iframe><script src={url}d></script>
            <img src=http://[::1]:{inner.port}/><img src=http://localhost:{inner.port}/>
            <img src=http://169.254.169.254/><img src=http://[::ffff:10.0.0.1]/>
            <img src=file:///etc/passwd><img src=ftp://shop.test/x>
            <iframe srcdoc="<img src={url}e>"></iframe>
            <style>@import '{url}f'; @font-face {{ font-family: x; src: url({url}g) }}
              p {{ font-family: x; background: url({url}h) }}</style><p>text
            <form action={url}i method=post></form>
            <script>
              fetch('{url}j').catch(() => 0); navigator.sendBeacon('{url}k', 'x');
              new WebSocket('ws://{inner.name}/l');
              new EventSource('{url}m');
              new Worker(URL.createObjectURL(new Blob(["fetch('{url}n')"])));
              const peer = new RTCPeerConnection(
                {{iceServers: [{{urls: 'stun:127.0.0.1:{stun.getsockname()[1]}'}}]}});
              peer.createDataChannel('x');
              peer.createOffer().then(offer => peer.setLocalDescription(offer));
              document.forms[0].submit;
            </script>"""
        page = fetched(site)
        assert inner.asked == []
        with pytest.raises(BlockingIOError):
            stun.recv(1)
    missing = dict(entry.rsplit(": ", 1) for entry in page.missing)
    assert missing == {
        inner.name: "127.0.0.1 is a loopback address",
        f"[::1]:{inner.port}": "::1 is a loopback address",
        f"localhost:{inner.port}": missing[f"localhost:{inner.port}"],
        "169.254.169.254:80": "169.254.169.254 is a link-local address",
        "[::ffff:a00:1]:80": "::ffff:a00:1 is a private address",
        "ftp": "only http and https are fetched",
    }
    assert missing[f"localhost:{inner.port}"].endswith("is a loopback address")


def test_a_name_is_resolved_once_and_a_later_answer_gains_nothing(site):
    asked = []

    def changing(host):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    site.pages["/page"] = "<img src=/1.png><img src=/2.png><iframe src=/3></iframe>"
    site.pages["/1.png"] = site.pages["/2.png"] = picture()
    site.pages["/3"] = "inner"
    options = PageOptions(fetch=True, allow_hosts=("shop.test",), resolver=changing)
    page = render_page(f"http://shop.test:{site.port}/page", options=options)
    assert (page.missing, asked) == ((), ["shop.test"])


def test_a_name_that_leads_inside_is_refused(site):
    site.pages["/page"] = "secret"
    options = PageOptions(fetch=True, resolver=lambda host: ["127.0.0.1"])
    with pytest.raises(InputError, match=r"127\.0\.0\.1 is a loopback address"):
        render_page(f"http://shop.test:{site.port}/page", options=options)
    assert site.asked == []


def test_a_page_at_hand_asks_nobody_and_neither_does_chromium(site):
    names = []

    def nobody(host):
        names.append(host)
        raise OSError

    html = f"<form><input type=email><input type=password></form><img src={site.url()}>"
    page = render_page(Document(html.encode()), options=PageOptions(resolver=nobody))
    assert page.missing == (f"{site.name}: nothing is fetched here",)
    form = Document(b"<form><input type=email><input type=password></form>")
    render_page(form, options=PageOptions(fetch=True, resolver=nobody))
    assert (names, site.asked) == ([], [])


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://shop.test/", "page.html", ""])
def test_only_web_addresses_are_pages(url):
    with pytest.raises(UsageError, match="is no address of a page"):
        render_page(url, options=PageOptions(fetch=True))


@pytest.mark.parametrize("scheme", ["file:///etc/passwd", "data:text/html,x", "chrome://version"])
def test_a_redirect_to_another_scheme_leads_nowhere(site, scheme):
    site.pages["/page"] = redirect(scheme)
    assert refusal(site).code in ("page-refused", "page-load")


# Limits


def test_redirects_are_counted(site):
    for number in range(7):
        site.pages[f"/{number}"] = redirect(f"/{number - 1}")
    site.pages["/0"] = "there"
    assert fetched(site, "/5").picture.getbbox() is not None
    error = refusal(site, "/6")
    assert str(error).endswith("it takes more than 5 redirects")


def test_a_page_that_never_ends(site):
    def hang(request):
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        request.wfile.write(b"<p>wait")
        site.stopped.wait(60)

    site.pages["/page"] = hang
    assert str(refusal(site, seconds=1.5)) == "the page was not complete within 1.5 s"


def test_a_script_that_never_ends(site):
    site.pages["/page"] = "<p>x<script>while (true) {}</script>"
    assert refusal(site, seconds=1.5).code == "page-time"


def test_a_page_that_wants_all_the_memory():
    """A process of Chromium's may have 2 GiB; what a script is refused of it is its own affair."""
    script = "const all = []; try { for (let i = 0; i < 60; i++) "
    script += "all.push(new Uint8Array(1e8).fill(1)) } catch { document.body.append('refused') }"
    page = render_page(Document(f"<body><script>{script}</script>".encode()))
    assert page.picture.getextrema() != (255, 255)


def test_an_endless_page(site):
    def pour(request):
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        while not site.stopped.is_set():
            try:
                request.wfile.write(b"<p>more and more</p>" * 1000)
            except OSError:
                return

    site.pages["/page"] = pour
    assert refusal(site, size=1 << 20).code == "page-size"


def test_a_page_that_unpacks_to_more_than_it_was(site):
    def packed(request):
        body = gzip.compress(b"<p>x</p>" * (1 << 20))
        assert len(body) < 1 << 17
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.send_header("Content-Encoding", "gzip")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    site.pages["/page"] = packed
    assert refusal(site, size=1 << 20).code == "page-size"


def test_a_page_that_is_too_tall():
    with pytest.raises(InputError, match="9,000 dots tall, at most 8,000") as error:
        render_page(Document(b"<div style='height:9000px'>"))
    assert error.value.code == "page-tall"


def test_a_page_that_asks_for_too_much(site):
    site.pages["/page"] = "".join(f"<img src=/{number}.png>" for number in range(30))
    error = refusal(site, requests=10)
    assert str(error) == "the page makes more than 10 requests"
    assert len(site.asked) <= 11


# What is no page


def test_a_server_that_says_no(site):
    assert str(refusal(site)) == "the page's server answered 404"


def test_what_is_no_web_page(site):
    site.pages["/page"] = lambda request: answer(request, b"%PDF-1.4", "application/pdf")
    assert refusal(site).code in ("page-kind", "page-load")


def test_nobody_is_there():
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
    options = PageOptions(fetch=True, allow_hosts=("127.0.0.1",))
    for scheme in ("http", "https"):
        with pytest.raises(InputError, match=rf"127.0.0.1:{port}: nobody answers there"):
            render_page(f"{scheme}://127.0.0.1:{port}/", options=options)


def test_pictures_that_are_not_there_are_named(site):
    site.pages["/page"] = "<p>x<img src=/none.png>"
    assert fetched(site).missing == (f"{site.name}: the server answered 404",)
