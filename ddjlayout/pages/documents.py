"""In the page renderer: a page that is at hand, and the files beside it, as a host of their own.

Chromium never opens a file by itself: it asks the proxy for `http://page.invalid/…` and gets what
lies in the page's folder, and nothing outside of it.
"""

import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote, unquote

from ddjlayout.errors import InputError, excerpt

HOST = "page.invalid"
"""The host that a page at hand has; RFC 2606 keeps the name from ever being anybody's."""

MAX_FILE = 16 << 20
"""The largest file that is handed out, bytes."""

_WHOLE = re.compile(rb"<(!doctype|html|head|body)\b", re.IGNORECASE)
_FRAME = b'<!DOCTYPE html><html lang="zh-CN"><style>body{margin:0}</style><body>'
_TYPES = ("image/", "text/", "font/", "application/")


REASONS: Mapping[int, str] = MappingProxyType(
    {
        403: "pages get no hidden files and no programs",
        404: "it is not in the page's folder",
        413: f"it has more than {MAX_FILE >> 20} MiB",
    }
)
"""Why a file is not handed out, by status."""


class Answer(NamedTuple):
    """What is handed out for a path: the HTTP status, the content type and the bytes."""

    status: int
    kind: str = "text/plain"
    body: bytes = b""


class Document(NamedTuple):
    """A page at hand: its HTML, and the folder of the files that it may load.

    HTML that is only a piece of a page (no doctype, html, head or body) gets no margins. It is
    taken as UTF-8 if it can be; else the page itself has to name its encoding.
    """

    html: bytes
    folder: Path | None = None
    name: str = ""

    @property
    def url(self) -> str:
        """The address that the page has while it is rendered."""
        return f"http://{HOST}/{quote(self.name)}"

    def answer(self, path: str) -> Answer:
        """Return the page itself, or a file in its folder or below it."""
        wanted = unquote(path.partition("?")[0]).lstrip("/")
        if wanted == self.name:
            return Answer(200, f"text/html{_charset(self.html)}", _framed(self.html))
        if self.folder is None or not wanted or "\0" in wanted:
            return Answer(404)
        try:
            file = (self.folder / wanted).resolve()
            inside = file.relative_to(self.folder.resolve())
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            if any(part.startswith(".") for part in inside.parts) or not kind.startswith(_TYPES):
                return Answer(403)
            with file.open("rb") as opened:
                body = opened.read(MAX_FILE + 1)
        except (OSError, ValueError):
            return Answer(404)
        return Answer(200, kind, body) if len(body) <= MAX_FILE else Answer(413)


def read_document(path: Path) -> Document:
    """Read a page from a file, with its folder; raises InputError."""
    try:
        with path.open("rb") as file:
            html = file.read(MAX_FILE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a path"
        raise InputError(f"page {excerpt(path.name)} cannot be read: {reason}") from None
    if len(html) > MAX_FILE:
        raise InputError(f"page {excerpt(path.name)} has more than {MAX_FILE >> 20} MiB")
    return Document(html, path.parent, path.name)


def _charset(html: bytes) -> str:
    try:
        html.decode()
    except UnicodeDecodeError:
        return ""
    return "; charset=utf-8"


def _framed(html: bytes) -> bytes:
    return html if _WHOLE.search(html) else _FRAME + html
