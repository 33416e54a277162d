"""The promise of the whole: the preview is the paper, nothing is too wide, nothing is lost."""

import json
from base64 import b64decode
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image

from ddjlayout import D1, D2, Element, LayoutError, Profile, compile, to_png, to_print_content
from ddjlayout.backends.decode import paper_png
from ddjlayout.simulator.device import MODELS
from ddjlayout.simulator.paper import paint
from tests.documents import documents

relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def dots(png: bytes) -> tuple[tuple[int, int], str, bytes]:
    image = Image.open(BytesIO(png))
    return image.size, image.mode, image.tobytes()


@pytest.mark.parametrize("profile", [D1, D2], ids=["D1", "D2"])
@relaxed
@given(document=documents)
def test_the_preview_is_the_simulators_paper(profile: Profile, document: Element) -> None:
    try:
        job = compile(document, profile)
    except LayoutError as error:
        assert error.code in {
            "empty",
            "too-narrow",
            "table-too-wide",
            "code-too-wide",
            "not-native",
            "unencodable",
        }, error
        return
    content = to_print_content(job)
    preview = dots(to_png(job))
    assert preview == dots(paint(content, MODELS[profile.name]).png())
    assert preview == dots(paper_png(content, profile))
    assert preview[0][0] == 384
    assert preview[1] == "1"
    check_lines(content, profile)


def check_lines(content: str, profile: Profile) -> None:
    """Hold every native line to the paper's width and the device's encoding."""
    capacity = {code: 384 // size.cell for size, code in profile.sizes.items()}
    for item in json.loads(content):
        assert list(item) == ["Alignment", "BaseText", "Bold", "FontSize", "PrintType"]
        data = b64decode(item["BaseText"], validate=True)
        if item["PrintType"] == 1:
            assert item["Alignment"] == 0
            assert Image.open(BytesIO(data)).width == 384
            continue
        if item["PrintType"] in (3, 4):
            continue
        for line in data.decode(profile.encoding).removesuffix("\n").split("\n"):
            assert len(line.encode("gbk")) <= capacity[item["FontSize"]]
            assert item["Alignment"] or line == line.rstrip(" ")
