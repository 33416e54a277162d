"""The libraries behind the QR codes: zxing-cpp when it is installed, else qrcode.

Both are asked for the same version, level and codewords. qrcode takes ours, but zxing-cpp takes no
segments and ignores keywords it does not know, so results are read back: one counts only if it
carries our bits.
"""

from collections.abc import Callable
from typing import Any

from ddjlayout.symbols.qr import layout, masks
from ddjlayout.symbols.qr.segments import Plan
from ddjlayout.symbols.qr.tables import Level, side
from ddjlayout.symbols.zxing import library

Encoder = Callable[[Plan, Level], bytes | None]
"""Returns a byte (0 or 1) a module, row by row, under any mask; None for no result."""

_DARK = bytes([1]) + bytes(255)


def zxing_modules(plan: Plan, level: Level) -> bytes | None:
    """Draw a symbol with zxing-cpp; None without it or when it refuses."""
    zxing = library()
    if zxing is None:
        return None
    data = b"".join([part for _, part in plan.segments])
    options = {"ec_level": level, "version": plan.version, "data_mask": 0}
    try:
        # ECI 0 is "none": without it, bytes are announced as ECI 899, which not all readers know.
        eci = "26" if plan.utf8 else "0"
        code = zxing.create_barcode(data, zxing.BarcodeFormat.QRCode, eci=eci, **options)
        image = code.to_image(scale=1, add_quiet_zones=False)
    except (ValueError, TypeError, RuntimeError):
        return None
    modules = bytes(memoryview(image)).translate(_DARK)
    return modules if len(modules) == side(plan.version) ** 2 else None


def qrcode_modules(plan: Plan, level: Level) -> bytes | None:
    """Draw a symbol with qrcode from our codewords: it has no ECI among its modes."""
    from qrcode import QRCode, base, util  # loads Pillow, and zxing-cpp may have served

    number = "MLHQ".index(level)
    maker: QRCode[Any] = QRCode(plan.version, number, mask_pattern=0)
    buffer = util.BitBuffer()
    buffer.buffer = list(layout.codewords(plan.bits, plan.version, level))
    maker.data_cache = util.create_bytes(buffer, base.rs_blocks(plan.version, number))
    maker.make(fit=False)
    return b"".join([bytes(map(bool, row)) for row in maker.modules])


ENCODERS: tuple[Encoder, ...] = (zxing_modules, qrcode_modules)
"""In the order in which they are tried."""


def unmasked(plan: Plan, level: Level, encoder: Encoder) -> int | None:
    """Return a symbol without mask and format bits, None when the encoder did not follow the plan.

    It is an integer as `masks` has them. The check is on the result: the modules must name a mask
    of this level, and the codewords read out of them must be the plan's own.
    """
    modules = encoder(plan, level)
    if modules is None:
        return None
    version = plan.version
    mask = masks.read_mask(modules, side(version), level)
    if mask is None:
        return None
    wanted = layout.interleaved(layout.codewords(plan.bits, version, level), version, level)
    if layout.read_data(modules, mask, version, level) != wanted:
        return None
    return masks.unmasked(modules, mask, masks_of(version, level))


def masks_of(version: int, level: Level) -> masks.Masks:
    """Return the masks of a version and level."""
    return masks.masks(layout.function_map(version), side(version), level)
