"""The house's own checks find what they are for, and nothing else."""

from pathlib import Path

import pytest

from scripts.house.__main__ import main, module
from scripts.house.pages import listed, pages, raised, rows

ROOT = Path(__file__).parent.parent
LONG = "def f():\n" + "    pass\n" * 49


def found(source: str) -> list[str]:
    return list(module(f'"""Here."""\n{source}', "m.py"))


def test_the_house_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (LONG, "2: f has 50 lines, at most 49"),
        ("def f(a, b, c, *, d, e, g): ...", "2: f has 6 parameters, at most 5"),
        ("def f(a, b, c, d, e, *g): ...", "2: f has 6 parameters, at most 5"),
        ("class C:\n def __init__(self, a, b, c, d, e, g): ...", "3: __init__ has 6 parameters"),
        ("class C:\n @staticmethod\n def m(a, b, c, d, e, g): ...", "4: m has 6 parameters"),
        ("async def f(**more): ...", "2: f takes **more"),
        ("class C:\n def m(self, **more): ...", "3: m takes **more"),
        ("class C:\n def __init__(self, **more): ...", "3: __init__ takes **more"),
        ("A = []", "2: A is mutable"),
        ("A: dict[str, int] = {}", "2: A is mutable"),
        ("A = {1}", "2: A is mutable"),
        ("A = {x: 1 for x in 'ab'}", "2: A is mutable"),
        ("A = defaultdict[str, int](int)", "2: A is mutable"),
        ("A = collections.deque()", "2: A is mutable"),
        ("A, B = ([x] for x in 'ab')", "2: A is mutable"),
        ("A, B = 1, []", "2: B is mutable"),
        ("if True:\n A = list()", "3: A is mutable"),
        ("x = 1\n" * 399, "1: 400 lines, at most 399"),
    ],
)
def test_what_breaks_a_rule_is_found(source: str, fault: str) -> None:
    first, *_ = found(source)
    assert first.startswith(fault)


@pytest.mark.parametrize(
    "source",
    [
        LONG.removesuffix("    pass\n"),
        "def f(a, b, c, *, d, e): ...",
        "class C:\n def m(self, a, b, c, d, e): ...",
        "class C:\n def __init__(self, a, b, c, d, *, e, g, h): ...",
        "def _f(**more): ...",
        "def f():\n def inner(**more): ...",
        "class _C:\n def m(self, **more): ...",
        "@click.command('x')\ndef f(**more): ...",
        "A = MappingProxyType({1: 2})",
        "A = ((1, 2), frozenset({3}))",
        "A = tuple([1])",
        "__all__ = ['a']",
        "class C:\n A = []",
        "x = 1\n" * 398,
    ],
)
def test_what_keeps_them_is_left_alone(source: str) -> None:
    assert found(source) == []


def test_a_module_says_its_place() -> None:
    assert list(module("x = 1\n", "m.py")) == ["1: no docstring"]


def test_exit_codes_are_read_from_where_they_are() -> None:
    assert rows("| 0 | done | | 6 | network |\n| 5 | template | | | |\n") == [0, 5, 6]
    assert raised("class A:\n    exit_code = 7\n") == {7}
    assert listed('EXIT_CODES = """\\b\nExit codes:\n  0 done   1 a bug\n  10 x\n"""') == [0, 1, 10]


def test_an_exit_code_without_a_row_is_found(tmp_path: Path) -> None:
    names = ("README.md", "README.zh-CN.md", "ddjlayout/errors.py", "ddjlayout/cli/main.py")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert pages(tmp_path) == []
    with (tmp_path / "ddjlayout/errors.py").open("a") as errors:
        errors.write("\n\nclass NewError(DdjError):\n    exit_code = 11\n")
    assert [fault.partition(":")[0] for fault in pages(tmp_path)] == [
        *names[:2],
        "ddjlayout/cli/main.py",
    ]
