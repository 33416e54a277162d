"""Elements: box-drawing characters, found by the strokes that meet in them.

GBK has 97 of them that are solid, all in Unicode's block U+2500 to U+257F, each two cells wide;
the fonts draw them joined.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from ddjlayout.errors import UsageError, excerpt

Stroke = Literal["light", "heavy", "double"]
Border = Literal["light", "heavy", "double", "rounded"]
BAR = 2
"""Width of a box-drawing character, cells."""


class Arms(NamedTuple):
    """The strokes from the middle of a character to its four sides, None for none."""

    up: Stroke | None = None
    right: Stroke | None = None
    down: Stroke | None = None
    left: Stroke | None = None


_WEIGHTS: Mapping[str, Stroke] = MappingProxyType(
    {"LIGHT": "light", "SINGLE": "light", "HEAVY": "heavy", "DOUBLE": "double"}
)
_SIDES = MappingProxyType(
    {
        "UP": ("up",),
        "DOWN": ("down",),
        "LEFT": ("left",),
        "RIGHT": ("right",),
        "VERTICAL": ("up", "down"),
        "HORIZONTAL": ("left", "right"),
    }
)
_ROUND = str.maketrans("┌┐└┘", "╭╮╰╯")


@cache
def _characters() -> Mapping[Arms, str]:
    """Read Unicode's names, such as BOX DRAWINGS VERTICAL HEAVY AND RIGHT LIGHT."""
    found: dict[Arms, str] = {}
    for code in range(0x2500, 0x2580):
        name = unicodedata.name(chr(code)).removeprefix("BOX DRAWINGS ")
        if not {"ARC", "DASH", "DIAGONAL"} & set(name.split()):
            found[_arms(name)] = chr(code)
    return MappingProxyType(found)


def _arms(name: str) -> Arms:
    """Return the arms of a name; a part without a weight has the weight of the other part."""
    arms: dict[str, Stroke] = {}
    weight = _weight(name.split())
    for part in name.split(" AND "):
        words = part.split()
        weight = _weight(words) or weight
        arms.update((side, weight) for word in words for side in _SIDES.get(word, ()) if weight)
    return Arms(arms.get("up"), arms.get("right"), arms.get("down"), arms.get("left"))


def _weight(words: Sequence[str]) -> Stroke | None:
    return next((_WEIGHTS[word] for word in words if word in _WEIGHTS), None)


def joint(arms: Arms) -> str:
    """Return the character in which these strokes meet; raise UsageError when there is none."""
    try:
        return _characters()[arms]
    except KeyError:
        kinds = " and ".join(sorted({stroke for stroke in arms if stroke}))
        hint = "heavy goes with light, double goes with light"
        message = f"no box-drawing character joins {kinds}"
        raise UsageError(message, code="lines-do-not-join", hint=hint) from None


def rounded(line: str) -> str:
    """Return a line of box-drawing characters with round corners."""
    return line.translate(_ROUND)


def checked_border(name: str | None) -> Stroke | None:
    """Return the stroke of a border, light for a rounded one; raise UsageError for others."""
    return "light" if name == "rounded" else checked_stroke(name)


def checked_stroke(name: str | None) -> Stroke | None:
    """Return the stroke of that name, None for None; raise UsageError for an unknown one."""
    match name:
        case None | "light" | "heavy" | "double":
            return name
        case _:
            hint = "light, heavy or double; a border also rounded"
            message = f"no line is called {excerpt(name)}"
            raise UsageError(message, code="field-value", hint=hint)
