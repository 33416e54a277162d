"""Check digits of the 1-D codes: computed, and a wrong one is an error that names the right one."""

from collections.abc import Callable

from ddjlayout.errors import InputError, excerpt

_DIGITS = "0123456789"


def mod10(digits: str) -> str:
    """Return the GS1 check digit, weights 3 and 1 from the right (GS1 Gen. Spec. 7.9)."""
    total = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits)))
    return str(-total % 10)


def isbn10(digits: str) -> str:
    """Return the check character of nine digits of an ISBN-10 (ISO 2108), possibly X."""
    rest = -sum(int(d) * weight for d, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def issn(digits: str) -> str:
    """Return the check character of seven digits of an ISSN (ISO 3297), possibly X."""
    rest = -sum(int(d) * weight for d, weight in zip(digits, range(8, 1, -1), strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def pzn(digits: str) -> str:
    """Return the check digit of seven digits of a PZN (IFA): weights 1 to 7, modulo 11.

    Raises InputError for a number that has none, because the remainder is 10.
    """
    rest = sum(int(d) * weight for weight, d in enumerate(digits, 1)) % 11
    if rest == 10:
        raise InputError(
            f"PZN {excerpt(digits)} has no check digit",
            code="barcode-number",
            hint="no such number is ever issued",
        )
    return str(rest)


def completed(name: str, digits: str, length: int, check: Callable[[str], str]) -> str:
    """Return a number of `length` characters, its check digit computed or verified.

    `digits` may leave the check digit out. Raises InputError for other characters, for another
    length and for a wrong check digit, naming the right one.
    """
    may_be_x = len(digits) == length and check in (isbn10, issn) and digits[-1] in "Xx"
    numeric(name, digits[:-1] if may_be_x else digits)
    if len(digits) not in (length - 1, length):
        raise InputError(
            f"{name} {excerpt(digits)} has {len(digits)} characters",
            code="barcode-length",
            hint=f"it takes {length - 1} digits, or {length} with the check digit",
        )
    body = digits[: length - 1]
    right = check(body)
    if len(digits) == length and digits[-1].upper() != right:
        raise InputError(
            f"{name} {excerpt(digits)} ends in the check digit {excerpt(digits[-1])}, "
            f"the right one is {right}",
            code="check-digit",
            hint=f"leave it out or write {excerpt(body + right)}",
        )
    return body + right


def numeric(name: str, text: str) -> None:
    """Raise InputError for a character that is none of the digits 0 to 9."""
    wrong = next((character for character in text if character not in _DIGITS), None)
    if wrong is not None:
        raise InputError(
            f"{name} {excerpt(text)} has the character {wrong!r}",
            code="barcode-character",
            hint="it takes digits only",
        )
