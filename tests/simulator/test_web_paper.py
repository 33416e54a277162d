"""Paper in the browser: it comes out live, dot for dot, in real proportions, crisp."""

import io

import pytest
from PIL import Image

from ddjlayout.simulator.paper import Paper
from tests.simulator.browser import Page, chromium
from tests.simulator.calling import D1, D2, content
from tests.simulator.drawing import item

DOTS = """
const bytes = [];
for (const canvas of document.querySelectorAll(arguments[0] + ' canvas')) {
  if (!canvas.height) return null;
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  const context = copy.getContext('2d', { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
  for (let at = 0; at < pixels.length; at += 32) {
    let byte = 0;
    for (let bit = 0; bit < 8; bit++) byte = byte * 2 + (pixels[at + bit * 4 + 3] > 0);
    bytes.push(byte);
  }
}
return bytes.length ? bytes : null;
"""
LONG = "\n".join(f"line {number} 一二三四五" for number in range(60))


def settled(page, count: int = 1, model: str = "D1") -> None:
    """Wait until papers are out, as long as they are."""
    page.until(
        """
        const runs = [...document.querySelectorAll(`${arguments[0]} .run[data-run]`)];
        const out = (run) => run.style.getPropertyValue('--rows') === run.dataset.rows;
        const last = runs.at(-1)?.querySelector('canvas');
        return runs.length >= arguments[1] && runs.every(out) && last;
        """,
        page.printer(model),
        count,
    )


def number(page, selector: str, name: str) -> float:
    return page.js(
        f"return document.querySelector(arguments[0]).getBoundingClientRect().{name}", selector
    )


def test_a_job_appears_on_the_roll_without_a_reload(page, caller):
    page.js("window.stillHere = true")
    assert "Nothing printed" in page.text(f"{page.printer()} .blank")
    task = caller.print("live")["TaskId"]
    settled(page)
    assert page.js("return window.stillHere")
    assert page.one(f"{page.printer()} .run").get_attribute("data-task") == str(task)
    assert not page.one(f"{page.printer()} .blank").is_displayed()
    assert page.all(f"{page.printer('D2')} .run") == []
    label = page.one(".run .dots").get_attribute("aria-label")
    assert f"task {task}, 3 mm long" in label


@pytest.mark.parametrize("uuid", [D1, D2])
def test_the_dots_on_the_canvases_are_those_of_the_paper(page, caller, ddj_simulator, uuid):
    encoding = "gbk" if uuid == D1 else "utf-8"
    job = {"Uuid": uuid, "PrintContent": content(item(LONG.encode(encoding))), "OpenUserId": 0}
    task = caller.call("printcontent2", job)["TaskId"]
    selector = f"#printer-{uuid} .run"
    dots = page.until(
        DOTS.replace("return null;", "{ canvas.scrollIntoView(); return null; }"), selector
    )
    paper = ddj_simulator.paper(task)
    assert paper.height == 1440
    assert bytes(dots) == paper.rows


@pytest.mark.parametrize("ratio", [1, 1.25, 2])
def test_a_dot_is_a_whole_number_of_pixels_on_any_screen(ddj_simulator, caller, ratio):
    for text in range(9):  # so that no rounding adds up along the roll
        caller.print("above\n" * (text % 3 + 1))
    paper = ddj_simulator.paper(caller.print("0123456789 crisp 清晰\nabc")["TaskId"])
    with chromium(scale=ratio) as driver:
        page = Page(driver, ddj_simulator)
        page.open()
        for _ in range(2):
            settled(page, 10)
            page.js("for (const one of document.querySelectorAll('.marker')) one.hidden = true")
            assert_dots(page, paper, ratio)
            page.click("#zoom-in")


