"""What was meant as Markdown or HTML and stays plain text: a heading without the space after its #, an address that is no link, a tag.

The marks of links and bold words are in slips_marks.py, lists in slips_lines.py, tables in slips_tables.py.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape

from generator.read.slip import Slip
from generator.read.slips_lines import lines_may_slip, slips_of_lines
from generator.read.slips_marks import marks_may_slip, slips_of_marks, without_code

# A paragraph's line that was meant as a heading (CommonMark 0.31, 4.2); a single # may be a tag, \## is meant as text.
_HEADING = re.compile(r"[ \t]*(#{2,6})(?=[^#\s])")
# A web address with a host of two names or more, up to what no address has: Hangul after it is a particle.
_ADDRESS = re.compile(r"(?i)(?<![a-z0-9@./:_-])(?:https?://|www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:[/?#][!#-'*-;=?-Z_a-z~]*)?")
# A tag of HTML, or of Word (<o:p>): shown as its letters, since content is never HTML. One that few know is one only in small
# letters and with what tags hold: <AI 융합> is a title between marks.
_TAG = re.compile(
    r"</?(?:(?i:a|b|i|u|s|br|p|div|span|font|center|strong|em|mark|img|iframe|script|style|h[1-6]|ul|ol|li|hr|table|tr|t[dh])(?:\s(?!\s*[가-힣])[^<>]*)?"
    r"|[a-z][a-z0-9-]*(?::[a-z]+)?(?:\s+[A-Za-z_:@][A-Za-z0-9_:.@-]*(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))?)*\s*)/?>"
)
# What was meant as a note that nobody sees, and is seen; with a \ before it, or in code, it is meant as text.
_NOTE = re.compile(r"<!--.*?(?:-->|$)")
_NOT_ITS_END = ".,:;!?'*_~"
# What stands before an address that is a link's or code, and before a letter that is meant as itself; after the text of a link.
_TAKEN, _TEXT_OF_LINK = ("](", "<", "`", "\\"), "]("


def may_slip(written: str) -> bool:
    """Whether a block's text as written has what no slip is without, or what may be read as such (entities, escapes): nearly none has."""
    return _may_have_words(written) or lines_may_slip(written) or marks_may_slip(written)


def _may_have_words(written: str) -> bool:
    return "##" in written or "<" in written or "&" in written or "\\" in written or "://" in written or "www." in written.lower()


def slips_in(lines: Sequence[str], block: range, paragraph: str, texts: Iterable[str]) -> Iterator[Slip]:
    """The slips of one block, which stands on the lines `block`.

    `paragraph` is its text as written, "" where it is no paragraph; `texts` are its runs of plain text, without code and links.
    """
    runs = tuple(texts)
    for line, text in zip(block, paragraph.split("\n"), strict=False):
        if found := _HEADING.match(text):
            yield Slip("heading", found[1], line, max(0, lines[line].find(text.strip())))
    yield from slips_of_lines(lines, block, paragraph)
    links = tuple(slips_of_marks(lines, block, runs))
    yield from links
    for slip in _words(lines, block, runs):
        # An address in what was meant as a link is told with the link.
        if slip.kind != "address" or not any(slip.written in link.written for link in links):
            yield slip


def _words(lines: Sequence[str], block: range, runs: Sequence[str]) -> Iterator[Slip]:
    for kind, find in (("address", _addresses), ("tag", _tags)):
        written = [each for text in runs for _, _, each in find(text)]
        places = _places(lines, block, find) if written else {}
        for each in written:
            place = next(places.get(each, iter(())), None)
            if place or kind == "address":  # a tag that is written otherwise, as \<b> or &lt;b>, is meant as text
                yield Slip(kind, each, *(place or (block.start, 0)))
    if any("<!--" in text for text in runs):
        for line in block:
            text = without_code(lines[line])
            for found in _NOTE.finditer(text):
                if not text.endswith("\\", 0, found.start()):
                    yield Slip("note", lines[line][found.start() : found.end()].rstrip(), line, found.start())


# Where something begins and ends in a text, and how it is meant.
Found = Iterator[tuple[int, int, str]]


def _addresses(text: str) -> Found:
    for found in _ADDRESS.finditer(text):
        yield *found.span(), unescape(found[0]).rstrip(_NOT_ITS_END)


def _tags(text: str) -> Found:
    """The opening tags; a closing one only where it stands alone."""
    opened = False
    for found in _TAG.finditer(text):
        if not found[0].startswith("</") or not opened:
            yield *found.span(), found[0]
        opened = True


def _places(lines: Sequence[str], block: range, find: Callable[[str], Found]) -> dict[str, Iterator[tuple[int, int]]]:
    """Where in the block each of what `find` finds stands as plain text: line and column."""
    places: dict[str, list[tuple[int, int]]] = {}
    for line in block:
        for start, end, written in find(lines[line]):
            if not lines[line].endswith(_TAKEN, 0, start) and not lines[line].startswith(_TEXT_OF_LINK, end):
                places.setdefault(written, []).append((line, start))
    return {written: iter(found) for written, found in places.items()}
