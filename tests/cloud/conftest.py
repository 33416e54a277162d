"""A stub platform, and both clients behind one synchronous face."""

import functools
import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal

from ddjlayout.cloud.aio import AsyncClient
from ddjlayout.cloud.client import Client
from ddjlayout.cloud.flow import Sources
from tests.cloud.stub import Stub

SECRET = "s3cr3t-of-the-till-0042"
UUID = "0123456789abcdef"
CONTENT = '[{"Alignment":0,"BaseText":"aGVsbG8=","Bold":0,"FontSize":0,"PrintType":0}]'


class Clock:
    """Time that passes only when somebody sleeps; `offset` is how far its Unix time is off."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.now = now
        self.sleeps: list[float] = []

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds

    async def async_sleep(self, seconds: float) -> None:
        self.sleep(seconds)

    def sources(self) -> Sources:
        return Sources(self.time, self.time, random.Random(7))


class Awaited:
    """An AsyncClient with each of its methods run to its end in an event loop."""

    def __init__(self, client: AsyncClient, call: Callable[..., Any]) -> None:
        self.client = client
        self._call = call

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self.client, name)
        return lambda *given, **named: self._call(functools.partial(method, *given, **named))

    def __repr__(self) -> str:
        return repr(self.client)


@pytest.fixture
def stub() -> Iterator[Stub]:
    server = Stub()
    yield server
    server.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


MakeClient = Callable[..., Any]


@pytest.fixture(params=["requests", "httpx on asyncio", "httpx on trio"])
def make_client(request: pytest.FixtureRequest, stub: Stub, clock: Clock) -> Iterator[MakeClient]:
    """Make a client for the stub; time stands still but for sleeps unless `real_time`."""
    kind: str = request.param
    with ExitStack() as stack:
        call: Callable[..., Any] | None = None
        if kind != "requests":
            backend = kind.rpartition(" ")[2]
            pytest.importorskip(backend)
            call = stack.enter_context(start_blocking_portal(backend)).call

        def make(*, real_time: bool = False, **settings: Any) -> Any:
            settings = {"app_id": "till", "app_secret": SECRET, "base_url": stub.url} | settings
            if not real_time:
                settings["sources"] = clock.sources()
            if call is None:
                client = Client(sleep=time.sleep if real_time else clock.sleep, **settings)
                return stack.enter_context(client)
            settings |= {} if real_time else {"sleep": clock.async_sleep}
            client_later = AsyncClient(**settings)
            stack.callback(lambda: call(client_later.close))
            return Awaited(client_later, call)

        yield make
