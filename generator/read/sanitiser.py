"""The second lock on HTML, behind "raw HTML is off": nothing but what our renderer writes. The only door to nh3."""

import nh3

# What the address of something in `content/` or on the site begins with, until the site is known.
CONTENT_SCHEME = "content:"
_WEB_SCHEMES = ("https", "http", "mailto", "tel")
# All that the renderer writes, and nothing else.
_TAGS = set("h1 h2 h3 h4 h5 h6 p a img em strong s br hr blockquote pre code ul ol li section table thead tbody tr th td".split())
_ATTRIBUTES = {
    **{f"h{level}": {"id"} for level in range(1, 7)},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "loading"},
    "code": {"class"},
    "ol": {"start"},
    "section": {"class", "tabindex", "aria-label"},
    "th": {"scope", "class"},
    "td": {"class"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={*_WEB_SCHEMES, CONTENT_SCHEME.rstrip(":")},
    link_rel=None,
    strip_comments=True,
)


def sanitised(html: str) -> tuple[str, bool]:
    """`html` with nothing in it that the renderer does not write, and whether it was so before.

    Written by the renderer it comes back letter by letter: the two spell quotes, no-break spaces and returns in
    another way, which is levelled before they are compared.
    """
    clean = _CLEANER.clean(html)
    return (html, True) if clean == html or _levelled(clean) == _levelled(html) else (clean, False)


def _levelled(html: str) -> str:
    return html.replace("&quot;", '"').replace("&nbsp;", "\xa0").replace("\r\n", "\n").replace("\r", "\n")
