"""Behind the admin API: what one operation is, what it is asked and what it works on."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ddjlayout.errors import InputError, excerpt

from .core import Simulator
from .operator import MAX_LIST, MissingError, Operator
from .web.feed import Feed

JSON, PNG, PBM = "application/json", "image/png", "image/x-portable-bitmap"
TEXT, EVENTS = "text/plain; charset=utf-8", "text/event-stream"


@dataclass(frozen=True)
class Ask:
    """One request to the admin API: parts of its path, its query, its JSON object."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    values: Mapping[str, Any]

    def number(self, name: str) -> int:
        """Return a part of the path as a number; raises MissingError if it is none."""
        text = self.path[name]
        if not (text.isascii() and text.isdigit() and len(text) < 20):
            raise MissingError(text)
        return int(text)

    def count(self, name: str, default: int) -> int:
        """Return a number of the query, 1 to MAX_LIST."""
        number = self.since(name, default)
        if not 1 <= number <= MAX_LIST:
            raise InputError(f"{number} is not a number from 1 to {MAX_LIST}", path=name)
        return number

    def since(self, name: str, default: int) -> int:
        """Return a number of the query that has no limit of its own."""
        text = self.query.get(name, str(default))
        if not (text.isascii() and text.isdigit() and len(text) < 20):
            raise InputError(f"{excerpt(text)} is not a number", path=name)
        return int(text)


class Context(NamedTuple):
    """What an operation works on."""

    operator: Operator
    simulator: Simulator
    feed: Feed
    url: str


class File(NamedTuple):
    """A result that is no JSON; `parts` come as they are ready."""

    media_type: str
    body: bytes = b""
    parts: AsyncIterator[bytes] | None = None


@dataclass(frozen=True)
class Operation:
    """One operation: where it is, what it says and takes, and what does it.

    `takes` is the JSON Schema of the body, `query` names the parameters it knows. The result is
    plain data, or a File of the media type that it `gives`.
    """

    method: str
    path: str
    summary: str
    run: Callable[[Context, Ask], object]
    takes: dict[str, Any] | None = None
    query: tuple[str, ...] = ()
    gives: str = JSON
