"""Backend: a Job becomes the platform's PrintContent (vendor document V3.0, section 3.3)."""

import json
from base64 import b64encode

from ddjlayout.cloud.wire import PrintType
from ddjlayout.errors import LayoutError
from ddjlayout.job import CodeItem, ImageItem, Item, Job, TextItem
from ddjlayout.profile import Profile
from ddjlayout.raster.png import encode, encode_bmp

_dumps = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def to_print_content(job: Job) -> str:
    """Return the JSON array of a job, compact, its keys in the vendor's order.

    Raises LayoutError when it is longer than the profile's `max_bytes`.
    """
    content = _dumps([_item(item, job.profile) for item in job.items])
    if len(content) > job.profile.max_bytes:
        raise LayoutError(
            f"the PrintContent has {len(content)} bytes, the platform takes"
            f" {job.profile.max_bytes}",
            code="too-large",
            path="receipt",
            hint="print fewer or smaller images, or split the document",
        )
    return content


def _item(item: Item, profile: Profile) -> dict[str, int | str]:
    bold = size = 0
    if isinstance(item, TextItem):
        kind, data = PrintType.TEXT, _text_bytes(item.lines, profile)
        bold, size = int(item.bold), profile.sizes[item.size]
    elif isinstance(item, ImageItem):
        bmp = profile.image_format == "bmp"
        kind, data = PrintType.IMAGE, (encode_bmp if bmp else encode)(item.bitmap)
    else:
        kind, data = _code_type(item), item.data
    return {
        "Alignment": int(item.align),
        "BaseText": b64encode(data).decode("ascii"),
        "Bold": bold,
        "FontSize": size,
        "PrintType": int(kind),
    }


def _text_bytes(lines: tuple[str, ...], profile: Profile) -> bytes:
    # A line feed at the very end ends the last line and adds none: an empty last line needs one.
    text = "\n".join(lines)
    return (text if lines[-1] else text + "\n").encode(profile.encoding, "surrogateescape")


def _code_type(item: CodeItem) -> PrintType:
    return PrintType.BARCODE if item.kind == "barcode" else PrintType.QRCODE
