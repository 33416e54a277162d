"""Font build: the licences of the glyph files, their texts taken from the packages."""

import textwrap
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple


class Licence(NamedTuple):
    """What glyph files of one origin are under.

    `spdx` is the identifier, `file` the text in `fonts/licenses/`, `font` and `holder` the credit.
    """

    spdx: str
    file: str
    font: str
    holder: str


LICENCES: Mapping[str, Licence] = MappingProxyType(
    {
        "drawn": Licence("MIT", "MIT-drawn.txt", "drawn for ddjlayout", "the ddjlayout founders"),
        "isas": Licence(
            "HPND",
            "HPND-isas.txt",
            "font-isas-misc (gb24st, gb16fs)",
            "1988 The Institute of Software, Academia Sinica",
        ),
        "sony": Licence("HPND", "HPND-sony.txt", "font-sony-misc (12x24, 8x16)", "1989 Sony Corp."),
        "spleen": Licence(
            "BSD-2-Clause", "BSD-2-Clause-spleen.txt", "Spleen", "2018-2020 Frederic Cambus"
        ),
        "noto-cjk": Licence(
            "OFL-1.1",
            "OFL-1.1-noto-cjk.txt",
            "Noto Serif CJK SC Medium",
            "2017-2022 Adobe (http://www.adobe.com/)",
        ),
        "noto-emoji": Licence(
            "OFL-1.1", "OFL-1.1-noto-emoji.txt", "Noto Emoji Regular", "2013 Google LLC"
        ),
        "unifont": Licence(
            "OFL-1.1",
            "OFL-1.1-unifont.txt",
            "GNU Unifont 15.0.01",
            "1998-2022 Roman Czyborra, Paul Hardy, Qianqian Fang, Andrew Miller, Johnnie Weaver,"
            " David Corbett, Nils Moskopp, Rebecca Bettencourt, et al.",
        ),
        "emoji-list": Licence(
            "MIT", "MIT-emoji-list.txt", "unicode-emoji-json (the list alone)", "2019 Mu-An Chiou"
        ),
    }
)
"""The licence of every origin, by the start of the names of its files."""

_OFL_NOTE = (
    "The glyphs are bitmaps made from the font, which the licence calls a Modified Version;"
    " they stay under the same licence."
)
_UNIFONT_NOTE = (
    "GNU Unifont is under two licences: SIL Open Font License version 1.1, and GNU GPL version 2"
    " or later with the GNU Font Embedding Exception. The glyphs are used under the first, the"
    " text of which follows."
)


def texts(inputs: Mapping[str, Path], project: Path) -> dict[str, str]:
    """Return the text of every licence file, by its name; `project` is our own licence."""
    ofl = _ofl(inputs["licence-noto-emoji"])
    x11 = inputs["licence-x11"].read_text("utf-8")
    found = {
        "drawn": project.read_text("utf-8"),
        "isas": _section(x11, "font-isas-misc/COPYING:"),
        "sony": _section(x11, "font-sony-misc/COPYING:"),
        "spleen": _spleen(inputs["licence-spleen"]),
        "noto-cjk": _credited("noto-cjk", _OFL_NOTE, ofl),
        "noto-emoji": inputs["licence-noto-emoji"].read_text("utf-8"),
        "unifont": _credited("unifont", _UNIFONT_NOTE + " " + _OFL_NOTE, ofl),
        "emoji-list": inputs["licence-emoji-list"].read_text("utf-8"),
    }
    return {LICENCES[name].file: text.strip() + "\n" for name, text in found.items()}


def _ofl(path: Path) -> str:
    """Return the body of the OFL, without anybody's copyright line."""
    text = path.read_text("utf-8")
    return text[text.index("This Font Software is licensed under the SIL") :]


def _credited(name: str, note: str, body: str) -> str:
    """Put the copyright line and a note above the body of a licence."""
    head = f"{LICENCES[name].font}: Copyright © {LICENCES[name].holder}"
    return "\n\n".join((textwrap.fill(head, 78), textwrap.fill(note, 78), body))


def _section(text: str, heading: str) -> str:
    """Return the indented section below a heading."""
    lines: list[str] = []
    for line in text[text.index(heading) + len(heading) :].splitlines()[1:]:
        if line and not line.startswith(" "):
            break
        lines.append(line)
    return textwrap.dedent("\n".join(lines))


def _spleen(path: Path) -> str:
    """Return the copyright and licence of the first stanza of a Debian copyright file."""
    stanza = path.read_text("utf-8").split("\n\n")[1]
    copyright_line = next(x for x in stanza.splitlines() if x.startswith("Copyright:"))
    body = stanza[stanza.index("License: BSD-2-clause") :].splitlines()[1:]
    lines = ["" if line == " ." else line.removeprefix(" ") for line in body]
    return copyright_line.replace(":", "") + "\n\n" + "\n".join(lines)
