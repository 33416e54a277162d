"""Font build: box drawing and block elements, drawn from their Unicode names so that they join.

A box character is two to four arms from the middle of the cell to its edges. A light arm is one
dot thick, a heavy arm two, a double arm two lines of one dot, and all reach the edge of the cell.
"""

import re
from collections.abc import Mapping

from scripts.fonts.glyphs import Glyph

BOX_DRAWING = range(0x2500, 0x2580)
BLOCKS = range(0x2580, 0x25A0)
_ARMS = {"HORIZONTAL": "LEFT RIGHT", "VERTICAL": "UP DOWN"}
_ACROSS = {
    "LEFT": ("UP", "DOWN"),
    "RIGHT": ("UP", "DOWN"),
    "UP": ("LEFT", "RIGHT"),
    "DOWN": ("LEFT", "RIGHT"),
}
_OPPOSITE = {"LEFT": "RIGHT", "RIGHT": "LEFT", "UP": "DOWN", "DOWN": "UP"}
_WEIGHTS = {"LIGHT": "light", "SINGLE": "light", "HEAVY": "heavy", "DOUBLE": "double"}
_FRACTIONS = {"ONE": 1, "THREE": 3, "FIVE": 5, "SEVEN": 7}
_PARTS = {"EIGHTH": 1, "QUARTER": 2, "HALF": 4}
_DASHES = {"DOUBLE DASH": 2, "TRIPLE DASH": 3, "QUADRUPLE DASH": 4}


