"""The fence: what the simulator shares with the package it is a witness of."""

import ast
from pathlib import Path

import ddjlayout.simulator

SHARED = {
    "ddjlayout.cloud",
    "ddjlayout.cloud.quiet",
    "ddjlayout.cloud.wire",
    "ddjlayout.errors",
    "ddjlayout.raster.atlas",
}
SHARED |= {"ddjlayout.pages.gate", "ddjlayout.pages.render"}
FOLDER = Path(ddjlayout.simulator.__file__).parent


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    plain = (node for node in ast.walk(tree) if isinstance(node, ast.Import))
    names = {node.module for node in froms if not node.level and node.module}
    return names | {alias.name for node in plain for alias in node.names}


def test_the_simulator_shares_the_wire_the_errors_and_the_glyphs_alone():
    files = list(FOLDER.rglob("*.py"))
    assert len(files) > 20
    for path in files:
        ours = {name for name in imported(path) if name.startswith("ddjlayout")}
        assert ours <= SHARED, path.name


def test_of_the_wire_package_it_takes_the_words_alone():
    for path in FOLDER.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "ddjlayout.cloud":
                assert [alias.name for alias in node.names] == ["wire"], path.name


def test_sockets_threads_and_the_clock_are_in_the_server_alone():
    for path in FOLDER.rglob("*.py"):
        used = imported(path) & {"socket", "threading", "time", "requests", "uvicorn", "secrets"}
        if path.name in ("server.py", "courier.py", "wiring.py"):
            continue
        assert used == set(), path.name
