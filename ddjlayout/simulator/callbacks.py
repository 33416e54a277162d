"""Beside the simulator's platform: the notices that D2 printers send to their account's URL.

The vendor has not published them. Ours: a JSON POST, signed like a call, sent once.
"""

import json
from collections import deque
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from .faults import Faults
from .printers import Event
from .records import Account
from .signing import expected_signature

KEPT = 1000
"""How many notices are remembered."""


@dataclass(slots=True)
class Notice:
    """One notice: where it goes, what it says, and what became of it.

    `delay` is in seconds; `ending` is "waiting", "lost", "failed" or the status of the reply.
    """

    app_id: str
    url: str
    payload: dict[str, int | str]
    at: float
    delay: float = 0.0
    ending: str = "waiting"


@dataclass(slots=True)
class Delivery:
    """A notice on its way, and its URL once it is signed: sent again, it is the same."""

    notice: Notice
    url: str = ""


class Callbacks:
    """Turns events into notices and keeps the last of them; `waiting` are to be sent."""

    def __init__(self, faults: Faults, random: Random) -> None:
        self._faults = faults
        self._random = random
        self.waiting: deque[Delivery] = deque(maxlen=KEPT)
        self.log: deque[Notice] = deque(maxlen=KEPT)

    def notify(self, event: Event, account: Account) -> None:
        """Tell an account with a callback URL of an event."""
        payload: dict[str, int | str] = {
            "Type": "device" if event.task is None else "task",
            "Uuid": event.device.uuid,
            "State": int(event.state),
            "Time": int(event.at),
        }
        if event.task is not None:
            payload["TaskId"] = event.task.task_id
        notice = Notice(account.app_id, account.callback_url, payload, event.at)
        self.log.append(notice)
        fault = self._faults.strike("", account.app_id, event.device.uuid, callback=True)
        if fault is not None and fault.effect == "lost":
            notice.ending = f"lost (rule {fault.rule})"
            return
        if fault is not None and fault.effect == "delay":
            notice.delay = fault.seconds
        delivery = Delivery(notice)
        self.waiting.append(delivery)
        if fault is not None and fault.effect == "duplicate":
            self.waiting.append(delivery)

    def clear(self) -> None:
        """Forget all notices, sent or not."""
        self.waiting.clear()
        self.log.clear()

    def sign(self, delivery: Delivery, secret: str, now: float) -> None:
        """Give a delivery its URL, with the four parameters of a call, if it has none yet."""
        if delivery.url:
            return
        notice = delivery.notice
        timestamp, nonce = str(int(now)), str(self._random.randrange(10**9, 10**10))
        query = {
            "appid": notice.app_id,
            "nonce": nonce,
            "timestamp": timestamp,
            "signature": expected_signature(secret, timestamp, nonce),
        }
        mark = "&" if "?" in notice.url else "?"
        delivery.url = f"{notice.url}{mark}{urlencode(query)}"


def body_of(notice: Notice) -> bytes:
    """Return the body to post."""
    return json.dumps(notice.payload, separators=(",", ":")).encode()
