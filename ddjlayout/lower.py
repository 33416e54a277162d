"""From blocks to a Job: what this printer can carry as text, and dots for the rest.

The blocks of a document are cut into bands, stretches of paper that no block crosses. A band is
one native line when all of it is text of one face that the device has, at places its alignment or
spaces can reach. Everything else becomes a bitmap as wide as the paper.
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from ddjlayout.assembly import Assembly
from ddjlayout.block import Block, DeviceCode, Fill, Frame, Path, Picture, Run, path_text
from ddjlayout.diagnostics import Level
from ddjlayout.element import Context
from ddjlayout.errors import LayoutError, excerpt
from ddjlayout.job import CodeItem, Item
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.canvas import Canvas, Glyphs
from ddjlayout.style import NORMAL, Align, Face
from ddjlayout.text import is_native


class Placed(NamedTuple):
    """A block at its place on the paper, dots from the upper left corner."""

    y: int
    x: int
    block: Block
    origin: Path | None


class Band(NamedTuple):
    """A stretch of paper from `top` to `bottom` (dots) and the blocks in it."""

    top: int
    bottom: int
    blocks: Sequence[Placed]


_Line = tuple[int, str, Face, tuple[Align, ...]]
"""A native line: its top in dots, its text and face, and the alignments that place it."""


def lower(frame: Frame, cx: Context, glyphs: Glyphs) -> tuple[Item, ...]:
    """Turn a laid-out document into items for the context's profile.

    Reports what becomes dots and what has no glyph. Raises LayoutError under the policy
    `text="native"` where the device cannot carry the text.
    """
    assembly = Assembly(cx.profile)
    device = _Device(cx)
    cursor = 0
    for part, x, y, origin in _stretches(frame, 0, 0, None):
        lines = device.lines(part, x)
        for top, text, face, aligns in lines or ():
            if y + top != cursor:
                assembly.space(y + top - cursor)
            assembly.line(text, face, aligns)
            cursor = y + top + device.pitch
        if lines is not None:
            continue
        for top, bottom, blocks in _bands(part, x, y, origin):
            if top != cursor:
                assembly.space(top - cursor)
            cursor = bottom
            line = device.line(top, blocks)
            if line is not None:
                assembly.line(*line)
                cursor = top + device.pitch
            elif len(blocks) == 1 and isinstance(blocks[0].block, DeviceCode):
                assembly.item(_code(blocks[0], cx))
            else:
                assembly.strip(*_painted(Band(top, bottom, blocks), cx, glyphs))
    assembly.space(frame.height - cursor)
    return assembly.finish()


def _stretches(
    frame: Frame, x: int, y: int, origin: Path | None
) -> Iterator[tuple[Frame, int, int, Path | None]]:
    """Yield the frames that have a stretch of paper to themselves, their places and origins.

    Frames one under another are taken apart, so that little of a long document is held at once.
    """
    origin = frame.origin or origin
    if not _is_stack(frame):
        yield frame, x, y, origin
        return
    for dx, dy, part in frame.parts:
        if not isinstance(part, Frame):
            continue
        if part.parts and not isinstance(part.parts[0][2], Frame):  # most are: no stack
            yield part, x + dx, y + dy, part.origin or origin
        else:
            yield from _stretches(part, x + dx, y + dy, origin)


def _is_stack(frame: Frame) -> bool:
    """Tell whether a frame holds nothing but frames, each below the one before."""
    bottom = 0
    for _, y, part in frame.parts:
        if y < bottom or not isinstance(part, Frame):
            return False
        bottom = y + part.height
    return True


def _flatten(frame: Frame, x: int, y: int, origin: Path | None, out: list[Placed]) -> None:
    """Collect a frame's blocks at their places on the paper."""
    origin = frame.origin or origin
    for dx, dy, part in frame.parts:
        if isinstance(part, Frame):
            _flatten(part, x + dx, y + dy, origin, out)
        else:
            out.append(Placed(y + dy, x + dx, part, origin))


def _bands(
    frame: Frame, x: int, y: int, origin: Path | None
) -> Iterator[tuple[int, int, list[Placed]]]:
    """Cut at every height that no block crosses: top, bottom and blocks of each band."""
    blocks: list[Placed] = []
    _flatten(frame, x, y, origin, blocks)
    blocks.sort(key=_place)
    held: list[Placed] = []
    top = bottom = 0
    for placed in blocks:
        start = placed.y
        end = start + placed.block.height
        if start >= bottom or not held:
            if held:
                yield top, bottom, held
            top, bottom, held = start, end, [placed]
        else:
            held.append(placed)
            if end > bottom:
                bottom = end
    if held:
        yield top, bottom, held


_place = itemgetter(0, 1)
_LEFT = (Align.LEFT,)
_ALL = (Align.LEFT, Align.CENTER, Align.RIGHT)


