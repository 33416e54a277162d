"""The command's shared words: options of several subcommands, and compiling as they say."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click
from click.core import ParameterSource

from ddjlayout.cli.answers import describe
from ddjlayout.cli.completing import complete_file, complete_profile, complete_source
from ddjlayout.cli.output import warn
from ddjlayout.cli.sources import find_source, load_element, read_data
from ddjlayout.compiler import compile
from ddjlayout.diagnostics import Level
from ddjlayout.element import Element, Options, TextMode, Unencodable
from ddjlayout.errors import UsageError
from ddjlayout.job import Job
from ddjlayout.profile import PROFILES, Profile, profile_named

Command = TypeVar("Command", bound=Callable[..., Any])
_SOURCE_OPTIONS = ("source", "data", "strict", "unencodable", "text")


class Compiling(NamedTuple):
    """What a user said about compiling a source; `given` names the options that were there."""

    source: str | None
    data: str | None
    profile: Profile
    strict: bool
    unencodable: Unencodable
    text: TextMode
    given: tuple[str, ...] = ()


def with_profile(command: Command) -> Command:
    """Add --profile."""
    return click.option(
        "--profile",
        "profile_name",
        default="D1",
        show_default=True,
        metavar="|".join(PROFILES),
        shell_complete=complete_profile,
        help="The printer to lay out for.",
    )(command)


def with_source(command: Callable[..., None]) -> Callable[..., None]:
    """Add SOURCE and the options of compiling it; the command gets them as one `Compiling`."""

    @wraps(command)
    def gathered(**options: Any) -> None:
        profile = profile_named(options.pop("profile_name"))
        values = {name: options.pop(name) for name in _SOURCE_OPTIONS}
        command(Compiling(profile=profile, given=_given(), **values), **options)

    for decorate in (
        click.option(
            "--text",
            type=click.Choice(["auto", "native", "image"]),
            default="auto",
            show_default=True,
            help="Text the device cannot carry becomes dots (auto) or an error (native);"
            " or all text becomes dots (image).",
        ),
        click.option(
            "--unencodable",
            type=click.Choice(["raster", "replace", "error"]),
            default="raster",
            show_default=True,
            help="Characters outside GBK: as dots, replaced, or an error.",
        ),
        click.option("--strict", is_flag=True, help="Stop at the first warning."),
        with_profile,
        click.option(
            "--data",
            metavar="FILE|-",
            shell_complete=complete_file,
            help="JSON for the source's receipt(data); - is standard input."
            " Default: data.json beside the source, if there is one.",
        ),
        click.argument("source", required=False, shell_complete=complete_source),
    ):
        gathered = decorate(gathered)
    return gathered


def _given() -> tuple[str, ...]:
    """Name the options of compiling that stand in the command line."""
    context = click.get_current_context()
    names = {"profile_name", *_SOURCE_OPTIONS} - {"source"}
    return tuple(
        word.opts[-1]
        for word in context.command.params
        if word.name in names
        and context.get_parameter_source(word.name) is ParameterSource.COMMANDLINE
    )


def with_format(command: Command) -> Command:
    """Add --format."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How to write the answer, and what went wrong.",
    )(command)


def with_output(command: Command) -> Command:
    """Add -o."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        shell_complete=complete_file,
        help="Where to write; default: standard output.",
    )(command)


def compiled(options: Compiling) -> Job:
    """Run a source and compile what it returns; warnings go to standard error."""
    job = compile_element(*element_of(options), options)
    for diagnostic in job.diagnostics:
        if diagnostic.level is not Level.INFO:
            warn(click.style("warning: ", fg="yellow") + describe(diagnostic))
    return job


def element_of(options: Compiling) -> tuple[Element, Path]:
    """Run a source with its data; return its element and where its relative paths start."""
    if options.source is None:
        raise UsageError(
            "no SOURCE", hint="a .py file with receipt(data), a .html page, or a sample: takeaway"
        )
    source = find_source(options.source)
    return load_element(source, read_data(options.data, source)), source.parent


def compile_element(element: Element, base: Path, options: Compiling) -> Job:
    """Compile as the user said."""
    policies = Options(options.unencodable, options.text, base, options.strict)
    return compile(element, options.profile, options=policies)
