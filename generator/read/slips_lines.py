"""Lines of a body that were meant as a list or a heading and are none, or became one that nobody meant; tables are in slips_tables.py."""

import re
from collections.abc import Iterator, Sequence

from generator.read.odd_letters import SPACES
from generator.read.slip import Slip
from generator.read.slips_tables import OTHER_BARS, is_indented_row, table_slips

# What begins an item to a reader, but not to Markdown: a - or a number without its space, the marks of Word and of offices.
# Never -3 and 1.5. One of them alone, within the item of a list, is one as well, but for a number, with which a line may begin.
_LETTER = "[가나다라마바사아자차카타파하]"
_ITEMS = (
    ("dash", re.compile(r"[ \t]*(-(?=[^\s\d>-])|[–—－•·∙‣▪■□●○◦◆◇▶▷►➤★☆※](?=\s*\S)|ㅇ(?=\s*[^\sㄱ-ㅣ]))")),
    ("number", re.compile(r"[ \t]*(\d{1,2}(?:[.)](?=[^\s\d.)])|）))")),
    ("circled", re.compile(rf"[ \t]*([①-⒛❶-❿㉠-㉻]|(?:{_LETTER}[.)]|[(（](?:\d{{1,2}}|{_LETTER})[)）])(?=\s*[^\s.)]))")),
)
# A short name and its value, as lines of an announcement have them; and the cells of Excel, with tabs between them.
_ALIKE = (
    (
        "named",
        re.compile(r"[ \t]*((?:\*\*)?[가-힣A-Za-z](?:[가-힣A-Za-z0-9·/() ]{0,13}[가-힣A-Za-z)])?(?:\*\*)? ?[:：])(?!//)[ \t*]*[^\s*]"),
    ),
    ("tabs", re.compile(r"[ \t]*([^\s|][^\t]*\t.*\S)")),
)
_IN_LIST = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")
# What ends a line that is to be one of its own.
_BREAKS = ("  ", "\\")
# The mark of a heading or an item before a space that is none to Markdown, as Word has it, or behind one.
_ODD = "".join(filter(str.isspace, SPACES))
_MARK = r"(?:#{1,6}|[-*+]|\d{1,9}[.)])"
_SPACED = re.compile(rf"[ \t]*({_MARK}[{_ODD}]|[{_ODD}]+[ \t]*{_MARK}[ \t{_ODD}])")
# What a paragraph with such lines has, if it is not several lines: the full-width sign, a bar, an odd space, what begins a footnote.
_MAY = re.compile(rf"[\n＃|{OTHER_BARS}{_ODD}]|\[\^")
_FOOTNOTE = re.compile(r"[ \t]*(\[\^[^\[\]\s]+\]):[ \t]")
_WIDE_SIGN = re.compile(r"[ \t]*(＃{1,6})")
# A year, or a month and a day, with full stops, at the beginning of an item.
_DATE = re.compile(r"[ \t>]*(?:[-*+] +)?(\d{4}\.|\d{1,2}\. {1,3}\d{1,2}\.)(?=\s)")
# Prose rather than code: a line of Hangul, or an item of a list.
_PROSE = re.compile(r"[ \t]*(?:[-*+•·] *|\d{1,2}[.)] *)?[가-힣][^=;{}]*$")


def lines_may_slip(paragraph: str) -> bool:
    """Whether a paragraph may have such lines."""
    return _MAY.search(paragraph) is not None


def slips_of_lines(lines: Sequence[str], block: range, paragraph: str) -> Iterator[Slip]:
    """The slips of a paragraph's lines; an item is one only where the line after it is one too."""
    written = paragraph.split("\n")
    yield from _spaced(lines, block, written)
    for line, text in zip(block, written, strict=False):
        if found := _WIDE_SIGN.match(text):
            yield Slip("sign", found[1], line, _column(lines[line], text))
        elif found := _FOOTNOTE.match(text):
            yield Slip("footnote", found[1], line, _column(lines[line], text))
    if len(written) > 1:
        in_list = _IN_LIST.match(lines[block.start]) is not None
        for number, kind, mark in (*_items(written, in_list), *_alike(written)):
            yield Slip(kind, mark, block.start + number, _column(lines[block.start + number], written[number]))
    yield from table_slips(lines, block, written)


def _items(written: Sequence[str], in_list: bool) -> Iterator[tuple[int, str, str]]:
    """The first of each lines that follow each other with the mark of an item: its number, kind and mark."""
    found = [next(((kind, mark[1]) for kind, pattern in _ITEMS if (mark := pattern.match(text))), None) for text in written]
    for number, each in enumerate(found):
        if not each or number and found[number - 1]:
            continue
        joined = in_list and number and each[0] != "number" and not written[number - 1].endswith(_BREAKS)
        if joined or number + 1 < len(found) and found[number + 1]:
            yield number, *each


def _alike(written: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """The first of lines of one kind that follow each other, and are not made lines of their own."""
    for kind, pattern in _ALIKE:
        found = [pattern.match(text) for text in written]
        for number, each in enumerate(found[:-1]):
            broken = kind == "named" and written[number].endswith(_BREAKS)
            if each and found[number + 1] and not broken and not (number and found[number - 1]):
                yield number, kind, each[1]


def _spaced(lines: Sequence[str], block: range, written: Sequence[str]) -> Iterator[Slip]:
    """The marks beside a space that is none to Markdown; of items that follow each other the first."""
    before = False
    for line, text in zip(block, written, strict=False):
        begin = len(lines[line][: _column(lines[line], text)].rstrip())  # the parser takes the spaces before a paragraph away
        found = _SPACED.match(lines[line], begin)
        is_item = found is not None and "#" not in found[1]
        if found and not (is_item and before):
            yield Slip("spaced", found[1], line, found.start(1))
        before = is_item


def _column(line: str, text: str) -> int:
    return max(0, line.find(text.strip()))


def date_slip(line: str, number: int) -> Slip | None:
    """The slip of an item of a numbered list that was meant as a date: `2025. 11. 3. 시작`."""
    found = _DATE.match(line)
    return Slip("date", found[1], number, found.start(1)) if found else None


def indented_slip(lines: Sequence[str], number: int) -> Slip | None:
    """The slip of a text indented by four spaces: a block of code, where it was prose or a table."""
    line = lines[number] if number < len(lines) else ""
    if not _PROSE.match(line) and not is_indented_row(lines, number):
        return None
    text = line.strip()
    return Slip("indented", text[:40], number, line.find(text))
