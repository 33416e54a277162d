"""What all tests share: the option that rewrites goldens, and the variable that forbids skips."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest

from tests.goldens import Goldens

ROOT = Path(__file__).parent.parent
Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite golden/ with what the code makes now"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Goldens:
    """Compare with files in golden/, or rewrite them under --update-golden."""
    return Goldens(ROOT / "golden", update=bool(request.config.getoption("--update-golden")))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return strict((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return strict((yield))


def strict(report: Report) -> Report:
    """Make a skip a failure where DDJ_NO_SKIP is set: what a test needs is to be there."""
    if report.skipped and "DDJ_NO_SKIP" in os.environ and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"no test may skip here: {reason}"
    return report
