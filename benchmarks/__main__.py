"""The whole table: python -m benchmarks [--rounds 15] [--only TEXT] [--write FILE].

Everybody found is started once and kept warm; the rows of a table are run in turns.
"""

import os
import platform
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from benchmarks import batch, cold, fonts, measure, report
from benchmarks.candidates import chromium, find
from benchmarks.process import MissingError, Process
from benchmarks.receipts import DATA
from benchmarks.tasks import TASKS

BEGIN, END = "<!-- measured -->", "<!-- end -->"


def main(arguments: Sequence[str]) -> None:
    """Print the tables as they come, and write them into a page when asked to."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="turns a table takes")
    parser.add_argument("--only", default="", help="tables with this in their title")
    parser.add_argument("--write", type=Path, help=f"a page, written between {BEGIN} and {END}")
    options = parser.parse_args(arguments)
    parts: list[str] = []
    for part in tables(options.rounds, options.only):
        print(f"{part}\n", flush=True)
        parts.append(part)
    if options.write:
        before, _, rest = options.write.read_text().partition(BEGIN)
        _, _, after = rest.partition(END)
        measured = "\n\n".join(parts)
        options.write.write_text(f"{before}{BEGIN}\n{measured}\n{END}{after}")


def tables(rounds: int, only: str) -> Iterator[str]:
    """Measure and yield the tables with a text in their title, all for an empty one."""
    start = perf_counter()
    yield machine()
    with tempfile.TemporaryDirectory() as folder, running(_environment(folder)) as found:
        processes, missing = found
        yield _who(processes, missing)
        for task in TASKS:
            if only in task.title:
                yield report.of(measure.run(task, processes, rounds))
        if not only:
            yield _memory(processes)
    for title, part in (("new process", cold), ("workers", batch)):
        if only in title:
            yield part.report(*part.run())
    yield f"{perf_counter() - start:.0f} s, load {os.getloadavg()[0]:.1f} at the end."


def machine() -> str:
    """Say what this runs on, and how busy it is."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = names[0].split(":")[1].strip() if names else model
    return (
        f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores of"
        f" {model}, load {os.getloadavg()[0]:.1f} at the start."
    )


@contextmanager
def running(env: dict[str, str]) -> Iterator[tuple[dict[str, Process], dict[str, str]]]:
    """Start everybody; give the processes by name, and who is missing and why."""
    processes: dict[str, Process] = {}
    missing: dict[str, str] = {}
    try:
        for candidate in find(env):
            try:
                processes[candidate.name] = Process(candidate)
            except MissingError as error:
                missing[candidate.name] = f"{error}; {candidate.install}".strip("; ")
        yield processes, missing
    finally:
        for process in processes.values():
            process.close()


def _environment(folder: str) -> dict[str, str]:
    """Return what the Node peers need to know: a font, cut down for resvg, and the browser."""
    env = {"BENCH_CHROMIUM": chromium()}
    try:
        env["BENCH_FONT_NAME"] = fonts.find().family
        text = (DATA / "r1.json").read_text() + (DATA / "r2.json").read_text() + "订单号实付"
        env["BENCH_SUBSET"] = fonts.subset(text, folder)
    except ImportError:
        pass
    return env


def _who(processes: Mapping[str, Process], missing: Mapping[str, str]) -> str:
    lines = [f"- {name}: {process.version}" for name, process in processes.items()]
    lines += [f"- **missing** {name}: {reason}" for name, reason in missing.items()]
    return "\n".join(lines)


def _memory(processes: Mapping[str, Process]) -> str:
    rows = [
        [name, f"{process.peak / 2**20:.0f}"]
        for name, process in processes.items()
        if not name.startswith("floor")
    ]
    return f"### Peak memory of the warm processes\n\n{report.table(['', 'MB'], rows)}"


if __name__ == "__main__":
    main(sys.argv[1:])
