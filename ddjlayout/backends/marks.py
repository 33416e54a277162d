"""Inside the debug overlay: what there is to show of a Job, at its place on the paper in dots."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from ddjlayout.block import Frame, Path, Run, path_text
from ddjlayout.cuts import item_height
from ddjlayout.diagnostics import Level
from ddjlayout.items import ImageItem, TextItem
from ddjlayout.job import Job

_ROOT: Path = (None, "receipt", 0)


class Rect(NamedTuple):
    """A rectangle, dots."""

    x: int
    y: int
    width: int
    height: int


class Box(NamedTuple):
    """An element at its place: `depth` counts from the document, `name` is its last word."""

    rect: Rect
    depth: int
    path: str
    name: str


class ItemMark(NamedTuple):
    """An item and the stretch of paper it prints."""

    top: int
    height: int
    kind: Literal["text", "image", "code"]
    name: str


class Note(NamedTuple):
    """What a diagnostic says of one element: `code` in short, and whether it is a warning."""

    code: str
    warning: bool


def boxes(job: Job) -> list[Box]:
    """List the elements from the outside in; one that fills its parent shares its line."""
    if job.frame is None:
        return []
    found = list(_boxes(job.frame, (0, 0), _ROOT, 0))
    if "receipt" in notes(job):  # the document is one element, or its own element was changed
        found.insert(0, Box(Rect(0, 0, *job.frame[:2]), 0, "receipt", "receipt"))
    out: list[Box] = []
    for box in found:
        last = out[-1] if out else None
        if last is not None and last.rect == box.rect and last.path == _parent(box.path):
            out[-1] = Box(box.rect, last.depth, box.path, f"{last.name} > {box.name}")
        else:
            out.append(box)
    return out


def items(job: Job) -> list[ItemMark]:
    """List the items from the top, each with its kind and what it holds."""
    heights = [item_height(item, job.profile) for item in job.items]
    marks: list[ItemMark] = []
    for item, top, height in zip(job.items, accumulate(heights, initial=0), heights, strict=False):
        if isinstance(item, TextItem):
            lines = f"{len(item.lines)} line{'s' if len(item.lines) != 1 else ''}"
            code = job.profile.sizes[item.size]
            name = f"{lines}{f', size {code}' if code else ''}{', bold' if item.bold else ''}"
            marks.append(ItemMark(top, height, "text", name))
        elif isinstance(item, ImageItem):
            marks.append(ItemMark(top, height, "image", f"{height} dots"))
        else:
            marks.append(ItemMark(top, height, "code", item.kind))
    return marks


def strips(job: Job) -> list[Rect]:
    """List the texts that are sent as dots."""
    if job.frame is None:
        return []
    images = [mark for mark in items(job) if mark.kind == "image"]
    out: list[Rect] = []
    at = 0
    for rect in sorted(_runs(job.frame, 0, 0), key=lambda r: r.y):
        while at < len(images) and images[at].top + images[at].height <= rect.y:
            at += 1
        if at < len(images) and images[at].top <= rect.y:
            out.append(rect)
    return out


def overflow(job: Job) -> list[Rect]:
    """List the blocks that reach out of the paper or of the element they belong to."""
    if job.frame is None:
        return []
    paper = Rect(0, 0, job.profile.width, job.frame.height)
    return list(_outside(job.frame, paper, paper))


def notes(job: Job) -> dict[str, list[Note]]:
    """Return the diagnostics by their path: warnings, and why a line became dots."""
    out: dict[str, list[Note]] = {}
    for diagnostic in job.diagnostics:
        if diagnostic.level is not Level.INFO:
            out.setdefault(diagnostic.path, []).append(Note(diagnostic.code, warning=True))
        elif diagnostic.code == "line-rasterised":
            reason = _ascii(diagnostic.message.partition(": ")[2])
            out.setdefault(diagnostic.path, []).append(Note(reason, warning=False))
    return out


def _boxes(frame: Frame, at: tuple[int, int], parent: Path | None, depth: int) -> Iterator[Box]:
    for dx, dy, part in frame.parts:
        if not isinstance(part, Frame):
            continue
        x, y = at[0] + dx, at[1] + dy
        own = part.origin is not None and part.origin != parent
        if own and part.height and part.origin is not None:
            path = path_text(part.origin)
            yield Box(Rect(x, y, part.width, part.height), depth, path, path.rpartition(" > ")[2])
        yield from _boxes(part, (x, y), part.origin or parent, depth + own)


def _ascii(text: str) -> str:
    """Name what the labels' font lacks."""
    return "".join(c if c < "\x7f" else f"U+{ord(c):04X}" for c in text)


def _parent(path: str) -> str:
    return path.rpartition(" > ")[0]


def _runs(frame: Frame, x: int, y: int) -> Iterator[Rect]:
    for dx, dy, part in frame.parts:
        if isinstance(part, Frame):
            yield from _runs(part, x + dx, y + dy)
        elif isinstance(part, Run):
            yield Rect(x + dx, y + dy, part.width, part.height)


def _outside(frame: Frame, place: Rect, paper: Rect) -> Iterator[Rect]:
    for dx, dy, part in frame.parts:
        rect = Rect(place.x + dx, place.y + dy, part.width, part.height)
        if isinstance(part, Frame):
            yield from _outside(part, rect, paper)
        elif not _within(rect, paper) or not _within(rect, place):
            yield rect


def _within(inner: Rect, outer: Rect) -> bool:
    return (
        inner.x >= outer.x
        and inner.y >= outer.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def spread(tops: Sequence[int], step: int) -> list[int]:
    """Move labels down, in order, until each is at least `step` below the one before."""
    out: list[int] = []
    for top in tops:
        out.append(max(top, out[-1] + step) if out else top)
    return out
