"""What the tests of elements share: a document as lines of text, and what was reported."""

from ddjlayout import D1, Element, Options, Profile, compile, to_text
from ddjlayout.job import Job, TextItem


def lines(document: Element, profile: Profile = D1) -> list[str]:
    """Compile a document and return its lines of text."""
    return to_text(compile(document, profile)).splitlines()


def page(drawing: str) -> list[str]:
    """Read a drawing of lines: what stands between bars `¦`, without blanks at the end."""
    return [line.split("¦")[1].rstrip(" ") for line in drawing.strip().splitlines()]


def codes(document: Element, *, strict: bool = False) -> list[str]:
    """Compile a document and return the codes of what was reported."""
    job = compile(document, options=Options(strict=strict))
    return [diagnostic.code for diagnostic in job.diagnostics]


def is_native(job: Job) -> bool:
    """Tell whether a job is nothing but text."""
    return all(isinstance(item, TextItem) for item in job.items)
