"""The two printers: how many characters a line of each font size holds, and how large they are."""

import json

import pytest

from ddjlayout.simulator.device import D1, D2, DeviceModel
from ddjlayout.simulator.paper import paint
from tests.simulator.drawing import item, letters

# device, FontSize, dots of a Chinese character, Chinese and ASCII characters a line
TABLE = [
    (D1, 0, (24, 24), (16, 32)),
    (D1, 1, (48, 48), (8, 16)),
    (D2, 0, (24, 24), (16, 32)),
    (D2, 1, (24, 48), (16, 32)),
    (D2, 2, (48, 24), (8, 16)),
    (D2, 3, (48, 48), (8, 16)),
    (D2, 10, (16, 16), (24, 48)),
    (D2, 11, (16, 32), (24, 48)),
    (D2, 12, (32, 16), (12, 24)),
    (D2, 13, (32, 32), (12, 24)),
]


class Blocks:
    """A font in which every character fills its cells."""

    def glyph(self, cluster: str, px: int) -> bytes:
        width = len(cluster.encode("gbk")) * px // 2
        row = ((1 << width) - 1) << (-width % 8)
        return row.to_bytes((width + 7) // 8, "big") * px

    def hollow(self, cells: int, px: int) -> bytes:
        raise AssertionError("everything here can be encoded")


def printed(device: DeviceModel, text: str, size: int) -> list[str]:
    data = text.encode(device.encoding)
    paper = paint(json.dumps([item(data, size=size)]), device, glyphs=Blocks())
    return letters(paper)


@pytest.mark.parametrize(("device", "size", "dots", "line"), TABLE)
def test_each_font_size_has_its_dots_and_its_characters_a_line(device, size, dots, line):
    width, height = dots
    for text, number, wide in (("中", line[0], width), ("a", line[1], width // 2)):
        one, full = printed(device, text, size), printed(device, text * number, size)
        assert one == ["#" * wide + "." * (384 - wide)] * height
        assert full == ["#" * 384] * height
        assert printed(device, text * (number + 1), size) == full + one


@pytest.mark.parametrize("device", [D1, D2])
def test_there_are_no_other_font_sizes(device):
    sizes = {size for model, size, *_ in TABLE if model is device}
    assert set(device.sizes) == sizes


def test_the_cells_are_the_bytes_of_gbk_not_the_width_unicode_gives():
    # — and α are narrow in Unicode, two bytes in GBK
    assert printed(D1, "—" * 16, 0) == ["#" * 384] * 24
    assert printed(D2, "α" * 16, 0) == ["#" * 384] * 24
