"""Behind the admin API: what a person or a test may ask of a simulator, in and out as plain data.

Raises MissingError for what does not exist and InputError for values that are wrong.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, TypeVar

from ddjlayout.cloud.wire import TaskState
from ddjlayout.errors import InputError, excerpt

from .core import Simulator
from .faults import Rule
from .paper import Paper
from .records import Account, Device, Task, User
from .schema import read, updated, write

Plain = dict[str, Any]
Values = Mapping[str, Any]
K = TypeVar("K", int, str)
T = TypeVar("T")

MAX_TIME = 1e11
"""Unix time that the clock does not reach: dates of the year 5138 can still be written."""

MAX_SNAPSHOTS = 16
MAX_LIST = 1000
MAX_ROLL_ROWS = 200_000
"""Rows of one picture of a roll, at most (25 metres)."""


class MissingError(LookupError):
    """What an operation is about does not exist."""


class Operator:
    """Does to a simulator what the admin API and the pytest fixture ask for."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    # Time, settings and the whole state

    def status(self) -> Plain:
        """Return the time, the settings and how much there was of everything."""
        simulator, journal = self._simulator, self._simulator.journal
        state = simulator.platform.state
        return {
            "now": simulator.now(),
            "frozen": simulator.clock.frozen,
            "offset": simulator.clock.offset,
            "requests": journal.total,
            "calls": dict(journal.calls),
            "codes": {str(code): count for code, count in journal.codes.items()},
            "faults": dict(journal.faults),
            "tasks": len(state.tasks),
            "prints": state.counter.prints,
            "partial": state.counter.partial,
            "paper_bytes": state.paper_bytes,
            "settings": write(simulator.platform.settings),
            "snapshots": sorted(simulator.snapshots),
        }

    def change_settings(self, values: Values) -> Plain:
        """Change some settings."""
        platform = self._simulator.platform
        platform.settings = updated(platform.settings, values, "settings")
        return write(platform.settings)

    def change_clock(self, values: Values) -> Plain:
        """Move the clock on, set it, stop it or let it go on, in this order."""
        clock = self._simulator.clock
        numbers = {name: values[name] for name in ("set", "advance") if name in values}
        for name, value in numbers.items():
            if type(value) not in (int, float) or not abs(value) < MAX_TIME:
                raise InputError(f"{excerpt(value)} is not a number of seconds", path=name)
        if type(values.get("freeze", False)) is not bool:
            raise InputError(f"{excerpt(values['freeze'])} is not true or false", path="freeze")
        at = numbers.get("set", clock.now()) + numbers.get("advance", 0)
        if not 0 <= at < MAX_TIME:
            raise InputError(f"the clock goes from 0 to {MAX_TIME:g}, not to {at:g}")
        if numbers:
            clock.set(float(at))
        if "freeze" in values:
            clock.freeze() if values["freeze"] else clock.run()
        self._simulator.tick()
        return {"now": clock.now(), "frozen": clock.frozen, "offset": clock.offset}

    def reset(self) -> Plain:
        """Go back to the configuration."""
        self._simulator.reset()
        return self.status()

    def take_snapshot(self, name: str) -> Plain:
        """Put the state aside under a name."""
        snapshots = self._simulator.snapshots
        if name not in snapshots and len(snapshots) >= MAX_SNAPSHOTS:
            raise InputError(f"there are {MAX_SNAPSHOTS} snapshots", hint="drop one first")
        self._simulator.take_snapshot(name)
        return {"snapshots": sorted(snapshots)}

    def restore(self, name: str) -> Plain:
        """Go back to a snapshot."""
        _found(self._simulator.snapshots, name)
        self._simulator.restore(name)
        return self.status()

    def drop_snapshot(self, name: str) -> Plain:
        """Forget a snapshot."""
        _found(self._simulator.snapshots, name)
        del self._simulator.snapshots[name]
        return {"snapshots": sorted(self._simulator.snapshots)}

    # Accounts, users and devices

    def accounts(self) -> list[Plain]:
        """Return the accounts, without their secrets."""
        return [_account(a) for a in self._simulator.platform.state.accounts.values()]

    def add_account(self, values: Values) -> Plain:
        """Add an account."""
        account = read(Account, values, "account")
        _refuse_known(account.app_id, self._simulator.platform.state.accounts)
        self._simulator.platform.state.add_account(account)
        return _account(account)

    def change_account(self, app_id: str, values: Values) -> Plain:
        """Change some values of an account."""
        state = self._simulator.platform.state
        account = updated(_found(state.accounts, app_id), {**values, "app_id": app_id}, "account")
        state.add_account(account)
        return _account(account)

    def users(self) -> list[Plain]:
        """Return the users."""
        return [write(user) for user in self._simulator.platform.state.users.values()]

    def add_user(self, values: Values) -> Plain:
        """Bind a user to devices without a call."""
        state = self._simulator.platform.state
        user = read(User, values, "user")
        if user.app_id not in state.accounts:
            raise InputError(f"there is no account {excerpt(user.app_id)}", path="user.app_id")
        if state.user(user.app_id, user.user_id) or user.open_user_id in state.users:
            raise InputError("there is such a user already", path="user")
        for uuid in user.devices:
            if uuid not in state.devices:
                raise InputError(f"there is no device {excerpt(uuid)}", path="user.devices")
        state.add_user(user)
        return write(user)

    def devices(self) -> list[Plain]:
        """Return the devices, each with its condition and the number of jobs that wait."""
        return [self._device(d) for d in self._simulator.platform.state.devices.values()]

    def device(self, uuid: str) -> Plain:
        """Return one device."""
        return self._device(_found(self._simulator.platform.state.devices, uuid))

    def add_device(self, values: Values) -> Plain:
        """Add a device."""
        device = read(Device, values, "device")
        _refuse_known(device.uuid, self._simulator.platform.state.devices)
        self._simulator.platform.state.add_device(device)
        return self._device(device)

    def change_device(self, uuid: str, values: Values) -> Plain:
        """Change some values of a device; `recover_after` seconds it is normal again."""
        platform, now = self._simulator.platform, self._simulator.now()
        device = _found(platform.state.devices, uuid)
        wanted = {name: value for name, value in values.items() if name != "recover_after"}
        new = updated(device, {**wanted, "uuid": uuid}, "device")
        after = values.get("recover_after")
        if after is not None and (type(after) not in (int, float) or not 0 <= after < MAX_TIME):
            raise InputError(f"{excerpt(after)} is not a number of seconds", path="recover_after")
        device.mac, device.speed, device.user = new.mac, new.speed, new.user
        if "paper" in values:
            platform.printers.load(device, new.paper, now)
        if "state" in values:
            platform.printers.change(device, new.state, now)
        if after is not None or "recover_at" in values:
            platform.printers.recover(device, new.recover_at if after is None else now + after, now)
        platform.state.touch("device", uuid)
        self._simulator.tick()
        return self._device(device)

    def _device(self, device: Device) -> Plain:
        printers = self._simulator.platform.printers
        condition = printers.condition(device).name.lower()
        return {**write(device), "condition": condition, "waiting": printers.waiting(device)}

    # Tasks and paper

    def tasks(self, uuid: str = "") -> list[Plain]:
        """Return the last tasks, of one device or of all, the oldest first."""
        tasks = list(self._simulator.platform.state.tasks.values())
        return [write(task) for task in tasks if uuid in ("", task.uuid)][-MAX_LIST:]

    def task(self, task_id: int) -> Plain:
        """Return one task."""
        return write(_found(self._simulator.platform.state.tasks, task_id))

    def reject(self, task_id: int) -> Plain:
        """Let the person at the printer reject a task that is pending."""
        task: Task = _found(self._simulator.platform.state.tasks, task_id)
        if not self._simulator.platform.printers.reject(task, self._simulator.now()):
            raise InputError(f"the task has ended: it is {task.state.name.lower()}")
        return write(task)

    def paper(self, task_id: int) -> Paper:
        """Return the paper of a task."""
        return _found(self._simulator.platform.state.papers, task_id)

    def prints(self, uuid: str = "") -> list[Plain]:
        """Return the last runs of the print heads, of one device or of all, the oldest first."""
        roll = self._simulator.platform.state.roll
        return [write(p) for p in roll if uuid in ("", p.uuid)][-MAX_LIST:]

    def roll(self, uuid: str, last: int, since: int = 0) -> Paper:
        """Return what came out of a printer in its last runs, one paper behind the other.

        Of the runs from number `since` on, at most `last`.
        """
        state = self._simulator.platform.state
        kept = (p for p in state.roll if p.task_id in state.papers)
        runs = [p for p in kept if p.uuid == uuid and p.number >= since][-last:]
        if not runs:
            raise MissingError("nothing was printed")
        length = sum(p.rows for p in runs)
        if length > MAX_ROLL_ROWS:
            message = f"the roll is {length} rows long, at most {MAX_ROLL_ROWS} make one picture"
            raise InputError(message, path="last", hint="ask for fewer runs")
        width = state.papers[runs[0].task_id].width
        rows = b"".join(state.papers[p.task_id].rows[: p.rows * width // 8] for p in runs)
        return Paper(width, len(rows) * 8 // width, rows)

    def printed(self, source: str) -> Plain:
        """Tell what became of a PrintContent or PrintUrl: its tasks, and how often it was printed.

        `prints` counts whole papers, `partial` pieces of one.
        """
        digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
        state = self._simulator.platform.state
        tasks = [task for task in state.tasks.values() if task.digest == digest]
        return {
            "tasks": [task.task_id for task in tasks],
            "pending": sum(task.state is TaskState.PENDING for task in tasks),
            "prints": sum(task.prints for task in tasks),
            "partial": sum(task.partial for task in tasks),
        }

    # Faults and callbacks

    def faults(self) -> list[Plain]:
        """Return the rules in force."""
        return [write(rule) for rule in self._simulator.faults.rules.values()]

    def add_fault(self, values: Values) -> Plain:
        """Put a rule in force."""
        rule = read(Rule, values, "fault")
        self._simulator.faults.add(rule)
        return write(rule)

    def remove_fault(self, number: int) -> Plain:
        """Take a rule out of force."""
        rule = _found(self._simulator.faults.rules, number)
        del self._simulator.faults.rules[number]
        return write(rule)

    def clear_faults(self, seed: int | None = None) -> Plain:
        """Take all rules out of force and start the dice afresh."""
        self._simulator.faults.clear(seed)
        return {}

    def callbacks(self) -> list[Plain]:
        """Return the last callbacks, sent or not."""
        return [write(notice) for notice in self._simulator.callbacks.log]


def _found(table: Mapping[K, T], key: K) -> T:
    try:
        return table[key]
    except KeyError:
        raise MissingError(excerpt(key)) from None


def _account(account: Account) -> Plain:
    return {name: value for name, value in write(account).items() if name != "app_secret"}


def _refuse_known(key: str, table: Mapping[str, object]) -> None:
    if key in table:
        raise InputError(f"there is {excerpt(key)} already")
