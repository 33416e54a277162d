"""Behind the admin API: the journal made readable, its bodies decoded item by item."""

import base64
from typing import Any

from ddjlayout.cloud import wire
from ddjlayout.cloud.wire import MESSAGES_EN, MESSAGES_ZH, Code, PrintType

from .body import BodyError, read_body
from .content import ContentError, parse
from .core import Simulator
from .deviations import Deviations
from .device import D1, MODELS
from .journal import Entry

Plain = dict[str, Any]

TEXT_LIMIT = 4000
"""Characters of a text item that are shown."""


def summary(entry: Entry) -> Plain:
    """Return an entry without its bodies."""
    return {
        "number": entry.number,
        "at": entry.at,
        "method": entry.method,
        "path": entry.path,
        "query": entry.query,
        "app_id": entry.app_id,
        "uuid": entry.uuid,
        "status": entry.status,
        "code": entry.code,
        "meaning": MESSAGES_EN[Code(entry.code)] if entry.code is not None else "",
        "message": MESSAGES_ZH[Code(entry.code)] if entry.code is not None else "",
        "reason": entry.reason,
        "deviations": list(entry.deviations),
        "task_id": entry.task_id,
        "fault": entry.fault,
        "ending": entry.ending,
    }


def whole(entry: Entry, simulator: Simulator) -> Plain:
    """Return an entry with its bodies, raw and decoded, and its task."""
    task = simulator.platform.state.tasks.get(entry.task_id or 0)
    hiding = simulator.hiding()  # a secret may have been encoded, or be younger than the entry
    fields = {name: hiding.value(value) for name, value in _fields(entry).items()}
    items = [
        {name: hiding.value(value) for name, value in item.items()}
        for item in _items(entry, simulator)
    ]
    return {
        **summary(entry),
        "content_type": entry.content_type,
        "raw": hiding.text(entry.raw.decode("utf-8", "backslashreplace")),
        "reply": entry.reply.decode("utf-8", "backslashreplace"),
        "fields": fields,
        "items": items,
        "prints": task.prints if task is not None else 0,
        "partial": task.partial if task is not None else 0,
    }


def _fields(entry: Entry) -> Plain:
    """The fields of the call but the content, which `items` shows."""
    try:
        fields = read_body(entry.path, entry.raw, Deviations())
    except (BodyError, KeyError):
        return {}
    return {name: value for name, value in fields.items() if name != "PrintContent"}


def _items(entry: Entry, simulator: Simulator) -> list[Plain]:
    if entry.path != wire.PRINT_CONTENT:
        return []
    device = simulator.platform.state.devices.get(entry.uuid)
    model = MODELS[device.model] if device is not None else D1
    try:
        text = read_body(entry.path, entry.raw, Deviations())["PrintContent"]
        items = list(parse(text, model, Deviations()))
    except (BodyError, ContentError):
        return []
    return [
        {
            "PrintType": int(item.kind),
            "Alignment": item.alignment,
            "Bold": int(item.bold),
            "FontSize": item.size,
            "bytes": len(item.data),
            **_shown(item.kind, item.data, model.encoding),
        }
        for item in items
    ]


def _shown(kind: PrintType, data: bytes, encoding: str) -> Plain:
    if kind is PrintType.IMAGE:
        return {"image": base64.b64encode(data).decode()}
    return {"text": data.decode(encoding, "backslashreplace")[:TEXT_LIMIT]}
