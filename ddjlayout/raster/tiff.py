"""Before an image is opened: damaged tags of a TIFF are taken out of it.

Pillow warns about each of them, and to catch a warning is to change a state of the whole process.
"""

import struct
from collections.abc import Mapping
from types import MappingProxyType

from PIL import TiffTags

_KINDS = (b"II*\0", b"MM\0*", b"II\0*", b"MM*\0", b"II+\0", b"MM\0+")
_UNITS: Mapping[int, int] = MappingProxyType(  # type of a tag -> bytes of one value (TIFF 6.0)
    {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8}
)
_TEXTS = (1, 2, 7)  # types whose values are one together
_DIRECTORIES = (0x8769, 0x8825, 0xA005)  # tags that lead to more of them: EXIF, GPS, and in EXIF
_COLOURS = 0x0106  # the one tag that Pillow takes several values of in silence
_SAMPLES, _MOST_SAMPLES = 0x0115, 6  # more a pixel are none of Pillow's business, and it says so


def mended(content: bytes) -> bytes:
    """Return a TIFF without tags that make Pillow warn, anything else as it is.

    Tags that point outside the file are given the type 0, which is passed over in silence; of
    several values where one should be the first is left. Raises ValueError or struct.error where
    the tags as a whole are cut off.
    """
    if content[:4] not in _KINDS:
        return content
    tags = _Tags(content)
    (first,) = struct.unpack_from(tags.order + tags.word, content, 8 if tags.big else 4)
    tags.mend(first)
    return bytes(tags.content)


class _Tags:
    """The directories of a TIFF, on their way to be in order."""

    def __init__(self, content: bytes) -> None:
        self.content: bytes | bytearray = content
        self.order = "<" if content[:1] == b"I" else ">"
        self.big = b"+" in content[2:4]
        self.word = "Q" if self.big else "L"
        self.room = 8 if self.big else 4  # bytes of values that are in the tag itself

    def mend(self, at: int, group: int | None = None) -> None:
        """Mend the directory that begins `at` a place, and those it leads to."""
        (count,) = struct.unpack_from(self.order + ("Q" if self.big else "H"), self.content, at)
        start, length = at + (8 if self.big else 2), 20 if self.big else 12
        if start + count * length + self.room > len(self.content):
            raise ValueError("its tags are cut off")
        total = 0
        for place in range(start, start + count * length, length):
            total += self._mend_tag(place, group, len(self.content) - total)

    def _mend_tag(self, place: int, group: int | None, left: int) -> int:
        # Returns how many bytes of the file are the tag's, all of which may not be more than it.
        tag, kind, count = struct.unpack_from(self.order + "HH" + self.word, self.content, place)
        unit = _UNITS.get(kind, 0)
        size = count * unit
        inside = place + 4 + self.room
        if not size:
            return 0
        (data,) = (
            struct.unpack_from(self.order + self.word, self.content, inside)
            if size > self.room
            else (inside,)
        )
        if data + size > len(self.content) or (size > self.room and size > left):
            self._drop(place)
            return 0
        if tag in _DIRECTORIES:
            self._mend_more(place, tag)
        elif tag == _SAMPLES and group is None:
            self._check_samples(data, unit)
        info = TiffTags.lookup(tag, group)
        if count > 1 and info.length == 1 and kind not in _TEXTS and tag != _COLOURS:
            self._put(place + 4, struct.pack(self.order + self.word, 1))
            if unit <= self.room < size:
                self._put(inside, bytes(self.content[data : data + unit]))
        return size if size > self.room else 0

    def _mend_more(self, place: int, tag: int) -> None:
        (at,) = struct.unpack_from(self.order + self.word, self.content, place + 4 + self.room)
        try:
            self.mend(at, tag)
        except (ValueError, struct.error, RecursionError):
            self._drop(place)

    def _check_samples(self, data: int, unit: int) -> None:
        samples = self.content[data : data + unit]
        if int.from_bytes(samples, "little" if self.order == "<" else "big") > _MOST_SAMPLES:
            raise ValueError("it has too many samples a pixel")

    def _drop(self, place: int) -> None:
        self._put(place + 2, b"\0\0")

    def _put(self, place: int, data: bytes) -> None:
        if isinstance(self.content, bytes):
            self.content = bytearray(self.content)
        self.content[place : place + len(data)] = data
