"""Where the parser stops far from the cause, or says what is not the cause: lines that were meant otherwise.

What is guessed is told only where the parser reads the lines up to that of the fault once they are mended so.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.read.repair import Repair
from generator.read.yaml_bodies import indent_of
from generator.text import particle

# A longer line is not written anew.
_SHOWN = 200
# Of more text nothing is guessed.
_MOST = 300_000
# How often one fault may be tried: every try reads the lines again.
_TRIES = 5
_KEY = re.compile(r"(?P<dashes> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?P<value>\s.*|$)")
# A value in quotes that its line does not close; in a list in brackets they are counted.
_OPENED = re.compile(r"""[ \t]*(?:- +)*(?:[^\s:"']+: +)?(?:(?="(?:[^"\\]|\\.)*$)|(?='[^']*$)|(?=\[[^"]*"[^"]*(?:"[^"]*"[^"]*)*$))""")
_MARKS = "\"'“”‘’＂"
# What begins a comment elsewhere.
_NOTE = re.compile(r"[ \t]*(//|＃|<!--|/\*)")
_COUNTS = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")


class _Tried:
    """The lines up to that of a fault, `line` (from 0), and whether the parser reads them with some of them changed."""

    def __init__(self, lines: Sequence[str], line: int, reads: Callable[[str], bool]) -> None:
        self.lines = lines
        self.line = line
        self._reads = reads

    def reads(self, changed: Mapping[int, str]) -> bool:
        """Whether they are read with those lines in place of their own."""
        return self._reads("".join(f"{changed.get(number, text)}\n" for number, text in enumerate(self.lines[: self.line + 1])))

    def above(self, number: int) -> int:
        """The nearest line above that is not blank; -1 where there is none."""
        return next((at for at in range(number - 1, -1, -1) if self.lines[at].strip()), -1)


def meant_otherwise(lines: Sequence[str], line: int, reads: Callable[[str], bool]) -> Iterator[Repair]:
    """What is no YAML as it was meant, on the line of a fault (from 0) or above: an open quote, a heading, a comment."""
    yield from _found(lines, line, reads, (_unclosed, _outdented_heading, _as_comment))


def indented_otherwise(lines: Sequence[str], line: int, reads: Callable[[str], bool]) -> Iterator[Repair]:
    """What stands at another column than was meant, on the line of a fault or above."""
    yield from _found(lines, line, reads, (_outdented_key, _out_of_line, _wrapped))


def _found(
    lines: Sequence[str], line: int, reads: Callable[[str], bool], finds: Sequence[Callable[[_Tried], Repair | None]]
) -> Iterator[Repair]:
    at = _Tried(lines, min(line, len(lines) - 1), reads)
    # Where the lines are read as they stand, the cause is not among them.
    if sum(map(len, lines[: line + 1])) <= _MOST and not at.reads({}):
        yield from filter(None, (find(at) for find in finds))


def _unclosed(at: _Tried) -> Repair | None:
    """The line on which a quote opens that nobody closed: the parser goes on to the next quote, be it a hundred lines below."""
    closed: dict[int, str] = {}
    for number in range(at.line, -1, -1):
        text = at.lines[number].rstrip()
        found = _OPENED.match(text)
        if not found:
            continue
        start = found.end() if text[found.end()] != "[" else text.index('"', found.end())
        closed[number] = _closed(text, start)
        if at.reads(closed):
            shown = f"{closed[number].strip()}처럼 " if len(text) <= _SHOWN else f"줄의 끝에 {text[start]} 글자로 "
            return Repair(number, start, 1, "여는 따옴표를 닫지 않았습니다.", f"{shown}닫는 따옴표를 넣으세요.")
        if len(closed) == _TRIES:
            break
    return None


def _closed(text: str, start: int) -> str:
    """The line with its quote closed, in place of another quote that stands there."""
    end = text.rstrip("]} ") if "[" in text[:start] else text
    behind = text[len(end) :]
    return (end[:-1] if end[-1] in _MARKS and len(end) - 1 > start else end) + text[start] + behind


def _outdented_heading(at: _Tried) -> Repair | None:
    """A heading of a body that is not indented as its other lines are: it is a comment to YAML, and the body ends there."""
    indent, first, above = indent_of(at.lines[at.line]), at.line, at.above(at.line)
    changed: dict[int, str] = {}
    while above >= 0 and at.lines[above].lstrip().startswith("#") and indent_of(at.lines[above]) < indent:
        changed[above] = " " * indent + at.lines[above].lstrip()
        first, above = above, at.above(above)
    if not changed or not at.reads(changed):
        return None
    own, before = indent_of(at.lines[first]), indent_of(at.lines[above]) if above >= 0 else 0
    message = "본문의 줄인데 본문의 다른 줄만큼 들여 쓰지 않았습니다. 그대로면 본문이 여기서 끝납니다."
    return Repair(first, own, 1, message, f"{moved(own, min(indent, before) if before > own else indent)}세요.")


def _as_comment(at: _Tried) -> Repair | None:
    """A comment as other languages write it: `// 기수`, `<!-- 기수 -->`."""
    first = at.line if _NOTE.match(at.lines[at.line]) else at.above(at.line)
    while first > 0 and _NOTE.match(at.lines[first - 1]):
        first -= 1
    found = _NOTE.match(at.lines[first]) if first >= 0 else None
    if not found or not at.reads({number: "" for number in range(first, at.line + 1) if _NOTE.match(at.lines[number])}):
        return None
    message = f"'{found[1]}' 글자로는 설명을 쓸 수 없습니다. 설명은 '#'으로 시작합니다."
    written = at.lines[first][found.end() :].strip().removesuffix("-->").removesuffix("*/").strip()
    return Repair(first, found.start(1), len(found[1]), message, f"'# {written[:40]}'처럼 쓰세요.")


def _outdented_key(at: _Tried) -> Repair | None:
    """Keys of a group that stand as far left as the group's own name, so that the line below them is indented too far."""
    indent = indent_of(at.lines[at.line])
    last = outside(at.lines, at.line, indent - 1)
    found = _KEY.match(at.lines[last]) if last >= 0 else None
    if not found:
        return None
    column = found.start("key")
    names = Counter([found["key"], *next((names for each, names in _levels(at.lines, last) if each == column), ())])
    first, group = last, outside(at.lines, last, column)
    while names[_key_at(at.lines, group, column)] > 1 and not group_at(at.lines, group, column):
        first, group = group, outside(at.lines, group, column)
    owner = group_at(at.lines, group, column)
    # Below other keys of the group it may as well be right, and the line below wrong, unless it stands there for the second time.
    if not owner or names[found["key"]] == 1 and (first != last or at.above(last) != group):
        return None
    if not at.reads({each: " " * (indent - column) + at.lines[each] for each in range(first, at.line)}):
        return None
    name, how = _key_at(at.lines, first, column), moved(column, indent)
    repair = f"{how}세요." if first == last else f"{how}고, '{found['key']}' 줄까지 그렇게 하세요."
    return Repair(first, column, len(name), f"'{owner}' 아래의 항목인데 들여 쓰지 않은 줄입니다.", repair)


