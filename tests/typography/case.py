"""What a golden case is: a small document with a name and a reason."""

from collections.abc import Sequence
from typing import NamedTuple

from ddjlayout import D1, Element, Options, Profile


class Case(NamedTuple):
    """One golden: a document, and what to look for on its paper."""

    name: str
    document: Element
    why: str
    profile: Profile = D1
    options: Options | None = None


class Theme(NamedTuple):
    """Cases that belong together; `slug` names the folder of their goldens."""

    slug: str
    title: str
    cases: Sequence[Case]
