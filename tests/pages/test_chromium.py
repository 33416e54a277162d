"""Chromium as a guest: nothing of it is left behind, and what is wrong with it is said."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

import ddjlayout.pages.chromium as chromium_module
from ddjlayout.errors import InputError
from ddjlayout.pages.chromium import CHROMIUM, SANDBOX
from ddjlayout.pages.documents import Document
from ddjlayout.pages.limits import Limits
from ddjlayout.pages.render import PageOptions, render, render_page
from tests.pages.processes import living, none_is_left
from tests.pages.site import Site

NO_SANDBOX = "echo 'FATAL: No usable sandbox!' >&2; exit 1"
PAGE = Document(b"<p>x")
HANG = Document(b"<p>x<script>while (true) {}</script>")
HURRIED = PageOptions(limits=Limits(seconds=1))
PATIENT = PageOptions(limits=Limits(seconds=60))
Awaited = tuple[str, PageOptions, threading.Event]


@pytest.fixture
def pretender(place: Path, monkeypatch: pytest.MonkeyPatch):
    """Set a shell script up as Chromium."""

    def set_up(script: str) -> None:
        program = place / "pretender"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv(CHROMIUM, str(program))
        monkeypatch.delenv(SANDBOX, raising=False)

    return set_up


@pytest.fixture
def awaited(site: Site) -> Awaited:
    """A page that is asked for and never comes, how to render it, and an event for the asking."""
    asked = threading.Event()

    def hang(_request):
        asked.set()
        site.stopped.wait(60)

    site.pages["/hang"] = hang
    options = PageOptions(limits=Limits(seconds=60), fetch=True, allow_hosts=(site.name,))
    return site.url("/hang"), options, asked


@pytest.mark.usefixtures("chromium")
def test_nothing_is_left_after_success_failure_and_time_out(place):
    render_page(PAGE, options=PATIENT)
    assert list(place.iterdir()) == []
    with pytest.raises(InputError, match="8,000 are printed"):
        render_page(Document(b"<div style='height:9000px'>"), options=PATIENT)
    assert list(place.iterdir()) == []
    with pytest.raises(InputError, match="not complete within 1 s"):
        render_page(HANG, options=HURRIED)
    assert list(place.iterdir()) == []
    assert none_is_left(place)


@pytest.mark.usefixtures("chromium")
def test_nothing_is_left_when_the_one_who_waits_gives_up(place, awaited):
    page, options, asked = awaited

    async def give_up():
        work = asyncio.ensure_future(render(page, options=options))
        assert await asyncio.to_thread(asked.wait, 60)
        assert living(place)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        assert work.cancelled()

    asyncio.run(give_up())
    assert list(place.iterdir()) == []
    assert none_is_left(place)


def test_nothing_is_left_of_a_start_that_is_given_up(pretender, place):
    place.chmod(0o777)
    os.mkfifo(place / "started", 0o777)
    (place / "started").chmod(0o777)
    pretender(f"echo > {place}/started; cat <&3 >/dev/null")

    async def give_up():
        work = asyncio.ensure_future(render(PAGE))
        await asyncio.to_thread((place / "started").read_bytes)
        assert living(place)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        assert work.cancelled()

    asyncio.run(give_up())
    assert sorted(path.name for path in place.iterdir()) == ["pretender", "started"]
    assert none_is_left(place)


@pytest.mark.usefixtures("chromium")
def test_chromium_ends_with_the_program_that_started_it(place, awaited):
    page, options, asked = awaited
    code = (
        "from ddjlayout.pages.render import *;"
        f"render_page({page!r}, options=PageOptions(fetch=True,"
        f" allow_hosts={options.allow_hosts!r}))"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(place)}
    )
    assert asked.wait(60)
    assert living(place)
    program.send_signal(signal.SIGKILL)
    program.wait()
    assert none_is_left(place)


@pytest.mark.usefixtures("chromium")
def test_a_page_is_rendered_inside_a_running_event_loop():
    async def inside():
        return render_page(PAGE, options=PATIENT)

    assert asyncio.run(inside()).picture.width == 384


@pytest.mark.usefixtures("chromium")
def test_chromium_sees_nothing_of_the_environment(place, awaited, monkeypatch):
    monkeypatch.setenv("DDJ_APP_SECRET", "a secret of ours")
    page, options, asked = awaited

    async def look():
        work = asyncio.ensure_future(render(page, options=options))
        assert await asyncio.to_thread(asked.wait, 60)
        seen = [Path(f"/proc/{process}/environ").read_bytes() for process in living(place)]
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        return seen

    seen = asyncio.run(look())
    assert seen
    assert not [one for one in seen if b"a secret of ours" in one]


def test_without_chromium_its_name_is_in_the_error(monkeypatch, place):
    monkeypatch.delenv(CHROMIUM, raising=False)
    monkeypatch.setenv("PATH", str(place))
    with pytest.raises(InputError, match="Chromium is not installed") as error:
        render_page(PAGE)
    assert (error.value.code, error.value.exit_code) == ("chromium-missing", 3)
    assert CHROMIUM in error.value.hint
    assert list(place.iterdir()) == []


def test_a_chromium_that_is_not_where_it_should_be(monkeypatch):
    monkeypatch.setenv(CHROMIUM, "/nowhere/chromium")
    with pytest.raises(InputError, match=f"{CHROMIUM} names no program"):
        render_page(PAGE)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("exit 1", "Chromium did not start"),
        ("echo 'no such library' >&2; exit 1", "did not start .it said 'no such library'"),
        (NO_SANDBOX, "sandbox does not work"),
        ("head -c 20 <&3 >/dev/null; printf 'no json\\0' >&4", "Chromium did not start"),
    ],
)
def test_a_chromium_that_does_not_start(pretender, place, script, message):
    pretender(script)
    with pytest.raises(InputError, match=message):
        render_page(PAGE)
    assert [path.name for path in place.iterdir()] == ["pretender"]
    assert none_is_left(place)


def test_a_chromium_that_refuses_what_it_is_told(pretender):
    heard = "dd bs=65536 count=1 <&3 >/dev/null 2>&1"
    answers = ({"id": 1, "result": {}}, {"id": 2, "error": {"message": "no such command"}})
    said = [f"{heard}; printf '%s\\0' '{json.dumps(answer)}' >&4" for answer in answers]
    pretender("\n".join([*said, "cat <&3 >/dev/null"]))
    with pytest.raises(InputError, match="no such command"):
        render_page(PAGE)


def test_a_chromium_that_says_nothing(pretender, place, monkeypatch):
    monkeypatch.setattr(chromium_module, "START_SECONDS", 0.2)
    pretender("cat <&3 >/dev/null")
    with pytest.raises(InputError, match="did not start within"):
        render_page(PAGE)
    assert [path.name for path in place.iterdir()] == ["pretender"]
    assert none_is_left(place)


def test_the_sandbox_is_left_off_when_that_was_said(pretender, place, monkeypatch):
    pretender(f'echo "$@" >> {place}/started; {NO_SANDBOX}')
    place.chmod(0o777)
    monkeypatch.setenv(SANDBOX, "off")
    with pytest.raises(InputError):
        render_page(PAGE)
    (started,) = (place / "started").read_text().splitlines()
    assert "--no-sandbox" in started


@pytest.mark.parametrize("fetch", [True, False])
def test_only_a_page_at_hand_does_without_the_sandbox_where_it_does_not_work(
    pretender, place, fetch
):
    pretender(f'echo "$@" >> {place}/started; {NO_SANDBOX}')
    place.chmod(0o777)
    source = "http://shop.test/" if fetch else PAGE
    with pytest.raises(InputError, match="sandbox does not work"):
        render_page(source, options=PageOptions(fetch=fetch))
    started = (place / "started").read_text().splitlines()
    assert ["--no-sandbox" in line for line in started] == [False, True][: 2 - fetch]


def test_temporary_files_are_where_the_system_has_them(place):
    assert tempfile.gettempdir() == str(place)
