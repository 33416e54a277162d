"""The command's subcommands: one that was asked for JSON answers in JSON when it fails, too."""

from contextlib import suppress

import click

from ddjlayout.cli.answers import answer, as_diagnostic, listed
from ddjlayout.cli.output import STANDARD_OUTPUT, blaming
from ddjlayout.diagnostics import Diagnostic, Level
from ddjlayout.errors import DdjError, InputError


class Command(click.Command):
    """A subcommand; where its `--format` is json, what went wrong is told in JSON, too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read its words; raises InputError when the help cannot be written."""
        words = list(args)  # click takes away what it has read
        try:
            with blaming(STANDARD_OUTPUT):  # --help is answered here
                return super().parse_args(ctx, args)
        except click.UsageError as error:
            if self._asks_for_json(words, ctx):
                hint = f"{ctx.command_path} --help"
                _tell(Diagnostic(Level.ERROR, "usage", "", error.format_message(), hint))
            raise

    def invoke(self, ctx: click.Context) -> object:
        """Run it."""
        try:
            return super().invoke(ctx)
        except DdjError as error:
            if ctx.params.get("output_format") == "json":
                _tell(as_diagnostic(error))
            raise

    def _asks_for_json(self, words: list[str], ctx: click.Context) -> bool:
        """Read what can be read of words of which some are wrong."""
        if ctx.resilient_parsing:
            return False
        lenient = {"ignore_unknown_options": True, "allow_extra_args": True}
        read = self.make_context(
            ctx.info_name, words, ctx.parent, resilient_parsing=True, **lenient
        )
        return read.params.get("output_format") == "json"


def _tell(what: Diagnostic) -> None:
    with suppress(InputError):  # it may be just this that failed; the error itself says so
        answer(listed([what]), what.message, "json")
