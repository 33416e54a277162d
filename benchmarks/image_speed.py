"""How long images take, each against Pillow's own work on the same file in the same run.

Run: python -m benchmarks.image_speed. Prints CPU milliseconds (the least of several rounds) and
ratios: tone, dither and encode of a grey picture 384 x 2000 against `convert("1")`; a photo of 12
megapixels against decode and thumbnail; scaling against Pillow's resize; every dither.
"""

import io
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time

from PIL import Image

from ddjlayout.raster.dither import DITHERS
from ddjlayout.raster.image import ImageOptions, grey_to_bitmap, to_bitmap, to_grey
from ddjlayout.raster.png import encode

DATA = Path(__file__).parent / "data"
PHOTO = (4000, 3000)
ROUNDS = 7


def least(work: Callable[[], object]) -> float:
    """Return the milliseconds of CPU of the quickest round."""
    times: list[float] = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times) * 1000


def show(name: str, mine: float, peer: float | None = None, peer_name: str = "") -> None:
    ratio = f"{mine / peer:6.2f} x {peer_name} ({peer:.2f})" if peer else ""
    print(f"{name:<46}{mine:>9.2f} ms {ratio}")


def photo(form: str, mode: str, *, grain: float = 0.15) -> bytes:
    """Return a picture of 12 megapixels with the detail and grain of a photo, as a file."""
    base = Image.open(DATA / "big384.png").convert("L").resize(PHOTO, Image.Resampling.BICUBIC)
    grey = Image.blend(base, Image.effect_noise(PHOTO, 24), grain)
    planes = [grey, grey.point([i * 9 // 10 for i in range(256)]), base]
    picture = Image.merge("RGB", planes) if mode == "RGB" else grey
    out = io.BytesIO()
    picture.save(out, form, quality=88, compress_level=3)
    return out.getvalue()


def thumbnail(data: bytes) -> None:
    picture = Image.open(io.BytesIO(data))
    picture.thumbnail((384, 384))


def printed(picture: Image.Image, options: ImageOptions) -> bytes:
    return encode(grey_to_bitmap(picture, options))


def grey_photo() -> None:
    picture = Image.open(DATA / "big2000.png").convert("L")
    peer = least(lambda: picture.convert("1"))
    print(f"a grey picture of {picture.width} x {picture.height}: tone, dither, encode")
    for options in (ImageOptions(), *(ImageOptions(dither=name) for name in DITHERS)):
        mine = least(partial(printed, picture, options))
        show(f"  {options.dither}", mine, peer, "convert('1')")


def large_photos() -> None:
    print("a photo of 12 megapixels: decode and scale to 384 dots")
    for form, mode in (("JPEG", "RGB"), ("JPEG", "L"), ("PNG", "RGB"), ("PNG", "L")):
        data = photo(form, mode, grain=0.15 if form == "JPEG" else 0.02)  # PNGs below 10 MB
        peer = least(partial(thumbnail, data))
        for name, options in (("", ImageOptions()), (", trim", ImageOptions(trim=True))):
            mine = least(partial(to_grey, data, width=384, options=options))
            show(f"  {form} {mode}{name}", mine, peer, "thumbnail")


def scaling() -> None:
    print("scaling alone, a decoded picture of 1000 x 750 to 384 dots")
    for mode in ("L", "RGB"):
        picture = Image.open(DATA / "big384.png").convert(mode).resize((1000, 750))
        peer = least(partial(picture.resize, (384, 288), Image.Resampling.LANCZOS))
        show(f"  {mode}", least(partial(to_grey, picture, width=384)), peer, "resize")


def logo() -> None:
    print("a logo of 200 x 200, from the file's bytes to dots")
    data = (DATA / "logo.png").read_bytes()
    peer = least(lambda: Image.open(io.BytesIO(data)).convert("L").convert("1"))
    show("  at its own size", least(lambda: to_bitmap(data, width=200)), peer, "open, convert('1')")
    show("  scaled to 160 dots", least(lambda: to_bitmap(data, width=160)), peer, "the same")


def main() -> int:
    for part in (grey_photo, large_photos, scaling, logo):
        part()
    return 0


if __name__ == "__main__":
    sys.exit(main())
