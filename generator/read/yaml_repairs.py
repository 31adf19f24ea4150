"""What to say of YAML that cannot be read: the parser's sentence, and the line itself, as an editor can mend it."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from generator.read.list_marks import list_mark, undashed_item
from generator.read.odd_letters import odd_in_lines
from generator.read.repair import Repair
from generator.read.yaml_bodies import BODY_REPAIR, BODY_SAID, indent_of
from generator.read.yaml_causes import indented_otherwise, meant_otherwise
from generator.text import particle, to, with_particle

# A part of the parser's sentence -> what to say and how to mend it.
_SYNTAX = (
    ("found character that cannot start any token", "이 글자로는 값을 시작할 수 없습니다.", "@ ` % 로 시작하는 값은 큰따옴표로 감싸세요."),
    (
        "mapping values are not allowed",
        "값 안에 쌍점(: )이 있어 읽을 수 없습니다.",
        "값 전체를 큰따옴표로 감싸거나, 앞줄의 들여쓰기를 맞추세요.",
    ),
    ("could not find expected ':'", "항목 이름 뒤에 쌍점(:)이 없습니다.", "'이름: 값' 꼴로 쓰고, 쌍점 뒤에 한 칸을 띄우세요."),
    ("unexpected end of stream", "따옴표나 괄호가 닫히지 않았습니다.", "여는 따옴표·괄호마다 닫는 짝을 넣으세요."),
    ("did not find expected ',' or", "대괄호나 중괄호 안이 끊겼습니다.", "값 사이에 쉼표를 넣고 괄호를 닫으세요."),
    (
        "did not find expected key",
        "들여쓰기나 따옴표가 맞지 않습니다.",
        "같은 층의 항목은 같은 칸에서 시작하게 하고, 따옴표의 짝을 맞추세요.",
    ),
    ("did not find expected '-' indicator", "목록의 들여쓰기가 맞지 않습니다.", "목록의 '-'를 모두 같은 칸에 맞추세요."),
    ("did not find expected", "이 자리의 글자를 읽을 수 없습니다.", "따옴표의 짝과 들여쓰기를 살펴보세요."),
    ("unknown escape", "큰따옴표 안의 \\ 뒤에 올 수 없는 글자입니다.", "\\를 \\\\로 쓰거나 작은따옴표로 감싸세요."),
    ("control characters are not allowed", "보이지 않는 제어 글자가 있습니다.", "그 글자를 지우세요."),
    ("undefined alias", "별칭(*이름)은 쓰지 않습니다.", "값을 그대로 적거나 큰따옴표로 감싸세요."),
)
_UNKNOWN = ("이 줄을 읽을 수 없습니다.", "들여쓰기, 쌍점 뒤의 빈칸, 따옴표의 짝을 살펴보세요.")
_UNFINISHED = ("could not find expected ':'", "unexpected end of stream", "expected ',' or")
# The parser has two sentences for it, and one of them is that of other letters too.
_TAB = ("탭으로는 들여 쓸 수 없습니다.", "탭 대신 빈칸 두 개를 쓰세요.")
# A longer value is not shown whole, so its line is not written anew.
_SHOWN = 200
# The marks of a list or of a key before a value, and the value.
_LINE = re.compile(r"(?P<before>[ \t]*(?:- +)*)(?P<key>[A-Za-z_][\w-]*: +)?(?P<value>\S.*)")
_COMMENT = re.compile(r"\s#(?:\s|$)")
# Something in quotes or brackets, and more behind it.
_AND_MORE = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\[\]]*\]|\{[^{}]*\}|\{\{[^{}]*\}\})[ \t]*[^\s#,]""")
# The value of an item, and another item; a value that surely is no text with a colon in it.
_TWO = re.compile(r"(\S+(?: +[^\s:]+)*?) +([a-z_][a-z0-9_]*:(?: .*|$))")
_SURELY = re.compile(r"""[\d.:/~-]+|"[^"]*"|'[^']*'|\[[^\[\]]*\]|true|false""")
_LINKED = re.compile(r"\[[^\[\]]*\]\(<?([^\s()<>]+)>?\)")
_APOSTROPHE = re.compile("(?<=[A-Za-z])'(?=[a-z])")
_HASH = re.compile(r"[\[{, \t](#[^\s#][^,\]}]*)")
_KEY = re.compile(r"( *)([a-z_]\w*):(?:\s+(.*)|$)")
# A key and its value without the space between them; what begins with // is an address.
_UNSPACED = re.compile(r"[ \t]*(?:- +)*([A-Za-z_][\w-]*:)(?!//)([^\s#].*)")


