"""The admin door of the simulator: its operations over HTTP, behind a token, and the web page."""

import hmac
import json
import math
from collections.abc import Callable, Coroutine
from types import MappingProxyType
from typing import Any, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from ddjlayout.errors import DdjError, InputError, excerpt

from .core import Simulator
from .openapi import openapi
from .operation import JSON, Ask, Context, File, Operation
from .operations import operations
from .operator import MissingError, Operator
from .web.assets import page_routes
from .web.feed import Feed

MAX_BODY = 8 << 20
"""Bytes of a request to the admin API, at most."""

_REFUSALS = MappingProxyType(
    {404: "there is no such operation", 405: "this operation has another method"}
)

Endpoint = Callable[[Request], Coroutine[Any, Any, Response]]


def admin_app(
    simulator: Simulator, *, token: str, url: str, feed: Feed, changed: Callable[[], None]
) -> Starlette:
    """Return the ASGI application of the admin API and of the page.

    `url` is where the vendor's calls go. `changed` is called after every operation.
    """
    table = operations()
    context = Context(Operator(simulator), simulator, feed, url)
    description = openapi(table)

    async def describe(_: Request) -> Response:
        return JSONResponse(description)

    def endpoint(operation: Operation) -> Endpoint:
        async def serve(request: Request) -> Response:
            if not _allowed(request, token):
                return _error(401, "the admin token is missing or wrong")
            try:
                ask = await _ask(request)
                _check_names(operation, ask)
                result = operation.run(context, ask)
                simulator.commit()
            except MissingError:
                return _error(404, "there is no such thing")
            except DdjError as error:
                return _error(400, str(error))
            finally:
                changed()
            return _response(result)

        return serve

    routes = [*page_routes(), Route("/openapi.json", describe, methods=["GET"])]
    routes += [Route(o.path, endpoint(o), methods=[o.method]) for o in table]
    return Starlette(routes=routes, exception_handlers={HTTPException: _refuse})


async def _refuse(_: Request, error: Exception) -> Response:
    """Answer what no route takes: an unknown path, or another method."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    reply = _error(status, _REFUSALS.get(status, "this is not taken"))
    if isinstance(error, HTTPException):
        reply.headers.update(error.headers or {})
    return reply


def _allowed(request: Request, token: str) -> bool:
    given = request.headers.get("authorization", "")
    return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())


async def _ask(request: Request) -> Ask:
    body = b""
    try:
        async for part in request.stream():
            body += part
            if len(body) > MAX_BODY:
                raise InputError(f"the body is larger than {MAX_BODY} bytes")
        values: object = _loads(body) if body else {}
    except ClientDisconnect:
        raise InputError("the client left before its body was read") from None
    except (ValueError, RecursionError):
        raise InputError("the body is not JSON") from None
    if not isinstance(values, dict):
        raise InputError("the body is not a JSON object")
    return Ask(request.path_params, request.query_params, cast("dict[str, Any]", values))


def _check_names(operation: Operation, ask: Ask) -> None:
    """Refuse what the description does not know: it may be a known name, misspelt."""
    known = (operation.takes or {}).get("properties", {})
    for name in ask.values:
        if name not in known:
            hint = f"known: {', '.join(known)}" if known else ""
            raise InputError(f"unknown field {excerpt(name)}", hint=hint)


def _loads(body: bytes) -> object:
    return json.loads(body, parse_constant=_finite, parse_float=_finite)


def _finite(text: str) -> float:
    """Return a number of JSON, which knows neither infinity nor what is no number."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is not JSON")
    return number


def _response(result: object) -> Response:
    if isinstance(result, File):
        headers = {"x-content-type-options": "nosniff", "cache-control": "no-store"}
        if result.parts is not None:
            return StreamingResponse(result.parts, headers=headers, media_type=result.media_type)
        return Response(result.body, headers=headers, media_type=result.media_type)
    # not JSONResponse: what clients sent may hold characters that UTF-8 has no bytes for
    return Response(json.dumps(result), media_type=JSON)


def _error(status: int, message: str) -> Response:
    return Response(json.dumps({"error": message}), status, media_type=JSON)
