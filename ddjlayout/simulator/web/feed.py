"""Behind the simulator's page: what changes in a simulator, as server-sent events.

Each watcher gets frames at its own pace: the first has everything that the page shows, each later
one what has changed since. A slow watcher gets fewer and larger frames, but bounded ones.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from itertools import islice
from typing import Any

from ..core import Simulator
from ..journal import UNDER_WAY, Entry
from ..operator import Operator
from ..printers import Event
from ..reading import summary
from ..schema import write
from ..state import Print

Plain = dict[str, Any]

PAUSE = 0.05
"""Seconds after a change in which more of them are gathered."""

HEARTBEAT = 15.0
"""Seconds of silence after which a comment tells the watcher that the line is alive."""

KEPT = 200
"""Requests and tasks in one frame, at most, and prints in the first one for each printer."""


class Feed:
    """Tells any number of watchers what happens. One thread uses it, that of the simulator.

    `url` is where the vendor's calls go; the first frame says so.
    """

    def __init__(self, simulator: Simulator, url: str) -> None:
        self._simulator = simulator
        self._url = url
        self._watchers: set[Watcher] = set()
        self._closed = False
        simulator.listeners.append(self._hear)

    def wake(self) -> None:
        """Let the watchers look: something may have changed."""
        for watcher in self._watchers:
            watcher.woken.set()

    def close(self) -> None:
        """End all streams."""
        self._closed = True
        self.wake()

    async def stream(self) -> AsyncIterator[bytes]:
        """Yield the body of a `text/event-stream`, one `change` event after the other."""
        watcher = Watcher(self._simulator, self._url)
        self._watchers.add(watcher)
        try:
            while not self._closed:
                watcher.woken.clear()
                frame = watcher.frame()
                yield (
                    f"event: change\ndata: {json.dumps(frame)}\n\n".encode() if frame else b":\n\n"
                )
                with suppress(TimeoutError):
                    await asyncio.wait_for(watcher.woken.wait(), HEARTBEAT)
                    await asyncio.sleep(PAUSE)
        finally:
            self._watchers.discard(watcher)

    def _hear(self, happening: Event | Entry) -> None:
        for watcher in self._watchers:
            watcher.note(happening)
        self.wake()


class Watcher:
    """What one watcher knows already."""

    def __init__(self, simulator: Simulator, url: str) -> None:
        self._simulator = simulator
        self._url = url
        self._operator = Operator(simulator)
        self.woken = asyncio.Event()
        self._journal: deque[Plain] = deque(maxlen=KEPT)
        self._tasks: dict[int, None] = {}
        self._fetching: set[int] = set()
        self._known: Plain = {}
        self._state: object = None
        self._next_run = 0

    def note(self, happening: Event | Entry) -> None:
        """Remember to tell of an event of a printer or of a request that has ended."""
        if isinstance(happening, Entry):
            self._journal.append(summary(happening))
            if happening.task_id is not None:
                self._touch(happening.task_id)
        elif happening.task is not None:
            self._touch(happening.task.task_id)

    def frame(self) -> Plain:
        """Return what is new as plain data, empty if nothing is.

        `fresh` says that it is everything. `devices`, `faults`, `settings`, `accounts`, `clock`,
        `counts` and `snapshots` come whole when they differ; `tasks`, `prints` and `journal` bring
        what was added or changed, the oldest first. `now` is the time of the simulator's clock.
        """
        state = self._simulator.platform.state
        frame: Plain = {}
        if state is not self._state:
            self._begin()
            frame |= {"fresh": True, "url": self._url}
        tables = self._tables()
        frame |= {name: new for name, new in tables.items() if self._known.get(name) != new}
        self._known = tables
        lists = {"prints": self._prints(), "tasks": self._changed_tasks(), "journal": self._news()}
        frame |= {name: rows for name, rows in lists.items() if rows}
        return {"now": self._simulator.now(), **frame} if frame else {}

    def _begin(self) -> None:
        """Know nothing, and put everything that is shown on the list."""
        platform = self._simulator.platform
        self._state = platform.state
        self._known.clear()
        self._tasks.clear()
        self._fetching.clear()
        self._journal.clear()
        self._next_run = 0
        for entry in self._simulator.journal:
            if entry.ending != UNDER_WAY:
                self._journal.append(summary(entry))
        for task_id in reversed(list(islice(reversed(platform.state.tasks), KEPT))):
            self._touch(task_id)

    def _touch(self, task_id: int) -> None:
        self._tasks.pop(task_id, None)
        self._tasks[task_id] = None
        if len(self._tasks) > KEPT:
            del self._tasks[next(iter(self._tasks))]

    def _tables(self) -> Plain:
        operator = self._operator
        status = operator.status()
        offset = None if status["frozen"] else round(status["offset"], 2)
        stopped_at = status["now"] if status["frozen"] else None
        return {
            "clock": {"frozen": status["frozen"], "offset": offset, "at": stopped_at},
            "devices": [self._device(device) for device in operator.devices()],
            "faults": operator.faults(),
            "accounts": operator.accounts(),
            "settings": status["settings"],
            "snapshots": status["snapshots"],
            "counts": {name: status[name] for name in ("requests", "prints", "partial")},
        }

    def _device(self, device: Plain) -> Plain:
        """A device, with the length in rows of the paper on its print head."""
        task = self._simulator.platform.state.tasks.get(device["task_id"] or 0)
        return {**device, "rows": task.rows if task is not None else 0}

    def _prints(self) -> list[Plain]:
        """The runs of print heads since the last frame; of each printer the last ones."""
        roll = self._simulator.platform.state.roll
        fresh: dict[str, deque[Print]] = {}
        for run in roll:
            if run.number >= self._next_run:
                fresh.setdefault(run.uuid, deque(maxlen=KEPT)).append(run)
        if roll:
            self._next_run = roll[-1].number + 1
        runs = sorted((run for runs in fresh.values() for run in runs), key=lambda r: r.number)
        for run in runs:
            if not run.complete:  # a piece is no event of its own, but its task has changed
                self._touch(run.task_id)
        return [write(run) for run in runs]

    def _changed_tasks(self) -> list[Plain]:
        tasks = self._simulator.platform.state.tasks
        for task_id in self._fetching:  # that a page has come is no event of a printer
            if task_id in tasks and not write(tasks[task_id]).get("fetching"):
                self._touch(task_id)
        changed, self._tasks = self._tasks, {}
        told = [write(tasks[task_id]) for task_id in changed if task_id in tasks]
        self._fetching.difference_update(changed)
        self._fetching.update(task["task_id"] for task in told if task.get("fetching"))
        return told

    def _news(self) -> list[Plain]:
        news = list(self._journal)
        self._journal.clear()
        return news
