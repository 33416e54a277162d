"""A real Chromium for the tests of the simulator's page, driven over WebDriver."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

WAIT = 30.0
"""Seconds until a test gives up on something that should have happened."""

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


@contextmanager
def chromium(language: str = "en", scale: float = 1) -> Iterator[Any]:
    """Run a headless Chromium with a profile of its own; skips the test where there is none."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium")
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("needs chromium and chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.add_experimental_option("prefs", {"intl.accept_languages": language})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            f"--force-device-scale-factor={scale}",
            "--window-size=1440,900",
            f"--user-data-dir={profile}",
        ):
            options.add_argument(argument)
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
        try:
            yield driver
        finally:
            driver.quit()


class Page:
    """The page of a simulator in a browser, as a person would use it."""

    def __init__(self, driver: Any, simulator: Any) -> None:
        self.driver = driver
        self.simulator = simulator

    def open(self) -> None:
        """Open the page as `page_url` says, and wait until it is live."""
        self.driver.get("about:blank")
        self.driver.get(self.simulator.page_url)
        self.live()

    def live(self) -> None:
        """Wait until the page has all it shows at first."""
        self.until(
            "return document.querySelector('#line').dataset.state === 'open' && ['.printer',"
            "'.setting', '[name=effect] option'].every((one) => document.querySelector(one))"
        )

    def leave(self) -> None:
        """Let the browser forget the page."""
        if self.driver.current_url.startswith(self.simulator.admin_url):
            self.js("localStorage.clear(); sessionStorage.clear()")
        self.driver.get("about:blank")

    def screen(self, width: int, height: int, ratio: float = 1) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": ratio, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def media(self, **features: str) -> None:
        listed = [{"name": n.replace("_", "-"), "value": v} for n, v in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": listed})

    def js(self, script: str, *values: Any) -> Any:
        return self.driver.execute_script(script, *values)

    def ajs(self, script: str, *values: Any) -> Any:
        """Run the body of an async function."""
        wrapped = (
            "const done = arguments[arguments.length - 1]; const values = [...arguments];"
            f"(async () => {{ {script} }})().then(done, (error) => done(String(error)))"
        )
        return self.driver.execute_async_script(wrapped, *values)

    def until(self, script: str, *values: Any) -> Any:
        """Wait until a script returns something true."""
        return self.wait(lambda: self.js(script, *values), script)

    def wait(self, happened: Callable[[], Any], what: str = "it") -> Any:
        from selenium.common.exceptions import JavascriptException, TimeoutException
        from selenium.webdriver.support.ui import WebDriverWait

        ignored = [JavascriptException]  # what a script looks for may not be there yet
        waiting = WebDriverWait(self.driver, WAIT, poll_frequency=0.03, ignored_exceptions=ignored)
        try:
            return waiting.until(lambda _: happened())
        except TimeoutException:
            raise AssertionError(f"did not happen: {what}") from None

    def one(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str) -> list[Any]:
        return self.driver.find_elements("css selector", selector)

    def click(self, selector: str) -> None:
        self.one(selector).click()

    def text(self, selector: str) -> str:
        return self.one(selector).text

    def tab(self, name: str) -> None:
        self.click(f"#tab-{name}")

    def printer(self, model: str = "D1") -> str:
        """Return the selector of a printer."""
        return f"#printer-{self.simulator.uuid(model)}"

    def type(self, selector: str, text: str) -> None:
        field = self.one(selector)
        field.clear()
        field.send_keys(text)

    def choose(self, selector: str, value: str) -> None:
        """Choose an option of a select as a person does, so that the page hears of it."""
        self.js(
            "arguments[0].value = arguments[1];"
            "arguments[0].dispatchEvent(new Event('change', { bubbles: true }))",
            self.one(selector),
            value,
        )

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def focused(self, script: str = "") -> Any:
        return self.js(f"return document.activeElement{script}")

    def downloads(self, folder: Path) -> None:
        """Let downloads go to a folder."""
        values = {"behavior": "allow", "downloadPath": str(folder)}
        self.driver.execute_cdp_cmd("Browser.setDownloadBehavior", values)

    def complaints(self) -> list[str]:
        """Return what the browser's console complains of since the last call."""
        log = self.driver.get_log("browser")
        return [entry["message"] for entry in log if entry["level"] in ("SEVERE", "WARNING")]

    def complained(self, words: str, count: int) -> None:
        """Take note of `count` complaints with these words; fails if there are others, or fewer.

        The console may be a moment behind the page; whatever comes later is found by the fixture.
        """
        found: list[str] = []

        def enough() -> bool:
            found.extend(self.complaints())
            return len(found) >= count

        self.wait(enough, f"{count} complaints with {words}")
        assert [words in complaint for complaint in found] == [True] * count, found
