"""`ddj print`, `bind`, `state`, `mac`, `task` and `simulator` against a simulated platform."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ddjlayout.simulator.remote import RunningSimulator
from tests.cli.conftest import Ddj

Source = Callable[[str], str]
pytest_plugins = ["ddjlayout.simulator.pytest_plugin"]


@pytest.fixture
def env(ddj_simulator: RunningSimulator) -> dict[str, str]:
    return {
        "DDJ_APP_ID": ddj_simulator.app_id,
        "DDJ_APP_SECRET": ddj_simulator.app_secret,
        "DDJ_BASE_URL": ddj_simulator.url,
    }


def test_print_waits_for_the_paper(
    ddj: Ddj, source: Source, env: dict[str, str], ddj_simulator: RunningSimulator
) -> None:
    uuid = ddj_simulator.uuid()
    done = ddj("print", source("Text('谢谢惠顾')"), "--device", uuid, "--format", "json", env=env)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["result"] == "printed"
    preview = Image.open(BytesIO(ddj("preview", "order.py").stdout))
    paper = Image.open(BytesIO(ddj_simulator.paper(result["task"]).png()))
    assert paper.tobytes() == preview.tobytes()


def test_what_is_printed_is_said_even_where_the_answer_cannot_be_written(
    env: dict[str, str], ddj_simulator: RunningSimulator
) -> None:
    ddj = [sys.executable, "-m", "ddjlayout", "print", "takeaway", "--device", ddj_simulator.uuid()]
    full = ["bash", "-c", '"$@" >/dev/full', "bash", *ddj]
    done = subprocess.run(full, env=os.environ | env, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert re.search(rb"No space left on device \(the answer is: task \d+: printed\)", done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGINT")
def test_a_wait_that_is_stopped_names_the_task(
    env: dict[str, str], ddj_simulator: RunningSimulator
) -> None:
    uuid = ddj_simulator.uuid()
    ddj_simulator.set_device(uuid, state="paper_out")
    words = [sys.executable, "-m", "ddjlayout", "print", "takeaway", "--device", uuid]
    with subprocess.Popen(words, env=os.environ | env, stderr=subprocess.PIPE) as running:
        # the second call is the first question after the task: it is submitted then
        while len(ddj_simulator.journal()) < 2:
            with suppress(subprocess.TimeoutExpired):
                running.wait(0.05)
        running.send_signal(signal.SIGINT)
        assert running.stderr is not None
        said = running.stderr.read().decode()
        assert running.wait() == 9
    number = int(re.search(r"task (\d+) is submitted, whether it printed is not known", said)[1])
    assert ddj_simulator.task(number)["state"] == "pending"


def test_a_print_content_file_is_printed_as_it_is(
    ddj: Ddj, source: Source, env: dict[str, str], ddj_simulator: RunningSimulator
) -> None:
    ddj("compile", source("Text('谢谢')"), "-o", "a.json")
    done = ddj("print", "a.json", "--device", ddj_simulator.uuid(), "--no-wait", env=env)
    assert done.returncode == 0, done.stderr
    task = done.stdout.decode().split()[-1]
    done = ddj("task", task, "--format", "json", env=env)
    assert json.loads(done.stdout) == {"task": int(task), "state": 1, "name": "printed"}


def test_a_web_page_is_submitted_followed_and_reported(
    ddj: Ddj, env: dict[str, str], ddj_simulator: RunningSimulator
) -> None:
    ddj_simulator.settings(pages="stub")
    words = ("print", "--url", "https://example.com/r/17", "--device", ddj_simulator.uuid())
    done = ddj(*words, env=env)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(b": printed\n")


def test_bind_state_and_mac(ddj: Ddj, env: dict[str, str], ddj_simulator: RunningSimulator) -> None:
    uuid = ddj_simulator.uuid()
    assert json.loads(ddj("bind", uuid, "shop-17", "--format", "json", env=env).stdout)[
        "open_user_id"
    ]
    assert ddj("state", uuid, env=env).stdout == b"normal\n"
    ddj_simulator.set_device(uuid, state="paper_out")
    done = ddj("state", uuid, "--format", "json", env=env)
    assert json.loads(done.stdout) == {"state": 1, "name": "paper-out"}
    assert ddj("mac", uuid, env=env).returncode == 0


@pytest.mark.parametrize(
    ("state", "options", "code"),
    [("offline", [], 7), ("error", [], 8), ("paper_out", ["--timeout", "1"], 9)],
)
def test_what_did_not_print_has_an_exit_code(
    ddj: Ddj,
    source: Source,
    env: dict[str, str],
    ddj_simulator: RunningSimulator,
    state: str,
    options: list[str],
    code: int,
) -> None:
    uuid = ddj_simulator.uuid()
    ddj_simulator.set_device(uuid, state=state)
    done = ddj("print", source("Text('x')"), "--device", uuid, *options, env=env)
    assert done.returncode == code, done.stderr
    assert done.stdout == b""


def test_a_wrong_secret_is_refused_and_never_shown(
    ddj: Ddj, env: dict[str, str], ddj_simulator: RunningSimulator
) -> None:
    done = ddj("state", ddj_simulator.uuid(), env=env | {"DDJ_APP_SECRET": "not-the-secret"})
    assert done.returncode == 7
    assert b"1001" in done.stderr
    assert "验证签名错误".encode() in done.stderr
    assert b"not-the-secret" not in done.stderr


@pytest.mark.parametrize("words", [[], ["a.json", "--url", "https://a.cn"]])
def test_print_takes_one_thing(ddj: Ddj, env: dict[str, str], words: list[str]) -> None:
    done = ddj("print", *words, "--device", "0123456789abcdef", env=env)
    assert done.returncode == 2


def test_the_simulator_says_where_it_is(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ddjlayout", "simulator"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout is not None
        try:
            about = json.loads(process.stdout.readline())
        finally:
            process.terminate()
    assert {"url", "admin_url", "admin_token", "app_id", "app_secret", "devices"} <= set(about)
    assert about["app_id"] == "demo-app"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--url", "https://a.cn", "--data", "a.json", "--strict"],
            "a web page's address is sent as it is: --data, --strict would have no effect"
            " (leave them out)",
        ),
        (
            ["a.json", "--text", "auto"],
            "a PrintContent file is sent as it is: --text would have no effect (leave it out)",
        ),
        (
            ["a.json", "--profile", "D1", "--unencodable", "error"],
            "a PrintContent file is sent as it is: --profile, --unencodable would have no effect"
            " (leave them out)",
        ),
        (
            ["takeaway", "--timeout", "120", "--no-wait"],
            "with --no-wait the task is not followed: --timeout would have no effect"
            " (leave one of them out)",
        ),
    ],
)
def test_print_refuses_options_without_effect(
    ddj: Ddj, env: dict[str, str], words: list[str], said: str
) -> None:
    done = ddj("print", *words, "--device", "0123456789abcdef", env=env)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"error: {said}\n"


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_a_port_that_is_none_is_a_wrong_use(ddj: Ddj, port: str) -> None:
    done = ddj("simulator", "--port", port)
    assert done.returncode == 2
    assert b"Invalid value for '--port'" in done.stderr


def test_demo(ddj: Ddj, tmp_path: Path) -> None:
    done = ddj("demo", "--out", "deep/demo")
    assert done.returncode == 0, done.stderr
    assert b"equal dot for dot" in done.stdout
    folder = tmp_path / "deep/demo"
    one, two = (
        Image.open(BytesIO((folder / name).read_bytes())) for name in ("preview.png", "paper.png")
    )
    assert (one.mode, one.width, one.tobytes()) == ("1", 384, two.tobytes())
    assert json.loads((folder / "print_content.json").read_text())
