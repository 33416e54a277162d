"""Fixtures: real web servers of this machine, and a place where Chromium's folders are counted."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ddjlayout.errors import InputError
from ddjlayout.pages.chromium import NO_SANDBOX, SANDBOX, find_chromium
from ddjlayout.pages.render import PageOptions, render_page
from tests.pages.site import Site


@pytest.fixture(scope="session")
def chromium() -> Iterator[str]:
    """The Chromium that tests run, or a skip that says what is missing.

    Where its sandbox does not work it goes without: the pages are the tests' own.
    """
    try:
        program = find_chromium(os.environ)
    except InputError as error:
        pytest.skip(str(error))
    with pytest.MonkeyPatch.context() as patch:
        try:
            render_page("http://127.0.0.1:9/", options=PageOptions(fetch=True))
        except InputError as error:
            if error.code == NO_SANDBOX:
                patch.setenv(SANDBOX, "off")
        yield program


@pytest.fixture(scope="session")
def chinese_font() -> None:
    """A Chinese font among those of the machine, or a skip: without one Chromium draws boxes."""
    try:
        fonts = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=True).stdout
    except FileNotFoundError:
        pytest.skip("fontconfig is not installed")
    if not fonts:
        pytest.skip("no Chinese font is installed")


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
