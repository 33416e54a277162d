"""Beside a call to the simulator: what was tolerated in it, listed for the journal."""

from collections.abc import Sequence

from ddjlayout.errors import excerpt

MAX_LISTED = 32
"""How many deviations of one request are listed by name; the others are counted."""


class Deviations:
    """The deviations found in one request so far."""

    def __init__(self) -> None:
        self._listed: list[str] = []
        self._more = 0

    def add(self, place: str, what: str) -> None:
        """Note a deviation at a place."""
        if len(self._listed) < MAX_LISTED:
            self._listed.append(f"{place}: {what}")
        else:
            self._more += 1

    def add_each(self, place: str, what: str, names: Sequence[str]) -> None:
        """Note the same deviation of each name, which takes the place of `{}`."""
        for name in names[:MAX_LISTED]:
            self.add(place, what.format(excerpt(name)))
        self._more += max(0, len(names) - MAX_LISTED)

    def listed(self) -> tuple[str, ...]:
        """Return them in the order they were found."""
        more = (f"and {self._more} more",) if self._more else ()
        return (*self._listed, *more)
