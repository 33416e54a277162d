"""All golden cases, theme by theme."""

from tests.typography import (
    alignment,
    beyond_gbk,
    full_width,
    marks,
    numbers,
    paragraphs,
    rules,
    sizes,
    styles,
    words,
)
from tests.typography.case import Theme

THEMES = [
    Theme("marks", "Marks at the edge of a line", marks.CASES),
    Theme("numbers", "Numbers, units, prices, telephones, dates", numbers.CASES),
    Theme("words", "Words, addresses, mixed scripts", words.CASES),
    Theme("alignment", "Alignment", alignment.CASES),
    Theme("sizes", "Sizes and weight", sizes.CASES),
    Theme("paragraphs", "Indents, limits, line ends", paragraphs.CASES),
    Theme("styles", "Styles in one paragraph", styles.CASES),
    Theme("beyond-gbk", "Characters outside GBK", beyond_gbk.CASES),
    Theme("full-width", "Full-width and half-width forms", full_width.CASES),
    Theme("rules", "Rules, box drawing, empty paper", rules.CASES),
]
