"""Under the page renderer: finds Chromium, starts it without ties to its user, and clears it away.

It gets a folder of its own as home, an environment with nothing in it, no way to the network but
the proxy, and, started by root, the user `nobody`: Chromium's sandbox does not work for root.
"""

import asyncio
import json
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncGenerator, Awaitable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from ddjlayout.errors import InputError, excerpt
from ddjlayout.pages.devtools import DevTools

T = TypeVar("T")

CHROMIUM = "DDJ_CHROMIUM"
"""The environment variable that names the Chromium to use."""

SANDBOX = "DDJ_CHROMIUM_SANDBOX"
"""The environment variable that, set to `off`, starts Chromium without its sandbox."""

NO_SANDBOX = "chromium-sandbox"
"""The code of the error for a sandbox that does not work."""

MEMORY = 2 << 30
"""How many bytes each of Chromium's processes may have, on Linux."""

START_SECONDS = 30.0
"""How long Chromium may take to start."""

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
_OPENERS = ("xdg-open", "xdg-email", "gio", "gvfs-open", "kde-open", "exo-open")
PROXY_HOST = "proxy.invalid"
"""The one name that Chromium may resolve: the proxy's, on this machine."""

FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--no-startup-window",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--hide-scrollbars",
    "--mute-audio",
    "--lang=zh-CN",
    "--accept-lang=zh-CN,zh,en",
    # text: grey edges at whole pixels, no colours
    "--disable-lcd-text",
    "--disable-font-subpixel-positioning",
    "--force-color-profile=srgb",
    "--blink-settings=lazyLoadEnabled=false",
    # nothing leaves but through the proxy that the page's own context gets
    "--proxy-server=http://proxy.invalid:9",
    f"--host-resolver-rules=MAP {PROXY_HOST} 127.0.0.1, MAP * ~NOTFOUND",
    "--disable-quic",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy",
    "--dns-prefetch-disable",
    # nothing of Chromium's own goes on
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--password-store=basic",
    "--disable-features=AutofillServerCommunication,HttpsUpgrades,MediaRouter,OptimizationHints"
    ",Translate",
)
"""What Chromium is started with; each flag is there for what the comment above it says."""

_PREFERENCES: Mapping[str, object] = MappingProxyType(
    {
        "webkit": {"webprefs": {"default_font_size": 24, "default_fixed_font_size": 24}},
        "settings": {"a11y": {"animation_policy": "none"}},
    }
)


def find_chromium(environment: Mapping[str, str]) -> str:
    """Return the path of the Chromium to use; raises InputError when there is none."""
    if not hasattr(os, "posix_spawn"):
        raise InputError("web pages are rendered on Linux and macOS alone", code="chromium-missing")
    wanted = environment.get(CHROMIUM)
    names = (wanted,) if wanted else (*_NAMES, _MAC)
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    looked = f"{CHROMIUM} names no program" if wanted else "Chromium is not installed"
    raise InputError(
        f"web pages are rendered by Chromium, and {looked}",
        code="chromium-missing",
        hint=f"install it (Debian: apt-get install chromium), or set {CHROMIUM} to its path",
    )


@asynccontextmanager
async def chromium(environment: Mapping[str, str], *, trusted: bool) -> AsyncGenerator[DevTools]:
    """Run a Chromium; it and its folder are gone afterwards, whatever happens.

    `environment` is searched for the two variables above and PATH. `trusted` lets it run without
    its sandbox where that does not work. Raises InputError when there is no Chromium or it does not
    start.
    """
    program = find_chromium(environment)
    sandbox = environment.get(SANDBOX) != "off"
    async with AsyncExitStack() as stack:
        try:
            running = _running(program, environment, sandbox=sandbox)
            devtools = await stack.enter_async_context(running)
        except InputError as error:
            if error.code != NO_SANDBOX or not (trusted and sandbox):
                raise
            running = _running(program, environment, sandbox=False)
            devtools = await stack.enter_async_context(running)
        yield devtools


@asynccontextmanager
async def _running(
    program: str, environment: Mapping[str, str], *, sandbox: bool
) -> AsyncGenerator[DevTools]:
    folder = Path(tempfile.mkdtemp(prefix="ddj-page-"))
    try:
        _furnish(folder)
        arguments = [program, *FLAGS, *(() if sandbox else ("--no-sandbox",))]
        process, devtools = await _start(arguments, folder, environment)
        try:
            await starting(_answering(devtools, folder))
            yield devtools
        finally:
            await devtools.close()
            _end(process)
    finally:
        await _remove(folder)


