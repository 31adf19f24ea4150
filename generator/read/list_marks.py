"""Lines of YAML that were meant as items of a list and are none: another mark than `- `, or one that stands too deep."""

import re
from collections.abc import Sequence

from generator.read.repair import Repair
from generator.read.yaml_bodies import indent_of

# What Word and Hancom put before an item, a number, a - without its space.
_MARK = re.compile(r"(?P<mark>[–—−‐‑•·∙⋅‣▪▫■□●○◦◆▶※＊－]|\*(?= )|\d{1,2}[.)](?=[ \D])|-(?=[^\s\d-]))[ \t]*(?P<item>\S.*)")

_BRACKETS = re.compile(r" *\[[^\[\]]*\][ \t]*(?:#.*)?")
_SHOWN = 40


def list_mark(lines: Sequence[str], number: int) -> Repair | None:
    """The fault of a line that begins with what is no mark of a list: `– AI`, `-AI`."""
    text = lines[number].lstrip(" ")
    found = _MARK.match(text)
    if not found or text.startswith("---"):
        return None
    message = "목록의 '-' 뒤에 빈칸이 없습니다." if found["mark"] == "-" else f"'{found['mark']}' 글자로는 목록을 쓸 수 없습니다."
    repair = f"줄마다 빼기표와 빈칸('- ')으로 시작해 '- {found['item'].strip()[:_SHOWN]}'처럼 쓰세요. 글이면 큰따옴표로 감싸세요."
    return Repair(number, indent_of(lines[number]), 1, message, repair)


def undashed_item(lines: Sequence[str], number: int) -> Repair | None:
    """The fault of an item in brackets that has no - before it, beside items of its list: it stands as far to the left as they do."""
    if not 0 <= number < len(lines) or not _BRACKETS.fullmatch(lines[number]):
        return None
    indent, text = indent_of(lines[number]), lines[number].strip()
    beside = (lines[at] for at in (number - 1, number + 1) if 0 <= at < len(lines))
    if not any(indent_of(line) == indent and line.lstrip().startswith(("- ", "[")) for line in beside):
        return None
    repair = f"줄마다 빼기표와 빈칸('- ')으로 시작해 '- {text[:_SHOWN]}'처럼 쓰세요."
    return Repair(number, indent, 1, "목록의 항목인데 앞에 '-'가 없습니다.", repair)


def joined_item(lines: Sequence[str], first: int, last: int) -> Repair | None:
    """The first of the lines of a plain value that was meant as an item, and is joined to the line before it."""
    for number in range(first, min(last + 1, len(lines))):
        if lines[number].lstrip().startswith("- "):
            said = "이 줄은 목록의 새 항목이 아니라 앞줄의 글에 이어집니다. 앞줄보다 들여 썼기 때문입니다."
            return Repair(number, indent_of(lines[number]), 1, said, "목록의 '-'를 모두 같은 칸에 맞추세요. 글이면 큰따옴표로 감싸세요.")
        if found := list_mark(lines, number):
            return found
    return None
