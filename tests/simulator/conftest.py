"""Fixtures: a platform without sockets and a running simulator."""

import pytest

from ddjlayout.simulator.pytest_plugin import (  # noqa: F401
    _ddj_simulator_process,
    ddj_simulator,
)
from tests.simulator.browser import Page, chromium
from tests.simulator.calling import Caller, Desk


@pytest.fixture
def desk() -> Desk:
    """A simulator without sockets, its clock at START and in the test's hand."""
    return Desk()


@pytest.fixture
def caller(ddj_simulator) -> Caller:  # noqa: F811
    """A client of the running simulator."""
    return Caller(ddj_simulator)


@pytest.fixture(scope="session")
def _browser():
    with chromium() as driver:
        yield driver


@pytest.fixture
def page(_browser, ddj_simulator):  # noqa: F811
    """The simulator's page, open, live and forgetful; its console has to stay clean."""
    page = Page(_browser, ddj_simulator)
    page.screen(1440, 900)
    page.media(prefers_color_scheme="light", prefers_reduced_motion="no-preference")
    page.open()
    page.complaints()
    yield page
    complaints = page.complaints()
    page.leave()
    assert complaints == []
