"""Backend of the command: a Job drawn in a terminal, dot for dot where it is wide enough."""

from ddjlayout.backends.text import to_text
from ddjlayout.job import ImageItem, Job, TextItem
from ddjlayout.raster.bitmap import Bitmap
from ddjlayout.raster.canvas import cells_of

_BRAILLE = 0x2800
_BITS = ((0, 0x01), (1, 0x08), (2, 0x02), (3, 0x10), (4, 0x04), (5, 0x20), (6, 0x40), (7, 0x80))
"""Which bit of a Braille pattern each dot of a 2 x 4 block has, row by row."""


def draw(job: Job, paper: Bitmap, columns: int) -> str:
    """Return the paper for a terminal `columns` wide.

    From 194 columns every dot is one Braille dot, from 98 every 2 x 2 dots are; below that the
    text is written as text, in the paper's own 32 columns, and pictures are drawn small.
    """
    if columns >= paper.width // 2 + 2:
        return _framed(braille(paper), paper.width // 2)
    if columns >= paper.width // 4 + 2:
        return _framed(braille(shrunk(paper, 2)), paper.width // 4)
    width = job.profile.cells
    lines: list[str] = []
    for item in job.items:
        if isinstance(item, ImageItem) and not _is_strip(item):
            lines += braille(shrunk(item.bitmap, -(-item.bitmap.width // (2 * width))))
        else:
            bold = isinstance(item, TextItem) and (item.bold or item.size.down > 1)
            shown = to_text(job._replace(items=(item,))).split("\n")[:-1]
            lines += [f"\x1b[1m{line}\x1b[22m" if bold else line for line in shown]
    return _framed(lines, width)


def _is_strip(item: ImageItem) -> bool:
    """Tell whether an image is nothing but lines of text that the device could not carry."""
    return bool(item.alt) and not any(
        line.lstrip().startswith("[") for line in item.alt.split("\n")
    )


def braille(bitmap: Bitmap) -> list[str]:
    """Draw a bitmap, each character 2 dots wide and 4 tall."""
    rows = bitmap.rows()
    rows += [0] * (-len(rows) % 4)
    lines: list[str] = []
    for top in range(0, len(rows), 4):
        block = rows[top : top + 4]
        line = ""
        for x in range(bitmap.width - 2, -2, -2):
            code = 0
            for index, bit in _BITS:
                shift = x + 1 - index % 2
                if shift >= 0 and block[index // 2] >> shift & 1:
                    code |= bit
            line += chr(_BRAILLE + code)
        lines.append(line)
    return lines


def shrunk(bitmap: Bitmap, factor: int) -> Bitmap:
    """Make each block of `factor` x `factor` dots one, black when a third of it is."""
    rows = bitmap.rows()
    width = bitmap.width // factor
    least = max(factor * factor // 3, 1)
    out: list[int] = []
    mask = (1 << factor) - 1
    for top in range(0, len(rows), factor):
        block = rows[top : top + factor]
        row = 0
        for x in range(width):
            shift = bitmap.width - (x + 1) * factor
            ink = sum((r >> shift & mask).bit_count() for r in block)
            row = row << 1 | (ink >= least)
        out.append(row)
    return Bitmap.from_rows(width, out)


def _framed(lines: list[str], width: int) -> str:
    top, bottom = f"┌{'─' * width}┐", f"└{'─' * width}┘"
    body = [f"│{line}{' ' * max(width - _columns(line), 0)}│" for line in lines]
    return "\n".join([top, *body, bottom])


def _columns(line: str) -> int:
    """Count terminal columns: Braille and escape codes are not what GBK says they are."""
    plain = line.replace("\x1b[1m", "").replace("\x1b[22m", "")
    if "\u2800" <= plain[:1] <= "\u28ff":
        return len(plain)
    return sum(map(cells_of, plain))