def assert_dots(page, paper: Paper, ratio: float) -> None:
    """Compare the last paper on the screen with the paper, pixel by pixel."""
    canvases = "[...document.querySelectorAll('.run canvas')]"
    page.until(f"return {canvases}.at(-1).height > 0")
    box = page.js(
        f"const r = {canvases}.at(-1).getBoundingClientRect(); return [r.x, r.y, r.width]"
    )
    left, top, width = (value * ratio for value in box)
    size = round(width / paper.width)
    assert size >= 1
    assert width == pytest.approx(paper.width * size, abs=0.01)
    wanted = picture(paper).resize((paper.width * size, paper.height * size))
    screen = Image.open(io.BytesIO(page.driver.get_screenshot_as_png())).convert("L")
    # paper is lighter than half, its texture and shade included; ink is darker
    screen = screen.point(lambda value: 255 * (value > 127), "1")
    corners = [(round(left) + x, round(top) + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    shown = [screen.crop((x, y, x + wanted.width, y + wanted.height)).tobytes() for x, y in corners]
    assert wanted.tobytes() in shown


def picture(paper: Paper) -> Image.Image:
    return Image.open(io.BytesIO(paper.png()))


@pytest.mark.parametrize("ratio", [1, 1.5, 2])
def test_the_paper_has_real_proportions(page, caller, ratio):
    page.screen(1440, 900, ratio)
    caller.print()
    settled(page)
    paper, dots = number(page, ".paper", "width"), number(page, ".run .dots", "width")
    assert paper / dots == pytest.approx(58 / 48, abs=0.003)
    left = number(page, ".run .dots", "left") - number(page, ".paper", "left")
    assert left / paper == pytest.approx(5 / 58, abs=0.003)


def test_paper_grows_with_the_clock_while_it_is_printed(page, caller, ddj_simulator):
    ddj_simulator.freeze()
    ddj_simulator.set_device(D1, speed=100)
    caller.print(LONG)
    page.until("return document.querySelector('.run.head canvas')")
    height = "return document.querySelector('.run').getBoundingClientRect().height === arguments[0]"
    page.until(height, 0)
    page.until("return document.querySelector('.condition').textContent === 'Busy'")
    page.until("return document.querySelector('.task .badge').dataset.state === 'printing'")
    ddj_simulator.advance(2)
    page.until(height, 200)
    ddj_simulator.advance(5.5)
    page.until(height, 750)
    ddj_simulator.advance(60)
    page.until(height, 1440)
    page.until("return document.querySelector('.condition').textContent === 'Ready'")
    settled(page)
    assert len(page.all(".run")) == 1


def test_a_piece_of_paper_is_as_long_as_it_came_out(page, caller, ddj_simulator):
    ddj_simulator.set_device(D1, paper=10)
    caller.print()
    settled(page)
    assert number(page, ".run.partial", "height") == 10
    assert "stopped" in page.one(".run .dots").get_attribute("aria-label")
    ddj_simulator.set_device(D1, paper="endless")
    settled(page, 2)
    assert [run.get_attribute("class") for run in page.all(".run")] == ["run partial", "run"]


def test_the_roll_is_downloaded_as_png(page, caller, ddj_simulator, tmp_path):
    page.downloads(tmp_path)
    tasks = [caller.print(text)["TaskId"] for text in ("one", "two", "three")]
    settled(page, 3)
    page.click(f"{page.printer()} .tear")
    caller.print("four")
    caller.print("five")
    settled(page, 2)
    page.click(f"{page.printer()} .save")
    file = tmp_path / f"d1-{D1}.png"
    page.wait(lambda: file.exists() and file.stat().st_size, "a file")
    rows = b"".join(ddj_simulator.paper(tasks[-1] + later).rows for later in (1, 2))
    assert Image.open(file).tobytes() == picture(Paper(384, 48, rows)).tobytes()


def test_paper_is_torn_off_and_put_back(page, caller):
    for text in ("one", "two"):
        caller.print(text)
    settled(page, 2)
    page.click(f"{page.printer()} .tear")
    assert page.all(".run") == []
    caller.print("three")
    settled(page)
    page.driver.refresh()
    page.live()
    settled(page)
    assert len(page.all(".run")) == 1
    page.click(".put-back")
    settled(page, 3)


def test_a_long_roll_is_shown_in_parts_and_painted_where_it_is_seen(page, caller):
    for text in range(70):
        caller.print(f"{text}\n" * 20)
    page.driver.refresh()
    page.live()
    settled(page, 30)
    assert page.text(".earlier") == "Show 40 earlier papers"
    page.click(".earlier")
    settled(page, 60)
    page.until("return document.querySelector('.earlier').textContent.includes('10')")
    height = "return (document.querySelector(arguments[0])?.height ?? 0)"
    ends = (".run:first-child canvas", ".run:last-child canvas")
    for (near, far), place in ((ends, "0"), (ends[::-1], "r.scrollHeight")):
        page.js(f"const r = document.querySelector('.roll'); r.scrollTop = {place}")
        page.until(f"{height} > 0", near)
        page.until(f"{height} === 0", far)


def test_a_crowd_of_papers_leaves_the_page_small(page, ddj_simulator, caller):
    page.js(
        "window.fetched = 0; const real = window.fetch; window.fetch = (...given) => {"
        "window.fetched += String(given[0]).endsWith('.pbm'); return real(...given) }"
    )
    for _ in range(4):
        for text in range(40):
            caller.print(f"{text}\n" * 20)
        settled(page)
    page.wait(lambda: page.text(".earlier") == "Show 40 earlier papers")
    assert len(page.all(".run")) == 120
    assert page.js("return window.fetched") < 160


def test_who_reads_older_paper_is_not_moved_by_new_one(page, caller):
    caller.print(LONG)
    settled(page)
    top = "return document.querySelector('.roll').scrollTop"
    page.until(f"{top} > 0")
    page.js("document.querySelector('.roll').scrollTop = 100")
    page.until(f"{top} === 100")
    page.ajs("await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame)")
    caller.print("new")
    settled(page, 2)
    assert page.js(top) == 100
    page.click(".newest")
    page.until(
        "const r = document.querySelector('.roll');"
        "return r.scrollTop + r.clientHeight > r.scrollHeight - 2"
    )
    page.until("return document.querySelector('.newest').hidden")


def test_after_a_reset_a_task_of_the_same_number_has_its_own_paper(page, caller, ddj_simulator):
    first = caller.print("before")["TaskId"]
    settled(page)
    ddj_simulator.reset()
    page.until("return document.querySelectorAll('.run').length === 0")
    assert caller.print("after it")["TaskId"] == first
    settled(page)
    dots = page.until(DOTS, f"{page.printer()} .run")
    assert bytes(dots) == ddj_simulator.paper(first).rows


def test_paper_that_is_kept_no_more_says_so(page, caller, ddj_simulator):
    page.leave()  # an open page may ask for the first paper before it is gone, or after
    ddj_simulator.settings(paper_bytes=1500)
    caller.print("gone")
    caller.print("kept")
    page.open()
    page.until("return document.querySelectorAll('.run.gone').length === 1")
    page.complained("404", 1)
