"""Backend: a Job becomes its paper with an overlay of elements, cells, strips and warnings."""

from collections.abc import Sequence
from io import BytesIO
from types import MappingProxyType
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from ddjlayout.backends.marks import Box, Rect, boxes, items, notes, overflow, spread, strips
from ddjlayout.backends.paper import to_bitmap
from ddjlayout.errors import UsageError
from ddjlayout.job import Job
from ddjlayout.payload import print_content
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.style import NORMAL

MAX_PIXELS = 30_000
"""The tallest picture that is drawn, pixels."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 150, 380, 74, 24
_LINE = 17  # between two labels, pixels
_INDENT = 12
_PAGE, _WHITE, _INK, _GREY = (241, 243, 246), (255, 255, 255), (34, 38, 46), (112, 120, 133)
_GRID, _GRID_STRONG = (64, 120, 200, 26), (64, 120, 200, 70)
_HUES = ((37, 99, 235), (5, 150, 105), (147, 51, 234), (8, 145, 178), (190, 90, 20), (71, 85, 105))
_STRIP, _PICTURE, _NATIVE, _RED = (234, 138, 10), (99, 102, 241), (34, 160, 90), (220, 38, 38)
_KINDS = MappingProxyType({"text": _NATIVE, "image": _PICTURE, "code": _GREY})

Colour = tuple[int, ...]


class Sheet(NamedTuple):
    """The picture being drawn; places on the paper are in dots, everything else in pixels."""

    draw: ImageDraw.ImageDraw
    scale: int
    paper: int
    font: ImageFont.ImageFont | ImageFont.FreeTypeFont

    def at(self, x: int, y: int) -> tuple[int, int]:
        """Return where a dot's upper left corner is."""
        return _LEFT + x * self.scale, _TOP + y * self.scale

    def box(self, rect: Rect, *, fill: Colour | None = None, outline: Colour | None = None) -> None:
        """Draw a rectangle of dots, its outline inside."""
        left, top = self.at(rect.x, rect.y)
        right, bottom = self.at(rect.x + rect.width, rect.y + rect.height)
        if right > left and bottom > top:
            self.draw.rectangle((left, top, right - 1, bottom - 1), fill=fill, outline=outline)

    def say(self, place: tuple[int, int], text: str, colour: Colour) -> int:
        """Write a label with its middle at a height, cut at the edge; return where it ends."""
        room = self.at(self.paper, 0)[0] + _RIGHT - 10 - place[0]
        if self.width(text) > room:
            while text and self.width(text + "...") > room:
                text = text[:-1]
            text += "..."
        self.draw.text(place, text, fill=colour, font=self.font, anchor="lm")
        return place[0] + self.width(text)

    def width(self, text: str) -> int:
        """Measure a label, pixels."""
        return round(self.draw.textlength(text, font=self.font))


