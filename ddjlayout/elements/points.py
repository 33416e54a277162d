"""Elements: where the decimal points of a table's column stand, in cells."""

from collections.abc import Iterable
from typing import NamedTuple

from ddjlayout.text import cells


class Points(NamedTuple):
    """A column around its decimal point: the most cells left of it, and from it to the right.

    `even` is true when every number has the same cells to the right: then its right edge aligns it.
    """

    left: int = 0
    right: int = 0
    even: bool = True

    def behind(self, text: str) -> int:
        """Return the cells to leave free behind a text, so that its point stands in place."""
        split = None if self.even else split_at_point(text.rstrip(" "))
        return 0 if split is None else max(self.right - split[1], 0)


def points_of(texts: Iterable[str]) -> Points:
    """Measure the texts of a decimal column; those without digits do not count."""
    splits = [split for split in map(split_at_point, texts) if split is not None]
    if not splits:
        return Points()
    rights = [right for _, right in splits]
    return Points(max(left for left, _ in splits), max(rights), min(rights) == max(rights))


def split_at_point(text: str) -> tuple[int, int] | None:
    """Measure a text left of its decimal point, and from there to its end, cells.

    The point is the last `.` or `．` before a digit. Without one the text is split behind its last
    digit, so that a unit stands right of the point's place: `36|.5元`, `36|元`, `￥1,234|`, `5|%`.
    Text without a digit, such as `免费`, has no point at all and is None.
    """
    head, point, tail = text.rpartition("．" if "．" in text else ".")
    if not (point and tail[:1].isdigit()):
        head = text
        while head and not head[-1].isdigit():
            head = head[:-1]
        if not head:
            return None
        tail, point = text[len(head) :], ""
    return cells(head), cells(point + tail)
