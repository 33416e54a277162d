"""Beside the simulator's platform: a clock that can be stepped, frozen and set."""

from collections.abc import Callable


class VirtualClock:
    """Tells Unix time in seconds: that of `source`, moved and perhaps stopped."""

    def __init__(self, source: Callable[[], float]) -> None:
        self._source = source
        self._offset = 0.0
        self._frozen: float | None = None

    @property
    def frozen(self) -> bool:
        """Whether the clock stands still."""
        return self._frozen is not None

    @property
    def offset(self) -> float:
        """Seconds the clock is ahead of its source."""
        return self.now() - self._source()

    def now(self) -> float:
        """Return the time."""
        return self._source() + self._offset if self._frozen is None else self._frozen

    def advance(self, seconds: float) -> None:
        """Move the clock on."""
        self.set(self.now() + seconds)

    def set(self, at: float) -> None:
        """Set the clock; it goes on, or stands still, as it did."""
        if self._frozen is None:
            self._offset = at - self._source()
        else:
            self._frozen = at

    def freeze(self) -> None:
        """Stop the clock; `advance` and `set` still move it."""
        self._frozen = self.now()

    def run(self) -> None:
        """Let the clock go on from where it stands."""
        at = self.now()
        self._frozen = None
        self.set(at)

    def reset(self) -> None:
        """Tell the time of the source again."""
        self._frozen, self._offset = None, 0.0
