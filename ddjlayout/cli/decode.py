"""The command `decode`: a PrintContent becomes paper or text again."""

import sys
from pathlib import Path

import click

from ddjlayout.backends.decode import from_print_content
from ddjlayout.backends.text import to_text
from ddjlayout.cli.command import Command
from ddjlayout.cli.completing import complete_file
from ddjlayout.cli.documents import Drawing, show, with_drawing
from ddjlayout.cli.options import with_profile
from ddjlayout.cli.output import write
from ddjlayout.errors import InputError
from ddjlayout.profile import profile_named

MAX_CONTENT = 64 << 20
"""The largest PrintContent file that is read, bytes."""


@click.command("decode", cls=Command)
@click.argument("file", metavar="FILE|-", shell_complete=complete_file)
@with_profile
@with_drawing
@click.option(
    "--to",
    type=click.Choice(["png", "text"]),
    help="Default: png for a FILE.png, text otherwise.",
)
def decode_command(file: str, profile_name: str, drawing: Drawing, to: str | None) -> None:
    """Read a PrintContent file, anybody's, back to paper or to text.

    FILE is a PrintContent file, JSON as `ddj compile` writes it; - is standard input.

    \b
    Example:
      ddj decode print_content.json
      ddj compile takeaway | ddj decode - -o paper.png
    """
    job = from_print_content(read_content(file), profile_named(profile_name))
    if to == "png" or (to is None and (drawing.output or "").lower().endswith(".png")):
        show(job, drawing)
    else:
        write(drawing.output, to_text(job).encode())


def read_content(file: str) -> str:
    """Read a PrintContent file, `-` for standard input; raises InputError."""
    try:
        if file == "-":
            raw = sys.stdin.buffer.read(MAX_CONTENT + 1)
        else:
            with Path(file).open("rb") as opened:
                raw = opened.read(MAX_CONTENT + 1)
        if len(raw) > MAX_CONTENT:
            raise InputError(f"more than {MAX_CONTENT >> 20} MiB", path=file)
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("this is not UTF-8 text", path=file) from None
    except OSError as error:
        raise InputError(f"cannot read it: {error.strerror}", path=file) from None