class _Grid:
    """A square of dots to draw on."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.dots = [[False] * size for _ in range(size)]

    def fill(self, xs: range, ys: range) -> None:
        for y in ys:
            for x in xs:
                self.dots[y][x] = True

    def glyph(self) -> Glyph:
        rows = (int("".join("01"[dot] for dot in row), 2) for row in self.dots)
        return Glyph(self.size, tuple(rows))


def draw_box(name: str, size: int) -> Glyph:
    """Draw a character of the block Box Drawing from its Unicode name, `size` dots square."""
    words = name.removeprefix("BOX DRAWINGS ")
    grid = _Grid(size)
    if "DIAGONAL" in words:
        _draw_diagonals(grid, words)
    elif "ARC" in words:
        _draw_arc(grid, words)
    elif "DASH" in words:
        _draw_dashes(grid, words)
    else:
        arms = parse_arms(words)
        for arm in arms:
            _draw_arm(grid, arms, arm)
    return grid.glyph()


def draw_block(name: str, size: int) -> Glyph:
    """Draw a character of the block Block Elements from its Unicode name, `size` dots square."""
    grid = _Grid(size)
    half, whole = size // 2, range(size)
    if name.endswith("SHADE"):
        step = {"LIGHT SHADE": 1, "MEDIUM SHADE": 2, "DARK SHADE": 3}[name]
        for y in whole:
            for x in whole:
                grid.dots[y][x] = (0, 2, 3, 1)[y % 2 * 2 + x % 2] < step
    elif name.startswith("QUADRANT"):
        for quarter in name.removeprefix("QUADRANT ").split(" AND "):
            ys = range(half) if "UPPER" in quarter else range(half, size)
            xs = range(half) if "LEFT" in quarter else range(half, size)
            grid.fill(xs, ys)
    else:
        dots = size * _eighths(name) // 8
        side = name.split()[0]
        xs = {"LEFT": range(dots), "RIGHT": range(size - dots, size)}.get(side, whole)
        ys = {"UPPER": range(dots), "LOWER": range(size - dots, size)}.get(side, whole)
        grid.fill(xs, ys)
    return grid.glyph()


def parse_arms(words: str) -> dict[str, str]:
    """Return the weight of each arm: `DOWN LIGHT AND UP HORIZONTAL HEAVY` has four.

    A group without a weight of its own has that of the other group.
    """
    groups = [group.split() for group in words.split(" AND ")]
    weights = [next((_WEIGHTS[w] for w in group if w in _WEIGHTS), "") for group in groups]
    arms: dict[str, str] = {}
    for group, weight in zip(groups, weights, strict=True):
        for word in group:
            if word not in _WEIGHTS:
                for arm in _ARMS.get(word, word).split():
                    arms[arm] = weight or weights[0]
    return arms


def _eighths(name: str) -> int:
    """Return how many eighths of the cell a block is: `LEFT THREE QUARTERS BLOCK` is 6."""
    if name == "FULL BLOCK":
        return 8
    part = next(p for word, p in _PARTS.items() if word in name)
    return part * next((n for word, n in _FRACTIONS.items() if f" {word} " in name), 1)


def _lines(size: int, weight: str) -> list[int]:
    """Return the rows (or columns) that a stroke of this weight blackens."""
    middle = size // 2 - 1
    if weight == "double":
        gap = size // 12
        return [middle - gap, middle + 1 + gap]
    return [middle, middle + 1] if weight == "heavy" else [middle]


def _draw_arm(grid: _Grid, arms: Mapping[str, str], arm: str) -> None:
    """Draw one arm from its edge to where it meets the arms across it."""
    size = grid.size
    lines = _lines(size, arms[arm])
    for line, facing in zip(lines, _ACROSS[arm], strict=False):
        end = _reach(size, arms, arm, facing)
        span = range(end + 1) if arm in ("LEFT", "UP") else range(size - 1 - end, size)
        row = range(line, line + 1)
        grid.fill(*((span, row) if arm in ("LEFT", "RIGHT") else (row, span)))


def _reach(size: int, arms: Mapping[str, str], arm: str, facing: str) -> int:
    """Return how far a line of an arm runs, counted from the edge it starts at.

    It stops at the near line of a double stroke it meets, ends a corner at the far line, and runs
    through to the middle where the strokes cross or there is nothing to meet. `facing` is the side
    of the arm that the line is on.
    """
    crossing = [side for side in _ACROSS[arm] if side in arms]
    near, far = _met(size, arms, crossing, arm)
    straight = _OPPOSITE[arm] in arms
    if arms[arm] == "double":
        stopped = facing in arms and (arms[facing] == "double" or not straight)
    else:
        stopped = [arms[side] for side in crossing] == ["double", "double"] and not straight
    return near if stopped else far


def _met(size: int, arms: Mapping[str, str], crossing: list[str], arm: str) -> tuple[int, int]:
    """Return the near and the far line of the strokes an arm meets, counted from its edge."""
    lines = sorted({line for side in crossing for line in _lines(size, arms[side])})
    if not lines:
        lines = [size // 2 - 1]
    if arm in ("RIGHT", "DOWN"):
        return size - 1 - lines[-1], size - 1 - lines[0]
    return lines[0], lines[-1]


def _draw_dashes(grid: _Grid, words: str) -> None:
    """Draw two, three or four dashes; half a gap on either side, so that cells join evenly."""
    size = grid.size
    count = next(n for word, n in _DASHES.items() if word in words)
    gap = size // 12
    for line in _lines(size, "heavy" if words.startswith("HEAVY") else "light"):
        for i in range(count):
            start, end = i * size // count, (i + 1) * size // count
            span = range(start + gap // 2, end - (gap - gap // 2))
            row = range(line, line + 1)
            grid.fill(*((span, row) if words.endswith("HORIZONTAL") else (row, span)))


def _draw_diagonals(grid: _Grid, words: str) -> None:
    """Draw one or both diagonals of the cell."""
    last = grid.size - 1
    for i in range(grid.size):
        if "UPPER LEFT" in words or "CROSS" in words:
            grid.dots[i][i] = True
        if "UPPER RIGHT" in words or "CROSS" in words:
            grid.dots[i][last - i] = True


def _draw_arc(grid: _Grid, words: str) -> None:
    """Draw a quarter of a circle between the middles of two edges."""
    size, middle = grid.size, grid.size // 2 - 1
    down, right = "DOWN" in words, "RIGHT" in words
    radius = size // 2 - 2
    step_x, step_y = (1 if right else -1), (1 if down else -1)
    for i in range(radius + 1):
        j = radius - round((radius * radius - (radius - i) ** 2) ** 0.5)
        grid.dots[middle + step_y * j][middle + step_x * i] = True
        grid.dots[middle + step_y * i][middle + step_x * j] = True
    xs = range(middle + radius, size) if right else range(middle - radius + 1)
    ys = range(middle + radius, size) if down else range(middle - radius + 1)
    grid.fill(xs, range(middle, middle + 1))
    grid.fill(range(middle, middle + 1), ys)


def is_drawn(name: str) -> bool:
    """Tell whether `draw_box` or `draw_block` draws the character of this name."""
    pattern = r"BOX DRAWINGS .*|QUADRANT (UPPER|LOWER) (LEFT|RIGHT)( AND .*)?|.* (BLOCK|SHADE)"
    return re.fullmatch(pattern, name) is not None
