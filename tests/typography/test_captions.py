"""The caption of a code stands under the middle of the code, wherever that is."""

import pytest

from ddjlayout import Col, Element, QRCode, Row, compile
from ddjlayout.block import Frame, Picture, Run
from ddjlayout.style import AlignName


def places(element: Element) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Left edges and widths of the pictures and of the texts of a document, dots."""
    frame = compile(element).frame
    assert frame is not None
    pictures: list[tuple[int, int]] = []
    texts: list[tuple[int, int]] = []
    waiting: list[tuple[int, Frame]] = [(0, frame)]
    for left, each in waiting:
        for x, _, part in each.parts:
            if isinstance(part, Frame):
                waiting.append((left + x, part))
            elif isinstance(part, Picture):
                pictures.append((left + x, part.width))
            elif isinstance(part, Run):
                texts.append((left + x, part.width))
    return pictures, texts


def middle(place: tuple[int, int]) -> int:
    return 2 * place[0] + place[1]


@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("caption", ["微信", "支付宝", "A1"])
def test_alone(align: AlignName, caption: str) -> None:
    (picture,), (text,) = places(QRCode("A18", align=align, caption=caption))
    assert abs(middle(picture) - middle(text)) <= 12
    edge = {"left": 0, "center": (384 - picture[1]) // 2, "right": 384 - picture[1]}[align]
    assert abs(picture[0] - edge) <= 6
    assert align == "center" or text[0] % 12 == 0


def test_side_by_side() -> None:
    codes = [Col(QRCode("A18", caption=c), width="*") for c in ("微信", "支付宝")]
    pictures, texts = places(Row(*codes))
    for picture, text in zip(pictures, texts, strict=True):
        assert abs(middle(picture) - middle(text)) <= 1
        assert text[0] % 12 == 0


def test_a_caption_wider_than_its_code_is_aligned_as_the_code_is() -> None:
    caption = "打开微信扫一扫关注"
    (picture,), (text,) = places(QRCode("A18", align="right", caption=caption))
    assert picture[0] + picture[1] == text[0] + text[1] == 384
