"""Between lowering and the backends: a document compiled for one profile."""

from typing import NamedTuple

from ddjlayout import fields
from ddjlayout.block import Frame
from ddjlayout.diagnostics import Diagnostic
from ddjlayout.fields import LONGEST
from ddjlayout.items import CodeItem as CodeItem
from ddjlayout.items import ImageItem as ImageItem
from ddjlayout.items import Item as Item
from ddjlayout.items import TextItem as TextItem
from ddjlayout.profile import Profile
from ddjlayout.split import Extras, Limits, split


class Job(NamedTuple):
    """A compiled document: items from top to bottom, for one profile.

    `diagnostics` lists everything that was changed or did not fit. `frame` is the layout it
    came from, for the debug overlay and the page split; None when it was read back from a
    PrintContent, and in the parts of a split job.
    """

    profile: Profile
    items: tuple[Item, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    frame: Frame | None = None

    def split(
        self,
        *,
        max_bytes: int | None = None,
        max_dots: int | None = None,
        header: int = 0,
        number: str = "",
    ) -> "tuple[Job, ...]":
        """Cut into jobs of at most `max_bytes` of PrintContent and `max_dots` of paper each.

        Cuts fall between blocks and never inside what asks to stay together (`keep`, a table's
        row, a code with its caption), unless that alone is longer than a part: then between its
        lines, and in a picture at a white row if there is one (warnings `group-split` and
        `strip-split`). The papers of the parts, one under another, are the whole paper.

        `header` is how many of a Column's first elements, or of a Table's first rows with the rules
        below them, are printed again on top of every further part. `number` is a line at the end of
        every part, such as `"{part}/{parts}"`. `max_bytes` is never more than the profile's. A job
        within the limits is returned as it is, alone. The job's diagnostics are those of the first
        part.

        Raises LayoutError `part-too-small` when not even one line fits, UsageError for a header
        or a number that cannot be.
        """
        most = self.profile.max_bytes
        if max_bytes is not None:
            most = fields.whole("max_bytes", max_bytes, 1, unit="bytes")
        if max_dots is not None:
            max_dots = fields.whole("max_dots", max_dots, 1, unit="dots")
        header = fields.whole("header", header, 0, LONGEST, "elements")
        number = fields.text("number", number)
        limits = Limits(min(most, self.profile.max_bytes), max_dots)
        parts = split(self.items, self.frame, self.profile, limits, Extras(header, number))
        if len(parts) == 1:
            return (self,)
        first = parts[0]._replace(diagnostics=self.diagnostics + parts[0].diagnostics)
        return tuple(Job(self.profile, p.items, p.diagnostics) for p in (first, *parts[1:]))
