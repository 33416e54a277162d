"""For tests: the fixture `ddj_simulator`, a simulator on a free port, fresh for each test.

Load it with `pytest_plugins = ["ddjlayout.simulator.pytest_plugin"]` or `-p`.
"""

from collections.abc import Iterator

import pytest

from .remote import RunningSimulator
from .server import running


@pytest.fixture(scope="session")
def _ddj_simulator_process() -> Iterator[RunningSimulator]:
    with running() as simulator:
        yield simulator


@pytest.fixture
def ddj_simulator(_ddj_simulator_process: RunningSimulator) -> RunningSimulator:
    """A simulated platform at `ddj_simulator.url`, reset before each test."""
    _ddj_simulator_process.reset()
    return _ddj_simulator_process
