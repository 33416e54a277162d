"""The commands `preview` and `compile`: documents and what becomes of them."""

import shutil
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from ddjlayout.backends.paper import to_bitmap, to_png
from ddjlayout.backends.print_content import to_print_content
from ddjlayout.cli.command import Command
from ddjlayout.cli.options import Compiling, compiled, with_output, with_source
from ddjlayout.cli.output import tell, write
from ddjlayout.cli.terminal import draw
from ddjlayout.errors import UsageError
from ddjlayout.job import Job


class Drawing(NamedTuple):
    """What a user said about a picture of the paper: its file, and pixels a dot."""

    output: str | None
    scale: int


def with_drawing(command: Callable[..., None]) -> Callable[..., None]:
    """Add -o and --scale; the command gets them as one `Drawing`."""

    @wraps(command)
    def gathered(*args: Any, output: str | None, scale: int, **options: Any) -> None:
        command(*args, drawing=Drawing(output, scale), **options)

    scaled = click.option(
        "--scale",
        type=click.IntRange(1, 16),
        default=1,
        show_default=True,
        help="Pixels a dot, across and down.",
    )
    return with_output(scaled(gathered))


@click.command("preview", cls=Command)
@with_source
@with_drawing
@click.option(
    "--debug",
    is_flag=True,
    help="Draw elements, cells, strips and overflow over the paper, at least at scale 2.",
)
def preview_command(options: Compiling, drawing: Drawing, *, debug: bool) -> None:
    """See a receipt as the paper will be: a PNG, or a drawing in the terminal.

    SOURCE is a .py file with a function receipt(data), a .html page, or a sample: kitchen, retail,
    takeaway.

    \b
    Example:
      ddj preview takeaway
      ddj preview receipt.py --data order.json -o receipt.png
      ddj preview page.html -o page.png
      ddj preview takeaway --debug -o debug.png
    """
    job = compiled(options)
    if not debug:
        show(job, drawing)
        return
    from ddjlayout.backends.debug import to_debug_png  # Pillow takes 50 ms to load

    if drawing.output is None and sys.stdout.isatty():
        raise UsageError("a debug preview is a PNG", hint="name a file: -o debug.png")
    write_png(drawing.output, to_debug_png(job, scale=max(drawing.scale, 2)))


@click.command("compile", cls=Command)
@with_source
@with_output
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Many orders: --data is JSON Lines, so is the output; N worker processes.",
)
def compile_command(options: Compiling, output: str | None, jobs: int | None) -> None:
    """Write a receipt as PrintContent, the JSON that the platform takes.

    SOURCE is a .py file with a function receipt(data), a .html page, or a sample: kitchen, retail,
    takeaway.

    \b
    Example:
      ddj compile receipt.py --data order.json -o print_content.json
      ddj compile page.html -o print_content.json
      ddj compile receipt.py --data orders.jsonl --jobs 4 -o print_contents.jsonl
    """
    if jobs is not None:
        from ddjlayout.cli.batch import compile_batch  # its worker pool takes 20 ms to load

        compile_batch(options, output, jobs)
        return
    write(output, to_print_content(compiled(options)).encode() + b"\n")


def show(job: Job, drawing: Drawing) -> None:
    """Write the paper as a PNG; without a file draw it when standard output is a terminal."""
    if drawing.output is None and sys.stdout.isatty():
        columns = shutil.get_terminal_size().columns
        tell(draw(job, to_bitmap(job), columns))
        return
    write_png(drawing.output, to_png(job, scale=drawing.scale))


def write_png(output: str | None, data: bytes) -> None:
    """Write a PNG; raises UsageError for a file named as something else."""
    if output is not None and Path(output).suffix.lower() not in ("", ".png"):
        raise UsageError(f"a preview is a PNG, not {Path(output).suffix}", hint="name it FILE.png")
    write(output, data)
