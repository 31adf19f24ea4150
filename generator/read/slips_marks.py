"""Links and bold words of a body whose marks stay visible: an address with a space, a mark that ends before a Korean particle."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from generator.read.slip import Slip

_TICKS = re.compile("`+")
# An address rather than words in parentheses.
_ADDRESS = re.compile(
    r"(?i)(?:https?://|www\.|\.{0,2}/|#|mailto:|tel:)|.*\.(?:md|yml|pdf|hwpx?|docx?|xlsx?|pptx?|jpe?g|png|webp|zip|html?)$"
)
_LINKS = (
    ("space", re.compile(r"\]\(([^()<>\"']+)\)")),
    ("gap", re.compile(r"\][ \t\u00a0]+\(([^()\s]+)\)")),
    ("wide", re.compile(r"(?:［[^\[\]［］]*)?[\]］][ \t]*[(（]([^()（）\s]+)[)）]")),
    ("open", re.compile(r"\]\(([^()\s]+)(?=[^()]*$)")),
)
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
_HANGUL = re.compile(r"[가-힣]*")


def marks_may_slip(written: str) -> bool:
    """Whether a block's text as written has the marks of a link or of bold words."""
    return "**" in written or _has_links(written)


def _has_links(text: str) -> bool:
    return "](" in text or "] (" in text or "］" in text or "（" in text or "]\u00a0(" in text


def slips_of_marks(lines: Sequence[str], block: range, texts: Sequence[str]) -> Iterator[Slip]:
    """The slips of one block's links and bold words; `texts` are its runs of plain text: what stands in none has become markup."""
    shown = "\n".join(texts)
    has_links, bold = _has_links(shown), "**" in shown
    for line in block if has_links or bold else ():
        text = without_code(lines[line]) if "`" in lines[line] else lines[line]
        if has_links:
            yield from _links(text, line, shown)
        if bold:
            yield from _bold(text, line)


def without_code(line: str) -> str:
    """A line with blanks in place of its code: what stands between two runs of as many backticks."""
    runs = [found.span() for found in _TICKS.finditer(line)]
    later: dict[int, list[int]] = {}
    for number in reversed(range(len(runs))):
        later.setdefault(runs[number][1] - runs[number][0], []).append(number)
    letters, number = list(line), 0
    while number < len(runs):
        start, end = runs[number]
        same = later[end - start]
        while same and same[-1] <= number:
            same.pop()
        if same:
            end = runs[same[-1]][1]
            letters[start:end], number = " " * (end - start), same[-1]
        number += 1
    return "".join(letters)


def _links(text: str, line: int, shown: str) -> Iterator[Slip]:
    for kind, pattern in _LINKS:
        for found in pattern.finditer(text):
            if kind == "wide" and not set(found[0]) & set("［］（）"):
                continue
            if kind == "space" and not re.search(r"\S\s", found[1]):
                continue
            if found[0] in shown and _ADDRESS.match(found[1]):
                yield Slip(kind, found[1], line, found.start(1))


def _bold(text: str, line: int) -> Iterator[Slip]:
    """The pairs of ** that mark nothing, with the particle behind them."""
    for found in _BOLD.finditer(text):
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        if text.endswith("\\", 0, found.start()):
            continue
        if not (_flanks(before, found[1][0]) and _flanks(after, found[1][-1])):
            behind = _HANGUL.match(text, found.end())
            yield Slip("bold", found[0] + (behind[0] if behind else ""), line, found.start())


def _flanks(outside: str, inside: str) -> bool:
    """Whether ** between these two letters marks what is inside (CommonMark 0.31, 6.2)."""
    if inside.isspace():
        return False
    return not _is_mark(inside) or not outside or outside.isspace() or _is_mark(outside)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"
