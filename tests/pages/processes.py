"""Looks for Chromium processes that were left behind, by the home that they were given."""

import os
import select
import time
from pathlib import Path

PATIENCE = 20.0
"""Seconds that killed processes may take to be gone on a busy machine."""


def living(place: Path) -> list[int]:
    """Return the processes at work whose home is below a folder."""
    home = f"HOME={place}/".encode()
    found: list[int] = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            ended = (process / "stat").read_text().rpartition(")")[2].split()[0] in "ZX"
            if not ended and home in (process / "environ").read_bytes():
                found.append(int(process.name))
        except OSError:
            continue  # gone meanwhile, or not ours
    return found


def none_is_left(place: Path) -> bool:
    """Tell whether no process is left below a folder, waiting for those that are dying."""
    end = time.monotonic() + PATIENCE
    while found := living(place):  # a process that ends may have started another
        if not all(_ended(process, end) for process in found):
            return False
    return True


def _ended(process: int, end: float) -> bool:
    """Wait for a process until a time, and tell whether it ended."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], max(end - time.monotonic(), 0))[0])
    finally:
        os.close(handle)
