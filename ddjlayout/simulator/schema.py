"""Beside the simulator's state: records of plain data read, checked, written and described.

One reader serves the TOML file, the admin API and the state file; what it takes it also describes
as JSON Schema.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from enum import IntEnum
from typing import Any, ClassVar, Literal, Protocol, TypeVar, Union, cast, get_args, get_origin
from typing import get_type_hints as type_hints

from ddjlayout.errors import InputError, excerpt


class Record(Protocol):
    """A dataclass whose fields are plain data."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


R = TypeVar("R", bound=Record)

_PLAIN: Mapping[object, str] = types.MappingProxyType(
    {str: "string", int: "integer", float: "number", bool: "boolean"}
)


INTERNAL = types.MappingProxyType({"internal": True})
"""Metadata of a field that only the state file holds."""

SECRET = types.MappingProxyType({"secret": True})
"""Metadata of a field whose value no message repeats."""

MAX_INTEGER = (1 << 63) - 1
MAX_FLOAT = 1e12
"""The largest number of seconds, and the like; times and sums of them stay far from infinity."""


def read(cls: type[R], values: object, place: str, *, internal: bool = False) -> R:
    """Build a record from a mapping; raises InputError that names the place and the field.

    `internal`: take the fields that are not for people, too.
    """
    if not isinstance(values, Mapping):
        raise InputError("a table of values is expected", path=place)
    given = cast("Mapping[str, object]", values)
    hints = _hints(cls, internal=internal)
    for name in given:
        if name not in hints:
            known = ", ".join(hints)
            raise InputError(f"unknown field {excerpt(name)}", path=place, hint=f"known: {known}")
    for field in fields(cls):
        if _required(field) and field.name not in given:
            raise InputError(f"{field.name} is missing", path=place)
    table = {field.name: field for field in fields(cls)}
    checked = {name: _field(table[name], hints[name], v, place) for name, v in given.items()}
    try:
        return cls(**checked)
    except ValueError as error:
        raise InputError(str(error), path=place) from None


def write(record: Record) -> dict[str, Any]:
    """Return a record as a mapping of plain data, the inverse of `read` with `internal`."""
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def updated(record: R, values: object, place: str) -> R:
    """Return a copy of a record with some fields changed; raises InputError as `read` does."""
    if not isinstance(values, Mapping):
        raise InputError("a table of values is expected", path=place)
    changes = cast("Mapping[str, object]", values)
    internal = {f.name for f in fields(record) if f.metadata.get("internal")}
    for name in internal.intersection(changes):
        raise InputError(f"{name} cannot be set", path=place)
    return read(type(record), {**write(record), **changes}, place, internal=True)


def describe(cls: type[Record], *, partial: bool = False) -> dict[str, Any]:
    """Return the JSON Schema of what `read` takes; `partial`: no field is required."""
    hints = _hints(cls, internal=False)
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {name: _described(hint) for name, hint in hints.items()},
        "additionalProperties": False,
    }
    required = [field.name for field in fields(cls) if _required(field)]
    if required and not partial:
        schema["required"] = required
    return schema


def _hints(cls: type[Record], *, internal: bool) -> dict[str, Any]:
    hints = type_hints(cls)
    public = (f.name for f in fields(cls) if internal or not f.metadata.get("internal"))
    return {name: hints[name] for name in public}


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _plain(value: object) -> object:
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, tuple):
        return [_plain(part) for part in cast("tuple[object, ...]", value)]
    return value


def _field(field: Field[Any], hint: Any, value: object, place: str) -> object:
    try:
        return _value(hint, value, f"{place}.{field.name}")
    except InputError as error:
        if field.metadata.get("secret"):
            message = "this value, which is secret and not shown, is of the wrong type"
            raise InputError(message, path=error.path) from None
        raise


def _value(hint: Any, value: object, place: str) -> object:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(hint), value, place)
    if origin is Literal:
        if value in get_args(hint):
            return value
        raise _wrong(value, " or ".join(str(choice) for choice in get_args(hint)), place)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise _wrong(value, "a list", place)
        parts = cast("list[object]", value)
        return tuple(_value(get_args(hint)[0], p, f"{place}[{i}]") for i, p in enumerate(parts))
    if isinstance(hint, type) and issubclass(hint, IntEnum):
        return _member(hint, value, place)
    if hint is float:
        return _number(value, place)
    if type(value) is not hint:
        raise _wrong(value, f"a value of type {_PLAIN[hint]}", place)
    if isinstance(value, int) and abs(value) > MAX_INTEGER:
        raise _wrong(value, "a whole number of 64 bits", place)
    return value


def _number(value: object, place: str) -> float:
    if type(value) not in (int, float):
        raise _wrong(value, "a value of type number", place)
    number = cast("int | float", value)
    if not abs(number) <= MAX_FLOAT:  # also infinity, and what is no number
        raise _wrong(value, f"a number up to {MAX_FLOAT:g} either way", place)
    return float(number)


def _one_of(choices: tuple[Any, ...], value: object, place: str) -> object:
    if value is None and type(None) in choices:
        return None
    *others, last = (choice for choice in choices if choice is not type(None))
    for choice in others:
        try:
            return _value(choice, value, place)
        except InputError:
            continue
    return _value(last, value, place)


def _member(enum: type[IntEnum], value: object, place: str) -> IntEnum:
    for member in enum:
        if value == member.name.lower() or (type(value) is int and value == member.value):
            return member
    raise _wrong(value, " or ".join(member.name.lower() for member in enum), place)


def _wrong(value: object, expected: str, place: str) -> InputError:
    return InputError(f"{excerpt(value)} is not {expected}", path=place)


def _described(hint: Any) -> dict[str, object]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_described(choice) for choice in get_args(hint)]}
    if hint is type(None):
        return {"type": "null"}
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple:
        return {"type": "array", "items": _described(get_args(hint)[0])}
    if isinstance(hint, type) and issubclass(hint, IntEnum):
        return {"enum": [member.name.lower() for member in hint]}
    return {"type": _PLAIN[hint]}
