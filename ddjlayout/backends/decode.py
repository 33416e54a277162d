"""The way back: any PrintContent, also somebody else's, becomes a Job and so paper and text."""

import json
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from ddjlayout import fields
from ddjlayout.backends.device_image import device_image
from ddjlayout.backends.paper import to_png
from ddjlayout.cloud.wire import PrintType
from ddjlayout.errors import InputError, excerpt
from ddjlayout.items import HOLLOW
from ddjlayout.job import CodeItem, ImageItem, Item, Job, TextItem
from ddjlayout.profile import D1, Profile
from ddjlayout.style import NORMAL, Align, Size

_CODE = "print-content"
_ALIGNS = MappingProxyType({0: Align.LEFT, 1: Align.CENTER, 2: Align.RIGHT})


def paper_png(print_content: str, profile: Profile = D1, *, scale: int = 1) -> bytes:
    """Return the paper of a PrintContent as a 1-bit PNG, by the paper model.

    Raises InputError for what is no PrintContent.
    """
    return to_png(from_print_content(print_content, profile), scale=scale)


def from_print_content(print_content: str, profile: Profile = D1) -> Job:
    """Read a PrintContent back into a Job.

    Takes what the platform takes: white space before the `[`, keys left out (0) and unknown ones.
    Lines longer than the paper are broken as the device breaks them. Raises InputError naming the
    item for anything else.
    """
    fields.instance("profile", profile, Profile, "pass ddjlayout.D1 or ddjlayout.D2")
    if not fields.is_a(print_content, (str, bytes)):
        raise fields.wrong_type("a PrintContent", print_content, "text", "json.dumps() makes it")
    try:
        raw = json.loads(print_content)
    except (ValueError, RecursionError):
        raise InputError(
            "this is not JSON", code=_CODE, hint="a PrintContent is a JSON array"
        ) from None
    if not isinstance(raw, list) or not raw:
        raise InputError("a PrintContent is a JSON array of at least one item", code=_CODE)
    values = cast("list[object]", raw)
    return Job(
        profile, tuple(_item(value, f"item[{n}]", profile) for n, value in enumerate(values, 1))
    )


def _item(value: object, path: str, profile: Profile) -> Item:
    if not isinstance(value, dict):
        raise InputError("an item is a JSON object", code=_CODE, path=path)
    fields = cast("dict[str, object]", value)
    kind = _integer(fields, "PrintType", path)
    align = _ALIGNS.get(_integer(fields, "Alignment", path), Align.LEFT)
    try:
        data = b64decode(str(fields.get("BaseText", "")), validate=True)
    except (Base64Error, ValueError):
        raise InputError("BaseText is not base64", code=_CODE, path=path) from None
    match kind:
        case PrintType.TEXT:
            bold = _integer(fields, "Bold", path) == 1
            size = _size(_integer(fields, "FontSize", path), profile)
            return TextItem(tuple(_device_lines(data, size, profile)), size, bold, align)
        case PrintType.IMAGE:
            return ImageItem(device_image(data, profile.width, path), align)
        case PrintType.BARCODE:
            return CodeItem("barcode", data, align)
        case PrintType.QRCODE:
            return CodeItem("qrcode", data, align)
        case _:
            raise InputError(
                f"no PrintType {excerpt(kind)}", code=_CODE, path=path, hint="0, 1, 3 or 4"
            )


def _integer(fields: Mapping[str, object], key: str, path: str) -> int:
    value = fields.get(key, 0)
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputError(f"{key} is not an integer", code=_CODE, path=path)
    return value


def _size(code: int, profile: Profile) -> Size:
    """Return the size of a `FontSize`; one the device lacks counts as 0."""
    return next((size for size, known in profile.sizes.items() if known == code), NORMAL)


def _device_lines(data: bytes, size: Size, profile: Profile) -> list[str]:
    """Decode the text of an item and break it as the device does, inside no character."""
    text = data.decode(profile.encoding, "surrogateescape")
    room = profile.width // size.cell
    lines: list[str] = []
    for line in text.removesuffix("\n").split("\n"):
        current, used = "", 0
        for char in line:
            shown, cells = _shown(char)
            if used + cells > room:
                lines.append(current)
                current, used = "", 0
            current += shown
            used += cells
        lines.append(current)
    return lines


def _shown(char: str) -> tuple[str, int]:
    """Return what the device prints for a character, and its cells."""
    if char < " " or "\x7f" <= char <= "\x9f":  # control characters print nothing
        return "", 0
    if "\udc80" <= char <= "\udcff":
        return char, 1
    try:
        return char, len(char.encode("gbk"))
    except UnicodeEncodeError:
        return HOLLOW, 2
