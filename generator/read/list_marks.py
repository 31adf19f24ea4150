"""Lines of YAML that were meant as items of a list and are none: another mark than `- `, or one that stands too deep."""

import re
from collections.abc import Sequence

from generator.read.repair import Repair
from generator.read.yaml_bodies import indent_of

# What Word and Hancom put before an item, a number, a - without its space.
_MARK = re.compile(r"(?P<mark>[–—−‐‑•·∙⋅‣▪▫■□●○◦◆▶※＊－]|\*(?= )|\d{1,2}[.)](?=[ \D])|-(?=[^\s\d-]))[ \t]*(?P<item>\S.*)")


def list_mark(lines: Sequence[str], number: int) -> Repair | None:
    """The fault of a line that begins with what is no mark of a list: `– AI`, `-AI`."""
    text = lines[number].lstrip(" ")
    found = _MARK.match(text)
    if not found or text.startswith("---"):
        return None
    message = "목록의 '-' 뒤에 빈칸이 없습니다." if found["mark"] == "-" else f"'{found['mark']}' 글자로는 목록을 쓸 수 없습니다."
    repair = f"줄마다 빼기표와 빈칸('- ')으로 시작해 '- {found['item'].strip()[:40]}'처럼 쓰세요. 글이면 큰따옴표로 감싸세요."
    return Repair(number, indent_of(lines[number]), 1, message, repair)


def joined_item(lines: Sequence[str], first: int, last: int) -> Repair | None:
    """The first of the lines of a plain value that was meant as an item, and is joined to the line before it."""
    for number in range(first, min(last + 1, len(lines))):
        if lines[number].lstrip().startswith("- "):
            said = "이 줄은 목록의 새 항목이 아니라 앞줄의 글에 이어집니다. 앞줄보다 들여 썼기 때문입니다."
            return Repair(number, indent_of(lines[number]), 1, said, "목록의 '-'를 모두 같은 칸에 맞추세요. 글이면 큰따옴표로 감싸세요.")
        if found := list_mark(lines, number):
            return found
    return None
