"""Receipt layout and rendering for 58 mm cloud printers.

The names below are loaded when they are first used, so that `import ddjlayout` costs nothing.
"""

from importlib import import_module
from types import MappingProxyType

TYPE_CHECKING = False  # as typing has it, without the 9 ms that importing typing takes
if TYPE_CHECKING:
    from ddjlayout.backends.debug import to_debug_png as to_debug_png
    from ddjlayout.backends.decode import from_print_content as from_print_content
    from ddjlayout.backends.decode import paper_png as paper_png
    from ddjlayout.backends.paper import to_png as to_png
    from ddjlayout.backends.print_content import to_print_content as to_print_content
    from ddjlayout.backends.text import to_text as to_text
    from ddjlayout.cache import Cache as Cache
    from ddjlayout.cloud.aio import AsyncClient as AsyncClient
    from ddjlayout.cloud.client import Client as Client
    from ddjlayout.compiler import compile as compile
    from ddjlayout.diagnostics import Diagnostic as Diagnostic
    from ddjlayout.diagnostics import Level as Level
    from ddjlayout.element import Context as Context
    from ddjlayout.element import Element as Element
    from ddjlayout.element import Extent as Extent
    from ddjlayout.element import Options as Options
    from ddjlayout.elements.align import Align as Align
    from ddjlayout.elements.barcode import Barcode as Barcode
    from ddjlayout.elements.box import Box as Box
    from ddjlayout.elements.columns import ColumnSpec as ColumnSpec
    from ddjlayout.elements.html import Html as Html
    from ddjlayout.elements.image import Image as Image
    from ddjlayout.elements.matrix import MatrixCode as MatrixCode
    from ddjlayout.elements.matrix import QRCode as QRCode
    from ddjlayout.elements.reading import Span as Span
    from ddjlayout.elements.row import Col as Col
    from ddjlayout.elements.row import Row as Row
    from ddjlayout.elements.stack import Column as Column
    from ddjlayout.elements.stack import Feed as Feed
    from ddjlayout.elements.stack import Rule as Rule
    from ddjlayout.elements.table import Table as Table
    from ddjlayout.elements.text import Bold as Bold
    from ddjlayout.elements.text import Text as Text
    from ddjlayout.elements.ttf import FontText as FontText
    from ddjlayout.errors import DdjError as DdjError
    from ddjlayout.errors import InputError as InputError
    from ddjlayout.errors import LayoutError as LayoutError
    from ddjlayout.errors import NetworkError as NetworkError
    from ddjlayout.errors import NotPrintedError as NotPrintedError
    from ddjlayout.errors import PlatformError as PlatformError
    from ddjlayout.errors import TemplateError as TemplateError
    from ddjlayout.errors import UnknownOutcomeError as UnknownOutcomeError
    from ddjlayout.errors import UsageError as UsageError
    from ddjlayout.job import Job as Job
    from ddjlayout.profile import D1 as D1
    from ddjlayout.profile import D2 as D2
    from ddjlayout.profile import Profile as Profile
    from ddjlayout.receipt import Receipt as Receipt

_HOMES = MappingProxyType(
    {
        "backends.debug": ("to_debug_png",),
        "backends.decode": ("from_print_content", "paper_png"),
        "backends.paper": ("to_png",),
        "backends.print_content": ("to_print_content",),
        "backends.text": ("to_text",),
        "cache": ("Cache",),
        "cloud.aio": ("AsyncClient",),
        "cloud.client": ("Client",),
        "compiler": ("compile",),
        "diagnostics": ("Diagnostic", "Level"),
        "element": ("Context", "Element", "Extent", "Options"),
        "elements.stack": ("Column", "Feed", "Rule"),
        "elements.align": ("Align",),
        "elements.box": ("Box",),
        "elements.columns": ("ColumnSpec",),
        "elements.html": ("Html",),
        "elements.image": ("Image",),
        "elements.barcode": ("Barcode",),
        "elements.matrix": ("MatrixCode", "QRCode"),
        "elements.reading": ("Span",),
        "elements.row": ("Col", "Row"),
        "elements.table": ("Table",),
        "elements.text": ("Bold", "Text"),
        "elements.ttf": ("FontText",),
        "errors": (
            "DdjError",
            "InputError",
            "LayoutError",
            "NetworkError",
            "NotPrintedError",
            "PlatformError",
            "TemplateError",
            "UnknownOutcomeError",
            "UsageError",
        ),
        "job": ("Job",),
        "profile": ("D1", "D2", "Profile"),
        "receipt": ("Receipt",),
    }
)
_HOME = MappingProxyType({name: home for home, names in _HOMES.items() for name in names})

_EXTRAS = MappingProxyType({"cloud.aio": "async"})

# without what needs an extra, so that a star import works on every installation
__all__ = sorted(name for name, home in _HOME.items() if home not in _EXTRAS)  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOME[name]
    try:
        module = import_module(f"{__name__}.{home}")
    except ModuleNotFoundError as error:
        if home not in _EXTRAS:
            raise
        hint = f"pip install 'ddjlayout[{_EXTRAS[home]}]'"
        raise ModuleNotFoundError(f"{name} needs {error.name}: {hint}", name=error.name) from None
    value: object = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *_HOME]
