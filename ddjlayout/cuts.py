"""Inside the page split: a job's paper, where it may be cut, and what stands between two cuts."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import Literal, NamedTuple

from ddjlayout.block import Block, DeviceCode, Fill, Frame, Path, Picture, Run
from ddjlayout.items import ImageItem, Item, TextItem
from ddjlayout.profile import Profile
from ddjlayout.raster.bitmap import Bitmap, stack
from ddjlayout.raster.device_codes import device_barcode, device_qrcode
from ddjlayout.style import NORMAL


class Span(NamedTuple):
    """A stretch of paper that is better not cut, from `top` to `bottom` in dots.

    A `group` asks to stay together, a `line` holds characters, `dots` are a picture, and `ink`
    (drawn lines, borders) can be cut anywhere. `words` say what is to be seen there.
    """

    top: int
    bottom: int
    kind: Literal["group", "line", "dots", "ink"]
    origin: Path | None = None
    words: str = ""


_top = attrgetter("top")


class Paper:
    """The items of a job from top to bottom, with the height of each, and its spans by top."""

    def __init__(self, items: Sequence[Item], frame: Frame | None, profile: Profile) -> None:
        self.items = items
        self.profile = profile
        heights = (item_height(item, profile) for item in items)
        self.tops = list(accumulate(heights, initial=0))
        self.height = self.tops[-1]
        # a job read back from a PrintContent has no frame: its images are whole then
        found = list(self._images() if frame is None else _spans(frame, 0, None))
        blocks = [s.bottom for s in found if s.kind != "group"] if frame else []
        self.printed = max(blocks, default=self.height)
        self._reaching: tuple[int, list[Span]] = (-1, [])
        self.spans = sorted(found, key=_top)
        self._lines = [span for span in self.spans if span.kind == "line"]

    def hold(self, span: Span) -> None:
        """Add a span."""
        insort(self.spans, span, key=_top)

    def cut(self, start: int, limit: int) -> int:
        """Return the last place in (start, limit] that crosses no span; `start` if all is too tall.

        What reaches from `start` beyond the limit is larger than the part and has to be cut:
        groups between their lines, pictures at a white row or at the limit. So has what stands
        beside one another, overlapping all the way; its lines are cut only if they overlap, too.
        """
        limit = self._edge(min(limit, self.height))
        end = self._between(start, limit, self.spans)
        if any(s.kind == "line" or s.bottom <= limit for s in self.crossed(start, end)):
            end = self._between(start, limit, self._lines)
            if any(s.kind == "line" for s in self.crossed(start, end)):
                end = limit
        if any(s.kind == "dots" for s in self.crossed(start, end)):
            end = self._white_row(start, end)
        return max(start, end)

    def crossed(self, start: int, end: int) -> list[Span]:
        """Return the spans that a cut at `end` goes through, of a part that begins at `start`."""
        known, reaching = self._reaching
        low = bisect_right(self.spans, start, key=_top)
        if known != start:  # parts follow one another: only what lies between is new
            first = bisect_right(self.spans, known, key=_top) if known < start else 0
            before = reaching if known < start else []
            reaching = [s for s in (*before, *self.spans[first:low]) if s.bottom > start]
            self._reaching = (start, reaching)
        inside = self.spans[low : bisect_left(self.spans, max(start, end), low, key=_top)]
        return [span for span in (*reaching, *inside) if span.bottom > end > start]

    def between(self, start: int, end: int) -> list[Item]:
        """Return the items from one height to another, cut where they have to be."""
        first = bisect_right(self.tops, start) - 1
        out: list[Item] = []
        for index in range(first, len(self.items)):
            top, bottom = self.tops[index], self.tops[index + 1]
            if top >= end:
                break
            whole = start <= top and bottom <= end
            item = self.items[index]
            out.append(item if whole else self._part(item, top, max(start, top), min(end, bottom)))
        return out

    def _between(self, start: int, end: int, spans: Sequence[Span]) -> int:
        """Move a cut up until it crosses none of the spans that begin after `start`."""
        low = bisect_right(spans, start, key=_top)
        while end > start:
            before = end
            high = bisect_left(spans, end, key=_top)
            for span in reversed(spans[low:high]):  # the lower ones first, so once is enough
                if span.top < end < span.bottom:
                    end = span.top
            end = self._edge(end)
            if end == before:
                break
        return end

    def _edge(self, y: int) -> int:
        """Move a cut up to the edge of the native line or code that it would go through."""
        index = bisect_right(self.tops, y) - 1
        if index >= len(self.items) or isinstance(self.items[index], ImageItem):
            return y
        item, top = self.items[index], self.tops[index]
        if isinstance(item, TextItem):
            return y - (y - top) % (item.size.height + self.profile.leading)
        return top

    def _white_row(self, start: int, end: int) -> int:
        """Move a cut through dots up to a white row, if one is in the lower half of the part."""
        index = bisect_right(self.tops, end) - 1
        item, top = self.items[min(index, len(self.items) - 1)], self.tops[index]
        if not isinstance(item, ImageItem):
            return end
        bitmap, least = item.bitmap, max(top, (start + end) // 2)
        for y in range(end, least, -1):
            row = bitmap.data[(y - top) * bitmap.stride : (y - top + 1) * bitmap.stride]
            if not any(row) and self._between(start, y, self.spans) == y:
                return y
        return end

    def _part(self, item: Item, top: int, start: int, end: int) -> Item:
        """Cut a text item between its lines, or a picture between its rows."""
        if isinstance(item, TextItem):
            pitch = item.size.height + self.profile.leading
            return item._replace(lines=item.lines[(start - top) // pitch : (end - top) // pitch])
        assert isinstance(item, ImageItem)  # codes are never cut
        stride = item.bitmap.stride
        data = item.bitmap.data[(start - top) * stride : (end - top) * stride]
        bitmap = Bitmap(item.bitmap.width, end - start, data)
        return item._replace(bitmap=bitmap, alt=self._words(start, end))

    def _words(self, start: int, end: int) -> str:
        """Say what is to be seen of a cut picture: the words of all that begins in it."""
        low, high = (bisect_left(self.spans, y, key=_top) for y in (start, end))
        lines: dict[int, list[str]] = {}
        for span in self.spans[low:high]:
            if span.words:
                lines.setdefault(span.bottom, []).append(span.words)
        return "\n".join(" ".join(words) for words in lines.values())

    def _images(self) -> Iterator[Span]:
        for item, top, bottom in zip(self.items, self.tops, self.tops[1:], strict=False):
            if isinstance(item, ImageItem):
                yield Span(top, bottom, "dots", (None, "receipt", 0), item.alt)


def _spans(frame: Frame, y: int, origin: Path | None) -> Iterator[Span]:
    """List the groups and blocks of a frame at their heights on the paper."""
    origin = frame.origin or origin
    if frame.keep:
        yield Span(y, y + frame.height, "group", origin)
    for _, down, part in frame.parts:
        if isinstance(part, Frame):
            yield from _spans(part, y + down, origin)
        else:
            yield _span(part, y + down, origin)


def _span(block: Block, y: int, origin: Path | None) -> Span:
    bottom = y + block.height
    match block:
        case Run():
            return Span(y, bottom, "line", origin, block.text)
        case Picture():
            return Span(y, bottom, "dots", origin, block.alt)
        case DeviceCode():
            return Span(y, bottom, "line", origin)
        case Fill():
            return Span(y, bottom, "ink", origin)


def item_height(item: Item, profile: Profile) -> int:
    """Return how much paper an item takes, dots (the paper model)."""
    if isinstance(item, TextItem):
        return len(item.lines) * (item.size.height + profile.leading)
    if isinstance(item, ImageItem):
        return item.bitmap.height
    draw = device_barcode if item.kind == "barcode" else device_qrcode
    drawn = draw(item.data, profile)
    return NORMAL.height + profile.leading if drawn is None else drawn.height


def joined(items: Sequence[Item]) -> tuple[Item, ...]:
    """Make one item of neighbours in one style, and of pictures as wide as one another."""
    out: list[Item] = []
    for item in items:
        last = out[-1] if out else None
        if isinstance(item, TextItem) and isinstance(last, TextItem) and last[1:] == item[1:]:
            out[-1] = last._replace(lines=last.lines + item.lines)
        elif isinstance(item, ImageItem) and isinstance(last, ImageItem) and _alike(last, item):
            alt = "\n".join(words for words in (last.alt, item.alt) if words)
            out[-1] = last._replace(bitmap=stack([last.bitmap, item.bitmap]), alt=alt)
        else:
            out.append(item)
    return tuple(out)


def _alike(one: ImageItem, two: ImageItem) -> bool:
    return one.align == two.align and one.bitmap.width == two.bitmap.width
