"""Behind the admin API: the table of its operations, from which routes and OpenAPI are made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ddjlayout.errors import InputError, excerpt

from .core import Simulator
from .faults import Rule
from .operator import MAX_LIST, Operator
from .reading import summary, whole
from .records import Account, Device, Settings, User
from .schema import describe


@dataclass(frozen=True)
class Ask:
    """One request to the admin API: parts of its path, its query, its JSON object."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    values: Mapping[str, Any]

    def number(self, name: str) -> int:
        """Return a part of the path as a number; raises LookupError if it is none."""
        text = self.path[name]
        if not (text.isascii() and text.isdigit() and len(text) < 20):
            raise LookupError(text)
        return int(text)

    def count(self, name: str, default: int) -> int:
        """Return a number of the query, 1 to MAX_LIST."""
        text = self.query.get(name, str(default))
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MAX_LIST):
            raise InputError(f"{excerpt(text)} is not a number from 1 to {MAX_LIST}", path=name)
        return int(text)


class Context(NamedTuple):
    """What an operation works on."""

    operator: Operator
    simulator: Simulator


@dataclass(frozen=True)
class Operation:
    """One operation: where it is, what it says and takes, and what does it.

    `takes` is the JSON Schema of the body, `query` names the parameters it knows. The result is
    plain data, or a Paper, which goes out as PNG.
    """

    method: str
    path: str
    summary: str
    run: Callable[[Context, Ask], object]
    takes: dict[str, Any] | None = None
    query: tuple[str, ...] = ()


_SECONDS = {"type": "number", "description": "seconds"}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _device_change() -> dict[str, Any]:
    schema = describe(Device, partial=True)
    properties: dict[str, Any] = {**schema["properties"], "recover_after": _SECONDS}
    return {**schema, "properties": properties}


def _journal(cx: Context, ask: Ask) -> object:
    last = ask.count("last", 100)
    since = ask.count("since", 1) if "since" in ask.query else 1
    entries = [entry for entry in cx.simulator.journal if entry.number >= since]
    return [summary(entry) for entry in entries[-last:]]


def _entry(cx: Context, ask: Ask) -> object:
    entry = cx.simulator.journal.find(ask.number("number"))
    if entry is None:
        raise LookupError("not in the journal any more")
    return whole(entry, cx.simulator)


def _printed(cx: Context, ask: Ask) -> object:
    content = ask.values.get("content")
    if not isinstance(content, str):
        raise InputError("a PrintContent or PrintUrl is expected as a string", path="content")
    return cx.operator.printed(content)


def _clear_faults(cx: Context, ask: Ask) -> object:
    seed = ask.values.get("seed")
    if seed is not None and type(seed) is not int:
        raise InputError(f"{excerpt(seed)} is not a whole number", path="seed")
    return cx.operator.clear_faults(seed)


def operations() -> tuple[Operation, ...]:
    """Return all operations of the admin API."""
    return (*_whole(), *_people(), *_paper(), *_observation())


def _whole() -> tuple[Operation, ...]:
    clock = _object(set=_SECONDS, advance=_SECONDS, freeze={"type": "boolean"})
    settings = describe(Settings, partial=True)
    name = "/snapshots/{name}"
    return (
        Operation(
            "GET", "/status", "Time, settings and counts", lambda cx, _: cx.operator.status()
        ),
        Operation(
            "PATCH",
            "/settings",
            "Change settings",
            lambda cx, ask: cx.operator.change_settings(ask.values),
            settings,
        ),
        Operation(
            "POST",
            "/clock",
            "Set, advance, freeze or free the clock",
            lambda cx, ask: cx.operator.change_clock(ask.values),
            clock,
        ),
        Operation(
            "POST", "/reset", "Go back to the configuration", lambda cx, _: cx.operator.reset()
        ),
        Operation(
            "PUT",
            name,
            "Put the state aside",
            lambda cx, ask: cx.operator.take_snapshot(ask.path["name"]),
        ),
        Operation(
            "POST",
            name + "/restore",
            "Go back to a snapshot",
            lambda cx, ask: cx.operator.restore(ask.path["name"]),
        ),
        Operation(
            "DELETE",
            name,
            "Forget a snapshot",
            lambda cx, ask: cx.operator.drop_snapshot(ask.path["name"]),
        ),
    )


