"""Column widths: the search finds what trying everything finds, within the work it may do."""

from collections.abc import Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ddjlayout import optimum
from ddjlayout.linebreak import break_lines
from ddjlayout.optimum import Flexible, Words, fewest_lines, sample
from tests.documents import WORDS

names = st.lists(
    st.sampled_from(
        ["宫保鸡丁", "饭", "米饭(大)", "Coca-Cola", "加麻加辣", "6只", "，", " ", "￥36.00"]
    ),
    min_size=1,
    max_size=5,
).map(lambda parts: "".join(parts).strip() or "无")


def column(texts: Sequence[str]) -> Flexible:
    """Count what is in a column the plain way: break every text at every width."""
    widest = max(len(text.encode("gbk")) for text in texts)
    floor = max(Words(text).widest for text in texts)
    return Flexible(floor, widest, lambda width: [len(break_lines(t, width)) for t in texts])


def best_of_all(columns: Sequence[Flexible], room: int) -> list[int]:
    """Try every sharing of the room, and compare as the documentation says."""

    def key(widths: Sequence[int]) -> tuple[int, int, float, tuple[int, ...]]:
        heights = [c.heights(w) for c, w in zip(columns, widths, strict=True) if c.heights]
        lines = sum(max(row) for row in zip(*heights, strict=True))
        cells = sum(sum(each) for each in heights)
        lacking = [(c.cap - w) / c.cap for c, w in zip(columns, widths, strict=True)]
        return lines, cells, round(sum(x * x for x in lacking), 9), tuple(-w for w in widths)

    ways = product(*(range(c.floor, c.cap + 1) for c in columns))
    return list(min((w for w in ways if sum(w) == room), key=key))


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.tuples(names, names, names), min_size=1, max_size=8),
    count=st.integers(2, 3),
    squeeze=st.integers(1, 20),
)
def test_the_search_finds_the_optimum(
    rows: list[tuple[str, str, str]], count: int, squeeze: int
) -> None:
    columns = [column(texts) for texts in zip(*[row[:count] for row in rows], strict=True)]
    low, high = sum(c.floor for c in columns), sum(c.cap for c in columns)
    room = max(low, min(32, high) - squeeze)
    if room < high:
        assert fewest_lines(columns, room) == best_of_all(columns, room)


def test_ties_go_to_whole_cells_then_to_the_least_squeeze_then_to_the_left() -> None:
    long, short = "水煮牛肉大份加麻加辣配手工宽粉", "微辣免葱姜"  # 30 and 10 cells
    assert fewest_lines([column([long]), column([short])], 27) == [17, 10]
    assert fewest_lines([column([long]), column([long])], 31) == [16, 15]
    free = Flexible(1, 40, None)
    assert fewest_lines([free, free], 31) == [16, 15]
    assert fewest_lines([free, Flexible(1, 10, None)], 31) == [22, 9]


def test_a_column_without_text_counts_as_one_line() -> None:
    text = column(["水煮牛肉大份"])
    assert fewest_lines([text, Flexible(4, 20, None)], 30) == [12, 18]


def test_every_width_is_counted_once(monkeypatch) -> None:
    asked: list[int] = []
    plain = column(["水煮牛肉大份加麻加辣配手工宽粉"])

    def heights(width: int) -> Sequence[int]:
        asked.append(width)
        return plain.heights(width) if plain.heights else []

    watched = Flexible(plain.floor, plain.cap, heights)
    fewest_lines([watched, plain, plain], 40)
    assert max(asked.count(width) for width in asked if width != plain.cap) == 1


def test_a_search_without_budget_still_shares_all_the_room(monkeypatch) -> None:
    monkeypatch.setattr(optimum, "BUDGET", 0)
    texts = [column(["水煮牛肉大份加麻加辣"] * 3) for _ in range(4)]
    widths = fewest_lines(texts, 40)
    assert sum(widths) == 40
    assert widths == [10, 10, 10, 10]


def test_a_long_table_is_judged_by_rows_from_all_of_it() -> None:
    assert list(sample(0)) == []
    assert list(sample(1)) == [0]
    assert list(sample(optimum.SAMPLE)) == list(range(optimum.SAMPLE))
    rows = sample(10_000)
    assert optimum.SAMPLE / 2 < len(rows) <= optimum.SAMPLE
    assert rows[0] == 0
    assert 10_000 - rows[-1] <= rows.step


@settings(max_examples=300, deadline=None)
@given(
    text=st.lists(st.sampled_from([*WORDS, " ", "　", "a b", "–", "3.50"]), max_size=10).map(
        "".join
    ),
    width=st.integers(2, 40),
)
def test_lines_are_counted_as_they_are_broken(text: str, width: int) -> None:
    assert Words(text).count(width) == len(break_lines(text, width))
