"""The command `calibrate`: a print from which the size of a printer's dots is read."""

from collections.abc import Callable

import click

from ddjlayout.backends.print_content import to_print_content
from ddjlayout.cli.cloud import with_connection
from ddjlayout.cli.command import Command
from ddjlayout.cli.documents import Drawing, show, with_drawing
from ddjlayout.cli.options import with_profile
from ddjlayout.cli.output import warn
from ddjlayout.cloud.client import Client
from ddjlayout.compiler import compile
from ddjlayout.elements.stack import Column, Feed
from ddjlayout.elements.text import Text
from ddjlayout.elements.wedge import Wedge
from ddjlayout.profile import profile_named
from ddjlayout.raster.tone import DEFAULT_RADIUS
from ddjlayout.raster.tone_table import RADII

HOW_TO_READ = (
    "Hold the paper two metres away and find the patch that melts into its stripes. The number"
    " below it is this printer's dot radius: give it to images, as Image(..., radius={radius})."
    " Then print again with --radius: the greys at the bottom should step evenly."
)


@click.command("calibrate", cls=Command)
@with_profile
@with_connection
@with_drawing
@click.option("--device", metavar="UUID", help="Print it there; without it, it is only drawn.")
@click.option(
    "--radius",
    type=click.FloatRange(RADII[0], RADII[-1]),
    default=DEFAULT_RADIUS,
    show_default=True,
    help="The dot radius that the even greys at the bottom are made for.",
)
def calibrate_command(
    profile_name: str,
    connect: Callable[[], Client],
    drawing: Drawing,
    device: str | None,
    radius: float,
) -> None:
    """Print greys from which to read how large this printer's dots are.

    Pictures come out as dark as they should when that is known.

    \b
    Example:
      ddj calibrate --device 0123456789abcdef
      ddj calibrate -o calibration.png
    """
    document = Column(Text("ddj calibrate", align="center"), Feed(), Wedge(radius), Feed(2))
    job = compile(document, profile_named(profile_name))
    if device is None:
        show(job, drawing)
    else:
        with connect() as client:
            client.print_and_wait(device, to_print_content(job))
    warn(HOW_TO_READ.format(radius=radius))
