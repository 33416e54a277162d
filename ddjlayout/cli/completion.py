"""The command `completion`: what a shell needs to complete `ddj`."""

import click
from click.shell_completion import get_completion_class

from ddjlayout.cli.command import Command
from ddjlayout.cli.output import tell


@click.command("completion", cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell.

    SHELL is the one to complete in: bash, zsh or fish.

    \b
    Example:
      ddj completion bash > ~/.local/share/bash-completion/completions/ddj
      ddj completion fish > ~/.config/fish/completions/ddj.fish
      eval "$(ddj completion zsh)"
    """
    completion = get_completion_class(shell)
    assert completion is not None, "click knows the three"
    root = ctx.find_root()
    tell(completion(root.command, {}, "ddj", "_DDJ_COMPLETE").source())
