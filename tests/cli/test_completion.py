"""What a shell completes, asked as its script asks, and in a bash of its own."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import click
import pytest

from ddjlayout.cli.main import ddj as group
from tests.cli.conftest import Ddj

CONTEXT = click.Context(group)


def completed(ddj: Ddj, line: str) -> list[str]:
    """Return what bash is told about the last word of a line."""
    words = line.split(" ")
    env = {
        "_DDJ_COMPLETE": "bash_complete",
        "COMP_WORDS": "\n".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    done = ddj(env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().split()


@pytest.mark.parametrize("command", ["check", "compile", "preview", "print"])
def test_a_source_is_a_sample_or_a_file(ddj: Ddj, command: str) -> None:
    assert completed(ddj, f"ddj {command} ta") == ["plain,takeaway"]
    assert completed(ddj, f"ddj {command} or") == ["file,or"]
    assert completed(ddj, f"ddj {command} ./ta") == ["file,./ta"]


def test_samples_do_not_hide_the_files_beside_them(ddj: Ddj, tmp_path: Path) -> None:
    (tmp_path / "table.py").touch()
    (tmp_path / "tables").mkdir()
    (tmp_path / "t\n.py").touch()
    (tmp_path / ".hidden").touch()
    found = ["plain,takeaway", "plain,table.py", "plain,tables/"]
    assert completed(ddj, "ddj preview ta") == found
    assert completed(ddj, "ddj preview ") == ["plain,kitchen", "plain,retail", *found]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("ddj compile order.py --data or", ["file,or"]),
        ("ddj preview order.py -o o", ["file,o"]),
        ("ddj decode p", ["file,p"]),
        ("ddj simulator --config c", ["file,c"]),
        ("ddj demo --out d", ["dir,d"]),
        ("ddj preview --profile d", ["plain,D1", "plain,D2"]),
        ("ddj preview --profile D2", ["plain,D2"]),
        ("ddj check --text na", ["plain,native"]),
        ("ddj comp", ["plain,compile", "plain,completion"]),
        ("ddj prnt ch", ["plain,check"]),
    ],
)
def test_words_that_are_completed(ddj: Ddj, line: str, found: list[str]) -> None:
    assert completed(ddj, line) == found


@pytest.mark.parametrize("name", group.list_commands(CONTEXT))  # type: ignore[attr-defined]
def test_every_word_that_names_a_file_is_completed(name: str) -> None:
    command = group.get_command(CONTEXT, name)  # type: ignore[attr-defined]
    for word in command.params:
        kind = {"FILE": "file", "FILE|-": "file", "DIR": "dir"}.get(word.metavar)
        if kind:
            (item,) = word.shell_complete(click.Context(command), "x")
            assert (item.type, item.value) == (kind, "x")


def test_bash_completes_what_is_typed(ddj: Ddj, tmp_path: Path) -> None:
    (tmp_path / "my order.json").touch()
    (tmp_path / "bin").mkdir()
    stub = tmp_path / "bin/ddj"
    stub.write_text(
        f'#!/bin/sh\n[ -z "$_DDJ_COMPLETE" ] || exec "{sys.executable}" -m ddjlayout\n'
        'printf "%s\\n" "$@" > typed\n'
    )
    stub.chmod(0o755)
    script = ddj("completion", "bash").stdout
    (tmp_path / "rc").write_bytes(b"PS1='ready> '\n" + script)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["bash", "--noprofile", "--rcfile", "rc", "-i"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=tmp_path,
        env={**os.environ, "TERM": "dumb", "PATH": f"{tmp_path}/bin:{os.environ['PATH']}"},
        start_new_session=True,
    ) as shell:
        os.close(theirs)
        until(ours, b"ready> ")
        os.write(ours, b"ddj prev\ttak\t--data my\t--prof\td\t1\n")
        until(ours, b"ready> ")
        os.write(ours, b"exit\n")
        assert shell.wait() == 0
    os.close(ours)
    typed = (tmp_path / "typed").read_text().splitlines()
    assert typed == ["preview", "takeaway", "--data", "my order.json", "--profile", "D1"]


def until(terminal: int, end: bytes) -> None:
    """Read what a terminal shows up to an end."""
    shown = b""
    while end not in shown:
        shown += os.read(terminal, 1 << 16)
