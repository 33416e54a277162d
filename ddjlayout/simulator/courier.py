"""Under the simulator's server: carries callbacks to their URLs, each of them once."""

import asyncio

import requests

from ddjlayout.cloud.quiet import hide_queries

from .callbacks import Delivery, body_of
from .core import Simulator

TIMEOUT = 5.0
"""Seconds a callback may take to connect, and then to be answered."""


class Courier:
    """Posts the notices that wait, several at a time, and notes what became of them."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._under_way: set[asyncio.Task[None]] = set()
        hide_queries("urllib3.connectionpool", "urllib3.connection")

    def send_waiting(self) -> None:
        """Send off all notices that wait; returns at once."""
        waiting = self._simulator.callbacks.waiting
        while waiting:
            task = asyncio.create_task(self._send(waiting.popleft()))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _send(self, delivery: Delivery) -> None:
        notice = delivery.notice
        if notice.delay:
            await asyncio.sleep(notice.delay)
        secret = self._simulator.secret_of(notice.app_id)
        self._simulator.callbacks.sign(delivery, secret, self._simulator.now())
        try:
            notice.ending = await asyncio.to_thread(_post, delivery.url, body_of(notice))
        except Exception as error:  # of a URL nobody foresaw; the notice must not wait for ever
            notice.ending = f"failed ({type(error).__name__})"


def _post(url: str, body: bytes) -> str:
    """Post a callback and return the status; neither proxies nor .netrc of this machine count."""
    headers = {"Content-Type": "application/json"}
    with requests.Session() as session:
        session.trust_env = False
        reply = session.post(
            url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False, stream=True
        )
        reply.close()
    return str(reply.status_code)
