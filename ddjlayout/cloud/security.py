"""At the platform's door: secrets that do not show, the signature, and which doors may be plain.

Source of the signature: vendor document V3.0, section 2.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from typing import final
from urllib.parse import urlsplit

from ddjlayout.cloud.arguments import check_text
from ddjlayout.cloud.quiet import HIDDEN, unsigned
from ddjlayout.cloud.wire import VENDOR_URL
from ddjlayout.errors import UsageError, excerpt

_SHOWN = 60  # characters of a host or an address


@final
class Secret:
    """A string that shows itself only when asked: `repr`, `str` and `format` say `[hidden]`."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    @classmethod
    def of(cls, value: "str | Secret") -> "Secret":
        """Return the value as a Secret, if it is not one already."""
        return value if isinstance(value, Secret) else cls(value)

    def reveal(self) -> str:
        """Return the string itself; use it in an expression and keep it in no variable."""
        return self._value

    def __repr__(self) -> str:
        return f"Secret({HIDDEN})"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return same(self._value, other._value)

    def __hash__(self) -> int:
        return hash(self._value)

    def __bool__(self) -> bool:
        return bool(self._value)


def sign(secret: Secret, timestamp: str, nonce: str) -> str:
    """Return the lower-case hex SHA-1 of the three strings sorted ascending and joined."""
    return hashlib.sha1(
        "".join(sorted((secret.reveal(), timestamp, nonce))).encode("utf-8", "surrogatepass"),
        usedforsecurity=False,
    ).hexdigest()


def same(given: str, expected: str) -> bool:
    """Compare two strings in a time that says nothing about where they differ."""
    return hmac.compare_digest(_bytes(given), _bytes(expected))


def redact(text: str, secrets: Iterable[Secret] = ()) -> str:
    """Return the text with every secret, and the value of every signing parameter, hidden."""
    for secret in secrets:
        if secret:
            text = text.replace(secret.reveal(), HIDDEN)
    return unsigned(text)


def shown(text: str, secrets: Iterable[Secret] = (), limit: int = 16) -> str:
    """Return the start of a stranger's text, quoted, for a message: no secrets, no control codes.

    At most `limit` characters; nothing for an empty text.
    """
    safe = "".join(c if c.isprintable() else " " for c in redact(text, secrets)[: limit + 1])
    return excerpt(safe, limit) if safe else ""


def checked_base_url(url: str, *, allow_insecure_http: bool = False) -> str:
    """Return the platform's address without a slash at its end.

    Plain HTTP is the vendor's only door, so it is allowed for the vendor's host and for
    loopback; elsewhere it is a UsageError unless `allow_insecure_http`, because the signature
    covers neither the path nor the body.
    """
    check_text("base_url", "base_url", url)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = None, "", None
    if parts is None or parts.scheme not in ("http", "https") or not host or port == 0:
        raise UsageError(
            f"the platform's address is no http:// or https:// URL: "
            # Without what may be a user and a password.
            f"{excerpt(url.rpartition('@')[2], _SHOWN)}",
            path="base_url",
            hint=f"the vendor's is {VENDOR_URL}",
        )
    if "@" in parts.netloc or "?" in url or "#" in url or not url.isascii() or not _plain(url):
        raise UsageError(
            "the platform's address holds more than scheme, host, port and path",
            path="base_url",
            hint="leave out user, password, query and fragment",
        )
    if parts.scheme == "http" and not (allow_insecure_http or _may_be_plain(host)):
        raise UsageError(
            f"plain HTTP to {excerpt(host, _SHOWN)} would show every receipt and signature "
            "to the network",
            path="base_url",
            hint="use https://, or permit it: allow_insecure_http=True, "
            "for the command ddj --allow-insecure-http",
        )
    return url.rstrip("/")


def _may_be_plain(host: str) -> bool:
    if host in (urlsplit(VENDOR_URL).hostname, "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _plain(url: str) -> bool:
    return url.isprintable() and " " not in url


def _bytes(text: str) -> bytes:
    # A lone surrogate has no UTF-8; it still must compare and sign without an exception.
    return text.encode("utf-8", "surrogatepass")
