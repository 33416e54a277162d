"""The rules of functions: short, few parameters, no **kwargs in public ones.

Constructors of elements take their fields by keyword, as many as they have. A command of click's
may take its options as **kwargs, which are no call of ours. ruff finds booleans by position.
"""

import ast
from collections.abc import Iterator

from scripts.house.not_yet import NOT_YET

MOST_LINES = 49
MOST_PARAMETERS = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.Module, module: str) -> Iterator[str]:
    """Yield what is wrong with the functions of a module."""
    for function, public, own in _walk(tree, public=True, own=False):
        if f"{module}:{function.name}" in NOT_YET:
            continue
        faults = [*_length(function), *_parameters(function, own=own)]
        if public and not _is_command(function):
            faults += _keywords(function)
        yield from (f"{function.lineno}: {function.name} {fault}" for fault in faults)


def _walk(node: ast.AST, *, public: bool, own: bool) -> Iterator[tuple[Function, bool, bool]]:
    """Yield functions, whether they are public, and whether `self` or `cls` comes first."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            static = "staticmethod" in map(ast.unparse, child.decorator_list)
            seen = public and not child.name.startswith("_")
            yield child, seen or (public and child.name == "__init__"), own and not static
            yield from _walk(child, public=False, own=False)
        elif isinstance(child, ast.ClassDef):
            yield from _walk(child, public=public and not child.name.startswith("_"), own=True)
        else:
            yield from _walk(child, public=public, own=own)


def _length(function: Function) -> Iterator[str]:
    lines = (function.end_lineno or 0) - function.lineno + 1
    if lines > MOST_LINES:
        yield f"has {lines} lines, at most {MOST_LINES}"


def _parameters(function: Function, *, own: bool) -> Iterator[str]:
    given = function.args
    count = len(given.posonlyargs) + len(given.args) + (given.vararg is not None) - own
    if function.name not in ("__init__", "__new__"):  # whose keywords are an element's fields
        count += len(given.kwonlyargs)
    if count > MOST_PARAMETERS:
        yield f"has {count} parameters, at most {MOST_PARAMETERS}"


def _keywords(function: Function) -> Iterator[str]:
    if function.args.kwarg:
        yield f"takes **{function.args.kwarg.arg}, which no reader can know"


def _is_command(function: Function) -> bool:
    return any(ast.unparse(d).startswith("click.command(") for d in function.decorator_list)
