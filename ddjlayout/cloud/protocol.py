"""Between the clients and the wire: the six calls, wait and print_and_wait, each as a flow."""

from typing import NamedTuple, TypeVar

from ddjlayout.cloud import calls, failures
from ddjlayout.cloud.arguments import check_callable, check_kind, check_seconds
from ddjlayout.cloud.calls import Call
from ddjlayout.cloud.exchange import Exchange
from ddjlayout.cloud.failures import Outcome, RefusedError
from ddjlayout.cloud.flow import (
    Account,
    ClientOptions,
    Flow,
    Sleep,
    Sources,
    Watcher,
)
from ddjlayout.cloud.replies import Bound, PageTask, Task
from ddjlayout.cloud.wire import Code, DeviceState, TaskState
from ddjlayout.errors import DdjError

T = TypeVar("T")
_LAST_POLL = 0.1


class Printed(NamedTuple):
    """A task that printed, and the seconds the wait for it took."""

    task_id: int
    seconds: float

    @property
    def printed(self) -> Outcome:
        """Always "yes"; the errors have the same attribute."""
        return "yes"


class _Watch(NamedTuple):
    # A task to wait for: how to ask for it, and whether it is a page's, None if nobody knows.
    call: Call[TaskState]
    task_id: int
    page: bool | None


class Flows:
    """The platform's calls for one account.

    Arguments are checked when a flow is made, before anything is sent. A flow raises only
    DdjError, and ends within `options.call_deadline` (a wait: within its own deadline) if its
    driver keeps `Send.total` and `Sleep.seconds`.
    """

    def __init__(self, account: Account, options: ClientOptions, sources: Sources) -> None:
        check_kind("options", "options", options, ClientOptions)
        account.check()
        options.check()
        self._open_user_id = account.open_user_id
        self._options = options
        self._now = sources.monotonic
        self._random = sources.random
        self._exchange = Exchange(account, options, sources)

    def bind(self, uuid: str, user_id: str, device_name: str | None = None) -> Flow[Bound]:
        """Bind your own id of a user to a device; `device_name` is known to V4.0 devices."""
        return self._call(calls.bind(uuid, user_id, device_name))

    def device_state(self, uuid: str) -> Flow[DeviceState]:
        """Ask for a device's state."""
        return self._call(calls.device_state(uuid))

    def print_content(self, uuid: str, content: str, open_user_id: int | None = None) -> Flow[Task]:
        """Print a `PrintContent` string."""
        return self._call(self._print(uuid, content, open_user_id))

    def print_url(self, uuid: str, url: str, open_user_id: int | None = None) -> Flow[PageTask]:
        """Print a public web page."""
        return self._call(calls.print_url(uuid, url, self._user(open_user_id)))

    def task_state(self, task: Task | int) -> Flow[TaskState]:
        """Ask for a task's state."""
        return self._call(calls.task_state(_task_id(task)))

    def device_mac(self, uuid: str) -> Flow[str]:
        """Ask for a device's MAC address."""
        return self._call(calls.device_mac(uuid))

    def wait(
        self, task: Task | int, deadline: float, watcher: Watcher | None = None
    ) -> Flow[Printed]:
        """Poll until the task has printed, for at most `deadline` seconds.

        Raises TaskEndedError when it ended without paper, OutcomeLostError when its end was not
        seen.
        """
        check_seconds("deadline", deadline)
        check_callable("wait", "watcher", watcher)
        call = calls.task_state(_task_id(task))
        page = isinstance(task, PageTask) if isinstance(task, Task) else None
        return self._wait(_Watch(call, _task_id(task), page), self._now() + deadline, watcher)

    def print_and_wait(
        self, uuid: str, content: str, deadline: float, watcher: Watcher | None = None
    ) -> Flow[Printed]:
        """Print a `PrintContent` string and wait for its end, at most `deadline` seconds in all."""
        check_seconds("deadline", deadline)
        check_callable("print_and_wait", "watcher", watcher)
        return self._print_and_wait(self._print(uuid, content, None), deadline, watcher)

    def _print(self, uuid: str, content: str, open_user_id: int | None) -> Call[Task]:
        limit = self._options.max_content_bytes
        return calls.print_content(uuid, content, self._user(open_user_id), limit)

    def _user(self, open_user_id: int | None) -> int:
        return self._open_user_id if open_user_id is None else open_user_id

    def _call(self, call: Call[T]) -> Flow[T]:
        return self._exchange.repeated(call, self._now() + self._options.call_deadline)

    def _print_and_wait(
        self, call: Call[Task], deadline: float, watcher: Watcher | None
    ) -> Flow[Printed]:
        start = self._now()
        patience = min(self._options.call_deadline, deadline)
        task = yield from self._exchange.repeated(call, start + patience)
        watch = _Watch(calls.task_state(task.id), task.id, page=False)
        return (yield from self._wait(watch, start + deadline, watcher))

    def _wait(self, watch: "_Watch", end: float, watcher: Watcher | None) -> Flow[Printed]:
        task_id = watch.task_id
        start, pause = self._now(), self._options.poll_first
        seen: TaskState | None = None
        while True:
            answer = yield from self._poll(watch.call, end)
            waited = self._now() - start
            if isinstance(answer, TaskState):
                seen = answer
                if watcher is not None:
                    watcher(seen, waited)
                if seen is TaskState.PRINTED:
                    return Printed(task_id, waited)
                if seen is not TaskState.PENDING:
                    raise failures.ended(task_id, seen, page=watch.page)
            left = end - self._now()
            if left < _LAST_POLL or _is_final(answer):
                raise failures.unanswered(task_id, seen, answer, waited)
            # Halving near the end: the last answer is a late one, and the deadline is kept.
            yield Sleep(min(pause * self._random.uniform(0.8, 1.2), left / 2))
            pause = min(pause * 1.5, self._options.poll_most)

    def _poll(self, call: Call[TaskState], end: float) -> Flow[TaskState | DdjError]:
        try:
            patience = self._now() + self._options.call_deadline
            return (yield from self._exchange.once(call, min(end, patience)))
        except DdjError as trouble:
            return trouble


def _is_final(answer: TaskState | DdjError) -> bool:
    # Only a refusal that time does not heal ends a wait; whatever else failed is asked again.
    return isinstance(answer, RefusedError) and answer.reply_code not in (
        Code.SERVER_FAULT,
        Code.CALL_LIMIT,
        Code.DEVICE_LOST,
    )


def _task_id(task: Task | int) -> int:
    return task.id if isinstance(task, Task) else task
