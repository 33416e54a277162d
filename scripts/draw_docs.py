"""Draw the pictures of the documentation from its own code: python -m scripts.draw_docs."""

import ast
import json
import re
from decimal import Decimal
from pathlib import Path

import ddjlayout
from ddjlayout import Options, Receipt, to_png
from ddjlayout.cli.sources import load_element

ROOT = Path(__file__).resolve().parent.parent
DRAWN = (ROOT / "docs/elements.md", ROOT / "docs/tables.md")
EXAMPLE = re.compile(r"^```python\n((?:(?!```).*\n)+)```\n\n!\[\]\((images/[\w/.-]+)\)", re.M)


def examples(page: Path) -> list[tuple[str, str]]:
    """Return the code and the picture's name of every example that has a picture."""
    return [(code, name) for code, name in EXAMPLE.findall(page.read_text(encoding="utf-8"))]


def drawn(code: str) -> bytes:
    """Run an example, whose last expression is an element, and return its paper."""
    names: dict[str, object] = {name: getattr(ddjlayout, name) for name in ddjlayout.__all__}
    names["Decimal"] = Decimal
    tree = ast.parse(code)
    last = tree.body.pop()
    assert isinstance(last, ast.Expr), "an example ends in an element"
    exec(compile(tree, "example", "exec"), names)
    element = eval(compile(ast.Expression(last.value), "example", "eval"), names)
    return to_png(ddjlayout.compile(Receipt(element), options=Options(base=ROOT)))


def main() -> None:
    """Draw all of them, and the picture of the README."""
    for page in DRAWN:
        for code, name in examples(page):
            path = page.parent / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(drawn(code))
            print(path.relative_to(ROOT))
    sample = ROOT / "templates/takeaway/receipt.py"
    data = json.loads((sample.parent / "data.json").read_text(encoding="utf-8"))
    job = ddjlayout.compile(load_element(sample, data), options=Options(base=sample.parent))
    (ROOT / "docs/images/takeaway.png").write_bytes(to_png(job))


if __name__ == "__main__":
    main()
