"""How large a symbol is drawn: dots a module, bar height, and what to say when it cannot fit."""

from typing import cast

from ddjlayout.errors import LayoutError, UsageError
from ddjlayout.symbols.kinds import KINDS, LinearKind
from ddjlayout.symbols.qr import code as qrcode
from ddjlayout.symbols.qr.tables import LEVELS
from ddjlayout.symbols.symbol import Symbol

DOTS_PER_MM = 8
"""203 dpi, rounded as the print head is built: 384 dots on 48 mm."""

MATRIX_MODULES = (4, 3)
"""Dots a module tried for matrix codes; 2 is drawn only when asked for."""

SMALLEST = 2
"""No reader takes modules of a single dot from thermal paper."""


def fit(symbol: Symbol, width: int, module: int | None = None) -> int:
    """Return the dots a module for a column of `width` dots, the largest of the kind's sizes.

    A given `module` is taken if it fits. Raises LayoutError that names what would fit, UsageError
    for a module below 2 dots.
    """
    if module is not None and module < SMALLEST:
        raise UsageError(
            f"{module} dot(s) a module cannot be read from thermal paper",
            code="field-value",
            hint=f"take {SMALLEST} or more",
        )
    sizes = (module,) if module is not None else sizes_of(symbol)
    for size in sizes:
        if symbol.columns * size <= width:
            return size
    raise _too_wide(symbol, width, sizes[-1])


def sizes_of(symbol: Symbol) -> tuple[int, ...]:
    """Return the dots a module that are tried for this kind of symbol, the largest first."""
    return KINDS[cast(LinearKind, symbol.kind)].modules if symbol.linear else MATRIX_MODULES


def bar_height(symbol: Symbol, module: int) -> int:
    """Return the rule's height of the bars in dots, 0 for a matrix code.

    The most of: the kind's millimetres, its modules, 15 % of the width.
    """
    if not symbol.linear:
        return 0
    kind = KINDS[cast(LinearKind, symbol.kind)]
    by_width = -(-symbol.columns * module * 15 // 100)
    return max(round(kind.height_mm * DOTS_PER_MM), kind.height_x * module, by_width)


def capacity(symbol: Symbol, width: int, module: int) -> str:
    """Say what fits into a column at a module size, as `12 characters`; empty when nothing does."""
    modules = width // module
    if symbol.kind == "qr":
        version = qrcode.largest_version(modules)
        if not version:
            return ""
        held = ", ".join(f"{qrcode.byte_capacity(version, level)} at {level}" for level in LEVELS)
        return f"version {version} ({held} bytes)"
    if not symbol.linear:
        return f"{modules} modules"
    kind = KINDS[cast(LinearKind, symbol.kind)]
    steps = (modules - kind.start) // kind.step if kind.step else 0
    if steps <= 0:
        return ""
    if kind.per_step == 2:
        return f"{steps * 2} digits"
    digits = f" ({steps * 2} digits)" if symbol.kind in ("code128", "gs1-128") else ""
    return f"{steps} characters{digits}"


def _too_wide(symbol: Symbol, width: int, module: int) -> LayoutError:
    name = KINDS[cast(LinearKind, symbol.kind)].name if symbol.linear else symbol.kind.upper()
    fits = [
        f"{held} at {size} dots a module"
        for size in (3, 2)
        if size <= max(module, 3) and (held := capacity(symbol, width, size))
    ]
    alone = width // symbol.columns
    hints = ["here fit " + ", ".join(fits)] if fits else []
    if alone >= SMALLEST and alone < module:
        hints.append(f"module={alone} would fit, but was not tried unasked")
    if symbol.kind in ("code39", "codabar", "itf"):
        hints.append("ratio=2 makes it narrower")
    return LayoutError(
        f"{name} of {symbol.columns} modules needs {symbol.columns * module} dots at {module} "
        f"dots a module, the column has {width}",
        code="code-too-wide",
        hint="; ".join(hints) or f"it takes a column of {symbol.columns * module} dots",
    )
