"""The command's way in: a source file and its data become an element."""

import json
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, redirect_stdout, suppress
from math import isinf
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import NoReturn, cast

from ddjlayout.element import Element
from ddjlayout.elements.html import Html
from ddjlayout.errors import DdjError, InputError, UsageError, excerpt

MAX_DATA = 32 << 20
"""The largest data file that is read, bytes."""
_SUFFIXES = (".py", ".html", ".htm")
MOST_SAID = 60
"""How much of a foreign exception's text is shown to the one who ran the source, characters."""


def templates_folder() -> Path:
    """Return the folder of sample receipts: inside the installed package or beside it."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "data" / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def samples() -> list[str]:
    """Return the names of the sample receipts."""
    return sorted(path.parent.name for path in templates_folder().glob("*/receipt.py"))


def find_source(name: str) -> Path:
    """Return a source's path: a file, or a sample by its name (`takeaway`)."""
    path = Path(name)
    if name == "-":
        raise InputError("a source is not read from standard input", hint="only --data can be -")
    if os.path.isfile(path):  # False where Path.is_file raises: for a name too long to be one
        if path.suffix.lower() not in _SUFFIXES:
            raise InputError("this is no source", path=_short(name), hint="a .py or .html file")
        return path
    sample = templates_folder() / name / "receipt.py"
    if path.name == name and os.path.isfile(sample):
        return sample
    raise InputError(
        f"{_short(name)} is a folder" if os.path.isdir(path) else f"no source file {_short(name)}",
        hint=f"a .py or .html file, or a sample: {', '.join(samples())}",
    )


def read_data(name: str | None, source: Path) -> object:
    """Read the data of a receipt: a JSON file, `-` for standard input.

    Without a name it is `data.json` beside the source, or nothing (`{}`). Raises InputError for a
    file that is missing, too large, or no JSON, naming line and column; UsageError for data named
    for a web page, which takes none.
    """
    if _is_page(source):
        if name is not None:
            raise UsageError("a web page takes no data", path=str(source))
        return {}
    if name is None:
        beside = source.parent / "data.json"
        if not beside.is_file():
            return {}
        name = str(beside)
    try:
        raw = sys.stdin.buffer.read(MAX_DATA + 1) if name == "-" else _read(Path(name))
    except OSError as error:
        raise InputError(f"cannot read the data {_short(name)}: {error.strerror}") from None
    if len(raw) > MAX_DATA:
        raise InputError(f"the data has more than {MAX_DATA >> 20} MiB", path=name)
    return parse_data(raw, "standard input" if name == "-" else name)


def parse_data(raw: bytes, name: str, *, line: int | None = None) -> object:
    """Read JSON, the whole of a file or one line of it; raises InputError with its place."""
    name = _short(name)
    whole = name if line is None else f"{name}:{line}"
    try:
        text = raw.decode("utf-8-sig")
        return cast(object, json.loads(text, parse_constant=_no_number, parse_float=_finite))
    except UnicodeDecodeError:
        raise InputError("the data is not UTF-8", path=whole, hint="save it as UTF-8") from None
    except _NumberError as error:
        raise InputError(str(error), path=whole, hint="write it as text, or null") from None
    except json.JSONDecodeError as error:
        place = f"{name}:{(line or 1) + error.lineno - 1}:{error.colno}"
        raise InputError(f"the data is not JSON: {error.msg}", path=place) from None
    except RecursionError:
        raise InputError("the data is nested too deeply", path=whole) from None
    except ValueError:  # Python reads no more digits
        said = f"the data has a number of more than {sys.get_int_max_str_digits()} digits"
        raise InputError(said, path=whole, hint="write it as text") from None


class _NumberError(Exception):
    """A number that Python reads and that nobody can print, as a sentence."""


def _no_number(word: str) -> NoReturn:
    # Python reads NaN and Infinity, which JSON does not have
    raise _NumberError(f"the data is not JSON: {word} is no number")


def _finite(word: str) -> float:
    number = float(word)
    if isinf(number):
        raise _NumberError(f"the data has a number beyond 1.8e308: {excerpt(word)}")
    return number


