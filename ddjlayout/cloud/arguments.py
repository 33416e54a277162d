"""In the protocol: what a caller gave, its type and range checked before anything is done with it.

The values come in as objects: annotations hold nobody to anything.
"""

from collections.abc import Callable
from typing import Final

from ddjlayout.errors import UsageError, excerpt

_MOST_SECONDS: Final = 864_000
_MOST_LONG: Final = (1 << 63) - 1


def check_text(path: str, name: str, value: object) -> None:
    """Raise UsageError for an argument that is no string; `path` is the place in the message."""
    if not isinstance(value, str):
        raise mistyped(path, name, value, "a string")


def check_kind(path: str, name: str, value: object, kind: type) -> None:
    """Raise UsageError for an argument of another class."""
    if not isinstance(value, kind):
        raise mistyped(path, name, value, f"a {kind.__name__}")


def check_callable(path: str, name: str, value: Callable[..., object] | None) -> None:
    """Raise UsageError for an argument that is there and cannot be called."""
    if value is not None and not callable(value):
        raise mistyped(path, name, value, "a function")


def check_whole(path: str, name: str, value: object, *, least: int = 0) -> None:
    """Raise UsageError for anything but a whole number of 64 bits, at least `least`."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise mistyped(path, name, value, "a whole number")
    if not least <= value <= _MOST_LONG:
        limit = f"below {least}" if value < least else "above 64 bits"
        hint = f"give a whole number from {least} to {_MOST_LONG}"
        raise UsageError(f"{name} is {limit}", path=path, hint=hint)


def check_seconds(name: str, seconds: object) -> None:
    """Raise UsageError unless the seconds are a number above 0 and at most ten days."""
    if not isinstance(seconds, (int, float)) or isinstance(seconds, bool):
        raise mistyped(name, name, seconds, "a number")
    if not 0 < seconds <= _MOST_SECONDS:
        raise UsageError(
            f"{name} is {excerpt(seconds)} s",
            path=name,
            hint=f"give seconds, up to {_MOST_SECONDS}",
        )


def mistyped(path: str, name: str, value: object, wanted: str) -> UsageError:
    """Return the error for an argument of a wrong type, which it names and does not show."""
    return UsageError(
        f"{name} is no {wanted.partition(' ')[2]}, it is of type {type(value).__name__}",
        path=path,
        hint=f"give {wanted}",
    )
