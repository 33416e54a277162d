"""GS1 element strings: `(01)09501101530003(10)AB-123` becomes the data of a GS1-128 symbol."""

import re

from ddjlayout.errors import InputError, excerpt
from ddjlayout.symbols import gs1_ai
from ddjlayout.symbols.code128 import FNC1

# GS1 General Specifications, figure 7.8.5-2: AIs that begin so have a length fixed for ever and
# need no separator after them.
_FIXED = frozenset(f"{n:02d}" for n in (*range(5), *range(11, 21), *range(31, 37), 41))
_ELEMENT = re.compile(r"\(([0-9]{2,4})\)([^()]+)")


def element_string(text: str) -> tuple[str, str]:
    """Return the data of a GS1-128 symbol, FNC1 first, and its human-readable line.

    `text` names application identifiers in brackets; data cannot have brackets themselves. A check
    digit that ends the data of an application identifier may be left out. Raises InputError for
    another form, an unknown application identifier and data that it cannot hold.
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
        whole = gs1_ai.data_of(ai, value)
        last = i == len(elements) - 1
        data += ai + whole + ("" if last or ai[:2] in _FIXED else FNC1)
        line += f"({ai}){whole}"
    return data, line
