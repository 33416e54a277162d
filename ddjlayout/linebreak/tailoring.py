"""What Chinese receipts need beyond UAX #14: CLREQ strict, numbers, quotes (line breaker).

Sources: https://www.w3.org/TR/clreq/ (strict level) and GB/T 15834-2011, 5.1. Each rule, T1 to
T7, is explained with examples in docs/line-breaking.md.
"""

import re
from types import MappingProxyType

from ddjlayout.linebreak import numbers
from ddjlayout.linebreak.rules import Kinds, Rule, class_of, is_wide

SPACES = " \u3000"
"""What is left out at line ends; T1 makes the ideographic space one."""

_QUOTES = re.compile("[“”‘’]+")
_NUMERO = re.compile(r"(?<![A-Za-z])N[Oo]\.$")

ROLES = MappingProxyType(
    {
        # T1: full-width forms are of the class of their ASCII twins.
        "SP": SPACES,
        "NUw": "０１２３４５６７８９",
        "ALw": "".join(chr(c) for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))),
        "HYw": "－",
        "PRw": "﹩＄￡￥＋＃",
        "SYw": "／",
        "QU.straight": "\"'＂＇",
        "CLw.stop": "．，",
        # T2: connectors and the interpunct, which no line begins with; a comma that UAX #14 forgot.
        "CLw": "﹑",
        "IDw.tilde": "～",
        "AL.tilde": "~",
        "AL.dot": "·",
        "NSw.colon": "：∶",
        "NSw.semicolon": "；﹔﹕",
        # T6: what closes an area code.
        "CLw.round": "）",
        # T4: what belongs to the number behind or before it.
        "IDw.prefix": "第共",
        "IDw.unit": numbers.CHARACTERS,
    }
)


def _in_unit(text: str, kinds: Kinds, _last: int, i: int) -> bool:
    """Whether text[i - 1] and text[i] belong to one number with its unit: 36.00|元, 5 公|斤."""
    start = i
    while start > max(0, i - numbers.LONGEST) and kinds[start - 1] == "IDw.unit":
        start -= 1
    digit = start - 2 if start > 1 and kinds[start - 1] == "SP" else start - 1
    if digit < 0 or class_of(kinds[digit]) != "NU":
        return False
    return numbers.unit_end(text, start) > i


def _spaced_unit(text: str, _kinds: Kinds, last: int, i: int) -> bool:
    """Whether one space stands between a number and its unit: 12 份, 5 kg, 25 ℃."""
    return i - last == 2 and numbers.spaced_unit_end(text, i) > i


def _one_space(_text: str, _kinds: Kinds, last: int, i: int) -> bool:
    return i - last == 2


def _behind_abbreviation(text: str, _kinds: Kinds, last: int, i: int) -> bool:
    """Whether one space stands between No. and its number."""
    word = text[max(0, last - 3) : last + 1]
    return i - last == 2 and _NUMERO.search(word) is not None


def _between_digits(_text: str, kinds: Kinds, last: int, _i: int) -> bool:
    return last > 0 and class_of(kinds[last - 1]) == "NU"


def _between_wide_digits(_text: str, kinds: Kinds, last: int, i: int) -> bool:
    return last > 0 and kinds[last - 1] == "NUw" == kinds[i]


def _in_phone_number(text: str, _kinds: Kinds, last: int, i: int) -> bool:
    return i - last <= 2 and numbers.in_phone_number(text, last, i)


def _behind_currency(text: str, _kinds: Kinds, last: int, i: int) -> bool:
    return i - last == 2 and text[last] in "￥＄$￡№"


def _before_amount(_text: str, kinds: Kinds, _last: int, i: int) -> bool:
    return i + 1 < len(kinds) and class_of(kinds[i + 1]) == "NU"


CLREQ: tuple[Rule, ...] = (
    Rule("T2", "", "×", "B2 IN IS SYw IDw.tilde AL.dot NSw.colon NSw.semicolon QU.close"),
    Rule("T2", "!SP", "×", "AL.tilde"),
    Rule("T3", "SY QU.open SP*", "×", ""),
    Rule("T4", "IDw.prefix", "×", "NU"),
    Rule("T4", "IDw.prefix SP+", "×", "NU", _one_space),
    Rule("T4", "IS SP+", "×", "NU", _behind_abbreviation),
    Rule("T4", "NU IDw.unit", "×", "IDw.unit", _in_unit),
    Rule("T4", "NU SP+", "×", "IDw.unit AL PO", _spaced_unit),
    Rule("T5", "NSw.colon IDw.tilde B2 HH", "×", "NU", _between_digits),
    Rule("T5", "CLw.stop", "×", "NU", _between_wide_digits),
    Rule("T6", "NU CP CLw.round SP+", "×", "NU OP", _in_phone_number),
    Rule("T6", "CLw.round", "×", "NU", _in_phone_number),
    Rule("T6", "PR SP+", "×", "NU", _behind_currency),
    Rule("T6", "HY PR", "×", "PR", _before_amount),
)
"""T2 to T6, judged before LB13 and everything behind it."""


def resolve_quotes(text: str, kinds: list[str]) -> None:
    """T7: curly quotes beside Chinese become brackets, OPw and CLw, in place.

    What counts is what stands on either side of the whole run of curly quotes.
    """
    for run in _QUOTES.finditer(text):
        start, end = run.span()
        if any(map(_is_chinese, kinds[max(0, start - 1) : end + 1])):
            kinds[start:end] = ["OPw" if k == "QU.open" else "CLw" for k in kinds[start:end]]


def _is_chinese(kind: str) -> bool:
    return is_wide(kind) or kind in ("B2", "IN", "AL.dot")
