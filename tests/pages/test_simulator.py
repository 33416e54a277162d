"""Pages printed end to end: a client, the simulator, Chromium and a web server, all real."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PIL import Image

from ddjlayout.cloud.client import Client
from ddjlayout.errors import NotPrintedError
from ddjlayout.simulator.config import Config
from ddjlayout.simulator.records import Settings
from ddjlayout.simulator.remote import RunningSimulator
from ddjlayout.simulator.server import running
from tests.pages.processes import living, none_is_left
from tests.pages.site import Site, redirect

RECEIPT = """<!doctype html><meta charset=utf-8>
<body style="margin:0"><div style="height:40px;background:#444"></div>
<div style="height:40px;background:#bbb"></div><div style="width:40px;height:40px;background:#000">
"""


@pytest.fixture
def simulator(site: Site) -> Iterator[RunningSimulator]:
    """A simulator that fetches pages from public hosts and from the site."""
    with running(Config(settings=Settings(pages="fetch", allow_hosts=(site.name,)))) as simulator:
        yield simulator


def printed(simulator: RunningSimulator, url: str) -> int:
    with Client(simulator.app_id, simulator.app_secret, base_url=simulator.url) as client:
        task = client.print_url(simulator.uuid(), url)
        client.wait(task)
    return task.id


def reason(simulator: RunningSimulator, url: str) -> str:
    with pytest.raises(NotPrintedError):
        printed(simulator, url)
    (task,) = simulator.printed(url)["tasks"]
    return simulator.task(task)["reason"]


@pytest.mark.usefixtures("chromium")
def test_a_page_is_printed_dark_below_half_grey(simulator, site):
    site.pages["/receipt"] = RECEIPT + f"<img src=http://127.0.0.1:{site.port + 1}/>"
    task = printed(simulator, site.url("/receipt"))
    paper = simulator.paper(task)
    picture = Image.open(io.BytesIO(paper.png()))
    assert picture.size == (384, 120)
    assert [
        picture.getpixel((x, y)) for x, y in ((0, 0), (383, 39), (0, 40), (0, 80), (40, 80))
    ] == [
        0,
        0,
        255,
        0,
        255,
    ]
    assert simulator.printed(site.url("/receipt"))["prints"] == 1
    assert "is a loopback address" in simulator.task(task)["note"]


@pytest.mark.usefixtures("chromium")
def test_pages_that_cannot_be_printed_fail_with_their_reason(simulator, site):
    with Site(page="secret") as inner:
        site.pages["/jump"] = redirect(inner.url())
        assert "is a loopback address" in reason(simulator, site.url("/jump"))
        assert inner.asked == []
    assert reason(simulator, site.url("/none")) == "the page's server answered 404"
    assert "is a link-local address" in reason(simulator, "http://169.254.169.254/latest")
    assert "is a private address" in reason(simulator, "https://[::ffff:10.0.0.1]/")


@pytest.mark.usefixtures("chromium")
def test_calls_are_answered_and_other_printers_print_while_a_page_is_fetched(simulator, site):
    site.pages["/slow"] = lambda request: site.stopped.wait(60)
    other = simulator.uuid("D2")
    content = '[{"PrintType":0,"BaseText":"YQ=="}]'
    with Client(simulator.app_id, simulator.app_secret, base_url=simulator.url) as client:
        slow = client.print_url(simulator.uuid(), site.url("/slow"))
        assert client.print_and_wait(other, content).printed == "yes"
        assert simulator.task(slow.id)["fetching"]
        site.stopped.set()
        with pytest.raises(NotPrintedError):
            client.wait(slow)


def test_without_chromium_the_task_fails_and_says_what_is_missing(simulator, site, monkeypatch):
    monkeypatch.setenv("DDJ_CHROMIUM", "/nowhere")
    assert "rendered by Chromium" in reason(simulator, site.url())
    assert site.asked == []


@pytest.mark.usefixtures("chromium")
def test_a_reset_or_a_stop_in_the_middle_leaves_nothing_behind(place, simulator, site):
    # the place goes last, when the simulator has stopped
    def hang(request):
        site.stopped.wait(60)

    site.pages["/1"] = site.pages["/2"] = hang
    for path in ("/1", "/2"):
        with Client(simulator.app_id, simulator.app_secret, base_url=simulator.url) as client:
            client.print_url(simulator.uuid(), site.url(path))
    while not site.asked:
        assert simulator.do(lambda operator: operator.status())["tasks"] == 2
    assert living(place)
    simulator.reset()
    assert simulator.do(lambda operator: operator.status())["tasks"] == 0


@pytest.mark.usefixtures("chromium")
def test_the_command_fetches_pages_when_told_to_and_cleans_up_when_stopped(site, place):
    words = ["simulator", "--fetch-pages", "--allow-host", site.name]
    command = subprocess.Popen(
        [sys.executable, "-m", "ddjlayout", *words],
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(place)},
    )
    assert command.stdout is not None
    with command.stdout:
        info = json.loads(command.stdout.readline())
        site.pages["/receipt"] = RECEIPT
        site.pages["/slow"] = lambda request: site.stopped.wait(60)
        uuid = info["devices"][0]["uuid"]
        with Client(info["app_id"], info["app_secret"], base_url=info["url"]) as client:
            assert client.wait(client.print_url(uuid, site.url("/receipt"))).printed == "yes"
            client.print_url(uuid, site.url("/slow"))
            while "/slow" not in site.asked:
                client.device_state(uuid)
        command.send_signal(signal.SIGINT)
        command.wait()
    assert list(place.iterdir()) == []
    assert none_is_left(place)


def test_the_command_allows_no_hosts_when_nothing_is_fetched():
    words = [sys.executable, "-m", "ddjlayout", "simulator", "--allow-host", "localhost"]
    done = subprocess.run(words, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"--fetch-pages" in done.stderr
