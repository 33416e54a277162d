"""A Chinese font of this machine for the peers that draw outlines."""

import logging
import os
from pathlib import Path
from typing import NamedTuple


class Font(NamedTuple):
    """A font file, the index of the face in it, and the family's name."""

    path: str
    index: int
    family: str


_KNOWN = (
    Font("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0, "WenQuanYi Zen Hei"),
    Font("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2, "Noto Sans CJK SC"),
)
"""Debian's fonts-wqy-zenhei (TrueType, drawn quicker) and fonts-noto-cjk."""


def find() -> Font:
    """Return the first known font; raises ImportError, as a library that is missing does."""
    for font in _KNOWN:
        if Path(font.path).is_file():
            return font
    raise ImportError("no Chinese font: install fonts-wqy-zenhei or fonts-noto-cjk")


def subset(text: str, folder: str) -> str:
    """Write the font with only a text's characters in it; return its path, '' without fonttools."""
    try:
        from fontTools.subset import Options, Subsetter
        from fontTools.ttLib import TTFont
    except ImportError:
        return ""
    font = find()
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)  # it drops tables nobody needs
    with TTFont(font.path, fontNumber=font.index) as whole:
        cut = Subsetter(
            Options(drop_tables=[*Options().drop_tables, "BDF ", "FFTM", "GSUB", "GPOS"])
        )
        cut.populate(text=text)
        cut.subset(whole)
        path = os.path.join(folder, "subset.ttf")
        whole.save(path)
    return path
