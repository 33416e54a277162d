"""The page split: papers that stack to the whole, limits that hold, cuts where they belong."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ddjlayout import (
    D1,
    D2,
    Col,
    Column,
    DdjError,
    Element,
    Feed,
    Job,
    LayoutError,
    Profile,
    QRCode,
    Row,
    Rule,
    Table,
    Text,
    UsageError,
    compile,
    from_print_content,
    to_print_content,
    to_text,
)
from ddjlayout.backends.paper import to_bitmap
from ddjlayout.block import Frame, Picture
from ddjlayout.element import Context, Extent
from ddjlayout.items import CodeItem, ImageItem, TextItem
from ddjlayout.raster.bitmap import Bitmap, stack
from tests.documents import elements

relaxed = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
groups = st.lists(elements, min_size=1, max_size=3).map(lambda e: Column(*e, keep=True))
documents = st.lists(groups | elements, min_size=2, max_size=8).map(lambda e: Column(*e))


class Dots:
    """A picture made of letters, for the tests."""

    def __init__(self, bitmap: Bitmap) -> None:
        self.bitmap = bitmap

    def measure(self, cx: Context) -> Extent:
        return Extent(self.bitmap.width, self.bitmap.width)

    def layout(self, cx: Context, width: int) -> Frame:
        return Frame(width, self.bitmap.height, [(0, 0, Picture(self.bitmap, "[dots]"))], cx.path)


def compiled(document: Element, profile: Profile = D1) -> Job:
    try:
        return compile(document, profile)
    except DdjError:
        assume(False)
        raise


def split(job: Job, **wanted: Any) -> tuple[Job, ...]:
    """Split where that can be: a code that the device draws has the height it has."""
    try:
        return job.split(**wanted)
    except LayoutError as error:
        assert error.code == "part-too-small"
        assume(not any(isinstance(item, CodeItem) for item in job.items))
        raise


def lines(count: int, prefix: str = "line ") -> list[Text]:
    return [Text(f"{prefix}{n}") for n in range(1, count + 1)]


def text_of(job: Job) -> list[str]:
    return to_text(job).splitlines()


def heights(parts: tuple[Job, ...]) -> list[int]:
    return [to_bitmap(part).height for part in parts]


def extents(frame: Frame, y: int = 0) -> Iterator[tuple[int, int, bool]]:
    """List top and bottom of groups (True) and blocks (False)."""
    if frame.keep:
        yield y, y + frame.height, True
    for _, down, part in frame.parts:
        if isinstance(part, Frame):
            yield from extents(part, y + down)
        else:
            yield y + down, y + down + part.height, False


def with_neighbours(top: int, bottom: int, frame: Frame) -> tuple[int, int]:
    """Widen a stretch to all that overlaps it, and what overlaps that."""
    while True:
        beside = [e for e in extents(frame) if e[0] < bottom and e[1] > top]
        wider = min([top, *(e[0] for e in beside)]), max([bottom, *(e[1] for e in beside)])
        if wider == (top, bottom):
            return wider
        top, bottom = wider


@relaxed
@given(documents, st.sampled_from([D1, D2]), st.integers(96, 600), st.integers(4000, 20000))
def test_the_papers_of_the_parts_are_the_whole_paper(
    document: Element, profile: Profile, max_dots: int, max_bytes: int
) -> None:
    job = compiled(document, profile)
    parts = split(job, max_bytes=max_bytes, max_dots=max_dots)
    papers = [to_bitmap(part) for part in parts]
    assert stack(papers) == to_bitmap(job)
    assert max(paper.height for paper in papers) <= max_dots
    assert max(len(to_print_content(part)) for part in parts) <= max_bytes
    check_groups(job, split(job, max_dots=max_dots), max_dots)


def check_groups(job: Job, parts: tuple[Job, ...], max_dots: int) -> None:
    """Hold that a group is cut only when it, or all beside it, is longer than a part."""
    assert job.frame is not None
    cuts = list(accumulate(heights(parts)))[:-1]
    for top, bottom, kept in extents(job.frame):
        if kept and any(top < cut < bottom for cut in cuts):
            top, bottom = with_neighbours(top, bottom, job.frame)
            assert bottom - top > max_dots
            assert any(d.code in {"group-split", "strip-split"} for p in parts for d in p[2])


@relaxed
@given(documents, st.integers(200, 600), st.sampled_from(["{part}/{parts}", ""]))
def test_limits_hold_with_header_and_number(document: Element, max_dots: int, number: str) -> None:
    head = Text("头", align="center")
    job = compiled(Column(head, document))
    parts = split(job, max_dots=max_dots, header=1, number=number)
    assert max(heights(parts)) <= max_dots or parts == (job,)
    whole = stack([to_bitmap(part) for part in parts])
    header, line = 24 * (len(parts) - 1), 24 * len(parts) * bool(number) * (len(parts) > 1)
    assert whole.height == to_bitmap(job).height + header + line
    for index, part in enumerate(parts, 1):
        assert text_of(part)[0].strip() == "头"
        if number and len(parts) > 1:
            assert text_of(part)[-1].strip() == f"{index}/{len(parts)}"


def test_a_job_within_the_limits_is_returned_as_it_is() -> None:
    job = compile(Column(*lines(3)))
    assert job.split() == (job,)
    assert job.split(max_dots=72, number="{part}/{parts}")[0] is job


def test_lines_fill_the_parts() -> None:
    parts = compile(Column(*lines(7))).split(max_dots=3 * 24)
    assert [text_of(part) for part in parts] == [
        ["line 1", "line 2", "line 3"],
        ["line 4", "line 5", "line 6"],
        ["line 7"],
    ]


def test_a_group_goes_to_the_next_part_whole() -> None:
    job = compile(Column("a", Column(*lines(3), keep=True), "z"))
    assert [text_of(part) for part in job.split(max_dots=3 * 24 + 23)] == [
        ["a"],
        ["line 1", "line 2", "line 3"],
        ["z"],
    ]
    assert all(not part.diagnostics for part in job.split(max_dots=3 * 24))


def test_a_group_longer_than_a_part_is_cut_at_a_line_and_reported() -> None:
    job = compile(Column("a", Column(*lines(5), keep=True)))
    parts = job.split(max_dots=2 * 24 + 10)
    assert [len(text_of(part)) for part in parts] == [1, 2, 2, 1]
    reported = [(d.code, d.path) for part in parts for d in part.diagnostics]
    assert reported == [("group-split", "receipt > column[2]")]


def test_a_group_in_a_group_too_long_stays_together() -> None:
    inner = [Column(*lines(2, f"{name} "), keep=True) for name in "ab"]
    parts = compile(Column(Column("top", *inner, keep=True))).split(max_dots=4 * 24)
    assert [text_of(part) for part in parts] == [["top", "a 1", "a 2"], ["b 1", "b 2"]]


def test_a_row_of_a_table_is_never_cut() -> None:
    rows = [("一二三四五六七八九十", n) for n in range(5)]
    job = compile(Table(rows, "10 *>"))
    parts = job.split(max_dots=3 * 24)
    assert heights(parts) == [48] * 5


def test_a_code_stays_with_its_caption() -> None:
    code = QRCode("https://example.com/", caption="扫码")
    job = compile(Column(*lines(4), code))
    parts = job.split(max_dots=240)
    assert text_of(parts[0]) == [f"line {n}" for n in range(1, 5)]
    assert text_of(parts[1])[-1].strip() == "扫码"


def test_the_header_is_printed_again() -> None:
    job = compile(Table([(f"菜{n}", n) for n in range(1, 5)], "* 4>", header=("品名", "数量")))
    parts = job.split(max_dots=4 * 24, header=1)
    rule = "-" * 32
    assert [text_of(part)[:2] for part in parts] == [[f"品名{' ' * 24}数量", rule]] * 2
    assert [len(text_of(part)) for part in parts] == [4, 4]


def test_numbers_of_two_digits() -> None:
    parts = compile(Column(*lines(23))).split(max_dots=3 * 24, number="第{part}/{parts}页")
    assert len(parts) == 12
    assert text_of(parts[0])[-1].strip() == "第1/12页"
    assert text_of(parts[11])[-1].strip() == "第12/12页"


def test_neighbours_of_one_style_share_an_item() -> None:
    job = compile(
        Column(Text("头", align="center"), *[Text(f"{n}", align="center") for n in "123"])
    )
    last = job.split(max_dots=3 * 24, header=1, number="{part}/{parts}")[-1]
    assert [item.lines for item in last.items if isinstance(item, TextItem)] == [("头", "3", "3/3")]


def test_feed_is_cut_anywhere_and_left_behind_the_last_line() -> None:
    job = compile(Column("a", Feed(dots=500), "z", Feed(4)))
    parts = job.split(max_dots=200)
    assert heights(parts) == [200, 200, 124, 120]
    assert text_of(parts[-1])[0] == "z"


def test_a_picture_longer_than_a_part_is_cut_at_a_white_row() -> None:
    band = Bitmap.from_rows(8, [0xFF] * 70)
    job = compile(Dots(stack([band, Bitmap.blank(8, 1), band])))
    parts = job.split(max_dots=100)
    assert heights(parts) == [70, 71]
    assert [d.code for part in parts for d in part.diagnostics] == ["strip-split"]
    assert text_of(parts[0]) == ["[dots]"]
    assert text_of(parts[1]) == ["[image 384x71]"]


def test_a_picture_without_a_white_row_is_cut_at_the_limit() -> None:
    job = compile(Column("a", Dots(Bitmap.from_rows(8, [0xFF] * 250))))
    assert heights(job.split(max_dots=100)) == [24, 100, 100, 50]


def test_the_dots_of_several_elements_are_cut_between_them() -> None:
    job = compile(Column(*[Text(f"€{n}") for n in range(4)]))
    parts = job.split(max_dots=60)
    assert len(job.items) == 1
    assert [text_of(part) for part in parts] == [["€0", "€1"], ["€2", "€3"]]
    assert all(isinstance(item, ImageItem) for part in parts for item in part.items)


def test_lines_that_overlap_all_the_way_are_cut_at_the_limit() -> None:
    tall = Column(Feed(dots=12), *lines(6))
    job = compile(Row(Column(*lines(6)), tall))
    parts = job.split(max_dots=100)
    assert heights(parts) == [100, 56]
    assert [d.code for d in parts[0].diagnostics].count("strip-split") == 2  # one a column


def test_the_taller_of_two_neighbours_is_cut() -> None:
    job = compile(Row(Col(Column(*lines(2), keep=True), width=10), QRCode("1"), valign="top"))
    shifted = compile(Row(Col(Column(*lines(5)), width=10), Col(Column(Feed(dots=6), QRCode("1")))))
    assert heights(job.split(max_dots=100))[0] == 100
    assert heights(shifted.split(max_dots=100)) == [96, 26]
    cut = [d for d in shifted.split(max_dots=100)[0].diagnostics if d.code.endswith("-split")]
    assert {d.path for d in cut} == {"receipt > col[2] > qrcode[2]"}
    assert [d.code for d in cut] == ["group-split", "strip-split"]


def test_bytes_are_a_limit_too() -> None:
    job = compile(Column(*lines(300)))
    parts = job.split(max_bytes=1000)
    assert all(len(to_print_content(part)) <= 1000 for part in parts)
    assert [line for part in parts for line in text_of(part)] == text_of(job)
    assert all(len(to_print_content(part)) > 900 for part in parts[:-1])


def test_the_profile_limits_the_bytes() -> None:
    small = D1._replace(max_bytes=2000)
    job = compile(Column(*lines(300)), small)
    with pytest.raises(LayoutError, match=r"Job\.split"):
        to_print_content(job)
    parts = job.split(max_bytes=10**6)
    assert all(1800 < len(to_print_content(part)) <= 2000 for part in parts[:-1])
    assert len(to_print_content(parts[-1])) <= 2000
    assert [line for part in parts for line in text_of(part)] == text_of(job)


def test_leading_stays_with_its_line() -> None:
    job = compile(Column(*lines(5), QRCode("1")), D1._replace(leading=6))
    parts = job.split(max_dots=100)
    assert heights(parts)[:2] == [90, 60]
    assert stack([to_bitmap(part) for part in parts]) == to_bitmap(job)


def test_the_first_part_has_the_diagnostics_of_the_job() -> None:
    job = compile(Column("a\u200db", *lines(4)))
    parts = job.split(max_dots=72)
    assert parts[0].diagnostics == job.diagnostics
    assert parts[1].diagnostics == ()


def test_a_job_read_back_is_split_between_its_items() -> None:
    job = compile(Column(*lines(3), QRCode("1"), *lines(3), QRCode("2", native=True)))
    read = from_print_content(to_print_content(job))
    parts = read.split(max_dots=120)
    assert stack([to_bitmap(part) for part in parts]) == to_bitmap(job)
    assert heights(parts) == [72, 116, 72, 116]


def test_hollow_boxes_of_a_job_read_back_stay_hollow() -> None:
    content = '[{"Alignment":0,"BaseText":"YfCfmIAKYgo=","Bold":0,"FontSize":0,"PrintType":0}]'
    read = from_print_content(content, D2)
    parts = read.split(max_dots=24)
    again = [from_print_content(to_print_content(part), D2) for part in parts]
    assert [to_bitmap(part) for part in again] == [to_bitmap(part) for part in parts]
    assert text_of(again[0]) == ["a□"]


@pytest.mark.parametrize("limits", [{"max_dots": 20}, {"max_bytes": 60}])
def test_parts_too_small_for_a_line_are_an_error(limits: dict[str, int]) -> None:
    with pytest.raises(LayoutError, match="fits in") as error:
        compile(Column(*lines(3))).split(**limits)
    assert error.value.code == "part-too-small"


def test_a_header_that_leaves_no_room_is_an_error() -> None:
    with pytest.raises(LayoutError, match="shorter header"):
        compile(Column(*lines(3))).split(max_dots=48, header=2)


@pytest.mark.parametrize("header", [3, 4])
def test_a_header_of_everything_is_refused(header: int) -> None:
    with pytest.raises(UsageError, match="document that has 3"):
        compile(Column(*lines(3))).split(max_dots=48, header=header)


@pytest.mark.parametrize("number", ["€{part}", "{part}\n", "页" * 17])
def test_a_number_the_device_cannot_print_is_refused(number: str) -> None:
    with pytest.raises(UsageError, match="cannot number"):
        compile(Column(*lines(3), Rule())).split(max_dots=48, number=number)


def test_the_header_of_a_bordered_table_takes_its_borders_along() -> None:
    rows = [(f"菜{n}", n) for n in range(1, 5)]
    table = Table(rows, "* 6>", header=("品名", "数量"), border="light")
    parts = compile(Column(table)).split(max_dots=5 * 24, header=1)
    head = to_text(parts[0]).splitlines()[:3]
    assert [to_text(part).splitlines()[:3] for part in parts] == [head] * len(parts)
    assert len(parts) > 1


def test_the_header_of_a_bordered_table_is_known_where_a_row_is_stacked() -> None:
    rows = [("a", "12345678901234"), ("b", 2), ("c", 3), ("d", 4)]
    parts = compile(Table(rows, "* 4>", header=("H", "N"), border="light")).split(
        max_dots=6 * 24, header=1
    )
    head = to_text(parts[0]).splitlines()[:3]
    assert "H" in head[1]
    assert [to_text(part).splitlines()[:3] for part in parts] == [head] * len(parts)
    assert len(parts) > 1


def test_a_gap_behind_the_header_is_repeated_with_it() -> None:
    job = compile(Column("头", "甲", "乙", gap=24))
    assert [to_text(p).splitlines() for p in job.split(max_dots=96, header=1)][1][:3] == [
        "头",
        "",
        "乙",
    ]


@pytest.mark.parametrize("document", [Text("一二三四五" * 20), Row("左", Text("一二三四五" * 20))])
@pytest.mark.parametrize("leading", [0, 3])
def test_a_document_of_one_element_has_no_header(document: Element, leading: int) -> None:
    job = compile(document, D1._replace(leading=leading))
    with pytest.raises(UsageError, match="a Column's first elements"):
        job.split(max_dots=72, header=1)
