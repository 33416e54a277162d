"""`ddj` with a web page as its source."""

import io
import json
from base64 import b64decode
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import Ddj, ddj  # noqa: F401

with_chromium = pytest.mark.usefixtures("chromium")


@pytest.fixture
def page(tmp_path: Path) -> str:
    folder = tmp_path / "shop"
    folder.mkdir()
    Image.new("1", (40, 40)).save(folder / "logo.png")
    (folder / "page.html").write_text(
        "<!doctype html><meta charset=utf-8><p>谢谢惠顾<p><img src=logo.png>", encoding="utf-8"
    )
    return "shop/page.html"


@with_chromium
def test_a_page_is_previewed_and_compiled(ddj: Ddj, page: str, tmp_path: Path) -> None:  # noqa: F811
    done = ddj("preview", page, "-o", "page.png")
    assert (done.returncode, done.stderr) == (0, b"")
    preview = Image.open(tmp_path / "page.png")
    assert preview.width == 384
    assert preview.convert("L").histogram()[0] > 40 * 40
    done = ddj("compile", page)
    (item,) = json.loads(done.stdout)
    assert item["PrintType"] == 1
    assert Image.open(io.BytesIO(b64decode(item["BaseText"]))).tobytes() == preview.tobytes()


@with_chromium
def test_what_a_page_may_not_load_is_a_warning(ddj: Ddj, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "page.htm").write_text("<p>x<img src=http://127.0.0.1:1/a><img src=../b.png>")
    done = ddj("preview", "page.htm")
    assert done.returncode == 0
    warnings = done.stderr.decode()
    assert "127.0.0.1:1: nothing is fetched here" in warnings
    assert "file '/b.png': it is not in the page's folder" in warnings


def test_without_chromium_the_exit_code_is_that_of_bad_input(ddj: Ddj, page: str) -> None:  # noqa: F811
    done = ddj("preview", page, "-o", "page.png", env={"DDJ_CHROMIUM": "/nowhere"})
    assert done.returncode == 3
    assert "apt-get install chromium" in done.stderr.decode()


def test_a_page_takes_no_data(ddj: Ddj, page: str) -> None:  # noqa: F811
    done = ddj("preview", page, "--data", "-", stdin=b"{}")
    assert done.returncode == 2
    assert "a web page takes no data" in done.stderr.decode()


def test_what_is_neither_page_nor_source_is_named(ddj: Ddj) -> None:  # noqa: F811
    done = ddj("preview", "none.html")
    assert done.returncode == 3
    assert "no source file none.html" in done.stderr.decode()
