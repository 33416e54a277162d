"""Lowering: which lines of text a device can carry as text, and how it puts them in place."""

from collections.abc import Sequence

from ddjlayout.block import Block, Frame, Path, Run
from ddjlayout.diagnostics import Level
from ddjlayout.element import Context
from ddjlayout.errors import excerpt
from ddjlayout.lowering.bands import Band
from ddjlayout.style import Align, Face
from ddjlayout.text import is_native

Native = tuple[str, Face, tuple[Align, ...]]
"""A line the device carries: its text and face, and the alignments that put it in its place."""
_LEFT = (Align.LEFT,)
_ALL = (Align.LEFT, Align.CENTER, Align.RIGHT)


class Device:
    """What one device can carry as text, under the document's policy."""

    def __init__(self, cx: Context) -> None:
        self.cx = cx
        self.paper = cx.profile.width
        self._face: Face | None = None
        self._reason = ""
        self._cell = 1

    def line(self, block: Block | Frame, start: int) -> Native | None:
        """Return the line of a block that has its line to itself and starts at `start` dots.

        None if that has to be dots, or is no text.
        """
        if not isinstance(block, Run):
            return None
        text, width, face, clusters = block
        if clusters is not None:
            return None
        if face is not self._face:
            self._take(face)
        if self._reason:
            return None
        return self._at(start, width, text, face)

    def lines(self, frame: Frame, x: int) -> Sequence[tuple[int, Native]] | None:
        """Return the lines of a frame that holds nothing else, with their tops.

        They are what `band` would return for each, found without cutting the frame into bands;
        None where some would be dots, and for frames in frames.
        """
        lines: list[tuple[int, Native]] = []
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
                if face is not self._face:
                    self._take(face)
                top, start, edge, height = dy, dx, dx, face.size.height
            elif own is not face and own != face:
                return None
            if dy != top:
                placed = self._at(x + start, edge - start, text, face)
                if placed is None or dy < top + height:
                    return None
                lines.append((top, placed))
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
        placed = None if self._reason else self._at(x + start, edge - start, text, face)
        return None if placed is None else [*lines, (top, placed)]

    def band(self, band: Band) -> Native | None:
        """Return a band as a line; None if it has to be dots.

        That is reported where it is text. Raises LayoutError where the document wants text only.
        """
        first = band.blocks[0].block
        if isinstance(first, Run):
            reason = self._obstacle(band, first.face)
            joined = None if reason else self._joined(band, first.face)
            if joined is not None:
                return joined
            reason = reason or "it does not stand on the grid of cells"
        else:
            reason = "it stands beside dots" if any(p.is_text for p in band.blocks) else ""
        if reason:
            self._refuse(next(p.origin for p in band.blocks if p.is_text), reason)
        return None

    def _refuse(self, origin: Path | None, reason: str) -> None:
        """Report a line that becomes dots; raise where the document wants text only."""
        self.cx.path = origin
        if self.cx.options.text == "native":
            message = f"text that cannot be sent as text: {reason}"
            raise self.cx.fail("not-native", message, "use text='auto' to print it as dots")
        if self.cx.options.text == "auto":
            self.cx.report(Level.INFO, "line-rasterised", f"a line is sent as a bitmap: {reason}")

    def _obstacle(self, band: Band, face: Face) -> str:
        """Say why text cannot be native wherever it stands, '' when it can."""
        for y, _, block, _ in band.blocks:
            if not isinstance(block, Run):
                return "it stands beside dots"
            if block.clusters is not None:
                lacking = next((c for c in block.clusters if not is_native(c)), "")
                return f"the device has no character {excerpt(lacking)}"
            if block.face is not face and block.face != face:
                return "it has two styles"
            if y != band.top:
                return "lines beside it stand at other heights"
        self._take(face)
        return self._reason

    def _take(self, face: Face) -> None:
        """Look up what lines of a face need; most lines have the face of the one before."""
        self._face = face
        self._cell = face.size.cell
        if face.size not in self.cx.profile.sizes:
            self._reason = f"{self.cx.profile.name} does not have its size"
        elif face.underline or face.inverse:
            self._reason = "the device can neither underline nor invert"
        else:
            self._reason = "the document asks for dots" if self.cx.options.text == "image" else ""

    def _joined(self, band: Band, face: Face) -> Native | None:
        """Join the runs of a band with spaces; None when they are not on the grid of cells."""
        start = edge = band.blocks[0].x
        text = ""
        for _, x, block, _ in band.blocks:
            spaces, off = divmod(x - edge, self._cell)
            if off or spaces < 0 or not isinstance(block, Run):
                return None
            text += " " * spaces + block.text
            edge = x + block.width
        return self._at(start, edge - start, text, face)

    def _at(self, start: int, width: int, text: str, face: Face) -> Native | None:
        """Say how text `width` dots wide comes to stand at `start`: by alignment, else by spaces.

        None when it is not on the grid of cells.
        """
        spare = self.paper - width
        aligns: tuple[Align, ...] = _LEFT if spare else _ALL
        if start or spare == 1:  # few are
            aligns = device_aligns(start, width, self.paper)
            if not aligns:
                spaces, off = divmod(start, self._cell)
                if off:
                    return None
                text, aligns = " " * spaces + text, _LEFT
        if text[-1:] == " " and aligns[0] is Align.LEFT:  # was a space that does not break
            text = text.rstrip(" ")
        return text, face, aligns


def device_aligns(start: int, width: int, paper: int) -> tuple[Align, ...]:
    """Return the alignments whose margin (the paper model's) is `start` for a line so wide."""
    spare = paper - width
    margins = (0, spare // 2, spare)
    return tuple([align for align, margin in zip(_ALL, margins, strict=True) if margin == start])
