"""Lowering: what stays native, what becomes a strip, and how few items it takes."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings

from ddjlayout import (
    D1,
    D2,
    Bold,
    Col,
    Column,
    Context,
    DdjError,
    Element,
    Extent,
    Feed,
    Job,
    LayoutError,
    Options,
    Profile,
    QRCode,
    Row,
    Rule,
    Text,
    compile,
    to_text,
)
from ddjlayout.backends.paper import margin, to_bitmap
from ddjlayout.block import Frame, Run
from ddjlayout.element import TextMode
from ddjlayout.items import CodeItem, ImageItem, Item, TextItem
from ddjlayout.raster.canvas import cells_of
from ddjlayout.style import NORMAL, SIZES, Align, Face, SizeName
from tests.documents import documents

LEFT, CENTER, RIGHT = Align.LEFT, Align.CENTER, Align.RIGHT


def items(*elements: Element | str, profile: Profile = D1, text: TextMode = "auto") -> list[Item]:
    return list(compile(Column(*elements), profile, options=Options(text=text)).items)


def native(*lines: str, align: Align = LEFT, bold: bool = False) -> TextItem:
    return TextItem(lines, NORMAL, bold, align)


def strip(item: Item) -> tuple[int, str]:
    assert isinstance(item, ImageItem)
    assert item.bitmap.width == 384
    assert item.align is LEFT
    return item.bitmap.height, item.alt


def reasons(*elements: Element | str, profile: Profile = D1) -> list[str]:
    job = compile(Column(*elements), profile)
    return [d.message.partition(": ")[2] for d in job.diagnostics if d.code == "line-rasterised"]


class At:
    """A line of text at any dot, for the tests."""

    def __init__(self, x: int, text: str) -> None:
        self.x = x
        self.text = text

    def measure(self, cx: Context) -> Extent:
        return Extent(0, 384)

    def layout(self, cx: Context, width: int) -> Frame:
        run = Run(self.text, cells_of(self.text) * 12, Face())
        return Frame(width, 24, [(self.x, 0, run)], cx.path)


def test_lines_of_one_style_share_an_item() -> None:
    assert items("a", Text("b\nc"), Rule("-"), Row("d", "e")) == [
        native("a", "b", "c", "-" * 32, f"d{' ' * 30}e")
    ]


def test_a_change_of_style_starts_an_item() -> None:
    big = Text("d", size="big")
    assert items("a", Text("b", bold=True), "c", big) == [
        native("a"),
        native("b", bold=True),
        native("c"),
        TextItem(("d",), SIZES["big"], bold=False, align=LEFT),
    ]


def test_the_device_centres_and_aligns_right() -> None:
    assert items(Text("a", align="center"), Text("一", align="center")) == [
        native("a", "一", align=CENTER)
    ]
    assert items(Text("a", align="right")) == [native("a", align=RIGHT)]


def test_a_full_line_goes_with_any_neighbours() -> None:
    rule = Rule("=")
    centred, right = Text("a", align="center"), Text("b", align="right")
    assert items(rule, centred, rule, Feed(1), right, rule) == [
        native("=" * 32, "a", "=" * 32, "", align=CENTER),
        native("b", "=" * 32, align=RIGHT),
    ]


def test_where_the_device_cannot_align_spaces_do() -> None:
    row = Row(Col("", width=4), Col("a", width="*", align="center"), gap=0)
    assert items(row) == [native(" " * 17 + "a")]
    assert items(Text("a", indent=3)) == [native("   a")]


def test_an_odd_centre_is_the_devices_own() -> None:
    [item] = items(Text("abc", align="center"))
    assert item == native("abc", align=CENTER)
    assert margin(CENTER, 384, 36) == 174  # no whole number of cells


def test_a_line_off_the_cells_is_a_strip() -> None:
    assert reasons(At(5, "a")) == ["it does not stand on the grid of cells"]
    assert strip(items(At(5, "a"))[0]) == (24, "a")
    assert items(At(12, "a")) == [native(" a")]


def test_blanks_at_the_end_are_dropped() -> None:
    assert items(Text("a   "), Text("b\u00a0 ")) == [native("a", "b")]
    assert items(Text(Bold("a"), "  ")) == [native("a", bold=True)]


def test_underlined_blanks_are_ink() -> None:
    assert strip(items(Text("a  ", underline=True))[0]) == (24, "a  ")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (Text("a ", Bold("b")), "it has two styles"),
        (Text("a", underline=True), "the device can neither underline nor invert"),
        (Text("a", inverse=True), "the device can neither underline nor invert"),
        (Text("€5"), "the device has no character '€'"),
        (Text("a", size="small"), "D1 does not have its size"),
        (Text("a", size="tall"), "D1 does not have its size"),
        (Row("a", QRCode("1")), "it stands beside dots"),
        (Row("a", Text("b", size="big")), "it has two styles"),
        (Row(Text("a\nb"), Column(Feed(dots=9), "c")), "lines beside it stand at other heights"),
    ],
)
def test_what_makes_a_line_a_strip(line: Element, reason: str) -> None:
    assert reasons(line)[0] == reason


@pytest.mark.parametrize("size", sorted(SIZES))
def test_sizes_are_native_where_the_device_has_them(size: SizeName) -> None:
    for profile in (D1, D2):
        [item] = items(Text("一a", size=size, bold=True), profile=profile)
        if SIZES[size] in profile.sizes:
            assert item == TextItem(("一a",), SIZES[size], bold=True, align=LEFT)
        else:
            assert strip(item) == (SIZES[size].height, "一a")


def test_only_the_line_in_need_becomes_a_strip() -> None:
    assert [type(item) for item in items(Text("a\n€\nb"))] == [TextItem, ImageItem, TextItem]


def test_adjacent_strips_become_one_bitmap() -> None:
    [item] = items(Text("€1\n€2"), QRCode("1"), Text("a", inverse=True))
    assert strip(item) == (48 + 116 + 24, "€1\n€2\n[QR 1]\na")


def test_the_words_of_a_strip_are_in_reading_order() -> None:
    assert strip(items(Text("合计 ", Bold("9.00", size="big")))[0])[1] == "合计 9.00"


def test_gaps_of_whole_lines_are_empty_lines() -> None:
    assert items("a", Feed(2), "b") == [native("a", "", "", "b")]
    assert items(Feed(1), "b", Feed(1)) == [native("", "b", "")]
    bold = Text("b", bold=True)
    assert items("a", Feed(1), bold) == [native("a", ""), native("b", bold=True)]


def test_other_gaps_are_white_dots() -> None:
    first, gap, last = items("a", Feed(dots=12), "b")
    assert (first, last) == (native("a"), native("b"))
    assert strip(gap) == (12, "")


def test_gaps_beside_a_strip_belong_to_it() -> None:
    code = QRCode("1")
    first, dots, last = items("a", Feed(dots=12), code, Feed(dots=12), "b")
    assert (first, last) == (native("a"), native("b"))
    assert strip(dots) == (116 + 24, "[QR 1]")
    assert items("a", Feed(1), code)[0] == native("a", "")
    assert strip(items(code, Feed(1))[0]) == (116 + 24, "[QR 1]")


def test_leading_is_the_devices() -> None:
    loose = D1._replace(leading=6)
    job = compile(Column("a", "b", Feed(1), "c"), loose)
    assert list(job.items) == [native("a", "b", "", "c")]
    assert to_bitmap(job).height == 4 * 30


def test_an_empty_paragraph_is_an_empty_line() -> None:
    assert items("", "a", Text("\n\n")) == [native("", "a", "", "")]


@pytest.mark.parametrize("line", [Text("€"), Text("a ", Bold("b")), Text("a", size="small")])
def test_native_text_only_is_an_error_where_it_cannot_be(line: Element) -> None:
    with pytest.raises(LayoutError, match="text='auto'") as error:
        items("a", line, text="native")
    assert (error.value.code, error.value.path) == ("not-native", "receipt > text[2]")


def test_native_text_only_leaves_pictures_alone() -> None:
    assert isinstance(items("a", QRCode("1"), text="native")[1], ImageItem)


def test_all_text_as_dots_on_request() -> None:
    job = compile(Column("a", Text("b", bold=True), Feed(1)), options=Options(text="image"))
    assert [strip(item) for item in job.items] == [(72, "a\nb")]
    assert job.diagnostics == ()
    native_job = compile(Column("a", Text("b", bold=True), Feed(1)))
    assert to_bitmap(job) == to_bitmap(native_job)


def test_codes_of_the_device_are_items_of_their_own() -> None:
    code = QRCode("1", native=True)
    assert items("a", code, "b") == [native("a"), CodeItem("qrcode", b"1", CENTER), native("b")]
    with pytest.raises(LayoutError, match="beside anything"):
        items(Row("a", code))


def test_missing_glyphs_are_a_warning() -> None:
    job = compile(Text("\U0003ffff"))
    assert [d.code for d in job.diagnostics][-1] == "glyph-missing"
    assert "U+3FFFF" in job.diagnostics[-1].message


def test_nothing_to_print_is_an_error() -> None:
    with pytest.raises(LayoutError, match="1012") as error:
        compile(Column())
    assert error.value.code == "empty"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_no_two_neighbours_could_be_one_item(document: Element) -> None:
    job = compiled(document)
    for one, two in pairwise(job.items):
        assert not (isinstance(one, ImageItem) and isinstance(two, ImageItem))
        if isinstance(one, TextItem) and isinstance(two, TextItem) and one[1:3] == two[1:3]:
            assert not (aligns(one) & aligns(two)), (one, two)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_text_as_dots_is_the_same_paper(document: Element) -> None:
    job = compiled(document)
    try:
        dots = compile(document, options=Options(text="image"))
    except LayoutError as error:
        assert error.code == "not-native"  # a code of the device is not drawn by us
        return
    assert not any(isinstance(item, TextItem) for item in dots.items if to_text_of(item))
    assert to_bitmap(dots) == to_bitmap(job)


def compiled(document: Element) -> Job:
    try:
        return compile(document)
    except DdjError:
        assume(False)
        raise


def to_text_of(item: Item) -> str:
    return to_text(Job(D1, (item,))).strip()


def aligns(item: TextItem) -> set[Align]:
    """Return the alignments that put every line of an item where it is."""

    def places(align: Align) -> list[int]:
        return [margin(align, 384, cells_of(x) * item.size.cell) for x in item.lines if x]

    return {align for align in (LEFT, CENTER, RIGHT) if places(align) == places(item.align)}
