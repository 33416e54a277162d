"""Lowering: lines, strips and gaps, in the order of the paper, become the fewest items."""

from ddjlayout.job import CodeItem, ImageItem, Item, TextItem
from ddjlayout.lowering.bands import Band
from ddjlayout.lowering.native import Native
from ddjlayout.profile import Profile
from ddjlayout.raster.bitmap import Bitmap, stack
from ddjlayout.style import Align, Face

_ANY = (Align.LEFT, Align.CENTER, Align.RIGHT)


class Assembly:
    """Collects what is on paper from the top; adjacent lines of one style share an item.

    Gaps are held back until it is known what follows: they become empty lines beside text where
    whole lines fill them, and white dots otherwise.
    """

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._items: list[Item] = []
        self._face = Face()
        self._aligns: tuple[Align, ...] = _ANY
        self._align: Align | None = None  # what they come down to, once a line is open
        self._lines: list[str] = []
        self._strip: list[Bitmap] = []
        self._alts: list[str] = []
        self._gap = 0
        self._end = 0
        self._step = 0

    def line(self, top: int, line: Native) -> None:
        """Add a line of text, `top` dots from the paper's top."""
        text, face, aligns = line
        if top != self._end:
            self._gap = top - self._end
            self._fill_before(face)
        if face is self._face and self._align in aligns:
            self._lines.append(text)
        else:
            self._add(face, text, aligns)
        self._end = top + self._step

    def strip(self, top: int, bitmap: Bitmap, alt: str) -> None:
        """Add dots as wide as the paper, `top` dots from its top; `alt` says what they show."""
        self._gap = top - self._end
        if self._gap:
            self._fill_after()
        if self._lines:
            self._close()
        if self._gap:
            self._white()
        self._strip.append(bitmap)
        if alt:
            self._alts.append(alt)
        self._end = top + bitmap.height

    def code(self, band: Band, item: CodeItem) -> None:
        """Add a code that the device draws."""
        self._gap = band.top - self._end
        self._fill_after()
        if self._gap:
            self._fill_before(Face())
        self._close()
        self._items.append(item)
        self._end = band.bottom

    def finish(self, bottom: int) -> tuple[Item, ...]:
        """Return the items; the paper ends at `bottom`."""
        self._gap = bottom - self._end
        self._fill_after()
        if self._gap and not self._strip and self._gap % self._pitch(Face()) == 0:
            self._fill_before(Face())
        if self._gap:
            if self._lines:
                self._close()
            self._white()
        self._close()
        return tuple(self._items)

    def _add(self, face: Face, text: str, aligns: tuple[Align, ...]) -> None:
        """Add a line to what is open if it can share an alignment, else to a new item."""
        common: tuple[Align, ...] = ()
        if self._lines and face == self._face:
            common = tuple([align for align in self._aligns if align in aligns])
        if common:
            self._aligns = common
            self._lines.append(text)
        else:
            self._close()
            self._face, self._aligns, self._lines = face, aligns, [text]
            self._step = self._pitch(face)
        self._align = self._aligns[0] if len(self._aligns) == 1 else None

    def _pitch(self, face: Face) -> int:
        return face.size.height + self._profile.leading

    def _fill_after(self) -> None:
        """Fill the gap behind what is open: empty lines behind text, white behind dots."""
        if self._strip:
            self._white()
        elif self._lines and self._gap % self._pitch(self._face) == 0:
            self._lines += [""] * (self._gap // self._pitch(self._face))
            self._gap = 0

    def _fill_before(self, face: Face) -> None:
        """Fill the gap before a line: with lines if some face goes into it, else with white."""
        self._fill_after()
        for filler in (face, Face()):
            lines, rest = divmod(self._gap, self._pitch(filler))
            if lines and not rest and filler.size in self._profile.sizes:
                self._gap = 0
                for _ in range(lines):
                    self._add(filler, "", _ANY)
                return
        if self._gap:
            self._close()
            self._white()

    def _white(self) -> None:
        self._strip.append(Bitmap.blank(self._profile.width, self._gap))
        self._gap = 0

    def _close(self) -> None:
        if self._lines:
            size, bold = self._face.size, self._face.bold
            self._items.append(TextItem(tuple(self._lines), size, bold, self._aligns[0]))
            self._lines, self._align = [], None
        if self._strip:
            self._items.append(ImageItem(stack(self._strip), Align.LEFT, "\n".join(self._alts)))
            self._strip, self._alts = [], []
