"""What `--format json` prints when a command fails: JSON, with the exit code it has without."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ddjlayout.simulator.remote import RunningSimulator
from tests.cli.conftest import Ddj

Source = Callable[[str], str]
pytest_plugins = ["ddjlayout.simulator.pytest_plugin"]
UUID = "0123456789abcdef"


def only(done: "subprocess.CompletedProcess[bytes]") -> dict[str, Any]:
    """Return the one diagnostic of a failure."""
    assert done.stdout.count(b"\n") == 1
    answer = json.loads(done.stdout)
    (diagnostic,) = answer.pop("diagnostics")
    assert answer == {"errors": 1, "warnings": 0, "infos": 0}
    assert list(diagnostic) == ["level", "code", "path", "message", "hint"]
    assert diagnostic["level"] == "error"
    return dict(diagnostic)


@pytest.mark.parametrize(
    ("expression", "words", "code", "name", "place", "said"),
    [
        ("1", ["missing.py"], 3, "input", "", "no source file missing.py"),
        ("1", [], 2, "usage", "", "no SOURCE"),
        ("1", ["order.py", "--data", "none.json"], 3, "input", "", "cannot read the data none"),
        ("1", ["order.py", "--data", "order.py"], 3, "input", "order.py:1:1", "the data is no"),
        ("1", ["order.py", "--profile", "D9"], 2, "field-value", "", "no profile 'D9'"),
        ("1 / 0", ["order.py"], 3, "input", "order.py:3", "receipt() raised ZeroDivisionError"),
        ("Text(size='x')", ["order.py"], 2, "field-value", "order.py:3", "no size 'x'"),
    ],
)
def test_what_check_cannot_check(
    ddj: Ddj,
    source: Source,
    expression: str,
    words: list[str],
    code: int,
    name: str,
    place: str,
    said: str,
) -> None:
    source(expression)
    plain, done = ddj("check", *words), ddj("check", *words, "--format", "json")
    assert (plain.returncode, plain.stdout) == (code, b"")
    # who looks on sees the same as without
    assert (done.returncode, done.stderr) == (code, plain.stderr)
    told = only(done)
    assert (told["code"], told["path"]) == (name, place)
    assert told["message"].startswith(said)


@pytest.mark.parametrize("command", ["print", "bind", "state", "mac", "task"])
def test_every_command_that_has_json(ddj: Ddj, command: str) -> None:
    words = {
        "print": ("takeaway", "--device", UUID),
        "bind": (UUID, "shop"),
        "task": ("1024",),
    }.get(command, (UUID,))
    told = only(done := ddj(command, *words, "--format", "json"))
    assert (done.returncode, told["code"], told["path"]) == (2, "usage", "credentials")
    assert told["message"] == "no app_id was given"
    assert "DDJ_APP_ID" in told["hint"]


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--format", "json", "--nothing"),
        ("check", "--nothing", "--format=json"),
        ("check", "--format", "json", "--data"),
        ("check", "a", "b", "c", "--format", "json"),
        ("check", "--text", "none", "--format", "json"),
        ("task", "none", "--format", "json"),
        ("print", "--format", "json"),
    ],
    ids=" ".join,
)
def test_words_that_a_command_does_not_take(ddj: Ddj, words: tuple[str, ...]) -> None:
    told = only(done := ddj(*words))
    assert (done.returncode, told["code"]) == (2, "usage")
    assert told["message"] in done.stderr.decode()
    assert told["hint"] == f"ddj {words[0]} --help"


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--nothing"),
        ("check", "--nothing", "--", "--format", "json"),
        ("check", "--format", "json", "--format", "text", "--nothing"),
        ("check", "--format", "xml"),
        ("compile", "--format", "json"),
    ],
    ids=" ".join,
)
def test_no_json_where_none_was_asked_for(ddj: Ddj, words: tuple[str, ...]) -> None:
    done = ddj(*words)
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize(
    ("state", "options", "code", "name"),
    [
        ("offline", [], 7, "1010"),
        ("error", [], 8, "failed"),
        ("paper_out", ["--timeout", "1"], 9, "unknown"),
    ],
)
def test_what_did_not_print(
    ddj: Ddj,
    ddj_simulator: RunningSimulator,
    state: str,
    options: list[str],
    code: int,
    name: str,
) -> None:
    uuid = ddj_simulator.uuid()
    ddj_simulator.set_device(uuid, state=state)
    env = {
        "DDJ_APP_ID": ddj_simulator.app_id,
        "DDJ_APP_SECRET": ddj_simulator.app_secret,
        "DDJ_BASE_URL": ddj_simulator.url,
    }
    words = ("print", "takeaway", "--device", uuid, "--format", "json", *options)
    told = only(done := ddj(*words, env=env))
    assert (done.returncode, told["code"]) == (code, name)
    assert told["message"] in done.stderr.decode()


def test_where_no_json_can_be_written_the_error_is_said(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "ddjlayout", "check", "missing.py", "--format", "json"]
    full = ["bash", "-c", '"$@" >/dev/full', "bash", *words]
    done = subprocess.run(full, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith(b"error: no source file missing.py")
    assert done.stderr.count(b"\n") == 1
