"""First step of the simulator's printer: a PrintContent string taken apart into items, or refused.

Strict where the vendor's own clients are strict, lenient only where they need it; each leniency
used is noted.
"""

import binascii
from collections.abc import Container, Iterator
from typing import NamedTuple, cast

from ddjlayout.cloud.wire import Code, PrintType
from ddjlayout.errors import InputError, excerpt

from .deviations import Deviations
from .device import DeviceModel
from .jsontext import Repeated, loads

_KEYS = frozenset({"Alignment", "BaseText", "Bold", "FontSize", "PrintType"})


class ContentError(InputError):
    """A PrintContent that the platform refuses; `answer` is the code it refuses with."""

    def __init__(self, message: str, *, path: str = "", answer: Code = Code.BAD_PARAMETER) -> None:
        super().__init__(message, code="print-content", path=path)
        self.answer = answer


class Item(NamedTuple):
    """One item of a PrintContent; `size` is a `FontSize` that the device has."""

    kind: PrintType
    alignment: int
    bold: bool
    size: int
    data: bytes


def parse(print_content: str, device: DeviceModel, deviations: Deviations) -> Iterator[Item]:
    """Take a PrintContent string apart for a device (vendor document section 3.3).

    Each item when it is asked for, so that of a job that is too long not all are looked at. Notes
    in `deviations` what it tolerates. Raises ContentError, at once or when an item is asked for:
    `answer` is EMPTY_TASK for an empty string or array, else BAD_PARAMETER.
    """
    if not print_content.strip():
        raise ContentError("PrintContent is empty", answer=Code.EMPTY_TASK)
    if print_content[0] != "[" and print_content.lstrip()[0] == "[":
        deviations.add("PrintContent", "white space before the [")
    raw = _json_array(print_content)
    if not raw:
        raise ContentError("PrintContent has no items", answer=Code.EMPTY_TASK)
    return (_item(value, f"[{i}]", device, deviations) for i, value in enumerate(raw))


def _json_array(text: str) -> list[object]:
    try:
        value = loads(text)
    except ValueError:
        raise ContentError("PrintContent is not JSON", path="PrintContent") from None
    if not isinstance(value, list):
        raise ContentError("PrintContent is not an array", path="PrintContent")
    return cast("list[object]", value)


def _item(value: object, path: str, device: DeviceModel, deviations: Deviations) -> Item:
    if not isinstance(value, dict):
        raise ContentError("an item has to be an object", path=path)
    fields = cast("dict[str, object]", value)
    if len(fields) != 5 or not _KEYS.issuperset(fields):
        for key in sorted(_KEYS.difference(fields)):
            deviations.add(path, f"{key} left out")
        unknown = [key for key in fields if key not in _KEYS]
        deviations.add_each(path, "unknown key {} ignored", unknown)
    if isinstance(fields, Repeated):
        deviations.add(path, "a key stands more than once, the last one counts")
    kind = _integer(fields, "PrintType", path)
    if kind not in (0, 1, 3, 4):
        raise ContentError(f"PrintType {excerpt(kind)} does not exist", path=path)
    alignment = _known(fields, "Alignment", (0, 1, 2), path, deviations)
    bold = _known(fields, "Bold", (0, 1), path, deviations)
    size = _known(fields, "FontSize", device.sizes, path, deviations)
    return Item(PrintType(kind), alignment, bold == 1, size, _base_text(fields, path))


def _known(
    fields: dict[str, object],
    key: str,
    known: Container[int],
    path: str,
    deviations: Deviations,
) -> int:
    number = _integer(fields, key, path)
    if number in known:
        return number
    deviations.add(path, f"{key} {excerpt(number)} counts as 0")
    return 0


def _integer(fields: dict[str, object], key: str, path: str) -> int:
    value = fields.get(key, 0)
    if type(value) is int:
        return value
    raise ContentError(f"{key} has to be an integer", path=path)


def _base_text(fields: dict[str, object], path: str) -> bytes:
    value = fields.get("BaseText", "")
    if not isinstance(value, str):
        raise ContentError("BaseText has to be a string", path=path)
    try:
        return binascii.a2b_base64(value, strict_mode=True)
    except ValueError:
        raise ContentError(f"BaseText {excerpt(value, 8)} is not base64", path=path) from None
