"""The simulator as the benchmarks see it: a process of its own, its memory, its counts."""

import hashlib
import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any


@dataclass(frozen=True)
class Target:
    """The simulator under load."""

    info: dict[str, Any]
    pid: int

    def memory(self) -> int:
        """Resident memory in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024

    def status(self) -> dict[str, Any]:
        """What the admin API tells."""
        request = urllib.request.Request(
            f"{self.info['admin_url']}/status",
            headers={"Authorization": f"Bearer {self.info['admin_token']}"},
        )
        with urllib.request.urlopen(request) as response:
            return json.load(response)


@contextmanager
def simulator(log: IO[bytes] | None = None) -> Iterator[Target]:
    """Run `ddj simulator` for a while, its complaints in a log."""
    command = [str(Path(sys.executable).with_name("ddj")), "simulator"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log) as process:
        try:
            yield Target(json.loads(process.stdout.readline()), process.pid)
        finally:
            process.terminate()


def signed_query(info: dict[str, Any], nonce: str) -> str:
    """Return the query string of a call."""
    stamp = str(int(time.time()))
    joined = "".join(sorted((info["app_secret"], stamp, nonce)))
    signature = hashlib.sha1(joined.encode()).hexdigest()
    return f"appid={info['app_id']}&nonce={nonce}&timestamp={stamp}&signature={signature}"
