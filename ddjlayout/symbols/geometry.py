"""How large a symbol is drawn: dots a module, bar height, and what to say when it cannot fit."""

from typing import cast

from ddjlayout.errors import LayoutError, UsageError
from ddjlayout.symbols.kinds import KINDS, LinearKind
from ddjlayout.symbols.matrix import PDF417_MOST, MatrixKind, byte_capacity, pdf417_width
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
            code="module-too-small",
            hint=f"take {SMALLEST} or more",
        )
    sizes = (module,) if module is not None else sizes_of(symbol)
    for size in sizes:
        if symbol.columns * size <= width:
            return size
    raise _too_wide(symbol, width, sizes)


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
    if not symbol.linear:
        return _matrix_capacity(symbol.kind, modules)
    kind = KINDS[cast(LinearKind, symbol.kind)]
    steps = kind.steps(modules, symbol.ratio or 3)
    if not steps:
        return ""
    if kind.per_step == 2:
        return f"{steps * 2} digits"
    if symbol.kind in ("code128", "gs1-128"):
        return f"{steps} characters ({steps * 2} digits)"
    least = kind.steps(modules, symbol.ratio or 3, wide=True) if kind.wide else steps
    some = f" ({least} of {' '.join(kind.wide)})" if least < steps else ""
    return f"{steps} characters{some}"


def _matrix_capacity(kind: str, modules: int) -> str:
    if kind == "qr":
        version = qrcode.largest_version(modules)
        if not version:
            return ""
        held = ", ".join(f"{qrcode.byte_capacity(version, level)} at {level}" for level in LEVELS)
        return f"version {version} ({held} bytes)"
    if kind == "pdf417":
        each = pdf417_width(1) - pdf417_width(0)
        columns = min(PDF417_MOST, (modules - pdf417_width(0)) // each)
        return f"{columns} columns" if columns > 0 else ""
    held_bytes = byte_capacity(cast(MatrixKind, kind), modules)
    return f"{held_bytes} bytes" if held_bytes else ""


def _too_wide(symbol: Symbol, width: int, sizes: tuple[int, ...]) -> LayoutError:
    module = sizes[-1]  # the smallest tried, or the one asked for
    name = KINDS[cast(LinearKind, symbol.kind)].name if symbol.linear else symbol.kind.upper()
    fits = [
        f"{held} at {size} dots a module"
        for size in sorted({module, 3, SMALLEST}, reverse=True)
        if size <= sizes[0] and (held := capacity(symbol, width, size))
    ]
    alone = width // symbol.columns
    hints = ["here fit " + ", ".join(fits)] if fits else []
    if alone >= SMALLEST and alone < module:
        hints.append(f"module={alone} would fit, but was not tried unasked")
    if symbol.ratio == 3:
        hints.append("ratio=2 makes it narrower")
    return LayoutError(
        f"{name} of {symbol.columns} modules needs {symbol.columns * module} dots at {module} "
        f"dots a module, the column has {width}",
        code="code-too-wide",
        hint="; ".join(hints) or f"it takes a column of {symbol.columns * module} dots",
    )
