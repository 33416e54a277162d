"""Random documents for the property tests: text of all GBK and beyond, rows, tables, styles."""

import PIL.Image
from hypothesis import strategies as st

from ddjlayout import (
    Align,
    Barcode,
    Bold,
    Box,
    Col,
    Column,
    Element,
    Feed,
    Image,
    QRCode,
    Row,
    Rule,
    Span,
    Table,
    Text,
)

GBK = [
    char
    for lead in range(0x81, 0xFF)
    for trail in range(0x40, 0xFF)
    for char in [bytes((lead, trail)).decode("gbk", "ignore")]
    if len(char) == 1
]
FOREIGN = list("€ñ™🌶😀ğ한ไทยя½\u00a0¥•") + ["👨‍👩‍👧", "é", "\u200b", "\t", "\x07", "\u202e", "𠮷"]
WORDS = [
    "宫保鸡丁",
    "￥36.00",
    "36.00元",
    "500ml×24瓶",
    "Hello",
    "，",
    "。”",
    "（",
    "https://a.cn/b?c=1",
]
SIZES = ("normal", "tall", "wide", "big", "small", "small-tall", "small-wide", "small-big")

characters = st.one_of(
    st.sampled_from(GBK),
    st.characters(min_codepoint=32, max_codepoint=126),
    st.sampled_from(FOREIGN),
)
strings = st.one_of(
    st.lists(characters, max_size=60).map("".join),
    st.lists(st.sampled_from(WORDS), max_size=12).map("".join),
    st.lists(st.sampled_from([*WORDS, " ", "\n"]), max_size=12).map("".join),
)
short = st.lists(characters, max_size=10).map("".join)
numbers = st.decimals(-9999, 9999, places=2)
aligns = st.sampled_from(["left", "center", "right", "justify"])
sizes = st.sampled_from(SIZES) | st.none()


@st.composite
def texts(draw: st.DrawFn) -> Text:
    parts: list[object] = [draw(strings)]
    if draw(st.booleans()):
        parts.append(Bold(draw(short), size=draw(sizes)))
    return Text(
        *parts,
        size=draw(sizes),
        bold=draw(st.booleans()),
        align=draw(aligns),
        underline=draw(st.sampled_from([None, None, True])),
        inverse=draw(st.sampled_from([None, None, True])),
        indent=draw(st.integers(0, 3)),
        hanging=draw(st.integers(0, 3)),
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.sampled_from(["* 4> 8.2", "* *", "10 * auto", "50% *^ 8,.2"]))
    count = len(columns.split())
    cell = st.one_of(short, numbers, st.none(), st.integers(0, 999))
    rows = draw(st.lists(st.lists(cell, min_size=count, max_size=count), max_size=5))
    if rows and draw(st.booleans()):
        rows[0] = [
            Span(rows[0][0], count, align=draw(st.sampled_from(["left", "center", "right"])))
        ]
    header = draw(st.lists(short, min_size=count, max_size=count) | st.none())
    return Table(
        rows,
        columns,
        header=header,
        header_bold=draw(st.sampled_from([None, None, True])),
        border=draw(st.sampled_from([None, None, "light", "rounded", "double"])),
        column_rule=draw(st.sampled_from([None, None, "light"])),
        row_rule=draw(st.sampled_from([None, None, "light"])),
        max_lines=draw(st.sampled_from([None, None, 2])),
        size=draw(st.sampled_from([None, None, "small", "tall"])),
        valign=draw(st.sampled_from(["top", "middle", "bottom"])),
    )


def rows(children: st.SearchStrategy[Element]) -> st.SearchStrategy[Element]:
    cols = st.builds(
        Col,
        children,
        width=st.sampled_from([None, "*", "auto", 14, "40%"]),
        align=st.sampled_from(["left", "center", "right"]) | st.none(),
    )
    return st.builds(
        lambda items, gap, valign, leader: Row(*items, gap=gap, valign=valign, leader=leader),
        st.lists(cols | strings, min_size=1, max_size=3),
        st.integers(0, 2) | st.just("5d"),
        st.sampled_from(["top", "middle", "bottom", None]),
        st.sampled_from(["", "", ".", "·"]),
    )


def boxes(children: st.SearchStrategy[Element]) -> st.SearchStrategy[Element]:
    return st.builds(
        Box,
        children,
        border=st.sampled_from(["light", "heavy", "double", "rounded", 1, 3, None]),
        padding=st.sampled_from([None, 0, (0, 1), "7d"]),
        width=st.sampled_from([None, None, "auto", 20, "70%"]),
        align=aligns | st.none(),
    ) | st.builds(Box, st.just("x"), title=strings)


@st.composite
def images(draw: st.DrawFn) -> Image:
    size = draw(st.tuples(st.integers(10, 60), st.integers(1, 40)))
    shade = draw(st.sampled_from([0, 90, 200, 255]))
    picture = PIL.Image.radial_gradient("L").resize(size).point(lambda v: (v + shade) % 256)
    width = draw(st.sampled_from([None, "20mm", 7, "30%", "41d"]))
    return Image(picture, width=width, align=draw(st.sampled_from(["left", "center", "right"])))


codes: st.SearchStrategy[Element] = st.one_of(
    st.builds(
        QRCode,
        st.text(min_size=1, max_size=20).filter(
            lambda s: not any("\ud800" <= c < "\ue000" for c in s)
        ),
        level=st.sampled_from("LMQH"),
        caption=st.none() | short,
    ),
    st.builds(
        QRCode,
        st.text(st.characters(codec="gbk"), min_size=1, max_size=20),
        native=st.just(True),
    ),
    st.builds(
        Barcode,
        st.text("0123456789ABCxyz-", min_size=1, max_size=9),
        text=st.booleans(),
        align=st.sampled_from(["left", "center", "right"]),
    ),
    st.builds(
        Barcode,
        st.text("0123456789ABCxyz-", min_size=1, max_size=9),
        native=st.just(True),
        align=st.sampled_from(["left", "center", "right"]),
    ),
    st.builds(Barcode, st.text("0123456789", min_size=12, max_size=12), kind=st.just("ean13")),
)
leaves: st.SearchStrategy[Element] = st.one_of(
    texts(),
    tables(),
    images(),
    codes,
    st.builds(Feed, st.integers(0, 2)),
    st.builds(Feed, dots=st.integers(0, 50)),
    st.builds(Rule, st.sampled_from(["-", "═", "=-", "＊"])),
    st.builds(Rule, thickness=st.integers(1, 3), height=st.just(24)),
)
elements: st.SearchStrategy[Element] = st.recursive(
    leaves,
    lambda inner: (
        rows(inner)
        | boxes(inner)
        | st.builds(Align, inner, st.sampled_from(["left", "center", "right"]))
        | st.lists(inner, max_size=3).map(lambda children: Column(*children, gap=6))
    ),
    max_leaves=6,
)
documents = st.lists(elements, min_size=1, max_size=5).map(lambda children: Column(*children))
