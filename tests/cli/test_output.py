"""Where results go: files, links, pipes, devices, and what cannot be written."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ddjlayout.cli.output import writing
from tests.cli.conftest import Ddj

Source = Callable[[str], str]
DDJ = (sys.executable, "-m", "ddjlayout")


def test_a_link_stays_one_and_its_file_is_written(ddj: Ddj, source: Source, tmp_path: Path) -> None:
    name = source("Text('谢谢')")
    (tmp_path / "far").mkdir()
    for target in ("far/there.json", "far/not-yet.json"):
        (tmp_path / "far/there.json").write_text("before")
        (tmp_path / "link.json").unlink(missing_ok=True)
        (tmp_path / "link.json").symlink_to(target)
        done = ddj("compile", name, "-o", "link.json")
        assert (done.returncode, done.stderr) == (0, b"")
        assert (tmp_path / "link.json").is_symlink()
        assert len(json.loads((tmp_path / target).read_text())) == 1
    assert sorted(path.name for path in (tmp_path / "far").iterdir()) == [
        "not-yet.json",
        "there.json",
    ]


def test_a_pipe_with_a_name_is_written_through(ddj: Ddj, source: Source, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_bytes)
        done = ddj("compile", source("Text('谢谢')"), "-o", "pipe")
        assert (done.returncode, done.stderr) == (0, b"")
        assert pipe.is_fifo()
        assert len(json.loads(read.result())) == 1


def test_a_device_is_written_through(ddj: Ddj, source: Source, tmp_path: Path) -> None:
    (tmp_path / "content.json").write_bytes(ddj("compile", source("Text('abc')")).stdout)
    ours, theirs = os.openpty()
    device = os.ttyname(theirs)
    done = ddj("decode", "content.json", "-o", device)
    assert (done.returncode, done.stderr) == (0, b"")
    assert os.read(ours, 100) == b"abc\r\n"
    assert Path(device).is_char_device()
    os.close(ours)
    os.close(theirs)


def test_standard_output_by_its_name_is_no_file_to_replace(source: Source, tmp_path: Path) -> None:
    command = [*DDJ, "compile", source("Text('x')"), "-o", "/dev/stdout"]
    with (tmp_path / "log").open("wb", 0) as log:
        log.write(b"before\n")
        subprocess.run(command, stdout=log, cwd=tmp_path, check=True)
    assert (tmp_path / "log").read_bytes().startswith(b"before\n[{")


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (
            "no/out.json",
            "no/out.json: cannot write it: No such file or directory (make its folder first)",
        ),
        (".", ".: cannot write it: Is a directory"),
        ("order.py/out.json", "order.py/out.json: cannot write it: Not a directory"),
        ("round", "round: cannot write it: Too many levels of symbolic links"),
    ],
)
def test_what_cannot_be_opened(
    ddj: Ddj, source: Source, tmp_path: Path, output: str, said: str
) -> None:
    (tmp_path / "round").symlink_to("round")
    done = ddj("compile", source("Text('x')"), "-o", output)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode() == f"error: {said}\n"


@pytest.mark.parametrize("words", [(), ("--jobs", "1")])
def test_a_full_disk_leaves_what_was_there(
    source: Source, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "out.json").write_text("before")
    command = [*DDJ, "compile", source("Text('x')"), "--data", "-", *words, "-o", "out.json"]
    limited = ["bash", "-c", 'ulimit -f 0; exec "$@"', "bash", *command]
    done = subprocess.run(limited, input=b"{}\n", capture_output=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (
        3,
        b"error: out.json: cannot write it: File too large\n",
    )
    assert (tmp_path / "out.json").read_text() == "before"
    assert not list(tmp_path.glob(".ddj-*"))


def test_standard_output_that_is_full_or_closed(source: Source, tmp_path: Path) -> None:
    command = [*DDJ, "compile", source("Text('x')")]
    for shell, said in ((">/dev/full", b"No space left on device"), (">&-", b"it is closed")):
        words = ["bash", "-c", f'"$@" {shell}', "bash", *command]
        done = subprocess.run(words, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
        assert done.returncode == 3
        assert done.stderr == b"error: standard output: cannot write it: " + said + b"\n"


ANSWERS = [
    ("completion", "bash"),
    ("check", "order.py"),
    ("check", "order.py", "--format", "json"),
    ("demo", "--out", "demo"),
    ("simulator",),
    ("--help",),
    ("--version",),
    ("check", "--help"),
]


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_an_answer_that_cannot_be_written(
    source: Source, tmp_path: Path, words: tuple[str, ...]
) -> None:
    source("Text('x ' * 40, max_lines=1)")
    full = ["bash", "-c", '"$@" >/dev/full', "bash", *DDJ, *words]
    done = subprocess.run(full, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
    assert done.returncode == 3
    said = "error: standard output: cannot write it: No space left on device"
    assert done.stderr.decode().startswith(said)
    assert done.stderr.count(b"\n") == 1


def test_an_answer_that_has_nowhere_to_go_is_in_the_error(source: Source, tmp_path: Path) -> None:
    check = [*DDJ, "check", source("Text('x')"), "--format", "json"]
    closed = ["bash", "-c", '"$@" >&-', "bash", *check]
    done = subprocess.run(closed, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
    assert done.returncode == 3
    said = "standard output: cannot write it: it is closed (the answer is: nothing to report)"
    assert done.stderr.decode() == f"error: {said}\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("compile", "order.py"), 3),  # its warning cannot be shown
        (("compile", "missing.py"), 3),
        (("compile", "--nothing"), 2),
        (("check", "order.py"), 10),  # has nothing to say there
    ],
)
def test_standard_error_that_is_full(
    source: Source, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    source("Text('x ' * 40, max_lines=1)")
    full = ["bash", "-c", '"$@" 2>/dev/full', "bash", *DDJ, *words]
    done = subprocess.run(full, stdout=subprocess.DEVNULL, cwd=tmp_path, check=False)
    assert done.returncode == code


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_an_answer_that_nobody_reads(
    source: Source, tmp_path: Path, words: tuple[str, ...]
) -> None:
    source("Text('x ' * 40, max_lines=1)")
    ours, theirs = os.pipe()
    os.close(ours)
    command = [*DDJ, *words]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (141, b"")


def test_nobody_who_reads_on_is_no_bug(source: Source, tmp_path: Path) -> None:
    name = source("Text('x ' * 40, max_lines=1)")
    ours, theirs = os.pipe()
    os.close(ours)
    command = [*DDJ, "compile", name]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
    assert (done.returncode, b"bug" in done.stderr) == (141, False)
    (tmp_path / "out.jsonl").write_text("before")
    batch = [*command, "--data", "-", "--jobs", "1", "-o", "out.jsonl"]
    done = subprocess.run(batch, input=b"{}\n", stderr=theirs, cwd=tmp_path, check=False)
    assert done.returncode == 141
    assert (tmp_path / "out.jsonl").read_text() == "before"
    os.close(theirs)


def test_data_that_cannot_be_read_on_is_not_blamed_on_the_output(ddj: Ddj, source: Source) -> None:
    words = ("compile", source("Text('x')"), "--data", "/proc/self/mem", "--jobs", "1")
    done = ddj(*words, "-o", "out.jsonl")
    assert done.returncode == 3
    said = "error: /proc/self/mem: cannot read the data: Input/output error\n"
    assert done.stderr.decode() == said


@pytest.mark.parametrize("output", [None, "out"])
def test_the_callers_own_fault_passes_through(tmp_path: Path, output: str | None) -> None:
    with pytest.raises(OSError, match="of its own"), writing(output and str(tmp_path / output)):
        raise OSError("of its own")
    assert list(tmp_path.iterdir()) == []
