"""Whether a body that stands in YAML keeps its lines: only as a block it does (`body: |`)."""

import re
from collections.abc import Sequence

BODY_SAID = "'body'의 글이 여러 줄인데 '|'가 없습니다. 그대로면 '#'으로 시작하는 줄이 사라지고 줄이 이어 붙습니다."
BODY_REPAIR = "'body:'를 'body: |'로 고치고, 글을 모두 그 아래에 두 칸 들여 쓰세요."
_VALUE = re.compile(r"['\"]?body['\"]?[ \t]*:[ \t]*(.*)")


def loses_lines(lines: Sequence[str], number: int, column: int) -> bool:
    """Whether the body whose key stands there (from 0) is no block and has lines below: as a comment, joined, or as a list."""
    found = _VALUE.match(lines[number], column)
    if not found or found[1].startswith(("|", ">")):
        return False
    below = _below(lines, number + 1, column)
    return bool(below) and (len(below) > 1 or bool(found[1]) or below[0].startswith(("#", "- ")))


def _below(lines: Sequence[str], first: int, column: int) -> list[str]:
    """The lines below a key that belong to it, comments between them too; blank ones left out."""
    found: list[str] = []
    kept = 0
    for line in lines[first:]:
        text = line.lstrip()
        deeper = len(line) - len(text) > column
        if text and not deeper and not text.startswith("#"):
            break
        if text:
            found.append(text)
            kept = len(found) if deeper else kept
    return found[:kept]


def indent_of(line: str) -> int:
    """How many spaces stand before a line's first word."""
    return len(line) - len(line.lstrip(" "))
