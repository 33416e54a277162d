"""The rules of UAX #14, Unicode 17, over the classes that GBK uses (line breaker).

A *kind* is a line-break class, `w` if its characters are East Asian wide, and a role where a
rule singles some out: `CL`, `CLw`, `QU.open`. Source: https://www.unicode.org/reports/tr14/
(revision 55). Classes that no GBK character has (Hangul, Hebrew, emoji, Brahmic …) are left out,
and with them LB8a, LB21a, LB21b, LB26–LB28a, LB30a and LB30b.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

Kinds = Sequence[str]
Condition = Callable[[str, Kinds, int, int], bool]
"""Whether a rule holds for the break before `i`: (text, kinds, last, i), where `last` is the
index of the last character before `i` that is not a space."""


class Rule(NamedTuple):
    """One line of UAX #14: `before` × or ÷ `after`.

    Both sides list classes (`QU`: of any width and role), `OP-w` (only the narrow ones) or kinds
    with a role (`QU.open`); an empty side is anything. `SP*` in `before` lets spaces stand
    between; `SP+` means that spaces do, and `SP` alone that they do behind anything.
    """

    name: str
    before: str
    sign: str
    after: str
    when: Condition | None = None


def class_of(kind: str) -> str:
    """The UAX #14 class of a kind: `CL` for `CLw.stop`."""
    return kind.partition(".")[0].rstrip("w")


def is_wide(kind: str) -> bool:
    """Whether a kind's characters are in UAX #14's $EastAsian."""
    return kind.partition(".")[0].endswith("w")


_OPENS_15A = frozenset(("BK", "CR", "LF", "OP", "QU", "GL", "SP", "ZW"))
_CLOSES_15B = frozenset(
    ("SP", "GL", "WJ", "CL", "QU", "CP", "EX", "IS", "SY", "BK", "CR", "LF", "ZW")
)
_STARTS_20A = frozenset(("BK", "CR", "LF", "SP", "ZW", "GL"))


def _opens_quotation(_text: str, kinds: Kinds, last: int, _i: int) -> bool:
    return last == 0 or class_of(kinds[last - 1]) in _OPENS_15A


def _closes_quotation(_text: str, kinds: Kinds, _last: int, i: int) -> bool:
    return i + 1 == len(kinds) or class_of(kinds[i + 1]) in _CLOSES_15B


def _decimal_point(_text: str, kinds: Kinds, _last: int, i: int) -> bool:
    return i + 1 < len(kinds) and class_of(kinds[i + 1]) == "NU"


def _narrow_before_quote(_text: str, kinds: Kinds, last: int, i: int) -> bool:
    return not is_wide(kinds[last]) or i + 1 == len(kinds) or not is_wide(kinds[i + 1])


def _narrow_after_quote(_text: str, kinds: Kinds, last: int, i: int) -> bool:
    return not is_wide(kinds[i]) or last == 0 or not is_wide(kinds[last - 1])


def _word_initial_hyphen(_text: str, kinds: Kinds, last: int, _i: int) -> bool:
    return last == 0 or class_of(kinds[last - 1]) in _STARTS_20A


def _is_numeric(kinds: Kinds, at: int) -> bool:
    """Whether kinds[: at + 1] ends in NU (SY | IS)*."""
    while at >= 0 and class_of(kinds[at]) in ("SY", "IS"):
        at -= 1
    return at >= 0 and class_of(kinds[at]) == "NU"


def _number(_text: str, kinds: Kinds, last: int, _i: int) -> bool:
    return _is_numeric(kinds, last)


def _bracketed_number(_text: str, kinds: Kinds, last: int, _i: int) -> bool:
    return _is_numeric(kinds, last - 1)


def _opens_number(_text: str, kinds: Kinds, _last: int, i: int) -> bool:
    following = [class_of(kind) for kind in kinds[i + 1 : i + 3]]
    return following[:1] == ["NU"] or following == ["IS", "NU"]


UAX14: tuple[Rule, ...] = (
    Rule("LB4", "BK", "÷", ""),
    Rule("LB5", "CR", "×", "LF"),
    Rule("LB5", "CR LF", "÷", ""),
    Rule("LB6", "", "×", "BK CR LF"),
    Rule("LB7", "", "×", "SP ZW"),
    Rule("LB8", "ZW SP*", "÷", ""),
    Rule("LB11", "", "×", "WJ"),
    Rule("LB11", "WJ", "×", ""),
    Rule("LB12", "GL", "×", ""),
    Rule("LB12a", "!SP BA HY HH", "×", "GL"),
    Rule("LB13", "", "×", "CL CP EX SY"),
    Rule("LB14", "OP SP*", "×", ""),
    Rule("LB15a", "QU.open SP*", "×", "", _opens_quotation),
    Rule("LB15b", "", "×", "QU.close", _closes_quotation),
    Rule("LB15c", "SP", "÷", "IS", _decimal_point),
    Rule("LB15d", "", "×", "IS"),
    Rule("LB16", "CL CP SP*", "×", "NS"),
    Rule("LB17", "B2 SP*", "×", "B2"),
    Rule("LB18", "SP", "÷", ""),
    Rule("LB19", "", "×", "QU.straight QU.close"),
    Rule("LB19", "QU.straight QU.open", "×", ""),
    Rule("LB19a", "", "×", "QU.open", _narrow_before_quote),
    Rule("LB19a", "QU.close", "×", "", _narrow_after_quote),
    Rule("LB20a", "HY HH", "×", "AL", _word_initial_hyphen),
    Rule("LB21", "", "×", "BA HH HY NS"),
    Rule("LB22", "", "×", "IN"),
    Rule("LB23", "AL", "×", "NU"),
    Rule("LB23", "NU", "×", "AL"),
    Rule("LB23a", "PR", "×", "ID"),
    Rule("LB23a", "ID", "×", "PO"),
    Rule("LB24", "PR PO", "×", "AL"),
    Rule("LB24", "AL", "×", "PR PO"),
    Rule("LB25", "CL CP", "×", "PO PR", _bracketed_number),
    Rule("LB25", "NU SY IS", "×", "PO PR", _number),
    Rule("LB25", "PO PR", "×", "OP", _opens_number),
    Rule("LB25", "PO PR HY IS NU", "×", "NU"),
    Rule("LB25", "SY", "×", "NU", _number),
    Rule("LB28", "AL", "×", "AL"),
    Rule("LB29", "IS", "×", "AL"),
    Rule("LB30", "AL NU", "×", "OP-w"),
    Rule("LB30", "CP-w", "×", "AL NU"),
    Rule("LB31", "", "÷", ""),
)
