"""Rules compiled to pair tables: kind before, kind after, verdict (line breaker)."""

from functools import cache
from typing import NamedTuple, Union

from ddjlayout.linebreak.classes import CHARACTERS
from ddjlayout.linebreak.rules import UAX14, Condition, Rule, class_of, is_wide
from ddjlayout.linebreak.tailoring import CLREQ, ROLES

DEFAULT = "IDw"
_QUOTES = {"QU.straight": "\"'", "QU.open": "“‘", "QU.close": "”’"}  # LB19: by Pi and Pf

Verdict = Union[bool, "Choice"]
Row = dict[str, Verdict]


class Choice(NamedTuple):
    """A verdict that needs more context than the pair: `then` when `when` holds."""

    when: Condition
    then: bool
    otherwise: Verdict


class Table(NamedTuple):
    """How to judge the place between two characters.

    `kind_of` gives a character's kind ("IDw" if missing); `direct[a][b]` is the verdict for a
    directly before b, `spaced[a][b]` for a, one or more spaces, b. True is an opportunity.
    """

    kind_of: dict[str, str]
    direct: dict[str, Row]
    spaced: dict[str, Row]


@cache
def table(tailored: bool) -> Table:  # noqa: FBT001  (functools.cache wants a positional key)
    """The pair tables of plain UAX #14, or of the tailored rules; built once, in about 1 ms."""
    members = [CHARACTERS, _QUOTES, ROLES] if tailored else [CHARACTERS, _QUOTES]
    kind_of = {char: kind for part in members for kind, chars in part.items() for char in chars}
    rules = insert(CLREQ, UAX14) if tailored else UAX14
    kinds = frozenset(kind_of.values()) | {DEFAULT}
    direct: dict[str, Row] = {kind: {} for kind in kinds}
    spaced: dict[str, Row] = {kind: {} for kind in kinds}
    for rule in reversed(rules):  # the first rule that matches decides, so it is written last
        before, over_spaces, after = _sides(rule, kinds)
        rows = [direct[kind] for kind in before] + [spaced[kind] for kind in over_spaces]
        for row in rows:
            for kind in after:
                row[kind] = _verdict(rule, row.get(kind, True))
    return Table(kind_of, direct, spaced)


@cache
def quick_table() -> tuple[dict[str, str], dict[str, dict[str, bool | None]]]:
    """The tailored kinds and pair verdicts, None where a pair of characters does not suffice."""
    kind_of, direct, _ = table(True)
    unsure = {k for k in direct if k in ("SP", "CM", "ZW") or class_of(k) == "QU"}
    quick = {
        before: {
            after: v if isinstance(v, bool) and not {before, after} & unsure else None
            for after, v in row.items()
        }
        for before, row in direct.items()
    }
    return kind_of, quick


def insert(tailoring: tuple[Rule, ...], rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules with the tailoring put after LB12a, where UAX #14 lets tailoring begin."""
    at = next(i for i, rule in enumerate(rules) if rule.name == "LB13")
    return rules[:at] + tailoring + rules[at:]


def _verdict(rule: Rule, otherwise: Verdict) -> Verdict:
    opportunity = rule.sign == "÷"
    return opportunity if rule.when is None else Choice(rule.when, opportunity, otherwise)


def _sides(rule: Rule, kinds: frozenset[str]) -> tuple[set[str], set[str], set[str]]:
    """Kinds directly before, kinds before with spaces between, and kinds after."""
    words = rule.before.removeprefix("!").split()
    before = _expand(words, kinds)
    if rule.before.startswith("!"):
        before = set(kinds) - before
    over_spaces = before if "SP*" in words else set[str]()
    if "SP" in before:
        over_spaces = set(kinds)
    return before, over_spaces, _expand(rule.after.split(), kinds)


def _expand(words: list[str], kinds: frozenset[str]) -> set[str]:
    """The kinds that a side of a rule names; all of them for an empty side."""
    if not words:
        return set(kinds)
    found: set[str] = set()
    for word in words:
        if "." in word:
            found.add(word)
        elif word.endswith("-w"):
            found |= {k for k in kinds if class_of(k) == word[:-2] and not is_wide(k)}
        else:
            found |= {k for k in kinds if class_of(k) == word}
    return found
