"""The three sample receipts: goldens, codes read back, and how much of their text is native."""

import json
from pathlib import Path
from typing import Any

import pytest

from ddjlayout import D1, D2, Job, Options, Profile, compile, to_png, to_print_content, to_text
from ddjlayout.cli.sources import load_element
from ddjlayout.job import ImageItem, TextItem
from ddjlayout.simulator.device import MODELS
from ddjlayout.simulator.paper import paint
from tests.goldens import Goldens
from tests.readers import zbar, zxing
from tests.test_preview_equals_paper import check_lines, dots

TEMPLATES = Path(__file__).parent.parent / "templates"
SAMPLES = ["takeaway", "kitchen", "retail"]
PROFILES = [D1, D2]
CODES = {
    "takeaway": {("code128", "order_no"), ("qrcode", "url")},
    "kitchen": {("code128", "order_no"), ("qrcode", "url")},
    "retail": {("code128", "receipt_no"), ("qrcode", "invoice_url")},
}


def data_of(name: str) -> Any:
    return json.loads((TEMPLATES / name / "data.json").read_text(encoding="utf-8"))


def job_of(name: str, profile: Profile) -> Job:
    source = TEMPLATES / name / "receipt.py"
    element = load_element(source, data_of(name))
    return compile(element, profile, options=Options(base=source.parent))


@pytest.fixture(params=PROFILES, ids=["D1", "D2"])
def profile(request: pytest.FixtureRequest) -> Profile:
    chosen: Profile = request.param
    return chosen


@pytest.mark.parametrize("name", SAMPLES)
def test_goldens(name: str, profile: Profile, golden: Goldens) -> None:
    job = job_of(name, profile)
    stem = f"samples/{name}.{profile.name}"
    golden.text(f"{stem}.txt", to_text(job))
    golden.print_content(f"{stem}.json", to_print_content(job))
    golden.png(f"{stem}.png", to_png(job))
    golden.text(f"{stem}.diagnostics.txt", "".join(f"{line}\n" for line in job.diagnostics))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_preview_is_the_simulators_paper(name: str, profile: Profile) -> None:
    job = job_of(name, profile)
    content = to_print_content(job)
    assert dots(to_png(job)) == dots(paint(content, MODELS[profile.name]).png())
    check_lines(content, profile)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("read", [zxing, zbar])
def test_every_code_is_read_back(name: str, profile: Profile, read: Any) -> None:
    data = data_of(name)
    expected = {(kind, data[key]) for kind, key in CODES[name]}
    assert read(to_png(job_of(name, profile))) == expected


def test_at_most_a_tenth_of_the_text_lines_are_strips() -> None:
    native = strips = 0
    for name in SAMPLES:
        for item in job_of(name, D1).items:
            if isinstance(item, TextItem):
                native += sum(bool(line) for line in item.lines)
            elif isinstance(item, ImageItem):
                strips += sum(not line.startswith("[") for line in item.alt.split("\n") if line)
    print(f"{strips} of {native + strips} text lines are strips")
    assert strips <= 0.1 * (native + strips)