def load_element(source: Path, data: object) -> Element:
    """Run the source's `receipt(data)` and return its element; raises as `load_receipt`."""
    return load_receipt(source)(data)


def load_receipt(source: Path, most_said: int = MOST_SAID) -> Callable[[object], Element]:
    """Run a source and return its `receipt`; a web page is one element whatever the data.

    `most_said` is how much is shown of the text of what `receipt` raises, which may hold an order's
    data.
    Both raise InputError with file and line for a source that fails, lacks the function or returns
    something else. Errors of ours pass through with the place they name.
    """
    if _is_page(source):
        return lambda _: Html(source.absolute())
    function = _function(source)
    return lambda data: _called(function, data, source, most_said)


def described(error: BaseException, limit: int = 16) -> str:
    """Name an exception's type and the start of its text: `KeyError: 'price'`."""
    # the text of a KeyError is its key as Python code, with quotes of its own
    text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    name = type(error).__name__
    line = " ".join(text.split())
    return f"{name}: {excerpt(line, limit)}" if line else name


def place_in(error: BaseException, source: Path) -> str:
    """Name the source's own line that an exception came through last, or the source alone."""
    lines = [f.lineno for f in extract_tb(error.__traceback__) if f.filename == str(source)]
    return f"{source}:{lines[-1]}" if lines else str(source)


def _called(
    function: Callable[[object], object], data: object, source: Path, most_said: int
) -> Element:
    try:
        with _neighbours(source), _not_in_the_output():
            element = function(data)
    except DdjError as error:
        error.path = error.path or place_in(error, source)
        raise
    except (Exception, SystemExit) as error:
        said = f"receipt() raised {described(error, most_said)}"
        raise InputError(said, path=place_in(error, source)) from None
    if not isinstance(element, Element):
        raise InputError(
            f"receipt() returned {type(element).__name__}, not an element",
            path=str(source),
            hint="return a Column or a Receipt",
        )
    return element


def _is_page(source: Path) -> bool:
    return source.suffix.lower() in (".html", ".htm")


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_DATA + 1)


def _function(source: Path) -> Callable[[object], object]:
    module = _run(source)
    function = getattr(module, "receipt", None)
    if not callable(function):
        raise InputError(
            "the source has no function receipt(data)",
            path=str(source),
            hint="def receipt(data): return Column(...)",
        )
    return cast("Callable[[object], object]", function)


def _run(source: Path) -> ModuleType:
    # dataclasses and type hints look their module up by its name; no import can mean this one
    module = ModuleType(f"the source {source.resolve()}")
    module.__file__ = str(source.resolve())
    module.__package__ = ""  # or the name's dots would count for packages
    try:
        with _registered(module), _neighbours(source), _not_in_the_output():
            exec(compile(source.read_bytes(), str(source), "exec"), module.__dict__)
    except SyntaxError as error:
        raise InputError(
            f"the source is not Python: {error.msg}", path=f"{source}:{error.lineno}"
        ) from None
    except DdjError:
        raise
    except (Exception, SystemExit) as error:
        said = f"the source raised {described(error, MOST_SAID)}"
        raise InputError(said, path=place_in(error, source)) from None
    return module


@contextmanager
def _not_in_the_output() -> Generator[None, None, None]:
    """Let what a source prints go to standard error: standard output holds the result."""
    with redirect_stdout(sys.stderr):
        yield


@contextmanager
def _registered(module: ModuleType) -> Generator[None, None, None]:
    """Put a module among the imported ones while it runs and afterwards, unless it fails."""
    sys.modules[module.__name__] = module
    try:
        yield
    except BaseException:
        sys.modules.pop(module.__name__, None)
        raise


@contextmanager
def _neighbours(source: Path) -> Generator[None, None, None]:
    """Let a source import what is beside it, as if it were run as a script."""
    folder = str(source.resolve().parent)
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        with suppress(ValueError):  # the source may have taken it away
            sys.path.remove(folder)


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"…{name[-59:]}"
