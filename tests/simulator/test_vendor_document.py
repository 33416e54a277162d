"""The table of the vendor's document names tests: each of them is there."""

import re
from pathlib import Path

from ddjlayout.cloud.wire import MESSAGES_ZH

HERE = Path(__file__).parent
TABLE = (HERE.parent.parent / "docs" / "vendor-document.md").read_text(encoding="utf-8")


def test_every_test_that_is_named_exists():
    named = set(re.findall(r"`(test_\w+)`", TABLE))
    files = "\n".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
    there = set(re.findall(r"^def (test_\w+)\(", files, re.MULTILINE))
    assert len(named) > 80
    assert named - there == set()


def test_every_row_names_a_test():
    rows = [line for line in TABLE.splitlines() if line.startswith("| ")]
    bodies = [row for row in rows if not row.startswith(("| ---", "| statement", "| rule"))]
    bodies = [row for row in bodies if not row.startswith(("| code", "| what they send"))]
    assert [row for row in bodies if "`test_" not in row] == []


def test_every_code_stands_in_the_table_with_its_official_words():
    for code, message in MESSAGES_ZH.items():
        assert f"| {code.value} {message} |" in TABLE
