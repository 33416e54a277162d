"""Beside the admin API: the files of the simulator's page, with the headers that fence them in.

They hold no secret, so they need no token. The page gets the token in the fragment of its address,
which a browser sends to nobody, and from then on each of its requests carries it in a header: there
is no cookie, which every other port of this machine would see, too.
"""

import hashlib
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "html": "text/html; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml",
    }
)
"""Media types by the end of a name; not those of the system, which may not know JavaScript."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""The page loads its own files alone, and no string ever becomes markup or code."""

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "cache-control": "no-cache",
        "content-security-policy": POLICY,
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
    }
)


class Asset(NamedTuple):
    """One file of the page."""

    media_type: str
    body: bytes
    tag: str


def page_url(admin_url: str, token: str) -> str:
    """Return the address that opens the page with its token."""
    return f"{admin_url}/#token={quote(token, safe='')}"


def page_routes() -> list[Route]:
    """Return the routes of the page: `/` and its files below `/page/`."""
    assets = _assets(files("ddjlayout.simulator.web") / "static", "")

    async def serve(request: Request) -> Response:
        asset = assets.get(request.path_params.get("path", "index.html"))
        if asset is None:
            return Response(status_code=404)
        headers = {**HEADERS, "etag": asset.tag}
        if request.headers.get("if-none-match") == asset.tag:
            return Response(status_code=304, headers=headers)
        return Response(asset.body, headers=headers, media_type=asset.media_type)

    return [Route("/", serve, methods=["GET"]), Route("/page/{path:path}", serve, methods=["GET"])]


def _assets(folder: Traversable, place: str) -> dict[str, Asset]:
    found: dict[str, Asset] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            found |= _assets(entry, f"{place}{entry.name}/")
        elif (media_type := TYPES.get(entry.name.rpartition(".")[2])) is not None:
            body = entry.read_bytes()
            tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
            found[place + entry.name] = Asset(media_type, body, tag)
    return found
