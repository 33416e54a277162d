"""First step of a call to the simulator: the body's JSON and its fields, strictly typed.

Lenient only where the vendor's own clients need it, and each leniency used is noted: strings in
single quotes, numbers as strings of digits, any content type, keys it does not know.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

from ddjlayout.cloud import wire
from ddjlayout.errors import excerpt

from .deviations import Deviations
from .jsontext import Repeated, double_quoted, loads

MAX_INTEGER = (1 << 63) - 1

_TEXT, _NUMBER, _LONG = "a string", "a whole number", "a whole number of 64 bits"

FIELDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        wire.USER_BIND: MappingProxyType({"Uuid": _TEXT, "UserId": _TEXT}),
        wire.DEVICE_STATE: MappingProxyType({"Uuid": _TEXT}),
        wire.PRINT_CONTENT: MappingProxyType(
            {"Uuid": _TEXT, "PrintContent": _TEXT, "OpenUserId": _NUMBER}
        ),
        wire.PRINT_HTML: MappingProxyType(
            {"Uuid": _TEXT, "PrintUrl": _TEXT, "OpenUserId": _NUMBER}
        ),
        wire.TASK_STATE: MappingProxyType({"TaskId": _LONG}),
        wire.DEVICE_MAC: MappingProxyType({"Uuid": _TEXT}),
    }
)
"""The fields of each call (vendor document sections 3.1 to 3.6)."""

_OPTIONAL: Mapping[str, tuple[str, ...]] = MappingProxyType({wire.USER_BIND: ("DeviceName",)})


_JSON_TYPE = re.compile(r"(?i)\s*application/json\s*(;\s*charset\s*=\s*\"?utf-8\"?\s*)?")


class BodyError(ValueError):
    """A body that is not the JSON object the call takes; says why."""


def note_content_type(content_type: str, deviations: Deviations) -> None:
    """Note a content type that is not that of JSON in UTF-8; any is taken, and none as well."""
    if not content_type:
        deviations.add("Content-Type", "left out")
    elif not _JSON_TYPE.fullmatch(content_type):
        deviations.add("Content-Type", f"{excerpt(content_type, 40)} taken for application/json")


def read_body(path: str, body: bytes, deviations: Deviations) -> dict[str, Any]:
    """Return the fields of a call; raises BodyError and notes in `deviations` what it tolerated."""
    values = _object(body, deviations)
    fields: dict[str, Any] = {}
    for name, kind in FIELDS[path].items():
        if name not in values:
            raise BodyError(f"{name} is missing")
        value = values[name]
        text = kind is _TEXT
        fields[name] = _text(name, value) if text else _number(name, value, kind, deviations)
    for name in _OPTIONAL.get(path, ()):
        if name in values:
            fields[name] = _text(name, values[name])
    unknown = [name for name in values if name not in fields]
    deviations.add_each("body", "unknown field {} ignored", unknown)
    return fields


def _object(body: bytes, deviations: Deviations) -> dict[str, object]:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise BodyError("the body is not UTF-8") from None
    try:
        value = loads(text)
    except ValueError:
        value = _from_single_quotes(text)
        deviations.add("body", "strings in single quotes")
    if not isinstance(value, dict):
        raise BodyError("the body is not a JSON object")
    if isinstance(value, Repeated):
        deviations.add("body", "a field stands more than once, the last one counts")
    return cast("dict[str, object]", value)


def _from_single_quotes(text: str) -> object:
    try:
        if "'" in text:
            return loads(double_quoted(text))
    except ValueError:
        pass
    raise BodyError("the body is not JSON") from None


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise BodyError(f"{name} has to be {_TEXT}")
    return value


def _number(name: str, value: object, kind: str, deviations: Deviations) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 19:
        deviations.add(name, "a string of digits")
        value = int(value)
    least = -MAX_INTEGER - 1 if kind is _LONG else 0
    if type(value) is not int or not least <= value <= MAX_INTEGER:
        raise BodyError(f"{name} has to be {kind}")
    return value
