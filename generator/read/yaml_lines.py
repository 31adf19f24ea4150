"""YAML to plain values, every key and value with its place. The only door to PyYAML.

Values are built from the parser's events, not by a loader: that keeps places, sees anchors and tags, and
catches what YAML 1.1 would do quietly (12:30 read as 750, 010 as 8, `no` as false, a repeated key winning).
Lists become tuples. Dates stay text: their meaning depends on the field they stand in.
"""

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import DocumentStartEvent, MappingEndEvent, MappingStartEvent, NodeEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from generator.problems import MOST_FAULTS
from generator.read.composed import Composed, KeyPath, Place
from generator.read.fences import second_document
from generator.read.odd_letters import has_odd
from generator.read.repair import Repair
from generator.read.yaml_faults import Faults, Unread
from generator.read.yaml_repairs import explained
from generator.read.yaml_values import BEGINNINGS, CONSTANTS, number_in, surprise_in
from generator.text import INVISIBLE

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH_LIMIT = 20
# Many times what any file of content needs; beyond it a file is made to hurt, or by mistake.
ENTRIES_LIMIT = 2000  # in one list or group
VALUES_LIMIT = 50_000  # in one file
_REFUSED = {
    "too-deep": (f"{DEPTH_LIMIT}층보다 깊이 들어간 값입니다.", "더 얕게 쓰세요."),
    "too-many-values": (f"값이 너무 많습니다. 한 목록이나 묶음에 {ENTRIES_LIMIT}개까지 씁니다.", "나누거나 줄이세요."),
    "too-many-faults": (f"이 파일에는 잘못이 {MOST_FAULTS}개보다 많습니다.", "위의 것들을 먼저 고친 뒤 다시 확인하세요."),
}
# Line ends to YAML 1.1, but to no editor: left in, every line after them would be counted wrongly.
_NO_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}
# In the path of a value that is read for its faults and not kept.
_DOUBLED = "?"


def compose(text: str, shown_path: str, first_line: int = 1) -> Composed:
    """`text` as values with places. Faults are in the result; a fault of syntax leaves the value None.

    `first_line` is the line of the file at which `text` begins.
    """
    text = text.translate(_NO_BREAKS)
    result = Composed()
    faults = Faults(text.split("\n"), shown_path, first_line, result)
    composer = _Composer(result, faults, first_line, text)
    try:
        result.value = composer.document(yaml.parse(text, Loader=Loader), shown_path)
        faults.bodies()
        result.value = faults.entries(result.value)
    except _Refused as fault:
        faults.note(fault.code, fault.place, *_REFUSED[fault.code])
    except Unread as fault:
        faults.unread(fault.found)
    except yaml.MarkedYAMLError as fault:
        faults.unread(explained(fault, faults.lines, _reads))
    except yaml.reader.ReaderError:
        faults.control()
    return result


def _reads(text: str) -> bool:
    """Whether the parser reads a text without a fault."""
    try:
        for _ in yaml.parse(text, Loader=Loader):
            pass
    except yaml.YAMLError:
        return False
    return True


class _Refused(Exception):
    """A text that is read no further, because there is too much of it: the code of the fault, and where reading ended."""

    def __init__(self, code: str, place: Place) -> None:
        super().__init__(code)
        self.code = code
        self.place = Place(place.line, place.column)


