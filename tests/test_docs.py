"""The documentation: its examples run and draw its pictures, its links lead somewhere."""

import ast
import inspect
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import ddjlayout
from ddjlayout import Options, Profile
from ddjlayout.space import Width
from scripts.draw_docs import DRAWN, drawn, examples
from tests.goldens import Goldens

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "fonts/LICENSES.md"])
PACKAGE = ROOT / "ddjlayout"
LEVELS = {"info", "warning"}
HANDED_ON = {
    "element.py: code": set(),  # parameters of Context.report and fail
    "text.py: code": set(),  # from the changes that were noted
    "cli/answers.py: code": {"usage", "input", "layout", "error"},
    "cloud/callback.py: str(int(reason))": set(),  # the platform's numbers
    "cloud/failures.py: str(code)": set(),
    "cloud/failures.py: state.name.lower()": {"failed", "expired", "rejected"},
}
"""What stands in place of a code in the source without naming one, and the codes it can be."""
EXAMPLES = [example for page in DRAWN for example in examples(page)]


@pytest.mark.parametrize(("code", "name"), EXAMPLES, ids=[name for _, name in EXAMPLES])
def test_pictures_are_what_the_examples_draw(code: str, name: str, golden: Goldens) -> None:
    Goldens(ROOT / "docs", update=golden.update).png(name, drawn(code))


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    missing = [link for link in links(page) if not leads_somewhere(page, link)]
    assert not missing


