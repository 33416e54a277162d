"""Font figures: what `fonts/` holds, counted and weighed: `python -m scripts.fonts.figures`.

Needs nothing but ddjlayout itself.
"""

import json
import time
import zlib
from collections.abc import Iterable
from pathlib import Path

from ddjlayout.raster.atlas import FILES, Atlas
from ddjlayout.raster.glyphfile import GlyphFile
from scripts.fonts.repertoire import gbk_codes

_FONTS = Path(__file__).resolve().parents[2] / "fonts"


def main() -> None:
    """Print the table of files, the coverage of GBK by file, and the time a glyph takes."""
    outputs = json.loads((_FONTS / "manifest.json").read_text("utf-8"))["outputs"]
    print(f"{'file':28}{'glyphs':>8}{'bytes':>10}{'deflated':>10}  licence")
    total = squeezed = 0
    for output in outputs:
        data = (_FONTS / output["file"]).read_bytes()
        deflated = len(zlib.compress(data, 9))
        total, squeezed = total + len(data), squeezed + deflated
        count = output.get("glyphs", output.get("lines"))
        licence = output["licence"]
        print(f"{output['file']:28}{count:8,}{len(data):10,}{deflated:10,}  {licence}")
    print(f"{'all':28}{'':8}{total:10,}{squeezed:10,}")
    print()
    atlas = Atlas(_FONTS)
    for px in (24, 16):
        print(f"GBK at {px} dots:", ", ".join(_coverage(px)))
    print()
    characters = [chr(code) for code in sorted(gbk_codes())]
    print(f"first time a glyph is asked for: {_microseconds(Atlas(_FONTS), characters):.1f} µs")
    few = characters[:4000]
    _microseconds(atlas, few)
    print(f"from then on: {_microseconds(atlas, few):.2f} µs")


def _coverage(px: int) -> Iterable[str]:
    """Yield how many two-byte characters of GBK come from each file."""
    rest = set(gbk_codes())
    for name in FILES[px, 2]:
        found = rest.intersection(GlyphFile(_FONTS / f"{name}.bin").keys())
        rest -= found
        yield f"{len(found):,} from {name}"
    yield f"{len(rest):,} from none"


def _microseconds(atlas: Atlas, characters: list[str]) -> float:
    """Return the mean time of a call of `glyph`."""
    start = time.perf_counter()
    for character in characters:
        atlas.glyph(character, 24)
    return (time.perf_counter() - start) / len(characters) * 1e6


if __name__ == "__main__":
    main()
