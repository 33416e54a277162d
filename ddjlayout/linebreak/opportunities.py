"""Where a line may end: UAX #14, plain or tailored for Chinese receipts (line breaker)."""

import re

from ddjlayout.linebreak.rules import Kinds
from ddjlayout.linebreak.table import DEFAULT, Choice, Table, table
from ddjlayout.linebreak.tailoring import resolve_quotes

_HARD_BREAK = re.compile("\r\n|[\n\v\f\r]")


def opportunities(text: str, *, tailored: bool = True) -> list[int]:
    """The indices `i`, 0 < i <= len(text), where a line may end before `text[i]`, ascending.

    The end of the text is one; so is every place of `mandatory_breaks`. `tailored=False` is plain
    UAX #14 of Unicode 17. Accepted are the GBK characters, U+00A0 (glue), U+200B and U+00AD
    (opportunities), U+2060 (none on either side); any other character counts as an ideograph.
    """
    if not text:
        return []
    rules = table(tailored)
    kind_of = rules.kind_of
    kinds = [kind_of.get(char, DEFAULT) for char in text]
    if "CM" in kinds:
        return _with_controls(text, kinds, rules, tailored=tailored)
    if tailored:
        resolve_quotes(text, kinds)
    return [*_between(text, kinds, rules), len(text)]


def mandatory_breaks(text: str) -> list[int]:
    """The indices behind each line feed, carriage return (or both), line and form tabulation."""
    return [match.end() for match in _HARD_BREAK.finditer(text)]


def _between(text: str, kinds: Kinds, rules: Table) -> list[int]:
    """The opportunities inside the text, for resolved kinds."""
    _, start, direct, spaced = rules
    found: list[int] = []
    last = 0  # the last character that is not a space
    row = start
    for i, kind in enumerate(kinds):
        verdict = row[kind]
        if verdict is True or (verdict and _decide(verdict, text, kinds, (last, i))):
            found.append(i)
        if kind == "SP":
            row = spaced[kinds[last]]
        else:
            row = direct[kind]
            last = i
    return found


def _decide(choice: Choice, text: str, kinds: Kinds, place: tuple[int, int]) -> bool:
    """The verdict of the first rule whose condition holds at the place (last, i)."""
    verdict: bool | Choice = choice
    while not isinstance(verdict, bool):
        verdict = verdict.then if verdict.when(text, kinds, *place) else verdict.otherwise
    return verdict


def _with_controls(text: str, kinds: list[str], rules: Table, *, tailored: bool) -> list[int]:
    """LB9 and LB10: control characters (class CM) belong to what precedes them."""
    kept: list[int] = []
    for i, kind in enumerate(kinds):
        if kind != "CM":
            kept.append(i)
        elif i == 0 or kinds[i - 1] in ("BK", "CR", "LF", "SP", "ZW"):
            kinds[i] = "AL"
            kept.append(i)
        else:
            kinds[i] = kinds[i - 1]
    base_text, base = "".join(text[i] for i in kept), [kinds[i] for i in kept]
    if tailored:
        resolve_quotes(base_text, base)
    inside = _between(base_text, base, rules)
    return [*(kept[i] for i in inside), len(text)]
