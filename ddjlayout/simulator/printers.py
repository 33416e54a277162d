"""In the simulator's platform: the printers at work, jobs in and paper out, driven by the clock.

Pure: time comes in as an argument, and what happened goes out as events. A printer takes its jobs
in the order of arrival, one at a time.
"""

from collections.abc import Callable
from typing import NamedTuple

from ddjlayout.cloud.wire import DeviceState, TaskState

from .paper import Paper
from .records import Device, Settings, Task
from .state import Print, State


class Event(NamedTuple):
    """Something that happened at a printer, at a Unix time.

    `state` is the new state of the device or of the task; `task` is None for a device.
    """

    device: Device
    task: Task | None
    state: int
    at: float


class Printers:
    """Moves tasks through printers. Every method brings the clock up to its `now`."""

    def __init__(
        self, state: State, settings: Callable[[], Settings], notify: Callable[[Event], None]
    ) -> None:
        self._state = state
        self._settings = settings
        self._notify = notify
        self._active = {uuid for uuid, queue in state.queues.items() if queue}
        self._active |= {d.uuid for d in state.devices.values() if d.task_id or d.recover_at}

    def condition(self, device: Device) -> DeviceState:
        """Return the state a device reports: busy while it prints."""
        if device.state is DeviceState.NORMAL and device.task_id is not None:
            return DeviceState.BUSY
        return device.state

    def waiting(self, device: Device) -> int:
        """Return the number of jobs at a printer that have not ended."""
        return len(self._state.queues[device.uuid]) + (device.task_id is not None)

    def submit(self, task: Task, paper: Paper | None, now: float) -> None:
        """Hand a task to its printer."""
        device = self._state.devices[task.uuid]
        self._state.add_task(task, paper)
        state = self.condition(device)
        if self._settings().policy(state) == "fail":
            self._state.queues[device.uuid].remove(task.task_id)
            self._end(task, TaskState.FAILED, now, f"the printer is in state {state.name}")
        self._run(device, now)

    def deliver(self, task: Task, paper: Paper, now: float) -> None:
        """Bring the paper of a page that was fetched, unless its task has ended meanwhile."""
        if task.state is TaskState.PENDING:
            task.fetching, task.rows = False, paper.height
            self._state.add_paper(task, paper)
            self._run(self._state.devices[task.uuid], now)

    def miss(self, task: Task, now: float, reason: str) -> None:
        """Let a task fail whose page could not be fetched, unless it has ended meanwhile."""
        if task.state is TaskState.PENDING:
            task.fetching = False
            self._state.queues[task.uuid].remove(task.task_id)
            self._end(task, TaskState.FAILED, now, reason)
            self._run(self._state.devices[task.uuid], now)

    def fail(self, task: Task, now: float, reason: str) -> None:
        """Add a task that failed before it reached a printer."""
        self._state.add_task(task, None)
        self._state.queues[task.uuid].remove(task.task_id)
        self._end(task, TaskState.FAILED, now, reason)

    def reject(self, task: Task, now: float) -> bool:
        """Let the person at the printer reject a task; tell whether it was still pending."""
        if task.state is not TaskState.PENDING:
            return False
        device = self._state.devices[task.uuid]
        if device.task_id == task.task_id:
            self._interrupt(device, now)
        self._state.queues[device.uuid].remove(task.task_id)
        self._end(task, TaskState.REJECTED, now, "rejected at the printer")
        self._run(device, now)
        return True

    def change(self, device: Device, state: DeviceState, now: float) -> None:
        """Set the state of a device, which lets waiting jobs go or stops the one at work."""
        if state is not device.state:
            if state not in (DeviceState.NORMAL, DeviceState.BUSY):
                self._interrupt(device, now)
            self._set(device, state, now)
        if self._settings().policy(state) == "fail":
            queue = self._state.queues[device.uuid]
            while queue:
                task = self._state.tasks[queue.popleft()]
                self._end(task, TaskState.FAILED, now, f"the printer went to {state.name}")
        self._run(device, now)

    def recover(self, device: Device, at: float | None, now: float) -> None:
        """Let a device go back to normal at a Unix time; None: not by itself."""
        device.recover_at = at
        self._state.touch("device", device.uuid)
        self._run(device, now)

    def load(self, device: Device, paper: int | None, now: float) -> None:
        """Put in a roll with that many rows left, None for an endless one."""
        device.paper = paper
        self._state.touch("device", device.uuid)
        if paper == 0 and device.state is DeviceState.NORMAL:
            self.change(device, DeviceState.PAPER_OUT, now)
        elif paper != 0 and device.state is DeviceState.PAPER_OUT:
            self.change(device, DeviceState.NORMAL, now)

    def advance(self, now: float) -> None:
        """Let everything happen that happens up to `now`."""
        for uuid in sorted(self._active):
            self._run(self._state.devices[uuid], now)

    def due(self) -> float | None:
        """Return the Unix time at which something happens next."""
        times = (self._due(self._state.devices[uuid]) for uuid in self._active)
        return min((time for time in times if time is not None), default=None)

    def _run(self, device: Device, now: float) -> None:
        self._active.add(device.uuid)
        self._start(device, now)
        while (due := self._due(device)) is not None and due <= now:
            self._settle(device, due)
            self._start(device, due)
        if due is None:
            self._active.discard(device.uuid)

    def _start(self, device: Device, at: float) -> None:
        queue = self._state.queues[device.uuid]
        while queue and device.task_id is None and device.state is DeviceState.NORMAL:
            if self._state.tasks[queue[0]].fetching:
                return
            if device.paper == 0:
                self._set(device, DeviceState.PAPER_OUT, at)
                return
            task = self._state.tasks[queue.popleft()]
            if device.user == "rejects":
                self._end(task, TaskState.REJECTED, at, "rejected at the printer")
                continue
            device.task_id, device.started = task.task_id, at
            self._state.touch("device", device.uuid)

    def _due(self, device: Device) -> float | None:
        times: list[float] = []
        if device.task_id is not None:
            task = self._state.tasks[device.task_id]
            times.append(device.started + self._seconds(device, self._reach(device, task)))
        if device.recover_at is not None:
            times.append(device.recover_at)
        queue = self._state.queues[device.uuid]
        if queue:
            times.append(min(self._state.tasks[task_id].expires for task_id in queue))
        return min(times, default=None)

    def _settle(self, device: Device, at: float) -> None:
        """Let the thing happen that is due at `at`."""
        if device.recover_at is not None and device.recover_at <= at:
            self._set(device, DeviceState.NORMAL, at)
            return
        if device.task_id is not None:
            task = self._state.tasks[device.task_id]
            reach = self._reach(device, task)
            if device.started + self._seconds(device, reach) <= at:
                self._feed(device, task, reach, at)
                return
        queue = self._state.queues[device.uuid]
        for task_id in [i for i in queue if self._state.tasks[i].expires <= at]:
            queue.remove(task_id)
            reason = f"not printed within {self._settings().task_ttl:g} s"
            self._end(self._state.tasks[task_id], TaskState.EXPIRED, at, reason)

    @staticmethod
    def _seconds(device: Device, rows: int) -> float:
        return rows / device.speed if device.speed else 0.0

    @staticmethod
    def _reach(device: Device, task: Task) -> int:
        """Return the rows of a task that fit on the roll."""
        return task.rows if device.paper is None else min(task.rows, device.paper)

    def _feed(self, device: Device, task: Task, rows: int, at: float) -> None:
        """Take the task off the print head after that many rows."""
        complete = rows == task.rows
        device.task_id = None
        if device.paper is not None:
            device.paper -= rows
        self._state.touch("device", device.uuid)
        if rows:
            self._state.add_run(Print(device.uuid, task.task_id, at, rows, complete))
        if complete:
            task.prints += 1
            self._end(task, TaskState.PRINTED, at, "")
        else:
            task.partial += rows > 0
            self._state.queues[device.uuid].appendleft(task.task_id)
            self._state.touch("task", task.task_id)
        if device.paper == 0 and device.state is DeviceState.NORMAL:
            self._set(device, DeviceState.PAPER_OUT, at)

    def _interrupt(self, device: Device, now: float) -> None:
        """Stop the job at work; it waits again, to be printed from its start."""
        if device.task_id is None:
            return
        task = self._state.tasks[device.task_id]
        printed = int((now - device.started) * device.speed)
        rows = max(0, min(printed, task.rows - 1, self._reach(device, task)))
        self._feed(device, task, rows, now)

    def _set(self, device: Device, state: DeviceState, at: float) -> None:
        device.state, device.recover_at = state, None
        self._state.touch("device", device.uuid)
        self._notify(Event(device, None, state, at))

    def _end(self, task: Task, state: TaskState, at: float, reason: str) -> None:
        task.state, task.ended, task.reason = state, at, reason
        self._state.end_task(task, self._settings())
        self._state.touch("task", task.task_id)
        self._notify(Event(self._state.devices[task.uuid], task, state, at))
