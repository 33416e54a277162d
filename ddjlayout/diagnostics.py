"""Beside the pipeline: what layout and lowering changed or could not fit, as data."""

from enum import IntEnum
from typing import NamedTuple


class Level(IntEnum):
    """How much a diagnostic matters; `strict=True` raises from WARNING up, ERROR always raises."""

    INFO = 0
    WARNING = 1
    ERROR = 2


class Diagnostic(NamedTuple):
    """One thing that was changed or did not fit.

    `code` is stable (`text-folded`), `path` names the place (`receipt > table[2] > row[5]`),
    `hint` says what to do next.
    """

    level: Level
    code: str
    path: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.level.name.lower()} {self.code} at {self.path}: {self.message}{hint}"
