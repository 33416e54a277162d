"""Under the simulator's doors: JSON of strangers, read with work that is bounded beforehand.

How long the parser takes hangs on the values it makes far more than on the bytes it passes, so a
text with more values than any job has is refused before it is parsed.
"""

import json
import re
from typing import Any, cast

MAX_MARKS = 1 << 18
"""Commas and opening brackets in one text, at most: there is one before each value."""

MAX_QUOTED = 2 << 20
"""Characters of a text whose strings in single quotes are rewritten, at most."""

MAX_STRINGS = 20_000
"""Strings in such a text, at most."""

# An open string runs to the end: every quote is passed once, whatever the text.
_STRING = re.compile(
    r""""[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|'([^'\\]*+(?:\\.[^'\\]*+)*+)(?:'|\\?\Z)""",
    re.DOTALL,
)
_BROKEN_ESCAPE = re.compile(r"\\[\n\r\t]")


class Repeated(dict[str, object]):
    """An object in which a key stood more than once; the last one counts."""


def loads(text: str) -> object:
    """Return the value of a JSON text; raises ValueError.

    An object in which a key stands more than once is a Repeated.
    """
    if text.count(",") + text.count("[") + text.count("{") > MAX_MARKS:
        raise ValueError("more values than any job has")
    try:
        return cast("object", _DECODER.decode(text))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def double_quoted(text: str) -> str:
    """Rewrite strings in single quotes as JSON strings, what stands in them unchanged.

    Raises ValueError where that cannot make JSON of the text, and for texts past the limits.
    """
    if len(text) > MAX_QUOTED or "\0" in text:
        raise ValueError("too long for single quotes, or no JSON however it is quoted")
    pieces: list[str] = []
    end = 0
    for number, match in enumerate(_STRING.finditer(text)):
        if number == MAX_STRINGS:
            raise ValueError("more strings than any call has")
        inner = match[1]
        pieces += (text[end : match.start()], match[0] if inner is None else _requoted(inner))
        end = match.end()
    return "".join((*pieces, text[end:]))


def _requoted(inner: str) -> str:
    r"""Return what stood in single quotes in double ones.

    By whole passes, not by character. A run of backslashes pairs up from its start, so once `\\`
    is out of the way as NUL, which JSON knows nowhere, a backslash belongs to what follows it.
    """
    text = inner.replace("\\\\", "\0")
    if _BROKEN_ESCAPE.search(text):
        raise ValueError("a backslash before the end of a line")
    text = text.replace("\\'", "'").replace('\\"', '"').replace('"', '\\"')
    for raw, escaped in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("\0", "\\\\")):
        text = text.replace(raw, escaped)
    return f'"{text}"'


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    return values if len(values) == len(pairs) else Repeated(values)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant)
