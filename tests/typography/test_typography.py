"""Every case of the catalogue against its goldens, and the catalogue against itself.

A text golden shows the paper in cells, then what the device is sent, an item a line, and what was
reported. The picture shows the dots.
"""

from pathlib import Path

import pytest

from ddjlayout import Job, compile, to_png, to_print_content, to_text
from ddjlayout.job import ImageItem, TextItem
from ddjlayout.simulator.device import MODELS
from ddjlayout.simulator.paper import paint
from ddjlayout.style import SIZES
from scripts.contact_sheet import page
from tests.goldens import Goldens
from tests.test_preview_equals_paper import check_lines, dots
from tests.typography.case import Case
from tests.typography.catalogue import THEMES

FOLDER = Path(__file__).parents[2] / "golden"
SIZE_NAMES = {size: name for name, size in SIZES.items()}
CASES = [
    pytest.param(f"typography/{theme.slug}/{case.name}", case, id=f"{theme.slug}-{case.name}")
    for theme in THEMES
    for case in theme.cases
]


def account(job: Job) -> str:
    """What the device is sent and what was reported, without the wording."""
    lines: list[str] = []
    for item in job.items:
        if isinstance(item, TextItem):
            style = f"{SIZE_NAMES[item.size]} {item.align.name.lower()}{' bold' * item.bold}"
            lines.append(f"text {style}, lines: {len(item.lines)}")
        elif isinstance(item, ImageItem):
            lines.append(f"dots {item.bitmap.width}x{item.bitmap.height}")
        else:
            lines.append(f"code {item.kind}")
    lines += [f"{d.level.name.lower()} {d.code} at {d.path}" for d in job.diagnostics]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(("stem", "case"), CASES)
def test_golden(stem: str, case: Case, golden: Goldens) -> None:
    job = compile(case.document, case.profile, options=case.options)
    content = to_print_content(job)
    preview = to_png(job)
    assert dots(preview) == dots(paint(content, MODELS[case.profile.name]).png())
    check_lines(content, case.profile)
    golden.text(f"{stem}.txt", f"{to_text(job)}--\n{account(job)}")
    golden.png(f"{stem}.png", preview)


def test_the_catalogue_is_large_and_its_names_are_free_of_doubles() -> None:
    stems = [param.values[0] for param in CASES]
    assert len(stems) >= 200
    assert len(set(stems)) == len(stems)
    assert all(case.why.endswith((".", "?")) for theme in THEMES for case in theme.cases)


def test_every_golden_belongs_to_a_case() -> None:
    known = {f"{param.values[0]}{end}" for param in CASES for end in (".txt", ".png")}
    kept = (path for path in (FOLDER / "typography").rglob("*.*") if ".diff." not in path.name)
    assert {path.relative_to(FOLDER).as_posix() for path in kept} == known


def test_the_contact_sheet_shows_every_case() -> None:
    shown = (FOLDER / "index.html").read_text(encoding="utf-8")
    for theme in THEMES:
        for figure in page(FOLDER, [theme]).split("<figure")[1:]:
            if "typography/" in figure:
                assert figure.split("</figure>")[0] in shown, "run python -m scripts.contact_sheet"
