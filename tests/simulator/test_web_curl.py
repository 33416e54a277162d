"""A call as a shell command: run by a real shell, with a real curl."""

import json
import os
import shutil
import stat
import subprocess
import time
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ddjlayout.simulator.web import curl
from tests.simulator.calling import D1, D2, signed

needs_shell = pytest.mark.skipif(
    not all(shutil.which(name) for name in ("sh", "openssl", "base64", "od")),
    reason="needs a POSIX shell and openssl",
)
needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")


def run(command: str, secret: str | None = "demo-secret", path: str = "") -> str:
    environment = {"PATH": f"{path}{os.environ['PATH']}"}
    if secret is not None:
        environment["APP_SECRET"] = secret
    done = subprocess.run(
        ["sh", "-s"], input=command, env=environment, capture_output=True, text=True, timeout=30
    )
    return done.stdout if done.returncode == 0 else f"failed: {done.stderr}"


def command(caller, number: int) -> str:
    status, text = caller.admin("GET", f"/journal/{number}/curl")
    assert status == 200
    return text.decode()


@needs_shell
@needs_curl
def test_a_command_prints_the_same_again(caller, ddj_simulator):
    job = caller.job('it\'s "quoted" $(date) `date` \\n 你好')
    caller.call("printcontent2", job)
    text = command(caller, 1)
    assert "demo-secret" not in text
    assert json.loads(run(text))["Code"] == 200
    assert ddj_simulator.printed(job["PrintContent"])["prints"] == 2


@needs_shell
@needs_curl
@pytest.mark.parametrize("frozen", [False, True])
def test_a_command_tells_the_time_of_the_simulators_clock(caller, ddj_simulator, frozen):
    if frozen:
        ddj_simulator.freeze()
    ddj_simulator.advance(100_000)
    caller.call("getdevicestate", {"Uuid": D1})
    assert json.loads(run(command(caller, 1)))["Code"] == 200


@needs_shell
@needs_curl
@pytest.mark.parametrize("size", [10, 300_000])
def test_a_long_body_is_sent_whole(caller, ddj_simulator, size):
    job = {**caller.job("long"), "Note": "x" * size}
    caller.call("printcontent2", job)
    assert json.loads(run(command(caller, 1)))["Code"] == 200
    assert ddj_simulator.printed(job["PrintContent"])["prints"] == 2


QUERIES = {
    "&version=2&empty=&bare": "&version=2&empty=&bare",
    "&a%20b=%E4%BD%A0&plus=a+b": "&a%20b=%E4%BD%A0&plus=a+b",
    "&list[0]={x,y}&glob=[1-9]": "&list%5B0%5D=%7Bx,y%7D&glob=%5B1-9%5D",
    "&quote='$(date)`date`\"": "&quote='$(date)%60date%60%22",
}


@needs_shell
@needs_curl
@pytest.mark.parametrize("query", QUERIES)
def test_a_command_keeps_what_else_was_in_the_query(caller, query):
    target = f"/home/getdevicestate?{signed(time.time())}{query}"
    caller.raw("POST", target, json.dumps({"Uuid": D1}).encode())
    assert json.loads(run(command(caller, 1)))["Code"] == 200
    first, again = (entry["query"] for entry in caller.simulator.journal())
    assert QUERIES[query] in again
    assert "nonce=[hidden]" in again
    assert sorted(parse_qsl(first, keep_blank_values=True)) == sorted(
        (name, dict(parse_qsl(first))[name] if name == "timestamp" else value)
        for name, value in parse_qsl(again, keep_blank_values=True)
    )


@needs_shell
@needs_curl
@pytest.mark.parametrize("content_type", ["", "text/plain; charset=utf-8"])
def test_a_command_sends_the_content_type_of_the_call(caller, content_type):
    target = f"/home/getdevicestate?{signed(time.time())}"
    headers = {"Content-Type": content_type}
    caller.raw("POST", target, json.dumps({"Uuid": D1}).encode(), **headers)
    assert json.loads(run(command(caller, 1)))["Code"] == 200
    sent = [caller.simulator.entry(number)["content_type"] for number in (1, 2)]
    assert sent == [content_type, content_type]


def test_a_secret_in_the_query_is_not_in_the_command(caller):
    query = "&appsecret=demo-secret&note=demo-secret"
    caller.raw("POST", f"/home/getdevicestate?{signed(time.time())}{query}", b"{}")
    text = command(caller, 1)
    assert "demo-secret" not in text
    assert "hidden" not in text


@needs_shell
@needs_curl
@pytest.mark.parametrize("uuid", [D1, D2])
def test_the_sample_prints_a_line(caller, ddj_simulator, uuid):
    status, text = caller.admin("GET", f"/devices/{uuid}/curl")
    assert status == 200
    task = json.loads(run(text.decode()))["TaskId"]
    assert ddj_simulator.paper(task).height == 48
    assert ddj_simulator.entry(1)["items"][0]["text"] == "Hello 你好\n"
    assert ddj_simulator.entry(1)["deviations"] == []


@needs_shell
def test_without_the_secret_nothing_is_sent(caller):
    caller.print()
    assert "set it to the secret" in run(command(caller, 1), secret=None)
    assert caller.simulator.journal()[-1]["number"] == 1


def test_what_is_not_there_has_no_command(caller):
    assert caller.admin("GET", "/journal/1/curl")[0] == 404
    assert caller.admin("GET", "/devices/no/curl")[0] == 404


@pytest.fixture
def recorder(tmp_path):
    """A folder with a `curl` that writes down its arguments and its standard input."""
    script = tmp_path / "curl"
    script.write_text(
        "#!/bin/sh\n"
        'for argument; do printf "%s\\0" "$argument"; done > "$(dirname "$0")/arguments"\n'
        'case "$*" in *"--data-binary @-"*) cat > "$(dirname "$0")/body";; esac\n'
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return tmp_path


@needs_shell
@given(
    path=st.text(max_size=8),
    query=st.text(st.characters(max_codepoint=255), max_size=8),
    app_id=st.text(max_size=8),
    content_type=st.text(max_size=12),
    method=st.sampled_from(["POST", "GET", "$(x)", "a'b"]),
    body=st.one_of(st.binary(max_size=40), st.text(max_size=40).map(str.encode)),
)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nothing_in_a_call_gets_out_of_its_quotes(
    desk, recorder, path, query, app_id, content_type, method, body
):
    entry = desk.simulator.open(method, "/" + path, query)
    entry.app_id, entry.content_type, entry.raw = app_id, content_type, body
    text = curl.again(desk.simulator, "http://127.0.0.1:1", entry)
    assert all(char.isprintable() or char in "\n\u3000" for char in text)
    assert run(text, path=f"{recorder}:") == ""
    arguments = (recorder / "arguments").read_bytes().split(b"\0")[:-1]
    assert arguments[0] == b"-sS"
    assert arguments[1].startswith(b"http://127.0.0.1:1/")
    if b"--data-raw" in arguments:
        assert arguments[arguments.index(b"--data-raw") + 1] == body
    else:
        assert (recorder / "body").read_bytes() == body
    if b"-X" in arguments:
        assert arguments[arguments.index(b"-X") + 1] == method.encode()
    given = [a for a in arguments if a.startswith(b"Content-Type:")]
    assert given in ([b"Content-Type:"], [f"Content-Type: {content_type}".rstrip().encode()])
    assert not set(b"[]{}") & set(arguments[1])
    known = {"-sS", "-X", "-H", "--data-raw", "--data-binary", "@-", method}
    others = [a for a in arguments if a.decode() not in known and a not in given and a != body]
    assert len(others) == 1
