"""Lines of a body that were meant as a list, a table or a heading and are none, or became one that nobody meant."""

import re
from collections.abc import Iterator, Sequence

from generator.read.odd_letters import SPACES
from generator.read.slip import Slip

# What begins an item to a reader, but not to Markdown: a - or a number without its space, the marks of Word. Never -3 and 1.5.
# And what a row of a table has: bars, or the tabs of Excel.
_ITEMS = (
    ("dash", re.compile(r"[ \t]*(-(?=[^\s\d>-])|[–—－•·∙‣▪■□●○◦](?=[ \t]*\S))")),
    ("number", re.compile(r"[ \t]*(\d{1,2}(?:[.)](?=[^\s\d.)])|）))")),
    ("circled", re.compile(r"[ \t]*([①-⑳])")),
    ("tabs", re.compile(r"[ \t]*([^\s|][^\t]*\t.*\S)")),
    ("table", re.compile(r"[ \t]*(\|(?:[^|\n]+\|)+)[ \t]*$")),
)
# The mark of a heading or an item before a space that is none to Markdown, as Word has it, or behind one.
_ODD = "".join(filter(str.isspace, SPACES))
_MARK = r"(?:#{1,6}|[-*+]|\d{1,9}[.)])"
_SPACED = re.compile(rf"[ \t]*({_MARK}[{_ODD}]|[{_ODD}]+[ \t]*{_MARK}[ \t{_ODD}])")
_SPACE = re.compile(f"[{_ODD}]")
_FOOTNOTE = re.compile(r"[ \t]*(\[\^[^\[\]\s]+\]):[ \t]")
_BAR = re.compile(r"(?<!\\)\|")
_WIDE_SIGN = re.compile(r"[ \t]*(＃{1,6})")
# A year, or a month and a day, with full stops, at the beginning of an item.
_DATE = re.compile(r"[ \t>]*(?:[-*+] +)?(\d{4}\.|\d{1,2}\. {1,3}\d{1,2}\.)(?=\s)")
# Prose rather than code: a line of Hangul, or an item of a list.
_PROSE = re.compile(r"[ \t]*(?:[-*+•·] *|\d{1,2}[.)] *)?[가-힣][^=;{}]*$")


def lines_may_slip(paragraph: str) -> bool:
    """Whether a paragraph may have such lines: it has two, or the full-width sign, what begins a footnote, or an odd space."""
    return "\n" in paragraph or "＃" in paragraph or "[^" in paragraph or _SPACE.search(paragraph) is not None


def slips_of_lines(lines: Sequence[str], block: range, paragraph: str) -> Iterator[Slip]:
    """The slips of a paragraph's lines; an item is one only where the line after it is one too."""
    written = paragraph.split("\n")
    yield from _spaced(lines, block, written)
    for line, text in zip(block, written, strict=False):
        if found := _WIDE_SIGN.match(text):
            yield Slip("sign", found[1], line, _column(lines[line], text))
        elif found := _FOOTNOTE.match(text):
            yield Slip("footnote", found[1], line, _column(lines[line], text))
    for kind, pattern in _ITEMS:
        found_in = [pattern.match(text) for text in written] if len(written) > 1 else []
        for number, found in enumerate(found_in[:-1]):
            if found and found_in[number + 1] and not (number and found_in[number - 1]):
                yield Slip(kind, found[1], block.start + number, _column(lines[block.start + number], written[number]))


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


def row_slips(lines: Sequence[str], block: range) -> Iterator[Slip]:
    """The rows of a table with more cells than its head: Markdown leaves those out without a word."""
    columns = len(re.findall("-+", lines[block.start + 1]))
    for number in block[2:]:
        line = lines[number]
        begin = len(line) - len(line.lstrip(" \t>"))
        bars = [found.start() for found in _BAR.finditer(line, begin)]
        bars = bars[1:] if bars[:1] == [begin] else bars
        lost = line[bars[columns - 1] + 1 :].strip(" \t|") if len(bars) >= columns else ""
        if lost:
            yield Slip("cells", lost, number, line.index(lost, bars[columns - 1]))


def date_slip(line: str, number: int) -> Slip | None:
    """The slip of an item of a numbered list that was meant as a date: `2025. 11. 3. 시작`."""
    found = _DATE.match(line)
    return Slip("date", found[1], number, found.start(1)) if found else None


def indented_slip(lines: Sequence[str], number: int) -> Slip | None:
    """The slip of a text indented by four spaces: a block of code, where it was prose."""
    line = lines[number] if number < len(lines) else ""
    if not _PROSE.match(line):
        return None
    text = line.strip()
    return Slip("indented", text[:40], number, line.find(text))
