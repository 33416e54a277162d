"""What `--help` says: the exit codes, and every argument and option of the commands."""

import re
import subprocess
import sys

import click
import pytest

from ddjlayout import errors
from ddjlayout.cli.main import EXIT_CODES
from ddjlayout.cli.main import ddj as group
from tests.cli.conftest import Ddj

ROW = re.compile(r"(?:^|  )(\d+) (\S.*?)(?=  |$)", re.M)


def test_every_exit_code_has_a_row(ddj: Ddj) -> None:
    shown = ddj("--help").stdout.decode()
    rows = {int(code): text for code, text in ROW.findall(shown[shown.index("Exit codes:") :])}
    raised = {kind.exit_code for kind in errors.DdjError.__subclasses__()}
    assert sorted(rows) == sorted({0, 1, 10} | raised)
    assert rows[5] == "template (not used yet)"
    assert max(map(len, EXIT_CODES.splitlines())) <= 80


WITHOUT_THE_EXTRA = """
import sys
sys.modules["starlette"] = sys.modules["uvicorn"] = None
from ddjlayout.cli import main
main()
"""


def without_the_extra(*words: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-c", WITHOUT_THE_EXTRA, *words]
    return subprocess.run(command, capture_output=True, check=False)


def test_help_needs_no_extra() -> None:
    done = without_the_extra("--help")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"  simulator " in done.stdout
    assert without_the_extra("simulator", "--help").returncode == 0


@pytest.mark.parametrize("words", [("simulator",), ("demo", "--out", "demo")])
def test_a_command_names_the_extra_it_needs(words: tuple[str, ...]) -> None:
    done = without_the_extra(*words)
    assert (done.returncode, done.stdout) == (2, b"")
    said = "error: the simulator is not installed (pip install 'ddjlayout[simulator]')\n"
    assert done.stderr.decode() == said


CONTEXT = click.Context(group)
COMMANDS = group.list_commands(CONTEXT)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_an_example_and_explains_its_words(ddj: Ddj, name: str) -> None:
    done = ddj(name, "--help")
    assert done.returncode == 0
    usage, told = done.stdout.decode().split("\n\n", 1)
    about, options = told.split("Options:")
    assert f"Example:\n    ddj {name}" in about
    command = group.get_command(CONTEXT, name)  # type: ignore[attr-defined]
    for word in command.params:
        if isinstance(word, click.Argument):
            shown = word.metavar or word.human_readable_name
            assert shown in usage or word.type.name == "choice"
            assert re.search(rf"\b{word.human_readable_name.partition('|')[0]}\b", about)
        else:
            assert word.help
            assert word.opts[-1] in options


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("print", "[default: 120.0; x>=1]"),
        ("print", "[default: wait]"),
        ("simulator", "[default: 0; 0<=x<=65535]"),
    ],
)
def test_defaults_are_shown(ddj: Ddj, name: str, shown: str) -> None:
    assert shown in " ".join(ddj(name, "--help").stdout.decode().split())
