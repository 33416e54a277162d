"""GS1 element strings: `(01)09501101530003(10)AB-123` becomes the data of a GS1-128 symbol."""

import re
from types import MappingProxyType

from ddjlayout.errors import InputError, excerpt
from ddjlayout.symbols.checks import completed, mod10
from ddjlayout.symbols.code128 import FNC1

# GS1 General Specifications, figure 7.8.5-2: AIs that begin so have a length fixed for ever and
# need no separator after them; the figure counts AI and data.
_FIXED = MappingProxyType(
    {
        **{"00": 20, "01": 16, "02": 16, "03": 16, "04": 18, "20": 4, "41": 16},
        **dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19"), 8),
        **dict.fromkeys(("31", "32", "33", "34", "35", "36"), 10),
    }
)
_NUMBERS = MappingProxyType({"00": 18, "01": 14, "02": 14})
_ELEMENT = re.compile(r"\((\d{2,4})\)([^()]+)")
_SEPARATOR = "\x1d"


def element_string(text: str) -> tuple[str, str]:
    """Return the data of a GS1-128 symbol, FNC1 first, and its human-readable line.

    `text` names application identifiers in brackets; the check digits of (00), (01) and (02) may
    be left out. Raises InputError for another form, a wrong length or a wrong check digit.
    """
    elements = _ELEMENT.findall(text)
    if "".join(f"({ai}){value}" for ai, value in elements) != text or not elements:
        raise InputError(
            f"GS1-128 data {excerpt(text)} are not element strings",
            code="gs1-form",
            hint="write (01)09501101530003(10)AB-123, application identifiers in brackets",
        )
    data, line = FNC1, ""
    for i, (ai, value) in enumerate(elements):
        if ai in _NUMBERS:
            value = completed(f"GS1 ({ai})", value, _NUMBERS[ai], mod10)
        fixed = _FIXED.get(ai[:2])
        if fixed is not None and len(ai) + len(value) != fixed:
            raise InputError(
                f"GS1 ({ai}) {excerpt(value)} has {len(value)} characters",
                code="code-length",
                hint=f"it takes {fixed - len(ai)}",
            )
        if fixed is None and len(value) > 90:
            raise InputError(
                f"GS1 ({ai}) {excerpt(value)} has {len(value)} characters",
                code="code-length",
                hint="it takes 90 at most",
            )
        last = i == len(elements) - 1
        data += ai + value + ("" if last or fixed is not None else FNC1)
        line += f"({ai}){value}"
    return data, line
