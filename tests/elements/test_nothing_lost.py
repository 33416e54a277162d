"""Whatever is laid out: every letter is there, in its place, and nothing is too wide."""

from collections import Counter
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from ddjlayout import (
    D1,
    D2,
    Align,
    Box,
    Col,
    Context,
    LayoutError,
    Profile,
    Row,
    Span,
    Table,
    Text,
)
from ddjlayout.block import Frame, Run
from ddjlayout.element import Element
from ddjlayout.space import Grid, Want, parse_width, share
from tests.elements.showing import codes, lines

letters = st.text("宫保鸡丁米饭abcXYZ0123456789.,-￥()（）/ ", max_size=24)
cells = st.one_of(letters, letters, st.integers(-99999, 99999), st.decimals(-999, 999, places=2))
widths = st.sampled_from(
    ["*", "*", "auto", "auto>", "2fr", "6", "9>", "25%", "8.2", "auto.2", "*^"]
)
lines_of_tables = st.sampled_from([None, "light", "double"])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(widths, min_size=1, max_size=4))
    rows = []
    for _ in range(draw(st.integers(0, 5))):
        row = draw(st.lists(cells, max_size=len(columns)))
        if len(row) == len(columns) > 1 and draw(st.booleans()):
            row[-2:] = [Span(row[-2], 2)]
        rows.append(row)
    return Table(
        rows,
        columns,
        header=draw(st.none() | st.lists(letters, max_size=len(columns))),
        border=draw(lines_of_tables),
        column_rule=draw(st.sampled_from([None, "light"])),
        row_rule=draw(lines_of_tables),
        valign=draw(st.sampled_from(["top", "middle", "bottom"])),
        size=draw(st.sampled_from([None, None, "small"])),
    )


@st.composite
def rows(draw: st.DrawFn) -> Row:
    cols: list[Col | str] = []
    for text in draw(st.lists(letters, min_size=1, max_size=3)):
        width = draw(st.sampled_from([None, "*", "auto", 8, "30%", "2fr"]))
        cols.append(text if width is None else Col(text, width=width))
    return Row(*cols, gap=draw(st.integers(0, 2)), leader=draw(st.sampled_from(["", "*"])))


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    inner: Element = draw(tables() | rows())
    return Box(
        inner,
        border=draw(st.sampled_from(["light", "rounded", 2, None])),
        padding=draw(st.sampled_from([0, 1, (0, 2), "6d"])),
        width=draw(st.sampled_from([None, "auto", "80%"])),
    )


elements = st.one_of(tables(), rows(), boxes(), tables().map(Align))
relaxed = settings(max_examples=300, deadline=None)


@relaxed
@given(element=elements, width=st.integers(10, 384), profile=st.sampled_from([D1, D2]))
def test_nothing_is_lost_or_too_wide(element: Element, width: int, profile: Profile) -> None:
    try:
        frame = element.layout(Context(profile), width)
    except LayoutError as error:
        assert error.code in {"table-too-wide", "too-narrow"}, error
        return
    assert frame.width <= width
    inside(frame)
    shown = Counter(char for run in runs(frame) for char in run.text)
    for char in " *-":  # spaces are places; the others are also leaders and rules
        shown.pop(char, None)
    boxed = Counter({c: n for c, n in shown.items() if "─" <= c <= "╿"})
    assert shown - boxed == wanted(element)


def inside(frame: Frame) -> None:
    """Check that nothing reaches out of its frame, and no text stands on other text."""
    for x, y, part in frame.parts:
        assert x >= 0
        assert y >= 0
        assert x + part.width <= frame.width, part
        assert y + part.height <= frame.height, part
        if isinstance(part, Frame):
            inside(part)
    taken: set[tuple[int, int]] = set()
    for x, y, run in places(frame, 0, 0):
        cells = {(dot, y) for dot in range(x, x + run.width, 4)}
        assert not cells & taken, run
        taken |= cells


def places(frame: Frame, x: int, y: int) -> Iterator[tuple[int, int, Run]]:
    for dx, dy, part in frame.parts:
        if isinstance(part, Frame):
            yield from places(part, x + dx, y + dy)
        elif isinstance(part, Run):
            yield x + dx, y + dy, part


def runs(frame: Frame) -> list[Run]:
    return [run for _, _, run in places(frame, 0, 0)]


def wanted(element: object) -> Counter[str]:
    """Count the characters a user wrote, blanks and what is drawn elsewhere apart."""
    if isinstance(element, Table):
        specs = element.columns or []
        count: Counter[str] = Counter()
        for row in [element.header or [], *element.rows]:
            index = 0
            for cell in row:
                span = cell if isinstance(cell, Span) else Span(cell, 1)
                count += wanted(specs[index].spell(span.content))
                index += span.columns
        return count
    if isinstance(element, Row):
        return sum(
            (wanted(c.content if isinstance(c, Col) else c) for c in element.cols), Counter()
        )
    if isinstance(element, Box):
        return sum((wanted(child) for child in element.content.children), Counter())
    if isinstance(element, Align):
        return wanted(element.content)
    text = element if isinstance(element, str) else "".join(element.parts)  # type: ignore[attr-defined]
    return Counter(char for char in text if char not in " *-")


wants = st.builds(
    lambda word, low, more: Want(parse_width(word), low, low + more),
    st.sampled_from(["*", "auto", "1fr", "2fr", "8", "25%", "100d"]),
    st.integers(0, 120),
    st.integers(0, 300),
)


@given(
    asked=st.lists(wants, min_size=1, max_size=5),
    line=st.integers(60, 576),
    step=st.sampled_from([12, 24]),
)
def test_shared_widths_sum_right(asked: list[Want], line: int, step: int) -> None:
    grid = Grid(12, step, 203)
    found = share(asked, line, grid)
    fixed = [grid.fixed(w.width, line) if not w.width.flexible else None for w in asked]
    least = [want.min if known is None else known for want, known in zip(asked, fixed, strict=True)]
    if found is None:
        assert sum(least) > line
        return
    assert all(width >= low for width, low in zip(found, least, strict=True))
    assert sum(found) <= line
    flexible = any(want.width.unit in ("*", "fr") for want in asked)
    if flexible:
        assert sum(found) == line


def test_a_marker_wider_than_the_line_gives_way_to_the_text() -> None:
    text = Text("一二三四五六七八九十" * 4, max_lines=1, marker="点击查看更多" * 4)
    assert lines(text) == ["一二三四五六七八九十一二三四五六"]
    assert codes(text) == ["text-cut"]
    table = Table([("abcdef", "x")], "1 *", max_lines=1)
    assert lines(table) == ["a x"]
    assert codes(table) == ["text-cut"]
