"""The command's way out: a file that is there only when all is written, a pipe, a terminal."""

import os
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG
from typing import IO

import click

from ddjlayout.errors import InputError

STANDARD_OUTPUT = "standard output"
"""What standard output is called in a message."""
_NO_FILE = (None, "-", "/dev/stdout")  # a file behind the last is not to be replaced


class Sink:
    """Where a result goes. What goes wrong there is an InputError that names it."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file = file
        self._name = name

    def write(self, data: bytes) -> None:
        """Write bytes, all of them."""
        with blaming(self._name):
            self._file.write(data)

    def flush(self) -> None:
        """Hand over what has been written so far."""
        with blaming(self._name):
            self._file.flush()

    def close(self) -> None:
        """Hand over the rest."""
        with blaming(self._name):
            self._file.close()


def write(output: str | None, data: bytes) -> None:
    """Write to a file, all or nothing, or to standard output; raises InputError as `writing`."""
    with writing(output) as sink:
        sink.write(data)


def tell(line: str) -> None:
    """Write a line of the answer to standard output; raises InputError when it cannot be written.

    Colours are left out where that is no terminal.
    """
    _refuse_closed()
    with blaming(STANDARD_OUTPUT):
        click.echo(line)


def warn(line: str) -> None:
    """Write a line to standard error, beside the answer; raises InputError as `tell` does."""
    with blaming("standard error"):
        click.echo(line, err=True)


@contextmanager
def writing(output: str | None) -> Generator[Sink, None, None]:
    """Open a file that is there only when all is written, or standard output.

    Symbolic links stay, and the file they lead to is written. What is there and is no regular file,
    a pipe or a device, is written straight through. Raises InputError when the file cannot be
    written; what was there before stays then, as it does when the caller raises.
    """
    if output in _NO_FILE:
        sink = _standard_output()
        yield sink
        sink.flush()
    elif _is_regular(output):
        with _replacing(Path(os.path.realpath(output)), output) as sink:
            yield sink
    else:
        with blaming(output):
            file = open(output, "wb")  # noqa: SIM115 - closed below
        with _closing(file, output) as sink:
            yield sink


@contextmanager
def blaming(name: str) -> Generator[None, None, None]:
    """Make an InputError of an OSError, except when nobody reads on, which is no fault."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        hint = "make its folder first" if isinstance(error, FileNotFoundError) else ""
        raise InputError(f"cannot write it: {error.strerror}", path=name, hint=hint) from None


def _refuse_closed() -> None:
    # Python has no standard output when the shell closed it: `>&-`
    if sys.stdout is None:
        raise InputError("cannot write it: it is closed", path=STANDARD_OUTPUT)


def _standard_output() -> Sink:
    _refuse_closed()
    return Sink(sys.stdout.buffer, STANDARD_OUTPUT)


def _is_regular(output: str) -> bool:
    """Tell whether a file is regular, or will be, as there is none yet."""
    with blaming(output):
        try:
            return S_ISREG(os.stat(output).st_mode)
        except FileNotFoundError:
            return True


@contextmanager
def _replacing(path: Path, name: str) -> Generator[Sink, None, None]:
    """Write beside a file and put the new one in its place in the end."""
    with blaming(name):
        file = tempfile.NamedTemporaryFile(dir=path.parent, prefix=".ddj-", delete=False)  # noqa: SIM115
    try:
        with _closing(file, name) as sink:
            yield sink
        with blaming(name):
            os.chmod(file.name, 0o666 & ~_umask())
            os.replace(file.name, path)
    except BaseException:
        os.unlink(file.name)
        raise


@contextmanager
def _closing(file: IO[bytes], name: str) -> Generator[Sink, None, None]:
    sink = Sink(file, name)
    try:
        yield sink
    except BaseException:
        with suppress(OSError):  # the first fault is the one to report
            file.close()
        raise
    sink.close()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
