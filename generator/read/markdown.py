"""Markdown to a Body, parsed once. The only door to markdown-it.

Raw HTML is off, so `<b>` stays the letters that were typed; content is never markup of its own making.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, heading
from markdown_it.token import Token
from markdown_it.utils import EnvType

from generator.cache import digest
from generator.letters import LEAD, spoken
from generator.read.body import PROSE, Body, Heading, Link
from generator.read.links import LONGEST, address_of, link_of, place_of, quote_attribute
from generator.read.sanitiser import sanitised
from generator.read.slip import Slip
from generator.read.slips import may_slip, slips_in
from generator.read.slips_lines import date_slip, indented_slip
from generator.read.slips_tables import row_slips
from generator.text import INVISIBLE, heading_id

# What may begin something in a line: the rules for it are not asked about text that has none. `]` ends the text of a link.
_MARKS = re.compile(r"[\n\\`~*_\[\]!<&]")
# What may begin a block that is no paragraph.
_BEGINNINGS = frozenset("`~>*-+_[<#0123456789")
_BULLETS = ("- ", "* ", "+ ")


class _Inline(ParserInline):
    """The parser of lines, which makes a token at once of a text without marks: most texts have none."""

    def __init__(self) -> None:
        super().__init__()
        self.terminator_re = _MARKS

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """`src` as inline tokens, put into `tokens`."""
        if _MARKS.search(src):
            return super().parse(src, md, env, tokens)
        if src:
            tokens.append(Token("text", "", 0, content=src))
        return tokens


def _one_line(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """The rule of blocks that is asked first: a paragraph or a heading that one line holds. Most blocks are such,
    and no other rule is asked."""
    begin = state.bMarks[line] + state.tShift[line]
    first = state.src[begin]
    if state.is_code_block(line) or not _ends_after(state, line):
        return False
    if first in _BEGINNINGS:
        return first == "#" and heading(state, line, end, silent)
    state.line = line + 1
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    token = state.push("inline", "", 0)
    token.content = mdTrim(state.src[begin : state.eMarks[line]])
    token.map, token.children = [line, line + 1], []
    state.push("paragraph_close", "p", -1)
    return True


def _ends_after(state: StateBlock, line: int) -> bool:
    """Whether any block ends with this line: nothing follows, or, in the item of a list, the next item."""
    after = line + 1
    if after >= state.lineMax or state.isEmpty(after):
        return True
    if not 0 <= state.sCount[after] < min(state.blkIndent, state.listIndent + 4):
        return False
    begin = state.bMarks[after] + state.tShift[after]
    return state.src.startswith(_BULLETS, begin, state.eMarks[after])


def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default", {"typographer": False})
    parser.inline = _Inline()
    parser.block.ruler.before("table", "one_line", _one_line)
    # Addresses are encoded by links.py, after it is known what they lead to.
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
    # The ends of lines that the parser knows: a text in YAML may hold one that is spelt out (`"\r"`).
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tokens = _PARSER.parse(text)
    headings = tuple(_headings(tokens))
    _mark_tables(tokens)
    links = tuple(_links(tokens, lines, folder))
    html, safe = sanitised(_PARSER.renderer.render(tokens, _PARSER.options, {}))
    html = _CODE.sub(lambda code: _BEFORE_BLANK.sub("&#10;", code[0]), html)
    plain = "\n".join(_plain(token) for token in tokens if token.type in ("inline", "fence", "code_block"))
    said = {heading.text for heading in headings}
    lead = " ".join(line for line in plain.split("\n") if line not in said)[: LEAD + 1]
    prose = dict(zip(PROSE, (html, lead, spoken(plain)), strict=True)).__getitem__
    return Body(digest(text), prose, headings, links, tuple(_slips(tokens, lines)), bool(INVISIBLE.search(html)), safe)


# A page is written without blank lines; those of a block of code are its own, so the end of the line before one is spelt out.
_CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_BEFORE_BLANK = re.compile(r"\n(?=[ \t]*\n)")

# More than a page that people read ever has; some texts of this length take the parser minutes.
_MOST = (("", 50_000, "글자"), ("[", 2_000, "[ 표"), ("<", 2_000, "< 표"), ("|", 5_000, "| 표"))


def excess(text: str) -> tuple[str, int] | None:
    """Of what a Markdown text has more than is parsed (its name in Korean), and how many there may be; or None."""
    return next(((name, most) for mark, most, name in _MOST if (text.count(mark) if mark else len(text)) > most), None)


# The ids of the page around a body, and how those begin that it makes: a heading never takes one.
_RESERVED_IDS = tuple(
    "address check chips dates find find-list follow found guide main nearest problems q reading search search-hint sets sort"
    " sources terms theme whole-index".split()
)
_RESERVED_STARTS = ("by-", "compare-", "district-", "eligible-", "f-", "filter-", "nearest-", "s-", "shelf-")


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    """The headings in order; gives each heading token its id on the way."""
    taken = dict.fromkeys(_RESERVED_IDS, 1)
    for token, inline in pairwise(tokens):
        if token.type != "heading_open":
            continue
        words = _plain(inline)
        anchor = _unused(heading_id(words), taken)
        token.attrSet("id", anchor)
        yield Heading(int(token.tag[1]), words, anchor, token.map[0] if token.map else 0)


def _unused(name: str, taken: dict[str, int]) -> str:
    """`name`, numbered from 2 where it is taken; it is taken from then on. `taken` has the last number of each name."""
    if name.startswith(_RESERVED_STARTS):
        name = f"section-{name}"
    chosen, number = name, taken.get(name, 1)
    while chosen in taken:
        number += 1
        chosen = f"{name}-{number}"
    taken[name] = number
    taken[chosen] = 1
    return chosen


_SIDES = {"center": "center", "right": "end"}


def _mark_tables(tokens: Sequence[Token]) -> None:
    """Name each table's scrolling region by its header cells, and say that those head columns."""
    for index, token in enumerate(tokens):
        if token.type in ("th_open", "td_open"):
            # An attribute `style` is refused by the site's policy: the side is a class.
            side = str(token.attrs.pop("style", "")).removeprefix("text-align:")
            if side in _SIDES:
                token.attrSet("class", _SIDES[side])
        if token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.type == "table_open":
            heads = []
            for later, inline in pairwise(islice(tokens, index, None)):
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
            at_line, at_column = place_of(lines, written, line, end, found)
            link = link_of(written, child.type == "image", folder, at_line, at_column, child.content)
            child.attrSet(name, address_of(link))
            if max(map(len, (written, str(child.attrGet("title") or "")))) > LONGEST:
                link = link._replace(long=True)
                child.attrs = {name: "#"}
            if child.type == "image":
                child.attrSet("loading", "lazy")
            yield link


_BEFORE_ALL = Token("", "", 0)


def _slips(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Slip]:
    dated = -1
    for before, token in pairwise((_BEFORE_ALL, *tokens)):
        if token.type == "inline":
            if token.map and may_slip(token.content):
                yield from slips_in(lines, range(*token.map), token.content if before.type == "paragraph_open" else "", _texts(token))
        elif token.type == "list_item_open" and token.info and token.map and token.map[0] > dated:
            dated = token.map[0]
            yield from filter(None, (date_slip(lines[dated], dated),))
        elif token.type == "table_open" and token.map:
            yield from row_slips(lines, range(*token.map))
        elif token.type == "code_block" and token.map:
            yield from filter(None, (indented_slip(lines, token.map[0]),))


def _texts(token: Token) -> Iterator[str]:
    """The runs of plain text in a block, those that are links already left out."""
    depth = 0
    for child in token.children or ():
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        if child.type == "text" and not depth:
            yield child.content


def _plain(token: Token) -> str:
    """The words of a token: of all its children, images by their alternative text."""
    if not token.children:
        return token.content
    parts = ("\n" if child.type in ("softbreak", "hardbreak") else child.content for child in token.children)
    return "".join(parts)
