#!/usr/bin/env python3
"""Draws the letters that Unicode spells with a mark after them.

Names of the Central Highlands are written with letters such as Ơ̆ and ê̆, for
which Unicode has no sign of their own and Liberation Serif no place to put the
mark: it lands on the circumflex or beside the letter. This program takes the
letters and marks of Liberation Serif and writes, for each face, a font that has
such letters ready, one glyph each: the mark over the middle of the letter's body
and clear of what is there already. One glyph for one letter is also what lets
every reader of a PDF tell its text.

    pip install fonttools==4.68.0
    press/fonts/stacked.py         writes Stacked-*.ttf beside it

The same input gives the same bytes. The result is a modified version under the
SIL Open Font License 1.1; as the licence asks, it does not bear the reserved
name.
"""
import math
import unicodedata
from itertools import product
from pathlib import Path

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.misc.transform import Offset
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "ÂĂÊÔƠƯĐƁƂɃƆƎƏĂĔĬŎŬ"
ABOVE = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a\u030b\u030c"
BELOW = "\u0323\u0324\u0325\u032d\u0330\u0331"
# Between a letter and its mark, and between two marks, in units of 1/2048 em.
GAP = 70


def body(letter):
    """The letter without its marks: what the eye centres a mark over."""
    first = unicodedata.normalize("NFD", letter)[0]
    return {"i": "\u0131", "j": "\u0237"}.get(first, first)


def bounds(font, name):
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return pen.bounds


def stacked(face):
    font = TTFont(HERE / f"LiberationSerif-{face}.ttf", recalcTimestamp=False)
    cmap = font.getBestCmap()
    slant = font["post"].italicAngle
    # How far right a point moves for one unit up.
    lean = math.tan(math.radians(-slant))
    letters = [letter for letter in dict.fromkeys(LETTERS + LETTERS.lower()) if ord(letter) in cmap]
    made = {}
    for letter, mark in product(letters, ABOVE + BELOW):
        if len(unicodedata.normalize("NFC", letter + mark)) == 1:
            continue
        base, over = cmap[ord(letter)], cmap[ord(mark)]
        # i and j lose their dot under a mark.
        dotless = {"i": "\u0131", "j": "\u0237"}.get(letter) if mark in ABOVE else None
        base = cmap[ord(dotless)] if dotless else base
        whole, own, sign = bounds(font, base), bounds(font, cmap[ord(body(letter))]), bounds(font, over)
        if mark in ABOVE:
            # A horn stands beside the letter, not under the mark.
            under = own if "\u031b" in unicodedata.normalize("NFD", letter) else whole
            up = under[3] + GAP - sign[1]
        else:
            up = whole[1] - GAP - sign[3] if whole[1] < -100 else 0
        middle = (own[0] + own[2]) / 2 + lean * (((sign[1] + sign[3]) / 2 + up) - (own[1] + own[3]) / 2)
        right = middle - (sign[0] + sign[2]) / 2
        pen = TTGlyphPen(font.getGlyphSet())
        pen.addComponent(base, Offset(0, 0))
        pen.addComponent(over, Offset(round(right), round(up)))
        name = f"u{ord(letter):04X}_{ord(mark):04X}"
        made[name] = (cmap[ord(letter)], over, pen.glyph(), font["hmtx"][base])
    order = font.getGlyphOrder()
    for name, (_, _, glyph, advance) in made.items():
        order.append(name)
        font["glyf"].glyphs[name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"].metrics[name] = (advance[0], glyph.xMin)
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    for table in ("GSUB", "GPOS", "GDEF", "kern", "FFTM", "DSIG", "gasp", "fpgm", "prep", "cvt ", "hdmx", "VDMX", "LTSH"):
        if table in font:
            del font[table]
    rules = "\n".join(f"    sub {base} {over} by {name};" for name, (base, over, _, _) in made.items())
    addOpenTypeFeaturesFromString(font, f"feature ccmp {{\n{rules}\n}} ccmp;\n")
    named(font, face)
    options = subset.Options(
        layout_features=["ccmp"], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True, hinting=False,
        glyph_names=False, recalc_timestamp=False)
    keep = subset.Subsetter(options)
    keep.populate(text="".join(letters) + ABOVE + BELOW + " ")
    keep.subset(font)
    font.save(HERE / f"Stacked-{face}.ttf")
    print(face, len(made), "letters,", (HERE / f"Stacked-{face}.ttf").stat().st_size, "bytes")


def named(font, face):
    family = "Consultant Stacked"
    style = {"BoldItalic": "Bold Italic"}.get(face, face)
    for record in list(font["name"].names):
        new = {1: family, 3: f"{family} {style} 1.0", 4: f"{family} {style}", 6: f"ConsultantStacked-{face}"}
        if record.nameID in new:
            font["name"].setName(new[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID)


if __name__ == "__main__":
    for face in ("Regular", "Bold", "Italic", "BoldItalic"):
        stacked(face)
