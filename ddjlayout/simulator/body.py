"""First step of a call to the simulator: the body's JSON and its fields, strictly typed.

Lenient only where the vendor's own clients need it, and each leniency used is noted: strings in
single quotes, numbers as strings of digits, any content type, keys it does not know.
"""

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

from ddjlayout.cloud import wire
from ddjlayout.errors import excerpt

from .deviations import Deviations

MAX_INTEGER = (1 << 63) - 1

_TEXT, _NUMBER = "a string", "a whole number"

FIELDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        wire.USER_BIND: {"Uuid": _TEXT, "UserId": _TEXT},
        wire.DEVICE_STATE: {"Uuid": _TEXT},
        wire.PRINT_CONTENT: {"Uuid": _TEXT, "PrintContent": _TEXT, "OpenUserId": _NUMBER},
        wire.PRINT_HTML: {"Uuid": _TEXT, "PrintUrl": _TEXT, "OpenUserId": _NUMBER},
        wire.TASK_STATE: {"TaskId": _NUMBER},
        wire.DEVICE_MAC: {"Uuid": _TEXT},
    }
)
"""The fields of each call (vendor document sections 3.1 to 3.6)."""

_OPTIONAL: Mapping[str, str] = MappingProxyType({"DeviceName": wire.USER_BIND})

# An open string runs to the end: every quote is passed once, whatever the body.
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*+(?:"|\\?\Z)|'((?:[^'\\]|\\.)*+)(?:'|\\?\Z)""", re.DOTALL)
_UNESCAPED = re.compile(r"""\\'|\\.|"|[\n\r\t]""", re.DOTALL)
_IN_DOUBLE = {"\\'": "'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class BodyError(ValueError):
    """A body that is not the JSON object the call takes; says why."""


def read_body(path: str, body: bytes, deviations: Deviations) -> dict[str, Any]:
    """Return the fields of a call; raises BodyError and notes in `deviations` what it tolerated."""
    values = _object(body, deviations)
    fields: dict[str, Any] = {}
    for name, kind in FIELDS[path].items():
        if name not in values:
            raise BodyError(f"{name} is missing")
        value = values[name]
        fields[name] = _text(name, value) if kind is _TEXT else _number(name, value, deviations)
    for name, value in values.items():
        if _OPTIONAL.get(name) == path:
            fields[name] = _text(name, value)
        elif name not in fields:
            deviations.add("body", f"unknown field {excerpt(name)} ignored")
    return fields


def _object(body: bytes, deviations: Deviations) -> dict[str, object]:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise BodyError("the body is not UTF-8") from None
    try:
        value = _loaded(text)
    except ValueError:
        try:
            value = _loaded(_double_quoted(text))
        except ValueError:
            raise BodyError("the body is not JSON") from None
        deviations.add("body", "strings in single quotes")
    if not isinstance(value, dict):
        raise BodyError("the body is not a JSON object")
    return cast("dict[str, object]", value)


def _loaded(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _double_quoted(text: str) -> str:
    """Rewrite strings in single quotes as JSON strings, what stands in them unchanged."""

    def rewrite(match: re.Match[str]) -> str:
        inner = match[1]
        if inner is None:
            return match[0]
        return f'"{_UNESCAPED.sub(lambda m: _IN_DOUBLE.get(m[0], m[0]), inner)}"'

    return _QUOTED.sub(rewrite, text)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise BodyError(f"{name} has to be {_TEXT}")
    return value


def _number(name: str, value: object, deviations: Deviations) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 19:
        deviations.add(name, "a string of digits")
        value = int(value)
    if type(value) is not int or not 0 <= value <= MAX_INTEGER:
        raise BodyError(f"{name} has to be {_NUMBER}")
    return value
