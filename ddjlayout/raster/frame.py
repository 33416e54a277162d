"""Which part of a picture is printed and which way up: orientation, crop, trim, rotation."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from PIL import Image

from ddjlayout.errors import UsageError
from ddjlayout.raster.light import flat
from ddjlayout.raster.source import Box, Loaded, readable

_WHITE = 250  # sRGB greys from here up are border
_STRIP = 1 << 20  # pixels looked at together

_Turn = Image.Transpose
# EXIF orientation -> how the file must be turned to be upright (EXIF 2.3, tag 0x0112)
_UPRIGHT: Mapping[int, Image.Transpose] = MappingProxyType(
    {
        2: _Turn.FLIP_LEFT_RIGHT,
        3: _Turn.ROTATE_180,
        4: _Turn.FLIP_TOP_BOTTOM,
        5: _Turn.TRANSPOSE,
        6: _Turn.ROTATE_270,
        7: _Turn.TRANSVERSE,
        8: _Turn.ROTATE_90,
    }
)
_CLOCKWISE: Mapping[int, Image.Transpose] = MappingProxyType(
    {90: _Turn.ROTATE_270, 180: _Turn.ROTATE_180, 270: _Turn.ROTATE_90}
)
_SIDEWAYS = frozenset({_Turn.TRANSPOSE, _Turn.ROTATE_270, _Turn.TRANSVERSE, _Turn.ROTATE_90})


class Frame(NamedTuple):
    """A box in the file's own pixels, and the turns that bring it upright."""

    box: Box
    turns: tuple[Image.Transpose, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the box in the file's own pixels."""
        left, top, right, bottom = self.box
        return right - left, bottom - top

    @property
    def upright_size(self) -> tuple[int, int]:
        """Width and height once it is turned."""
        return self.lying(self.size)

    def lying(self, size: tuple[int, int]) -> tuple[int, int]:
        """Turn a size from upright to the file's way, or back."""
        sideways = sum(turn in _SIDEWAYS for turn in self.turns) % 2
        return (size[1], size[0]) if sideways else size

    def upright(self, picture: Image.Image) -> Image.Image:
        """Turn a picture that lies as in the file."""
        for turn in self.turns:
            picture = picture.transpose(turn)
        return picture


def framed(loaded: Loaded, crop: Box | None, rotate: int, *, trim: bool) -> Frame:
    """Return the part to print: `crop` in upright pixels, white borders off, turned clockwise.

    Raises UsageError for a crop outside the picture or another angle than a multiple of 90.
    """
    if rotate % 90:
        message = f"an image cannot be rotated by {excerpt(rotate)}"
        raise UsageError(message, code="field-value", hint="take 90, 180 or 270")
    first = _UPRIGHT.get(loaded.orientation)
    second = _CLOCKWISE.get(rotate % 360)
    turns = tuple(turn for turn in (first, second) if turn is not None)
    box = _in_file(_checked(crop, loaded.size), loaded) if crop else (0, 0, *_file_size(loaded))
    return Frame(_trimmed(loaded, box) if trim else box, turns)


def _file_size(loaded: Loaded) -> tuple[int, int]:
    width, height = loaded.size
    return (height, width) if loaded.orientation >= 5 else (width, height)


def _checked(crop: Box, size: tuple[int, int]) -> Box:
    left, top, right, bottom = crop
    if not (0 <= left < right <= size[0] and 0 <= top < bottom <= size[1]):
        raise UsageError(
            f"a crop from {left}, {top} to {right}, {bottom} is not inside the image",
            code="crop-outside",
            hint=f"it is {size[0]} x {size[1]} pixels; right and bottom are not included",
        )
    return crop


def _in_file(box: Box, loaded: Loaded) -> Box:
    # Each orientation maps a file's column and row to the upright picture's, some counted from
    # the other end.
    left, top, right, bottom = box
    across, down = _file_size(loaded)
    columns, rows = (left, right), (top, bottom)
    if loaded.orientation >= 5:
        columns, rows = rows, columns
    if loaded.orientation in (2, 3, 7, 8):
        columns = (across - columns[1], across - columns[0])
    if loaded.orientation in (3, 4, 6, 7):
        rows = (down - rows[1], down - rows[0])
    return columns[0], rows[0], columns[1], rows[1]


def _trimmed(loaded: Loaded, box: Box) -> Box:
    left, top, right, bottom = box
    found: list[Box] = []
    with readable():
        picture = loaded.open()
        picture.load()
        rows = max(1, _STRIP // (right - left))
        for y in range(top, bottom, rows):
            strip = flat(picture.crop((left, y, right, min(y + rows, bottom)))).convert("L")
            inked = strip.point([255] * _WHITE + [0] * (256 - _WHITE)).getbbox()
            if inked:
                found.append((left + inked[0], y + inked[1], left + inked[2], y + inked[3]))
    if not found:
        return box
    lefts, tops, rights, bottoms = zip(*found, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
