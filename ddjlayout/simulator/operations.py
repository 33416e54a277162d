"""Behind the admin API: the table of its operations, from which routes and OpenAPI are made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ddjlayout.errors import InputError, excerpt

from .faults import EFFECTS, Rule
from .journal import Entry
from .operation import EVENTS, PBM, PNG, TEXT, Ask, Context, File, Operation
from .operator import MissingError
from .reading import summary, whole
from .records import Account, Device, Settings, User
from .schema import describe
from .web import curl

_SECONDS = MappingProxyType({"type": "number", "description": "seconds"})


def _object(*required: str, **properties: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: dict(schema) for name, schema in properties.items()}
    schema: dict[str, Any] = {"type": "object", "properties": plain, "additionalProperties": False}
    return {**schema, "required": list(required)} if required else schema


def _device_change() -> dict[str, Any]:
    schema = describe(Device, partial=True)
    properties: dict[str, Any] = {**schema["properties"], "recover_after": dict(_SECONDS)}
    return {**schema, "properties": properties}


def _journal(cx: Context, ask: Ask) -> object:
    last = ask.count("last", 100)
    since = ask.since("since", 1)
    entries = [entry for entry in cx.simulator.journal if entry.number >= since]
    return [summary(entry) for entry in entries[-last:]]


def _found(cx: Context, ask: Ask) -> Entry:
    entry = cx.simulator.journal.find(ask.number("number"))
    if entry is None:
        raise MissingError("not in the journal any more")
    return entry


def _roll(cx: Context, ask: Ask) -> File:
    last, since = ask.count("last", 20), ask.since("since", 0)
    return File(PNG, cx.operator.roll(ask.path["uuid"], last, since).png())


def _events(cx: Context, _: Ask) -> File:
    return File(EVENTS, parts=cx.feed.stream())


def _curl_again(cx: Context, ask: Ask) -> File:
    return File(TEXT, curl.again(cx.simulator, cx.url, _found(cx, ask)).encode())


def _curl_sample(cx: Context, ask: Ask) -> File:
    uuid = ask.path["uuid"]
    cx.operator.device(uuid)
    return File(TEXT, curl.sample(cx.simulator, cx.url, uuid).encode())


def _printed(cx: Context, ask: Ask) -> object:
    content = ask.values.get("content")
    if not isinstance(content, str):
        raise InputError("a PrintContent or PrintUrl is expected as a string", path="content")
    return cx.operator.printed(content)


def _effects(_: Context, __: Ask) -> object:
    return {point: list(effects) for point, effects in EFFECTS.items()}


def _clear_faults(cx: Context, ask: Ask) -> object:
    seed = ask.values.get("seed")
    if seed is not None and type(seed) is not int:
        raise InputError(f"{excerpt(seed)} is not a whole number", path="seed")
    return cx.operator.clear_faults(seed)


def operations() -> tuple[Operation, ...]:
    """Return all operations of the admin API."""
    return (*_whole(), *_people(), *_tasks(), *_paper(), *_observation(), *_faults())


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


def _tasks() -> tuple[Operation, ...]:
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
            lambda cx, ask: File(PNG, cx.operator.paper(ask.number("task_id")).png()),
            gives=PNG,
        ),
        Operation(
            "GET",
            "/tasks/{task_id}/paper.pbm",
            "The paper of a task, not compressed",
            lambda cx, ask: File(PBM, cx.operator.paper(ask.number("task_id")).pbm()),
            gives=PBM,
        ),
    )


def _paper() -> tuple[Operation, ...]:
    return (
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
            _roll,
            query=("last", "since"),
            gives=PNG,
        ),
        Operation(
            "POST",
            "/printed",
            "How often a PrintContent or PrintUrl was printed",
            _printed,
            _object("content", content={"type": "string"}),
        ),
    )


def _observation() -> tuple[Operation, ...]:
    return (
        Operation("GET", "/journal", "The last requests", _journal, query=("last", "since")),
        Operation(
            "GET",
            "/journal/{number}",
            "One request, decoded",
            lambda cx, ask: whole(_found(cx, ask), cx.simulator),
        ),
        Operation(
            "GET",
            "/journal/{number}/curl",
            "A shell command that makes the call again, with $APP_SECRET",
            _curl_again,
            gives=TEXT,
        ),
        Operation(
            "GET",
            "/devices/{uuid}/curl",
            "A shell command that prints a line, with $APP_SECRET",
            _curl_sample,
            gives=TEXT,
        ),
        Operation("GET", "/callbacks", "The last callbacks", lambda cx, _: cx.operator.callbacks()),
        Operation(
            "GET",
            "/events",
            "What changes, as server-sent events: first everything, then what is new",
            _events,
            gives=EVENTS,
        ),
    )


def _faults() -> tuple[Operation, ...]:
    return (
        Operation("GET", "/faults", "The rules for faults", lambda cx, _: cx.operator.faults()),
        Operation("GET", "/faults/effects", "The effects there are at each point", _effects),
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
    )
