"""What a shell is told when it completes a word of the command."""

import os
from typing import TYPE_CHECKING

import click

from ddjlayout.cli.sources import samples
from ddjlayout.profile import PROFILES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_file(
    ctx: click.Context, param: click.Parameter, word: str
) -> "list[CompletionItem[str]]":
    """Let the shell complete the name of a file."""
    return click.Path().shell_complete(ctx, param, word)


def complete_folder(
    ctx: click.Context, param: click.Parameter, word: str
) -> "list[CompletionItem[str]]":
    """Let the shell complete the name of a folder."""
    return click.Path(file_okay=False).shell_complete(ctx, param, word)


def complete_source(
    ctx: click.Context, param: click.Parameter, word: str
) -> "list[CompletionItem[str]] | list[str]":
    """Complete a sample's name, or let the shell complete the name of a file."""
    found = [name for name in samples() if name.startswith(word)]
    if not found:
        return complete_file(ctx, param, word)
    # bash takes either words from us or names of files that it finds itself
    return [*found, *_beside(word)]


def complete_profile(_ctx: click.Context, _param: click.Parameter, word: str) -> list[str]:
    """Complete the name of a profile, in either case."""
    return [name for name in PROFILES if name.startswith(word.upper())]


def _beside(start: str) -> list[str]:
    """List what is in this folder; hidden files and names that no terminal can show are not."""
    try:
        entries = list(os.scandir())
    except OSError:  # the folder may be gone
        return []
    names = [entry.name + "/" * entry.is_dir() for entry in entries]
    return sorted(n for n in names if n.startswith(start) and n.isprintable() and n[0] != ".")