def _furnish(folder: Path) -> None:
    """Lay out what Chromium finds at home: its settings, the user's fonts, and no way to open."""
    profile = folder / "profile" / "Default"
    profile.mkdir(parents=True)
    (profile / "Preferences").write_text(json.dumps(dict(_PREFERENCES)))
    fonts = folder / ".fonts"
    fonts.mkdir()
    for number, own in enumerate((".fonts", ".local/share/fonts", "Library/Fonts")):
        if (Path.home() / own).is_dir():
            (fonts / str(number)).symlink_to(Path.home() / own)
    # a page may ask for mailto: and the like, for which Chromium would start another program
    openers = folder / "bin"
    openers.mkdir()
    for name in _OPENERS:
        (openers / name).symlink_to(shutil.which("true") or os.devnull)


async def _start(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> tuple[int, DevTools]:
    """Start Chromium in a process group of its own; its pipe is on file descriptors 3 and 4."""
    arguments = [*arguments, f"--user-data-dir={folder / 'profile'}"]
    if os.geteuid() == 0:
        arguments = [*_as_nobody(folder), *arguments]
    if shutil.which("prlimit"):  # not on macOS
        arguments = ["prlimit", f"--data={MEMORY}", *arguments]
    path = environment.get("PATH", os.defpath)
    home = {
        "PATH": f"{folder / 'bin'}{os.pathsep}{path}",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
    }
    from_us, to_us = os.pipe(), os.pipe()
    devtools = DevTools()
    await devtools.open(to_us[0], from_us[1])
    # beyond 3 and 4, so that putting one there does not overwrite the other
    theirs = [_beyond_4(end) for end in (from_us[0], to_us[1])]
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC)
    try:
        process = os.posix_spawn(
            shutil.which(arguments[0]) or arguments[0],
            arguments,
            home,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_DUP2, log, 1),
                (os.POSIX_SPAWN_DUP2, log, 2),
                (os.POSIX_SPAWN_DUP2, theirs[0], 3),
                (os.POSIX_SPAWN_DUP2, theirs[1], 4),
            ],
            setpgroup=0,
            setsigdef=[signal.SIGPIPE],
        )
    except OSError as error:
        await devtools.close()
        raise InputError(
            f"Chromium cannot be started: {error.strerror}", code="chromium-start"
        ) from None
    finally:
        for end in (*theirs, log):
            os.close(end)
    return process, devtools


def _beyond_4(end: int) -> int:
    """Return a file descriptor above 4 in place of this one."""
    low: list[int] = []
    while end <= 4:
        low.append(end)
        end = os.dup(end)
    for old in low:
        os.close(old)
    return end


def _as_nobody(folder: Path) -> list[str]:
    """Give the folder to the user `nobody`; return the command that turns root into it."""
    import pwd  # not everywhere, as root is not

    nobody = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
    ids = [f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    return ["setpriv", *ids, "--no-new-privs"]


async def starting(work: Awaitable[T]) -> T:
    """Wait for a step of Chromium's start; raises InputError when it takes too long."""
    try:
        async with asyncio.timeout(START_SECONDS):
            return await work
    except TimeoutError:
        raise InputError(
            f"Chromium did not start within {START_SECONDS:.0f} s", code="chromium-start"
        ) from None


async def _answering(devtools: DevTools, folder: Path) -> None:
    """Wait until Chromium answers; raises InputError with the reason when it ends instead."""
    try:
        await devtools.call("Browser.getVersion")
    except InputError:
        log = (folder / "log").read_text(errors="replace")
        if "sandbox" in log.lower():
            raise InputError(
                "Chromium's sandbox does not work on this machine",
                code=NO_SANDBOX,
                hint=f"allow user namespaces, or set {SANDBOX}=off for pages that you trust",
            ) from None
        said = [line for line in log.splitlines() if line.strip()]
        hint = f"it said {excerpt(said[-1], 120)}" if said else ""
        raise InputError("Chromium did not start", code="chromium-start", hint=hint) from None


def _end(process: int) -> None:
    """Kill Chromium's whole process group and take its exit code away."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(process, 0)


async def _remove(folder: Path) -> None:
    """Remove the folder, into which what was killed may still be writing for a moment."""
    for _ in range(100):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        await asyncio.sleep(0.02)