def to_debug_png(job: Job, *, scale: int = 2) -> bytes:
    """Return an RGB PNG of the paper, each dot `scale` pixels, with what layout and lowering did.

    Elements are outlined and named on the right, items on the left. Text that is sent as dots is
    orange, warnings and what reaches out of its place are red; the grid is that of the cells.
    Raises UsageError for a scale outside 1 to 8 and for paper too long to be drawn.
    """
    paper = to_bitmap(job)
    if not 1 <= scale <= 8:
        raise UsageError(f"a scale of {scale} is not between 1 and 8")
    if paper.height * scale > MAX_PIXELS:
        raise UsageError(
            f"{paper.height} dots at scale {scale} are more than {MAX_PIXELS} pixels",
            hint="draw a part: Job.split(max_dots=…), or a smaller scale",
        )
    elements = sorted(boxes(job), key=lambda box: box.rect.y)  # then no two leaders cross
    labels = spread([_TOP + box.rect.y * scale + _LINE // 2 for box in elements], _LINE)
    height = max(_TOP + paper.height * scale, labels[-1] + _LINE if labels else 0) + _BOTTOM
    image = Image.new("RGB", (_LEFT + paper.width * scale + _RIGHT, height), _PAGE)
    draw = ImageDraw.Draw(image, "RGBA")
    sheet = Sheet(draw, scale, paper.width, ImageFont.load_default(13))
    sheet.box(Rect(0, 0, paper.width, paper.height), fill=_WHITE)
    _colour(sheet, job, elements)
    _grid(sheet, paper)
    _print(image, sheet, paper)
    _warn(sheet, job, elements)
    _name_elements(sheet, job, elements, labels)
    _name_items(sheet, job)
    _head(sheet, job, paper)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _colour(sheet: Sheet, job: Job, elements: Sequence[Box]) -> None:
    """Tint the elements and, over them, the texts sent as dots."""
    for box in elements:
        hue = _hue(box)
        sheet.box(box.rect, fill=(*hue, 14), outline=(*hue, 120))
    for rect in strips(job):
        sheet.box(rect, fill=(*_STRIP, 90))


def _grid(sheet: Sheet, paper: Bitmap) -> None:
    """Draw the half-width cells, every eighth line stronger, and the lines of the default size."""
    bottom, right = sheet.at(0, paper.height)[1], sheet.at(paper.width, 0)[0]
    for cell in range(paper.width // NORMAL.cell + 1):
        x = sheet.at(cell * NORMAL.cell, 0)[0]
        sheet.draw.line((x, _TOP, x, bottom), fill=_GRID if cell % 8 else _GRID_STRONG)
    for y in range(0, paper.height + 1, NORMAL.height):
        line = sheet.at(0, y)[1]
        sheet.draw.line((_LEFT, line, right, line), fill=_GRID)


def _print(image: Image.Image, sheet: Sheet, paper: Bitmap) -> None:
    """Lay the dots over everything, so that they stay crisp."""
    dots = Image.frombytes("1", (paper.width, paper.height), paper.data)
    size = (paper.width * sheet.scale, paper.height * sheet.scale)
    image.paste(_INK, sheet.at(0, 0), dots.resize(size, Image.Resampling.NEAREST))


def _warn(sheet: Sheet, job: Job, elements: Sequence[Box]) -> None:
    """Mark in red what has a warning, and fill what reaches out of its place."""
    told = notes(job)
    for box in elements:
        if any(note.warning for note in told.get(box.path, ())):
            for grow in range(2):
                x, y, width, height = box.rect
                inner = Rect(x + grow, y + grow, width - 2 * grow, height - 2 * grow)
                sheet.box(inner, outline=(*_RED, 255))
    for rect in overflow(job):
        sheet.box(rect, fill=(*_RED, 110), outline=(*_RED, 255))


def _name_elements(sheet: Sheet, job: Job, elements: Sequence[Box], labels: Sequence[int]) -> None:
    """Write each element's name beside its upper edge, deeper ones further right."""
    told = notes(job)
    edge = sheet.at(sheet.paper, 0)[0]
    for box, y in zip(elements, labels, strict=True):
        hue = _hue(box)
        top = sheet.at(0, box.rect.y)[1]
        x = edge + 22 + _INDENT * box.depth
        sheet.draw.line((edge, top, edge + 8, top), fill=(*hue, 150))
        sheet.draw.line((edge + 8, top, x - 6, y), fill=(*hue, 150))
        end = sheet.say((x, y), box.name, hue)
        for note in dict.fromkeys(told.get(box.path, ())):
            end = sheet.say((end + 8, y), note.code, _RED if note.warning else _STRIP)


def _name_items(sheet: Sheet, job: Job) -> None:
    """Draw a bar and a name for each item."""
    marks = items(job)
    places = spread([sheet.at(0, mark.top)[1] + _LINE // 2 for mark in marks], _LINE)
    for mark, y in zip(marks, places, strict=True):
        colour = _KINDS[mark.kind]
        top, bottom = sheet.at(0, mark.top)[1], sheet.at(0, mark.top + mark.height)[1]
        end = max(top + 1, bottom - 2)  # of what is a dot tall, too, something shows
        sheet.draw.rectangle((_LEFT - 12, top + 1, _LEFT - 7, end), fill=(*colour, 190))
        sheet.draw.line((_LEFT - 18, y, _LEFT - 12, min(max(y, top + 1), bottom)), fill=colour)
        sheet.draw.text((_LEFT - 22, y), mark.name, fill=colour, font=sheet.font, anchor="rm")


def _head(sheet: Sheet, job: Job, paper: Bitmap) -> None:
    """Write what job this is and what the colours mean."""
    content = len(print_content(job.items, job.profile))
    size = f"{paper.width} x {paper.height} dots ({paper.height * 25.4 / job.profile.dpi:.0f} mm)"
    words = f"{job.profile.name}   {size}   {len(job.items)} items   {content:,} bytes"
    sheet.say((_LEFT, 22), words, _INK)
    x = _LEFT
    keys = (
        ("native text", _NATIVE),
        ("image", _PICTURE),
        ("text sent as dots", _STRIP),
        ("warning, overflow", _RED),
    )
    for name, colour in keys:
        sheet.draw.rectangle((x, 44, x + 11, 55), fill=(*colour, 200))
        x = sheet.say((x + 17, 50), name, _GREY) + 20


def _hue(box: Box) -> tuple[int, int, int]:
    return _HUES[box.depth % len(_HUES)]
