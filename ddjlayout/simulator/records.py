"""Under the simulator's platform: what it remembers, as plain records, and its settings."""

import re
from dataclasses import dataclass, field, fields
from typing import Literal

from ddjlayout.cloud.wire import DeviceState, TaskState
from ddjlayout.pages.gate import checked_name

from .schema import INTERNAL, SECRET

UUID = re.compile(r"[0-9a-f]{16}")
"""The form of a device's `Uuid`."""

MIN_SECRET = 8
"""Characters of a secret, at least: a shorter one could not be struck out of what clients send."""

MAX_OPEN_USER_ID = 2_000_000_000
"""The largest `OpenUserId` that is given by hand: those after it are an Int of 32 bits, too."""

Policy = Literal["refuse", "hold", "fail"]
"""What happens to a job for a printer that cannot print now: refused with 1010, held, or failed."""


@dataclass(slots=True)
class Account:
    """A developer's account: its `appid`, its secret and its standing.

    `calls_per_minute` overrides the setting of that name (0 is no limit); `callback_url` is where
    the printers that report things report them.
    """

    app_id: str
    app_secret: str = field(repr=False, metadata=SECRET)
    status: Literal["active", "disabled", "unverified"] = "active"
    calls_per_minute: int | None = None
    callback_url: str = ""

    def __post_init__(self) -> None:
        if not self.app_id:
            raise ValueError("app_id must not be empty")
        if len(self.app_secret) < MIN_SECRET:
            raise ValueError(f"app_secret has to have at least {MIN_SECRET} characters")
        for name in ("app_id", "app_secret", "callback_url"):
            _check_text(name, getattr(self, name))
        if (self.calls_per_minute or 0) < 0:
            raise ValueError("calls_per_minute must not be negative")
        if self.callback_url and not self.callback_url.startswith(("http://", "https://")):
            raise ValueError("callback_url has to start with http:// or https://")


@dataclass(slots=True)
class Device:
    """A printer.

    `speed` is in rows of dots a second (0: at once), `paper` in rows of dots left on the roll
    (None: endless). `user` is what the person at the printer does with a job. At `recover_at`,
    in seconds of Unix time, the printer is normal again. `task_id` is on the print head since
    `started`.
    """

    uuid: str
    model: Literal["D1", "D2"] = "D1"
    mac: str = ""
    state: DeviceState = DeviceState.NORMAL
    speed: int = 0
    paper: int | None = None
    user: Literal["accepts", "rejects"] = "accepts"
    recover_at: float | None = None
    task_id: int | None = field(default=None, metadata=INTERNAL)
    started: float = field(default=0.0, metadata=INTERNAL)

    def __post_init__(self) -> None:
        if not UUID.fullmatch(self.uuid):
            raise ValueError("uuid has to be 16 lower-case hex digits")
        _check_text("mac", self.mac)
        if self.speed < 0 or (self.paper or 0) < 0:
            raise ValueError("speed and paper must not be negative")
        if not self.mac:
            self.mac = ":".join(self.uuid[at : at + 2] for at in range(4, 16, 2)).upper()


@dataclass(slots=True)
class User:
    """A user of an account, known to the platform by `open_user_id`, and the devices bound."""

    app_id: str
    user_id: str
    open_user_id: int = 0
    devices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.open_user_id <= MAX_OPEN_USER_ID:
            raise ValueError(f"open_user_id is 0, for the next free number, to {MAX_OPEN_USER_ID}")


@dataclass(slots=True)
class Task:
    """A print task.

    `digest` is the SHA-256 of its PrintContent or PrintUrl, `rows` the length of its paper,
    `prints` counts how often all of it came out of the printer, `partial` how often a piece did.
    Times are in seconds of Unix time. A page that is `fetching` has no paper yet; `note` says what
    its paper lacks.
    """

    task_id: int
    app_id: str
    uuid: str
    open_user_id: int
    kind: Literal["content", "page"]
    digest: str
    created: float
    expires: float
    rows: int = 0
    state: TaskState = TaskState.PENDING
    prints: int = 0
    partial: int = 0
    ended: float | None = None
    reason: str = ""
    fetching: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What nobody published about the platform, and the limits of the simulator itself.

    `timestamp_window` and `task_ttl` are in seconds, `calls_per_minute` 0 is no limit. The five
    policies say what happens to a job for a printer in that state. `pages` is what becomes of
    `printhtmlcontent`: the task fails, a paper with the URL on it is printed, or the page is
    fetched and printed; `allow_hosts` ("name" or "name:port") may then be fetched from even if they
    are not public. `content_bytes` is the largest PrintContent, `body_bytes` the largest
    request. At most `queue_limit` jobs wait at a printer; `task_limit` ended tasks, `paper_bytes`
    of their papers and `journal_entries` (or `journal_bytes`) of requests are kept.
    """

    timestamp_window: int = 300
    task_ttl: float = 86_400.0
    calls_per_minute: int = 0
    offline: Policy = "refuse"
    paper_out: Policy = "hold"
    overheated: Policy = "hold"
    busy: Policy = "hold"
    error: Policy = "fail"
    pages: Literal["fail", "stub", "fetch"] = "fail"
    allow_hosts: tuple[str, ...] = ()
    content_bytes: int = 1 << 20
    body_bytes: int = 8 << 20
    queue_limit: int = 1000
    task_limit: int = 20_000
    paper_bytes: int = 64 << 20
    journal_entries: int = 1000
    journal_bytes: int = 64 << 20

    def __post_init__(self) -> None:
        for setting in fields(self):
            value = getattr(self, setting.name)
            if not isinstance(value, str | tuple) and value < 0:
                raise ValueError(f"{setting.name} must not be negative")
        for name in self.allow_hosts:
            checked_name(name)

    def policy(self, state: DeviceState) -> Policy | None:
        """Return what happens to a job for a printer in that state; None: it is printed."""
        policies: dict[DeviceState, Policy] = {
            DeviceState.OFFLINE: self.offline,
            DeviceState.PAPER_OUT: self.paper_out,
            DeviceState.OVERHEATED: self.overheated,
            DeviceState.BUSY: self.busy,
            DeviceState.ERROR: self.error,
        }
        return policies.get(state)


def _check_text(name: str, text: str) -> None:
    """Refuse what is no Unicode text (half of a surrogate pair): it cannot be signed or sent."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{name} has characters that are no Unicode") from None
