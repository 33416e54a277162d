"""Just above errors: what a user gave for a field, checked; a wrong one is a UsageError.

Elements check what is not at its default, so that the many that leave a field alone pay nothing.
They compare with `is`: what equals a default and is another object is checked too, and passes.
"""

from collections.abc import Collection
from decimal import Decimal
from operator import index
from os import PathLike
from typing import SupportsFloat, SupportsIndex, TypeVar

from ddjlayout.errors import UsageError, excerpt

T = TypeVar("T")
Word = TypeVar("Word", bound=str)

ZERO = 0
ONE = 1
LONGEST = 100_000
"""Dots that a single gap or height may be: 12.5 m of paper."""
LINES = 4_000
"""Lines of the default size, or cells, in that."""
MILLIMETRES = 12_500


def whole(name: str, value: object, least: int, most: int | None = None, unit: str = "") -> int:
    """Return a whole number from `least` to `most`, None for any; `unit` is for the message."""
    if type(value) is int and least <= value and (most is None or value <= most):
        return value
    limits = f"{least:,} or more" if most is None else f"{least:,} to {most:,}"
    if type(value) is not int:
        what = f"a whole number{unit and ' of '}{unit}"
        hint = f"give an int, {limits}"
        if isinstance(value, (float, Decimal)):
            hint += "; round() makes one"
        if isinstance(value, bool):
            raise wrong_type(name, value, what, hint)
        if not isinstance(value, SupportsIndex):  # numpy's whole numbers are
            raise wrong_type(name, value, what, hint)
        value = index(value)
    if value < least:
        raise wrong_value(name, value, f"{limits} {unit}".rstrip(), f"take {least:,} or more")
    if most is not None and value > most:
        raise wrong_value(name, value, f"{limits} {unit}".rstrip(), f"take {most:,} or less")
    return value


def number(name: str, value: object, least: float, most: float, unit: str = "") -> float:
    """Return a number from `least` to `most` as a float."""
    limits = f"{least:,} to {most:,}"
    hint = f"give a number, {limits}"
    if isinstance(value, bool) or not isinstance(value, SupportsFloat):
        raise wrong_type(name, value, f"a number{unit and ' of '}{unit}", hint)
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):  # an empty array, a signalling NaN, 10**400
        found = float("nan")
    if not least <= found <= most:
        raise wrong_value(name, value, f"{limits} {unit}".rstrip(), hint)
    return found


def text(name: str, value: object, hint: str = "str() makes text of a number") -> str:
    """Return text."""
    if isinstance(value, str):
        return value
    raise wrong_type(name, value, "text", hint)


def flag(name: str, value: object) -> bool:
    """Return True or False; 0 and 1 are taken for them."""
    if isinstance(value, int) and 0 <= value <= 1:
        return bool(value)
    raise wrong_type(name, value, "True or False", "bool() makes one")


def word(name: str, value: Word, known: Collection[Word]) -> Word:
    """Return one of the known words."""
    if is_a(value, str) and value in known:
        return value
    hint = f"known: {', '.join(known)}"
    raise UsageError(f"no {name} {excerpt(value)}", code="field-value", hint=hint)


def place(name: str, value: "str | PathLike[str]") -> "str | PathLike[str]":
    """Return a path, not looked at."""
    if is_a(value, (str, PathLike)):
        return value
    raise wrong_type(name, value, "a path", "give a str or a pathlib.Path")


def instance(name: str, value: T, kind: type[T], hint: str) -> T:
    """Return a value of a class."""
    if isinstance(value, kind):
        return value
    raise wrong_type(name, value, kind.__name__, hint)


def is_a(value: object, kinds: type | tuple[type, ...]) -> bool:
    """Tell whether a value is of a type that the type checker takes for granted."""
    return isinstance(value, kinds)


def wrong_type(name: str, value: object, what: str, hint: str) -> UsageError:
    """Return the error to raise for a value of a type that a field does not take."""
    message = f"{name} takes {what}, not {type(value).__name__} {excerpt(value)}"
    return UsageError(message, code="field-type", hint=hint)


def wrong_value(name: str, value: object, what: str, hint: str) -> UsageError:
    """Return the error to raise for a value that a field does not take."""
    return UsageError(f"{name} takes {what}, not {excerpt(value)}", code="field-value", hint=hint)
