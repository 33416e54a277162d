"""Fixtures: a platform without sockets and a running simulator."""

import pytest

from ddjlayout.simulator.pytest_plugin import (  # noqa: F401
    _ddj_simulator_process,
    ddj_simulator,
)
from tests.simulator.calling import Caller, Desk


@pytest.fixture
def desk() -> Desk:
    """A simulator without sockets, its clock at START and in the test's hand."""
    return Desk()


@pytest.fixture
def caller(ddj_simulator) -> Caller:  # noqa: F811
    """A client of the running simulator."""
    return Caller(ddj_simulator)
