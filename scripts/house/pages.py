"""The rules of the pages: both READMEs give the same commands, and every exit code has its row."""

import ast
import re
from pathlib import Path

READMES = ("README.md", "README.zh-CN.md")
NO_ERRORS = frozenset({0, 1, 10})
"""Exit codes that no error class of its own has: done, a bug of ours, warnings of `ddj check`."""


def pages(root: Path) -> list[str]:
    """List what is wrong with the pages."""
    texts = {name: (root / name).read_text(encoding="utf-8") for name in READMES}
    faults: list[str] = []
    if len({tuple(commands(text)) for text in texts.values()}) > 1:
        faults.append("README.md and README.zh-CN.md give different commands")
    known = raised((root / "ddjlayout/errors.py").read_text(encoding="utf-8")) | NO_ERRORS
    shown = {name: rows(text) for name, text in texts.items()}
    shown["ddjlayout/cli/main.py"] = listed((root / "ddjlayout/cli/main.py").read_text("utf-8"))
    for name, codes in shown.items():
        if codes != sorted(known):
            faults.append(f"{name}: exit codes {codes}, but there are {sorted(known)}")
    return faults


def commands(text: str) -> list[str]:
    """Return the shell and Python blocks of a page."""
    return re.findall(r"^```(?:sh|python|json)\n(.*?)^```", text, re.M | re.S)


def raised(source: str) -> set[int]:
    """Return the exit codes of the error classes."""
    return {int(code) for code in re.findall(r"^    exit_code = (\d+)$", source, re.M)}


def rows(text: str) -> list[int]:
    """Return the exit codes of a page's table, two in a row."""
    found = re.findall(r"^\| (\d+) \| [^|]+ \| \|(?: (\d+) \| [^|]+ \|)?", text, re.M)
    return sorted(int(code) for row in found for code in row if code)


def listed(source: str) -> list[int]:
    """Return the exit codes that the command's help lists."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EXIT_CODES":
            text = str(ast.literal_eval(node.value))
            return sorted(int(code) for code in re.findall(r"(?:^|  )(\d+) \S", text, re.M))
    return []
