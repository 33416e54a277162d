"""Hold the house rules that no linter knows: python -m scripts.house.

Every module is short and its first line says its place, functions are as `functions` has it, what
is shared is frozen as `containers` has it, and the pages agree as `pages` has it.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from scripts.house.containers import mutable_containers
from scripts.house.functions import functions
from scripts.house.pages import pages

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_LINES = 399


def main() -> int:
    """Print what breaks a rule; return the exit code."""
    faults: list[str] = []
    lengths: list[int] = []
    for path in sorted((ROOT / "ddjlayout").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        lengths.append(len(source.splitlines()))
        name = str(path.relative_to(ROOT))
        faults += [f"{name}:{fault}" for fault in module(source, name)]
    faults += pages(ROOT)
    print(f"{len(lengths)} modules, median {median(lengths):.0f} lines, longest {max(lengths)}")
    print("\n".join(faults))
    return 1 if faults else 0


def module(source: str, name: str) -> Iterator[str]:
    """Yield what is wrong with a module, `line: fault`."""
    count = len(source.splitlines())
    if count > MOST_LINES:
        yield f"1: {count} lines, at most {MOST_LINES}"
    tree = ast.parse(source)
    if not ast.get_docstring(tree):
        yield "1: no docstring"
    yield from functions(tree, name)
    yield from mutable_containers(tree, name)


if __name__ == "__main__":
    sys.exit(main())
