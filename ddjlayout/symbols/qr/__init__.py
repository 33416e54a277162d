"""QR codes: segments, version and mask by our rules, modules by a library."""

from ddjlayout.symbols.qr.code import qr

__all__ = ["qr"]
