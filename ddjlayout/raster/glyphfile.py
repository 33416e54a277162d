"""Below the glyph atlas: one file of 1-bit glyphs of one size, mapped into memory when asked.

The file, little-endian: the magic `DDJGLYF1`, the width and the height of a glyph in dots (two
bytes each), the number of glyphs (four bytes), the keys in rising order (four bytes each), then
the glyphs in the same order, `height` rows of `(width + 7) // 8` bytes, the leftmost dot in the
highest bit. A key is a code point, or `SEQUENCES + n` for line n of the list of sequences.
"""

import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from ddjlayout.errors import InputError

MAGIC = b"DDJGLYF1"
HEADER = struct.Struct("<8sHHI")
SEQUENCES = 0x110000
_CODE = "glyphs-damaged"
_HINT = "the font files are incomplete: install ddjlayout again"


class GlyphFile:
    """The glyphs of one file, found by key.

    The file is opened by the constructor, which raises InputError when it is missing, is not a
    glyph file or does not have the length its header promises.
    """

    def __init__(self, path: Path) -> None:
        data = _mapped(path)
        if len(data) < HEADER.size or data[: len(MAGIC)] != MAGIC:
            raise InputError("not a glyph file", code=_CODE, path=str(path), hint=_HINT)
        _, self.width, self.height, count = HEADER.unpack_from(data)
        self._record = (self.width + 7) // 8 * self.height
        self._start = HEADER.size + 4 * count
        size = self._start + self._record * count
        if len(data) != size:
            message = f"{len(data)} bytes, where its header promises {size}"
            raise InputError(message, code=_CODE, path=str(path), hint=_HINT)
        self._data = data
        self._keys = _words(memoryview(data)[HEADER.size : self._start])

    def __len__(self) -> int:
        return len(self._keys)

    def keys(self) -> Sequence[int]:
        """Return the keys of the file, in rising order."""
        return self._keys

    def find(self, key: int) -> bytes | None:
        """Return the rows of that glyph, or None when the file does not have it."""
        keys = self._keys
        index = bisect_left(keys, key)
        if index == len(keys) or keys[index] != key:
            return None
        start = self._start + index * self._record
        return self._data[start : start + self._record]


def read_text(path: Path) -> str:
    """Return the text of a file beside the glyph files; raises InputError as GlyphFile does."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error


def _mapped(path: Path) -> mmap.mmap:
    """Map a file read-only; an empty file cannot be mapped and is no glyph file either."""
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> InputError:
    reason = isinstance(error, OSError) and error.strerror
    return InputError(
        reason or "empty or damaged font file", code=_CODE, path=str(path), hint=_HINT
    )


def _words(view: memoryview) -> Sequence[int]:
    """Read little-endian words of four bytes: in place where the machine is little-endian."""
    if sys.byteorder == "little":
        return view.cast("I")
    words = array("I", view)
    words.byteswap()
    return words
