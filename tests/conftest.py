"""What all tests share: the option that rewrites goldens."""

from pathlib import Path

import pytest

from tests.goldens import Goldens

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite golden/ with what the code makes now"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Goldens:
    """Compare with files in golden/, or rewrite them under --update-golden."""
    return Goldens(ROOT / "golden", update=bool(request.config.getoption("--update-golden")))
