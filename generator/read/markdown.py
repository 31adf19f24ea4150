"""Markdown to a Body, parsed once. The only door to markdown-it.

Raw HTML is off, so `<b>` stays the letters that were typed; content is never markup of its own making.
Links to files of `content/` and images are written into the html as `content:` addresses and replaced when the
site is known (language, path prefix, whether the item is published).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import quote, unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from generator.text import heading_id

CONTENT_SCHEME = "content:"
# The ids of the page around a body (those of its sections begin with "s-"): a heading never takes one.
RESERVED_IDS = ("main", "find", "theme", "dates", "sources", "guide", "check")
# What stays as it is in an address: the reserved characters, and % because the address may be encoded already.
_KEPT = "!#$%&'()*+,/:;=?@[]~"
# Given a path inside `content/` or on the site, and what follows it ("?query#fragment" or ""): the address, or None.
Resolve = Callable[[str, str], str | None]


@dataclass(frozen=True)
class Heading:
    """A heading of a body: level 1 to 6, its text, its id in the page, and the body's line (from 0)."""

    level: int
    text: str
    id: str
    line: int


@dataclass(frozen=True)
class Link:
    """A link or image of a body. `target` is a path inside `content/`, a path on the site, or a whole address.

    `kind` is "file" (another item), "image", "site" (/calendar/), "anchor" (this page) or "web".
    `line` (from 0) and `column` (from 0) are those of the address in the body's text.
    """

    kind: str
    target: str
    anchor: str
    written: str
    line: int
    column: int
    alt: str = ""


@dataclass(frozen=True)
class Body:
    """A Markdown text, ready: html, plain text of its blocks, headings, links."""

    html: str
    text: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]


def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default", {"typographer": False})
    # Addresses are encoded below, after it is known what they lead to.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    # Every address becomes a link here, so that check/bodies.py can refuse it; left as text, nobody would be told.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", lambda *_: "</table></section>\n")
    return parser


def _table_open(_self: RendererHTML, tokens: Sequence[Token], index: int, *_: object) -> str:
    label = str(tokens[index].meta.get("label", ""))
    return f'<section class="table" tabindex="0" aria-label="{label}"><table>\n'


_PARSER = _parser()


def parse(text: str, folder: str) -> Body:
    """The Body of a Markdown text that stands in `content/<folder>/`. Never fails: what is no markup stays text."""
    lines = text.split("\n")
    tokens = _PARSER.parse(text)
    headings = tuple(_headings(tokens))
    _mark_tables(tokens)
    links = tuple(_links(tokens, lines, folder))
    return Body(
        html=_PARSER.renderer.render(tokens, _PARSER.options, {}),
        text="\n".join(_plain(token) for token in tokens if token.type in ("inline", "fence", "code_block")),
        headings=headings,
        links=links,
    )


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    """The headings in order; gives each heading token its id on the way."""
    taken = set(RESERVED_IDS)
    for token, inline in zip(tokens, tokens[1:], strict=False):
        if token.type != "heading_open":
            continue
        words = _plain(inline)
        anchor = _unused(heading_id(words), taken)
        token.attrSet("id", anchor)
        yield Heading(int(token.tag[1]), words, anchor, token.map[0] if token.map else 0)


def _unused(name: str, taken: set[str]) -> str:
    """`name`, numbered from 2 where it is taken; it is taken from then on."""
    chosen, number = name, 1
    while chosen in taken:
        number += 1
        chosen = f"{name}-{number}"
    taken.add(chosen)
    return chosen


def _mark_tables(tokens: Sequence[Token]) -> None:
    """Name each table's scrolling region by its header cells, and say that those head columns."""
    for index, token in enumerate(tokens):
        if token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.type == "table_open":
            heads = []
            for later, inline in zip(tokens[index:], tokens[index + 1 :], strict=False):
                if later.type == "thead_close":
                    break
                if later.type == "th_open":
                    heads.append(_plain(inline))
            token.meta["label"] = quote_attribute(" · ".join(filter(None, heads)))


def _links(tokens: Sequence[Token], lines: Sequence[str], folder: str) -> Iterator[Link]:
    line = 0
    found: dict[int, int] = {}
    for token in tokens:
        line = token.map[0] if token.map else line
        for child in token.children or ():
            name = {"link_open": "href", "image": "src"}.get(child.type)
            if name is None:
                continue
            written = str(child.attrGet(name) or "")
            end = token.map[1] if token.map else line + 1
            at_line, at_column = _find(lines, written, line, end, found)
            link = _classified(written, child.type == "image", folder, at_line, at_column, child.content)
            child.attrSet(name, _address(link))
            if child.type == "image":
                child.attrSet("loading", "lazy")
            yield link


def _find(lines: Sequence[str], written: str, start: int, end: int, found: dict[int, int]) -> tuple[int, int]:
    """Where in the block's lines the address stands, one not found before if there is one; else the block's beginning."""
    for line in range(start, min(end, len(lines))):
        # From where the last one was, then from the beginning: a picture stands before the link around it.
        for first, opening in ((found.get(line, 0), "("), (found.get(line, 0), "<"), (0, "("), (0, "<")):
            column = lines[line].find(opening + written, first)
            if column >= 0:
                found[line] = max(found.get(line, 0), column + 1)
                return line, column + 1
    return start, 0


def _classified(written: str, image: bool, folder: str, line: int, column: int, alt: str) -> Link:
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


def _address(link: Link) -> str:
    """What stands in the html: a `content:` address where the site has to be known first."""
    fragment = f"#{quote(link.anchor)}" if link.anchor else ""
    if link.kind in ("file", "image"):
        return f"{CONTENT_SCHEME}{quote(link.target)}{fragment}"
    if link.kind == "site":
        query = urlsplit(link.written).query
        return f"{CONTENT_SCHEME}{quote(link.target)}{f'?{quote(query, safe=_KEPT)}' if query else ''}{fragment}"
    if link.kind == "anchor":
        return fragment or "#"
    return quote(link.written, safe=_KEPT)


def _plain(token: Token) -> str:
    """The words of a token: of all its children, images by their alternative text."""
    if not token.children:
        return token.content
    parts = ("\n" if child.type in ("softbreak", "hardbreak") else child.content for child in token.children)
    return "".join(parts)


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