def _people() -> tuple[Operation, ...]:
    return (
        Operation("GET", "/accounts", "The accounts", lambda cx, _: cx.operator.accounts()),
        Operation(
            "POST",
            "/accounts",
            "Add an account",
            lambda cx, ask: cx.operator.add_account(ask.values),
            describe(Account),
        ),
        Operation(
            "PATCH",
            "/accounts/{app_id}",
            "Change an account",
            lambda cx, ask: cx.operator.change_account(ask.path["app_id"], ask.values),
            describe(Account, partial=True),
        ),
        Operation("GET", "/users", "The users", lambda cx, _: cx.operator.users()),
        Operation(
            "POST",
            "/users",
            "Bind a user to devices",
            lambda cx, ask: cx.operator.add_user(ask.values),
            describe(User),
        ),
        Operation("GET", "/devices", "The devices", lambda cx, _: cx.operator.devices()),
        Operation(
            "POST",
            "/devices",
            "Add a device",
            lambda cx, ask: cx.operator.add_device(ask.values),
            describe(Device),
        ),
        Operation(
            "GET",
            "/devices/{uuid}",
            "One device",
            lambda cx, ask: cx.operator.device(ask.path["uuid"]),
        ),
        Operation(
            "PATCH",
            "/devices/{uuid}",
            "Change a device: its state, paper, speed or user",
            lambda cx, ask: cx.operator.change_device(ask.path["uuid"], ask.values),
            _device_change(),
        ),
    )


def _paper() -> tuple[Operation, ...]:
    return (
        Operation(
            "GET",
            "/tasks",
            "The last tasks",
            lambda cx, ask: cx.operator.tasks(ask.query.get("uuid", "")),
            query=("uuid",),
        ),
        Operation(
            "GET",
            "/tasks/{task_id}",
            "One task",
            lambda cx, ask: cx.operator.task(ask.number("task_id")),
        ),
        Operation(
            "POST",
            "/tasks/{task_id}/reject",
            "Reject a task at the printer",
            lambda cx, ask: cx.operator.reject(ask.number("task_id")),
        ),
        Operation(
            "GET",
            "/tasks/{task_id}/paper.png",
            "The paper of a task",
            lambda cx, ask: cx.operator.paper(ask.number("task_id")),
        ),
        Operation(
            "GET",
            "/prints",
            "The last runs of the print heads",
            lambda cx, ask: cx.operator.prints(ask.query.get("uuid", "")),
            query=("uuid",),
        ),
        Operation(
            "GET",
            "/devices/{uuid}/roll.png",
            "What came out of a printer last",
            lambda cx, ask: cx.operator.roll(ask.path["uuid"], ask.count("last", 20)),
            query=("last",),
        ),
        Operation(
            "POST",
            "/printed",
            "How often a PrintContent or PrintUrl was printed",
            _printed,
            _object(content={"type": "string"}),
        ),
    )


def _observation() -> tuple[Operation, ...]:
    return (
        Operation("GET", "/journal", "The last requests", _journal, query=("last", "since")),
        Operation("GET", "/journal/{number}", "One request, decoded", _entry),
        Operation("GET", "/faults", "The rules for faults", lambda cx, _: cx.operator.faults()),
        Operation(
            "POST",
            "/faults",
            "Add a rule for faults",
            lambda cx, ask: cx.operator.add_fault(ask.values),
            describe(Rule),
        ),
        Operation(
            "DELETE",
            "/faults/{number}",
            "Remove a rule",
            lambda cx, ask: cx.operator.remove_fault(ask.number("number")),
        ),
        Operation(
            "POST",
            "/faults/clear",
            "Remove all rules and start the dice afresh",
            _clear_faults,
            _object(seed={"type": "integer"}),
        ),
        Operation("GET", "/callbacks", "The last callbacks", lambda cx, _: cx.operator.callbacks()),
    )
