"""Rules compiled to pair tables: kind before, kind after, verdict (line breaker)."""

from collections.abc import Set
from functools import cache
from types import MappingProxyType
from typing import NamedTuple, Union

from ddjlayout.linebreak.classes import CHARACTERS
from ddjlayout.linebreak.rules import UAX14, Condition, Rule, class_of, is_wide
from ddjlayout.linebreak.tailoring import CLREQ, ROLES

DEFAULT = "IDw"
_QUOTES = MappingProxyType(  # LB19: by Pi and Pf
    {"QU.straight": "\"'", "QU.open": "“‘", "QU.close": "”’"}
)

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
    `start[b]` is the verdict before the first character (LB2): never.
    """

    kind_of: dict[str, str]
    start: Row
    direct: dict[str, Row]
    spaced: dict[str, Row]


@cache
def table(tailored: bool) -> Table:  # noqa: FBT001  (functools.cache wants a positional key)
    """The pair tables of plain UAX #14, or of the tailored rules; built once, in about 1 ms."""
    members = [CHARACTERS, _QUOTES, ROLES] if tailored else [CHARACTERS, _QUOTES]
    kind_of = {char: kind for part in members for kind, chars in part.items() for char in chars}
    rules = insert(CLREQ, UAX14) if tailored else UAX14
    kinds = _Kinds({*kind_of.values(), DEFAULT})
    direct: dict[str, Row] = {kind: {} for kind in kinds.all}
    spaced: dict[str, Row] = {kind: {} for kind in kinds.all}
    for rule in reversed(rules):  # the first rule that matches decides, so it is written last
        before, over_spaces, after = kinds.sides(rule)
        rows = [direct[kind] for kind in before] + [spaced[kind] for kind in over_spaces]
        if rule.when is None:
            verdicts = dict.fromkeys(after, rule.sign == "÷")
            for row in rows:
                row.update(verdicts)
        else:
            for row in rows:
                row |= {k: Choice(rule.when, rule.sign == "÷", row[k]) for k in after}
    return Table(kind_of, dict.fromkeys(kinds.all, False), direct, spaced)


class Pairs(NamedTuple):
    """The same tables for two characters alone: None where those do not suffice."""

    kind_of: dict[str, str]
    direct: dict[str, dict[str, bool | None]]
    spaced: dict[str, dict[str, bool | None]]


@cache
def tailored_pairs() -> Pairs:
    """The tailored tables reduced to pairs."""
    kind_of, _, direct, spaced = table(True)
    return Pairs(kind_of, _certain(direct), _certain(spaced))


def _certain(rows: dict[str, Row]) -> dict[str, dict[str, bool | None]]:
    """Verdicts that depend on nothing else: not on quotes (T7) or control characters (LB9)."""
    unsure = dict.fromkeys(kind for kind in rows if kind == "CM" or class_of(kind) == "QU")
    return {
        before: dict.fromkeys(row)
        if before in unsure
        else {after: v if v is True or v is False else None for after, v in row.items()} | unsure
        for before, row in rows.items()
    }


def insert(tailoring: tuple[Rule, ...], rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules with the tailoring put after LB12a, where UAX #14 lets tailoring begin."""
    at = next(i for i, rule in enumerate(rules) if rule.name == "LB13")
    return rules[:at] + tailoring + rules[at:]


class _Kinds:
    """The kinds of a table, and what a rule's sides mean in them."""

    def __init__(self, kinds: set[str]) -> None:
        self.all = frozenset(kinds)
        self.groups: dict[str, set[str]] = {}
        for kind in kinds:
            names = {kind, class_of(kind), class_of(kind) + "-w" * (not is_wide(kind))}
            for name in names:
                self.groups.setdefault(name, set()).add(kind)

    def sides(self, rule: Rule) -> tuple[Set[str], Set[str], Set[str]]:
        """Kinds directly before, kinds before with spaces between, and kinds after."""
        before = self.named(rule.before.removeprefix("!"))
        if rule.before.startswith("!"):
            before = self.all - before
        if rule.before.endswith("SP+"):
            return set[str](), before, self.named(rule.after)
        over_spaces = before if "SP*" in rule.before else self.all if "SP" in before else set[str]()
        return before, over_spaces, self.named(rule.after)

    def named(self, side: str) -> Set[str]:
        """The kinds that a side of a rule names; all of them for an empty side."""
        words = side.removesuffix("SP*").removesuffix("SP+").split()
        return set[str]().union(*(self.groups[word] for word in words)) if words else self.all
