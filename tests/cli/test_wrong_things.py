"""The wrong things answered well: one clear line, an exit code, nothing lost, no traceback."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ddj

Source = Callable[[str], str]
EAN = "Barcode('69012345678AB', kind='ean13')"

CASES = [
    ("Text('x')", ["--profile", "D9"], 2, "no profile 'D9' (known profiles: D1, D2)"),
    ("Text('x')", ["--data", "none.json"], 3, "cannot read the data none.json: No such file"),
    ("Text('x')", ["--data", "order.py"], 3, "order.py:1:1: the data is not JSON"),
    ("1 / 0", [], 3, "order.py:3: receipt() raised ZeroDivisionError: 'division by zero'"),
    ("Column('a', gap=3.5)", [], 2, "order.py:3: gap takes a whole number of dots, not float"),
    ("data['price']", [], 3, "order.py:3: receipt() raised KeyError: 'price'\n"),
    ("next(iter(()))", [], 3, "order.py:3: receipt() raised StopIteration\n"),
    ("exec('raise OSError(\"a\\\\nb\")')", [], 3, "order.py:3: receipt() raised OSError: 'a b'\n"),
    ("{}[data['no']]", ["--data", "x.json"], 3, "order.py:3: receipt() raised KeyError: '一一"),
    ("exit('bye')", [], 3, "order.py:3: receipt() raised SystemExit: 'bye'\n"),
    ("'text'", [], 3, "order.py: receipt() returned str, not an element"),
    ("Column()", [], 4, "receipt: the document prints nothing (the platform refuses an empty task"),
    ("QRCode('x' * 3000)", [], 4, "receipt: a QR code of 3000 bytes does not fit"),
    ("QRCode('x' * 1500)", [], 4, "receipt: QR of"),
    (EAN, [], 3, "'69012345678AB'"),
    ("Table([(1, 2, 3)], '* 4')", [], 4, "receipt > row[1]: a row of 3 cells in a table of 2"),
    ("Text('x', size='huge')", [], 2, "order.py:3: no size 'huge' (sizes are normal, tall,"),
    ("Text('宫' * 9, size='big', max_lines=1)", ["--strict"], 4, "receipt: 2 characters cut off"),
    ("Text('€')", ["--unencodable", "error"], 4, "receipt: the printer has no character '€'"),
    ("Text('€')", ["--text", "native"], 4, "receipt: text that cannot be sent as text"),
    ("Column(Image('none.png'))", [], 3, "receipt > image[1]: image 'none.png' cannot be read"),
    ("Column(Image('order.py'))", [], 3, "receipt > image[1]: "),
]


@pytest.mark.parametrize(("expression", "options", "code", "message"), CASES)
def test_one_line_and_an_exit_code(
    ddj: Ddj,
    source: Source,
    tmp_path: Path,
    expression: str,
    options: list[str],
    code: int,
    message: str,
) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"no": "一" * 300}))
    done = ddj("compile", source(expression), *options)
    error = done.stderr.decode()
    assert done.returncode == code, error
    assert error.startswith("error: ")
    assert message in error
    assert error.count("\n") == 1
    assert error.count("一") <= 60
    assert done.stdout == b""


def test_a_failed_preview_leaves_the_old_one(ddj: Ddj, source: Source, tmp_path: Path) -> None:
    (tmp_path / "out.png").write_bytes(b"before")
    assert ddj("preview", source("Column()"), "-o", "out.png").returncode == 4
    assert (tmp_path / "out.png").read_bytes() == b"before"


def test_control_characters_are_left_out_and_named(ddj: Ddj, source: Source) -> None:
    done = ddj("compile", source("Text('a\\x1b@\\x07b')"))
    assert done.returncode == 0
    assert b"left out control characters: U+001B, U+0007" in done.stderr


def test_a_source_that_is_no_python(ddj: Ddj, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("def receipt(data:\n")
    done = ddj("preview", "bad.py")
    assert done.returncode == 3
    assert b"bad.py:1: the source is not Python" in done.stderr


def test_a_source_without_the_function(ddj: Ddj, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("x = 1\n")
    assert b"no function receipt(data)" in ddj("preview", "bad.py").stderr


def test_a_missing_source_names_the_samples(ddj: Ddj) -> None:
    done = ddj("preview", "nothing")
    assert done.returncode == 3
    assert b"kitchen, retail, takeaway" in done.stderr


def test_without_a_command_the_help_is_shown(ddj: Ddj) -> None:
    done = ddj()
    assert done.returncode == 2
    assert b"Usage: ddj [OPTIONS] COMMAND" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (".", ". is a folder (a .py or .html file, or a sample: kitchen, retail, takeaway)"),
        ("x" * 300, f"no source file …{'x' * 59} (a .py"),
    ],
)
def test_a_source_that_is_no_file(ddj: Ddj, name: str, said: str) -> None:
    done = ddj("preview", name)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode().startswith(f"error: {said}")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("words", [(), ("--jobs", "1")])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('{"a": 1}'.encode("utf-16"), "the data is not UTF-8 (save it as UTF-8)"),
        (b'{"a": NaN}', "the data is not JSON: NaN is no number (write it as text, or null)"),
        (b"[-Infinity]", "the data is not JSON: -Infinity is no number"),
        (b"[1e999]", "the data has a number beyond 1.8e308: '1e999' (write it as text, or null)"),
        (b"-1" + b"0" * 400 + b".5", "the data has a number beyond 1.8e308: '-100000000000000…'"),
        (b"1" * 5000, "the data has a number of more than 4300 digits (write it as text)"),
        (b"[" * 100_000, "the data is nested too deeply"),
    ],
)
def test_data_that_is_none(
    ddj: Ddj, source: Source, words: tuple[str, ...], data: bytes, said: str
) -> None:
    done = ddj("compile", source("Text(str(data))"), "--data", "-", *words, stdin=data)
    assert done.returncode == 3
    assert f"standard input{':1' if words else ''}: {said}" in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_a_byte_order_mark_is_none_of_the_data(ddj: Ddj, source: Source) -> None:
    name = source("Text(*data)")
    done = ddj("compile", name, "--data", "-", stdin=b'\xef\xbb\xbf["x"]')
    assert (done.returncode, done.stderr) == (0, b"")
    assert ddj("decode", "-", stdin=done.stdout).stdout == b"x\n"


def test_an_unknown_command_names_the_known_ones(ddj: Ddj) -> None:
    done = ddj("prnt")
    assert done.returncode == 2
    assert b"compile" in done.stderr


def test_no_credentials(ddj: Ddj) -> None:
    done = ddj("state", "0123456789abcdef")
    assert done.returncode == 2
    assert b"DDJ_APP_ID" in done.stderr


def test_a_server_that_is_not_there(ddj: Ddj) -> None:
    env = {"DDJ_APP_ID": "a", "DDJ_APP_SECRET": "hush", "DDJ_BASE_URL": "http://127.0.0.1:9"}
    done = ddj("state", "0123456789abcdef", env=env)
    assert done.returncode == 6
    assert b"hush" not in done.stderr
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"[1]", b'[{"PrintType": 7}]', b"\xff"])
def test_decode_refuses_what_is_no_print_content(ddj: Ddj, content: bytes) -> None:
    done = ddj("decode", "-", stdin=content)
    assert done.returncode == 3
    assert done.stderr.startswith(b"error: ")


def test_only_sources_are_run(ddj: Ddj, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("print('run')")
    done = ddj("compile", "notes.txt")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"notes.txt: this is no source (a .py or .html file)" in done.stderr
    done = ddj("compile", "-")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"only --data can be -" in done.stderr


def test_what_a_source_prints_is_not_in_the_output(ddj: Ddj, source: Source) -> None:
    done = ddj("compile", source("print('a note') or Text('x')"))
    assert done.returncode == 0
    assert json.loads(done.stdout)
    assert done.stderr == b"a note\n"
