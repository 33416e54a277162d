"""Draw colour.ttf, a font with one emoji of two colours: a square in a square (COLR version 0).

python tests/pages/data/colour_font.py, with the extra `fonts`.
"""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def square(low: int, high: int):
    pen = TTGlyphPen(None)
    pen.moveTo((low, low))
    for corner in ((low, high), (high, high), (high, low)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


names = [".notdef", "pepper", "outer", "inner"]
builder = FontBuilder(1000, isTTF=True)
builder.setupGlyphOrder(names)
builder.setupCharacterMap({0x1F336: "pepper"})
glyphs = {".notdef": square(0, 10), "pepper": square(0, 1000)}
builder.setupGlyf({**glyphs, "outer": square(0, 1000), "inner": square(250, 750)})
sides = {"inner": 250}
builder.setupHorizontalMetrics({name: (1000, sides.get(name, 0)) for name in names})
builder.setupHorizontalHeader(ascent=1000, descent=0)
builder.setupNameTable({"familyName": "Colour", "styleName": "Regular"})
builder.setupOS2(sTypoAscender=1000, usWinAscent=1000)
builder.setupPost()
builder.setupCOLR({"pepper": [("outer", 0), ("inner", 1)]})
builder.setupCPAL([[(0.5, 0.5, 0.5, 1), (0, 0, 0, 1)]])
builder.save(Path(__file__).parent / "colour.ttf")