class _Composer:
    """One pass over the parser's events."""

    def __init__(self, result: Composed, faults: Faults, first_line: int, text: str) -> None:
        self.result = result
        self.faults = faults
        self.offset = first_line
        self.odd = has_odd(text)  # whether the text has letters that only look like a space or a mark
        self.unseen = INVISIBLE.search(text) is not None

    def document(self, events: Iterator[Any], shown_path: str) -> Any:
        """The value that the events make up."""
        value, seen = None, 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                seen += 1
                if seen > 1:
                    line = self._place(event).line - self.offset
                    raise Unread(Repair(line, 0, 3, *second_document(self.faults.lines, line, shown_path)))
            elif isinstance(event, NodeEvent):
                value = self._node(event, events, ())
        return value

    def _node(self, event: Any, events: Iterator[Any], path: KeyPath) -> Any:
        place = self.result.values[path] = self._place(event)
        if len(self.result.problems) >= MOST_FAULTS:
            raise _Refused("too-many-faults", place)
        if self.faults.anchor_or_tag(event, place):
            self.result.spoiled.add(path)
        if len(path) > DEPTH_LIMIT:
            raise _Refused("too-deep", place)
        if len(self.result.values) > VALUES_LIMIT or path and isinstance(path[-1], int) and path[-1] >= ENTRIES_LIMIT:
            raise _Refused("too-many-values", place)
        if isinstance(event, MappingStartEvent):
            before, value = len(self.result.problems), self._mapping(events, path)
            return None if self.faults.braces(event, path, before) else value
        if isinstance(event, SequenceStartEvent):
            items = self._sequence(events, path)
            if self.odd and event.flow_style:
                self.faults.odd_commas(items, path)
            return items
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path, place)
        return None  # an alias, already reported

    def _mapping(self, events: Iterator[Any], path: KeyPath) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            place = self._place(event)
            if len(value) >= ENTRIES_LIMIT:
                raise _Refused("too-many-values", place)
            key = self._key(event, events, path, place)
            first = self.result.keys.setdefault((*path, key), place)
            doubled = first is not place
            if doubled:
                self.faults.doubled(key, place, first)
            # The second of two is read for its own faults only, at a path that leads nowhere.
            item = self._node(next(events), events, (*path, key, _DOUBLED) if doubled else (*path, key))
            if item is not None and not doubled and isinstance(event, ScalarEvent):
                value[key] = item
        return value

    def _key(self, event: Any, events: Iterator[Any], path: KeyPath, place: Place) -> str:
        if isinstance(event, ScalarEvent):
            self.faults.anchor_or_tag(event, place)
            if (self.odd or self.unseen) and not event.style:
                self.faults.odd_key(event)
            return event.value
        if _DOUBLED not in path:  # within such a name once is enough
            self.faults.note("yaml-syntax", place, "항목 이름은 한 낱말이어야 합니다.", "'이름: 값' 꼴로 쓰세요.")
        self._node(event, events, (*path, _DOUBLED))
        return "?"

    def _sequence(self, events: Iterator[Any], path: KeyPath) -> tuple[Any, ...]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._node(event, events, (*path, len(items))))
        return tuple(items)

    def _scalar(self, event: Any, path: KeyPath, place: Place) -> Any:
        text = event.value
        if event.style:  # quoted or a block: what is written is what is meant
            if event.style == "|":
                self.result.literal[path] = self._indent(event)
            elif self.unseen:
                self.faults.unseen(event, path)
            return text
        if text in ("", "~", "null", "Null", "NULL"):
            self.faults.empty(path, place)
            return None
        if text in CONSTANTS:
            return CONSTANTS[text]
        if not text[0].isalpha() or text[0] in BEGINNINGS:  # most values begin with another letter, and are text
            number = number_in(text)
            if number is not None:
                return number
            if said := surprise_in(text):
                self.result.spoiled.add(path)
                self.faults.note("yaml-surprise", place, *said)
            elif self.faults.list_mark(event, path):
                return None
        if self.odd and self.faults.odd_value(event, path):
            return text
        if self.unseen:
            self.faults.unseen(event, path)
        self.faults.cut_off(event, path)
        return text

    def _indent(self, event: Any) -> int:
        """How far a `|` block is indented: what its first line with words has before them, less what it keeps."""
        for number, kept in enumerate(event.value.split("\n"), start=event.start_mark.line + 1):
            if kept.strip():
                return len(self.faults.lines[number]) - len(kept)
        return 0

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        line, column = start.line, start.column
        return Place(line + self.offset, column + 1, end.column - column if line == end.line and end.column > column else 1)
