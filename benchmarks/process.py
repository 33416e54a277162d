"""A candidate's process, seen from outside: start it, ask it, stop it."""

import json
import subprocess
from threading import Timer
from typing import Any, NamedTuple

from benchmarks.candidates import HERE, Candidate, environment
from benchmarks.receipts import Order

PATIENCE = 90.0
"""Seconds after which an answer is not waited for any longer."""


class Answer(NamedTuple):
    """What a process says of the runs it was asked for; `peak` is its memory so far, bytes."""

    seconds: list[float]
    bytes: int
    peak: int


class MissingError(Exception):
    """A candidate that is not installed, or that failed."""


class Process:
    """One candidate, warm, until `close`."""

    def __init__(self, candidate: Candidate) -> None:
        self.name = candidate.name
        try:
            self._process = subprocess.Popen(
                candidate.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                cwd=HERE.parent,
                env={**environment(), **candidate.env},
            )
        except OSError as error:
            raise MissingError(f"{candidate.command[0]}: {error.strerror}") from None
        first = self._read()
        if "missing" in first:
            raise MissingError(str(first["missing"]))
        self.jobs = frozenset(first["jobs"])
        self.version = str(first["version"])
        self.peak = 0

    def ask(self, job: str, orders: list[Order]) -> Answer:
        """Run a job for each order; raises MissingError when the process dies or hangs."""
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps({"job": job, "orders": orders}) + "\n")
            self._process.stdin.flush()
        except OSError:
            raise MissingError("it ended") from None
        answer = Answer(**self._read())
        self.peak = answer.peak
        return answer

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        assert self._process.stderr
        timer = Timer(PATIENCE, self._process.kill)
        timer.start()
        try:
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        if not line:
            said = self._process.stderr.read().strip().splitlines()
            raise MissingError(said[-1] if said else f"no answer in {PATIENCE:.0f} s")
        answer: dict[str, Any] = json.loads(line)
        return answer
