"""The command's way in for many orders: a JSON Lines file, read as it is needed."""

import os
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, NamedTuple

from ddjlayout.errors import InputError

MAX_LINE = 4 << 20
"""The longest line that is read, bytes."""
_CHUNK_BYTES = 256 << 10
_FEW, _SOME, _MANY = 4, 16, 128  # lines of a chunk: at least, where the end is not known, at most
_SHARES = 4  # chunks a worker has still before it when one is cut


class Line(NamedTuple):
    """A line of the input: its number from 1 and its bytes, None for one that is too long."""

    number: int
    raw: bytes | None


class Chunk(NamedTuple):
    """Lines that go to a worker together, and where the input stands behind them, bytes."""

    lines: list[Line]
    end: int


@contextmanager
def opened(name: str) -> Generator[tuple[BinaryIO, int | None], None, None]:
    """Open a file, `-` for standard input; give it and its size in bytes, None if that is unknown.

    Raises InputError when it cannot be opened.
    """
    if name == "-":
        yield sys.stdin.buffer, None
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise InputError(f"cannot read the data: {error.strerror}", path=name) from None
    with file:
        status = os.fstat(file.fileno())
        yield file, status.st_size if S_ISREG(status.st_mode) else None


def chunks(file: BinaryIO, size: int | None, workers: int) -> Iterator[Chunk]:
    """Cut the input into chunks of whole lines; empty lines are left out.

    Every chunk on its way to a worker costs time. Where the file's `size` in bytes is known they
    are large at first, and small towards the end, so that all workers end together. Raises
    InputError when the file cannot be read on.
    """
    lines: list[Line] = []
    number = held = end = 0
    while raw := _read(file, MAX_LINE + 1):
        number += 1
        end += len(raw)
        line = Line(number, raw)
        if len(raw) > MAX_LINE:
            line = Line(number, None)
            while raw and not raw.endswith(b"\n"):
                raw = _read(file, MAX_LINE)
                end += len(raw)
        elif not raw.strip():
            continue
        lines.append(line)
        held += len(line.raw or b"")
        if size is None or workers == 1:
            full = len(lines) == _SOME
        else:
            share = (size - end) // (_SHARES * workers)
            full = len(lines) == _MANY or (len(lines) >= _FEW and held >= share)
        if full or held >= _CHUNK_BYTES:
            yield Chunk(lines, end)
            lines, held = [], 0
    if lines:
        yield Chunk(lines, end)


def _read(file: BinaryIO, limit: int) -> bytes:
    try:
        return file.readline(limit)
    except OSError as error:
        raise InputError(f"cannot read the data: {error.strerror}", path=file.name) from None
