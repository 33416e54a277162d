"""Lowering: frames become a Job's items, what this printer can carry as text and dots for the rest.

A band is one native line when all of it is text of one face that the device has, at places its
alignment or spaces can reach. Everything else becomes a bitmap as wide as the paper.
"""

from collections.abc import Sequence
from typing import cast

from ddjlayout.block import DeviceCode, Frame, Path, Picture
from ddjlayout.element import Context
from ddjlayout.job import Item
from ddjlayout.lowering.assembly import Assembly
from ddjlayout.lowering.bands import bands
from ddjlayout.lowering.native import Device
from ddjlayout.lowering.strips import device_code, painted
from ddjlayout.raster.canvas import Glyphs


def lower(frame: Frame, cx: Context, glyphs: Glyphs) -> tuple[Item, ...]:
    """Turn a laid-out document into items for the context's profile.

    Reports what becomes dots and what has no glyph. Raises LayoutError under the policy
    `text="native"` where the device cannot carry the text.
    """
    lowering = _Lowering(cx, glyphs)
    lowering.frame(frame, 0, 0, None)
    return lowering.assembly.finish(frame.height)


class _Lowering:
    """One document on its way to its items, from the top of the paper to its end."""

    def __init__(self, cx: Context, glyphs: Glyphs) -> None:
        self.cx = cx
        self.glyphs = glyphs
        self.assembly = Assembly(cx.profile)
        self.device = Device(cx)

    def frame(self, frame: Frame, x: int, y: int, origin: Path | None) -> None:
        """Lower a frame that has a stretch of paper to itself.

        Frames one under another are taken apart, so that little of a long document is cut into
        bands at once.
        """
        origin = frame.origin or origin
        stack = _stack(frame)
        if stack is None:
            self._stretch(frame, x, y, origin)
            return
        line_of, add = self.device.line, self.assembly.line
        for dx, dy, part in stack:
            parts = part.parts
            if len(parts) == 1:  # most are one line of text
                left, top, block = parts[0]
                line = line_of(block, x + dx + left)
                if line is not None:
                    add(y + dy + top, line)
                    continue
                if isinstance(block, Picture):
                    placed = block.bitmap.placed(self.cx.profile.width, x + dx + left)
                    self.assembly.strip(y + dy + top, placed, block.alt)
                    continue
            if not parts or isinstance(parts[0][2], Frame):
                self.frame(part, x + dx, y + dy, origin)
            else:
                self._stretch(part, x + dx, y + dy, part.origin or origin)

    def _stretch(self, frame: Frame, x: int, y: int, origin: Path | None) -> None:
        """Lower what is no stack of frames, band by band."""
        lines = self.device.lines(frame, x)
        if lines is not None:
            for top, line in lines:
                self.assembly.line(y + top, line)
            return
        for band in bands(frame, x, y, origin):
            native = self.device.band(band)
            first = band.blocks[0]
            if native is not None:
                self.assembly.line(band.top, native)
            elif len(band.blocks) == 1 and isinstance(first.block, DeviceCode):
                self.assembly.code(band, device_code(first, self.cx))
            else:
                self.assembly.strip(band.top, *painted(band, self.cx, self.glyphs))


def _stack(frame: Frame) -> Sequence[tuple[int, int, Frame]] | None:
    """Return the parts of a frame that holds nothing but frames, each below the one before."""
    bottom = 0
    for _, y, part in frame.parts:
        if y < bottom or not isinstance(part, Frame):
            return None
        bottom = y + part.height
    return cast("Sequence[tuple[int, int, Frame]]", frame.parts)
