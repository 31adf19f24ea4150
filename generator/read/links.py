"""Where a link of a Markdown body leads, and what stands for it in the html until the site is known: a `content:` address."""

import re
from collections.abc import Callable, Sequence
from posixpath import normpath
from urllib.parse import quote, unquote, urlsplit

from generator.read.body import Link
from generator.read.sanitiser import CONTENT_SCHEME, sanitised
from generator.text import INVISIBLE
from generator.urls import is_web_address

# A longer address or title is cut from the html: defined once in a text, it can be used a thousand times.
LONGEST = 2_000
# What stays as it is in an address: the reserved characters, and % because the address may be encoded already.
_KEPT = "!#$%&'()*+,/:;=?@[]~"
# Given a path inside `content/` or on the site, and what follows it ("?query#fragment" or ""): the address, or None.
Resolve = Callable[[str, str], str | None]


def link_of(written: str, image: bool, folder: str, line: int, column: int, alt: str) -> Link:
    """The link that an address makes in a text of `content/<folder>/`, by what it leads to."""
    try:
        parts = urlsplit(written)
    except ValueError:  # such as an unclosed [ of an IPv6 address
        return Link("web", written, "", written, line, column)
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    if parts.scheme or parts.netloc:
        return Link("web-image" if image else "web", written, "", written, line, column, alt)
    if not path and not image:
        return Link("anchor", "", anchor, written, line, column)
    if path.startswith("/"):
        return Link("site", path, anchor, written, line, column)
    inside = normpath(f"{folder}/{path}")
    return Link("image" if image else "file", inside, anchor, written, line, column, alt)


def place_of(lines: Sequence[str], written: str, start: int, end: int, found: dict[int, int]) -> tuple[int, int]:
    """Where in the block's lines the address stands, one not found before if there is one; else the block's beginning."""
    for line in range(start, min(end, len(lines))):
        # From where the last one was, then from the beginning: a picture stands before the link around it.
        for first, opening in ((found.get(line, 0), "("), (found.get(line, 0), "<"), (0, "("), (0, "<")):
            column = lines[line].find(opening + written, first)
            if column >= 0:
                found[line] = max(found.get(line, 0), column + 1)
                return line, column + 1
    return start, 0


def is_allowed(written: str) -> bool:
    """Whether a link may lead there: a whole web address, one for mail or for the telephone."""
    if len(written) > LONGEST:
        return False
    # The sanitiser reads an address as browsers do (URL Standard), and knows more that is wrong with a host than we.
    if is_web_address(written):
        return sanitised(f'<a href="{quote_attribute(quote(written, safe=_KEPT))}"></a>')[1]
    return re.match(r"(?i)(?:mailto|tel):[^\s\\]+$", written) is not None and not INVISIBLE.search(written)


def address_of(link: Link) -> str:
    """What stands in the html: a `content:` address where the site has to be known first."""
    fragment = f"#{quote(link.anchor)}" if link.anchor else ""
    if link.kind in ("file", "image"):
        return f"{CONTENT_SCHEME}{quote(link.target)}{fragment}"
    if link.kind == "site":
        query = urlsplit(link.written).query
        return f"{CONTENT_SCHEME}{quote(link.target)}{f'?{quote(query, safe=_KEPT)}' if query else ''}{fragment}"
    if link.kind == "anchor":
        return fragment or "#"
    if not is_allowed(link.written):
        return "#"  # refused with a fault; and should the check ever fail, nothing stands here
    return quote(link.written, safe=_KEPT)


def quote_attribute(text: str) -> str:
    """`text` safe inside a double-quoted HTML attribute."""
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


_CONTENT_ADDRESS = re.compile(r'(<(?:a|img) [^>]*?)(href|src)="content:([^"]*)"')


def replace_addresses(html: str, resolve: Resolve) -> str:
    """`html` with each `content:` address replaced by `resolve(path, what follows)`; None drops it."""

    def replaced(match: re.Match[str]) -> str:
        path = re.split("[?#]", match[3], maxsplit=1)[0]
        url = resolve(unquote(path), match[3][len(path) :].replace("&amp;", "&"))
        return match[1].rstrip() if url is None else f'{match[1]}{match[2]}="{quote_attribute(url)}"'

    return _CONTENT_ADDRESS.sub(replaced, html) if CONTENT_SCHEME in html else html
