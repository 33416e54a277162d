"""One candidate in one warm process: python -m benchmarks.worker MODULE [--without-fast].

Reads a request a line, {"job": …, "orders": […]}, and answers with the seconds of each run, the
bytes of the last result and the peak memory so far. The first line out names jobs and version.
"""

import base64
import contextlib
import gc
import json
import os
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import IO, Any

from benchmarks.jobs import Job

FAST = ("isal", "zxingcpp")
"""The libraries of the extra `fast`."""


def main() -> None:
    """Serve requests until standard input ends."""
    with open(os.devnull, "w") as devnull, contextlib.redirect_stdout(devnull):  # some peers chat
        serve(sys.__stdout__ or sys.stdout)


def serve(out: IO[str]) -> None:
    module, *flags = sys.argv[1:]
    if "--without-fast" in flags:
        sys.modules.update(dict.fromkeys(FAST))  # importing them raises ImportError now
    try:
        offered = import_module(module)
    except ImportError as error:
        _say(out, {"missing": str(error)})
        return
    if "--without-fast" in flags:
        for name in FAST:
            with contextlib.suppress(ImportError):
                import_module(name)
                raise SystemExit(f"{name} is here although it should not be")
    _say(out, {"jobs": sorted(offered.JOBS), "version": offered.VERSION})
    for line in sys.stdin:
        request = json.loads(line)
        _say(out, _measured(offered.JOBS[request["job"]], request))


def _measured(job: Job, request: dict[str, Any]) -> dict[str, Any]:
    states = [job.prepare(order) for order in request["orders"]]
    seconds: list[float] = []
    made = b""
    gc.collect()
    for state in states:
        start = perf_counter()
        made = job.run(state)
        seconds.append(perf_counter() - start)
    answer = {
        "seconds": seconds,
        "bytes": len(made),
        "peak": _peak(),
    }
    if request.get("show"):
        answer["made"] = base64.b64encode(made).decode()
    return answer


def _peak() -> int:
    """Return the most memory this process has had, bytes; 0 where the system does not tell."""
    try:  # getrusage would count the parent's, too
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def _say(out: IO[str], message: dict[str, Any]) -> None:
    out.write(json.dumps(message) + "\n")
    out.flush()


if __name__ == "__main__":
    main()
