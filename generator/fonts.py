"""The site's face, cut to the letters the site uses: `core` for every page, `rest` where a page has a rarer one.

The core depends on nothing that editors write (core.txt, the words of the interface, the scripts), so its name and the
style sheet are known before any page is rendered and stay when a text changes. The rest is made from the rendered
pages and always has the same address: a text with a new syllable changes this one file. Measured on 191 pages with
586 + 86 letters: 76 + 14 KB, both weights in each; two static faces with the same letters 10 % more, in twice the files.
"""

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from generator.cache import digest, kept, stamp
from generator.output import Output

FAMILY = "Saessak Sans"
SOURCE = "saessak-sans.woff2"
REST = "fonts/rest.woff2"
# Where the source has letters. The core's own face is declared later and wins for its letters (CSS Fonts 4, 5.3).
_REST_RANGE = "U+A0-17F,U+2000-27BF,U+3000-33FF,U+AC00-D7A3"
_ASCII = bytes(range(128))
# Printed ASCII, and what is not seen but would fetch the rest: spaces and breaks that are allowed or forbidden.
_PRINTED = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0\u00ad\u200b\u2011\u2060")
_FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]

# The device's Korean sans until the face is there, stretched to its widths so that no line breaks elsewhere.
# Ratios of advance widths, face to device, at weight 400 and 700; the faces for Noto were measured against its files.
# The Latin letters of Windows and Apple are not known here and stay as they are.
_ASCENT, _DESCENT = 0.9521, 0.2412
_HANGUL = "U+3131-318E,U+AC00-D7A3"
_FALLBACKS = (
    ("Saessak Apple", (("Apple SD Gothic Neo", "AppleSDGothicNeo-Regular"), ("AppleSDGothicNeo-Bold",)), (("", 1.0, 1.0),)),
    (
        "Saessak Noto",
        (("Noto Sans KR", "Noto Sans CJK KR", "NotoSansCJKkr-Regular"), ("Noto Sans KR Bold", "Noto Sans CJK KR Bold", "NotoSansCJKkr-Bold")),
        (
            ("", 0.9495, 0.9522),
            (_HANGUL, 0.9394, 0.9394),
            ("U+20,U+A0", 1.2861, 1.2691),
            ("U+30-39", 1.0381, 0.9766),
            ("U+41-5A", 1.0617, 1.0682),
            ("U+63,U+73", 1.0521, 1.0819),
            ("U+65-67,U+76,U+78,U+79", 1.0063, 0.9911),
            ("U+69,U+6A", 0.792, 0.8447),
            ("U+68,U+6D,U+6E,U+70,U+72,U+74,U+75", 0.9122, 0.9196),
            ("U+2C,U+2E,U+3A", 1.0363, 0.8864),
            ("U+28-29", 0.8523, 0.7621),
            ("U+2D", 1.6604, 1.5572),
            ("U+B7", 0.4526, 0.4767),
            ("U+2F", 0.735, 0.7444),
            ("U+2013", 0.8782, 0.8814),
            ("U+2014", 1.0706, 1.0637),
        ),
    ),
    ("Saessak Malgun", (("Malgun Gothic",), ("Malgun Gothic Bold",)), (("", 1.0, 1.0), (_HANGUL, 0.9394, 0.9394))),
)


def core_letters(static: Path, said: str = "") -> frozenset[str]:
    """The letters that every page may show: those of core.txt, printed ASCII, and those of `said`."""
    listed = (static / "fonts" / "core.txt").read_text("utf-8")
    return frozenset(letter for letter in set(listed + said) if letter.isprintable()) | _PRINTED


def make_core(static: Path, letters: frozenset[str]) -> bytes:
    """The font that is loaded with every page."""
    return _cut(static / "fonts" / SOURCE, letters)


def make_rest(static: Path, outputs: Iterable[Output], core: frozenset[str], whole: bool = False) -> Output:
    """The font of all letters of these pages that the core lacks; or the `whole` source, which takes no time."""
    source = static / "fonts" / SOURCE
    if whole:
        return Output(REST, source.read_bytes())
    return Output(REST, _cut(source, rare_letters((output.body for output in outputs), core)))


def rare_letters(pages: Iterable[bytes], core: frozenset[str]) -> frozenset[str]:
    """The letters beyond ASCII in these pages that are not core. Markup is ASCII, so it need not be taken away."""
    found: set[str] = set()
    for page in pages:
        found.update(page.translate(None, _ASCII).decode())
    return frozenset(found) - core


def style(core_name: str, core: frozenset[str]) -> str:
    """The @font-face rules, for a style sheet that lies beside the file `core_name`."""
    face = "@font-face{{font-family:{family};font-weight:400 700;font-display:swap;src:url({url}) format(woff2);unicode-range:{range}}}\n"
    rest = face.format(family=f'"{FAMILY}"', url=f"../{REST}", range=_REST_RANGE)
    return rest + face.format(family=f'"{FAMILY}"', url=core_name, range=_ranges(core)) + "".join(_fallbacks())


def _fallbacks() -> Iterable[str]:
    for family, locals_, groups in _FALLBACKS:
        for weight, names, column in ((400, locals_[0], 1), (700, locals_[1], 2)):
            source = ",".join(f'local("{name}")' for name in names)
            for group in groups:
                ratio = float(group[column])
                only = f";unicode-range:{group[0]}" if group[0] else ""
                yield (
                    f'@font-face{{font-family:"{family}";font-weight:{weight};src:{source};size-adjust:{ratio:.2%};'
                    f"ascent-override:{_ASCENT / ratio:.2%};descent-override:{_DESCENT / ratio:.2%};line-gap-override:0%{only}}}\n"
                )


def _ranges(letters: Iterable[str]) -> str:
    """The letters as a unicode-range, neighbours drawn together."""
    spans: list[list[int]] = []
    for code in sorted(map(ord, letters)):
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return ",".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in spans)


@lru_cache
def _source_digest(source: Path, _changed: int) -> str:
    return digest(source.read_bytes())


def _cut(source: Path, letters: frozenset[str]) -> bytes:
    """The source face with these letters only. The same letters give the same bytes."""
    wanted = "".join(sorted(letters))
    of_source = _source_digest(source, source.stat().st_mtime_ns)
    return kept(f"fonts/{digest(wanted, of_source, stamp(__file__))}.woff2", lambda: _subset(source, wanted))


def _subset(source: Path, letters: str) -> bytes:
    from fontTools import subset  # imported here: a build without a new letter has no use for it
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(layout_features=_FEATURES, hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = "woff2"
    body = BytesIO()
    font.save(body)
    return body.getvalue()
