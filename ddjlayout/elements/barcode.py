"""Elements: a 1-D code as exact dots (Barcode), on request as an item the device draws."""

from ddjlayout import fields
from ddjlayout.block import Block, Frame, Picture, Run
from ddjlayout.element import Context, Extent
from ddjlayout.elements.drawn import (
    TEXT_ONLY,
    Placing,
    device_frame,
    margin,
    refuse_ignored,
    symbol_extent,
    symbol_size,
)
from ddjlayout.fields import LONGEST
from ddjlayout.style import AlignName, Face, align_named
from ddjlayout.symbols.geometry import bar_height, fit
from ddjlayout.symbols.kinds import KINDS, LinearKind
from ddjlayout.symbols.linear import linear
from ddjlayout.symbols.symbol import Symbol, TextGroup, render, text_groups
from ddjlayout.text import cells

Lines = list[tuple[int, Run]]

GUARD_X = 5
"""How far the guard bars of EAN and UPC reach down beside the digits, modules (GS1 5.2.1)."""

_KIND: LinearKind = "code128"
_RATIO = 3


class Barcode:
    """A 1-D code of a kind of `symbols.kinds.LinearKind`, drawn as dots with its quiet zones.

    `module` is the width of the narrowest bar in dots, by default the largest of the kind's sizes
    that fits. `height` is that of the bars in dots, by default the kind's rule. `text=False`
    leaves out the human-readable line, and the number above an ISBN or ISSN. `check` adds the
    optional check character of Code 39 and ITF, `ratio` is theirs of wide to narrow. `native=True`
    leaves the drawing to the device (an item of type 3, Code 128), which knows none of these.
    """

    __slots__ = ("align", "check", "data", "height", "kind", "module", "native", "ratio", "text")

    def __init__(  # noqa: PLR0913 - keyword-only fields of an element
        self,
        data: str,
        *,
        kind: LinearKind = _KIND,
        module: int | None = None,
        height: int | None = None,
        text: bool = True,
        check: bool = False,
        ratio: int = _RATIO,
        align: AlignName = "center",
        native: bool = False,
    ) -> None:
        if native:
            refuse_ignored(
                {
                    "kind": kind != _KIND,
                    "module": module is not None,
                    "height": height is not None,
                    "text": not text,
                    "check": check,
                    "ratio": ratio != _RATIO,
                }
            )
        self.data = data if type(data) is str else fields.text("data", data, TEXT_ONLY)
        self.kind: LinearKind = kind if kind is _KIND else fields.word("barcode", kind, KINDS)
        self.module = None if module is None else fields.whole("module", module, 2, LONGEST, "dots")
        self.height = None if height is None else fields.whole("height", height, 1, LONGEST, "dots")
        self.text = text if text is True else fields.flag("text", text)
        self.check = check if check is False else fields.flag("check", check)
        self.ratio = ratio if ratio is _RATIO else fields.whole("ratio", ratio, 2, 3)
        self.align = align_named(align)
        self.native = native if native is False else fields.flag("native", native)

    def measure(self, cx: Context) -> Extent:
        """Return the widths at the smallest and the largest size tried, dots."""
        return symbol_extent(self._symbol(cx), self.module)

    def layout(self, cx: Context, width: int) -> Frame:
        """Draw the code as large as fits; raises LayoutError when it does not."""
        if self.native:
            return device_frame(cx, "barcode", self.data, width, self.align)
        symbol = self._symbol(cx)
        with Placing(cx.path):
            module = fit(symbol, width, self.module)
        height = self.height or bar_height(symbol, module)
        guard = GUARD_X * module if self.text and symbol.guards else 0
        bitmap = render(symbol, module=module, height=height, guard=guard)
        left = margin(self.align, width, bitmap.width)
        above, below = self._lines(symbol, module, width) if self.text else ([], [])
        top = sum(run.height + cx.profile.leading for _, run in above)
        parts: list[tuple[int, int, Block | Frame]] = [
            *((max(0, min(left + x, width - run.width)), 0, run) for x, run in above),
            (left, top, Picture(bitmap, f"[{self.kind} {self.data}]")),
            *((left + x, top + height, run) for x, run in below),
        ]
        under = [height + run.height + cx.profile.leading for _, run in below]
        return Frame(width, top + max([bitmap.height, *under]), parts, cx.path, keep=True)

    def _lines(self, symbol: Symbol, module: int, width: int) -> tuple[Lines, Lines]:
        """Return the heading above the bars and the text under them, from the symbol's edge."""
        heading = symbol.heading
        if cells(heading) * Face().size.cell > width:
            heading = heading.replace("-", "")
        bars = TextGroup(heading, symbol.quiet.left * module, symbol.width * module)
        above = [_centred(bars)] if heading else []
        return above, [_centred(group) for group in text_groups(symbol, module)]

    def _symbol(self, cx: Context) -> Symbol:
        key = ("linear", self.kind, self.data, self.check, self.ratio)
        with Placing(cx.path):
            return cx.cached(
                key,
                lambda: linear(self.kind, self.data, check=self.check, ratio=self.ratio),
                symbol_size,
            )


def _centred(group: TextGroup) -> tuple[int, Run]:
    face = Face()
    run = Run(group.text, cells(group.text) * face.size.cell, face)
    return group.left + (group.width - run.width) // 2, run
