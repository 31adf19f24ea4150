"""The device's Korean sans until the site's face is there, stretched to its widths so that lines break where they will.

Ratios of advance widths, face to device, at weight 400 and 700. Those for Noto were measured against its files (of
several letters, weighted by how often the site has each); I keeps the height of A. Hangul of Malgun Gothic is taken to
be as wide as Noto's, that of Apple SD Gothic Neo as wide as the face's (not measured: neither font is free); their
Latin stays as it is.
"""

from collections.abc import Iterator

# Of the face, in em (a test compares).
ASCENT, DESCENT = 0.9521, 0.2412
_HANGUL = "U+3131-318E,U+AC00-D7A3"
_NOTO = (
    ("Noto Sans KR", "Noto Sans CJK KR", "NotoSansCJKkr-Regular"),
    ("Noto Sans KR Bold", "Noto Sans CJK KR Bold", "NotoSansCJKkr-Bold"),
)
_FALLBACKS = (
    # In Korean, Noto sets a wider space, except after a middle dot: its ratio below makes up for that. Elsewhere it has
    # its own, so this family stands first on English pages.
    ("Site Noto English", _NOTO, (("U+20,U+A0", 1.2861, 1.2691), ("U+B7", 0.4526, 0.4767))),
    ("Site Apple", (("Apple SD Gothic Neo", "AppleSDGothicNeo-Regular"), ("AppleSDGothicNeo-Bold",)), (("", 1.0, 1.0),)),
    (
        "Site Noto",
        _NOTO,
        (
            ("", 0.9495, 0.9522),
            (_HANGUL, 0.9394, 0.9394),
            ("U+20,U+A0", 1.0289, 1.0289),
            ("U+30-39", 1.0381, 0.9766),
            ("U+41-5A", 1.0617, 1.0682),
            ("U+63,U+73", 1.0521, 1.0819),
            ("U+65-67,U+76,U+78,U+79", 1.0063, 0.9911),
            ("U+69,U+6A", 0.792, 0.8447),
            ("U+68,U+6D,U+6E,U+70,U+72,U+74,U+75", 0.9122, 0.9196),
            ("U+27,U+2C,U+2E,U+3A,U+3B", 1.0326, 0.8837),
            ("U+28,U+29,U+5B,U+5D", 0.8523, 0.7621),
            ("U+2D", 1.6557, 1.553),
            ("U+B7", 0.5553, 0.569),
            ("U+2F", 0.7331, 0.7387),
            ("U+2013", 0.8782, 0.8814),
            ("U+2014", 1.0706, 1.0637),
            ("U+2018,U+2019", 0.7939, 0.8098),
            ("U+22", 0.6065, 0.4993),
            ("U+2026", 0.7627, 0.8467),
            ("U+33A1", 1.2295, 1.2852),
        ),
    ),
    ("Site Malgun", (("Malgun Gothic",), ("Malgun Gothic Bold",)), (("", 1.0, 1.0), (_HANGUL, 0.9394, 0.9394))),
)


def fallback_faces() -> Iterator[str]:
    """The @font-face rules of all fallbacks: for each range of letters and each weight one."""
    for family, locals_, groups in _FALLBACKS:
        for weight, names, column in ((400, locals_[0], 1), (700, locals_[1], 2)):
            source = ",".join(f'local("{name}")' for name in names)
            for group in groups:
                ratio = float(group[column])
                only = f";unicode-range:{group[0]}" if group[0] else ""
                yield (
                    f'@font-face{{font-family:"{family}";font-weight:{weight};src:{source};size-adjust:{ratio:.2%};'
                    f"ascent-override:{ASCENT / ratio:.2%};descent-override:{DESCENT / ratio:.2%};line-gap-override:0%{only}}}\n"
                )
