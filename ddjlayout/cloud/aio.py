"""At the platform's door: the asynchronous client, which drives the protocol's flows over httpx."""

import time
from collections.abc import Awaitable, Callable
from random import SystemRandom
from types import TracebackType
from typing import Self, TypeVar

import anyio

from ddjlayout.cloud.async_http import HttpxTransport
from ddjlayout.cloud.flow import (
    Account,
    ClientOptions,
    Flow,
    Send,
    Sleep,
    Sources,
    TransportError,
    Watcher,
)
from ddjlayout.cloud.protocol import Flows, Printed
from ddjlayout.cloud.replies import Bound, HttpResponse, PageTask, Task
from ddjlayout.cloud.security import Secret, checked_base_url
from ddjlayout.cloud.transport import AsyncTransport, note, resume
from ddjlayout.cloud.wire import VENDOR_URL, DeviceState, TaskState

T = TypeVar("T")


class AsyncClient:
    """`ddjlayout.Client`, awaited, on asyncio or trio; one client for one event loop.

    Arguments, results and errors are those of `ddjlayout.cloud.client.Client`. Cancelling a print
    leaves it unknown whether it was printed.
    """

    def __init__(  # noqa: PLR0913  (keyword-only settings)
        self,
        app_id: str,
        app_secret: str | Secret,
        *,
        base_url: str = VENDOR_URL,
        open_user_id: int = 0,
        options: ClientOptions = ClientOptions(),  # noqa: B008  (a tuple of numbers)
        allow_insecure_http: bool = False,
        transport: AsyncTransport | None = None,
        sources: Sources | None = None,
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
    ) -> None:
        # The name is bound anew: a traceback that shows variables must not show the secret.
        app_secret = Secret.of(app_secret)
        url = checked_base_url(base_url, allow_insecure_http=allow_insecure_http)
        sources = sources or Sources(time.time, time.monotonic, SystemRandom())
        self._flows = Flows(Account(app_id, app_secret, open_user_id), options, sources)
        self._sleep = sleep
        self._transport = transport or HttpxTransport(url, ca_file=options.ca_file)

    async def bind(self, uuid: str, user_id: str, device_name: str | None = None) -> Bound:
        """Bind your own id of a user to a device; `device_name` is known to V4.0 devices."""
        return await self._run(self._flows.bind(uuid, user_id, device_name))

    async def device_state(self, uuid: str) -> DeviceState:
        """Return a device's state."""
        return await self._run(self._flows.device_state(uuid))

    async def print_content(
        self, uuid: str, content: str, *, open_user_id: int | None = None
    ) -> Task:
        """Print a `PrintContent` string and return its task; the paper comes later, if it comes."""
        return await self._run(self._flows.print_content(uuid, content, open_user_id))

    async def print_url(self, uuid: str, url: str, *, open_user_id: int | None = None) -> PageTask:
        """Print a public web page and return its task."""
        return await self._run(self._flows.print_url(uuid, url, open_user_id))

    async def task_state(self, task: Task | int) -> TaskState:
        """Return a task's state."""
        return await self._run(self._flows.task_state(task))

    async def device_mac(self, uuid: str) -> str:
        """Return a device's MAC address."""
        return await self._run(self._flows.device_mac(uuid))

    async def wait(
        self, task: Task | int, *, deadline: float = 120.0, watcher: Watcher | None = None
    ) -> Printed:
        """Return once the task has printed; `deadline` is in seconds.

        Raises TaskEndedError when it ended without paper, OutcomeLostError when its end was not
        seen in time.
        """
        return await self._run(self._flows.wait(task, deadline, watcher))

    async def print_and_wait(
        self, uuid: str, content: str, *, deadline: float = 120.0, watcher: Watcher | None = None
    ) -> Printed:
        """Print a `PrintContent` string and wait for its end, `deadline` seconds in all."""
        return await self._run(self._flows.print_and_wait(uuid, content, deadline, watcher))

    async def close(self) -> None:
        """Close the connections; the client may not be used afterwards."""
        await self._transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return "AsyncClient()"

    async def _run(self, flow: Flow[T]) -> T:
        outcome: HttpResponse | TransportError | None = None
        try:
            while True:
                step = resume(flow, outcome)
                if isinstance(step, Sleep):
                    await self._sleep(step.seconds)
                    outcome = None
                else:
                    outcome = await self._carried(step)
                    note(step, outcome)
        except StopIteration as end:
            result: T = end.value
            return result

    async def _carried(self, send: Send) -> HttpResponse | TransportError:
        try:
            return await self._transport.send(send)
        except TransportError as failure:
            return failure
