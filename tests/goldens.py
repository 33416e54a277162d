"""Goldens: text, JSON and 1-bit PNG files in golden/, with an update mode and a diff image."""

import json
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops


class Goldens:
    """Compares what the code makes with the files of one folder.

    A picture is compared by its pixels, not its bytes, which depend on the compressor. When it
    differs, `NAME.diff.png` shows the golden in black, what is new in red, what is gone in blue.
    """

    def __init__(self, folder: Path, *, update: bool) -> None:
        self.folder = folder
        self.update = update

    def text(self, name: str, value: str) -> None:
        path = self._path(name)
        if self.update:
            path.write_text(value, encoding="utf-8")
        assert value == path.read_text(encoding="utf-8"), f"{path} differs"

    def print_content(self, name: str, value: str) -> None:
        """Compare PrintContent item by item, images by their dots."""
        path = self._path(name)
        if self.update:
            path.write_text(value + "\n", encoding="utf-8")
        assert _comparable(value) == _comparable(path.read_text(encoding="utf-8"))

    def png(self, name: str, value: bytes) -> None:
        path = self._path(name)
        if self.update and not (path.exists() and _same(value, path.read_bytes())):
            path.write_bytes(value)
        if not _same(value, path.read_bytes()):
            diff = path.with_suffix(".diff.png")
            _diff(value, path.read_bytes()).save(diff)
            pytest.fail(f"{path} differs, see {diff}")

    def _path(self, name: str) -> Path:
        path = self.folder / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not path.exists():
            pytest.fail(f"no golden {path}; run pytest --update-golden and look at it")
        return path


def _comparable(print_content: str) -> list[dict[str, object]]:
    items = json.loads(print_content)
    for item in items:
        if item["PrintType"] == 1:
            image = Image.open(BytesIO(b64decode(item["BaseText"])))
            item["BaseText"] = (image.size, image.mode, image.tobytes())
    return items


def _open(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def _same(a: bytes, b: bytes) -> bool:
    one, two = _open(a), _open(b)
    return (one.size, one.mode, one.tobytes()) == (two.size, two.mode, two.tobytes())


def _diff(new: bytes, old: bytes) -> Image.Image:
    one, two = _open(new).convert("L"), _open(old).convert("L")
    size = (max(one.width, two.width), max(one.height, two.height))
    pages = []
    for image in (one, two):
        page = Image.new("L", size, 255)
        page.paste(image)
        pages.append(page)
    added = ImageChops.lighter(pages[0], ImageChops.invert(pages[1]))
    gone = ImageChops.lighter(pages[1], ImageChops.invert(pages[0]))
    both = ImageChops.lighter(*pages)
    red, blue = ImageChops.darker(both, gone), ImageChops.darker(both, added)
    return Image.merge("RGB", (red, ImageChops.darker(red, blue), blue))
