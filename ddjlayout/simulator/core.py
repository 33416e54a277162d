"""The whole simulator but its sockets: platform, clock, faults, journal, callbacks and state.

One thread uses it. The ASGI doors call it and do what it says on the wire.
"""

import copy
import json
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from ddjlayout.cloud.wire import MESSAGES_ZH, Code
from ddjlayout.errors import InputError

from .callbacks import Callbacks
from .clock import VirtualClock
from .config import Config
from .device import MODELS
from .faults import Fault, Faults
from .gate import Call, Request
from .hiding import Hiding
from .journal import Entry, Journal
from .platform import Intervention, Platform
from .printers import Event
from .records import Settings
from .state import Change, State
from .store import NoStore, SqliteStore


class Reply(NamedTuple):
    """What goes back over the wire."""

    status: int
    content_type: str
    body: bytes


MAX_IDLE = 3600.0
"""Seconds after which a simulator looks at its clock even if nothing is due."""

JSON_TYPE = "application/json; charset=utf-8"


class Snapshot(NamedTuple):
    """A state put aside, with its settings and the time of the clock."""

    rows: tuple[Change, ...]
    settings: Settings
    now: float


class Simulator:
    """A platform with printers, to be put behind a socket.

    `source` tells the real Unix time. The `listeners` are called with every event of a printer and
    every entry of the journal that has ended.
    """

    def __init__(self, config: Config, source: Callable[[], float]) -> None:
        self.config = config
        self.clock = VirtualClock(source)
        self.faults = Faults(config.seed)
        self.callbacks = Callbacks(self.faults, Random(config.seed))
        self.listeners: list[Callable[[Event | Entry], None]] = []
        self.snapshots: dict[str, Snapshot] = {}
        self.journal = Journal(lambda: self.platform.settings, self.hiding)
        self._store = NoStore() if config.state_file is None else SqliteStore(config.state_file)
        try:
            self._begin(self._store.load())
        except BaseException:
            self.close()
            raise

    def _begin(self, rows: list[Change]) -> None:
        """Start afresh from these rows, and from the configuration for what they lack."""
        state, config = State(), copy.deepcopy(self.config)
        state.load(rows)
        for account in config.accounts:
            if account.app_id not in state.accounts:
                state.add_account(account)
        for device in config.devices:
            if device.uuid not in state.devices:
                state.add_device(device)
        for user in config.users:
            if state.user(user.app_id, user.user_id) is None:
                if user.open_user_id in state.users:
                    message = f"open_user_id {user.open_user_id} is another user's in the state"
                    raise InputError(message, path="user")
                state.add_user(user)
        self.platform = Platform(state, config.settings, self._notify)
        self.commit()

    def now(self) -> float:
        """Return the Unix time of the simulator's clock."""
        return self.clock.now()

    def commit(self) -> None:
        """Keep what has changed."""
        self._store.save(self.platform.state.changes())

    def tick(self) -> None:
        """Let the printers work up to now."""
        self.platform.printers.advance(self.now())
        self.commit()

    def idle_seconds(self) -> float | None:
        """Return the real seconds until something is due, None if nothing will be."""
        due = self.platform.printers.due()
        if due is None or self.clock.frozen:
            return None
        return min(max(0.0, due - self.now()), MAX_IDLE)

    def close(self) -> None:
        """Let go of the state file."""
        self._store.close()

    # One exchange: open, then answer or strike, then close

    def open(self, method: str, path: str, query: str) -> Entry:
        """Begin the journal's entry of a request."""
        return self.journal.open(self.now(), method, path, query)

    def take(self, entry: Entry, call: Call) -> Request:
        """Keep the body of a call and read it."""
        self.journal.keep_body(entry, call.body)
        return Request(call)

    def answer(self, entry: Entry, request: Request, fault: Fault | None) -> Reply:
        """Let the platform answer a call, keep what changed, and return the reply."""
        intervention = _intervention(fault)
        answer = self.platform.handle(request, self.now(), intervention)
        if fault is not None and intervention is not None:
            if answer.struck:
                entry.fault = str(fault)
            else:
                self.faults.give_back(fault)
        self.commit()
        entry.code, entry.task_id = int(answer.code), request.task_id
        self.journal.keep_account(entry, request.query.appid, request.uuid)
        self.journal.keep_remarks(entry, answer.reason, request.deviations.listed())
        body = json.dumps(answer.reply(), ensure_ascii=False, separators=(",", ":")).encode()
        entry.status, entry.reply = 200, body
        return Reply(200, JSON_TYPE, body)

    def refuse(self, entry: Entry, status: int, reason: str) -> Reply:
        """Answer a request that is no call, or too large a one, before the platform sees it."""
        code = Code.BAD_PARAMETER
        reply = {"Code": int(code), "Message": MESSAGES_ZH[code]}
        body = json.dumps(reply, ensure_ascii=False).encode()
        entry.code, entry.status, entry.reason, entry.reply = int(code), status, reason, body
        return Reply(status, JSON_TYPE, body)

    def secret_of(self, app_id: str) -> str:
        """Return an account's secret, empty for an unknown one: for signing its callbacks."""
        account = self.platform.state.accounts.get(app_id)
        return account.app_secret if account is not None else ""

    def hiding(self) -> Hiding:
        """Return what strikes out the secrets of all accounts."""
        return Hiding([account.app_secret for account in self.platform.state.accounts.values()])

    def finish(self, entry: Entry, ending: str) -> None:
        """End the journal's entry of a request."""
        if not self.journal.close(entry, ending):  # the simulator was reset meanwhile
            return
        for listen in self.listeners:
            listen(entry)

    # The whole state

    def reset(self) -> None:
        """Go back to the configuration: no tasks, faults, journal or snapshots; the real time."""
        self.clock.reset()
        self.callbacks.clear()
        self.snapshots.clear()
        self.faults.clear(self.config.seed)
        self._replace([])
        self.journal = Journal(lambda: self.platform.settings, self.hiding)

    def take_snapshot(self, name: str) -> None:
        """Put the state aside under a name, with the settings and the time."""
        rows = tuple(self.platform.state.rows())
        self.snapshots[name] = Snapshot(rows, self.platform.settings, self.now())

    def restore(self, name: str) -> None:
        """Go back to a snapshot, its time included; raises KeyError if there is none.

        The journal stays, as do the rules for faults: it is history, and tells of what was undone.
        """
        snapshot = self.snapshots[name]
        self.clock.set(snapshot.now)
        self._replace(list(snapshot.rows))
        self.platform.settings = snapshot.settings

    def _replace(self, rows: list[Change]) -> None:
        self._store.clear()
        self._store.save(rows)
        self._begin(rows)

    def _notify(self, event: Event) -> None:
        for listen in self.listeners:
            listen(event)
        if not MODELS[event.device.model].callbacks:
            return
        for account in self.platform.state.accounts.values():
            concerned = event.task is None or event.task.app_id == account.app_id
            if concerned and account.callback_url:
                self.callbacks.notify(event, account)


def _intervention(fault: Fault | None) -> Intervention | None:
    if fault is None or fault.effect not in ("code", "drop"):
        return None
    drops = fault.effect == "drop"
    code = Code.DEVICE_LOST if drops else fault.code
    return Intervention(code, committed=fault.point == "after_commit", drops=drops)
