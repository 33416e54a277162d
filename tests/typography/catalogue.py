"""All golden cases, theme by theme."""

from tests.typography import (
    alignment,
    beyond_gbk,
    boxes,
    codes,
    full_width,
    images,
    marks,
    numbers,
    paragraphs,
    rows,
    rules,
    sizes,
    styles,
    table_lines,
    table_numbers,
    tables,
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
    Theme("rows", "Rows", rows.CASES),
    Theme("tables", "Tables", tables.CASES),
    Theme("table-numbers", "Numbers in tables", table_numbers.CASES),
    Theme("table-lines", "Borders, rules and spans of tables", table_lines.CASES),
    Theme("boxes", "Boxes", boxes.CASES),
    Theme("codes", "QR codes and barcodes", codes.CASES),
    Theme("images", "Pictures", images.CASES),
]
