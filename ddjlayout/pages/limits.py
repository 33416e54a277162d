"""In the page renderer: how much one page may use, and the meter that ends it when it is used."""

import asyncio
from typing import NamedTuple

from ddjlayout.errors import InputError


class Limits(NamedTuple):
    """What one page may use.

    `seconds` from the first request to the last picture, `size` bytes over the network and as many
    again once unpacked, `height` dots on paper, `requests` in all, `redirects` in one chain.
    """

    seconds: float = 15.0
    size: int = 16 << 20
    height: int = 8000
    requests: int = 100
    redirects: int = 5


class Meter:
    """Counts what a page uses; `broken` is done, with the error, when a limit is passed.

    Made inside a running event loop.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._carried = 0
        self._unpacked = 0
        self._requests = 0

    def carried(self, size: int) -> None:
        """Count bytes that came over the network."""
        self._carried += size
        self._check_size(self._carried)

    def unpacked(self, size: int) -> None:
        """Count bytes of content, as the browser has them once they are unpacked."""
        self._unpacked += size
        self._check_size(self._unpacked)

    def requested(self) -> None:
        """Count a request."""
        self._requests += 1
        most = self.limits.requests
        if self._requests > most:
            self.fail(InputError(f"the page makes more than {most} requests", code="page-requests"))

    def fail(self, error: InputError) -> None:
        """End the rendering with an error, unless it has ended already."""
        if not self.broken.done():
            self.broken.set_exception(error)

    def _check_size(self, size: int) -> None:
        most = self.limits.size
        if size > most:
            message = f"the page and what it loads have more than {most >> 20} MiB"
            self.fail(InputError(message, code="page-size"))
