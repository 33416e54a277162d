"""The server's start: what fails is told with its cause, and nothing is left open."""

import socket

import pytest

from ddjlayout.errors import NetworkError
from ddjlayout.simulator import server
from ddjlayout.simulator.config import Config
from ddjlayout.simulator.server import running


def test_what_was_opened_is_closed_when_a_port_is_taken(tmp_path):
    file = tmp_path / "state.sqlite"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        wanted = Config(state_file=file, admin_port=taken.getsockname()[1])
        for _ in range(2):
            with pytest.raises(NetworkError, match="cannot listen"), running(wanted):
                pass
    with running(Config(state_file=file)) as simulator:
        assert simulator.task


def test_a_thread_that_dies_at_the_start_is_told_at_once_with_its_cause(tmp_path, monkeypatch):
    async def startup(*_, **__):
        raise RuntimeError("no loop today")

    file = tmp_path / "state.sqlite"
    with monkeypatch.context() as patch:
        patch.setattr(server._Server, "startup", startup)
        with pytest.raises(NetworkError) as error, running(Config(state_file=file)):
            pass
    assert "no loop today" in str(error.value.__cause__)
    with running(Config(state_file=file)):
        pass
