"""Which part of a picture is printed and which way up: orientation, crop, trim, rotation."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from PIL import Image

from ddjlayout.errors import UsageError, excerpt
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
    """A box in the file's own pixels, and the turns that bring it upright.

    `decoded` is the picture where it had to be decoded anyhow and is fit to be scaled.
    """

    box: Box
    turns: tuple[Image.Transpose, ...]
    decoded: Image.Image | None = None

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
    first = _UPRIGHT.get(loaded.orientation)
    second = _CLOCKWISE.get(angle(rotate))
    turns = tuple(turn for turn in (first, second) if turn is not None)
    if trim and loaded.trimmed is not None and loaded.trimmed[0] == crop:
        return Frame(loaded.trimmed[1], turns)
    box = _in_file(_checked(crop, loaded.size), loaded) if crop else (0, 0, *_file_size(loaded))
    if not trim:
        return Frame(box, turns)
    with readable():
        decoded, whole = _decoded(loaded)
        return Frame(_trimmed(decoded, box), turns, decoded if whole else None)


def angle(rotate: int) -> int:
    """Return an angle as 0, 90, 180 or 270; raises UsageError for one that is none of them."""
    if rotate % 90:
        raise UsageError(
            f"an image cannot be rotated by {excerpt(rotate)}",
            code="image-option",
            hint="give rotate 90, 180 or 270",
        )
    return rotate % 360


def _file_size(loaded: Loaded) -> tuple[int, int]:
    width, height = loaded.size
    return (height, width) if loaded.orientation >= 5 else (width, height)


def _checked(crop: Box, size: tuple[int, int]) -> Box:
    left, top, right, bottom = crop
    if not (0 <= left < right <= size[0] and 0 <= top < bottom <= size[1]):
        raise UsageError(
            f"a crop from {left}, {top} to {right}, {bottom} is not inside the image",
            code="image-crop",
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


def _decoded(loaded: Loaded) -> tuple[Image.Image, bool]:
    # White borders show in a JPEG's lightness alone, which takes less than half the time. Where
    # there are colours too it is decoded once more, but then at a fraction of its size.
    picture = loaded.open()
    mode = picture.mode
    if picture.format in ("JPEG", "MPO") and isinstance(loaded.content, bytes):
        picture.draft("L", picture.size)
    picture.load()
    return picture, picture.mode == mode


def _trimmed(picture: Image.Image, box: Box) -> Box:
    left, top, right, bottom = box
    rows = max(1, _STRIP // (right - left))
    strips = [(left, y, right, min(y + rows, bottom)) for y in range(top, bottom, rows)]
    found: Box | None = None
    while strips:
        # Once ink reaches both sides only its last row is sought, so from the end: a photo without
        # borders is not looked at as a whole.
        wide = found is not None and (found[0], found[2]) == (left, right)
        strip = strips.pop(-1 if wide else 0)
        inked = _inked(picture, strip)
        if inked is None:
            continue
        found = inked if found is None else _around(found, inked)
        if wide:
            break
    return found or box


def _inked(picture: Image.Image, strip: Box) -> Box | None:
    grey = flat(picture.crop(strip)).convert("L")
    inked = grey.point([255] * _WHITE + [0] * (256 - _WHITE)).getbbox()
    if inked is None:
        return None
    left, top = strip[:2]
    return left + inked[0], top + inked[1], left + inked[2], top + inked[3]


def _around(one: Box, two: Box) -> Box:
    left, top, right, bottom = one
    return min(left, two[0]), min(top, two[1]), max(right, two[2]), max(bottom, two[3])
