"""In the simulator's platform: the four parameters of a call's query string and whether they hold.

Vendor document section 2. Written apart from the client's signing on purpose.
"""

import hashlib
import hmac
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import parse_qsl

NAMES = ("appid", "nonce", "timestamp", "signature")
"""The parameters of a call."""

MAX_LENGTH = 64
"""The longest value of a parameter, in characters."""


class Query(NamedTuple):
    """The signed parameters of a call; an absent one is empty."""

    appid: str
    nonce: str
    timestamp: str
    signature: str


def read_query(query: str) -> Query:
    """Return the parameters of a query string; one that is given twice counts as absent."""
    found: dict[str, str] = {}
    try:
        pairs = parse_qsl(query, max_num_fields=32)
    except ValueError:
        pairs = []
    for name, value in pairs:
        found[name] = "" if name in found else value
    return Query(*(found.get(name, "") for name in NAMES))


def unknown_names(query: str) -> list[str]:
    """Return the parameters that no call has."""
    pairs = parse_qsl(query, keep_blank_values=True)
    return list(dict.fromkeys(name for name, _ in pairs if name not in NAMES))


def expected_signature(secret: str, timestamp: str, nonce: str) -> str:
    """Return lower-case hex SHA-1 of the three strings, sorted by code unit and joined."""
    joined = "".join(sorted((secret, timestamp, nonce)))
    return hashlib.sha1(joined.encode(), usedforsecurity=False).hexdigest()


def is_signed(query: Query, secret: str) -> bool:
    """Tell whether the signature of a call is right."""
    expected = expected_signature(secret, query.timestamp, query.nonce)
    return hmac.compare_digest(expected.encode(), query.signature.encode())


def misstep(query: Query, secret: str) -> str:
    """Name the usual mistake that makes this wrong signature, or return an empty string."""
    parts = (secret, query.timestamp, query.nonce)
    if query.signature.lower() == expected_signature(*parts):
        return "the signature is right but not in lower-case letters"
    by_number = sorted(parts, key=lambda part: (len(part), part))
    orders: dict[str, Callable[[], list[str]]] = {
        "not sorted": lambda: list(parts),
        "sorted in descending order": lambda: sorted(parts, reverse=True),
        "sorted without regard to case": lambda: sorted(parts, key=str.lower),
        "sorted by length": lambda: by_number,
    }
    for name, order in orders.items():
        digest = hashlib.sha1("".join(order()).encode(), usedforsecurity=False).hexdigest()
        if query.signature.lower() == digest:
            return f"the three strings were {name}: sort them by character code"
    return ""


class Nonces:
    """Remembers what was used to sign, for as long as its timestamp would be taken.

    Both the nonce and the signature: timestamp and nonce are joined without a mark between them,
    so one signature can belong to two pairs.
    """

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def is_fresh(self, query: Query, now: float, until: float) -> bool:
        """Note a call's nonce and signature; tell whether both are new for this appid."""
        self._forget(now)
        keys = (f"{query.appid}\nn{query.nonce}", f"{query.appid}\ns{query.signature}")
        fresh = not any(self._until.get(key, now) > now for key in keys)
        for key in keys if fresh else ():
            self._until.pop(key, None)
            self._until[key] = until
        return fresh

    def clear(self) -> None:
        """Forget everything."""
        self._until.clear()

    def _forget(self, now: float) -> None:
        """Drop what is over from the oldest on; what is out of order waits its turn."""
        while self._until:
            oldest = next(iter(self._until))
            if self._until[oldest] > now:
                return
            del self._until[oldest]
