"""Below the PNGs: how their pixels are packed, by isal where the extra `fast` is installed."""

import zlib
from functools import cache
from typing import Any, NamedTuple

_HEADER = b"\x78\x01"
_BLOCK = 0xFFFF


class Packer(NamedTuple):
    """What packs and unpacks pixels: a module like zlib, its quick level, and if it is isal's."""

    module: Any
    level: int
    is_fast: bool

    def packed(self, raw: bytes) -> bytes:
        """Return pixels deflated as quickly as is worth it."""
        deflated: bytes = self.module.compress(raw, self.level)
        return deflated


@cache  # to look for what is not installed takes 30 µs
def packer() -> Packer:
    """Return isal's way, twice as fast as zlib's at its level 1 and as small; else zlib's.

    At isal's own levels 1 and 2 the bytes depend on what was in its memory before: on rows that
    repeat it reads what it has not written (seen in 1.9).
    """
    try:
        from isal import isal_zlib  # optional, and slow to load
    except ImportError:
        return Packer(zlib, 1, is_fast=False)
    return Packer(isal_zlib, 3, is_fast=True)


def stored(raw: bytes, module: Any) -> bytes:
    """Return pixels as a zlib stream that holds them as they are (RFC 1950, RFC 1951 3.2.4)."""
    parts = [_HEADER]
    for start in range(0, len(raw), _BLOCK):
        part = raw[start : start + _BLOCK]
        last = start + _BLOCK >= len(raw)
        size = len(part).to_bytes(2, "little")
        parts += (b"\1" if last else b"\0", size, bytes([255 - size[0], 255 - size[1]]), part)
    parts.append(module.adler32(raw).to_bytes(4, "big"))
    return b"".join(parts)
