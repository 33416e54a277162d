"""The documentation: its examples run and draw its pictures, its links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.draw_docs import DRAWN, drawn, examples
from tests.goldens import Goldens

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "fonts/LICENSES.md"])
EXAMPLES = [example for page in DRAWN for example in examples(page)]


@pytest.mark.parametrize(("code", "name"), EXAMPLES, ids=[name for _, name in EXAMPLES])
def test_pictures_are_what_the_examples_draw(code: str, name: str, golden: Goldens) -> None:
    Goldens(ROOT / "docs", update=golden.update).png(name, drawn(code))


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)|<img src=\"([^\"]+)\"", text)
    local = [a or b for a, b in links if not (a or b).startswith(("http:", "https:", "mailto:"))]
    missing = [link for link in local if not (page.parent / link).exists()]
    assert not missing


def test_the_readme_receipt_works_as_it_is_typed(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code, shell = re.search(r"```python\n(# order.py.*?)```.*?```sh\n(.*?)```", text, re.S).groups()  # type: ignore[union-attr]
    (tmp_path / "order.py").write_text(code, encoding="utf-8")
    ddj = f'"{sys.executable}" -m ddjlayout '
    script = re.sub(r"^ddj ", lambda _: ddj, shell, flags=re.M)
    done = subprocess.run(["bash", "-euc", script], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "order.png").stat().st_size > 500
    assert "冰粉(红糖山楂葡萄".encode() in done.stdout
