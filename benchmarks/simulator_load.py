"""How much the simulator takes: python -m benchmarks.simulator_load [--jobs 50000].

Starts `ddj simulator`, and from 8 connections, each waiting for its reply before it sends on, posts
R2 and then R1 as fast as the replies come, every job signed, each with its own order number. The
load is made in this process, so both share the machine. The exit code is 1 below the limits, if a
reply is not 200, or if a job was not printed once.
"""

import argparse
import json
import re
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles
from urllib.parse import urlsplit

from benchmarks.receipts import r1_document, r2_document
from benchmarks.simulator_target import Target, signed_query, simulator
from ddjlayout import compile as compile_document
from ddjlayout import to_print_content

CONNECTIONS = 8
VARIANTS = 64
LIMITS = {"R2": 300.0, "R1": 60.0}
"""Jobs a second that the simulator has to take."""

SECONDS_OF_R1 = 10.0
MEMORY_GROWTH = 1.1
"""How much more memory the second half of the jobs may take than the first."""

_STATUS = re.compile(rb"HTTP/1\.1 (\d+)")
_LENGTH = re.compile(rb"(?i)content-length: (\d+)")


@dataclass
class Load:
    """What became of the jobs of one kind."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    seconds: float = 0.0

    def rate(self) -> float:
        """Jobs a second."""
        return len(self.times) / self.seconds


class Connection:
    """One keep-alive connection that posts jobs."""

    def __init__(self, target: Target, name: int) -> None:
        address = urlsplit(target.info["url"])
        self._info = target.info
        self._nonce = name * 10**9
        self._socket = socket.create_connection((address.hostname, address.port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post(self, body: bytes) -> str:
        """Post a job and return what is wrong with the reply, if anything."""
        self._nonce += 1
        query = signed_query(self._info, str(self._nonce))
        head = (
            f"POST /home/printcontent2?{query} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}"
        )
        self._socket.sendall(head.encode() + b"\r\n\r\n" + body)
        return self._reply()

    def _reply(self) -> str:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, body = data.partition(b"\r\n\r\n")
        while len(body) < int(_LENGTH.search(head)[1]):
            body += self._more()
        if _STATUS.match(head)[1] != b"200":
            return head.decode()
        code = json.loads(body)["Code"]
        return "" if code == 200 else f"Code {code}"

    def _more(self) -> bytes:
        part = self._socket.recv(65536)
        if not part:
            raise ConnectionError("the simulator closed the connection")
        return part


def bodies(target: Target, document: Callable[[int], object]) -> list[bytes]:
    """Compile VARIANTS of a receipt."""
    uuid = target.info["devices"][0]["uuid"]
    contents = (to_print_content(compile_document(document(n))) for n in range(VARIANTS))
    jobs = ({"Uuid": uuid, "PrintContent": text, "OpenUserId": 0} for text in contents)
    return [json.dumps(job).encode() for job in jobs]


def run(target: Target, jobs: list[bytes], *, count: int, seconds: float) -> Load:
    """Post jobs until there were `count` or the time is over."""
    load = Load()
    end = time.perf_counter() + seconds
    numbers = iter(range(count))
    lock = threading.Lock()

    def work(name: int) -> None:
        connection = Connection(target, name)
        while time.perf_counter() < end:
            with lock:
                number = next(numbers, None)
                if number is not None and number % 1000 == 0:
                    load.memory.append(target.memory())
            if number is None:
                return
            before = time.perf_counter()
            error = connection.post(jobs[number % len(jobs)])
            load.times.append(time.perf_counter() - before)
            if error:
                load.errors.append(error)

    start = time.perf_counter()
    names = int(start) % 1000 * 10
    threads = [threading.Thread(target=work, args=(names + n,)) for n in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - start
    load.memory.append(target.memory())
    return load


def report(name: str, load: Load) -> bool:
    """Print what was measured; tell whether it is good enough."""
    percentile = quantiles(load.times, n=100)[98]
    half = len(load.memory) // 2
    print(
        f"{name}: {len(load.times)} jobs in {load.seconds:.1f} s, {load.rate():.0f} a second "
        f"(limit {LIMITS[name]:.0f}), median {median(load.times) * 1000:.1f} ms, "
        f"99 % within {percentile * 1000:.1f} ms, {len(load.errors)} errors"
    )
    first, last = max(load.memory[: half + 1]), max(load.memory)
    print(f"{name}: memory {first} MB in the first half, {last} MB at most")
    return load.rate() >= LIMITS[name] and not load.errors and last <= first * MEMORY_GROWTH


def main() -> int:
    """Load a simulator with R2, then R1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=50_000, help="how many jobs of R2")
    jobs = parser.parse_args().jobs
    with simulator() as target:
        small = run(target, bodies(target, r2_document), count=jobs, seconds=600)
        good = report("R2", small)
        painted = bodies(target, r1_document)
        large = run(target, painted, count=10**6, seconds=SECONDS_OF_R1)
        good &= report("R1", large)
        printed, posted = target.status()["prints"], len(small.times) + len(large.times)
        print(f"printed {printed} of {posted} jobs")
    return int(not (good and printed == posted))


if __name__ == "__main__":
    sys.exit(main())
