"""An element: text in one or several styles, wrapped and aligned, as lines of runs."""

import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ddjlayout import fields
from ddjlayout.block import Block, Frame, Run, new_frame, new_run
from ddjlayout.diagnostics import Level
from ddjlayout.element import Context, Element, Extent
from ddjlayout.errors import UsageError, excerpt
from ddjlayout.fields import LINES, ZERO
from ddjlayout.linebreak import break_lines
from ddjlayout.linebreak.lines import cell_edges
from ddjlayout.paragraph import Paragraph, Span, cuts_number, justified, shortened, widest_word
from ddjlayout.style import (
    NORMAL,
    Align,
    AlignName,
    Face,
    SizeName,
    Style,
    style_of,
)
from ddjlayout.text import Prose, cells, encode_gbk, paragraphs, prepare

_MARKER = "…"
Broken = list[tuple[str, int]]
"""Lines of plain text, each with its cells."""


class Text:
    """A paragraph or several: strings and nested `Text` or `Bold` parts.

    `size` is a name of `style.SIZES`, `align` left, center, right or justify (justify widens the
    spaces between words by whole cells; the last line and lines without spaces stay as they are).
    `indent` and `hanging` are cells before the first line and before the others; a first word too
    long to stand behind the indent goes without. At most `max_lines` are printed, the last ends
    with `marker` then, if that fits on a line. With `wrap=False` a paragraph is one line, cut where
    the room ends. Text that is cut off is a warning `text-cut`.
    """

    __slots__ = ("_plain", "hanging", "indent", "marker", "max_lines", "parts", "style", "wrap")

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        *parts: "object | Text",
        size: SizeName | None = None,
        bold: bool | None = None,
        underline: bool | None = None,
        inverse: bool | None = None,
        align: AlignName | None = None,
        indent: int = 0,
        hanging: int = 0,
        max_lines: int | None = None,
        marker: str = _MARKER,
        wrap: bool = True,
    ) -> None:
        if len(parts) == 1 and type(parts[0]) is str:
            self.parts: tuple[str | Text, ...] = (parts[0],)
        else:
            self.parts = _joined(parts)
        self.style = style_of(
            size=size, bold=bold, underline=underline, inverse=inverse, align=align
        )
        self.indent = indent
        self.hanging = hanging
        self.max_lines = max_lines
        self.marker = marker
        self.wrap = wrap
        if (
            indent is not ZERO
            or hanging is not ZERO
            or max_lines is not None
            or marker is not _MARKER
            or wrap is not True
        ):
            self._check()
        only = self.parts[0] if len(self.parts) == 1 and not indent else None
        self._plain = only if isinstance(only, str) else None

    def _check(self) -> None:
        """Raise UsageError for a field that is not what it should be."""
        self.indent = fields.whole("indent", self.indent, 0, LINES, "cells")
        self.hanging = fields.whole("hanging", self.hanging, 0, LINES, "cells")
        if self.max_lines is not None:
            self.max_lines = fields.whole("max_lines", self.max_lines, 1)
        self.marker = fields.text("marker", self.marker)
        self.wrap = fields.flag("wrap", self.wrap)

    def measure(self, cx: Context) -> Extent:
        """Return the widest word and the widest paragraph, dots."""
        style, face = cx.merged(self.style)
        if self._plain is not None and not self.hanging:
            run = plain_run(self._plain, face)
            if run is not None:
                return Extent(widest_word(run.text) * face.size.cell, run.width)
        inset = max(self.indent, self.hanging) * face.size.cell
        low = high = 0
        for paragraph in self._paragraphs(cx, style):
            high = max(high, paragraph.width(0, len(paragraph.text)))
            low = max(low, paragraph.widest_word())
        return Extent(low + inset, high + inset)

    def layout(self, cx: Context, width: int) -> Frame:
        """Break, align and stack the lines; raises LayoutError when one character is too wide."""
        style, face = cx.merged(self.style)
        if self._plain is not None:
            run = plain_run(self._plain, face)
            if run is not None and 0 < run.width <= width:
                x = 0 if style.align is Align.LEFT else _offset(cx, style.align, width, run.width)
                height = face.size.height + cx.profile.leading
                return new_frame((width, height, ((x, 0, run),), cx.path, False))
            if run is not None and self.wrap and not self.hanging and not self.max_lines:
                frame = self._flow(cx, run, style.align, width)
                if frame is not None:
                    return frame
        lines: list[_Line] = []
        for paragraph in self._paragraphs(cx, style):
            lines += self._broken(cx, paragraph, width, face)
        if self.max_lines and len(lines) > self.max_lines:
            lines = self._cut(cx, lines, width, face)
        return self._placed(cx, lines, style, width)

    def breaks(self, cx: Context, width: int) -> bool:
        """Tell whether a number of plain text does not fit on a line of so many dots."""
        run = None if self._plain is None else plain_run(self._plain, cx.merged(self.style)[1])
        if run is None or run.width <= width:
            return False
        return cuts_number(run.text, break_lines(run.text, max(width // run.face.size.cell, 1)))

    def _flow(self, cx: Context, run: Run, align: Align | None, width: int) -> Frame | None:
        """Break plain text into lines; None for what needs more care."""
        face = run.face
        if align is Align.JUSTIFY or face.underline or face.inverse or not run.text:
            return None
        cell = face.size.cell
        lines = plain_lines(run.text, width // cell)
        if lines is None:
            return None
        pitch = face.size.height + cx.profile.leading
        parts = [
            (
                _offset(cx, align, width, count * cell),
                y * pitch,
                new_run((text, count * cell, face, None)),
            )
            for y, (text, count) in enumerate(lines)
        ]
        return Frame(width, len(parts) * pitch, parts, cx.path)

    def _broken(
        self, cx: Context, paragraph: Paragraph, width: int, face: Face
    ) -> Iterator["_Line"]:
        """Yield the lines of a paragraph, each with its distance from the left."""
        indent, hanging = self.indent * face.size.cell, self.hanging * face.size.cell
        if not paragraph.text:
            yield _Line(0, [], last=True)
            return
        if width - max(indent, hanging) < face.size.cell:
            raise cx.fail("too-narrow", f"no room for text in {width} dots", _WIDEN)
        if not self.wrap:
            runs = paragraph.runs(0, paragraph.drawn_end(len(paragraph.text.rstrip(" ")), width))
            yield from self._cut(cx, [_Line(indent, runs, last=True)], width, face)
            return
        slices = paragraph.lines(width - indent, width - hanging)
        if cuts_number(paragraph.text, slices):
            message = f"a number is wider than {width - hanging} dots and printed on several lines"
            cx.report(Level.WARNING, "number-broken", message, _WIDEN)
        if slices[0] == (0, 0) and len(slices) > 1:  # the first word cannot stand behind the indent
            slices, indent = slices[1:], hanging
        for start, end in slices[:-1]:
            yield _Line(hanging if start else indent, paragraph.runs(start, end), last=False)
        start, end = slices[-1]
        inset = hanging if start else indent
        drawn = paragraph.drawn_end(end, width - inset - paragraph.width(start, end))
        yield _Line(inset, paragraph.runs(start, drawn), last=True)

    def _placed(self, cx: Context, lines: list["_Line"], style: Style, width: int) -> Frame:
        """Put every line at its height and every run at its place on the line."""
        parts: list[tuple[int, int, Block | Frame]] = []
        y = 0
        empty = cx.merged(self.style)[1].size.height
        leading = cx.profile.leading
        for inset, runs, last in lines:
            if not runs:
                y += empty + leading
                continue
            room = width - inset
            if style.align is Align.JUSTIFY and not last:
                runs = justified(runs, room)
            used = sum([run.width for run in runs])
            if used > room:
                message = f"a character {used} dots wide does not fit in {room} dots"
                raise cx.fail("too-narrow", message, _WIDEN)
            height = max([run.face.size.height for run in runs])
            x = inset + _offset(cx, style.align, room, used)
            for run in runs:
                parts.append((x, y + height - run.face.size.height, run))
                x += run.width
            y += height + leading
        return Frame(width, y, parts, cx.path)

    def _cut(self, cx: Context, lines: list["_Line"], width: int, face: Face) -> list["_Line"]:
        """Keep `max_lines`, the last one ending with the marker, and say what is gone."""
        kept = lines[: self.max_lines]
        inset, runs, _ = kept[-1]
        if len(kept) == len(lines) and sum(run.width for run in runs) <= width - inset:
            return lines
        prose = prepare(self.marker, cx)
        marker = Paragraph.of([Span(prose, face)]).runs(0, len(prose.text))
        if sum(run.width for run in marker) > width - inset:
            marker = []  # wider than the line: the text itself says more
        shorter = shortened(runs, marker, width - inset)
        text = "".join(run.text for line in lines for run in line.runs)
        before = sum(len(run.text) for line in kept[:-1] for run in line.runs)
        gone = text[before + sum(len(run.text) for run in shorter) :]
        cx.report(
            Level.WARNING,
            "text-cut",
            f"{len(gone)} character{'s' if len(gone) != 1 else ''} cut off: {excerpt(gone)}",
            "allow more lines or shorten the text",
        )
        return [*kept[:-1], _Line(inset, [*shorter, *marker], last=True)]

    def _paragraphs(self, cx: Context, style: Style) -> list[Paragraph]:
        """Split all parts at line ends; a line end at the very end adds no empty line."""
        rows: list[list[Span]] = [[]]
        face = style.face()
        known = used = 0  # so many spans of the last row take so many dots
        for text, merged in self._spans(style):
            face = merged.face()
            column = 0
            if "\t" in text:  # tab stops are counted from where the paragraph starts
                fresh = rows[-1][known:]
                used += sum(cells(span.prose.text) * span.face.size.cell for span in fresh)
                known += len(fresh)
                column = -(-used // face.size.cell)
            first, *others = paragraphs(text, cx, column)
            rows[-1].append(Span(first, face))
            rows.extend([Span(prose, face)] for prose in others)
            if others:
                known = used = 0
        if len(rows) > 1 and not any(span.prose.text for span in rows[-1]):
            rows.pop()
        return [Paragraph.of(row or [Span(Prose(""), face)]) for row in rows]

    def _spans(self, style: Style) -> Iterator[tuple[str, Style]]:
        for part in self.parts:
            if isinstance(part, str):
                yield part, style
            else:
                yield from part._spans(part.style.over(style))


class Bold(Text):
    """Text in bold, as a part of a `Text` or by itself."""

    __slots__ = ()

    def __init__(self, *parts: object, size: SizeName | None = None) -> None:
        super().__init__(*parts, size=size, bold=True)


def plain_run(text: str, face: Face) -> Run | None:
    """Return plain text of the repertoire as one run, None for anything that needs more care."""
    if not text.isprintable():
        return None
    if text.endswith(" ") and not (face.underline or face.inverse):
        text = text.rstrip(" ")
    try:
        return new_run((text, len(encode_gbk(text)[0]) * face.size.cell, face, None))
    except UnicodeEncodeError:
        return None


def plain_lines(text: str, room: int) -> Broken | None:
    """Break plain text into lines of at most `room` cells.

    None for what needs more care: a character or a number wider than a line.
    """
    if room < 2:
        return None
    edges = cell_edges(text)
    slices = break_lines(text, room, edges=edges)
    if cuts_number(text, slices):
        return None
    return [(text[start:end], edges[end] - edges[start]) for start, end in slices]


def as_element(thing: Any) -> Element:
    """Return an element as it is and anything else as a `Text`; raise UsageError for no text."""
    # isinstance() of a protocol takes ten times as long
    if hasattr(thing, "layout") and hasattr(thing, "measure"):
        if isinstance(thing, type):  # `Rule` for `Rule()` has the methods, too
            hint = f"write {thing.__name__}(...)"
            raise fields.wrong_type("a document", thing, "an element", hint)
        element: Element = thing
        return element
    return Text(thing)


class _Line(NamedTuple):
    """A broken line: its distance from the left, its runs, and whether a paragraph ends here."""

    inset: int
    runs: list[Run]
    last: bool


_WIDEN = "widen the column or use a smaller size"


def _offset(cx: Context, align: Align | None, room: int, used: int) -> int:
    """Return the left margin of a line, dots.

    On the whole paper the device centres to the dot; inside a column the line stays on the grid
    of half-width cells, so that it can stay native.
    """
    if align is Align.CENTER:
        margin = (room - used) // 2
        return margin if room == cx.profile.width else margin - margin % NORMAL.cell
    return room - used if align is Align.RIGHT else 0


def _joined(parts: Sequence[object]) -> tuple[str | Text, ...]:
    """Spell numbers, and join parts that are nothing but text."""
    spelled = [part if isinstance(part, (str, Text)) else _spelled(part) for part in parts]
    strings = [part for part in spelled if isinstance(part, str)]
    return ("".join(strings),) if 1 < len(strings) == len(spelled) else tuple(spelled)


def _spelled(part: object) -> str:
    """Spell a number the way it was written; refuse what is no text."""
    if isinstance(part, (int, Decimal)) and not isinstance(part, bool):
        return spelled(part)
    hint = "format it first; a float as f'{value:.2f}'"
    raise fields.wrong_type("Text", part, "strings, numbers and Text", hint)


def spelled(number: int | Decimal) -> str:
    """Write a number as it is; raise UsageError for one longer than Python writes."""
    try:
        return str(number)
    except ValueError:
        message = f"{excerpt(number)} has too many digits to print"
        hint = f"the limit is {sys.get_int_max_str_digits():,} digits"
        raise UsageError(message, code="number-too-long", hint=hint) from None
