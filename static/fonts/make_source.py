#!/usr/bin/env python3
"""How the two files beside this one were made: the source face of the site, and the list of its core characters.

    python static/fonts/make_source.py face PretendardGOVVariable.ttf   # writes site-sans.woff2
    python static/fonts/make_source.py core site                        # writes core.txt from a built site

The face is Pretendard GOV 1.3.9 (npm "pretendard-gov", dist/public/variable), under the SIL Open Font License 1.1.
"Pretendard" is a Reserved Font Name, so what is changed has to have another name. Neither command is part of a build.
"""

import math
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
FAMILY = "Site Sans"
WEIGHTS = (400, 700)
# Every Hangul syllable, because an editor may write any; Hanja and other scripts are left to the device.
RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x017F), (0x02BC, 0x02BC), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF),
    (0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x27BF),
    (0x3000, 0x303F), (0x3131, 0x318E), (0x3200, 0x33FF), (0xAC00, 0xD7A3),
)  # fmt: skip
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]
# A character is core where it stands on at least this share of the pages.
SHARE = 0.01


def make_face(original: Path) -> None:
    """Write the source face: the ranges and weights above, without hints, under its own name."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.woff2 import WOFF2FlavorData
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(original, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, hinting=False, name_IDs=[0, 13, 14], notdef_outline=True)
    options.drop_tables += ["vhea", "vmtx", "STAT"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    font["fvar"].instances = []  # their names hold the reserved one
    for number, text in {1: FAMILY, 2: "Regular", 4: FAMILY, 6: FAMILY.replace(" ", "")}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["name"].removeUnusedNames(font)
    font.flavor = "woff2"
    # Outlines as they are: 6 % larger, but a build reads the few glyphs it needs instead of unfolding all (0.1 s, not 4.6).
    font.flavorData = WOFF2FlavorData(transformedTables=())
    font.save(HERE / "site-sans.woff2")


def make_core(site: Path) -> None:
    """Write the characters beyond ASCII that stand on a share of the site's pages, in the order of their codes."""
    pages = [set(path.read_text("utf-8")) for path in site.rglob("*.html")]
    counts = Counter(letter for page in pages for letter in page if letter > "~")
    often = sorted(letter for letter, count in counts.items() if count >= math.ceil(SHARE * len(pages)))
    lines = ["".join(often[start : start + 60]) for start in range(0, len(often), 60)]
    (HERE / "core.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    {"face": make_face, "core": make_core}[sys.argv[1]](Path(sys.argv[2]))
