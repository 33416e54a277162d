"""`ddj check` and `ddj preview --debug` as a user runs them."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import Ddj

Source = Callable[[str], str]
CUT = "Text('宫保鸡丁' * 9, max_lines=1)"


def test_a_clean_receipt_ends_with_0(ddj: Ddj, source: Source) -> None:
    done = ddj("check", source("Text('谢谢惠顾')"))
    assert (done.returncode, done.stdout.decode()) == (0, "nothing to report\n")
    assert done.stderr == b""


def test_notes_alone_are_clean(ddj: Ddj, source: Source) -> None:
    done = ddj("check", source("Column('a', Text('€5'))"))
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert lines[0] == (
        "info: receipt > text[2]: printed as dots: '€' (the device has no such character;"
        " its line is sent as a bitmap) [text-rasterised]"
    )
    assert lines[-1] == "2 notes"


def test_warnings_end_with_10(ddj: Ddj, source: Source) -> None:
    done = ddj("check", source(f"Column('a', {CUT})"))
    assert done.returncode == 10
    first, last = done.stdout.decode().splitlines()
    assert first.startswith("warning: receipt > text[2]: ")
    assert first.endswith("[text-cut]")
    assert last == "1 warning"


@pytest.mark.parametrize(
    ("expression", "words", "code"),
    [
        ("Column('a', QRCode('x' * 3000, level='H'))", (), "qr-too-long"),
        ("Column()", (), "empty"),
        ("Text('€')", ("--unencodable", "error"), "unencodable"),
        ("Text('€')", ("--text", "native"), "not-native"),
        (CUT, ("--strict",), "text-cut"),
        ("Text('谢' * 400_000)", (), "too-large"),
    ],
)
def test_what_cannot_be_printed_ends_with_4(
    ddj: Ddj, source: Source, expression: str, words: tuple[str, ...], code: str
) -> None:
    done = ddj("check", source(expression), *words)
    assert done.returncode == 4, done.stderr
    *_, error, total = done.stdout.decode().splitlines()
    assert error.startswith("error: receipt")
    assert error.endswith(f"[{code}]")
    assert total.startswith("1 error")


@pytest.mark.parametrize(
    ("expression", "code", "name"),
    [
        ("Image('none.png')", 3, "image-unreadable"),
        ("Barcode('1', kind='ean13')", 3, "barcode-length"),
        ("QRCode('x' * 3000)", 4, "qr-too-long"),
        ("Image('a.png', crop=(0, 0, 9, 9))", 2, "image-crop"),
    ],
)
def test_what_stops_a_receipt_is_listed_by_check_and_ends_other_commands_alike(
    ddj: Ddj, source: Source, tmp_path: Path, expression: str, code: int, name: str
) -> None:
    Image.new("1", (8, 8)).save(tmp_path / "a.png")
    order = source(expression)
    for words in (("compile",), ("preview",), ("compile", "--data", "-", "--jobs", "1")):
        done = ddj(*words, order, stdin=b"{}\n")
        assert done.returncode == code, done.stderr
    done = ddj("check", order, "--format", "json")
    assert (done.returncode, done.stderr) == (4, b"")
    answer = json.loads(done.stdout)
    assert answer["errors"] == 1
    assert answer["diagnostics"][-1]["code"] == name


def test_json_has_counts_and_every_field(ddj: Ddj, source: Source) -> None:
    done = ddj("check", source(f"Column(Text('€'), {CUT})"), "--format", "json")
    assert done.returncode == 10
    answer = json.loads(done.stdout)
    assert (answer["errors"], answer["warnings"], answer["infos"]) == (0, 1, 2)
    assert [d["code"] for d in answer["diagnostics"]] == [
        "text-rasterised",
        "text-cut",
        "line-rasterised",
    ]
    assert answer["diagnostics"][1] == {
        "level": "warning",
        "code": "text-cut",
        "path": "receipt > text[2]",
        "message": "21 characters cut off: '丁宫保鸡丁宫保鸡丁宫保鸡丁宫保鸡…'",
        "hint": "allow more lines or shorten the text",
    }


def test_the_data_is_checked(ddj: Ddj, source: Source) -> None:
    name = source("Text(data['no'], max_lines=1)")
    assert ddj("check", name, "--data", "-", stdin=b'{"no": "1"}').returncode == 0
    long = json.dumps({"no": "1 " * 40}).encode()
    assert ddj("check", name, "--data", "-", stdin=long).returncode == 10


def test_a_source_that_cannot_be_read_ends_with_3(ddj: Ddj, source: Source) -> None:
    assert ddj("check", "missing.py").returncode == 3
    assert ddj("check", source("1 / 0")).returncode == 3
    assert ddj("check").returncode == 2


@pytest.mark.parametrize("sample", ["takeaway", "kitchen", "retail"])
def test_the_samples_have_no_warnings(ddj: Ddj, sample: str) -> None:
    done = ddj("check", sample)
    assert done.returncode == 0, done.stdout.decode()


def test_a_debug_preview_is_a_colour_png(ddj: Ddj, source: Source, tmp_path: Path) -> None:
    name = source("Column('谢谢惠顾', Text('€'))")
    done = ddj("preview", name, "--debug", "-o", "debug.png")
    assert done.returncode == 0, done.stderr
    image = Image.open(BytesIO((tmp_path / "debug.png").read_bytes()))
    assert image.mode == "RGB"
    assert image.width > 2 * 384
    wide = Image.open(BytesIO(ddj("preview", name, "--debug", "--scale", "3").stdout))
    assert wide.width == image.width + 384
    assert ddj("preview", name, "--debug", "-o", "debug.jpg").returncode == 2
