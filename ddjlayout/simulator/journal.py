"""Beside the simulator's platform: the journal of requests, the last of them whole, all counted.

Secrets, signatures and nonces never get in.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .records import Settings

HIDDEN = "[hidden]"

UNDER_WAY = "under way"
"""The `ending` of an entry that has not ended."""

_SIGNED = re.compile(r"(?i)\b(signature|nonce|appsecret)=[^&]*")


@dataclass(slots=True)
class Entry:
    """One request: what came, what was made of it, what was answered.

    `at` is Unix time; `raw` is the body as it came, without secrets; `ending` says how the exchange
    ended: answered, or cut off by which fault.
    """

    number: int
    at: float
    method: str
    path: str
    query: str
    content_type: str = ""
    raw: bytes = b""
    app_id: str = ""
    uuid: str = ""
    code: int | None = None
    status: int | None = None
    reply: bytes = b""
    reason: str = ""
    deviations: tuple[str, ...] = ()
    task_id: int | None = None
    fault: str = ""
    ending: str = UNDER_WAY


class Journal:
    """The last requests, as many as the settings let it keep, and counts of all."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings
        self._used = 0
        self._entries: deque[Entry] = deque()
        self.total = 0
        self.calls: Counter[str] = Counter()
        self.codes: Counter[int] = Counter()
        self.faults: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def open(self, at: float, method: str, path: str, query: str) -> Entry:
        """Begin the entry of a request that arrives."""
        self.total += 1
        entry = Entry(
            self.total, at, method, path[:200], _SIGNED.sub(rf"\1={HIDDEN}", query[:1000])
        )
        self._entries.append(entry)
        self._trim()
        return entry

    def keep_body(self, entry: Entry, body: bytes, secret: str) -> None:
        """Keep the body of a request, the account's secret struck out."""
        entry.raw = body.replace(secret.encode(), HIDDEN.encode()) if secret else body
        entry.query = entry.query.replace(secret, HIDDEN) if secret else entry.query
        self._used += len(entry.raw)
        self._trim()

    def close(self, entry: Entry, ending: str) -> None:
        """End an entry and count it."""
        entry.ending = ending
        self.calls[entry.path if entry.status != 404 else "other"] += 1
        if entry.code is not None:
            self.codes[entry.code] += 1
        if entry.fault:
            self.faults[entry.fault] += 1

    def find(self, number: int) -> Entry | None:
        """Return an entry that is still kept."""
        return next((entry for entry in self._entries if entry.number == number), None)

    def _trim(self) -> None:
        limit, room = self._settings().journal_entries, self._settings().journal_bytes
        while len(self._entries) > 1 and (len(self._entries) > limit or self._used > room):
            self._used -= len(self._entries.popleft().raw)
