"""The rule of what is shared: lists, dicts and sets at module level are frozen."""

import ast
from collections.abc import Iterator

from scripts.house.not_yet import NOT_YET

MUTABLE = frozenset({"list", "dict", "set", "defaultdict", "deque", "Counter", "bytearray"})
DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


def mutable_containers(tree: ast.Module, module: str) -> Iterator[str]:
    """Yield the names at module level that hold what anybody can change."""
    for name, value in _assigned(tree.body):
        if _is_mutable(value) and f"{module}:{name}" not in NOT_YET and name != "__all__":
            yield f"{value.lineno}: {name} is mutable: MappingProxyType, tuple or frozenset"


def _assigned(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    for statement in body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                yield from _paired(target, statement.value)
        elif isinstance(statement, ast.AnnAssign) and statement.value:
            yield ast.unparse(statement.target), statement.value
        elif isinstance(statement, (ast.If, ast.Try)):
            yield from _assigned([*statement.body, *statement.orelse])


def _paired(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Yield names and what they get; every name of `a, b = (… for …)` what is made for each."""
    if not isinstance(target, ast.Tuple):
        yield ast.unparse(target), value
        return
    for index, name in enumerate(target.elts):
        if isinstance(value, ast.GeneratorExp):
            yield from _paired(name, value.elt)
        elif isinstance(value, ast.Tuple):
            yield from _paired(name, value.elts[index])


def _is_mutable(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        function = value.func.value if isinstance(value.func, ast.Subscript) else value.func
        return ast.unparse(function).rpartition(".")[2] in MUTABLE
    return isinstance(value, DISPLAYS)
