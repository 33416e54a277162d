"""Hold the house rules that no linter knows: python scripts/house.py.

No module over 400 lines, no function over 50, every module's first line says its place, and the
two READMEs give the same commands.
"""

import ast
import re
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 400
MOST_FUNCTION = 50


def main() -> int:
    """Print what breaks a rule; return the exit code."""
    faults: list[str] = []
    lengths: list[int] = []
    for path in sorted((ROOT / "ddjlayout").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        count = len(source.splitlines())
        lengths.append(count)
        name = path.relative_to(ROOT)
        if count > MOST_LINES:
            faults.append(f"{name}: {count} lines, at most {MOST_LINES}")
        tree = ast.parse(source)
        if not ast.get_docstring(tree):
            faults.append(f"{name}: no docstring")
        faults += [f"{name}:{fault}" for fault in long_functions(tree)]
    one, two = (commands(ROOT / name) for name in ("README.md", "README.zh-CN.md"))
    if one != two:
        faults.append("README.md and README.zh-CN.md give different commands")
    print(f"{len(lengths)} modules, median {median(lengths):.0f} lines, longest {max(lengths)}")
    print("\n".join(faults))
    return 1 if faults else 0


def long_functions(tree: ast.AST) -> list[str]:
    """List functions whose body has more lines than allowed."""
    out: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > MOST_FUNCTION:
                out.append(f"{node.lineno}: {node.name} has {lines} lines")
    return out


def commands(path: Path) -> list[str]:
    """Return the shell and Python blocks of a page."""
    text = path.read_text(encoding="utf-8")
    return re.findall(r"^```(?:sh|python|json)\n(.*?)^```", text, re.M | re.S)


if __name__ == "__main__":
    sys.exit(main())
