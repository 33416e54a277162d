"""`ddj simulator`: the simulator on real sockets, one for the vendor's calls and one for the admin.

The only part of the simulator that opens sockets, starts threads and tells the real time.
"""

import asyncio
import secrets
import socket
import threading
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, TypeVar

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from ddjlayout.errors import NetworkError

from .admin import admin_app
from .config import Config
from .core import Simulator
from .courier import Courier
from .door import Door
from .fetcher import Fetcher
from .remote import RunningSimulator
from .web.assets import page_url
from .web.feed import Feed
from .wiring import Connections

T = TypeVar("T")

START_TIMEOUT = 30.0
"""Seconds a simulator may take to start."""


def serve(config: Config, *, host: str, port: int, ready: Callable[[dict[str, Any]], None]) -> None:
    """Run a simulator until it is interrupted.

    The vendor's calls are taken at `host` and `port` (0: a free one), the admin API and the page
    where the configuration says. `ready` is called once with `url`, `admin_url`, `admin_token`,
    `page_url`, `app_id`, `app_secret` and `devices`. Raises NetworkError if it cannot listen
    there, InputError if the state file cannot be used.
    """
    server = _Server(config, host, port)
    try:
        server.run_until_stopped(lambda: ready(server.description))
    finally:
        server.close()


@contextmanager
def running(config: Config | None = None) -> Generator[RunningSimulator]:
    """Run a simulator on free ports of this machine in a thread of its own.

    Raises as `serve` does.
    """
    server = _Server(config or Config(), "127.0.0.1", 0)
    started = threading.Event()
    causes: list[BaseException] = []

    def work() -> None:
        try:
            server.run_until_stopped(started.set)
        except BaseException as error:  # told where it can be handled, below
            causes.append(error)
        finally:
            started.set()

    thread = threading.Thread(target=work, name="ddj-simulator", daemon=True)
    thread.start()
    try:
        if not started.wait(START_TIMEOUT):
            raise NetworkError("the simulator did not start")
        if causes:
            raise NetworkError("the simulator did not start") from causes[0]
        yield RunningSimulator(server.simulator, server.description, server.do)
    finally:
        server.should_exit = True
        thread.join()
        server.close()


class _Server(uvicorn.Server):
    """uvicorn with two sockets, and the simulator's own time keeper beside them."""

    def __init__(self, config: Config, host: str, port: int) -> None:
        with ExitStack() as opened:
            self.simulator = Simulator(config, time.time)
            opened.callback(self.simulator.close)
            door = opened.enter_context(_listen(host, port))
            admin_door = opened.enter_context(_listen(config.admin_host, config.admin_port))
            self._opened = opened.pop_all()  # from here on, `close` closes them
        self._sockets = (door, admin_door)
        token = config.admin_token or secrets.token_urlsafe(24)
        self.description = _description(config, self._sockets, token)
        connections = Connections()
        admin_port = self._sockets[1].getsockname()[1]
        url = self.description["url"]
        self._feed = Feed(self.simulator, url)
        admin = admin_app(
            self.simulator,
            token=token,
            url=url,
            feed=self._feed,
            changed=self.wake,
        )
        app = _Doors(Door(self.simulator, connections), admin, admin_port)
        super().__init__(
            uvicorn.Config(
                app,
                http=connections.protocol(),
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                date_header=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=1,
            )
        )
        self.simulator.listeners.append(lambda _: self.wake())
        self._ready: Callable[[], None] = lambda: None
        self._woken = asyncio.Event()
        self._chores: list[asyncio.Task[None]] = []

    def close(self) -> None:
        """Let go of the state file and of the sockets."""
        self._opened.close()

    def run_until_stopped(self, ready: Callable[[], None]) -> None:
        """Serve until told to stop; `ready` is called when calls are taken."""
        self._ready = ready
        asyncio.run(self.serve(sockets=list(self._sockets)))

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and set the time keeper and the courier to work."""
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        courier, self._fetcher = Courier(self.simulator), Fetcher(self.simulator, self.wake)
        self._chores = [asyncio.create_task(self._keep_time(courier))]
        if not self.should_exit:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        self._feed.close()
        for chore in self._chores:
            chore.cancel()
        await self._fetcher.close()
        await super().shutdown(sockets)

    def wake(self) -> None:
        """Let the time keeper look what is due, and the page what is new: something has changed."""
        self._woken.set()
        self._feed.wake()

    def do(self, work: Callable[[], T]) -> T:
        """Do something in the server's thread, from another one."""

        async def working() -> T:
            try:
                return work()
            finally:
                self.wake()

        return asyncio.run_coroutine_threadsafe(working(), self._loop).result()

    async def _keep_time(self, courier: Courier) -> None:
        """Let the printers work when something is due, and send callbacks."""
        while True:
            self._woken.clear()
            self.simulator.tick()
            courier.send_waiting()
            self._fetcher.start_waiting()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self.simulator.idle_seconds())


class _Doors:
    """Sends a request to the door that its connection came to."""

    def __init__(self, door: ASGIApp, admin: ASGIApp, admin_port: int) -> None:
        self._door = door
        self._admin = admin
        self._admin_port = admin_port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        at_admin = scope["server"][1] == self._admin_port
        await (self._admin if at_admin else self._door)(scope, receive, send)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        sock = socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, OverflowError) as error:
        hint = "choose another port, or 0 for a free one"
        raise NetworkError(f"cannot listen at {host}:{port}: {error}", hint=hint) from None
    # inherited by each connection; without it a reply's body waits 40 ms behind its head
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def _url(sock: socket.socket) -> str:
    host, port = str(sock.getsockname()[0]), int(sock.getsockname()[1])
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _description(
    config: Config, sockets: tuple[socket.socket, socket.socket], token: str
) -> dict[str, Any]:
    account = config.accounts[0]
    return {
        "url": _url(sockets[0]),
        "admin_url": _url(sockets[1]),
        "admin_token": token,
        "page_url": page_url(_url(sockets[1]), token),
        "app_id": account.app_id,
        "app_secret": account.app_secret,
        "devices": [{"uuid": d.uuid, "model": d.model} for d in config.devices],
    }
