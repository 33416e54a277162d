"""In front of the pipeline: Receipt, the facade for a person at a prompt."""

from pathlib import Path
from typing import Protocol

from ddjlayout.backends.paper import to_png
from ddjlayout.backends.print_content import to_print_content
from ddjlayout.backends.text import to_text
from ddjlayout.compiler import compile
from ddjlayout.element import Element, Options
from ddjlayout.elements.stack import Column
from ddjlayout.job import Job
from ddjlayout.profile import D1, Profile


class Prints(Protocol):
    """What `Receipt.print` needs of a client."""

    def print_content(self, uuid: str, content: str) -> object:
        """Print a PrintContent string."""
        ...


class Receipt(Column):
    """A document for one printer: elements one under another, compiled when first asked for.

    `options` are the document's settings, see `element.Options`. Also an element, like Column.
    """

    __slots__ = ("_job", "options", "profile")

    def __init__(
        self,
        *children: "Element | str | None",
        profile: Profile = D1,
        options: Options | None = None,
    ) -> None:
        super().__init__(*children)
        self.profile = profile
        self.options = options
        self._job: Job | None = None

    @property
    def job(self) -> Job:
        """The compiled document; raises LayoutError for what cannot be printed."""
        if self._job is None:
            self._job = compile(self, self.profile, options=self.options)
        return self._job

    def print_content(self) -> str:
        """Return the PrintContent."""
        return to_print_content(self.job)

    def png(self, *, scale: int = 1) -> bytes:
        """Return the paper as a PNG, each dot `scale` x `scale` pixels."""
        return to_png(self.job, scale=scale)

    def preview(self, path: str | Path, *, scale: int = 1) -> None:
        """Write the paper as a PNG file."""
        Path(path).write_bytes(self.png(scale=scale))

    def text(self) -> str:
        """Return the paper as plain text."""
        return to_text(self.job)

    def print(self, client: Prints, device: str) -> object:
        """Submit to a device and return the client's task."""
        return client.print_content(device, self.print_content())

    def _repr_png_(self) -> bytes:
        return self.png(scale=1)
