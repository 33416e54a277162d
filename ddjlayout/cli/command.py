"""The command's subcommands: what all of them do beside their own work."""

import click

from ddjlayout.cli.output import STANDARD_OUTPUT, blaming


class Command(click.Command):
    """A subcommand."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read its words; raises InputError when the help cannot be written."""
        with blaming(STANDARD_OUTPUT):  # --help is answered here
            return super().parse_args(ctx, args)
