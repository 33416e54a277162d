"""Fixtures: real web servers of this machine, and a place where Chromium's folders are counted."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ddjlayout.errors import InputError
from ddjlayout.pages.chromium import find_chromium
from tests.pages.site import Site


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium that tests run, or a skip that says what is missing."""
    try:
        return find_chromium(os.environ)
    except InputError as error:
        pytest.skip(str(error))


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server on a free port of 127.0.0.1, without pages yet."""
    with Site() as site:
        yield site


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for all temporary files, open to the user that Chromium runs as."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)