class _Device:
    """What one device can carry as text, under the document's policy.

    `pitch` is the height of the last native line in dots, leading included.
    """

    def __init__(self, cx: Context) -> None:
        self.cx = cx
        self.paper = cx.profile.width
        self.pitch = 0
        self._face: Face | None = None
        self._reason = ""
        self._cell = 1

    def lines(self, frame: Frame, x: int) -> list[_Line] | None:
        """Return the native lines of a frame that holds nothing else, None for any other frame.

        They are what `line` would return for each, with their tops in the frame, found without
        cutting it into bands.
        """
        if len(frame.parts) == 1:
            return self._only(frame.parts[0], x)
        lines: list[_Line] = []
        face: Face | None = None
        text, start, edge, top, height = "", 0, 0, 0, 0
        for dx, dy, block in frame.parts:
            if not isinstance(block, Run):
                return None
            words, width, own, clusters = block
            if clusters is not None:
                return None
            if face is None:
                face = own
                self._take(face)
                top, start, edge, height = dy, dx, dx, face.size.height
            elif own is not face and own != face:
                return None
            if dy != top:
                placed = self._at(x + start, edge - start, text)
                if placed is None or dy < top + height:
                    return None
                lines.append((top, placed[0], face, placed[1]))
                text, top, start, edge = "", dy, dx, dx
            if dx != edge:
                spaces, off = divmod(dx - edge, self._cell)
                if off or spaces < 0:
                    return None
                text += " " * spaces
            text += words
            edge = dx + width
        if face is None:
            return lines
        placed = None if self._reason else self._at(x + start, edge - start, text)
        return None if placed is None else [*lines, (top, placed[0], face, placed[1])]

    def _only(self, part: tuple[int, int, Block | Frame], x: int) -> list[_Line] | None:
        """Return the native line of a frame's only run, None for anything else."""
        dx, top, run = part
        if not isinstance(run, Run) or run.clusters is not None:
            return None
        self._take(run.face)
        placed = None if self._reason else self._at(x + dx, run.width, run.text)
        return None if placed is None else [(top, placed[0], run.face, placed[1])]

    def line(
        self, top: int, blocks: Sequence[Placed]
    ) -> tuple[str, Face, tuple[Align, ...]] | None:
        """Return a band as a native line: its text, its face, the alignments that place it.

        None if it has to be dots, which is reported where it is text.
        """
        first = blocks[0].block
        if isinstance(first, Run):
            reason = self._obstacle(top, blocks, first.face)
            joined = None if reason else self._joined(blocks)
            if joined is not None:
                return joined[0], first.face, joined[1]
            reason = reason or "it does not stand on the grid of cells"
        else:
            reason = "it stands beside dots" if any(map(_is_text, blocks)) else ""
        if reason:
            self._refuse(next(p.origin for p in blocks if _is_text(p)), reason)
        return None

    def _refuse(self, origin: Path | None, reason: str) -> None:
        """Report a line that becomes dots; raise where the document wants text only."""
        self.cx.path = origin
        if self.cx.options.text == "native":
            message = f"text that cannot be sent as text: {reason}"
            raise self.cx.fail("not-native", message, "use text='auto' to print it as dots")
        if self.cx.options.text == "auto":
            self.cx.report(Level.INFO, "line-rasterised", f"a line is sent as a bitmap: {reason}")

    def _obstacle(self, top: int, blocks: Sequence[Placed], face: Face) -> str:
        """Say why text cannot be native wherever it stands, '' when it can."""
        for y, _, block, _ in blocks:
            if not isinstance(block, Run):
                return "it stands beside dots"
            if block.clusters is not None:
                lacking = next((c for c in block.clusters if not is_native(c)), "")
                return f"the device has no character {excerpt(lacking)}"
            if block.face is not face and block.face != face:
                return "it has two styles"
            if y != top:
                return "lines beside it stand at other heights"
        self._take(face)
        return self._reason

    def _take(self, face: Face) -> None:
        """Look up what lines of a face need; most lines have the face of the one before."""
        if face is self._face:
            return
        self._face = face
        self._cell = face.size.cell
        self.pitch = face.size.height + self.cx.profile.leading
        if face.size not in self.cx.profile.sizes:
            self._reason = f"{self.cx.profile.name} does not have its size"
        elif face.underline or face.inverse:
            self._reason = "the device can neither underline nor invert"
        else:
            self._reason = "the document asks for dots" if self.cx.options.text == "image" else ""

    def _joined(self, blocks: Sequence[Placed]) -> tuple[str, tuple[Align, ...]] | None:
        """Join the runs of a band with spaces; None when they are not on the grid of cells."""
        start = edge = blocks[0].x
        text = ""
        for _, x, block, _ in blocks:
            spaces, off = divmod(x - edge, self._cell)
            if off or spaces < 0 or not isinstance(block, Run):
                return None
            text += " " * spaces + block.text
            edge = x + block.width
        return self._at(start, edge - start, text)

    def _at(self, start: int, width: int, text: str) -> tuple[str, tuple[Align, ...]] | None:
        """Say how text `width` dots wide comes to stand at `start`: by alignment, else by spaces.

        None when it is not on the grid of cells.
        """
        aligns = device_aligns(start, width, self.paper)
        if not aligns:
            spaces, off = divmod(start, self._cell)
            if off:
                return None
            text, aligns = " " * spaces + text, _LEFT
        if text[-1:] == " " and aligns[0] is Align.LEFT:  # was a space that does not break
            text = text.rstrip(" ")
        return text, aligns


