"""What `--help` says: the exit codes, and every argument and option of the commands."""

import re

from ddjlayout import errors
from ddjlayout.cli.main import EXIT_CODES
from tests.cli.conftest import Ddj

ROW = re.compile(r"(?:^|  )(\d+) (\S.*?)(?=  |$)", re.M)


def test_every_exit_code_has_a_row(ddj: Ddj) -> None:
    shown = ddj("--help").stdout.decode()
    rows = {int(code): text for code, text in ROW.findall(shown[shown.index("Exit codes:") :])}
    raised = {kind.exit_code for kind in errors.DdjError.__subclasses__()}
    assert sorted(rows) == sorted({0, 1, 10} | raised)
    assert rows[5] == "template (not used yet)"
    assert max(map(len, EXIT_CODES.splitlines())) <= 80
