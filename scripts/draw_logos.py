"""Draws the logos of the sample receipts: python scripts/draw_logos.py."""

import math
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
SIZE = 240
OVER = 8  # drawn this much larger, then scaled down


def bowl() -> Image.Image:
    """A rice bowl with chopsticks and steam in a ring."""
    image = Image.new("L", (SIZE * OVER, SIZE * OVER), 255)
    draw = ImageDraw.Draw(image)
    u = SIZE * OVER / 240

    def box(*values: float) -> list[float]:
        return [value * u for value in values]

    draw.ellipse(box(6, 6, 234, 234), fill=0)
    draw.ellipse(box(16, 16, 224, 224), fill=255)
    draw.ellipse(box(21, 21, 219, 219), outline=0, width=int(3 * u))
    for x in (92, 120, 148):
        points = [(x * u + math.sin(t / 7) * 6 * u, (54 + t) * u) for t in range(0, 46)]
        for px, py in points:
            draw.ellipse([px - 3 * u, py - 3 * u, px + 3 * u, py + 3 * u], fill=0)
    draw.line(box(132, 112, 196, 60), fill=0, width=int(5 * u))
    draw.line(box(146, 112, 206, 72), fill=0, width=int(5 * u))
    draw.ellipse(box(62, 98, 178, 134), fill=0)
    draw.ellipse(box(70, 103, 170, 129), fill=255)
    for x, y in ((84, 108), (104, 104), (122, 106), (142, 107), (112, 112), (96, 114), (132, 114)):
        draw.ellipse(box(x, y, x + 14, y + 9), outline=0, width=int(2 * u))
    draw.pieslice(box(50, 62, 190, 190), 0, 180, fill=0)
    draw.rectangle(box(50, 116, 190, 127), fill=0)
    draw.ellipse(box(70, 103, 170, 126), fill=255)
    for x, y in ((84, 108), (104, 104), (122, 106), (142, 107), (112, 112), (96, 113), (132, 113)):
        draw.ellipse(box(x, y, x + 14, y + 9), outline=0, width=int(2 * u))
    draw.arc(box(62, 96, 178, 176), 30, 150, fill=255, width=int(4 * u))
    draw.rectangle(box(94, 188, 146, 197), fill=0)
    return image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def leaf() -> Image.Image:
    """Two leaves with veins, shaded from dark to light."""
    image = Image.new("L", (SIZE * OVER, SIZE * OVER), 255)
    u = SIZE * OVER / 240

    def leaf_at(cx: float, angle: float, shade: tuple[int, int]) -> None:
        mask = Image.new("L", image.size, 0)
        draw = ImageDraw.Draw(mask)
        points = []
        for step in range(0, 181):
            t = math.radians(step)
            points.append((step / 180, math.sin(t) ** 1.3 * 0.30))
        outline = [(x, w) for x, w in points] + [(x, -w) for x, w in reversed(points)]
        length, (sin, cos) = 172 * u, (math.sin(angle), math.cos(angle))
        place = [
            (cx * u + length * (x * sin + w * cos), 214 * u - length * (x * cos - w * sin))
            for x, w in outline
        ]
        draw.polygon(place, fill=255)
        ramp = (
            Image.linear_gradient("L")
            .resize(image.size)
            .point([shade[0] + (shade[1] - shade[0]) * v // 255 for v in range(256)])
        )
        image.paste(ramp, (0, 0), mask)
        pen = ImageDraw.Draw(image)
        tip = (cx * u + length * 0.93 * sin, 214 * u - length * 0.93 * cos)
        pen.line([(cx * u, 214 * u), tip], fill=255, width=int(4 * u))
        for x in (0.25, 0.42, 0.59, 0.75):
            root = (cx * u + length * x * sin, 214 * u - length * x * cos)
            for side in (1, -1):
                w, x2 = side * 0.21 * math.sin(math.pi * x), x + 0.14
                end = (
                    cx * u + length * (x2 * sin + w * cos),
                    214 * u - length * (x2 * cos - w * sin),
                )
                pen.line([root, end], fill=255, width=int(3 * u))

    leaf_at(120, -0.62, (170, 60))
    leaf_at(120, 0.50, (0, 40))
    ImageDraw.Draw(image).line([(120 * u, 208 * u), (112 * u, 234 * u)], fill=0, width=int(6 * u))
    return image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    bowl().save(ROOT / "templates/takeaway/logo.png", optimize=True)
    leaf().save(ROOT / "templates/retail/logo.png", optimize=True)
