"""Below the whole pipeline: every error the product raises, with its place, limit and next step."""

from collections.abc import Sequence
from typing import Literal


def excerpt(value: object, limit: int = 16) -> str:
    """Return at most `limit` characters of a value, quoted, for use in a message.

    Of what cannot be written the type is named; lone surrogates are written as `\\ud800`.
    """
    try:
        text = str(value)
    except Exception:  # an int of too many digits, or whatever the value's own class raises
        return f"a long {type(value).__name__}"
    shown = text if len(text) <= limit else f"{text[:limit]}…"
    if not shown.isprintable():
        shown = shown.encode("utf-8", "backslashreplace").decode()
    return f"'{shown}'"


def listed(names: Sequence[str], most: int) -> str:
    """Join names for a message, at most so many of them: `'a', 'b' and 12 more`."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


class DdjError(Exception):
    """The base of all errors: a sentence, the place it happened and what to do next.

    `exit_code` is what the command `ddj` ends with (1 is a bug of ours). `printed` says whether a
    print that ended in this error left paper: "no", "unknown", never a guess.
    """

    exit_code = 1
    printed: Literal["no", "yes", "unknown"] = "no"

    def __init__(self, message: str, *, code: str = "", path: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.path = path
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.path}: " if self.path else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint}"


class UsageError(DdjError):
    """A call with arguments that do not go together or that name something unknown."""

    exit_code = 2


class InputError(DdjError):
    """A source, its data or an image that cannot be read or is not what it claims to be."""

    exit_code = 3


class LayoutError(DdjError):
    """A document that cannot be put on this paper."""

    exit_code = 4


class TemplateError(DdjError):
    """A template that cannot be parsed or rendered.

    Not raised yet: its exit code is kept for templates, which are still to come.
    """

    exit_code = 5


class NetworkError(DdjError):
    """The platform could not be reached, or its reply was not the one promised."""

    exit_code = 6


class PlatformError(DdjError):
    """The platform answered with a code other than 200."""

    exit_code = 7


class NotPrintedError(DdjError):
    """The task ended without paper: failed, expired or rejected."""

    exit_code = 8


class UnknownOutcomeError(DdjError):
    """It cannot be known whether the job was printed."""

    exit_code = 9
