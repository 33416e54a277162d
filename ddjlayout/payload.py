"""Below the backends: items as the platform's JSON (vendor document V3.0, section 3.3)."""

from base64 import b64encode
from collections.abc import Sequence

from ddjlayout.cloud.wire import PrintType
from ddjlayout.items import HOLLOW, CodeItem, ImageItem, Item, TextItem
from ddjlayout.profile import Profile
from ddjlayout.raster.png import encode, encode_bmp


def payload(item: Item, profile: Profile) -> str:
    """Return the JSON object of an item, compact, in ASCII, its keys in the vendor's order."""
    bold = size = 0
    if isinstance(item, TextItem):
        kind, data = PrintType.TEXT, _text_bytes(item.lines, profile)
        bold, size = int(item.bold), profile.sizes[item.size]
    elif isinstance(item, ImageItem):
        bmp = profile.image_format == "bmp"
        kind, data = PrintType.IMAGE, (encode_bmp if bmp else encode)(item.bitmap)
    else:
        kind, data = _code_type(item), item.data
    # base64 and integers need no escapes
    text = b64encode(data).decode("ascii")
    return (
        f'{{"Alignment":{int(item.align)},"BaseText":"{text}","Bold":{bold},'
        f'"FontSize":{size},"PrintType":{int(kind)}}}'
    )


def print_content(items: Sequence[Item], profile: Profile) -> str:
    """Return the JSON array of items, ASCII, whatever its length."""
    return f"[{','.join([payload(item, profile) for item in items])}]"


def _text_bytes(lines: tuple[str, ...], profile: Profile) -> bytes:
    # A line feed at the very end ends the last line and adds none: an empty last line needs one.
    text = "\n".join(lines)
    if HOLLOW in text:  # read back from a D2's content; the device lacks U+FFFD, too
        text = text.replace(HOLLOW, "\ufffd")
    return (text if lines[-1] else text + "\n").encode(profile.encoding, "surrogateescape")


def _code_type(item: CodeItem) -> PrintType:
    return PrintType.BARCODE if item.kind == "barcode" else PrintType.QRCODE
