"""The command `ddj`: everything the product does, from a terminal."""

from ddjlayout.cli.main import main as main
