"""`ddj preview`, `compile` and `decode` as a user runs them."""

import json
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import Ddj

Source = Callable[[str], str]


def test_compile_writes_print_content(ddj: Ddj, source: Source) -> None:
    done = ddj("compile", source("Column('谢谢惠顾', Text('合计', bold=True))"))
    assert done.returncode == 0, done.stderr
    items = json.loads(done.stdout)
    assert [b64decode(i["BaseText"]).decode("gbk") for i in items] == ["谢谢惠顾", "合计"]
    assert [i["Bold"] for i in items] == [0, 1]


def test_preview_writes_a_png_and_keeps_no_temporary_files(
    ddj: Ddj, source: Source, tmp_path: Path
) -> None:
    done = ddj("preview", source("Text('谢谢惠顾')"), "-o", "out.png", "--scale", "2")
    assert done.returncode == 0, done.stderr
    image = Image.open(BytesIO((tmp_path / "out.png").read_bytes()))
    assert (image.mode, image.size) == ("1", (768, 48))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["order.py", "out.png"]


def test_preview_pipes_into_standard_output(ddj: Ddj, source: Source) -> None:
    done = ddj("preview", source("Text('x')"))
    assert Image.open(BytesIO(done.stdout)).size == (384, 24)


def test_data_comes_from_a_file_standard_input_or_beside_the_source(
    ddj: Ddj, source: Source, tmp_path: Path
) -> None:
    name = source("Text(str(data.get('no', 'none')))")
    assert text_of(ddj("compile", name)) == "none"
    (tmp_path / "a.json").write_text('{"no": "from file"}')
    assert text_of(ddj("compile", name, "--data", "a.json")) == "from file"
    assert text_of(ddj("compile", name, "--data", "-", stdin=b'{"no": "piped"}')) == "piped"
    (tmp_path / "data.json").write_text('{"no": "beside"}')
    assert text_of(ddj("compile", name)) == "beside"


def text_of(done: "object") -> str:
    (item,) = json.loads(done.stdout)  # type: ignore[attr-defined]
    return b64decode(item["BaseText"]).decode("gbk")


def test_decode_to_text_and_to_paper(ddj: Ddj, source: Source, tmp_path: Path) -> None:
    content = ddj("compile", source("Column('宫保鸡丁', Text('合计', align='right'))")).stdout
    done = ddj("decode", "-", stdin=content)
    assert done.stdout.decode() == "宫保鸡丁\n" + " " * 28 + "合计\n"
    assert ddj("decode", "-", "-o", "paper.png", stdin=content).returncode == 0
    ddj("preview", "order.py", "-o", "preview.png")
    one, two = (
        Image.open(BytesIO((tmp_path / name).read_bytes())) for name in ("paper.png", "preview.png")
    )
    assert one.tobytes() == two.tobytes()


def test_d2_has_its_own_encoding(ddj: Ddj, source: Source) -> None:
    done = ddj("compile", source("Text('宽', size='wide')"), "--profile", "d2")
    (item,) = json.loads(done.stdout)
    assert (b64decode(item["BaseText"]).decode("utf-8"), item["FontSize"]) == ("宽", 2)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(ddj: Ddj, shell: str) -> None:
    done = ddj("completion", shell)
    assert done.returncode == 0
    assert b"_DDJ_COMPLETE" in done.stdout
