"""Under the simulator's server: carries callbacks to their URLs, each of them once."""

import asyncio

import requests

from .callbacks import Notice, body_of
from .core import Simulator

TIMEOUT = 5.0
"""Seconds a callback may take to connect, and then to be answered."""


class Courier:
    """Posts the notices that wait, several at a time, and notes what became of them."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._under_way: set[asyncio.Task[None]] = set()

    def send_waiting(self) -> None:
        """Send off all notices that wait; returns at once."""
        waiting = self._simulator.callbacks.waiting
        while waiting:
            task = asyncio.create_task(self._send(waiting.popleft()))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _send(self, notice: Notice) -> None:
        if notice.delay:
            await asyncio.sleep(notice.delay)
        secret = self._simulator.secret_of(notice.app_id)
        url = self._simulator.callbacks.signed_url(notice, secret, self._simulator.now())
        notice.ending = await asyncio.to_thread(_post, url, body_of(notice))


def _post(url: str, body: bytes) -> str:
    headers = {"Content-Type": "application/json"}
    try:
        reply = requests.post(
            url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False, stream=True
        )
        reply.close()
    except requests.RequestException as error:
        return f"failed ({type(error).__name__})"
    return str(reply.status_code)
