"""Under the simulator's platform: the tables of its records, and what of them has changed."""

import zlib
from binascii import a2b_base64, b2a_base64
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from ddjlayout.cloud.wire import TaskState
from ddjlayout.errors import InputError

from .paper import Paper
from .records import Account, Device, Settings, Task, User
from .schema import read, write

FIRST_TASK_ID = 5_000_000_001
"""The first `TaskId`: more than 32 bits, so that a client with too small an integer shows."""

FIRST_OPEN_USER_ID = 10_001
"""The first `OpenUserId`."""

ROLL_LENGTH = 2000
"""How many prints are remembered by time and printer."""


@dataclass(frozen=True, slots=True)
class Print:
    """One run of a print head: `rows` of a task's paper, at the Unix time it ended.

    `number` counts the runs of the state, from 0; `State.add_run` gives it.
    """

    uuid: str
    task_id: int
    at: float
    rows: int
    complete: bool
    number: int = 0


class Change(NamedTuple):
    """A row to be kept or, when `row` is None, forgotten."""

    kind: str
    key: str
    row: dict[str, Any] | None


@dataclass(slots=True)
class Counter:
    """The next numbers to be given out, and how much was printed.

    `run` numbers the next run of a print head; `prints` counts the whole papers that came out, and
    `partial` the pieces.
    """

    task_id: int = FIRST_TASK_ID
    open_user_id: int = FIRST_OPEN_USER_ID
    run: int = 0
    prints: int = 0
    partial: int = 0


