"""Everybody who takes part: how each is started, as one warm process."""

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PEERS = HERE / "peers"
OURS = "ddjlayout with fast"
OURS_BARE = "ddjlayout without fast"
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


class Candidate(NamedTuple):
    """One process that serves jobs; `install` says how somebody gets it."""

    name: str
    command: tuple[str, ...]
    install: str = ""
    env: dict[str, str] = {}  # noqa: RUF012 - never written to


def find(env: dict[str, str]) -> list[Candidate]:
    """Return everybody, installed or not; `env` is what the Node peers need to know."""
    extra, npm = "pip install -e '.[bench]'", "npm install in benchmarks/peers"
    npm_named = ("receiptline", "receipt-printer-encoder", "react-thermal-printer")
    return [
        _python(OURS, "benchmarks.ours"),
        _python(OURS_BARE, "benchmarks.ours", "--without-fast"),
        _python("floor", "benchmarks.ours"),
        _python("floor without fast", "benchmarks.ours", "--without-fast"),
        _python("python-escpos", "benchmarks.peers.python_escpos", install=extra),
        _python("typst", "benchmarks.peers.typst_png", install=f"{extra}, and a Chinese font"),
        _python("Pillow with a TTF", "benchmarks.peers.pillow_ttf", install="a Chinese font"),
        _python("WeasyPrint", "benchmarks.peers.weasyprint_png", install="and poppler-utils"),
        *[_node(name, name, npm, env) for name in npm_named],
        _node("receiptline to SVG", "receiptline-png", npm, env),
        _node("Chromium", "chromium", f"chromium, and {npm}", env),
    ]


def chromium() -> str:
    """Return Chromium's path, '' when it is not installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), "")


def environment() -> dict[str, str]:
    """Return this process's environment with the repository on Python's path.

    Bytecode is kept, as it is for everything that pip installs: else a new process of ours would
    compile its source every time and those of the peers would not.
    """
    kept = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    return {**kept, "PYTHONPATH": str(HERE.parent)}


def _python(name: str, module: str, *flags: str, install: str = "") -> Candidate:
    return Candidate(name, (sys.executable, "-m", "benchmarks.worker", module, *flags), install)


def _node(name: str, script: str, install: str, env: dict[str, str]) -> Candidate:
    node = shutil.which("node") or "node"
    return Candidate(name, (node, str(PEERS / "worker.mjs"), script), install, env)
