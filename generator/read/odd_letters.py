"""Letters that look like a space, a colon or a comma and are none to YAML: pasted from a page or a document, or typed in full width."""

import re
from collections.abc import Iterable, Sequence

from generator.read.repair import Repair
from generator.text import INVISIBLE, with_particle

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
_NAMES = {
    "\u00a0": "줄바꿈 없는 빈칸",
    "\u202f": "줄바꿈 없는 빈칸",
    "\u3000": "전각 빈칸",
    "\u200b": "너비 없는 빈칸",
    "\ufeff": "너비 없는 빈칸",
}
# Any of these in a text is looked at again, one by one.
_LETTERS = SPACES + "：，、［"
_ANY = re.compile(f"[{_LETTERS}]")
_COMMA = re.compile("[，、]")
_SPACE = re.compile(f"[{SPACES}]")
# Where a line would have an ordinary one: before its first word, after the - of a list, after the name of a key.
_IN_LINE = re.compile(
    rf"[ \t]*(?:- +)*(?:(?P<before>[{SPACES}]+)|-(?P<dash>[{SPACES}]+)"
    rf"|[\w.-]+[ \t]*(?::[ \t]*(?P<after>[{SPACES}]+)|(?P<colon>：)))"
)
_PLACES = {"before": "줄 머리", "dash": "'-' 뒤", "after": "쌍점(:) 뒤"}
# A date or a time in which such a space stands.
_OF_DIGITS = re.compile(rf"[\d.:/~{SPACES}-]+")


def has_odd(text: str) -> bool:
    """Whether a text has such a letter anywhere: nearly none has."""
    return any(letter in text for letter in _LETTERS)


def odd_in_lines(lines: Sequence[str], numbers: Iterable[int]) -> Repair | None:
    """The first odd letter that stands in one of these lines where an ordinary one has to."""
    for number in numbers:
        found = _IN_LINE.match(lines[number]) if 0 <= number < len(lines) else None
        if found and found.lastgroup:
            column, end = found.span(found.lastgroup)
            return Repair(
                number, column, end - column, *_said(found.lastgroup, lines[number][column], _alike(lines, number, found.lastgroup))
            )
    return None


def odd_in_key(key: str, line: int, column: int) -> Repair | None:
    """The odd letter inside the name of a key, which begins at `column`: `{min：20}`."""
    found = _ANY.search(key) or INVISIBLE.search(key)
    if not found:
        return None
    at = column + found.start()
    if found[0] == "：":
        return Repair(line, at, 1, *_said("colon", found[0], 0))
    named = f"보이지 않는 글자(U+{ord(found[0]):04X})가" if INVISIBLE.match(found[0]) else named_space(found[0])
    return Repair(line, at, 1, f"항목 이름 안에 {named} 있습니다.", "그 글자를 지우세요.")


def odd_in_value(text: str, line: int, column: int) -> Repair | None:
    """The odd space at the edge of a plain value, or within a date, or the full-width brackets around a list."""
    if text[0] == "［" and text[-1] == "］" and "," in text:
        repair = "목록이면 보통 대괄호 [ ]로 고치고, 글이면 큰따옴표로 감싸세요."
        return Repair(line, column, 1, "전각 대괄호(［ ］)로는 목록을 쓸 수 없습니다.", repair)
    if _SPACE.match(text):
        return Repair(line, column, 1, f"값의 앞에 {named_space(text[0])} 있습니다.", "그 빈칸을 지우세요.")
    if _SPACE.match(text[-1]):
        return Repair(line, column + len(text) - 1, 1, f"값의 끝에 {named_space(text[-1])} 있습니다.", "그 빈칸을 지우세요.")
    found = _SPACE.search(text) if _OF_DIGITS.fullmatch(text) else None
    return Repair(line, column + found.start(), 1, f"값 안에 {named_space(found[0])} 있습니다.", _REPAIR) if found else None


def odd_comma(text: str, line: int, column: int) -> Repair | None:
    """The full-width comma inside an item, which begins at `column`, of a list in brackets."""
    found = _COMMA.search(text)
    if not found:
        return None
    said = "전각 쉼표(，)는 목록을 나누지 못합니다." if found[0] == "，" else "모점(、)은 목록을 나누지 못합니다."
    repair = "보통 쉼표(,)와 빈칸으로 고치세요. 글의 일부이면 그 값을 큰따옴표로 감싸세요."
    return Repair(line, column + found.start(), 1, said, repair)


_REPAIR = "그 빈칸을 지우고 보통 빈칸(스페이스)을 치세요."


def _said(kind: str, letter: str, more: int) -> tuple[str, str]:
    also = f" 바로 아래 {more}줄도 같습니다." if more else ""
    if kind == "colon":
        return "전각 쌍점(：)은 쌍점으로 읽지 않습니다.", f"보통 쌍점(:)을 치고 뒤에 빈칸 하나를 띄우세요.{also}"
    if kind in ("after", "dash"):
        return f"{_PLACES[kind]}에 {named_space(letter)} 있습니다.", f"그것을 지우고 보통 빈칸(스페이스) 하나를 치세요.{also}"
    message = f"{_PLACES[kind]}에 {named_space(letter)} 있어 들여쓰기로 읽지 않습니다."
    return message, f"그것을 지우고 보통 빈칸(스페이스)으로 들여 쓰세요.{also}"


def named_space(letter: str) -> str:
    """What people call such a space, with the particle of a subject."""
    return with_particle(_NAMES.get(letter, "보통 빈칸이 아닌 빈칸"), "이", "가")


def _alike(lines: Sequence[str], number: int, kind: str) -> int:
    """How many lines directly below have the same."""
    for count, line in enumerate(lines[number + 1 :]):
        found = _IN_LINE.match(line)
        if not found or found.lastgroup != kind:
            return count
    return len(lines) - number - 1