class State:
    """Everything the platform knows: accounts, devices, users, tasks and papers.

    Whoever changes a record calls `touch`; `changes` hands out what was touched since.
    """

    def __init__(self) -> None:
        self.counter = Counter()
        self.accounts: dict[str, Account] = {}
        self.devices: dict[str, Device] = {}
        self.users: dict[int, User] = {}
        self.tasks: dict[int, Task] = {}
        self.papers: dict[int, Paper] = {}
        self.queues: dict[str, deque[int]] = {}
        self.roll: deque[Print] = deque()
        self.paper_bytes = 0
        self._named: dict[tuple[str, str], User] = {}
        self._ended: deque[int] = deque()
        self._with_paper: deque[int] = deque()
        self._touched: dict[tuple[str, str], None] = {}

    def touch(self, kind: str, key: object) -> None:
        """Note that a record was added, changed or removed."""
        self._touched[kind, str(key)] = None

    def user(self, app_id: str, user_id: str) -> User | None:
        """Find a user by the account's own name for it."""
        return self._named.get((app_id, user_id))

    def add_account(self, account: Account) -> None:
        """Add an account or replace it."""
        self.accounts[account.app_id] = account
        self.touch("account", account.app_id)

    def add_device(self, device: Device) -> None:
        """Add a printer or replace it; jobs that wait at it stay."""
        self.devices[device.uuid] = device
        self.queues.setdefault(device.uuid, deque())
        self.touch("device", device.uuid)

    def add_user(self, user: User) -> None:
        """Add a user or replace it; a number of 0 is replaced by the next free one."""
        if user.open_user_id == 0:
            user.open_user_id = self.counter.open_user_id
        self.counter.open_user_id = max(self.counter.open_user_id, user.open_user_id + 1)
        self.users[user.open_user_id] = user
        self._named[user.app_id, user.user_id] = user
        self.touch("user", user.open_user_id)
        self.touch("counter", "")

    def add_task(self, task: Task, paper: Paper | None) -> None:
        """Add a task that waits, with its paper."""
        self.tasks[task.task_id] = task
        self.counter.task_id = max(self.counter.task_id, task.task_id + 1)
        self.queues[task.uuid].append(task.task_id)
        if paper is not None:
            self.add_paper(task, paper)
        self.touch("task", task.task_id)
        self.touch("counter", "")

    def add_paper(self, task: Task, paper: Paper) -> None:
        """Give a task that waits its paper."""
        self.papers[task.task_id] = paper
        self.paper_bytes += len(paper.rows)
        self.touch("paper", task.task_id)
        self.touch("task", task.task_id)

    def add_run(self, run: Print) -> None:
        """Note a run of a print head, number it and count it; forget the oldest past the limit."""
        counter = self.counter
        self.roll.append(replace(run, number=counter.run))
        self.touch("run", counter.run)
        self.touch("counter", "")
        counter.run += 1
        if run.complete:
            counter.prints += 1
        else:
            counter.partial += 1
        if len(self.roll) > ROLL_LENGTH:
            self.touch("run", self.roll.popleft().number)

    def crowded(self, settings: Settings) -> bool:
        """Tell whether the papers of waiting tasks alone fill the room there is for papers."""
        return self.paper_bytes > settings.paper_bytes and len(self._with_paper) <= 1

    def end_task(self, task: Task, settings: Settings) -> None:
        """Note that a task has ended, and forget the oldest ended ones past the limits."""
        self._ended.append(task.task_id)
        if task.task_id in self.papers:
            self._with_paper.append(task.task_id)
        while len(self._ended) > settings.task_limit:
            old = self._ended.popleft()
            del self.tasks[old]
            self.touch("task", old)
            self._drop_paper(old)
        while self.paper_bytes > settings.paper_bytes and len(self._with_paper) > 1:
            self._drop_paper(self._with_paper.popleft())

    def _drop_paper(self, task_id: int) -> None:
        paper = self.papers.pop(task_id, None)
        if paper is not None:
            self.paper_bytes -= len(paper.rows)
            self.touch("paper", task_id)

    def changes(self) -> list[Change]:
        """Hand out what was touched since the last call."""
        touched, self._touched = self._touched, {}
        return [Change(kind, key, self._row(kind, key)) for kind, key in touched]

    def rows(self) -> Iterator[Change]:
        """Hand out everything, as rows that `load` takes."""
        tables: dict[str, dict[Any, Any]] = {
            "account": self.accounts,
            "device": self.devices,
            "user": self.users,
            "task": self.tasks,
            "paper": self.papers,
            "run": {run.number: run for run in self.roll},
            "counter": {"": self.counter},
        }
        for kind, table in tables.items():
            for key in table:
                yield Change(kind, str(key), self._row(kind, str(key)))

    def _row(self, kind: str, key: str) -> dict[str, Any] | None:
        if kind == "paper":
            paper = self.papers.get(int(key))
            return paper and _packed(paper)
        if kind == "counter":
            return write(self.counter)
        if kind == "run":
            at = int(key) - self.roll[0].number if self.roll else -1
            return write(self.roll[at]) if 0 <= at < len(self.roll) else None
        tables: dict[str, dict[Any, Any]] = {
            "account": self.accounts,
            "device": self.devices,
            "user": self.users,
            "task": self.tasks,
        }
        record = tables[kind].get(int(key) if kind in ("user", "task") else key)
        return None if record is None else write(record)

    def load(self, rows: Iterable[Change]) -> None:
        """Take rows that `rows` handed out into an empty state; InputError for damaged ones."""
        # by kind in the alphabet (papers before tasks), by age within a kind
        for kind, key, row in sorted(rows, key=lambda row: (row.kind, len(row.key), row.key)):
            place = f"{kind} {key}"
            if kind == "account":
                self.add_account(read(Account, row, place, internal=True))
            elif kind == "device":
                self.add_device(read(Device, row, place, internal=True))
            elif kind == "user":
                self.add_user(read(User, row, place, internal=True))
            elif kind == "counter":
                self.counter = read(Counter, row, place, internal=True)
            elif kind == "paper":
                self.papers[_number(key, place)] = _unpacked(row, place)
            elif kind == "run":
                self.roll.append(read(Print, row, place, internal=True))
            elif kind == "task":
                self._load_task(read(Task, row, place, internal=True))
        for device in self.devices.values():
            if device.task_id is not None and device.task_id not in self.tasks:
                raise InputError("a task on a print head is not there", path="state")
        ended = [task for task in self.tasks.values() if task.ended is not None]
        for task in sorted(ended, key=lambda task: (task.ended, task.task_id)):
            self.end_task(task, Settings(task_limit=1 << 60, paper_bytes=1 << 60))
        self._touched.clear()

    def _load_task(self, task: Task) -> None:
        if task.uuid not in self.devices:
            raise InputError("a task belongs to a device that is not there", path="state")
        if task.fetching:
            task.fetching, task.state, task.ended = False, TaskState.FAILED, task.created
            task.reason = "the simulator was stopped or put back while it fetched the page"
        self.add_task(task, self.papers.pop(task.task_id, None))
        if task.state is TaskState.PENDING:
            if self.devices[task.uuid].task_id == task.task_id:
                self.queues[task.uuid].remove(task.task_id)
            return
        self.queues[task.uuid].remove(task.task_id)


def _number(key: str, place: str) -> int:
    if not (key.isascii() and key.isdigit() and len(key) < 20):
        raise InputError("a key is no number", path=place)
    return int(key)


@dataclass(frozen=True, slots=True)
class _PackedPaper:
    width: int
    height: int
    rows: str


def _packed(paper: Paper) -> dict[str, Any]:
    rows = b2a_base64(zlib.compress(paper.rows, 1), newline=False).decode()
    return {"width": paper.width, "height": paper.height, "rows": rows}


def _unpacked(row: dict[str, Any] | None, place: str) -> Paper:
    try:
        packed = read(_PackedPaper, row, place)
        unpacked = zlib.decompress(a2b_base64(packed.rows))
    except (ValueError, zlib.error):
        raise InputError("a paper is damaged", path=place) from None
    if packed.width % 8 or len(unpacked) != packed.height * (packed.width // 8):
        raise InputError("a paper is damaged", path=place)
    return Paper(packed.width, packed.height, unpacked)
