"""Lines of a body that were meant as a table and are none, and rows of a table that nobody meant, or that are lost."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.read.slip import Slip

# What divides cells to a reader: a bar, and what looks like one.
OTHER_BARS = "｜│┃ㅣ"
_SIGNS = f"|{OTHER_BARS}"
_BARS = re.compile(rf"(?<!\\)[{_SIGNS}]")
_BAR = re.compile(r"(?<!\\)\|")
# A row with bars on both sides of it.
_ROW = re.compile(r"[ \t]*(\|(?:[^|\n]+\|)+)[ \t]*$")
_GOOD_RULE = re.compile(r"[-:| \t]+")
# What the line below the head is made of, also with the dashes that Word makes of hyphens.
_DASHES = frozenset("-–—―−ㅡ─_=＝－")
_OF_RULE = _DASHES | frozenset(f":{_SIGNS} \t>")


def table_slips(lines: Sequence[str], block: range, written: Sequence[str]) -> Iterator[Slip]:
    """The slips of a paragraph that was meant as a table, or as a row of one."""
    above = _beyond(lines, block.start, -1)
    cut_off = above is not None and _is_alone(lines, above)  # told with the row above
    if len(written) == 1 and _is_row(written[0]):
        below = _beyond(lines, block.stop - 1, 1)
        if block.stop < len(lines) and _is_row(lines[block.stop]):  # a table begins there, with another head
            yield _slip("moved", lines, block.start, written[0])
        elif not cut_off and (above is not None or below is not None and not _is_head(lines, below)):
            yield _slip("gaps", lines, block.start, written[0])
        return
    joined = [_go_together(*pair) for pair in pairwise(written)]
    for number, together in enumerate(joined):
        if together and not (number and joined[number - 1]) and not (cut_off and number == 0):
            stop = next((at for at in range(number, len(joined)) if not joined[at]), len(joined))
            yield from _of_rows(lines, block.start, written, range(number, stop + 1))


def _of_rows(lines: Sequence[str], begin: int, written: Sequence[str], rows: range) -> Iterator[Slip]:
    """The slip of rows that follow each other: at the first that is no rule, what is wrong with the rule."""
    rule = next((number for number in rows if _is_rule(written[number])), None)
    head = next((number for number in rows if not _is_rule(written[number])), None)
    if head is None:
        return
    odd = set(OTHER_BARS) & set(written[head])
    if not odd and rule == head + 1 and _GOOD_RULE.fullmatch(written[rule]) and cells_in(written[rule]) == cells_in(written[head]):
        yield _slip("joined", lines, begin + head, written[head])
        return
    kind = "bars" if odd else "table" if rule is None else "rule" if rule == head + 1 else "moved"
    yield _slip(kind, lines, begin + head, written[head])


def _slip(kind: str, lines: Sequence[str], line: int, text: str) -> Slip:
    return Slip(kind, text.strip(), line, max(0, lines[line].find(text.strip())))


def cells_in(row: str) -> int:
    """How many cells a row has to a reader; 0 where it has no bar."""
    text = row.strip()
    bars = [found.span() for found in _BARS.finditer(text)]
    return len(bars) + 1 - (bars[0][0] == 0) - (bars[-1][1] == len(text)) if bars else 0


def _go_together(row: str, after: str) -> bool:
    """Whether two lines that follow each other were meant as rows: with bars on both sides, or with as many cells. Between links
    a bar is no more than a mark."""
    if _ROW.match(row) and _ROW.match(after):
        return True
    return "`" not in row + after and "](" not in row + after and 1 < cells_in(row) == cells_in(after)


def _beyond(lines: Sequence[str], number: int, step: int) -> int | None:
    """The row that the line `number` is divided from by blank lines alone; None where there is none."""
    at = number + step
    while 0 <= at < len(lines) and not lines[at].strip(" \t>"):
        at += step
    return at if abs(at - number) > 1 and 0 <= at < len(lines) and _is_row(lines[at]) else None


def _is_row(line: str) -> bool:
    """Whether a line that stands alone was meant as a row: two cells or more, with bars on both sides."""
    text = line.strip(" \t>")
    return cells_in(text) > 1 and text[0] in _SIGNS and text[-1] in _SIGNS


def _is_rule(line: str) -> bool:
    return _OF_RULE.issuperset(line) and not _DASHES.isdisjoint(line)


def _is_alone(lines: Sequence[str], number: int) -> bool:
    return number == 0 or not lines[number - 1].strip(" \t>")


def _is_head(lines: Sequence[str], number: int) -> bool:
    return number + 1 < len(lines) and _is_rule(lines[number + 1])


def row_slips(lines: Sequence[str], block: range) -> Iterator[Slip]:
    """The rows of a table with more cells than its head, which Markdown leaves out without a word; and a text that became a row."""
    columns = len(re.findall("-+", lines[block.start + 1]))
    below = False
    for number in block[2:]:
        line = lines[number]
        if line.startswith("|") and line.endswith("|") and line.count("|") <= columns + 1:
            continue  # as nearly all are
        begin = len(line) - len(line.lstrip(" \t>"))
        bars = [found.start() for found in _BAR.finditer(line, begin)]
        if not bars and columns > 1 and not below:
            below = True
            yield Slip("below", line[begin:].strip(), number, begin)
        bars = bars[1:] if bars[:1] == [begin] else bars
        lost = line[bars[columns - 1] + 1 :].strip(" \t|") if len(bars) >= columns else ""
        if lost:
            yield Slip("cells", lost, number, line.index(lost, bars[columns - 1]))


def is_indented_row(lines: Sequence[str], number: int) -> bool:
    """Whether two rows of a table begin with this line."""
    return all(_ROW.match(line) for line in (lines[number], *lines[number + 1 : number + 2])) and number + 1 < len(lines)
