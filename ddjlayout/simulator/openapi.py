"""Behind the admin API: its description as OpenAPI 3.1, made from the table of operations."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from .operation import JSON, Operation
from .operator import MAX_LIST

_TEXT = MappingProxyType({"type": "string"})
_NUMBER = MappingProxyType({"type": "integer", "minimum": 0})
_PARAMETERS: Mapping[str, tuple[Mapping[str, Any], str]] = MappingProxyType(
    {
        "name": (_TEXT, "the name of a snapshot"),
        "app_id": (_TEXT, "the appid of an account"),
        "uuid": (_TEXT, "the Uuid of a printer: 16 lower-case hex digits"),
        "task_id": (_NUMBER, "the TaskId of a task"),
        "number": (_NUMBER, "the number of a request or of a rule"),
        "last": (
            MappingProxyType({"type": "integer", "minimum": 1, "maximum": MAX_LIST}),
            "at most so many, the last ones",
        ),
        "since": (_NUMBER, "from this number on"),
    }
)
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
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "Error": {
                    "type": "object",
                    "properties": {"error": {"type": "string"}},
                    "required": ["error"],
                }
            },
        },
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
            "400": _failure("a value is wrong; `error` says which"),
            "401": _failure("the token is missing or wrong"),
            "404": _failure("there is no such thing"),
        },
    }
    if operation.takes is not None:
        schema = {"application/json": {"schema": operation.takes}}
        described["requestBody"] = {"required": True, "content": schema}
    return described


def _failure(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Error"}
    return {"description": description, "content": {JSON: {"schema": schema}}}


def _identifier(operation: Operation) -> str:
    words = re.findall(r"\w+", operation.path)
    return "_".join([operation.method.lower(), *words])


def _parameter(name: str, place: str) -> dict[str, Any]:
    schema, description = _PARAMETERS[name]
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": description,
        "schema": dict(schema),
    }
