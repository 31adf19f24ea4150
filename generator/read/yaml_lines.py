"""YAML to plain values, every key and value with its place. The only door to PyYAML.

Values are built from the parser's events, not by a loader: that keeps places, sees anchors and tags, and
catches what YAML 1.1 would do quietly (12:30 read as 750, 010 as 8, `no` as false, a repeated key winning).
Lists become tuples. Dates stay text: their meaning depends on the field they stand in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from yaml.events import DocumentStartEvent, MappingEndEvent, MappingStartEvent, NodeEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from generator.problems import MOST_FAULTS, Problem, Where
from generator.read.fences import second_document
from generator.read.list_marks import joined_item, list_mark
from generator.read.odd_letters import has_odd, odd_comma, odd_in_key, odd_in_lines, odd_in_value
from generator.read.repair import Repair
from generator.read.yaml_bodies import BODY_REPAIR, BODY_SAID, loses_lines
from generator.read.yaml_repairs import explained, quoted_at
from generator.read.yaml_values import BEGINNINGS, CONSTANTS, number_in, surprise_in
from generator.text import particle, with_particle

Path = tuple[str | int, ...]
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The keys whose value is Markdown, in the main language and in the others.
BODY_PATHS: tuple[Path, ...] = (("body",), ("en", "body"))
HAS_FAST_LOADER = hasattr(yaml, "CSafeLoader")
DEPTH_LIMIT = 20
# Many times what any file of content needs; beyond it a file is made to hurt, or by mistake.
ENTRIES_LIMIT = 2000  # in one list or group
VALUES_LIMIT = 50_000  # in one file
_DEEPEST = 200  # columns; no line is indented further
# Line ends to YAML 1.1, but to no editor: left in, every line after them would be counted wrongly.
_NO_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# A comment has a space after its #.
_MEANT_AS_TEXT = re.compile(r":[ \t]+(#[^\s#].*?)[ \t]*$")
_MEANT_AS_ITEM = re.compile(r"[ \t]*-[ \t]+(#[^\s#].*?)[ \t]*$")
_CUT = re.compile(r"[ \t]+(#[^\s#].*)")
# In the path of a value that is read for its faults and not kept.
_DOUBLED = "?"


def _reads(text: str) -> bool:
    """Whether the parser reads a text without a fault."""
    try:
        for _ in yaml.parse(text, Loader=Loader):
            pass
    except yaml.YAMLError:
        return False
    return True


class Place(NamedTuple):
    """Where a key or a value stands: line and column from 1, length in characters on its first line."""

    line: int
    column: int
    length: int = 1


@dataclass
class Composed:
    """What a YAML text holds: the value, the place of each key and value by path, and the faults found."""

    value: Any = None
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)
    literal: dict[Path, int] = field(default_factory=dict)
    spoiled: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def compose(text: str, shown_path: str, first_line: int = 1) -> Composed:
    """`text` as values with places. Faults are in the result; a fault of syntax leaves the value None.

    `first_line` is the line of the file at which `text` begins. `literal` has the `|` blocks, whose lines stand in
    the file one by one, and how far they are indented; `spoiled` the values already reported, about which no more
    need be said.
    """
    return _Composer(shown_path, first_line).compose(text)


class _Refused(yaml.MarkedYAMLError):
    """A text that is read no further: the code of the fault, and the event at which reading ended."""

    def __init__(self, code: str, event: Any) -> None:
        super().__init__(problem=code, problem_mark=event.start_mark)
        self.code = code
        self.at: Any = event.start_mark


_REFUSED = {
    "too-deep": (f"{DEPTH_LIMIT}층보다 깊이 들어간 값입니다.", "더 얕게 쓰세요."),
    "too-many-values": (f"값이 너무 많습니다. 한 목록이나 묶음에 {ENTRIES_LIMIT}개까지 씁니다.", "나누거나 줄이세요."),
    "too-many-faults": (f"이 파일에는 잘못이 {MOST_FAULTS}개보다 많습니다.", "위의 것들을 먼저 고친 뒤 다시 확인하세요."),
}


class _Odd(Exception):
    """A text that is read no further, because of a letter that looks like another."""

    def __init__(self, found: Repair) -> None:
        super().__init__(found.message)
        self.found = found


class _Composer:
    """One pass over the parser's events."""

    def __init__(self, shown_path: str, first_line: int) -> None:
        self.shown_path = shown_path
        self.offset = first_line
        self.lines: list[str] = []
        self.odd = False  # whether the text has letters that only look like a space or a mark
        self.result = Composed()

    def compose(self, text: str) -> Composed:
        text = text.translate(_NO_BREAKS)
        self.lines, self.odd = text.split("\n"), has_odd(text)
        try:
            events = yaml.parse(text, Loader=Loader)
            self.result.value = self._document(events)
            self._look_at_bodies()
        except _Odd as fault:
            self._unread(fault.found)
        except yaml.MarkedYAMLError as fault:
            self._syntax(fault)
        except yaml.reader.ReaderError:
            self._fault("yaml-syntax", self._control(), "보이지 않는 제어 글자가 있습니다.", "그 글자를 지우세요.")
        return self.result

    def _document(self, events: Iterator[Any]) -> Any:
        value, seen = None, 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                seen += 1
                if seen > 1:
                    place = self._place(event)
                    said = second_document(self.lines, place.line - self.offset, self.shown_path)
                    self._fault("yaml-syntax", place, *said)
                    return value
            elif isinstance(event, NodeEvent):
                value = self._node(event, events, ())
        return value

    def _node(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        self.result.values[path] = self._place(event)
        if len(self.result.problems) >= MOST_FAULTS:
            raise _Refused("too-many-faults", event)
        if self._refuse_anchor_and_tag(event):
            self.result.spoiled.add(path)
        if len(path) > DEPTH_LIMIT:
            raise _Refused("too-deep", event)
        if len(self.result.values) > VALUES_LIMIT or path and isinstance(path[-1], int) and path[-1] >= ENTRIES_LIMIT:
            raise _Refused("too-many-values", event)
        if isinstance(event, MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, SequenceStartEvent):
            items = self._sequence(events, path)
            if self.odd and event.flow_style:
                self._look_for_odd_commas(items, path)
            return items
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path)
        return None  # an alias, already reported

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            if len(value) >= ENTRIES_LIMIT:
                raise _Refused("too-many-values", event)
            key = self._key(event, events, path)
            place = self._place(event)
            first = self.result.keys.setdefault((*path, key), place)
            doubled = first is not place
            if doubled:
                said = f"'{key}'{_subject(key)} 두 번 나옵니다. 먼저 나온 곳은 {first.line}번째 줄입니다."
                self._fault("doubled-key", place, said, "둘 가운데 하나를 지우세요.")
            # The second of two is read for its own faults only, at a path that leads nowhere.
            item = self._node(next(events), events, (*path, key, _DOUBLED) if doubled else (*path, key))
            if item is not None and not doubled:
                value[key] = item
        return value

    def _key(self, event: Any, events: Iterator[Any], path: Path) -> str:
        if isinstance(event, ScalarEvent):
            self._refuse_anchor_and_tag(event)
            if self.odd and not event.style:
                self._refuse_odd(event)
            return event.value
        if _DOUBLED not in path:  # within such a name once is enough
            self._fault("yaml-syntax", self._place(event), "항목 이름은 한 낱말이어야 합니다.", "'이름: 값' 꼴로 쓰세요.")
        self._node(event, events, (*path, _DOUBLED))
        return "?"

    def _sequence(self, events: Iterator[Any], path: Path) -> tuple[Any, ...]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._node(event, events, (*path, len(items))))
        return tuple(items)

    def _scalar(self, event: Any, path: Path) -> Any:
        if event.style:  # quoted or a block: what is written is what is meant
            if event.style == "|":
                self.result.literal[path] = self._indent(event)
            return event.value
        text = event.value
        if text in ("", "~", "null", "Null", "NULL"):
            self._empty(event, path)
            return None
        if text in CONSTANTS:
            return CONSTANTS[text]
        if not text[0].isalpha() or text[0] in BEGINNINGS:  # most values begin with another letter, and are text
            number = number_in(text)
            if number is not None:
                return number
            if said := surprise_in(text):
                self.result.spoiled.add(path)
                self._fault("yaml-surprise", self._place(event), *said)
            elif self._is_list_mark(event, path):
                return text
        if self.odd and self._is_odd(event, path, text):
            return text
        self._look_at_end(event, path)
        return text

    def _look_at_end(self, event: Any, path: Path) -> None:
        """Text that YAML would cut off without a word at ` #` (`title: C# #1`), or join to the line before it."""
        end = event.end_mark
        number, column = end.line, end.column
        first = event.start_mark.line + 1
        if number >= first and path not in BODY_PATHS and (found := joined_item(self.lines, first, number)):
            self._spoil(path, found)
        if number >= len(self.lines) or column >= len(self.lines[number]):
            return
        if rest := _CUT.match(self.lines[number], column):
            repair = "글이면 값 전체를 큰따옴표로 감싸고, 설명이면 '#' 뒤에 한 칸을 띄우세요."
            self._fault("yaml-surprise", Place(number + self.offset, rest.start(1) + 1), f"'{rest[1][:40]}'부터는 읽지 않습니다.", repair)

    def _is_list_mark(self, event: Any, path: Path) -> bool:
        """Whether a value below its key begins with a mark that makes no list. It is a fault then."""
        if path in BODY_PATHS or not self._begins_its_line(event.start_mark):
            return False
        found = list_mark(self.lines, event.start_mark.line)
        if found:
            self._spoil(path, found)
        return found is not None

    def _begins_its_line(self, mark: Any) -> bool:
        return mark.column <= _DEEPEST and not self.lines[mark.line][: mark.column].strip()

    def _refuse_odd(self, event: Any) -> None:
        """A key with a letter that looks like a space or a colon ends the reading: what stands around it is not what was meant."""
        mark = event.start_mark
        if found := odd_in_key(event.value, mark.line, mark.column):
            raise _Odd(odd_in_lines(self.lines, (mark.line,)) or found)

    def _is_odd(self, event: Any, path: Path, text: str) -> bool:
        """Whether a plain value has a letter that looks like a space or a bracket where none is meant. It is a fault then."""
        mark = event.start_mark
        if self._begins_its_line(mark) and (found := odd_in_lines(self.lines, (mark.line,))):
            raise _Odd(found)
        found = odd_in_value(text, mark.line, mark.column)
        if found:
            self._spoil(path, found)
        return found is not None

    def _look_for_odd_commas(self, items: tuple[Any, ...], path: Path) -> None:
        """A full-width comma parts no items: `[AI， 융합]` is a list of one. In quotes it is meant."""
        for index, item in enumerate(items):
            place = self.result.values[(*path, index)]
            line, column = place.line - self.offset, place.column - 1
            if isinstance(item, str) and self.lines[line][column] not in "\"'" and (found := odd_comma(item, line, column)):
                self._spoil((*path, index), found)

    def _spoil(self, path: Path, found: Repair) -> None:
        self.result.spoiled.add(path)
        place = Place(found.line + self.offset, found.column + 1, found.length)
        self._fault("yaml-surprise", place, found.message, found.repair)

    def _look_at_bodies(self) -> None:
        """A body of several lines that is no block: YAML leaves out its headings and joins its lines."""
        for path in BODY_PATHS:
            key = self.result.keys.get(path)
            if key and loses_lines(self.lines, key.line - self.offset, key.column - 1):
                self.result.problems = [each for each in self.result.problems if each.where.line != key.line]
                self._spoil(path, Repair(key.line - self.offset, key.column - 1, key.length, BODY_SAID, BODY_REPAIR))

    def _empty(self, event: Any, path: Path) -> None:
        self.result.spoiled.add(path)
        named = bool(path) and isinstance(path[-1], str)
        said = f"'{path[-1]}'{_subject(str(path[-1]))} 비어 있습니다." if named else "값이 비어 있습니다."
        place = self.result.keys.get(path) or self._place(event)
        self._fault("empty-value", place, said, self._hidden(place) or "값을 적거나 줄을 지우세요. 모르는 사실은 적지 않습니다.")

    def _hidden(self, place: Place) -> str | None:
        """The repair where what was meant as text begins with # and is a comment: `title: #AI`, `- #AI`."""
        number = place.line - self.offset
        line = self.lines[number] if number < len(self.lines) else ""
        found = _MEANT_AS_TEXT.search(line, place.column - 1) or _MEANT_AS_ITEM.match(line)
        return (
            f"'#' 뒤는 읽지 않습니다. 글이면 큰따옴표로 감싸 \"{with_particle(found[1] + chr(34), '으로', '로')} 쓰세요." if found else None
        )

    def _refuse_anchor_and_tag(self, event: Any) -> bool:
        anchor, tag = event.anchor is not None, getattr(event, "tag", None) is not None
        if anchor:
            self._fault(
                "yaml-anchor",
                self._place(event),
                "이름표(&)와 별칭(*)은 쓰지 않습니다.",
                f"값을 그대로 적거나, 글이면 {self._quoted(event)}",
            )
        if tag:
            self._fault(
                "yaml-tag", self._place(event), "꼬리표(!)는 쓰지 않습니다.", f"!로 시작하는 낱말을 지우거나, 글이면 {self._quoted(event)}"
            )
        return anchor or tag

    def _quoted(self, event: Any) -> str:
        mark = event.start_mark
        return quoted_at(self.lines[mark.line], mark.column) or "큰따옴표로 감싸세요."

    def _syntax(self, fault: yaml.MarkedYAMLError) -> None:
        if isinstance(fault, _Refused):
            self.result.value = None
            self._fault(fault.code, Place(fault.at.line + self.offset, fault.at.column + 1), *_REFUSED[fault.code])
            return
        self._unread(explained(fault, self.lines, _reads))

    def _unread(self, found: Repair) -> None:
        """One fault about a line that cannot be read, in place of what else was said of it."""
        line = found.line + self.offset
        above = next((at for at in range(found.line - 1, -1, -1) if self.lines[at].strip()), -1) + self.offset
        self.result.value = None
        self.result.problems = [
            each for each in self.result.problems if each.where.line != line and (each.code, each.where.line) != ("empty-value", above)
        ]
        self._fault("yaml-syntax", Place(line, found.column + 1, found.length), found.message, found.repair)

    def _indent(self, event: Any) -> int:
        """How far a `|` block is indented: what its first line with words has before them, less what it keeps."""
        for number, kept in enumerate(event.value.split("\n"), start=event.start_mark.line + 1):
            if kept.strip():
                return len(self.lines[number]) - len(kept)
        return 0

    def _control(self) -> Place:
        """Where the first control character stands."""
        found = ((number, _CONTROL.search(line)) for number, line in enumerate(self.lines))
        return next((Place(number + self.offset, match.start() + 1) for number, match in found if match), Place(self.offset, 1))

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        line, column = start.line, start.column
        return Place(line + self.offset, column + 1, end.column - column if line == end.line and end.column > column else 1)

    def _fault(self, code: str, place: Place, message: str, repair: str) -> None:
        where = Where(self.shown_path, place.line, place.column, place.length)
        self.result.problems.append(Problem(where, code, message, repair))


def _subject(word: str) -> str:
    return particle(word, "이", "가")
