"""The command `ddj` as `python -m ddjlayout`."""

from ddjlayout.cli import main

main()
