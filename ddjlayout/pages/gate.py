"""In the page renderer: decides which hosts a page may reach, and pins the addresses it checked.

A host is resolved once. What was checked is what is connected to, so a name that answers
differently the next time gains nothing.
"""

import asyncio
import threading
from collections.abc import Sequence
from contextlib import suppress

from ddjlayout.errors import UsageError, excerpt
from ddjlayout.pages.addresses import IPAddress, Resolver, literal, why_not

RESOLVE_SECONDS = 5.0
"""How long a name may take to resolve."""

MAX_MISSING = 50
"""How many of the things that a page did not get are remembered."""


class RefusedError(Exception):
    """A host that a page may not reach or that cannot be reached, and why."""


class Gate:
    """Lets requests to hosts pass or refuses them.

    `fetch` False refuses all. `allowed` are names that may have any address: "name", or
    "name:port" for one port alone. `missing` says what was asked for in vain: a place, and why.
    """

    def __init__(self, resolver: Resolver, *, fetch: bool, allowed: Sequence[str]) -> None:
        self._resolver = resolver
        self._fetch = fetch
        self._allowed = {checked_name(name) for name in allowed}
        self._pinned: dict[str, asyncio.Future[list[IPAddress]]] = {}
        self.missing: dict[str, str] = {}

    async def addresses(self, host: str, port: int) -> list[IPAddress]:
        """Return the addresses to connect to for a host; raises RefusedError."""
        host = _plain(host)
        if not self._fetch:
            raise RefusedError("nothing is fetched here")
        if host not in self._pinned:
            self._pinned[host] = asyncio.ensure_future(self._resolve(host))
        found = await asyncio.shield(self._pinned[host])
        if host in self._allowed or f"{host}:{port}" in self._allowed:
            return found
        for address in found:
            kind = why_not(address)
            if kind is not None:
                raise RefusedError(f"{address} is {kind}")
        return found

    def note(self, place: str, reason: str) -> None:
        """Note that something was asked for in vain: a host, or a file of the page."""
        if len(self.missing) < MAX_MISSING:
            self.missing.setdefault(place, reason)

    async def _resolve(self, host: str) -> list[IPAddress]:
        address = literal(host)
        if address is not None:
            return [address]
        try:
            async with asyncio.timeout(RESOLVE_SECONDS):
                answers = await _in_thread(self._resolver, host)
        except (OSError, UnicodeError):  # UnicodeError: no name at all; TimeoutError is an OSError
            raise RefusedError("no address is known for this name") from None
        found = [literal(answer.partition("%")[0]) for answer in answers]
        known = list(dict.fromkeys(address for address in found if address is not None))
        if not known:
            raise RefusedError("no address is known for this name")
        return known


def place_of(host: str, port: int) -> str:
    """Return how a host is named to people; paths and queries are not, they can hold secrets."""
    host = _plain(host)
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def checked_name(name: str) -> str:
    """Return a name to be allowed, "name" or "name:port", as the gate compares it.

    Raises UsageError for an address of a page or anything else that is no host.
    """
    plain = _plain(name.strip())
    if not plain or "/" in plain or "@" in plain or any(mark.isspace() for mark in plain):
        raise UsageError(
            f"{excerpt(name)} is no host", hint="a name as it stands in the URL, or NAME:PORT"
        )
    return plain


def _plain(host: str) -> str:
    return host.lower().replace("[", "").replace("]", "").rstrip(".")


async def _in_thread(resolver: Resolver, host: str) -> Sequence[str]:
    """Resolve in a thread of its own: one that hangs must not hold up the end of the program."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def give(addresses: Sequence[str], error: BaseException | None) -> None:
        if answer.done():
            return
        if error is None:
            answer.set_result(addresses)
        else:
            answer.set_exception(error)

    def work() -> None:
        addresses: Sequence[str] = ()
        failure: BaseException | None = None
        try:
            addresses = resolver(host)
        except Exception as error:  # whatever a resolver raises belongs to the one who asked
            failure = error
        with suppress(RuntimeError):  # the loop has been closed: nobody waits any more
            loop.call_soon_threadsafe(give, addresses, failure)

    threading.Thread(target=work, name="ddj-resolve", daemon=True).start()
    return await answer
