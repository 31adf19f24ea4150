"""What is wrong in a YAML text, each fault at its place in the file: what stands in the lines and is not what was meant."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from generator.problems import Problem, Where
from generator.read.composed import BODY_PATHS, Composed, KeyPath, Place
from generator.read.list_marks import joined_item, list_mark
from generator.read.odd_letters import odd_comma, odd_in_key, odd_in_lines, odd_in_value
from generator.read.repair import Repair
from generator.read.yaml_bodies import BODY_REPAIR, BODY_SAID, loses_lines
from generator.read.yaml_causes import group_at, moved, outside
from generator.read.yaml_repairs import quoted_at
from generator.text import INVISIBLE, subject, with_particle

EMPTY_REPAIR = "값을 적거나 줄을 지우세요. 모르는 사실은 적지 않습니다."
_DEEPEST = 200  # columns; no line is indented further
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# A comment has a space after its #.
_MEANT_AS_TEXT = re.compile(r":[ \t]+(#[^\s#].*?)[ \t]*$")
_MEANT_AS_ITEM = re.compile(r"[ \t]*-[ \t]+(#[^\s#].*?)[ \t]*$")
_TEXT_IN_BRACES = re.compile(r"\{\s*\{[^{}]*\}\s*\}|\{[ \t]*[^\s:,{}\[\]\"'][^:{}\[\]\"']*\}")
# An item of a list in brackets that is read as a name and a value.
_PAIR = re.compile(r"""(?:"[^"]*"[ \t]*|'[^']*'[ \t]*|[^{\[\s"'](?:[^:,\[\]{}]|:(?=\S))*):(?=\s|$)""")
_CUT = re.compile(r"[ \t]+(#[^\s#].*)")


class Unread(Exception):
    """A text that is read no further, because of a letter that looks like another."""

    def __init__(self, found: Repair) -> None:
        super().__init__(found.message)
        self.found = found


