"""A QR code from text: our segments, version and mask, a library's modules, as a Symbol."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ddjlayout.errors import DdjError, InputError, LayoutError, UsageError
from ddjlayout.symbols.qr import masks
from ddjlayout.symbols.qr.encoders import ENCODERS, Encoder, masks_of, unmasked
from ddjlayout.symbols.qr.segments import Mode, capacity, plan, widest_mode
from ddjlayout.symbols.qr.tables import LEVELS, MAX_VERSION, Level
from ddjlayout.symbols.symbol import Quiet, Symbol
from ddjlayout.symbols.utf8 import encoded

QUIET = Quiet(4, 4, 4, 4)
"""ISO/IEC 18004 clause 9.1."""

_UNITS: Mapping[Mode, str] = MappingProxyType(
    {"numeric": "digits", "alphanumeric": "digits and capitals", "byte": "bytes"}
)


def qr(
    data: str | bytes,
    *,
    level: Level = "M",
    version: int | None = None,
    mask: int | None = None,
    encoders: Sequence[Encoder] = ENCODERS,
) -> Symbol:
    """Return the QR code of a text (as UTF-8) or of bytes, in the smallest version that holds it.

    Text that is not ASCII is announced as UTF-8 (ECI 26), which takes 12 bits; bytes never are.
    `version` is 1 to 40, `mask` 0 to 7, by default the one with the lowest penalty. The result
    does not depend on which of the `encoders` serves. Raises InputError for no data and for half a
    surrogate pair, LayoutError for more than the version holds, UsageError for settings that do
    not exist.
    """
    content = encoded("the text of a QR code", data) if isinstance(data, str) else data
    _check(content, level, version, mask)
    utf8 = isinstance(data, str) and not data.isascii()
    found = plan(content, level, version, utf8=utf8)
    if found is None:
        raise _too_long(content, level, version, utf8=utf8)
    for encoder in encoders:
        blank = unmasked(found, level, encoder)
        if blank is not None:
            break
    else:
        raise DdjError("no library made the QR code that was asked for", code="code-not-made")
    rows = masks.rows(blank, mask, masks_of(found.version, level))
    return Symbol("qr", len(rows), rows, QUIET)


def byte_capacity(version: int, level: Level) -> int:
    """Return how many bytes a version holds at a level, UTF-8 other than ASCII one or two less."""
    return capacity("byte", version, level)


def largest_version(modules: int) -> int:
    """Return the largest version that fits into that many modules, quiet zone included, or 0."""
    return max(0, min(MAX_VERSION, (modules - QUIET.left - QUIET.right - 17) // 4))


def version_of(symbol: Symbol) -> int:
    """Return the version of a QR code."""
    return (symbol.width - 17) // 4


def _check(content: bytes, level: Level, version: int | None, mask: int | None) -> None:
    if not content:
        raise InputError(
            "a QR code of nothing", code="code-empty", hint="give at least one character"
        )
    if level not in LEVELS:
        raise UsageError(f"no QR level {level!r}", code="qr-level", hint="levels: L, M, Q, H")
    if version is not None and not 1 <= version <= MAX_VERSION:
        raise UsageError(
            f"QR version {version} is not between 1 and {MAX_VERSION}", code="qr-version"
        )
    if mask is not None and not 0 <= mask <= 7:
        raise UsageError(f"QR mask {mask} is not between 0 and 7", code="qr-mask")


def _too_long(content: bytes, level: Level, version: int | None, *, utf8: bool) -> LayoutError:
    largest = version or MAX_VERSION
    mode = widest_mode(content)
    return LayoutError(
        f"a QR code of {len(content)} {_UNITS[mode]} does not fit version {largest} at level "
        f"{level}, which holds {capacity(mode, largest, level, utf8=utf8)} {_UNITS[mode]}",
        code="qr-too-long",
        hint="shorten it, or take a lower level" if level != "L" else "shorten it",
    )
