"""In the protocol: from a reply's bytes to typed values; whatever was not promised is Unpromised.

Source: vendor document V3.0, sections 3 and 4.
"""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple, TypeVar, cast

from ddjlayout.cloud.wire import Code, DeviceState, TaskState

_DIGITS = re.compile(r"-?[0-9]{1,19}")
_LONG = range(-(1 << 63), 1 << 63)

E = TypeVar("E", DeviceState, TaskState)


class HttpResponse(NamedTuple):
    """What came back: HTTP status, the two headers that matter ("" when absent), the body.

    A transport cuts the body one byte above the largest that is allowed.
    """

    status: int
    content_type: str
    date: str
    body: bytes

    def __repr__(self) -> str:
        # A server may repeat the signature to us.
        return f"HttpResponse({self.status}, {len(self.body)} bytes)"


class Bound(NamedTuple):
    """A user bound to a device: the platform's own number for the user."""

    open_user_id: int


class Task(NamedTuple):
    """A print the platform accepted: its 64-bit task id."""

    id: int


class PageTask(Task):
    """The task of a web page, equal to any Task of its number; what may have failed is the page."""


class Unpromised(Exception):  # noqa: N818  (a finding about a reply, turned into an error by the flow)
    """A reply that is not what the vendor's document promises; the argument says how."""


class Reply(NamedTuple):
    """A JSON reply: its `Code`, its `Message`, and every key it holds."""

    code: int
    message: str
    fields: Mapping[str, object]

    def __repr__(self) -> str:
        return f"Reply({self.code})"


def parse_reply(response: HttpResponse, max_bytes: int) -> Reply:
    """Return the reply a response carries; raise Unpromised for anything but the promised JSON.

    Unknown keys are kept and ignored. Success needs HTTP 200; a refusal counts with any status.
    """
    if len(response.body) > max_bytes:
        raise Unpromised(f"it is larger than {max_bytes} bytes")
    try:
        data: object = json.loads(response.body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        redirect = 300 <= response.status < 400
        raise Unpromised("redirects are not followed" if redirect else "it is not a JSON object")
    fields = cast("dict[str, object]", data)
    code = integer(fields.get("Code"))
    if code is None:
        raise Unpromised("it has no Code")
    if code == Code.OK and response.status != 200:
        raise Unpromised("it says success with another HTTP status")
    message = fields.get("Message")
    return Reply(code, message if isinstance(message, str) else "", fields)


def bound(reply: Reply) -> Bound:
    """Return the OpenUserId of a reply to `userbind`."""
    return Bound(integer_of(reply.fields, "OpenUserId"))


def task(reply: Reply) -> Task:
    """Return the TaskId of a reply to a print."""
    return Task(integer_of(reply.fields, "TaskId"))


def page_task(reply: Reply) -> PageTask:
    """Return the TaskId of a reply to the print of a page."""
    return PageTask(integer_of(reply.fields, "TaskId"))


def device_state(reply: Reply) -> DeviceState:
    """Return the State of a reply to `getdevicestate`."""
    return state_of(reply.fields, DeviceState)


def task_state(reply: Reply) -> TaskState:
    """Return the State of a reply to `getprinttaskstate`."""
    return state_of(reply.fields, TaskState)


def device_mac(reply: Reply) -> str:
    """Return the DeviceMac of a reply to `getdevicemac`: 1 to 64 printable ASCII characters."""
    mac = reply.fields.get("DeviceMac")
    if (
        not isinstance(mac, str)
        or not 0 < len(mac) <= 64
        or not (mac.isascii() and mac.isprintable())
    ):
        raise Unpromised("it has no DeviceMac")
    return mac


def state_of(fields: Mapping[str, object], states: type[E]) -> E:
    """Return the State among the fields; raise Unpromised for none, or one nobody published."""
    try:
        return states(integer_of(fields, "State"))
    except ValueError:
        raise Unpromised("its State is a number nobody published") from None


def integer_of(fields: Mapping[str, object], key: str) -> int:
    """Return the 64-bit integer of that key; raise Unpromised if there is none."""
    value = integer(fields.get(key))
    if value is None:
        raise Unpromised(f"it has no {key}")
    return value


def integer(value: object) -> int | None:
    """Return a 64-bit integer given as a number or as a string of digits, else None."""
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value in _LONG:
        return value
    return None
