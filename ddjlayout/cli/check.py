"""The command `check`: everything that compiling a receipt changed or could not fit."""

import sys
from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType

import click

from ddjlayout.backends.print_content import to_print_content
from ddjlayout.cli.answers import answer, as_diagnostic, describe, listed
from ddjlayout.cli.command import Command
from ddjlayout.cli.options import (
    Compiling,
    compile_element,
    element_of,
    with_format,
    with_source,
)
from ddjlayout.cli.output import tell
from ddjlayout.diagnostics import Diagnostic, Level
from ddjlayout.errors import DdjError

CLEAN, ERRORS, WARNINGS = 0, 4, 10
_COLOURS = MappingProxyType({Level.INFO: "blue", Level.WARNING: "yellow", Level.ERROR: "red"})


@click.command("check", cls=Command)
@with_source
@with_format
def check_command(options: Compiling, output_format: str) -> None:
    """List what does not fit, was changed or is sent as dots, and print nothing.

    SOURCE is a .py file with a function receipt(data), a .html page, or a sample: kitchen, retail,
    takeaway.

    Ends with 0 when there is nothing but notes, 10 when there are warnings, 4 when the receipt
    cannot be printed.

    \b
    Example:
      ddj check receipt.py --data order.json
      ddj check takeaway --format json
    """
    found = diagnose(options)
    counts = Counter(diagnostic.level for diagnostic in found)
    if output_format == "text":
        for diagnostic in found:
            label = click.style(diagnostic.level.name.lower(), fg=_COLOURS[diagnostic.level])
            tell(f"{label}: {describe(diagnostic)}")
    answer(listed(found), sentence(counts), output_format)
    sys.exit(ERRORS if counts[Level.ERROR] else WARNINGS if counts[Level.WARNING] else CLEAN)


def diagnose(options: Compiling) -> Sequence[Diagnostic]:
    """Compile a source and return its diagnostics; what stops it becomes the last of them."""
    element, base = element_of(options)
    found: Sequence[Diagnostic] = ()
    try:
        job = compile_element(element, base, options)
        found = job.diagnostics
        to_print_content(job)
    except DdjError as error:
        return [*found, as_diagnostic(error)]
    return found


def sentence(counts: "Counter[Level]") -> str:
    """Count in words: `1 error, 2 warnings, 3 notes`."""
    words = [
        f"{counts[level]} {word}{'s' if counts[level] != 1 else ''}"
        for level, word in (
            (Level.ERROR, "error"),
            (Level.WARNING, "warning"),
            (Level.INFO, "note"),
        )
        if counts[level]
    ]
    return ", ".join(words) or "nothing to report"