def explained(fault: Any, lines: Sequence[str], reads: Callable[[str], bool]) -> Repair:
    """The parser's fault as an editor can mend it: by what stands in its line, else by the parser's sentence.

    `reads` says whether the parser reads a text without a fault.
    """
    said = fault.problem or ""
    # What was never closed or finished is found out only later: its place is where it began.
    began = fault.context_mark if any(part in said for part in _UNFINISHED) else None
    mark = began or fault.problem_mark or fault.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line < len(lines) and lines[line][column : column + 1] == "\t":
        return Repair(line, column, 1, *_TAB)
    found = next(_by_the_line(said, fault, lines, (line, column), reads), None)
    return found or Repair(line, column, 1, *next(((message, repair) for part, message, repair in _SYNTAX if part in said), _UNKNOWN))


def _by_the_line(said: str, fault: Any, lines: Sequence[str], place: tuple[int, int], reads: Callable[[str], bool]) -> Iterator[Repair]:
    line = place[0]
    yield from _unspaced(said, lines, line)
    if odd := odd_in_lines(lines, (line,)):
        yield odd
    yield from filter(None, (undashed_item(lines, line - 1), undashed_item(lines, line)))
    yield from meant_otherwise(lines, line, reads)
    if "flow" in (fault.context or ""):
        yield from _unfinished(lines, line, fault.problem_mark.line)
    if line >= len(lines):
        return
    if "node content" in said and lines[line].startswith(",", place[1]):
        twice = lines[line][: place[1]].rstrip().endswith(",")
        yield Repair(line, place[1], 1, "쉼표가 두 번 있습니다." if twice else "쉼표 앞에 값이 없습니다.", "이 쉼표를 지우세요.")
    yield from filter(None, (_below_body(lines, line), _list_mark(lines, line), _unquoted(said, lines, place, reads)))
    yield from indented_otherwise(lines, line, reads)
    if any(part in (fault.context or "") for part in ("an alias", "an anchor", "a tag")):
        start = fault.context_mark.column
        repair = "그 값을 큰따옴표로 감싸세요."
        yield Repair(line, start, 1, f"'{lines[line][start : start + 1]}' 글자로 시작하는 값은 따옴표로 감싸야 합니다.", repair)
    if odd := odd_in_lines(lines, (line - 1,)):
        yield odd


def _unspaced(said: str, lines: Sequence[str], line: int) -> Iterator[Repair]:
    """`from:2025-11` is no key: its line is never finished, or the next key stands inside its text."""
    owner = {"could not find expected ':'": line, "mapping values are not allowed": line - 1}
    at = next((at for part, at in owner.items() if part in said), -1)
    if 0 <= at < len(lines) and (found := _UNSPACED.match(lines[at])):
        repair = f"'{found[1]} {found[2].rstrip()[:_SHOWN]}'처럼 쌍점 뒤에 한 칸을 띄우세요."
        yield Repair(at, found.end(1) - 1, 1, "쌍점(:) 뒤에 빈칸이 없습니다.", repair)


def _unfinished(lines: Sequence[str], first: int, last: int) -> Iterator[Repair]:
    """A list in brackets that has no end: a # in it, after which nothing is read; or its last line, where the file ends."""
    while first > 0 and (first >= len(lines) or not lines[first].strip()):
        first -= 1
    for number in range(first, min(last + 1, first + 50, len(lines))):
        if found := _HASH.search(lines[number]):
            written = found[1].rstrip()[:40]
            message = f"'{written}'부터는 읽지 않습니다. 빈칸이나 쉼표 뒤의 '#'은 설명의 시작입니다."
            repair = f'큰따옴표로 감싸 "{with_particle(written + chr(34), "으로", "로")} 쓰세요.'
            yield Repair(number, found.start(1), len(written), message, repair)
    if first < last >= len(lines) - 1:
        yield Repair(first, len(lines[first].rstrip()), 1, "대괄호나 중괄호 안이 끊겼습니다.", "값 사이에 쉼표를 넣고 괄호를 닫으세요.")


def _below_body(lines: Sequence[str], line: int) -> Repair | None:
    """A line of a body that is no block, or that is not indented below `body: |`."""
    indent = indent_of(lines[line])
    if re.match(r" *[a-z_]+(?: |:|$)", lines[line]):  # rather a key
        return None
    for number in range(line - 1, -1, -1):
        owner = _KEY.match(lines[number])
        if not owner or len(owner[1]) > indent:
            continue
        if owner[2] != "body":
            return None
        if not (owner[3] or "").startswith(("|", ">")):
            return Repair(number, len(owner[1]), 4, BODY_SAID, BODY_REPAIR)
        message = "'body' 아래의 글인데 들여 쓰지 않은 줄입니다."
        return Repair(line, indent, 1, message, "이 줄도 'body'보다 두 칸 들여 쓰세요.") if indent <= len(owner[1]) else None
    return None


