"""The command `simulator`: a stand-in for the whole platform, to develop against."""

import json

import click

from ddjlayout.errors import UsageError


@click.command("simulator")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=0, show_default=True, help="0 takes a free one.")
def simulator_command(host: str, port: int) -> None:
    """Run the simulated platform until Ctrl+C; prints one JSON line when it is ready.

    \b
    Example:
      ddj simulator --port 8765
    """
    try:
        from ddjlayout.simulator.server import serve
    except ImportError:
        raise UsageError(
            "the simulator is not installed", hint="pip install 'ddjlayout[simulator]'"
        ) from None
    serve(host=host, port=port, ready=lambda info: click.echo(json.dumps(info)))
