"""In the protocol: the six calls as data, their arguments checked before anything is sent.

Source: vendor document V3.0, section 3; the largest content nobody published.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Generic, NamedTuple, TypeVar, cast
from urllib.parse import urlsplit

from ddjlayout.cloud import failures, replies
from ddjlayout.cloud.arguments import check_text, check_whole
from ddjlayout.cloud.replies import Bound, PageTask, Reply, Task
from ddjlayout.cloud.wire import (
    DEVICE_MAC,
    DEVICE_STATE,
    PRINT_CONTENT,
    PRINT_HTML,
    TASK_STATE,
    USER_BIND,
    Code,
    DeviceState,
    PrintType,
    TaskState,
)
from ddjlayout.errors import DdjError, InputError, UsageError, excerpt

T = TypeVar("T")
_UUID = re.compile(r"[0-9A-Fa-f]{16}")
_URL_LIMIT = 2048


class Call(NamedTuple, Generic[T]):
    """One call: its name in messages, its path, its JSON fields and how its reply reads.

    `prints` says that it makes paper; `safe` that it may be sent twice.
    """

    name: str
    path: str
    fields: Mapping[str, object]
    answer: Callable[[Reply], T]
    prints: bool = False
    safe: bool = False

    def __repr__(self) -> str:
        # The fields hold receipts and people's ids.
        return f"Call({self.name})"


def bind(uuid: str, user_id: str, device_name: str | None) -> Call[Bound]:
    """Return the call that binds your own id of a user to a device; the name is V4's.

    Raises UsageError for a Uuid that is none, an empty id, or an argument that is no string.
    """
    fields: dict[str, object] = {"Uuid": _uuid("bind", uuid), "UserId": user_id}
    check_text("bind", "user_id", user_id)
    if not user_id.strip():
        raise UsageError("the user id is empty", path="bind", hint="give your own id of the user")
    if device_name is not None:
        check_text("bind", "device_name", device_name)
        fields["DeviceName"] = device_name
    return Call("bind", USER_BIND, fields, replies.bound)


def device_state(uuid: str) -> Call[DeviceState]:
    """Return the call that asks for a device's state; raise UsageError for a Uuid that is none."""
    fields = {"Uuid": _uuid("device_state", uuid)}
    return Call("device_state", DEVICE_STATE, fields, replies.device_state, safe=True)


def print_content(uuid: str, content: str, open_user_id: int, max_bytes: int) -> Call[Task]:
    """Return the call that prints a `PrintContent` of at most `max_bytes` bytes.

    Raises RefusedError with the platform's own 1012 for empty content, InputError for content that
    is too large or no JSON array of items, UsageError for the other arguments.
    """
    name = "print_content"
    device = _uuid(name, uuid)
    check_text(name, "content", content)
    check_whole(name, "open_user_id", open_user_id)
    if len(content) > max_bytes or len(content.encode("utf-8", "replace")) > max_bytes:
        raise InputError(
            f"PrintContent is larger than {max_bytes} bytes",
            path=name,
            hint="print it in parts, or with smaller images",
        )
    _check_items(name, content)
    fields = {"Uuid": device, "PrintContent": content, "OpenUserId": open_user_id}
    return Call(name, PRINT_CONTENT, fields, replies.task, prints=True)


def print_url(uuid: str, url: str, open_user_id: int) -> Call[PageTask]:
    """Return the call that prints a web page; the platform fetches it, so it must be public.

    Raises UsageError for an address that is none or too long, and for the other arguments.
    """
    name = "print_url"
    device = _uuid(name, uuid)
    check_text(name, "url", url)
    check_whole(name, "open_user_id", open_user_id)
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or not url.isprintable() or " " in url:
        raise UsageError(
            f"the page's address is no http:// or https:// URL: {excerpt(url, 60)}",
            path=name,
            hint="the platform fetches the page itself: give a public address",
        )
    if len(url) > _URL_LIMIT:
        raise UsageError(
            f"the page's address has {len(url)} characters, the limit is {_URL_LIMIT}",
            path=name,
            hint="use a shorter address",
        )
    fields = {"Uuid": device, "PrintUrl": url, "OpenUserId": open_user_id}
    return Call(name, PRINT_HTML, fields, replies.page_task, prints=True)


def task_state(task_id: int) -> Call[TaskState]:
    """Return the call that asks for a task's state.

    Raises UsageError for anything but a 64-bit whole number.
    """
    check_whole("task_state", "task", task_id, least=-(1 << 63))
    return Call("task_state", TASK_STATE, {"TaskId": task_id}, replies.task_state, safe=True)


def device_mac(uuid: str) -> Call[str]:
    """Return the call for a device's MAC address; raise UsageError for a Uuid that is none."""
    fields = {"Uuid": _uuid("device_mac", uuid)}
    return Call("device_mac", DEVICE_MAC, fields, replies.device_mac, safe=True)


def _uuid(name: str, uuid: str) -> str:
    check_text(name, "uuid", uuid)
    if not _UUID.fullmatch(uuid):
        raise UsageError(
            f"{excerpt(uuid)} is no Uuid of a device: it has 16 characters 0-9 a-f",
            path=name,
            hint="a double click on the printer prints its Uuid",
        )
    return uuid


def _check_items(name: str, content: str) -> None:
    if not content.strip():
        raise _empty(name)
    try:
        items: object = json.loads(content)
    except (ValueError, RecursionError):
        items = None
    if not isinstance(items, list):
        raise InputError(
            f"PrintContent is no JSON array: {len(content)} characters",
            path=name,
            hint="give what to_print_content() returns",
        )
    if not items:
        raise _empty(name)
    for index, item in enumerate(cast("list[object]", items)):
        _check_item(f"{name} > PrintContent[{index}]", item)


def _check_item(path: str, item: object) -> None:
    if not isinstance(item, dict):
        raise InputError("the item is no JSON object", path=path, hint="see PrintContent")
    fields = cast("dict[str, object]", item)
    if not isinstance(fields.get("BaseText", ""), str):
        raise InputError("BaseText is no string", path=path, hint="it is base64 text")
    kind = fields.get("PrintType", 0)
    if isinstance(kind, bool) or kind not in tuple(PrintType):
        known = ", ".join(str(int(value)) for value in PrintType)
        raise InputError(
            f"PrintType is {excerpt(kind)}", path=path, hint=f"the platform knows {known}"
        )


def _empty(name: str) -> DdjError:
    error = failures.refused(name, Code.EMPTY_TASK)
    error.hint = f"found before sending; {error.hint}"
    return error
