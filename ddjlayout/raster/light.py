"""Second step of an image: decode, flatten on white and scale, all sums in linear light.

Large pictures go through in tiles, so that their linear copies never exist as a whole.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from PIL import Image, ImageMath

from ddjlayout.raster.source import Box, Loaded, readable

_TILE = 1 << 18  # pixels
_OVERSAMPLE = 3  # pixels a dot left to the Lanczos filter once whole pixels have been averaged
_SIXTEEN_BIT = ("I", "I;16", "I;16B", "I;16L", "I;16N")


def linear(value: float) -> float:
    """Return the light of an sRGB value, both 0 to 1 (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


_LIGHT = tuple(linear(code / 255) for code in range(256))
_RED, _GREEN, _BLUE = (tuple(w * v for v in _LIGHT) for w in (0.2126, 0.7152, 0.0722))


def scaled(
    loaded: Loaded, box: Box, size: tuple[int, int], decoded: Image.Image | None = None
) -> Image.Image:
    """Return the part `box` of a picture at another size, as sRGB grey ('L') on white.

    Both are in the file's own orientation. JPEGs are decoded at a half, quarter or eighth when
    that leaves two pixels a dot. `decoded` is the picture if somebody needed it before. Raises
    InputError for a damaged file.
    """
    with readable():
        picture = decoded or loaded.open()
        if (
            decoded is None
            and picture.format in ("JPEG", "MPO")
            and isinstance(loaded.content, bytes)
        ):
            box = _drafted(picture, box, size)
        picture.load()
        if size == (box[2] - box[0], box[3] - box[1]):
            return _grey(picture, box)
        small, where = _reduced(picture, box, size)
        return _encoded(small.resize(size, Image.Resampling.LANCZOS, where))


def flat(picture: Image.Image) -> Image.Image:
    """Return any picture as 'L' or 'RGB', its transparent parts white."""
    mode = picture.mode
    key = picture.info.get("transparency")
    if mode in _SIXTEEN_BIT:
        return _eight_bit(picture.convert("I"), key)
    if mode == "F":
        return picture.point(lambda value: value * 255 + 0.5).convert("L")
    if not isinstance(key, tuple if mode == "RGB" else int):  # else one level or colour is clear
        if mode in ("L", "RGB"):
            return picture
        if mode == "1":
            return picture.convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layers = (picture.convert("LA") if mode == "La" else picture).convert("RGBA")
    paper = Image.new("RGBA", layers.size, "white")
    return Image.alpha_composite(paper, layers).convert("RGB")


def _eight_bit(deep: Image.Image, key: object) -> Image.Image:
    grey = deep.point(lambda value: value * (1 / 257) + 0.5).convert("L")
    if isinstance(key, int):
        clear = _computed(lambda p: p["deep"] == key, {"deep": deep})
        grey.paste(255, mask=clear.point(lambda value: value * 255 + 0).convert("L"))
    return grey


def _grey(picture: Image.Image, box: Box) -> Image.Image:
    left, top, right, bottom = box
    if picture.mode == "L" and "transparency" not in picture.info:
        return picture.crop(box)
    grey = Image.new("L", (right - left, bottom - top))
    for x, y, end, below in _tiles(grey.size, (1, 1)):
        part = flat(picture.crop((left + x, top + y, left + end, top + below)))
        grey.paste(part if part.mode == "L" else _encoded(_light(part)), (x, y))
    return grey


def _tiles(size: tuple[int, int], step: tuple[int, int]) -> Iterator[Box]:
    # Strips as high as can be, of whole steps; where one step is too much, parts of that.
    (width, height), (across, down) = size, step
    columns = width if width * down <= _TILE else max(1, _TILE // (across * down)) * across
    rows = max(1, _TILE // (columns * down)) * down
    for y in range(0, height, rows):
        for x in range(0, width, columns):
            yield x, y, min(x + columns, width), min(y + rows, height)


def _drafted(picture: Image.Image, box: Box, size: tuple[int, int]) -> Box:
    # libjpeg can decode at a fraction, at a fraction of the time; the box shrinks with it.
    width, height = picture.size
    ratio = min((box[2] - box[0]) / size[0], (box[3] - box[1]) / size[1]) / 2
    if ratio < 2:
        return box
    picture.draft("RGB", (int(width / ratio), int(height / ratio)))
    x, y = picture.width / width, picture.height / height
    left, top = int(box[0] * x), int(box[1] * y)
    right, bottom = max(left + 1, round(box[2] * x)), max(top + 1, round(box[3] * y))
    return left, top, min(right, picture.width), min(bottom, picture.height)


def _reduced(
    picture: Image.Image, box: Box, size: tuple[int, int]
) -> tuple[Image.Image, tuple[float, float, float, float]]:
    # Average whole pixels by tiles, and say where in the result the box lies.
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    across = max(1, width // (size[0] * _OVERSAMPLE))
    down = max(1, height // (size[1] * _OVERSAMPLE))
    small = Image.new("F", (-(-width // across), -(-height // down)))
    for x, y, end, below in _tiles((width, height), (across, down)):
        tile = picture.crop((left + x, top + y, left + end, top + below))
        small.paste(_light(flat(tile), (across, down)), (x // across, y // down))
    return small, (0, 0, width / across, height / down)


def _light(picture: Image.Image, factor: tuple[int, int] = (1, 1)) -> Image.Image:
    if picture.mode == "L":
        return picture.point(_LIGHT, "F").reduce(factor)
    red, green, blue = (
        band.point(curve, "F").reduce(factor)
        for band, curve in zip(picture.split(), (_RED, _GREEN, _BLUE), strict=True)
    )
    return _computed(_sum, {"red": red, "green": green, "blue": blue})


def _encoded(light: Image.Image) -> Image.Image:
    # The curve's straight foot, below a light of 0.003, is left out: two grey levels at most.
    power = _computed(_power, {"light": light})
    return power.point(lambda value: value * (1.055 * 255) + (0.5 - 0.055 * 255)).convert("L")


def _sum(p: dict[str, Any]) -> Any:
    return p["red"] + p["green"] + p["blue"]


def _power(p: dict[str, Any]) -> Any:
    return p["max"](p["light"], 0.0) ** (1 / 2.4)


def _computed(
    formula: Callable[[dict[str, Any]], Any], planes: Mapping[str, Image.Image]
) -> Image.Image:
    result = ImageMath.lambda_eval(formula, **planes)
    assert isinstance(result, Image.Image)
    return result
