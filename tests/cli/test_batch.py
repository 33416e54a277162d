"""`ddj compile --jobs`: a JSON Lines file in, a line out for every order, in order."""

import json
import os
import pty
import signal
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest

from ddjlayout.cli import batch, jsonl
from tests.cli.conftest import Ddj

Source = Callable[[str], str]
BY_NUMBER = "Column(Text('单号 ', str(data['no'])), Rule())"


def orders(numbers: "range | list[int]") -> bytes:
    return b"".join(b'{"no": %d}\n' % number for number in numbers)


def first_text(line: bytes) -> str:
    return b64decode(json.loads(line)[0]["BaseText"]).decode("gbk").split("\n")[0]


@pytest.mark.parametrize("jobs", ["1", "2", "3"])
def test_every_order_becomes_a_line_in_its_place(
    ddj: Ddj, source: Source, tmp_path: Path, jobs: str
) -> None:
    name = source(BY_NUMBER)
    (tmp_path / "orders.jsonl").write_bytes(orders(range(150)))
    done = ddj("compile", name, "--data", "orders.jsonl", "--jobs", jobs, "-o", "out.jsonl")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    assert [first_text(line) for line in lines] == [f"单号 {n}" for n in range(150)]


def test_a_line_is_what_compile_writes_for_that_order_alone(ddj: Ddj, source: Source) -> None:
    name = source(
        "Column(Text(data['no']), Barcode(data['no']), QRCode('https://a.cn/' + data['no']))"
    )
    given = [b'{"no": "D%d"}' % n for n in (17, 18, 19)]
    together = ddj("compile", name, "--data", "-", "--jobs", "2", stdin=b"\n".join(given))
    alone = b"".join(ddj("compile", name, "--data", "-", stdin=each).stdout for each in given)
    assert together.stdout == alone


def test_bad_orders_are_reported_in_their_lines_and_cost_no_other(
    ddj: Ddj, source: Source, tmp_path: Path
) -> None:
    name = source("Text(data['no'], wrap=False) if data['no'] else Column()")
    given = [b'{"no": "a"}', b'{"no": ', b"\xff\xfe", b'{"on": 1}', b'{"no": ""}', b'{"no": "b"}']
    (tmp_path / "o.jsonl").write_bytes(b"\n".join(given) + b"\n")
    done = ddj("compile", name, "--data", "o.jsonl", "--jobs", "2", "-o", "out.jsonl")
    assert done.returncode == 3
    assert b"4 of 6 orders failed, the first on line 2: o.jsonl:2:8" in done.stderr
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    assert [first_text(lines[n]) for n in (0, 5)] == ["a", "b"]
    failed = [json.loads(line) for line in lines[1:5]]
    assert [sorted(each) for each in failed] == [["error", "line"]] * 4
    assert [each["line"] for each in failed] == [2, 3, 4, 5]
    assert "not JSON" in failed[0]["error"]
    assert "o.jsonl:3: the data is not UTF-8" in failed[1]["error"]
    assert "order.py:3: receipt() raised KeyError" in failed[2]["error"]
    assert "prints nothing" in failed[3]["error"]


def test_numbers_that_nobody_can_print_cost_their_line_alone(ddj: Ddj, source: Source) -> None:
    given = b'{"no": 1}\n{"no": 1e999}\n{"no": NaN}\n{"no": 1.5e3}\n'
    done = ddj("compile", source(BY_NUMBER), "--data", "-", "--jobs", "2", stdin=given)
    assert done.returncode == 3
    first, large, none, last = done.stdout.splitlines()
    assert [first_text(first), first_text(last)] == ["单号 1", "单号 1500.0"]
    said = "the data has a number beyond 1.8e308: '1e999' (write it as text, or null)"
    assert json.loads(large) == {"error": f"standard input:2: {said}", "line": 2}
    assert json.loads(none)["error"].startswith("standard input:3: the data is not JSON: NaN is")


def test_the_first_failure_gives_the_exit_code(ddj: Ddj, source: Source) -> None:
    name = source("Column()")
    done = ddj("compile", name, "--data", "-", "--jobs", "2", stdin=b"{}\n{]\n")
    assert done.returncode == 4
    assert [json.loads(line)["line"] for line in done.stdout.splitlines()] == [1, 2]


def test_empty_lines_are_no_orders_and_a_byte_order_mark_is_none_of_the_data(
    ddj: Ddj, source: Source
) -> None:
    given = b'\xef\xbb\xbf{"no": 1}\r\n\n  \n{"no": 2}'
    done = ddj("compile", source(BY_NUMBER), "--data", "-", "--jobs", "2", stdin=given)
    assert [first_text(line) for line in done.stdout.splitlines()] == ["单号 1", "单号 2"]
    done = ddj("compile", "order.py", "--data", "-", "--jobs", "2", stdin=b"\n")
    assert (done.returncode, done.stdout) == (0, b"")


def test_a_line_that_is_too_long_is_one_failure(ddj: Ddj, source: Source) -> None:
    long = b'{"no": "%s"}\n' % (b"x" * (jsonl.MAX_LINE + 10))
    done = ddj(
        *("compile", source(BY_NUMBER), "--data", "-", "--jobs", "2"),
        stdin=orders([1]) + long + orders([2]),
    )
    first, second, third = done.stdout.splitlines()
    assert [first_text(first), first_text(third)] == ["单号 1", "单号 2"]
    assert json.loads(second) == {"error": "the line has more than 4 MiB", "line": 2}
    assert done.returncode == 3


