"""Five ways to share 32 cells among a table's columns, by the lines they print.

    python -m benchmarks.table_widths [--tables 300]

Every shape is tried on made-up receipts of 3 to 12 rows with gaps of a cell. Receipts whose numbers
and words do not fit unbroken are left out: there we stack, and the others break numbers.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from random import Random
from time import perf_counter

from ddjlayout.optimum import Flexible, Words, fewest_lines

CELLS = 32
WORDS = """宫保鸡丁 麻婆豆腐 水煮牛肉 大份 加麻加辣 配手工宽粉 (微辣) 可口可乐 330ml 酸梅汤 1L装
6只 蒜蓉粉丝蒸扇贝 冰粉 红糖 山楂 葡萄干 套餐 打包盒 第二份半价 不要香菜
Latte Iced 超大杯 少油少盐 米饭 ,"""
Shape = Sequence[Flexible]
"""The columns of a table, with the lines of every cell at every width."""


def equal(columns: Shape, room: int) -> list[int]:
    """Give all the same, whatever is in them."""
    return [room // len(columns)] * len(columns)


def css(columns: Shape, room: int) -> list[int]:
    """Share what is above the minima in proportion to what is wanted, as browsers do."""
    spare = room - sum(c.floor for c in columns)
    wanted = sum(c.cap - c.floor for c in columns)
    return [c.floor + (c.cap - c.floor) * spare // wanted for c in columns]


def rich(columns: Shape, room: int) -> list[int]:
    """Shrink the widest column that can shrink, cell by cell."""
    widths = [c.cap for c in columns]
    while sum(widths) > room:
        able = [i for i, c in enumerate(columns) if widths[i] > c.floor]
        widths[max(able, key=lambda i: widths[i])] -= 1
    return widths


def greedy(columns: Shape, room: int) -> list[int]:
    """Give cell after cell to the column that saves most lines with it."""
    widths = [c.floor for c in columns]
    while sum(widths) < room:
        able = [i for i, c in enumerate(columns) if widths[i] < c.cap]
        tried = {i: [w + (i == j) for j, w in enumerate(widths)] for i in able}
        lacking = {i: columns[i].cap - widths[i] for i in able}
        best = min(able, key=lambda i: (printed(columns, tried[i]), -lacking[i]))
        widths = tried[best]
    return widths


WAYS: dict[str, Callable[[Shape, int], list[int]]] = {
    "equal": equal,
    "CSS auto": css,
    "rich": rich,
    "greedy": greedy,
    "ours": fewest_lines,
}
SHAPES = {
    "name, quantity, amount": "tna",
    "name, quantity, price, amount": "tnaa",
    "name and four numbers": "tnaaa",
    "text, text": "tt",
    "text, text, amount": "tta",
    "text, text, text": "ttt",
}


def printed(columns: Shape, widths: Sequence[int]) -> int:
    """Count the lines of a table; a number that is broken takes as many as it needs."""
    heights = [c.heights(w) for c, w in zip(columns, widths, strict=True) if c.heights]
    return sum(max(row) for row in zip(*heights, strict=True))


def column(kind: str, count: int, random: Random) -> Flexible:
    """Make up the cells of a column: text, small numbers or amounts."""
    if kind == "t":
        texts = [
            "".join(random.choices(WORDS.split(), k=random.randint(1, 4))) for _ in range(count)
        ]
    elif kind == "n":
        texts = [str(random.randint(1, 30)) for _ in range(count)]
    else:
        texts = [f"{random.randint(1, 10**5) / 100:.2f}" for _ in range(count)]
    words = [Words(text) for text in texts]
    cap = max(len(text.encode("gbk")) for text in texts)
    floor = max(word.widest for word in words)
    return Flexible(floor, cap, lambda width: [word.count(width) for word in words])


def receipts(kinds: str, tables: int) -> Iterator[Shape]:
    """Make up receipts that do not fit without wrapping, but without breaking."""
    random = Random(kinds)
    room = CELLS - len(kinds) + 1
    while tables:
        count = random.randint(3, 12)
        columns = [column(kind, count, random) for kind in kinds]
        if sum(c.floor for c in columns) <= room < sum(c.cap for c in columns):
            yield columns
            tables -= 1


def compared(kinds: str, tables: int) -> tuple[dict[str, int], float]:
    """Return the lines of all receipts by way, and the milliseconds ours takes for one."""
    room = CELLS - len(kinds) + 1
    lines = dict.fromkeys(WAYS, 0)
    seconds = 0.0
    for columns in receipts(kinds, tables):
        for name, way in WAYS.items():
            start = perf_counter()
            widths = way(columns, room)
            seconds += perf_counter() - start if name == "ours" else 0
            lines[name] += printed(columns, widths)
    return lines, seconds * 1e3 / tables


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=300, help="receipts of every shape")
    tables = parser.parse_args().tables
    print(f"{'lines printed':<32}" + "".join(f"{name:>10}" for name in WAYS) + f"{'ms':>8}")
    for label, kinds in SHAPES.items():
        lines, each = compared(kinds, tables)
        print(f"{label:<32}" + "".join(f"{lines[name]:10}" for name in WAYS) + f"{each:8.2f}")


if __name__ == "__main__":
    main()
