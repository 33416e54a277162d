"""What a source may do as if it were run as a script: data classes, imports, its own path."""

import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from ddjlayout.cli.sources import load_element, load_receipt
from ddjlayout.errors import DdjError, InputError
from tests.cli.conftest import Ddj


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    """Forget what sources put into this process."""
    path, modules = list(sys.path), set(sys.modules)
    yield
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        del sys.modules[name]


def written(folder: Path, text: str, name: str = "order.py") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(dedent(text), encoding="utf-8")
    return folder / name


DATACLASS = """
    from __future__ import annotations
    from dataclasses import dataclass
    from typing import ClassVar, get_type_hints
    from ddjlayout import Text

    @dataclass
    class Line:
        name: str
        unit: ClassVar[str] = "份"

    def receipt(data):
        return Text(Line(data["name"]).name, Line.unit, *get_type_hints(Line))
"""


def test_a_source_may_have_data_classes_and_postponed_annotations(ddj: Ddj, tmp_path: Path) -> None:
    written(tmp_path, DATACLASS)
    for words in ((), ("--jobs", "2")):
        done = ddj("compile", "order.py", "--data", "-", *words, stdin='{"name": "冰粉"}'.encode())
        assert (done.returncode, done.stderr) == (0, b"")
        decoded = ddj("decode", "-", stdin=done.stdout)
        assert decoded.stdout.decode() == "冰粉份nameunit\n"


def test_sources_of_one_name_do_not_meet(tmp_path: Path) -> None:
    for folder in ("a", "b.c"):
        load_receipt(written(tmp_path / folder, f"name = {folder!r}\ndef receipt(data): ..."))
    ours = [module for name, module in sys.modules.items() if str(tmp_path) in name]
    assert [module.name for module in ours] == ["a", "b.c"]


@pytest.mark.parametrize(
    "text", ["def receipt(:", "1 / 0", "raise SystemExit(3)", "from . import x"]
)
def test_a_source_that_fails_leaves_no_module(tmp_path: Path, text: str) -> None:
    before = set(sys.modules)
    with pytest.raises((InputError, SystemExit)):
        load_receipt(written(tmp_path, text))
    assert not [name for name in set(sys.modules) - before if str(tmp_path) in name]
    assert str(tmp_path) not in sys.path


def test_a_neighbour_is_found_while_the_function_runs(tmp_path: Path) -> None:
    written(tmp_path, "WORD = 'far'", "neighbour_of_order.py")
    text = """
        def receipt(data):
            from neighbour_of_order import WORD
            from ddjlayout import Text
            return Text(WORD)
    """
    before = list(sys.path)
    assert load_element(written(tmp_path, text), {})
    assert sys.path == before


ADD = "import sys; sys.path.insert(0, '/added')"


@pytest.mark.parametrize(("outside", "inside"), [(ADD, "pass"), ("", ADD)])
def test_what_a_source_adds_to_its_path_stays(tmp_path: Path, outside: str, inside: str) -> None:
    text = f"{outside}\ndef receipt(data):\n    {inside}\n    return FEED\n"
    before = list(sys.path)
    load_element(written(tmp_path, f"from ddjlayout import Feed\nFEED = Feed()\n{text}"), {})
    assert sys.path == ["/added", *before]


def test_a_source_may_take_its_folder_from_the_path(tmp_path: Path) -> None:
    text = "import sys\ndel sys.path[0]\ndef receipt(data):\n    raise sys.modules['x']\n"
    before = list(sys.path)
    with pytest.raises(DdjError, match="KeyError"):
        load_element(written(tmp_path, text), {})
    assert sys.path == before
