"""The command `compile --jobs`: many orders, one a JSON line, through worker processes.

The orders' lines go out in chunks and come back in order. Only a few chunks are on their way at
once, so memory does not grow with the file.
"""

import gc
import json
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple

from ddjlayout.backends.print_content import to_print_content
from ddjlayout.cache import Cache
from ddjlayout.cli.answers import describe
from ddjlayout.cli.jsonl import MAX_LINE, Chunk, Line, chunks, opened
from ddjlayout.cli.options import Compiling
from ddjlayout.cli.output import warn, writing
from ddjlayout.cli.sources import described, find_source, load_receipt, parse_data, place_in
from ddjlayout.compiler import compile
from ddjlayout.diagnostics import Level
from ddjlayout.element import Options
from ddjlayout.errors import DdjError, InputError, UsageError
from ddjlayout.profile import profile_named

_MOST_SAID = 16  # characters of a foreign exception's text: the orders are other people's
_AHEAD = 3  # chunks a worker has waiting for it, so that none stands idle


class Task(NamedTuple):
    """What all orders share, as it goes to the workers: source, data's name, profile's name."""

    source: Path
    data: str
    profile: str
    options: Options


class Outcome(NamedTuple):
    """What became of an order: its line in the output, its warnings, the exit code it asks for."""

    number: int
    written: str
    warnings: tuple[str, ...] = ()
    exit_code: int = 0


def compile_batch(options: Compiling, output: str | None, workers: int) -> None:
    """Compile every order; write one line each, in order: a PrintContent or `{"error", "line"}`.

    Raises UsageError or InputError before anything is written when the source or the file cannot
    be used, and in the end an error with the first failed order's exit code, if there is one.
    """
    task = _task(options)
    load_receipt(task.source)  # a source that cannot run stops here, and workers inherit it loaded
    done = failed = 0
    first: Outcome | None = None
    with (
        opened(task.data) as (file, size),
        writing(output) as out,
        _progress(size) as show,
    ):
        for chunk, outcomes in _compiled(task, chunks(file, size, workers), workers):
            for outcome in outcomes:
                out.write(outcome.written.encode() + b"\n")
                done += 1
                if outcome.exit_code:
                    failed += 1
                    first = first or outcome
            out.flush()
            show(chunk.end, done, [w for outcome in outcomes for w in outcome.warnings])
    if first is not None:
        raise _failure(first, failed, done)


def _task(options: Compiling) -> Task:
    if options.source is None or options.data is None:
        raise UsageError(
            "--jobs needs a SOURCE and --data",
            hint="--data orders.jsonl, one order a line; - is standard input",
        )
    source = find_source(options.source)
    policies = Options(options.unencodable, options.text, source.parent, options.strict)
    return Task(source, options.data, options.profile.name, policies)


def _failure(first: Outcome, failed: int, done: int) -> DdjError:
    said = json.loads(first.written)["error"]
    error = DdjError(
        f"{failed} of {done} orders failed, the first on line {first.number}: {said}",
        hint='their lines in the output hold "error"',
    )
    error.exit_code = first.exit_code
    return error


def _compiled(
    task: Task, given: Iterator[Chunk], workers: int
) -> Iterator[tuple[Chunk, list[Outcome]]]:
    """Send chunks to the workers, a few ahead, and yield what comes back in their order."""
    if workers == 1:
        for chunk in given:
            yield chunk, compile_lines(task, chunk.lines)
        return
    waiting: deque[tuple[Chunk, Future[list[Outcome]]]] = deque()
    gc.freeze()  # the workers' collectors need not look through what is loaded, page by page
    pool = ProcessPoolExecutor(workers, initializer=_leave_interrupts)
    try:
        for chunk in given:
            waiting.append((chunk, pool.submit(compile_lines, task, chunk.lines)))
            if len(waiting) == workers * _AHEAD:
                first, future = waiting.popleft()
                yield first, future.result()
        for chunk, future in waiting:
            yield chunk, future.result()
    except BrokenProcessPool:
        raise DdjError(
            "a worker process ended in the middle of an order",
            hint="was it out of memory? fewer --jobs take less",
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _leave_interrupts() -> None:
    """In a worker: leave Ctrl+C to the command, which ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def compile_lines(task: Task, lines: list[Line]) -> list[Outcome]:
    """Compile a chunk's orders; each by itself, whatever happens to the others."""
    compile_one = _compiler(task.source, task.profile, task.options)
    return [_outcome(task, line, compile_one) for line in lines]


Compile = Callable[[object], tuple[str, tuple[str, ...]]]
"""From an order's data to its PrintContent and its warnings."""


@lru_cache(maxsize=1)
def _compiler(source: Path, profile_name: str, options: Options) -> Compile:
    """Load the source, once a process; pictures and codes are kept between its orders."""
    receipt = load_receipt(source, _MOST_SAID)
    profile = profile_named(profile_name)
    cache = Cache()

    def compile_one(data: object) -> tuple[str, tuple[str, ...]]:
        job = compile(receipt(data), profile, options=options, cache=cache)
        shown = (describe(d) for d in job.diagnostics if d.level is not Level.INFO)
        return to_print_content(job), tuple(shown)

    return compile_one


def _outcome(task: Task, line: Line, compile_one: Compile) -> Outcome:
    name = "standard input" if task.data == "-" else task.data
    try:
        if line.raw is None:
            raise InputError(f"the line has more than {MAX_LINE >> 20} MiB")
        written, warnings = compile_one(
            parse_data(line.raw.rstrip(b"\r\n"), name, line=line.number)
        )
        notes = tuple(f"line {line.number}: warning: {warning}" for warning in warnings)
        return Outcome(line.number, written, notes)
    except DdjError as error:
        return _failed(line, str(error), error.exit_code)
    except Exception as error:  # a bug of ours in one order is not to cost the others
        last = extract_tb(error.__traceback__)[-1]
        said = f"{described(error, _MOST_SAID)} at {Path(last.filename).name}:{last.lineno}"
        place = place_in(error, task.source)
        return _failed(line, f"{place}: a bug of ddjlayout, please report it: {said}", 1)


def _failed(line: Line, message: str, exit_code: int) -> Outcome:
    values: Mapping[str, object] = {"error": message, "line": line.number}
    return Outcome(line.number, json.dumps(values, ensure_ascii=False), (), exit_code)


Show = Callable[[int, int, list[str]], None]
"""Takes the bytes read, the orders done, and warnings to write."""


def _tell(_end: int, _done: int, warnings: list[str]) -> None:
    for each in warnings:
        warn(each)


@contextmanager
def _progress(size: int | None) -> Generator[Show, None, None]:
    """Show a bar on standard error where that is a terminal, and write warnings in any case."""
    if not sys.stderr.isatty():
        yield _tell
        return
    # only a terminal needs rich, which takes 60 ms to load
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.fields[done]:,} orders"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False) as bar:
        row = bar.add_task("", total=size, done=0)

        def show(end: int, done: int, warnings: list[str]) -> None:
            for each in warnings:
                bar.console.print(each, markup=False, highlight=False, soft_wrap=True)
            bar.update(row, completed=end, done=done, refresh=True)

        yield show
