"""Pages over TLS and in frames of other sites: where the proxy sees less, and the tab has to."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import ddjlayout.pages.chromium as chromium_module
from ddjlayout.errors import InputError
from ddjlayout.pages.limits import Limits
from ddjlayout.pages.render import PageOptions, render_page
from tests.pages.site import Site, redirect
from tests.pages.test_render import picture

pytestmark = pytest.mark.usefixtures("chromium")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: no certificate to test with")
    path = tmp_path_factory.mktemp("tls") / "own.pem"
    request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    names = ["-subj", "/CN=shop", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        ["openssl", *request.split(), *names, "-keyout", str(path), "-out", f"{path}.crt"],
        check=True,
        capture_output=True,
    )
    return path


@pytest.fixture
def secure(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{certificate}.crt", certificate)
    with Site(tls=context) as site:
        yield site


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Chromium take any certificate, so that one made for the test will do."""
    flags = (*chromium_module.FLAGS, "--ignore-certificate-errors")
    monkeypatch.setattr(chromium_module, "FLAGS", flags)


def fetched(site: Site, *also: str, **limits: int):
    limits = {"seconds": 60, **limits}
    options = PageOptions(fetch=True, allow_hosts=(site.name, *also), limits=Limits(**limits))
    return render_page(site.url(), options=options)


def test_a_certificate_nobody_vouches_for_is_refused(secure):
    secure.pages["/page"] = "x"
    with pytest.raises(InputError, match="ERR_CERT"):
        fetched(secure)
    assert secure.asked == []


@pytest.mark.usefixtures("trusting")
def test_a_page_over_tls_and_what_it_may_not_reach(secure):
    with Site(page="secret") as inner, socket.socket(type=socket.SOCK_DGRAM) as datagrams:
        datagrams.bind(("127.0.0.1", 0))
        datagrams.setblocking(False)
        port = datagrams.getsockname()[1]
        secure.pages["/dots.png"] = picture()
        secure.pages["/jump.png"] = redirect(inner.url())
        secure.pages["/page"] = f"""<!doctype html><body style="margin:0">
            <img src=/dots.png style="display:block"><img src=/jump.png style="display:none">
            <img src=https://{inner.name}/a style="display:none"><script>
              window.transports = [new WebTransport('https://127.0.0.1:{port}/')];
              new WebSocket('wss://{inner.name}/b');
              const peer = new RTCPeerConnection(
                {{iceServers: [{{urls: 'stun:127.0.0.1:{port}'}}]}});
              peer.createDataChannel('x');
              peer.createOffer().then(offer => peer.setLocalDescription(offer));
            </script>"""
        page = fetched(secure)
        assert inner.asked == []
        with pytest.raises(BlockingIOError):
            datagrams.recv(1)
    assert page.picture.size == (384, 20)
    assert any(entry.startswith(inner.name) for entry in page.missing)


@pytest.mark.usefixtures("trusting")
def test_limits_hold_where_the_proxy_cannot_see(secure):
    secure.pages["/page"] = "".join(f"<img src=/{number}.png>" for number in range(30))
    with pytest.raises(InputError, match="more than 10 requests"):
        fetched(secure, requests=10)
    for number in range(7):
        secure.pages[f"/{number}"] = redirect(f"/{number - 1}")
    secure.pages["/page"] = redirect("/6")
    with pytest.raises(InputError, match="more than 5 redirects"):
        fetched(secure)
    with Site(page="secret") as inner:
        secure.pages["/page"] = redirect(inner.url())
        with pytest.raises(InputError, match="is a loopback address"):
            fetched(secure)
        assert inner.asked == []


def test_frames_of_another_site_are_watched_as_the_page_is(site):
    with Site() as other, Site(page="secret") as inner:
        url = f"http://localhost:{other.port}"
        other.pages["/frame"] = (
            f"<p>framed<img src=/dots.png><img src={inner.url()}>"
            f"<iframe src=http://127.0.0.1:{other.port}/deep></iframe><img src=ftp://x.test/>"
        )
        other.pages["/deep"] = f"<p>deeper<img src={inner.url('/deep')}>"
        other.pages["/dots.png"] = picture()
        site.pages["/page"] = f"<p>outer<iframe src={url}/frame></iframe>"
        page = fetched(site, f"localhost:{other.port}", f"127.0.0.1:{other.port}")
        assert sorted(set(other.asked)) == ["/deep", "/dots.png", "/frame"]
        assert inner.asked == []
        assert set(page.missing) == {
            f"{inner.name}: 127.0.0.1 is a loopback address",
            "ftp: only http and https are fetched",
        }
        images = "".join(f"<img src=/{number}.png>" for number in range(30))
        other.pages["/frame"] = images
        with pytest.raises(InputError, match="more than 10 requests"):
            fetched(site, f"localhost:{other.port}", requests=10)
