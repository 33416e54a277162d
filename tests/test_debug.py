"""The debug overlay: the paper's own dots, with every mark where it belongs."""

from io import BytesIO

import pytest
from PIL import Image

from ddjlayout import (
    D1,
    Bold,
    Column,
    Context,
    Element,
    Extent,
    Feed,
    Job,
    QRCode,
    Row,
    Rule,
    Text,
    UsageError,
    compile,
    from_print_content,
    to_debug_png,
    to_print_content,
)
from ddjlayout.backends.marks import Rect, boxes, items, notes, overflow, spread, strips
from ddjlayout.backends.paper import to_bitmap
from ddjlayout.block import Frame, Run
from ddjlayout.style import Face

LEFT, TOP = 150, 74
INK = (34, 38, 46)


class Reaching:
    """An element whose text reaches beyond its own edge, for the tests."""

    def measure(self, cx: Context) -> Extent:
        return Extent(0, 384)

    def layout(self, cx: Context, width: int) -> Frame:
        inner = Frame(12, 24, [(0, 0, Run("ab", 24, Face()))], cx.path)
        return Frame(width, 24, [(24, 0, inner)])


def drawn(job: Job, *, scale: int = 2) -> Image.Image:
    image = Image.open(BytesIO(to_debug_png(job, scale=scale)))
    assert image.mode == "RGB"
    return image


def test_the_dots_are_the_papers() -> None:
    job = compile(Column(Text("合计", size="big"), Text("€5", inverse=True), QRCode("1")))
    paper = to_bitmap(job)
    for scale in (1, 3):
        image = drawn(job, scale=scale)
        place = (LEFT, TOP, LEFT + 384 * scale, TOP + paper.height * scale)
        dots = image.crop(place).resize((384, paper.height), Image.Resampling.NEAREST)
        raw = dots.tobytes()
        ink = [tuple(raw[i : i + 3]) == INK for i in range(0, len(raw), 3)]
        expected = [digit == "#" for line in paper.letters().split("\n") for digit in line]
        assert ink == expected


def test_text_sent_as_dots_is_orange() -> None:
    image = drawn(compile(Column("a", Text("€      €"))))
    red, green, blue = image.getpixel((LEFT + 2 * 41, TOP + 2 * 40))  # type: ignore[misc]
    assert red > green > blue
    red, green, blue = image.getpixel((LEFT + 2 * 41, TOP + 2 * 16))  # type: ignore[misc]
    assert abs(red - blue) < 40


def test_a_warning_is_red() -> None:
    image = drawn(compile(Text("宫保鸡丁" * 9, max_lines=1)))
    assert image.getpixel((LEFT, TOP)) == (220, 38, 38)
    assert drawn(compile(Text("a"))).getpixel((LEFT, TOP)) != (220, 38, 38)


def test_boxes_are_the_elements_from_the_outside_in() -> None:
    job = compile(Column(Column("a", Feed(1)), Row("b", Text("c"))))
    found = [(box.rect[1:], box.depth, box.name) for box in boxes(job)]
    assert found[:3] == [
        ((0, 384, 48), 0, "column[1]"),
        ((0, 384, 24), 1, "text[1]"),
        ((24, 384, 24), 1, "feed[2]"),
    ]
    assert [name for _, _, name in found[3:]][:3] == ["row[2]", "col[1]", "col[2]"]
    assert all(rect[0] >= 48 for rect, _, _ in found[3:])


def test_an_element_that_fills_its_parent_shares_its_line() -> None:
    [box] = boxes(compile(Column(Column(Text("a")))))
    assert (box.name, box.path) == ("column[1] > text[1]", "receipt > column[1] > text[1]")


def test_items_are_named_by_kind_and_size() -> None:
    codes = Column(QRCode("1"), QRCode("1", native=True))
    job = compile(Column("a", "b", Text("c", size="big", bold=True), codes))
    assert [(m.top, m.height, m.kind, m.name) for m in items(job)] == [
        (0, 48, "text", "2 lines"),
        (48, 48, "text", "1 line, size 1, bold"),
        (96, 116, "image", "116 dots"),
        (212, 116, "code", "qrcode"),
    ]


def test_strips_are_the_texts_inside_images() -> None:
    job = compile(Column("a", Text("b ", Bold("c")), "d", QRCode("1"), Text("€")))
    assert strips(job) == [
        Rect(0, 24, 24, 24),
        Rect(24, 24, 12, 24),
        Rect(0, 188, 12, 24),
    ]


def test_notes_say_what_happened_where() -> None:
    job = compile(Column(Text("€"), Text("宫保鸡丁" * 9, max_lines=1)))
    told = notes(job)
    assert [(n.code, n.warning) for n in told["receipt > text[1]"]] == [
        ("the device has no character 'U+20AC'", False)
    ]
    assert [(n.code, n.warning) for n in told["receipt > text[2]"]] == [("text-cut", True)]


def test_overflow_is_what_reaches_out_of_its_place() -> None:
    assert overflow(compile(Column("a", Reaching()))) == [Rect(24, 24, 24, 24)]
    assert overflow(compile(Column("a", Row("b", QRCode("1"))))) == []


def test_a_job_without_layout_shows_its_items() -> None:
    job = from_print_content(to_print_content(compile(Column("a", QRCode("1")))), D1)
    assert (boxes(job), strips(job), overflow(job)) == ([], [], [])
    assert drawn(job).height == TOP + 2 * 140 + 24


def test_labels_never_cover_one_another() -> None:
    assert spread([0, 0, 40, 41], 17) == [0, 17, 40, 57]
    many: list[Element | str] = [Row("a", "b", Column(Row("c", "d"))) for _ in range(6)]
    assert drawn(compile(Column(*many))).height > TOP + 2 * 6 * 24


@pytest.mark.parametrize("scale", [0, 9, -1])
def test_other_scales_are_refused(scale: int) -> None:
    with pytest.raises(UsageError, match="between 1 and 8"):
        to_debug_png(compile(Text("a")), scale=scale)


def test_paper_too_long_is_refused() -> None:
    with pytest.raises(UsageError, match=r"Job\.split"):
        to_debug_png(compile(Column(*["a"] * 700)), scale=2)


@pytest.mark.parametrize("scale", [1, 2, 8])
def test_an_item_one_dot_tall_is_drawn(scale: int) -> None:
    for document in (Feed(dots=1), Rule(thickness=1, height=1)):
        picture = Image.open(BytesIO(to_debug_png(compile(document), scale=scale)))
        assert picture.height > 74 + scale
