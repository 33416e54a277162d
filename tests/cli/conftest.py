"""Runs the real command in a process of its own, as a user does."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Ddj = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def ddj(tmp_path: Path) -> Ddj:
    """Run `ddj` with arguments in a folder of its own; nothing of the user's own is seen."""

    def run(
        *words: str, stdin: bytes = b"", env: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[bytes]":
        clean = {k: v for k, v in os.environ.items() if not k.startswith("DDJ_")}
        clean |= {"XDG_CONFIG_HOME": str(tmp_path / "config"), "COLUMNS": "100"}
        return subprocess.run(
            [sys.executable, "-m", "ddjlayout", *words],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=clean | (env or {}),
            check=False,
        )

    return run


@pytest.fixture
def source(tmp_path: Path) -> Callable[[str], str]:
    """Write a source whose receipt(data) returns an expression; return its name."""

    def write(expression: str) -> str:
        (tmp_path / "order.py").write_text(
            f"from ddjlayout import *\ndef receipt(data):\n    return {expression}\n",
            encoding="utf-8",
        )
        return "order.py"

    return write
