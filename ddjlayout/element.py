"""At the top of layout: the Element protocol and the Context that layout runs in."""

from collections.abc import Callable, Hashable
from pathlib import Path as FilePath
from typing import Literal, NamedTuple, Protocol, TypeVar, get_args, runtime_checkable

from ddjlayout import fields
from ddjlayout.block import Frame, Path, path_text
from ddjlayout.diagnostics import Diagnostic, Level
from ddjlayout.errors import LayoutError
from ddjlayout.profile import Profile
from ddjlayout.style import NORMAL, UNSET, Align, Face, Style

T = TypeVar("T")
Unencodable = Literal["raster", "replace", "error"]
"""What becomes of a character the device lacks: dots, a look-alike or `?`, or an error."""
TextMode = Literal["auto", "native", "image"]
"""Native text where the device can carry it; an error instead of dots; everything as dots."""


DEEPEST = 100
"""Levels of elements inside one another."""


class Keep(Protocol):
    """What `Cache.get` does."""

    def __call__(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int], /) -> T:
        """Return what is kept under a key, else make it; `size` is its size in bytes."""
        ...


def made_anew(_key: Hashable, make: Callable[[], T], _size: Callable[[T], int], /) -> T:
    """Make it: what `Context.cached` does without a cache."""
    return make()


ROOT_STYLE = Style(NORMAL, bold=False, underline=False, inverse=False, align=Align.LEFT)


class Extent(NamedTuple):
    """The narrowest and the widest an element wants to be, dots."""

    min: int
    max: int


class Options(NamedTuple):
    """A document's settings: the policies, where relative paths start, and strictness."""

    unencodable: Unencodable = "raster"
    text: TextMode = "auto"
    base: FilePath | None = None
    strict: bool = False


def check_options(options: Options) -> None:
    """Raise UsageError for a policy there is not: nothing else would say so."""
    fields.instance("options", options, Options, "write Options(strict=True)")
    fields.word("unencodable", options.unencodable, get_args(Unencodable))
    fields.word("text", options.text, get_args(TextMode))
    fields.flag("strict", options.strict)
    if options.base is not None:
        fields.place("base", options.base)


class Context:
    """What layout carries downwards: profile, inherited style, place, and where to report.

    `face` is the inherited style's. `cached(key, make, size)` returns what the document's cache
    keeps under a key, or makes it.
    """

    __slots__ = ("_faces", "cached", "diagnostics", "face", "options", "path", "profile", "style")

    def __init__(
        self, profile: Profile, options: Options | None = None, cached: Keep = made_anew
    ) -> None:
        self.profile = profile
        self.cached = cached
        self.options = options or Options()
        self.style = ROOT_STYLE
        self.path: Path | None = (None, "receipt", 0)
        self.diagnostics: dict[Diagnostic, None] = {}  # an ordered set: measuring reports too
        self._faces: dict[Style, tuple[Style, Face]] = {}
        self.face = self.style.face()

    def styled(self, style: Style) -> "Context":
        """Return a context whose inherited style is `style` over this one's."""
        if style is UNSET:
            return self
        child = Context.__new__(Context)
        child.profile = self.profile
        child.cached = self.cached
        child.options = self.options
        child._faces = {}
        child.style, child.face = self.merged(style)
        child.path = self.path
        child.diagnostics = self.diagnostics
        return child

    def silent(self) -> "Context":
        """Return a context to measure in: what is reported there is left to layout to report."""
        child = self.styled(Style(align=self.style.align))
        child.diagnostics = {}
        child.options = self.options._replace(strict=False)
        return child

    def merged(self, style: Style) -> tuple[Style, Face]:
        """Return `style` over the inherited one, and its face."""
        if style is UNSET:
            return self.style, self.face
        try:
            return self._faces[style]
        except KeyError:
            merged = style.over(self.style)
            return self._faces.setdefault(style, (merged, merged.face()))

    def report(self, level: Level, code: str, message: str, hint: str = "") -> None:
        """Record a diagnostic at the current place; raise LayoutError as `strict` demands."""
        diagnostic = Diagnostic(level, code, path_text(self.path), message, hint)
        self.diagnostics[diagnostic] = None
        if level is Level.ERROR or (self.options.strict and level is Level.WARNING):
            raise LayoutError(message, code=code, path=diagnostic.path, hint=hint)

    def enter(self) -> None:
        """Raise LayoutError where elements are too deep inside one another, or inside themselves.

        Elements that hold others call it; Python itself ends at about a thousand calls.
        """
        levels, path = 0, self.path
        while path is not None:
            path = path[0]
            levels += 1
        if levels > DEEPEST:
            raise too_deep()

    def fail(self, code: str, message: str, hint: str = "") -> LayoutError:
        """Return the error to raise for something that cannot be laid out here."""
        return LayoutError(message, code=code, path=path_text(self.path), hint=hint)


def too_deep() -> LayoutError:
    """Return the error to raise for elements too deep inside one another."""
    return LayoutError(
        "elements are nested too deeply",
        code="too-deep",
        path="receipt",
        hint=f"the limit is {DEEPEST} levels; is an element inside itself?",
    )


@runtime_checkable
class Element(Protocol):
    """Anything a user can put on paper."""

    def measure(self, cx: Context) -> Extent:
        """Say how narrow and how wide the element can be, dots."""
        ...

    def layout(self, cx: Context, width: int) -> Frame:
        """Lay the element out in `width` dots; the frame is at most that wide."""
        ...
