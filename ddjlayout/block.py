"""Between layout and lowering: what is on paper, as a closed union of blocks inside frames."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, NamedTuple, cast

from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.style import Face


class Run(NamedTuple):
    """Text of one face on one line.

    `width` is in dots. `clusters` is None when every character of `text` is in the device's
    repertoire; otherwise it lists the grapheme clusters, and the run can only be painted.
    """

    text: str
    width: int
    face: Face
    clusters: tuple[str, ...] | None = None

    @property
    def height(self) -> int:
        """Height in dots."""
        return self.face.size.height


class Picture(NamedTuple):
    """Dots: an image, a code, a drawn line. `alt` says in words what they show."""

    bitmap: Bitmap
    alt: str = ""

    @property
    def width(self) -> int:
        """Width in dots."""
        return self.bitmap.width

    @property
    def height(self) -> int:
        """Height in dots."""
        return self.bitmap.height


class Fill(NamedTuple):
    """A black rectangle, `width` x `height` dots: rules and borders."""

    width: int
    height: int


class DeviceCode(NamedTuple):
    """A code that the device itself draws (items of type 3 and 4), asked for by the user.

    `width` and `height` in dots are what the paper model says it takes.
    """

    kind: Literal["barcode", "qrcode"]
    data: str
    width: int
    height: int


Block = Run | Picture | Fill | DeviceCode
Path = tuple["Path | None", "str | type", int]
"""A place in the document: the place it is in, a name or an element's class, its number from 1."""


class Frame(NamedTuple):
    """A laid-out element: `width` x `height` dots holding blocks and frames at (x, y).

    `parts` are drawn in order and never reach outside. `origin` is the element's place.
    `keep` asks that a page split does not cut inside.
    """

    width: int
    height: int
    parts: Sequence[tuple[int, int, "Block | Frame"]]
    origin: Path | None = None
    keep: bool = False


_RunFields = tuple[str, int, Face, tuple[str, ...] | None]
_FrameFields = tuple[int, int, Sequence[tuple[int, int, Block | Frame]], Path | None, bool]
new_run = cast(
    "Callable[[_RunFields], Run]",
    partial(tuple.__new__, Run),  # pyright: ignore[reportUnknownMemberType]
)
"""Make a run of its fields; `Run` itself goes through a function of Python, for every line."""
new_frame = cast(
    "Callable[[_FrameFields], Frame]",
    partial(tuple.__new__, Frame),  # pyright: ignore[reportUnknownMemberType]
)
"""Make a frame of its fields, likewise."""


def path_text(path: Path | None) -> str:
    """Write a place as `receipt > table[2] > row[5]`; the root has no number."""
    words: list[str] = []
    while path is not None:
        path, kind, number = path
        name = kind if isinstance(kind, str) else kind.__name__.lower()
        words.append(f"{name}[{number}]" if number else name)
    return " > ".join(reversed(words))
