"""The files of the page over HTTP: what is served, with which headers, and what is not."""

import http.client
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import ddjlayout.simulator.web
from ddjlayout.simulator.config import Config
from ddjlayout.simulator.server import running

STATIC = Path(ddjlayout.simulator.web.__file__).parent / "static"
FILES = sorted(path for path in STATIC.rglob("*") if path.is_file())


def get(simulator, path: str, method: str = "GET", **headers: str):
    connection = http.client.HTTPConnection(urlsplit(simulator.admin_url).netloc, timeout=20)
    try:
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def test_the_page_comes_without_the_token_and_with_a_strict_policy(ddj_simulator):
    status, headers, body = get(ddj_simulator, "/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert ddj_simulator.admin_token not in body.decode()
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"] == policy["frame-ancestors"] == "'none'"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_address_of_the_page_keeps_the_token_where_no_server_sees_it(ddj_simulator):
    address = urlsplit(ddj_simulator.page_url)
    assert f"{address.scheme}://{address.netloc}" == ddj_simulator.admin_url
    assert (address.path, address.query) == ("/", "")
    assert address.fragment == f"token={ddj_simulator.admin_token}"
    with running(Config(admin_token="a b#&é")) as simulator:
        fragment = urlsplit(simulator.page_url).fragment
        assert unquote(fragment.removeprefix("token=")) == "a b#&é"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(STATIC).as_posix())
def test_every_file_is_served_as_it_is(ddj_simulator, path):
    name = path.relative_to(STATIC).as_posix()
    status, headers, body = get(ddj_simulator, f"/page/{name}")
    assert (status, body) == (200, path.read_bytes())
    assert headers["x-content-type-options"] == "nosniff"
    again, _, nothing = get(ddj_simulator, f"/page/{name}", **{"If-None-Match": headers["etag"]})
    assert (again, nothing) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/page/", "/page/nothing.js", "/page/../assets.py", "/page/..%2fassets.py", "/page//"]
)
def test_nothing_else_is_served(ddj_simulator, path):
    assert get(ddj_simulator, path)[0] == 404


def test_the_page_is_read_only(ddj_simulator):
    assert get(ddj_simulator, "/", "POST")[0] == 405


class _Loads(HTMLParser):
    """Collects what a page loads and what of it would run in the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("src", "href"):
                self.addresses.append(value or "")
            if name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")
        if tag == "style" or (tag == "script" and "src" not in dict(attributes)):
            self.inline.append(tag)


def test_the_page_loads_its_own_files_alone():
    loads = _Loads()
    loads.feed((STATIC / "index.html").read_text())
    assert loads.inline == []
    for address in loads.addresses:
        assert address.startswith("#") or (STATIC / address.removeprefix("page/")).is_file()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_small_and_stays_at_home(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    outside = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text))
    assert outside <= {"http://www.w3.org"}


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.js")), ids=lambda path: path.name)
def test_no_string_becomes_markup_or_code(path):
    text = path.read_text(encoding="utf-8")
    found = re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
        r"|DOMParser|createContextualFragment|setHTML|srcdoc|javascript:",
        text,
    )
    assert found == []
