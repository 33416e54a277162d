"""The command `ddj`: its subcommands, loaded when called, and its exit codes."""

import os
import sys
import traceback
from collections.abc import Generator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import MappingProxyType
from typing import NoReturn

import click

from ddjlayout.cli.output import STANDARD_OUTPUT, blaming
from ddjlayout.errors import DdjError, excerpt

_COMMANDS = MappingProxyType(
    {
        "bind": "platform",
        "calibrate": "calibrate",
        "check": "check",
        "compile": "documents",
        "completion": "completion",
        "decode": "decode",
        "demo": "simulator",
        "mac": "platform",
        "preview": "documents",
        "print": "printing",
        "simulator": "simulator",
        "state": "platform",
        "task": "platform",
    }
)
EXIT_CODES = """\b
Exit codes:
  0 done                 1 a bug of ours          2 usage
  3 input (source, data, image)                   4 layout
  5 template (not used yet)                       6 network
  7 refused by the platform
  8 not printed          9 unknown whether it was printed
  10 warnings (check)
"""


class NobodyReadsError(Exception):
    """What we write to was closed at its other end; click would end with 1, a bug of ours."""


@contextmanager
def _while_somebody_reads() -> Generator[None, None, None]:
    try:
        yield
    except BrokenPipeError:
        raise NobodyReadsError from None


class Commands(click.Group):
    """Subcommands by name; the module of one is imported only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in order."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command's module."""
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        commands = import_module(f"ddjlayout.cli.{module}")
        command: click.Command = getattr(commands, f"{cmd_name}_command")
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words up to the command; raises InputError when the help cannot be written."""
        with _while_somebody_reads(), blaming(STANDARD_OUTPUT):  # --help and --version answer here
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        with _while_somebody_reads():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; name the known ones for an unknown one."""
        unknown = bool(args) and args[0] not in _COMMANDS and not args[0].startswith("-")
        if unknown and not ctx.resilient_parsing:  # or it stood in a line that a shell completes
            known = ", ".join(sorted(_COMMANDS))
            ctx.fail(f"no command {excerpt(args[0])}; commands are {known}")
        return super().resolve_command(ctx, args)


@click.command(cls=Commands, epilog=EXIT_CODES, context_settings={"max_content_width": 100})
@click.version_option(package_name="ddjlayout", prog_name="ddj")
def ddj() -> None:
    """Build receipts, see them as the paper will be, and print them on 58 mm cloud printers.

    \b
    Example:
      ddj demo --out demo
      ddj preview takeaway -o receipt.png
    """


def main() -> None:
    """Run the command and end with its exit code."""
    try:
        ddj(prog_name="ddj", standalone_mode=False)
    except DdjError as error:
        fail(error)
    except click.ClickException as error:
        with suppress(OSError):  # as in _say
            error.show()
        end(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _say("stopped")
        end(130)
    except NobodyReadsError:
        end(141)  # no message can help
    except Exception:
        bug = "this is a bug of ddjlayout: please report it with the lines above"
        _say(traceback.format_exc() + bug)
        end(1)


def fail(error: DdjError) -> NoReturn:
    """Show an error of ours in one line and end with its exit code."""
    _say(click.style("error: ", fg="red", bold=True) + str(error))
    end(error.exit_code)


def _say(line: str) -> None:
    with suppress(OSError):  # where nothing can be said any more, the exit code does
        click.echo(line, err=True)


def end(code: int) -> NoReturn:
    """End; what standard output cannot take is let go, or Python itself would end with 120."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code)
