"""Beside the simulator's platform: faults on demand, by rule and by seed.

A rule says which calls it is for, how often it strikes, at which point of a call, and what happens
there. The rules are asked in their order, and the first that strikes is the only one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType
from typing import Literal, NamedTuple

from ddjlayout.cloud.wire import Code

from .body import FIELDS
from .schema import INTERNAL

Point = Literal["before_read", "after_read", "after_commit", "mid_reply", "callback"]
"""Where in a call a fault strikes.

Before its body is read; after that, before it takes effect; after it took effect, before the reply;
in the middle of the reply; or in a callback to the account.
"""

Effect = Literal[
    "delay",
    "reset",
    "close",
    "garbage",
    "status_500",
    "content_type",
    "code",
    "drop",
    "lost",
    "duplicate",
]
"""What a fault does.

Waits and then goes on; resets the connection (RST); closes it (FIN, so in the middle of a reply:
half a body); replies with bytes that are no JSON; with a page of status 500; with the right reply
but the content type of a web page; with a `Code` other than 200; with 1011 while the device goes
offline; loses a callback; sends it twice.
"""

EFFECTS: Mapping[Point, tuple[Effect, ...]] = MappingProxyType(
    {
        "before_read": ("delay", "reset", "close", "garbage", "status_500"),
        "after_read": ("delay", "reset", "close", "garbage", "status_500", "code", "drop"),
        "after_commit": (
            "delay",
            "reset",
            "close",
            "garbage",
            "status_500",
            "content_type",
            "code",
            "drop",
        ),
        "mid_reply": ("delay", "reset", "close"),
        "callback": ("delay", "lost", "duplicate"),
    }
)
"""Which effects there are at each point."""


class Fault(NamedTuple):
    """A fault that strikes: where, what, for how many seconds or with which code."""

    rule: int
    point: Point
    effect: Effect
    seconds: float
    code: Code

    def __str__(self) -> str:
        return f"{self.effect} at {self.point} (rule {self.rule})"


@dataclass(slots=True)
class Rule:
    """A rule for faults.

    `call` is the last part of a path, as `printcontent2`; it, `app_id` and `uuid` narrow the rule
    down. The first `skip` calls that match are spared, the next `times` (None: all) are struck,
    each with `probability`. `seconds` belongs to `delay`, `code` to `code`. `any` picks an effect,
    or a point of a call and an effect, by the seed.
    """

    effect: Effect | Literal["any"]
    point: Point | Literal["any"] = "after_commit"
    call: str | None = None
    app_id: str | None = None
    uuid: str | None = None
    skip: int = 0
    times: int | None = None
    probability: float = 1.0
    seconds: float = 1.0
    code: int = int(Code.SERVER_FAULT)
    number: int = field(default=0, metadata=INTERNAL)
    matched: int = field(default=0, metadata=INTERNAL)
    struck: int = field(default=0, metadata=INTERNAL)

    def __post_init__(self) -> None:
        if not self.choices():
            raise ValueError(f"there is no {self.effect} at {self.point}")
        if self.uuid is not None and self.point in ("before_read", "any"):
            raise ValueError("before the body is read, the uuid of a call is not known")
        if self.code == Code.OK or self.code not in set(Code):
            raise ValueError("code has to be 1000 to 1012")
        if self.times is not None and self.times < 0:
            raise ValueError("times must not be negative")
        if self.call is not None and f"/home/{self.call}" not in FIELDS:
            known = ", ".join(path.rpartition("/")[2] for path in FIELDS)
            raise ValueError(f"call has to be one of {known}")
        if not 0 <= self.probability <= 1 or self.seconds < 0 or self.skip < 0:
            raise ValueError("probability is 0 to 1; seconds and skip are not negative")

    def choices(self) -> list[tuple[Point, Effect]]:
        """Return the points and effects the rule may choose from."""
        return [
            (point, effect)
            for point, effects in EFFECTS.items()
            if point == self.point or (self.point == "any" and point != "callback")
            for effect in effects
            if self.effect in ("any", effect)
        ]


class Faults:
    """The rules in force, and the dice they throw."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.rules: dict[int, Rule] = {}
        self._next = 1
        self._random = Random(seed)

    def add(self, rule: Rule) -> int:
        """Put a rule in force and return its number."""
        rule.number, self._next = self._next, self._next + 1
        self.rules[rule.number] = rule
        return rule.number

    def clear(self, seed: int | None = None) -> None:
        """Drop all rules and start the dice afresh."""
        self.rules.clear()
        self._next = 1
        self._seed = self._seed if seed is None else seed
        self._random.seed(self._seed)

    def strike(
        self, path: str, app_id: str, uuid: str | None, *, callback: bool = False
    ) -> Fault | None:
        """Ask the rules about a call, or about a callback.

        `uuid` is None before the body is read: then only rules without one are asked, else only
        rules with one. Both are asked about each call, so each rule is asked once.
        """
        name = path.rpartition("/")[2]
        for rule in self.rules.values():
            if (rule.point == "callback") is not callback:
                continue
            if not callback and (rule.uuid is None) is not (uuid is None):
                continue
            if rule.call not in (None, name) or rule.app_id not in (None, app_id):
                continue
            if rule.uuid not in (None, uuid):
                continue
            fault = self._throw(rule)
            if fault is not None:
                return fault
        return None

    def give_back(self, fault: Fault) -> None:
        """Take back a strike at a call that was refused before the fault could answer it."""
        rule = self.rules.get(fault.rule)
        if rule is not None:
            rule.matched, rule.struck = rule.matched - 1, rule.struck - 1

    def _throw(self, rule: Rule) -> Fault | None:
        rule.matched += 1
        if rule.matched <= rule.skip or (rule.times is not None and rule.struck >= rule.times):
            return None
        if rule.probability < 1 and self._random.random() >= rule.probability:
            return None
        rule.struck += 1
        choices = rule.choices()
        point, effect = choices[0] if len(choices) == 1 else self._random.choice(choices)
        return Fault(rule.number, point, effect, rule.seconds, Code(rule.code))
