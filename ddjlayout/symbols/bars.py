"""The bars of the 1-D codes, one character 0 or 1 a module, from python-barcode's tables.

Imports are inside the functions: python-barcode loads its image and SVG writers with it.
"""

# python-barcode has no types
# pyright: reportMissingTypeStubs=false
# mypy: disable-error-code="import-untyped, no-any-return"

from collections.abc import Sequence


def code128_bars(values: Sequence[int]) -> str:
    """Return the bars of Code 128 values, start to check; the stop is added."""
    from barcode.charsets import code128

    return "".join([code128.CODES[value] for value in values]) + code128.STOP + "11"


def code39_bars(text: str) -> str:
    """Return the bars of Code 39 text, start and stop added, wide three times narrow."""
    from barcode.charsets import code39

    inner = [code39.MAP[character][1] for character in text]
    return code39.MIDDLE.join([code39.EDGE, *inner, code39.EDGE])


def code39_check(text: str) -> str:
    """Return the optional check character of Code 39, modulo 43."""
    from barcode.charsets import code39

    total = sum(code39.MAP[character][0] for character in text) % 43
    return next(character for character, (value, _) in code39.MAP.items() if value == total)


def codabar_bars(text: str) -> str:
    """Return the bars of Codabar text with its start and stop letters, wide three times narrow."""
    from barcode.codabar import CODABAR

    return str(CODABAR(text, narrow=1, wide=3).build()[0])


def itf_bars(digits: str) -> str:
    """Return the bars of an even number of digits as ITF, wide three times narrow."""
    from barcode.itf import ITF

    return str(ITF(digits, narrow=1, wide=3).build()[0])


def ean13_bars(digits: str) -> str:
    """Return the 95 modules of thirteen digits, the last of which is the right check digit."""
    from barcode.ean import EAN13

    return str(EAN13(digits[:12]).build()[0])


def ean8_bars(digits: str) -> str:
    """Return the 67 modules of eight digits, the last of which is the right check digit."""
    from barcode.ean import EAN8

    return str(EAN8(digits[:7]).build()[0])


def narrowed(modules: str) -> str:
    """Return bars of wide and narrow elements with wide only twice narrow, instead of three."""
    return modules.replace("111", "11").replace("000", "00")
