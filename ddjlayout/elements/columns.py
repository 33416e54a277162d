"""Elements: the column mini-language of tables, and how cells are written in a column."""

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from ddjlayout import fields
from ddjlayout.elements.placing import VAlign, checked_valign
from ddjlayout.errors import UsageError, excerpt
from ddjlayout.fields import LINES
from ddjlayout.space import AUTO, FLEX, Width, parse_width

ColumnAlign = Literal["left", "center", "right", "decimal"]
_TOKEN = re.compile(r"(?P<width>[^<>^,.]+)(?P<comma>,)?(?:\.(?P<places>\d+))?(?P<align>[<>^])?")
_ALIGN_NAMES = ("left", "center", "right", "decimal")
PLACES = 27
"""Digits behind the point: a Decimal has 28."""
DIGITS = 4_300
"""Digits of a number, as many as Python writes of its own."""
_ALIGNS: Mapping[str | None, ColumnAlign] = MappingProxyType(
    {None: "left", "<": "left", "^": "center", ">": "right"}
)


class ColumnSpec(NamedTuple):
    """How a table's column looks: its width, its alignment, and the format of its numbers.

    `decimal` lines numbers up on the point. `places` digits stand behind it (None: as written),
    `thousands` puts commas between groups of three; `prefix` and `suffix` stand around typed
    numbers, the minus before the prefix. `valign` None is the table's.
    """

    width: Width = AUTO
    align: ColumnAlign = "left"
    places: int | None = None
    thousands: bool = False
    valign: VAlign | None = None
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(
        cls, word: str, *, valign: VAlign | None = None, prefix: str = "", suffix: str = ""
    ) -> "ColumnSpec":
        """Return the column of a word of the mini-language, with what words cannot say."""
        valign = checked_valign(valign)
        prefix, suffix = fields.text("prefix", prefix), fields.text("suffix", suffix)
        spec = _parse_word(fields.text("a column's word", word))
        return spec._replace(valign=valign, prefix=prefix, suffix=suffix)

    @property
    def atomic(self) -> bool:
        """Tell whether the column holds numbers, which keep their width."""
        return self.align == "decimal" or self.places is not None

    @property
    def bare(self) -> bool:
        """Tell whether whole numbers are written as they are."""
        return self.places is None and not (self.thousands or self.prefix or self.suffix)

    def spell(self, value: object) -> str:
        """Write a cell's value: numbers by this column's format, None as nothing.

        A float is taken at its shortest spelling, so no binary noise appears; halves are rounded
        up; no zero has a minus. Raises UsageError for NaN, infinities and things that are neither
        text nor number.
        """
        if isinstance(value, str):
            return value
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
            message = f"a cell is text, a number, None or an element, not {type(value).__name__}"
            raise UsageError(message, code="field-type", hint="write it as text first")
        number = Decimal(float.__repr__(value)) if isinstance(value, float) else Decimal(value)
        digits = self._digits(number)
        if not self.prefix:
            return digits + self.suffix
        sign = "-" if digits[0] == "-" else ""
        return f"{sign}{self.prefix}{digits.removeprefix('-')}{self.suffix}"

    def _digits(self, number: Decimal) -> str:
        if not number.is_finite():
            message = f"{number} is no number to print"
            raise UsageError(message, code="field-value", hint="leave the cell empty")
        if abs(number.adjusted()) > DIGITS:  # 1E+999999999 has as many digits
            raise _too_long(number, DIGITS)
        if self.places is not None:
            try:
                number = number.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
            except InvalidOperation:
                raise _too_long(number, 28) from None
        if not number:
            number = abs(number)
        return f"{number:,f}" if self.thousands else f"{number:f}"


def _too_long(number: Decimal, limit: int) -> UsageError:
    message = f"{excerpt(number)} has too many digits to print"
    hint = f"the limit is {limit:,} digits; write it as text"
    return UsageError(message, code="number-too-long", hint=hint)


Columns = str | Sequence[str | ColumnSpec]
"""The mini-language in one string, or column by column."""


def parse_columns(columns: Columns) -> list[ColumnSpec]:
    """Read the mini-language: one word a column.

    A word is a width as in `space.parse_width` (`*`, `2fr`, `8`, `auto`, `25%`, `20mm`, `96d`),
    then `<`, `^` or `>`; `8.2` is eight cells aligned on the point with two places, `8,.2` the
    same with thousands, `*.2` and `auto.2` likewise. Raises UsageError naming the word.
    """
    if isinstance(columns, str):
        specs = [_parse_word(word, number) for number, word in enumerate(columns.split(), 1)]
    elif fields.is_a(columns, Sequence) and not isinstance(columns, (bytes, ColumnSpec)):
        specs = [_read(word, number) for number, word in enumerate(columns, 1)]
    else:
        hint = "for example '* 4> 8.2', or ['*', ColumnSpec.of('8.2')]"
        raise fields.wrong_type("columns", columns, "text or a list of columns", hint)
    if not specs:
        message = "a table needs at least one column"
        raise UsageError(message, code="field-value", hint="for example '* 4> 8.2'")
    return specs


def _read(word: object, number: int) -> ColumnSpec:
    """Read one column: a word, a whole number of cells, or a column made by hand."""
    if isinstance(word, ColumnSpec):
        return _checked(word, number)
    if isinstance(word, int) and 0 < word <= LINES and not isinstance(word, bool):
        word = str(word)
    return _parse_word(fields.text(f"column {number}", word, "write '8', '*' or '8.2'"), number)


def _checked(spec: ColumnSpec, number: int) -> ColumnSpec:
    """Raise UsageError for a column made by hand of what `ColumnSpec.of` would not make."""
    if not fields.is_a(spec.width, Width) or spec.align not in _ALIGN_NAMES:
        message = (
            f"column {number} has a width {excerpt(spec.width)}, aligned {excerpt(spec.align)}"
        )
        hint = "ColumnSpec.of('8.2') and ColumnSpec.of('auto>') read both"
        raise UsageError(message, code="field-value", hint=hint)
    if spec.places is not None:
        fields.whole("places", spec.places, 0, PLACES, "digits")
    checked_valign(spec.valign)
    fields.flag("thousands", spec.thousands)
    fields.text("prefix", spec.prefix)
    fields.text("suffix", spec.suffix)
    return spec


def default_columns(count: int) -> list[ColumnSpec]:
    """Return the columns of a table without specification: flexible, then as wide as needed."""
    return [ColumnSpec(FLEX)] + [ColumnSpec(AUTO, "right")] * (count - 1)


@lru_cache(maxsize=256)  # a document's tables, and one document after the other, say the same
def _parse_word(word: str, number: int = 1) -> ColumnSpec:
    match = _TOKEN.fullmatch(word)
    try:
        if match is None or (match["places"] or "")[2:] or int(match["places"] or 0) > PLACES:
            raise ValueError
        width = parse_width(match["width"])
    except (UsageError, ValueError):
        message = f"column {number} is no column: {excerpt(word)}"
        hint = "for example '*', '2fr', 'auto>', '8', '25%^', '20mm', '8.2' or '8,.2'"
        raise UsageError(message, code="field-value", hint=hint) from None
    places, thousands = match["places"], bool(match["comma"])
    if places is None:
        return ColumnSpec(width, _ALIGNS[match["align"]], None, thousands)
    align = "decimal" if match["align"] is None else _ALIGNS[match["align"]]
    return ColumnSpec(width, align, int(places), thousands)
