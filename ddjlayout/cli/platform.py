"""The commands `bind`, `state`, `mac` and `task`: one call to the platform each."""

import click

from ddjlayout.cli.answers import answer
from ddjlayout.cli.cloud import with_credentials
from ddjlayout.cli.command import Command
from ddjlayout.cli.options import with_format
from ddjlayout.cloud.client import Client
from ddjlayout.cloud.wire import TaskState

_NOT_PRINTED = frozenset({TaskState.FAILED, TaskState.EXPIRED, TaskState.REJECTED})


@click.command("bind", cls=Command)
@click.argument("uuid")
@click.argument("user")
@with_credentials
@with_format
def bind_command(client: Client, uuid: str, user: str, output_format: str) -> None:
    """Bind USER, your own id of a user, to the device UUID.

    \b
    Example:
      ddj bind 0123456789abcdef shop-17
    """
    with client:
        bound = client.bind(uuid, user)
    values = {"open_user_id": bound.open_user_id}
    answer(values, f"bound, OpenUserId is {bound.open_user_id}", output_format)


@click.command("state", cls=Command)
@click.argument("uuid")
@with_credentials
@with_format
def state_command(client: Client, uuid: str, output_format: str) -> None:
    """Say in which state the device UUID is.

    \b
    Example:
      ddj state 0123456789abcdef --format json
    """
    with client:
        state = client.device_state(uuid)
    word = state.name.lower().replace("_", "-")
    answer({"state": int(state), "name": word}, word, output_format)


@click.command("mac", cls=Command)
@click.argument("uuid")
@with_credentials
@with_format
def mac_command(client: Client, uuid: str, output_format: str) -> None:
    """Print the MAC address of the device UUID.

    \b
    Example:
      ddj mac 0123456789abcdef
    """
    with client:
        mac = client.device_mac(uuid)
    answer({"mac": mac}, mac, output_format)


@click.command("task", cls=Command)
@click.argument("task_id", metavar="ID", type=int)
@with_credentials
@with_format
@click.pass_context
def task_command(ctx: click.Context, client: Client, task_id: int, output_format: str) -> None:
    """Say in which state the print task ID is; exit code 8 when it ended without paper.

    \b
    Example:
      ddj task 1024
    """
    with client:
        state = client.task_state(task_id)
    word = state.name.lower()
    answer({"task": task_id, "state": int(state), "name": word}, word, output_format)
    if state in _NOT_PRINTED:
        ctx.exit(8)