class Faults:
    """The faults of a text, put into its Composed while that is filled. An `event` is one of the parser's, with its marks."""

    def __init__(self, lines: Sequence[str], shown_path: str, first_line: int, composed: Composed) -> None:
        self.lines = lines
        self._shown_path = shown_path
        self._offset = first_line
        self._composed = composed
        # The groups to which keys that stand there for the second time may belong, by the lines of those keys.
        self._groups: dict[int, str] = {}

    def note(self, code: str, place: Place, message: str, repair: str) -> None:
        """A fault at a place."""
        where = Where(self._shown_path, place.line, place.column, place.length)
        self._composed.problems.append(Problem(where, code, message, repair))

    def spoil(self, path: KeyPath, found: Repair) -> None:
        """A fault of a value, about which no more need be said."""
        self._composed.spoiled.add(path)
        self.note("yaml-surprise", self._place(found), found.message, found.repair)

    def unread(self, found: Repair) -> None:
        """One fault about a line that cannot be read, in place of what else was said of it and of the lines below: what is read
        after an open bracket is read as a part of it."""
        place = self._place(found)
        above = next((at for at in range(found.line - 1, -1, -1) if self.lines[at].strip()), -1) + self._offset
        self._composed.problems = [
            each
            for each in self._composed.problems
            if each.where.line < place.line and (each.code, each.where.line) != ("empty-value", above)
        ]
        self.note("yaml-syntax", place, found.message, found.repair)

    def control(self) -> None:
        """The first control character, at which the parser ends."""
        found = ((number, _CONTROL.search(line)) for number, line in enumerate(self.lines))
        place = next((Place(number + self._offset, match.start() + 1) for number, match in found if match), Place(self._offset, 1))
        self.note("yaml-syntax", place, "보이지 않는 제어 글자가 있습니다.", "그 글자를 지우세요.")

    def doubled(self, key: str, place: Place, first: Place) -> None:
        """A key that stands there for the second time."""
        said = f"'{key}'{subject(key)} 두 번 나옵니다. 먼저 나온 곳은 {first.line}번째 줄입니다."
        repair = "둘 가운데 하나를 지우세요."
        number, column = place.line - self._offset, place.column - 1
        above = outside(self.lines, number, column)
        if group := self._groups.get(above) or group_at(self.lines, above, column):
            self._groups[number] = group
            self._not_empty(group)
            repair = f"'{group}' 아래의 것이면 {moved(column, column + 2)}고, 아니면 {repair}"
        self.note("doubled-key", place, said, repair)

    def _not_empty(self, key: str) -> None:
        """A key at the left edge is not told to be empty: what belongs to it stands below it, but not indented."""
        place = self._composed.keys.get((key,))
        self._composed.problems = [
            each for each in self._composed.problems if not place or (each.code, each.where.line) != ("empty-value", place.line)
        ]

    def entries(self, value: Any) -> Any:
        """The entries of a table, with what stands below an empty one and was not indented put into that one: `new-2025:`, `title: 가`."""
        if not isinstance(value, dict):
            return value
        names = [path[0] for path in self._composed.keys if len(path) == 1]
        first = next((at for at, name in enumerate(names) if not isinstance(value.get(name, {}), dict)), 0)
        inside = {name: value[name] for name in takewhile(lambda name: not isinstance(value.get(name, {}), dict), names[first:])}
        others = {name: each for name, each in value.items() if name not in inside}
        owner = str(names[first - 1]) if first else ""
        if (owner,) not in self._composed.spoiled or not others or not all(isinstance(each, dict) for each in others.values()):
            return value
        self._not_empty(owner)
        place = self._composed.keys[(names[first],)]
        said = f"'{owner}' 아래의 항목인데 들여 쓰지 않은 줄입니다."
        repair = "이 줄을 두 칸 들여 쓰세요." if len(inside) == 1 else f"이 줄부터 '{list(inside)[-1]}' 줄까지 두 칸씩 들여 쓰세요."
        self.spoil((owner,), Repair(place.line - self._offset, place.column - 1, place.length, said, repair))
        return others | {owner: inside}

    def empty(self, path: KeyPath, place: Place) -> None:
        """A value that is not there; the fault stands at its key, if it has one."""
        self._composed.spoiled.add(path)
        named = bool(path) and isinstance(path[-1], str)
        said = f"'{path[-1]}'{subject(str(path[-1]))} 비어 있습니다." if named else "값이 비어 있습니다."
        place = self._composed.keys.get(path) or place
        self.note("empty-value", place, said, self._hidden(place) or EMPTY_REPAIR)

    def _hidden(self, place: Place) -> str | None:
        """The repair where what was meant as text begins with # and is a comment: `title: #AI`, `- #AI`."""
        number = place.line - self._offset
        line = self.lines[number] if number < len(self.lines) else ""
        found = _MEANT_AS_TEXT.search(line, place.column - 1) or _MEANT_AS_ITEM.match(line)
        return (
            f"'#' 뒤는 읽지 않습니다. 글이면 큰따옴표로 감싸 \"{with_particle(found[1] + chr(34), '으로', '로')} 쓰세요." if found else None
        )

    def anchor_or_tag(self, event: Any, place: Place) -> bool:
        """Whether a key or a value has one or is an alias. It is a fault then."""
        anchor, tag = event.anchor is not None, getattr(event, "tag", None) is not None
        if anchor:
            self.note("yaml-anchor", place, "이름표(&)와 별칭(*)은 쓰지 않습니다.", f"값을 그대로 적거나, 글이면 {self._quoted(event)}")
        if tag:
            self.note("yaml-tag", place, "꼬리표(!)는 쓰지 않습니다.", f"!로 시작하는 낱말을 지우거나, 글이면 {self._quoted(event)}")
        return anchor or tag

    def _quoted(self, event: Any) -> str:
        mark = event.start_mark
        return quoted_at(self.lines[mark.line], mark.column) or "큰따옴표로 감싸세요."

    def cut_off(self, event: Any, path: KeyPath) -> None:
        """Text that YAML would cut off without a word at ` #` (`title: C# #1`), or join to the line before it."""
        end = event.end_mark
        number, column = end.line, end.column
        first = event.start_mark.line + 1
        if number >= first and path not in BODY_PATHS and (found := joined_item(self.lines, first, number)):
            self.spoil(path, found)
        if number >= len(self.lines) or column >= len(self.lines[number]):
            return
        if rest := _CUT.match(self.lines[number], column):
            repair = "글이면 값 전체를 큰따옴표로 감싸고, 설명이면 '#' 뒤에 한 칸을 띄우세요."
            place = Place(number + self._offset, rest.start(1) + 1)
            self.note("yaml-surprise", place, f"'{rest[1][:40]}'부터는 읽지 않습니다.", repair)

    def list_mark(self, event: Any, path: KeyPath) -> bool:
        """Whether a value below its key begins with a mark that makes no list. It is a fault then."""
        if path in BODY_PATHS or not self._begins_its_line(event.start_mark):
            return False
        found = list_mark(self.lines, event.start_mark.line)
        if found:
            self.spoil(path, found)
        return found is not None

    def _begins_its_line(self, mark: Any) -> bool:
        return mark.column <= _DEEPEST and not self.lines[mark.line][: mark.column].strip()

    def odd_key(self, event: Any) -> None:
        """A key with a letter that looks like a space or a colon ends the reading: what stands around it is not what was meant."""
        mark = event.start_mark
        if found := odd_in_key(event.value, mark.line, mark.column):
            raise Unread(odd_in_lines(self.lines, (mark.line,)) or found)

    def unseen(self, event: Any, path: KeyPath) -> None:
        """A value with a letter that nobody sees, told where it stands, or nobody would find it. Bodies have a rule of their own."""
        first, last = event.start_mark, event.end_mark
        if path in BODY_PATHS or not INVISIBLE.search(event.value):
            return
        for number in range(first.line, min(last.line + 1, len(self.lines))):
            end = last.column if number == last.line else len(self.lines[number])
            if found := INVISIBLE.search(self.lines[number], first.column if number == first.line else 0, end):
                key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
                message = f"'{key}'에 보이지 않는 제어 글자(U+{ord(found[0]):04X})가 있습니다."
                self._composed.spoiled.add(path)
                self.note("control-character", Place(number + self._offset, found.start() + 1), message, "그 글자를 지우고 다시 쓰세요.")
                return

    def odd_value(self, event: Any, path: KeyPath) -> bool:
        """Whether a plain value has a letter that looks like a space or a bracket where none is meant. It is a fault then."""
        mark = event.start_mark
        if self._begins_its_line(mark) and (found := odd_in_lines(self.lines, (mark.line,))):
            raise Unread(found)
        found = odd_in_value(event.value, mark.line, mark.column)
        if found:
            self.spoil(path, found)
        return found is not None

    def braces(self, event: Any, path: KeyPath, before: int) -> bool:
        """Whether a group in {} is a text: `{과정 이름}`, `{{ site.name }}`; or one in [] an item with a colon in it. It is one fault
        then, in place of those after `before`."""
        mark = event.start_mark
        line = self.lines[mark.line] if event.flow_style else ""
        found = _TEXT_IN_BRACES.match(line, mark.column)
        if found:
            repair = f"글이면 {quoted_at(line, mark.column) or '큰따옴표로 감싸세요.'}"
            said = "중괄호 { }로 감싼 것은 글이 아니라 '이름: 값'의 묶음으로 읽습니다."
            del self._composed.problems[before:]
            self.spoil(path, Repair(mark.line, mark.column, len(found[0]), said, repair))
        elif pair := _PAIR.match(line, mark.column):
            repair = "쉼표(,)를 치려던 것이면 쉼표로 고치고, 글의 일부이면 그 값을 큰따옴표로 감싸세요."
            del self._composed.problems[before:]
            self.spoil(path, Repair(mark.line, pair.end() - 1, 1, "대괄호로 쓴 목록 안에 쌍점(:)이 있습니다.", repair))
            return True
        return found is not None

    def odd_commas(self, items: tuple[Any, ...], path: KeyPath) -> None:
        """A full-width comma parts no items: `[AI， 융합]` is a list of one. In quotes it is meant."""
        for index, item in enumerate(items):
            place = self._composed.values[(*path, index)]
            line, column = place.line - self._offset, place.column - 1
            if isinstance(item, str) and self.lines[line][column] not in "\"'" and (found := odd_comma(item, line, column)):
                self.spoil((*path, index), found)

    def bodies(self) -> None:
        """A body of several lines that is no block: YAML leaves out its headings and joins its lines."""
        for path in BODY_PATHS:
            key = self._composed.keys.get(path)
            if key and loses_lines(self.lines, key.line - self._offset, key.column - 1):
                self._composed.problems = [each for each in self._composed.problems if each.where.line != key.line]
                self.spoil(path, Repair(key.line - self._offset, key.column - 1, key.length, BODY_SAID, BODY_REPAIR))

    def _place(self, found: Repair) -> Place:
        return Place(found.line + self._offset, found.column + 1, found.length)
