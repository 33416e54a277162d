"""A picture in the middle of a QR code: how much may be covered, the drawing, the check."""

from functools import lru_cache

from ddjlayout.errors import LayoutError
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.symbols.qr.code import largest_version, version_of
from ddjlayout.symbols.qr.layout import damaged_codewords
from ddjlayout.symbols.qr.tables import MAX_VERSION, Level, correctable, side
from ddjlayout.symbols.symbol import Symbol
from ddjlayout.symbols.zxing import read_back

LOGO_LEVEL: Level = "H"
"""The level that a code with a logo is made at."""

SMALL = 40
"""Dots, 5 mm: a logo smaller than that can hardly be made out."""

_ROOMY = 0.2  # of the side
_MARGIN = 1  # modules of white around the picture
_SHARE = 2  # at most one in this many of the correctable codewords: print wears out the rest


def logo_modules(symbol: Symbol) -> int:
    """Return the side in modules of the square, white margin included, that a logo may cover.

    It is the largest in the middle of a QR code of level H that damages, in every block, no more
    than half of the codewords that can be corrected.
    """
    return _coverable(version_of(symbol))


def roomy_version(symbol: Symbol, modules: int) -> int:
    """Return the version for a QR code with a logo that may be `modules` from edge to edge.

    It is the smallest, from the symbol's own on, whose logo has a fifth of the side; where none
    fits, the one whose logo has most of it.
    """
    own = version_of(symbol)
    shares = {
        version: (_coverable(version) - 2 * _MARGIN) / side(version)
        for version in range(own, max(own, largest_version(modules)) + 1)
    }
    roomy = [version for version, share in shares.items() if share >= _ROOMY]
    return roomy[0] if roomy else max(shares, key=shares.__getitem__)


@lru_cache(maxsize=MAX_VERSION)
def _coverable(version: int) -> int:
    spare = correctable(version, LOGO_LEVEL) // _SHARE
    width = side(version)
    best = 0
    for covered in range(2 * _MARGIN + 1, width - 16, 2):
        first = (width - covered) // 2
        hurt = damaged_codewords(version, LOGO_LEVEL, range(first, first + covered))
        if max(hurt) > spare:
            break
        best = covered
    return best


def with_logo(symbol: Symbol, bitmap: Bitmap, logo: Bitmap, *, module: int) -> Bitmap:
    """Put a logo on white into the middle of a drawn QR code, and read the whole back.

    `bitmap` is `symbol` drawn with `module` dots a module. The logo may be as large as
    `logo_modules(symbol)` less one module of margin on each side. Raises LayoutError when it is
    larger, or when zxing-cpp is installed and cannot read the result.
    """
    most = logo_modules(symbol)
    room = (most - 2 * _MARGIN) * module
    if logo.width > room or logo.height > room:
        raise LayoutError(
            f"a logo of {logo.width} x {logo.height} dots covers too much of this QR code",
            code="logo-too-large",
            hint=f"it may be {room} x {room} dots; a larger version has more room",
        )
    white = (-(-logo.width // module) | 1, -(-logo.height // module) | 1)
    across, down = (min(most, modules + 2 * _MARGIN) * module for modules in white)
    out = _pasted(bitmap, Bitmap.blank(across, down))
    out = _pasted(out, logo)
    found = read_back(out)
    if found is not None and found != read_back(bitmap):
        raise LayoutError(
            "the QR code cannot be read with this logo on it",
            code="logo-unreadable",
            hint="take a smaller logo, or a larger version",
        )
    return out


def _pasted(under: Bitmap, over: Bitmap) -> Bitmap:
    # In the middle, to the dot.
    shift = under.width - over.width - (under.width - over.width) // 2
    top = (under.height - over.height) // 2
    hole = ~(((1 << over.width) - 1) << shift)
    rows = under.rows()
    for i, row in enumerate(over.rows(), top):
        rows[i] = rows[i] & hole | row << shift
    return Bitmap.from_rows(under.width, rows)