def test_what_cannot_begin_leaves_what_was_there(ddj: Ddj, source: Source, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("before")
    (tmp_path / "o.jsonl").write_bytes(orders([1]))
    end = ("--jobs", "2", "-o", "out.jsonl")
    (tmp_path / "broken.py").write_text("def receipt(data:\n")
    for words, code, said in (
        (("broken.py", "--data", "o.jsonl"), 3, "broken.py:1"),
        (("missing.py", "--data", "o.jsonl"), 3, "no source file"),
        ((source(BY_NUMBER), "--data", "no.jsonl"), 3, "no.jsonl: cannot read the data"),
        ((source(BY_NUMBER),), 2, "--jobs needs a SOURCE and --data"),
        ((source(BY_NUMBER), "--data", "o.jsonl", "--jobs", "0"), 2, "1<=x<=64"),
    ):
        done = ddj("compile", *(words if "--jobs" in words else (*words, *end)))
        assert done.returncode == code
        assert said in done.stderr.decode()
        assert (tmp_path / "out.jsonl").read_text() == "before"
    assert not list(tmp_path.glob(".ddj-*"))


def test_warnings_name_their_line(ddj: Ddj, source: Source) -> None:
    name = source("Text(data['t'], max_lines=1)")
    given = b'{"t": "a"}\n{"t": "%s"}\n' % (b"ab " * 20)
    done = ddj("compile", name, "--data", "-", "--jobs", "2", stdin=given)
    assert done.returncode == 0
    assert done.stderr.startswith(b"line 2: warning: receipt")
    assert b"[text-cut]" in done.stderr


def test_a_worker_that_dies_ends_the_command_and_keeps_what_was_there(
    ddj: Ddj, source: Source, tmp_path: Path
) -> None:
    name = source("__import__('os')._exit(7) if data['no'] == 40 else Text(str(data['no']))")
    (tmp_path / "out.jsonl").write_text("before")
    given = orders(range(60))
    done = ddj("compile", name, "--data", "-", "--jobs", "2", "-o", "out.jsonl", stdin=given)
    assert done.returncode == 1
    assert b"a worker process ended" in done.stderr
    assert (tmp_path / "out.jsonl").read_text() == "before"


def test_a_bug_of_ours_costs_one_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "s.py").write_text(
        "class E:\n"
        "    def measure(self, cx): raise ZeroDivisionError(NAMES)\n"
        "    layout = lambda self, cx, width: self.measure(cx)\n"
        "def receipt(data): return E() if data else 'fine'\n"
        "NAMES = '北京市朝阳区建国路一号院张三先生收' * 20\n"
    )
    monkeypatch.chdir(tmp_path)
    task = batch.Task(Path("s.py"), "-", "D1", batch.Options())
    bad, good = batch.compile_lines(task, [jsonl.Line(1, b"1"), jsonl.Line(2, b"0")])
    assert bad.exit_code == 1
    assert json.loads(bad.written)["error"] == (
        "s.py:2: a bug of ddjlayout, please report it:"
        " ZeroDivisionError: '北京市朝阳区建国路一号院张三先生…' at s.py:2"
    )
    assert good.exit_code == 3  # a string is no element


def test_of_what_a_source_says_of_an_order_little_is_written(ddj: Ddj, source: Source) -> None:
    name = source("int(data['no']) or Feed()")
    secret = "北京市朝阳区建国路一号院张三先生收"
    given = json.dumps({"no": secret}).encode() + b"\n{}\n"
    done = ddj("compile", name, "--data", "-", "--jobs", "1", stdin=given)
    said = [json.loads(line)["error"] for line in done.stdout.splitlines()]
    assert said == [
        "order.py:3: receipt() raised ValueError: 'invalid literal …'",
        "order.py:3: receipt() raised KeyError: 'no'",
    ]
    assert said[0] in done.stderr.decode()


def test_the_input_is_read_as_it_is_needed(source: Source, tmp_path: Path) -> None:
    """The first lines come out while the input is still open, so nothing waits for its end."""
    name = source(BY_NUMBER)
    command = [sys.executable, "-m", "ddjlayout", "compile", name, "--data", "-", "--jobs", "2"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path
    ) as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write(orders(range(16 * 8)))
        running.stdin.flush()
        assert first_text(running.stdout.readline()) == "单号 0"
        running.stdin.close()
        assert len(running.stdout.read().splitlines()) == 16 * 8 - 1
    assert running.returncode == 0


def test_an_interrupt_stops_it_and_keeps_what_was_there(source: Source, tmp_path: Path) -> None:
    name = source("(open('begun', 'w').close(), Text(str(data['no'])))[1]")
    (tmp_path / "out.jsonl").write_text("before")
    command = [sys.executable, "-m", "ddjlayout", "compile", name, "--data", "-", "--jobs", "2"]
    with subprocess.Popen(
        [*command, "-o", "out.jsonl"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        start_new_session=True,
    ) as running:
        assert running.stdin
        running.stdin.write(orders(range(16 * 8)))
        running.stdin.flush()
        while not (tmp_path / "begun").exists():
            assert running.poll() is None
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate()
    assert running.returncode == 130
    assert said.split() == [b"stopped"]  # no worker says anything
    assert (tmp_path / "out.jsonl").read_text() == "before"
    assert not list(tmp_path.glob(".ddj-*"))


def test_a_terminal_shows_a_bar(source: Source, tmp_path: Path) -> None:
    name = source(BY_NUMBER)
    (tmp_path / "orders.jsonl").write_bytes(orders(range(40)))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ddjlayout", "compile", name, "--data", "orders.jsonl"]
    done = subprocess.run(
        [*command, "--jobs", "2", "-o", "out.jsonl"],
        stderr=theirs,
        cwd=tmp_path,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
        check=False,
    )
    os.close(theirs)
    shown = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert done.returncode == 0
    assert "40 orders" in shown