def _list_mark(lines: Sequence[str], line: int) -> Repair | None:
    return None if _KEY.match(lines[line]) else list_mark(lines, line)


def _unquoted(said: str, lines: Sequence[str], place: tuple[int, int], reads: Callable[[str], bool]) -> Repair | None:
    """A value that breaks its line wherever it stands, and would not in quotes."""
    line, column = place
    found = _LINE.match(lines[line])
    if not found or not (found["key"] or found["before"].strip()) or len(lines[line]) > _SHOWN:
        return None
    value = _value(found)
    if value[0] in "\"'[{" and not _AND_MORE.match(value) or reads(f"a: {value}\n"):
        return None
    start = found.start("value")
    if (found["key"] or "").rstrip(": ").endswith("url") and (linked := _LINKED.fullmatch(value)):
        repair = f"주소만 남겨 '{found['key']}{linked[1]}'{to(linked[1])} 쓰세요."
        return Repair(line, start, len(value), "여기에는 링크가 아니라 주소만 씁니다.", repair)
    if two := _two_items(found, value, line, reads):
        return two
    if "mapping values" in said and value[0] not in "\"'[{":
        return Repair(line, column, 1, "값 안에 쌍점(: )이 있어 읽을 수 없습니다.", quoted_line(found))
    message = (
        "따옴표로 감싼 말 뒤에 글이 이어져 읽을 수 없습니다."
        if value[0] in "\"'"
        else f"'{value[0]}' 글자로 시작하는 값은 따옴표로 감싸야 합니다."
    )
    other = {"[": "목록이면 ']' 뒤의 글을 지우고, 글이면 ", "{": "묶음이면 '}' 뒤의 글을 지우고, 글이면 "}.get(value[0], "")
    return Repair(line, start, len(value), message, other + quoted_line(found))


def _two_items(found: re.Match[str], value: str, line: int, reads: Callable[[str], bool]) -> Repair | None:
    """Two items on one line: `cohort: 1 starts: 2025-06-23`. After words they may as well be a text with a colon in it."""
    two = _TWO.match(value)
    if not two or not found["key"] or not reads(f"a: {two[1]}\n{two[2]}\n"):
        return None
    repair = f"'{found['key']}{two[1]}'{particle(two[1], '과', '와')} '{with_particle(two[2] + chr(39), '으로', '로')} 줄을 나누"
    column = found.start("value") + two.start(2)
    if _SURELY.fullmatch(two[1]):
        return Repair(line, column, len(two[2]), "한 줄에 항목이 둘 있습니다.", f"{repair}세요.")
    return Repair(
        line, column, len(two[2]), "값 안에 쌍점(: )이 있어 읽을 수 없습니다.", f"항목이 둘이면 {repair}고, 글이면 {quoted_line(found)}"
    )


def _value(found: re.Match[str]) -> str:
    """The value of a line, without the comment behind it."""
    comment = _COMMENT.search(found["value"])
    return (found["value"][: comment.start()] if comment else found["value"]).rstrip()


def quoted_line(found: re.Match[str]) -> str:
    """The repair that shows the line with its value in quotes."""
    return f"{found['before'].lstrip()}{found['key'] or ''}{quoted(_within(_value(found)))}처럼 값 전체를 따옴표로 감싸 쓰세요."


def _within(value: str) -> str:
    """A value without the quotes around it, where others begin within it: they were meant for YAML, not for readers."""
    mark, inner = value[0], value[1:-1]
    if mark not in "\"'" or value[-1] != mark or len(value) < 3:
        return value
    first = inner.find(mark)
    around = first == 0 or first > 0 and inner[first - 1] in " \t([{"
    # One more within, or apostrophes alone, close nothing: 'Kim's course'.
    return inner if around or inner.count(mark) % 2 or mark == "'" and mark not in _APOSTROPHE.sub("", inner) else value


def quoted_at(line: str, column: int) -> str | None:
    """`quoted_line` of a line whose value begins at `column`; None where something else stands there."""
    found = _LINE.match(line) if len(line) <= _SHOWN else None
    return quoted_line(found) if found and found.start("value") == column else None


def quoted(value: str) -> str:
    """A value in the quotes that it has not inside, as YAML reads them."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
