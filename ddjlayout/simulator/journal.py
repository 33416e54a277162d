"""Beside the simulator's platform: the journal of requests, the last of them whole, all counted.

Secrets, signatures and nonces never get in.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .hiding import Hiding, without_excerpts
from .records import Settings

UNDER_WAY = "under way"
"""The `ending` of an entry that has not ended."""


@dataclass(slots=True)
class Entry:
    """One request: what came, what was made of it, what was answered.

    `at` is Unix time; `raw` is the body as it came, without secrets, and `carried_secret` says that
    there were some in it; `ending` says how the exchange ended: answered, or cut off by which
    fault.
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
    carried_secret: bool = False


class Journal:
    """The last requests, as many as the settings let it keep, and counts of all.

    `hiding` strikes out the secrets that are known at the time.
    """

    def __init__(self, settings: Callable[[], Settings], hiding: Callable[[], Hiding]) -> None:
        self._settings = settings
        self._hiding = hiding
        self._used = 0
        self._kept: dict[int, Entry] = {}
        self._under_way: dict[int, Entry] = {}
        self.total = 0
        self.calls: Counter[str] = Counter()
        self.codes: Counter[int] = Counter()
        self.faults: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._kept.values())

    def open(self, at: float, method: str, path: str, query: str) -> Entry:
        """Begin the entry of a request that arrives."""
        self.total += 1
        hiding = self._hiding()
        shown = hiding.text(path)[:200], hiding.query(query)[:1000]
        entry = Entry(self.total, at, method, *shown)
        self._kept[entry.number] = self._under_way[entry.number] = entry
        self._trim()
        return entry

    def keep_body(self, entry: Entry, body: bytes) -> None:
        """Keep the body of a request, if its entry is still kept."""
        raw = self._hiding().body(body)
        entry.carried_secret = raw is not body and raw != body
        if self._kept.get(entry.number) is not entry:
            return
        entry.raw = raw
        self._used += len(entry.raw)
        self._trim()

    def keep_account(self, entry: Entry, app_id: str, uuid: str = "") -> None:
        """Keep whose request it is, and about which device."""
        hiding = self._hiding()
        entry.app_id, entry.uuid = hiding.text(app_id), hiding.text(uuid)

    def keep_remarks(self, entry: Entry, reason: str, deviations: tuple[str, ...]) -> None:
        """Keep why a request was refused and what was tolerated in it."""
        tell = without_excerpts if entry.carried_secret else self._hiding().text
        entry.reason, entry.deviations = tell(reason), tuple(tell(what) for what in deviations)

    def close(self, entry: Entry, ending: str) -> bool:
        """End an entry and count it; tell whether it is of this journal."""
        entry.ending = ending
        if self._under_way.get(entry.number) is not entry:
            return False
        del self._under_way[entry.number]
        self.calls[entry.path if entry.status != 404 else "other"] += 1
        if entry.code is not None:
            self.codes[entry.code] += 1
        if entry.fault:
            self.faults[entry.fault] += 1
        return True

    def find(self, number: int) -> Entry | None:
        """Return an entry that is still kept."""
        return self._kept.get(number)

    def _trim(self) -> None:
        limit, room = self._settings().journal_entries, self._settings().journal_bytes
        while len(self._kept) > 1 and (len(self._kept) > limit or self._used > room):
            self._used -= len(self._kept.pop(next(iter(self._kept))).raw)