def _out_of_line(at: _Tried) -> Repair | None:
    """A key, or the - of a list, that stands a little beside the others of its group."""
    text = at.lines[at.line]
    indent, found, item = indent_of(text), _KEY.match(text), text.lstrip().startswith("- ")
    if not found and not item:
        return None
    name = found["key"] if found and not item else "-"
    near = sorted((abs(column - indent), column, names) for column, names in _levels(at.lines, at.line) if column != indent)
    fits: list[tuple[int, int, str]] = []
    for distance, column, names in near[:_TRIES]:
        if fits and fits[0][0] != distance:
            break
        fit = names[0] == "-" if item else name not in names and names[0] != "-"
        if fit and at.reads({at.line: " " * column + text.lstrip(" ")}):
            fits.append((distance, column, f"위의 '{names[0]}'{particle(names[0], '과', '와')}"))
    if not fits:
        return None
    message = "이 줄의 들여쓰기가 위의 줄들과 맞지 않습니다."
    _, column, other = fits[0]
    repair = f"{other} 같은 칸에서 시작하게 {moved(indent, column)}세요."
    if len(fits) > 1:  # as near to the group as to what is around it
        repair = f"{fits[1][2]} 같은 층이면 {moved(indent, fits[1][1])}고, {other} 같은 층이면 {moved(indent, column)}세요."
    return Repair(at.line, indent, len(name), message, repair)


def _levels(lines: Sequence[str], line: int) -> list[tuple[int, list[str]]]:
    """The columns at which something may stand on that line, the deepest first, and the names that stand there already; "-" for a list."""
    found: list[tuple[int, list[str]]] = []
    for text in reversed(lines[:line]):
        if not _stands(text, found[-1][0] if found else len(text)):
            continue
        key, indent = _KEY.match(text), indent_of(text)
        here = [(key.start("key"), key["key"])] if key else []
        for column, name in [*here, (indent, "-")] if text.startswith("- ", indent) else here:
            # The name of a list may stand at the column of its marks.
            if not found or column < found[-1][0] or column == found[-1][0] and found[-1][1][0] == "-" != name:
                found.append((column, [name]))
            elif column == found[-1][0] and (name == "-") == (found[-1][1][0] == "-"):
                found[-1][1].append(name)
    return found


def _wrapped(at: _Tried) -> Repair | None:
    """A second line of a value that is not indented."""
    above = at.above(at.line)
    found = _KEY.match(at.lines[above]) if above >= 0 else None
    if not found or not found["value"].strip() or _KEY.match(at.lines[at.line]):
        return None
    text, indent = at.lines[at.line].lstrip(), found.start("key") + 2
    if not at.reads({at.line: " " * indent + text}):
        return None
    own = len(at.lines[at.line]) - len(text)
    repair = f"새 항목이면 '이름: 값' 꼴로 쓰고, 앞줄의 글이 이어진 것이면 {moved(own, indent)}세요."
    return Repair(at.line, own, 1, "항목 이름 뒤에 쌍점(:)이 없습니다.", repair)


def group_at(lines: Sequence[str], number: int, column: int) -> str:
    """The name on that line, where it stands at that column and its value does not stand behind it; "" otherwise."""
    name = _key_at(lines, number, column)
    return name if name and lines[number].rstrip().endswith(":") else ""


def _key_at(lines: Sequence[str], number: int, column: int) -> str:
    found = _KEY.match(lines[number]) if number >= 0 else None
    return found["key"] if found and found.start("key") == column else ""


def outside(lines: Sequence[str], line: int, most: int) -> int:
    """The nearest line above that holds something and is indented no further than `most`; -1 where there is none."""
    return next((number for number in range(line - 1, -1, -1) if _stands(lines[number], most)), -1)


def _stands(text: str, most: int) -> bool:
    """Whether a line holds something, and is indented no further."""
    return bool(text.strip()) and not text.lstrip().startswith("#") and indent_of(text) <= most


def moved(now: int, then: int) -> str:
    """What to do with a line's indent, as far as to the ending of the verb."""
    count = abs(then - now)
    said = _COUNTS[count] if count < len(_COUNTS) else str(count)
    if then > now:
        return f"이 줄을 {said} 칸 {'더 ' if now else ''}들여 쓰"
    return f"이 줄 앞의 빈칸을 {said} 칸 지우"
