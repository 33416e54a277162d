"""The commands `simulator` and `demo`: a stand-in for the platform, and the whole way in one go."""

import json
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click
from PIL import Image

from ddjlayout.backends.paper import to_png
from ddjlayout.backends.print_content import to_print_content
from ddjlayout.cli.command import Command
from ddjlayout.cli.completing import complete_file, complete_folder
from ddjlayout.cli.options import Compiling, compiled
from ddjlayout.cli.output import tell, warn, write
from ddjlayout.cloud.client import Client
from ddjlayout.errors import DdjError, InputError, UsageError
from ddjlayout.pages.chromium import find_chromium
from ddjlayout.profile import D1

if TYPE_CHECKING:
    from ddjlayout.simulator.config import Config


@contextmanager
def needing_the_extra() -> Generator[None, None, None]:
    """Say which extra is missing; only who runs a command needs it, `ddj --help` does not."""
    try:
        yield
    except ImportError:
        raise UsageError(
            "the simulator is not installed", hint="pip install 'ddjlayout[simulator]'"
        ) from None


@click.command("simulator", cls=Command)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    show_default=True,
    help="0 takes a free one.",
)
@click.option(
    "--config",
    "config_file",
    metavar="FILE",
    shell_complete=complete_file,
    help="TOML with accounts, devices and settings.",
)
@click.option(
    "--fetch-pages", is_flag=True, help="Fetch and print web pages, by Chromium, from public hosts."
)
@click.option(
    "--allow-host",
    "allow_hosts",
    multiple=True,
    metavar="NAME[:PORT]",
    help="A host that pages may come from even if it is not public; may be given again.",
)
def simulator_command(
    host: str,
    port: int,
    config_file: str | None,
    *,
    fetch_pages: bool,
    allow_hosts: tuple[str, ...],
) -> None:
    """Run the simulated platform until Ctrl+C; prints one JSON line when it is ready.

    \b
    Example:
      ddj simulator --port 8765
      ddj simulator --fetch-pages --allow-host localhost:8000
    """
    with needing_the_extra():
        from ddjlayout.simulator.config import Config, load_config
        from ddjlayout.simulator.server import serve

    config = Config() if config_file is None else load_config(Path(config_file))
    if fetch_pages:
        config = fetching(config, allow_hosts)
    elif allow_hosts:
        raise UsageError("--allow-host says whose pages may be fetched", hint="add --fetch-pages")
    serve(config, host=host, port=port, ready=lambda info: tell(json.dumps(info)))


def fetching(config: "Config", allow_hosts: tuple[str, ...]) -> "Config":
    """Switch on that pages are fetched; says so when there is no Chromium for it."""
    try:
        find_chromium(os.environ)
    except InputError as error:
        warn(f"warning: no page will be printed: {error}")
    hosts = (*config.settings.allow_hosts, *allow_hosts)
    return replace(config, settings=replace(config.settings, pages="fetch", allow_hosts=hosts))


@click.command("demo", cls=Command)
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    shell_complete=complete_folder,
    help="Folder to write to; made when it is missing.",
)
def demo_command(out: str) -> None:
    """Lay out a takeaway order, submit it over HTTP to a simulated printer, compare the paper.

    Writes preview.png, print_content.json and paper.png.

    \b
    Example:
      ddj demo --out demo
    """
    with needing_the_extra():
        from ddjlayout.simulator.server import running

    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot make the folder: {error.strerror}", path=out) from None
    job = compiled(Compiling("takeaway", None, D1, strict=False, unencodable="raster", text="auto"))
    preview, content = to_png(job), to_print_content(job)
    write(str(folder / "preview.png"), preview)
    write(str(folder / "print_content.json"), content.encode() + b"\n")
    tell(f"laid out   a takeaway order: {len(job.items)} items, {len(content)} bytes")
    with running() as simulator:
        with Client(simulator.app_id, simulator.app_secret, base_url=simulator.url) as client:
            task = client.print_and_wait(simulator.uuid("D1"), content).task_id
        paper = simulator.paper(task).png()
    write(str(folder / "paper.png"), paper)
    tell(f"submitted  over HTTP to a simulated printer, which printed it as task {task}")
    size = _same_dots(preview, paper)
    tell(f"compared   preview.png and paper.png: equal dot for dot, {size} dots")
    tell(f"written    {folder}/preview.png, print_content.json, paper.png")


def _same_dots(preview: bytes, paper: bytes) -> str:
    """Compare two PNGs by their dots and return their size; raises DdjError when they differ."""
    one, two = Image.open(BytesIO(preview)), Image.open(BytesIO(paper))
    if (one.size, one.mode, one.tobytes()) != (two.size, two.mode, two.tobytes()):
        raise DdjError("the preview and the simulator's paper differ: please report this")
    return f"{one.width} x {one.height}"
