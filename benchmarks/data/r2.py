"""R2 as a source of `ddj`: six lines of text."""

from ddjlayout import Column


def receipt(data):
    return Column(*data["lines"])
