"""The command `print`: submit a receipt or a web page, and follow its task."""

from typing import Any, NamedTuple

import click
from click.core import ParameterSource
from rich.console import Console

from ddjlayout.backends.print_content import to_print_content
from ddjlayout.cli.answers import answer
from ddjlayout.cli.cloud import with_credentials
from ddjlayout.cli.command import Command
from ddjlayout.cli.decode import read_content
from ddjlayout.cli.options import Compiling, compiled, with_format, with_source
from ddjlayout.cloud.client import Client
from ddjlayout.cloud.replies import Task
from ddjlayout.errors import UnknownOutcomeError, UsageError


@click.command("print", cls=Command)
@with_source
@with_credentials
@with_format
@click.option("--device", required=True, metavar="UUID", help="The printer, 16 hex characters.")
@click.option("--url", metavar="URL", help="Print this public web page instead of a SOURCE.")
@click.option("--user-id", type=int, default=0, help="The OpenUserId that `ddj bind` gave.")
@click.option(
    "--wait/--no-wait", default=True, show_default=True, help="Follow the task to its end."
)
@click.option(
    "--timeout",
    type=click.FloatRange(1),
    default=120.0,
    show_default=True,
    help="Seconds to follow it.",
)
def print_command(options: Compiling, client: Client, output_format: str, **more: Any) -> None:
    """Submit a receipt, a PrintContent file (.json) or a web page, and say whether it printed.

    SOURCE is a .py file with a function receipt(data), a .html page, a sample (kitchen, retail,
    takeaway), or a .json file that `ddj compile` wrote, which is sent as it is.

    \b
    Example:
      ddj print takeaway --device 0123456789abcdef
      ddj print --url https://example.com/receipt/17 --device 0123456789abcdef
    """
    order = Order(**more)
    _follow_or_not(order)
    with client:
        task = submit(client, options, order)
        if not order.wait:
            answer({"task": task.id}, f"submitted as task {task.id}", output_format)
            return
        try:
            follow(client, task, order.timeout)
        except KeyboardInterrupt:  # the job is with the platform all the same
            raise UnknownOutcomeError(
                f"task {task.id} is submitted, whether it printed is not known",
                code="unknown",
                hint=f"ddj task {task.id} asks for its state",
            ) from None
    answer({"task": task.id, "result": "printed"}, f"task {task.id}: printed", output_format)


def follow(client: Client, task: Task, seconds: float) -> None:
    """Wait for a task's end and show its state meanwhile; raises as `Client.wait` does."""
    with Console(stderr=True).status(f"task {task.id} waits for the printer") as status:
        client.wait(
            task,
            deadline=seconds,
            watcher=lambda state, _: status.update(f"task {task.id}: {state.name.lower()}"),
        )


class Order(NamedTuple):
    """What a user said about submitting."""

    device: str
    url: str | None
    user_id: int
    wait: bool
    timeout: float


def submit(client: Client, options: Compiling, order: Order) -> Task:
    """Send a source's PrintContent or a page's address; raises UsageError unless it is one."""
    if (order.url is None) == (options.source is None):
        raise UsageError("print takes a SOURCE or --url URL, one of them")
    if order.url is not None:
        _take_no_options(options, "a web page's address")
        return client.print_url(order.device, order.url, open_user_id=order.user_id)
    if options.source is not None and options.source.endswith(".json"):
        _take_no_options(options, "a PrintContent file")
        content = read_content(options.source)
    else:
        content = to_print_content(compiled(options))
    return client.print_content(order.device, content, open_user_id=order.user_id)


def _follow_or_not(order: Order) -> None:
    source = click.get_current_context().get_parameter_source("timeout")
    if not order.wait and source is ParameterSource.COMMANDLINE:
        raise UsageError(
            "with --no-wait the task is not followed: --timeout would have no effect",
            hint="leave one of them out",
        )


def _take_no_options(options: Compiling, what: str) -> None:
    if options.given:
        raise UsageError(
            f"{what} is sent as it is: {', '.join(options.given)} would have no effect",
            hint="leave it out" if len(options.given) == 1 else "leave them out",
        )