def links(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    found = [a or b for a, b in re.findall(r"\]\(([^)\s]+)[^)]*\)|<img src=\"([^\"]+)\"", text)]
    return [link for link in found if not link.startswith(("http:", "https:", "mailto:"))]


def leads_somewhere(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page
    if not target.exists() or not anchor:
        return target.exists()
    headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.M)
    return anchor in [re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings]


def test_both_readmes_have_the_same_links_and_reach_every_page() -> None:
    one, two = (ROOT / "README.md", ROOT / "README.zh-CN.md")
    assert links(one)[1:] == links(two)[1:]  # the first is the other README
    pages = {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")}
    assert pages <= set(links(one))


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


FIELDS = re.compile(
    r"^\| (\w+(?:\.\w+)?) \| default \| what it is \|\n\|[ -|]+\|\n((?:\|.*\n)+)", re.M
)
TABLES = dict(FIELDS.findall((ROOT / "docs/elements.md").read_text(encoding="utf-8")))
ELEMENTS = {
    name: getattr(ddjlayout, name)
    for home, names in ddjlayout._HOMES.items()
    for name in names
    if home.startswith("elements.") or home == "receipt"
}
CALLED = ELEMENTS | {"ColumnSpec.of": ddjlayout.ColumnSpec.of, "Options": Options}


def test_every_element_has_a_table_of_fields() -> None:
    assert TABLES.keys() == CALLED.keys()


@pytest.mark.parametrize("name", TABLES)
def test_fields_and_defaults_are_the_constructors(name: str) -> None:
    parameters = inspect.signature(CALLED[name]).parameters.values()
    starred = {p.name: "*" if p.kind is p.VAR_POSITIONAL else "" for p in parameters}
    real = [(starred[p.name] + p.name, shown(p.default)) for p in parameters]
    told = re.findall(r"^\| `(\*?\w+)` \| (?:`([^`]*)` )?\|", TABLES[name], re.M)
    assert told == real


def shown(default: object) -> str:
    """Return a default as a page writes it; nothing for none."""
    if default is inspect.Parameter.empty:
        return ""
    if isinstance(default, Width):  # read from a word
        default = default.unit
    if isinstance(default, Profile):
        return default.name
    return json.dumps(default, ensure_ascii=False) if isinstance(default, str) else repr(default)


def test_the_reasons_for_a_strip_are_those_of_the_code() -> None:
    text = (ROOT / "docs/lowering.md").read_text(encoding="utf-8")
    source = (PACKAGE / "lowering" / "native.py").read_text(encoding="utf-8")
    told = re.findall(r"^\| (?!reason|---)(?:D1 )?([^|]+) \|", text, re.M)
    assert len(told) == 8
    assert [reason for reason in told if reason not in source] == []


def test_the_sections_of_the_contact_sheet_have_names_of_their_own() -> None:
    ids = re.findall(r'id="([^"]+)"', (ROOT / "golden/index.html").read_text(encoding="utf-8"))
    assert len(ids) == len(set(ids)) > 10


def test_every_code_that_can_be_emitted_is_in_the_table_and_no_other() -> None:
    emitted, told = codes_of_the_source(), codes_of_the_page()
    faults = [
        f"{code!r} ({place}): docs/diagnostics.md has no such code, "
        f"add `| `{code}` | {' or '.join(sorted(words))} | when | what to do |` "
        f"to a table under {'Errors' if words - LEVELS else 'Diagnostics'}"
        for code, (words, place) in sorted(emitted.items())
        if code not in told
    ]
    faults += [
        f"{code!r}: nothing in ddjlayout emits it, take its row out of docs/diagnostics.md"
        for code in sorted(told.keys() - emitted.keys())
    ]
    faults += [
        f"{code!r} ({place}): its row in docs/diagnostics.md says "
        f"{' or '.join(sorted(told[code]))}, it has to say {' or '.join(sorted(words))}"
        for code, (words, place) in sorted(emitted.items())
        if code in told and told[code] != words
    ]
    assert not faults, "\n" + "\n".join(faults)


def codes_of_the_page() -> Mapping[str, set[str]]:
    """Return the second column (levels or errors) of each code in the tables of the page."""
    text = (ROOT / "docs/diagnostics.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| ([^|]+) \|", text, re.M)
    assert len({code for code, _ in rows}) == len(rows), "a code has two rows"
    return {code: set(re.findall(r"info|warning|\w+Error", words)) for code, words in rows}


def codes_of_the_source() -> Mapping[str, tuple[set[str], str]]:
    """Return the levels or errors of each code in the source, and one place where it is."""
    found: dict[str, tuple[set[str], str]] = defaultdict(lambda: (set(), ""))
    for path in sorted(PACKAGE.rglob("*.py")):
        if PACKAGE / "simulator" in path.parents:
            continue  # what it answers is the platform's, and its journal's
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node, code, word in _emitters(tree):
            place = f"{path.relative_to(ROOT)}:{node.lineno}"
            shown = f"{path.relative_to(PACKAGE)}: {ast.unparse(code)}"
            codes = HANDED_ON[shown] if shown in HANDED_ON else _strings(code, tree)
            assert codes or shown in HANDED_ON, f"{place}: name the code here, as a string"
            for each in codes:
                known = found[each][0]
                found[each] = known | _words(word, tree), place
    return found


def _emitters(tree: ast.AST) -> Iterator[tuple[ast.expr, ast.expr, ast.expr | str]]:
    """Yield what emits a code: where, the code, and the level or the name of the error."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Attribute(attr="report"), [level, code, _, *_]):
                yield node, code, level
            case ast.Call(ast.Name("Diagnostic"), [level, code, _, _, *_]):
                yield node, code, level
            case ast.Call(ast.Attribute(attr="fail"), [code, _, *_]):
                yield node, code, "LayoutError"
            case ast.Tuple([ast.Attribute(ast.Name("Level")) as level, ast.Constant() as code, _]):
                yield node, code, level
            case ast.Call(func):
                name = ast.unparse(func)
                for keyword in node.keywords:
                    if keyword.arg == "code" and name.endswith(("Error", "super().__init__")):
                        yield node, keyword.value, name
            case _:
                pass


def _strings(node: ast.expr, tree: ast.AST) -> set[str]:
    """Return the strings that an expression can be; a name is what its module assigns to it."""
    match node:
        case ast.Constant(str() as text):
            return {text} if text else set()
        case ast.IfExp(_, one, other):
            return _strings(one, tree) | _strings(other, tree)
        case ast.Dict(values=values):
            return {text for value in values for text in _strings(value, tree)}
        case ast.Subscript(value):
            return _strings(value, tree)
        case ast.Call(args=args):  # MappingProxyType({...})
            return {text for each in args for text in _strings(each, tree)}
        case ast.Name(name):
            return {text for value in _assigned(name, tree) for text in _strings(value, tree)}
        case _:
            return set()


def _words(word: ast.expr | str, tree: ast.AST) -> set[str]:
    """Return the levels that an expression can be, in small letters; a name of an error as is."""
    match word:
        case str():
            return {word}
        case ast.Attribute(ast.Name("Level") | ast.Attribute(_, "Level"), level):
            return {level.lower()} & LEVELS
        case ast.IfExp(_, one, other):
            return _words(one, tree) | _words(other, tree)
        case ast.Name(name):
            return {each for value in _assigned(name, tree) for each in _words(value, tree)}
        case _:
            return set()


def _assigned(name: str, tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign([ast.Name(target)], value) if target == name:
                yield value
            case ast.AnnAssign(ast.Name(target), _, ast.expr() as value) if target == name:
                yield value
            case _:
                pass
