"""The command's answers: a sentence or a line of JSON, of what was done and of what went wrong."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ddjlayout.cli.output import tell
from ddjlayout.diagnostics import Diagnostic, Level
from ddjlayout.errors import DdjError, InputError

_CODES = MappingProxyType({2: "usage", 3: "input", 4: "layout"})
"""What stands for the code of an error that has none of its own, by its exit code."""


def answer(values: Mapping[str, object], sentence: str, output_format: str) -> None:
    """Print a result as one JSON line or as a sentence; raises InputError when it cannot."""
    try:
        tell(json.dumps(values, ensure_ascii=False) if output_format == "json" else sentence)
    except InputError as error:  # what is done is done: whoever does not know may print it again
        error.hint = f"the answer is: {sentence}"
        raise


def describe(diagnostic: Diagnostic) -> str:
    """Write a diagnostic in one line."""
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    return f"{diagnostic.path}: {diagnostic.message}{hint} [{diagnostic.code}]"


def as_diagnostic(error: DdjError) -> Diagnostic:
    """Return an error as the diagnostic that says the same."""
    code = error.code or _CODES.get(error.exit_code, "error")
    return Diagnostic(Level.ERROR, code, error.path, error.message, error.hint)


def listed(found: Sequence[Diagnostic]) -> Mapping[str, object]:
    """Return diagnostics as JSON has them: how many of each level, and each with its fields."""
    counts = Counter(diagnostic.level for diagnostic in found)
    return {
        "errors": counts[Level.ERROR],
        "warnings": counts[Level.WARNING],
        "infos": counts[Level.INFO],
        "diagnostics": [d._asdict() | {"level": d.level.name.lower()} for d in found],
    }
