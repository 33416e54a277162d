"""Every error of elements, codes and pictures has a code (tests/test_docs.py: and is listed)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
CLASSES = {"DdjError", "InputError", "LayoutError", "UsageError"}
PLACED = {"elements/leader.py"}  # its one error is given its code by Row


def codes() -> Iterator[tuple[str, str]]:
    """Yield where each error is made, and its code; an empty one where it has none."""
    for folder in ("elements", "symbols", "raster"):
        for path in sorted((ROOT / "ddjlayout" / folder).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            name = str(path.relative_to(ROOT / "ddjlayout"))
            constants = dict(re.findall(r'^(_CODE) = "(.+)"$', source, re.M))
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call) and name not in PLACED:
                    made = ast.unparse(node.func)
                    given = [k.value for k in node.keywords if k.arg == "code"]
                    if made.endswith("cx.fail"):
                        given = node.args[:1]
                    elif made not in CLASSES:
                        continue
                    code = ast.unparse(given[0]) if given else ""
                    yield f"{name}:{node.lineno}", constants.get(code, code.strip("'"))


def test_every_error_has_a_code() -> None:
    assert not [
        place for place, code in codes() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    ]