def device_aligns(start: int, width: int, paper: int) -> tuple[Align, ...]:
    """Return the alignments whose margin (the paper model's) is `start` for a line so wide."""
    spare = paper - width
    if start == 0 and spare != 1:
        return _LEFT if spare else _ALL
    margins = (0, spare // 2, spare)
    return tuple([align for align, margin in zip(_ALL, margins, strict=True) if margin == start])


def _is_text(placed: Placed) -> bool:
    return isinstance(placed.block, Run)


def _painted(band: Band, cx: Context, glyphs: Glyphs) -> tuple[Bitmap, str]:
    """Paint a band; return it as wide as the paper, with what it shows in words."""
    paper = cx.profile.width
    first = band.blocks[0]
    if len(band.blocks) == 1 and isinstance(first.block, Picture):
        return first.block.bitmap.placed(paper, first.x), first.block.alt
    canvas = Canvas(glyphs, paper, band.bottom - band.top)
    for placed in band.blocks:
        x, y, block = placed.x, placed.y - band.top, placed.block
        if isinstance(block, Run):
            canvas.text(x, y, block.clusters or block.text, block.face)
        elif isinstance(block, Picture):
            canvas.picture(x, y, block.bitmap)
        elif isinstance(block, Fill):
            canvas.fill(x, y, block.width, block.height)
        else:
            raise LayoutError(
                "a code drawn by the device cannot stand beside anything",
                code="not-native",
                path=path_text(placed.origin),
                hint="leave native off to print it as dots",
            )
    _report_missing(band, cx, glyphs)
    return canvas.bitmap(), _words(band.blocks)


def _words(blocks: Sequence[Placed]) -> str:
    """Say what a strip shows, a line of words for each line of text, spaced by cells of 12 dots."""
    rows: dict[int, list[Placed]] = {}
    for placed in blocks:
        base = placed.y + (placed.block.height - NORMAL.height if _is_text(placed) else 0)
        rows.setdefault(base, []).append(placed)
    return "\n".join(filter(None, (_row_words(row) for _, row in sorted(rows.items()))))


def _row_words(row: list[Placed]) -> str:
    """Join what stands on one base line; what touches has no space between."""
    words = ""
    edge = used = 0
    for _, x, block, _ in sorted(row, key=itemgetter(1)):
        if isinstance(block, Run):
            shown, taken = block.text, block.width // block.face.size.cell
        elif isinstance(block, Picture):
            shown, taken = block.alt, len(block.alt.encode("gbk", "replace"))
            edge = edge or x  # a picture first on its row is not indented
        else:
            continue
        spaces = max(x // NORMAL.cell - used, 1 if words else 0) if x > edge else 0
        words += " " * spaces + shown
        used += spaces + taken
        edge = x + block.width
    return "" if words.isspace() else words


def _report_missing(band: Band, cx: Context, glyphs: Glyphs) -> None:
    """Warn of characters that no font has; a hollow box is printed for them."""
    missing = {
        cluster: None
        for placed in band.blocks
        if isinstance(placed.block, Run) and placed.block.clusters
        for cluster in placed.block.clusters
        if not is_native(cluster) and glyphs.lacks(cluster, placed.block.face.size.px)
    }
    if missing:
        cx.path = band.blocks[0].origin
        shown = ", ".join("+".join(f"U+{ord(c):04X}" for c in g) for g in missing)
        message = f"printed a hollow box for {shown}"
        cx.report(Level.WARNING, "glyph-missing", message, "no font has this character")


def _code(placed: Placed, cx: Context) -> CodeItem:
    """Return the item of a code that the device draws."""
    block = placed.block
    assert isinstance(block, DeviceCode)
    for align in device_aligns(placed.x, block.width, cx.profile.width):
        return CodeItem(block.kind, block.data.encode(cx.profile.encoding), align)
    raise LayoutError(
        "a code drawn by the device stands left, in the centre or right of the whole paper",
        code="not-native",
        path=path_text(placed.origin),
        hint="leave native off to print it as dots",
    )
