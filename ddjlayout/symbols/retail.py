"""EAN, UPC and the numbers printed as EAN-13: bars with guards, text grouped as GS1 draws it."""

from collections.abc import Sequence

from ddjlayout.errors import InputError, excerpt
from ddjlayout.symbols import bars, checks
from ddjlayout.symbols.kinds import KINDS, LinearKind
from ddjlayout.symbols.symbol import Symbol, TextGroup

_EAN13_GUARDS = int("101" + "0" * 42 + "01010" + "0" * 42 + "101", 2)
_EAN8_GUARDS = int("101" + "0" * 28 + "01010" + "0" * 28 + "101", 2)
_UPCA_DIGITS = int("1" * 10 + "0" * 36 + "0" * 3 + "0" * 36 + "1" * 10, 2)


def ean13(data: str) -> Symbol:
    """Return the EAN-13 of 12 or 13 digits."""
    return _ean13("ean13", checks.completed("EAN-13", data, 13, checks.mod10))


def jan(data: str) -> Symbol:
    """Return the JAN of 12 or 13 digits, an EAN-13 whose prefix is Japan's."""
    number = checks.completed("JAN", data, 13, checks.mod10)
    if number[:2] not in ("45", "49"):
        raise _other_prefix("JAN", data, "45 or 49")
    return _ean13("jan", number)


def ean8(data: str) -> Symbol:
    """Return the EAN-8 of 7 or 8 digits."""
    number = checks.completed("EAN-8", data, 8, checks.mod10)
    left = KINDS["ean8"].quiet.left + 3
    text = (TextGroup(number[:4], left, 28), TextGroup(number[4:], left + 33, 28))
    row = int(bars.ean8_bars(number), 2)
    return Symbol("ean8", 67, (row,), KINDS["ean8"].quiet, text, _EAN8_GUARDS)


def upca(data: str) -> Symbol:
    """Return the UPC-A of 11 or 12 digits: the bars of an EAN-13 that begins with 0."""
    number = checks.completed("UPC-A", data, 12, checks.mod10)
    quiet = KINDS["upca"].quiet
    left = quiet.left
    text = (
        TextGroup(number[0], 0, left - 2),
        TextGroup(number[1:6], left + 10, 35),
        TextGroup(number[6:11], left + 50, 35),
        TextGroup(number[11], left + 97, quiet.right - 2),
    )
    row = int(bars.ean13_bars("0" + number), 2)
    return Symbol("upca", 95, (row,), quiet, text, row & (_UPCA_DIGITS | _EAN13_GUARDS))


def isbn(data: str) -> Symbol:
    """Return the EAN-13 of an ISBN of 10 or 13 characters (9 or 12 without check digit)."""
    plain = data.upper().removeprefix("ISBN").strip()
    digits = plain.replace("-", "").replace(" ", "")
    groups = [group for group in plain.replace(" ", "-").split("-") if group]
    given = len(digits) in (10, 13)
    if len(digits) in (9, 10):
        checks.completed("ISBN-10", digits, 10, checks.isbn10)
        digits, groups = f"978{digits[:9]}", ["978", *groups]
    number = checks.completed("ISBN-13", digits, 13, checks.mod10)
    if number[:3] not in ("978", "979"):
        raise _other_prefix("ISBN", data, "978 or 979")
    shown = "-".join([*groups[:4], number[-1]]) if _well_formed(groups, given=given) else number
    return _ean13("isbn", number)._replace(heading=f"ISBN {shown}")


def _well_formed(groups: Sequence[str], *, given: bool) -> bool:
    """Whether these are the five elements of an ISBN-13, or four if the check digit is not given.

    ISO 2108 clause 4: prefix, registration group, registrant, publication and check digit.
    """
    longest = (3, 5, 7, 6, 1)
    return (
        len(groups) == (5 if given else 4)
        and len(groups[0]) == 3
        and all(len(group) <= most for group, most in zip(groups, longest, strict=False))
    )


def issn(data: str) -> Symbol:
    """Return the EAN-13 of an ISSN: 7 or 8 characters, or 12 or 13 digits that begin with 977."""
    digits = data.upper().removeprefix("ISSN").replace("-", "").replace(" ", "")
    if len(digits) in (12, 13):
        number = checks.completed("ISSN", digits, 13, checks.mod10)
        if not number.startswith("977"):
            raise _other_prefix("ISSN", data, "977")
        short = number[3:10] + checks.issn(number[3:10])
    else:
        short = checks.completed("ISSN", digits, 8, checks.issn)
        number = checks.completed("ISSN", f"977{short[:7]}00", 13, checks.mod10)
    return _ean13("issn", number)._replace(heading=f"ISSN {short[:4]}-{short[4:]}")


def _other_prefix(name: str, data: str, right: str) -> InputError:
    return InputError(
        f"{name} {excerpt(data)} does not begin with {right}",
        code="barcode-number",
        hint="take ean13",
    )


def _ean13(kind: LinearKind, number: str) -> Symbol:
    quiet = KINDS[kind].quiet
    left = quiet.left
    text = (
        TextGroup(number[0], 0, left - 2),
        TextGroup(number[1:7], left + 3, 42),
        TextGroup(number[7:], left + 50, 42),
    )
    row = int(bars.ean13_bars(number), 2)
    return Symbol(kind, 95, (row,), quiet, text, _EAN13_GUARDS)
