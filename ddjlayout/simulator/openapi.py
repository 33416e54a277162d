"""Behind the admin API: its description as OpenAPI 3.1, made from the table of operations."""

import re
from typing import Any

from .operation import JSON, Operation

_PART = re.compile(r"\{(\w+)\}")


def openapi(operations: tuple[Operation, ...]) -> dict[str, Any]:
    """Return the OpenAPI document of these operations."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ddjlayout simulator, admin API",
            "version": "1",
            "description": "Controls and watches a simulated printing platform.",
        },
        "security": [{"token": []}],
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _described(operation: Operation) -> dict[str, Any]:
    content: dict[str, Any] = {operation.gives: {"schema": {}} if operation.gives == JSON else {}}
    described: dict[str, Any] = {
        "summary": operation.summary,
        "operationId": _identifier(operation),
        "parameters": [
            *(_parameter(name, "path") for name in _PART.findall(operation.path)),
            *(_parameter(name, "query") for name in operation.query),
        ],
        "responses": {
            "200": {"description": "done", "content": content},
            "400": {"description": "a value is wrong; `error` says which"},
            "401": {"description": "the token is missing or wrong"},
            "404": {"description": "there is no such thing"},
        },
    }
    if operation.takes is not None:
        schema = {"application/json": {"schema": operation.takes}}
        described["requestBody"] = {"required": True, "content": schema}
    return described


def _identifier(operation: Operation) -> str:
    words = re.findall(r"\w+", operation.path)
    return "_".join([operation.method.lower(), *words])


def _parameter(name: str, place: str) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}}
