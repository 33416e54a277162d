"""In the page renderer: a page taken apart into its text, what lies beneath, and its images.

The page is shown with its text in black, in white and without. How much of a dot text covers is
the difference of the first two, whatever its colour and whatever lies beneath. Text can change the
page by that much and no more: what changes it more has colours of its own, as emoji have.
"""

import io
from typing import Any, NamedTuple, cast

from PIL import Image, ImageChops

from ddjlayout.pages.tab import Tab

MAX_AREAS = 1000
"""How many images of a page are told apart."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in dots."""


class Layers(NamedTuple):
    """A page in layers, all of one size: 'L' pictures and places.

    `text` is how much of each dot text covers (255: all) that can be seen, `ground` the page
    without its text but with emoji, and `emoji` 255 where they are. `images` says where images,
    drawings and patterned grounds are, the outer ones first.
    """

    text: Image.Image
    ground: Image.Image
    emoji: Image.Image
    images: tuple[Box, ...]

    def cropped(self, height: int) -> "Layers":
        """Return the layers of the page's first so many dots."""
        box = (0, 0, self.text.width, height)
        text, ground, emoji = (layer.crop(box) for layer in (self.text, self.ground, self.emoji))
        return Layers(text, ground, emoji, self.images)


_DRESS = """(colour => {
  const sheet = new CSSStyleSheet();
  const dyed = colour && `
    -webkit-text-fill-color: ${colour} !important;
    -webkit-text-stroke-color: ${colour} !important;
    text-decoration-color: ${colour} !important;
    text-emphasis-color: ${colour} !important;`;
  sheet.replaceSync(`*, *::before, *::after, *::marker, *::placeholder {
    text-shadow: none !important;
    caret-color: transparent !important;
    transition: none !important;
    animation-play-state: paused !important;
    ${dyed}
  } *::marker { ${colour && `color: ${colour} !important`} }`);
  const ours = globalThis.ddjSheet;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter(s => s !== ours), sheet];
  globalThis.ddjSheet = sheet;
})"""
_AREAS = """(() => {
  const areas = [];
  for (const element of document.querySelectorAll('*')) {
    if (element.ownerSVGElement) continue;
    const style = getComputedStyle(element);
    const image = element.matches('img, svg, canvas, video, embed, object, input[type=image]');
    if (style.visibility !== 'visible' || !(image || style.backgroundImage !== 'none')) continue;
    const box = element.getBoundingClientRect();
    areas.push([box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY]);
    if (areas.length === %d) break;
  }
  return areas;
})()"""


_SEEN = 8
"""How many levels text has to stand out from its ground."""

_MORE = 16
"""How many levels more than text can change a page tell that it is none."""


async def take_apart(tab: Tab, width: int, height: int) -> Layers:
    """Return the layers of the page in a tab, of its first so many dots."""
    pictures: list[Image.Image] = []
    for colour in ("", "black", "white", "transparent"):
        await tab.run(f"{_DRESS}('{colour}')")
        pictures.append(to_grey(await tab.picture(width, height)))
    page, black, white, ground = pictures
    areas = cast("list[Any] | None", await tab.run(_AREAS % MAX_AREAS)) or []
    boxes = (_clipped(area, width, height) for area in areas)
    images = tuple(box for box in boxes if box is not None)
    cover, change = ImageChops.subtract(white, black), ImageChops.difference(page, ground)
    text = ImageChops.darker(cover, _from(change, _SEEN))
    emoji = _from(ImageChops.subtract(change, cover), _MORE)
    ground.paste(page, (0, 0), emoji)
    return Layers(text, ground, emoji, images)


def to_grey(png: bytes) -> Image.Image:
    """Return a picture of Chromium's as grey."""
    return Image.open(io.BytesIO(png), formats=("PNG",)).convert("L")


def _from(picture: Image.Image, level: int) -> Image.Image:
    """Return 255 where a picture has a level or more, else 0."""
    return picture.point([0] * level + [255] * (256 - level))


def _clipped(area: list[float], width: int, height: int) -> Box | None:
    """Return the whole dots that an area touches, None where that is nothing."""
    left, top = max(0, int(area[0])), max(0, int(area[1]))
    right, bottom = min(width, -int(-area[2])), min(height, -int(-area[3]))
    return (left, top, right, bottom) if left < right and top < bottom else None
