"""The site's face, cut to the letters the site uses: `core` for every page, `rest` where a page has a rarer one.

The core depends on nothing that editors write (core.txt, the words of the interface, the scripts), so its name and the
style sheet are known before any page is rendered and stay when a text changes. The rest is made from the rendered
pages and always has the same address: a text with a new syllable changes this one file. Both weights are in each.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path

from generator.cache import code_digest, digest
from generator.fallbacks import fallback_faces
from generator.output import Output, Remembered
from generator.slow import Slow

FAMILY = "Site Sans"
SOURCE = "site-sans.woff2"
REST = "fonts/rest.woff2"
# Where the source has letters, from – to.
_DRAWN = ((0xA0, 0x17F), (0x2000, 0x27BF), (0x3000, 0x33FF), (0xAC00, 0xD7A3))
# Printed ASCII, and what is not seen but would fetch the rest: spaces and breaks that are allowed or forbidden.
_PRINTED = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0\u00ad\u200b\u2011\u2060")
# Loose consonants and vowels: a syllable that is being typed, and the heads of lists by letter.
_JAMO = frozenset(map(chr, range(0x3131, 0x3164)))
_FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]


def core_letters(static: Path, said: str) -> frozenset[str]:
    """The letters that every page may show: those of core.txt, printed ASCII, what is typed of Hangul, and those of `said`."""
    listed = (static / "fonts" / "core.txt").read_text("utf-8")
    return frozenset(letter for letter in set(listed + said) if letter.isprintable()) | _PRINTED | _JAMO


def core_font(static: Path, letters: frozenset[str]) -> Slow:
    """The font that is loaded with every page. Its address is that of what it is made from, so that pages know it before it is cut."""
    return _cut(static / "fonts" / SOURCE, letters, lambda about: f"assets/core-{about[:12]}.woff2")


def rest_font(static: Path, outputs: Iterable[Output | Remembered], core: frozenset[str]) -> Slow:
    """The font of all letters of these pages that the core lacks."""
    return _cut(static / "fonts" / SOURCE, rare_letters(outputs, core), lambda _: REST)


def whole_font(static: Path) -> Output:
    """The source in place of the font of the rest: it takes no time."""
    return Output(REST, (static / "fonts" / SOURCE).read_bytes())


def rare_letters(pages: Iterable[Output | Remembered], core: frozenset[str]) -> frozenset[str]:
    """The letters beyond ASCII in these pages that are not core. Markup is ASCII, so it need not be taken away."""
    return frozenset().union(*(page.letters for page in pages)) - core


def style(core_name: str, core: frozenset[str]) -> str:
    """The @font-face rules, for a style sheet that lies beside the file `core_name`.

    No letter is in both ranges: while the core is on its way, a browser would fetch the rest for its letters.
    """
    rare = {chr(code) for first, last in _DRAWN for code in range(first, last + 1)} - core
    face = (
        "@font-face{{font-family:{family};font-weight:400 700;font-display:optional;src:url({url}) format(woff2);unicode-range:{range}}}\n"
    )
    rest = face.format(family=f'"{FAMILY}"', url=f"../{REST}", range=_ranges(rare))
    return rest + face.format(family=f'"{FAMILY}"', url=core_name, range=_ranges(core)) + "".join(fallback_faces())


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


def _cut(source: Path, letters: frozenset[str], path: Callable[[str], str]) -> Slow:
    """The source face with these letters only, at the `path` that a digest of what it is made from gives. The same letters give the same
    bytes."""
    wanted = "".join(sorted(letters))
    about = digest(wanted, _source_digest(source, source.stat().st_mtime_ns), code_digest(__file__))
    return Slow(path(about), f"fonts/{about}.woff2", partial(_subset, source, wanted))


def _subset(source: Path, letters: str) -> bytes:
    from fontTools import subset  # imported here: a build without a new letter has no use for it
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(layout_features=_FEATURES, hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor, font.flavorData = "woff2", None  # the source's outlines are not packed tight; these are
    body = BytesIO()
    font.save(body)
    return body.getvalue()
