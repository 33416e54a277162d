"""What importing the package costs: nothing heavy."""

import subprocess
import sys

import pytest

HEAVY = ("requests", "httpx", "numpy", "PIL", "qrcode", "barcode", "regex", "rich", "click")
TEXT_ONLY = """
from ddjlayout import Column, Rule, Table, compile, to_png, to_print_content
job = compile(Column("宫保鸡丁", Rule(), Table([("麻婆豆腐", 1, 18)], "* 4> 8.2")))
to_png(job), to_print_content(job)
"""


def loaded(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("code", ["import ddjlayout", TEXT_ONLY], ids=["import", "text only"])
def test_nothing_heavy_is_loaded(code: str) -> None:
    assert not loaded(code) & set(HEAVY)


def test_every_public_name_exists() -> None:
    import ddjlayout

    for name in ddjlayout.__all__:
        assert getattr(ddjlayout, name) is not None
    assert set(ddjlayout.__all__) <= set(dir(ddjlayout))


def test_an_unknown_name_is_an_attribute_error() -> None:
    import ddjlayout

    with pytest.raises(AttributeError, match="no attribute 'Recipt'"):
        ddjlayout.Recipt  # noqa: B018


def test_a_star_import_needs_no_extra() -> None:
    assert "httpx" not in loaded("import sys\nsys.modules['anyio'] = None\nfrom ddjlayout import *")


def test_what_needs_an_extra_says_which() -> None:
    code = "import sys\nsys.modules['anyio'] = None\nfrom ddjlayout import AsyncClient"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == (
        "ModuleNotFoundError: AsyncClient needs anyio: pip install 'ddjlayout[async]'"
    )
