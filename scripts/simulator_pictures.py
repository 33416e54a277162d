"""Take the pictures of the simulator's page for docs/images: python -m scripts.simulator_pictures.

Needs Chromium, its driver and selenium. The samples are printed at a time of their own.
"""

import base64
import io
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from ddjlayout.cloud.client import Client
from ddjlayout.errors import DdjError
from ddjlayout.simulator.remote import RunningSimulator
from ddjlayout.simulator.server import running
from tests.simulator.browser import Page, chromium

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
NOON = 1_795_500_000.0
CENTURY = 10**10
COLOURS = 128
VIVID = 90


class Shot(NamedTuple):
    """One picture: the screen in CSS pixels, its density, and what the page looks like."""

    name: str
    width: int
    height: int
    ratio: int
    scheme: str
    language: str
    tab: str


SHOTS = (
    Shot("simulator-desk", 1440, 900, 1, "light", "en", "requests"),
    Shot("simulator-phone", 390, 844, 2, "dark", "zh-CN", "printers"),
)


def main() -> None:
    """Take all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with running() as simulator, chromium() as driver:
        print_samples(simulator)
        page = Page(driver, simulator)
        for shot in SHOTS:
            picture = take(page, shot)
            path = IMAGES / f"{shot.name}.png"
            small(picture).save(path, optimize=True)
            size = path.stat().st_size
            print(f"{path.name}: {picture.width} x {picture.height}, {size} bytes")


def small(picture: Image.Image) -> Image.Image:
    """Return a picture in few colours, of which lamps and badges get their share."""
    _, saturation, _ = picture.convert("HSV").split()
    vivid = Image.new("RGB", picture.size)
    vivid.paste(picture, mask=saturation.point(lambda value: 255 * (value > VIVID)))
    both = Image.new("RGB", (picture.width, 2 * picture.height))
    both.paste(picture)
    both.paste(vivid, (0, picture.height))
    palette = both.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=1)
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def print_samples(simulator: RunningSimulator) -> None:
    """Let some receipts come out, and some things go wrong."""
    simulator.settings(timestamp_window=CENTURY)
    simulator.do(lambda operator: operator.change_clock({"set": NOON, "freeze": True}))
    uuids = {model: simulator.uuid(model) for model in ("D1", "D2")}
    with Client(simulator.app_id, simulator.app_secret, base_url=simulator.url) as client:
        for sample, model in (("kitchen", "D1"), ("takeaway", "D2"), ("retail", "D1")):
            client.print_content(uuids[model], content_of(sample, model))
            simulator.advance(41)
        simulator.fault("code", point="after_read", code=1009, call="printcontent2", times=1)
        simulator.fault("delay", point="after_commit", seconds=2, probability=0.25)
        simulator.set_device(uuids["D2"], state="paper_out")
        for uuid in (uuids["D1"], "0000000000000000", uuids["D2"]):
            simulator.advance(7)
            try:
                client.print_content(uuid, content_of("kitchen", "D2"))
            except DdjError as error:
                print(f"as meant: {error.code}")


def content_of(sample: str, model: str) -> str:
    """Return a sample as PrintContent, as the command makes it."""
    command = [sys.executable, "-m", "ddjlayout", "compile", sample, "--profile", model]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def take(page: Page, shot: Shot) -> Image.Image:
    """Return a picture of the page."""
    page.screen(shot.width, shot.height, shot.ratio)
    hidden = {"hidden": shot.tab == "printers"}  # as on a phone
    page.driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", hidden)
    page.media(prefers_color_scheme=shot.scheme, prefers_reduced_motion="reduce")
    page.open()
    page.choose("#language", shot.language)
    page.tab(shot.tab)
    page.until("return document.querySelector('.run:last-child canvas').height > 0")
    page.ajs("await new Promise((go) => setTimeout(go, 500))")
    reply = page.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    return Image.open(io.BytesIO(base64.b64decode(reply["data"]))).convert("RGB")


if __name__ == "__main__":
    main()
