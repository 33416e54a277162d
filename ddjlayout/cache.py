"""Beside layout: what is kept between documents, owned by whoever made it and bounded in bytes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from ddjlayout.fields import whole
from ddjlayout.raster.atlas import default_atlas
from ddjlayout.raster.canvas import Glyphs

T = TypeVar("T")
_OVERHEAD = 256
"""Bytes counted for an entry beside its own size."""


class Cache:
    """Dithered images, symbols and shaped glyphs, kept between compilations.

    The least recently used are dropped when `max_bytes` of dots are held; glyphs have their own
    bound of 4,096. Safe to share between threads. The same document gives the same job with and
    without a cache: entries are keyed by content, never by name.
    """

    def __init__(self, max_bytes: int = 16 << 20) -> None:
        self.max_bytes = whole("max_bytes", max_bytes, 0, unit="bytes")
        self.bytes = 0
        self._entries: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._glyphs: dict[int, Glyphs] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """Return what is kept under a key, else make it; `size` is its size in bytes."""
        with self._lock:
            held = self._entries.get(key)
            if held is not None:
                self._entries.move_to_end(key)
                found: T = held[0]
                return found
        made = make()
        weight = size(made) + _OVERHEAD
        with self._lock:
            if key not in self._entries and weight <= self.max_bytes:
                self._entries[key] = (made, weight)
                self.bytes += weight
                while self.bytes > self.max_bytes:
                    _, (_, dropped) = self._entries.popitem(last=False)
                    self.bytes -= dropped
        return made

    def glyphs(self, width: int) -> Glyphs:
        """Return the shaped glyphs for paper of a width in dots."""
        with self._lock:
            if width not in self._glyphs:
                self._glyphs[width] = Glyphs(default_atlas(), width)
            return self._glyphs[width]
