"""At our own door: what a D2 posts when its state changes or a task ends, verified and typed.

The vendor publishes that there are callbacks, not what is in them. The fields here are our own
(`{"Type": "device" | "task", "Uuid", "State", "TaskId"?, "Time"}`, signed like a call) and are
what the simulator sends. The signature covers neither path nor body: a verified notice says that
its sender knows the secret, so ask `task_state` before you act on money.
"""

import json
import re
from collections import OrderedDict
from collections.abc import Mapping
from typing import NamedTuple, cast
from urllib.parse import parse_qs

from ddjlayout.cloud.flow import Account
from ddjlayout.cloud.replies import Unpromised, integer_of, state_of
from ddjlayout.cloud.security import same, sign
from ddjlayout.cloud.wire import Code, DeviceState, TaskState
from ddjlayout.errors import InputError

WINDOW = 300.0
"""Seconds that a callback's timestamp may lie before or after our clock."""

MAX_BODY = 1 << 16
"""Bytes that a callback's body may have."""

_UUID = re.compile(r"[0-9A-Fa-f]{16}")
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_PARAMETERS = ("appid", "nonce", "timestamp", "signature")


class DeviceNotice(NamedTuple):
    """A device's state changed; `time` is in Unix seconds, by the sender's clock."""

    uuid: str
    state: DeviceState
    time: int


class TaskNotice(NamedTuple):
    """A task's state changed; `time` is in Unix seconds, by the sender's clock."""

    uuid: str
    task_id: int
    state: TaskState
    time: int


Notice = DeviceNotice | TaskNotice


class CallbackError(InputError):
    """A callback that is not to be believed; `reason` is the code a platform would answer."""

    def __init__(self, message: str, *, reason: Code = Code.BAD_PARAMETER) -> None:
        super().__init__(message, code=str(int(reason)), path="callback")
        self.reason = reason


class Seen:
    """The signatures of the last two windows, so that none is believed twice.

    `most` bounds the memory; only somebody who knows the secret can fill it.
    """

    def __init__(self, *, window: float = WINDOW, most: int = 100_000) -> None:
        self.window = window
        self._most = most
        self._until: OrderedDict[str, float] = OrderedDict()

    def admit(self, signature: str, now: float) -> bool:
        """Remember a signature, in Unix seconds; False if it is remembered already."""
        # A timestamp may lie a window ahead, so it stays good for two.
        while self._until and next(iter(self._until.values())) < now:
            self._until.popitem(last=False)
        if signature in self._until or len(self._until) >= self._most:
            return False
        self._until[signature] = now + 2 * self.window
        return True


def parse_callback(body: bytes, query: str, account: Account, now: float, seen: Seen) -> Notice:
    """Return what a callback says, once everything that can be verified is.

    `query` is the request's query string, `now` our clock in Unix seconds. Raises CallbackError:
    1004 for another app's callback, 1001 for a bad signature, 1002 for one that is too old, too
    early or was seen before, 1003 for fields that are missing or make no sense.
    """
    given = _parameters(query)
    if not same(given["appid"], account.app_id):
        raise CallbackError("it is for another AppId", reason=Code.UNKNOWN_APP)
    expected = sign(account.secret, given["timestamp"], given["nonce"])
    if not same(given["signature"], expected):
        raise CallbackError("its signature is not ours", reason=Code.BAD_SIGNATURE)
    if not _TIMESTAMP.fullmatch(given["timestamp"]):
        raise CallbackError("its timestamp is no number of seconds")
    age = now - int(given["timestamp"])
    if abs(age) > seen.window:
        side = "before" if age > 0 else "after"
        raise CallbackError(
            f"its time is {abs(age):.0f} s {side} ours, the limit is {seen.window:.0f} s",
            reason=Code.LINK_EXPIRED,
        )
    notice = _notice(body)
    # Last, so that only a callback that is good in all else is remembered.
    if not seen.admit(expected, now):
        raise CallbackError("it came before, or too many did", reason=Code.LINK_EXPIRED)
    return notice


def _parameters(query: str) -> Mapping[str, str]:
    try:
        values = parse_qs(query, max_num_fields=16)
    except ValueError:
        values = {}
    for name in _PARAMETERS:
        if len(values.get(name, ())) != 1:
            raise CallbackError(f"its query has no {name}, or more than one")
    return {name: values[name][0] for name in _PARAMETERS}


def _notice(body: bytes) -> Notice:
    if len(body) > MAX_BODY:
        raise CallbackError(f"its body is larger than {MAX_BODY} bytes")
    try:
        data: object = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise CallbackError("its body is no JSON object")
    fields = cast("dict[str, object]", data)
    uuid, kind = fields.get("Uuid"), fields.get("Type")
    if not isinstance(uuid, str) or not _UUID.fullmatch(uuid):
        raise CallbackError("it has no Uuid")
    if kind not in ("device", "task"):
        raise CallbackError("its Type is neither device nor task")
    try:
        time = integer_of(fields, "Time")
        if kind == "device":
            return DeviceNotice(uuid, state_of(fields, DeviceState), time)
        return TaskNotice(uuid, integer_of(fields, "TaskId"), state_of(fields, TaskState), time)
    except Unpromised as finding:
        problem = str(finding)
    raise CallbackError(problem)
