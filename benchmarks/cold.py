"""Whole processes, from the shell's line to the file: time and peak memory.

python -m benchmarks.cold [--rounds 9]
"""

import json
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from benchmarks.candidates import HERE, PEERS, chromium, environment
from benchmarks.page import with_pictures
from benchmarks.receipts import DATA, order
from benchmarks.report import milliseconds, table

LIMIT = 0.7
ROUNDS = 9
PATIENCE = 60.0
"""Seconds after which no further round is begun, once there were `LEAST`."""
LEAST = 3
PREVIEW, ESCPOS = "ddj preview", "python-escpos"


class Command(NamedTuple):
    """A line for the shell; `out` is the file that has to be there afterwards."""

    label: str
    line: tuple[str, ...]
    out: Path


class Run(NamedTuple):
    """What one process took: seconds, and peak memory in bytes (its largest child's, too)."""

    seconds: float
    peak: int


def commands(folder: Path) -> list[Command]:
    """Write the inputs into a folder and return everybody's line."""
    data = folder / "r1.json"
    data.write_text(json.dumps(order("r1", 1)))
    pictured = with_pictures(order("r1", 1))
    (folder / "pictured.json").write_text(json.dumps({**pictured, "html": ""}))
    (folder / "page.html").write_text(pictured["html"])
    python, source = sys.executable, str(DATA / "r1.py")
    ddj = (str(Path(python).with_name("ddj")),)
    bare = "import sys; sys.modules.update(dict.fromkeys(('isal', 'zxingcpp')))"
    ddj_bare = (python, "-c", f"{bare}; from ddjlayout.cli import main; main()")
    rest = (source, "--data", str(data), "-o")
    node = shutil.which("node") or "node"
    browser = (chromium(), "--headless", "--no-sandbox", "--window-size=384,1700")

    def module(name: str, given: str) -> tuple[str, ...]:
        return python, "-m", f"benchmarks.peers.{name}", str(folder / given)

    def command(label: str, line: tuple[str, ...], out: str) -> Command:
        return Command(label, (*line, str(folder / out)), folder / out)

    return [
        command(PREVIEW, (*ddj, "preview", *rest), "ours.png"),
        command(f"{PREVIEW}, without fast", (*ddj_bare, "preview", *rest), "bare.png"),
        command("ddj compile", (*ddj, "compile", *rest), "ours.json"),
        command(ESCPOS, module("python_escpos", "r1.json"), "escpos.bin"),
        command("receiptline", (node, str(PEERS / "receiptline-once.mjs"), str(data)), "rl.bin"),
        command("typst", module("typst_png", "pictured.json"), "typst.png"),
        command("Pillow with a TTF", module("pillow_ttf", "r1.json"), "pillow.png"),
        command("WeasyPrint", module("weasyprint_png", "page.html"), "weasy.png"),
        Command(
            "Chromium",
            (*browser, f"--screenshot={folder / 'chromium.png'}", str(folder / "page.html")),
            folder / "chromium.png",
        ),
    ]


def run(rounds: int = ROUNDS) -> tuple[dict[str, list[Run]], dict[str, str]]:
    """Run everybody in turn; return what each run took, and who is missing and why."""
    found: dict[str, list[Run]] = {}
    missing: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as name, _launcher() as launcher:
        every = commands(Path(name))
        end = perf_counter() + PATIENCE
        for number in range(rounds + 1):
            if number > LEAST and perf_counter() > end:
                break
            for command in every:
                if command.label in missing:
                    continue
                try:
                    taken = _timed(command, launcher)
                except OSError as error:
                    missing[command.label] = str(error)
                    continue
                if number:  # the first round warms the disk
                    found.setdefault(command.label, []).append(taken)
    return found, missing


def report(found: dict[str, list[Run]], missing: dict[str, str]) -> str:
    """Write the table and whether the target is met."""
    first = {label: [r.seconds for r in runs] for label, runs in found.items()}
    rows = [
        [
            label,
            milliseconds(median(times)),
            f"{milliseconds(min(times))}–{milliseconds(max(times))}",
            f"{_ratio(times, first[PREVIEW]):.2f}",
            f"{median(r.peak for r in found[label]) / 2**20:.0f}",
        ]
        for label, times in first.items()
    ]
    head = ["", "median ms", "least–most", f"÷ {PREVIEW}", "peak MB"]
    lines = [
        "### R1 in a new process, from the shell's line to the file",
        "",
        table(head, rows),
        "",
    ]
    if ESCPOS in first:
        ratio = _ratio(first[PREVIEW], first[ESCPOS])
        met = "met" if ratio <= LIMIT else "**missed**"
        lines.append(f"- {met}: {PREVIEW} {ratio:.2f} times as long as {ESCPOS}, at most {LIMIT:g}")
    lines += [f"- {label} is missing: {reason}" for label, reason in missing.items()]
    return "\n".join(lines)


def _timed(command: Command, launcher: "subprocess.Popen[str]") -> Run:
    command.out.unlink(missing_ok=True)
    assert launcher.stdin
    assert launcher.stdout
    launcher.stdin.write(json.dumps(command.line) + "\n")
    launcher.stdin.flush()
    answer = json.loads(launcher.stdout.readline())
    if answer["code"] or not command.out.is_file():
        raise OSError(answer.get("error") or f"exit code {answer['code']}")
    return Run(answer["seconds"], answer["peak"])


def _launcher() -> "subprocess.Popen[str]":
    """Start what starts the processes: a process counts the memory of the one it came from."""
    return subprocess.Popen(
        (sys.executable, "-S", "-m", "benchmarks.launcher"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=HERE.parent,
        env=environment(),
    )


def _ratio(above: Sequence[float], below: Sequence[float]) -> float:
    return median(a / b for a, b in zip(above, below, strict=True))


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    print(report(*run(parser.parse_args().rounds)))
