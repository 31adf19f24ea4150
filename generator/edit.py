"""An item's file with other values: only the lines of what changed are written anew; comments, order and spelling stay.

A file is changed in one place at a time and read again after each. In the end it has to hold exactly what was asked
for, or else nothing is changed at all.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from generator.read import composed_of
from generator.read.composed import Composed, KeyPath
from generator.read.fences import FENCE
from generator.read.files import File
from generator.read.heads import with_tuples
from generator.read.yaml_lines import compose
from generator.text import normal

_LINE_ENDS = re.compile("(\r\n|\r|\n)")
# What a key is to hold that is to go.
_GONE: Any = object()


class CannotEdit(Exception):
    """The file cannot be changed here without losing something; `line` is where (from 1)."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class CannotHold(Exception):
    """No file gives these values back as they are, as with letters that YAML does not take; `path` is which, () for no single one."""

    def __init__(self, path: KeyPath) -> None:
        super().__init__(path)
        self.path = path


def new_text(file: File, data: Mapping[str, Any]) -> str:
    """The text of a new file that holds `data`, its keys in the order given. Raises CannotHold where it would not."""
    if file.front_matter and not isinstance(data.get("body", ""), str):
        raise CannotHold(("body",))
    text = _written(file, data)
    there = composed_of(text, file)
    if there.problems or not _same(there.value or {}, with_tuples(data)):
        raise CannotHold(_lost(_in_yaml(file, data)))
    return text


def _written(file: File, data: Mapping[str, Any]) -> str:
    head = [line for key, value in _in_yaml(file, data).items() for line in _lines(key, value, 0)]
    if not file.front_matter:
        return "\n".join(head) + "\n"
    return "\n".join([FENCE, *head, FENCE, ""]) + _body(data.get("body", ""))


def edited_text(file: File, text: str, data: Mapping[str, Any]) -> str:
    """`text`, the content of `file`, made to hold `data`. Raises CannotEdit where that would lose a comment, CannotHold where
    it would not hold it."""
    wanted, there, given = with_tuples(data), composed_of(text, file), text.split("\n")
    if not isinstance(there.value, dict) or there.problems:
        raise CannotEdit(there.problems[0].where.line if there.problems else 1)
    mended: set[KeyPath] = set()
    while not _same(there.value, wanted):
        path, value = next(_differences(there, there.value, wanted, ()))
        if path in mended:  # its lines do not give it back
            break
        mended.add(path)
        try:
            text = _changed(there, file, text, wanted, path, value)
        except CannotEdit as fault:  # counted in the text as it has become
            line = text.split("\n")[fault.line - 1]
            if line not in given:  # written here: a key that looks like a comment
                break
            raise CannotEdit(given.index(line) + 1) from None
        there = composed_of(text, file)
        if there.problems or not isinstance(there.value, dict):
            break
    else:
        return text
    raise CannotHold(_lost(_in_yaml(file, wanted)))


def _in_yaml(file: File, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What of `data` stands in YAML: all but a body below its front matter."""
    return {key: value for key, value in data.items() if key != "body" or not file.front_matter}


def _lost(data: Mapping[str, Any]) -> KeyPath:
    """The path of the first value that its own lines do not give back."""
    for key, value in data.items():
        read = compose("\n".join(_lines(key, value, 0)) + "\n", "")
        if read.problems or not _same(read.value, {key: with_tuples(value)}):
            return (key, *(_lost(value) if isinstance(value, Mapping) else ()))
    return ()


def as_spelled(raw: str, text: str) -> str:
    """`text`, which was made of `raw` in normal form, with the lines that it has of `raw` as they stand there: with its line ends
    and its letters, as Windows and macOS write them. Other lines end as most of `raw` do."""
    parts = _LINE_ENDS.split(raw)
    was, ends = normal(raw), parts[1::2]
    usual = Counter(ends).most_common(1)[0][0] if ends else "\n"
    if was.replace("\n", usual) == raw:
        return text.replace("\n", usual)
    old, new = was.split("\n"), text.split("\n")
    lines = [(line, usual) for line in new]
    for at, to, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        lines[to : to + size] = zip(parts[2 * at : 2 * (at + size) : 2], [*ends, usual][at : at + size], strict=True)
    return "".join(part for line in lines for part in line)[: -len(lines[-1][1])]


def _same(old: Any, new: Any) -> bool:
    """Equal in value and type: 1 is not 1.0, and neither is it true. Bodies are the same without the blank lines around them."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(_same(old[key], new[key]) for key in old)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(map(_same, old, new))
    if isinstance(old, str) and isinstance(new, str) and "\n" in old + new:
        return _without_blanks(old) == _without_blanks(new)
    return type(old) is type(new) and old == new


def _without_blanks(text: str) -> str:
    """A text of several lines without the blank ones before and after it; all other spaces say something in Markdown, and stay."""
    lines = text.split("\n")
    words = [number for number, line in enumerate(lines) if line.strip(" \t")]
    if not words:
        return "" if len(lines) > 1 else text
    return "\n".join(lines[words[0] : words[-1] + 1])


def _changed(there: Composed, file: File, text: str, wanted: Mapping[str, Any], path: KeyPath, value: Any) -> str:
    """The text with the value at `path` made `value`."""
    lines = text.split("\n")
    if value is None:  # JSON has it, and no file that is read without a fault
        raise CannotHold(path)
    fenced = file.front_matter
    end = next(n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE) if fenced else len(lines)
    if path == ("body",) and fenced and path not in there.keys:
        if value is not _GONE and not isinstance(value, str):
            raise CannotHold(path)
        return "\n".join(lines[: end + 1]) + "\n" + _body("" if value is _GONE else value)
    if path not in there.keys:
        at, indent = _place_for(there, lines, path, wanted, end)
        lines[at:at] = _lines(str(path[-1]), value, indent)
        return "\n".join(lines)
    return "\n".join(_replaced(there, lines, path, value, end))


def _differences(there: Composed, old: Mapping[str, Any], new: Mapping[str, Any], path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """Each key that differs with what it is to hold; _GONE where it is to go."""
    for key in (*old, *(key for key in new if key not in old)):
        here, was, value = (*path, key), old.get(key, _GONE), new.get(key, _GONE)
        if _same(was, value):
            continue
        if isinstance(was, dict) and isinstance(value, dict) and was.keys() & value.keys() and _is_block(there, here, was):
            yield from _differences(there, was, value, here)
        else:
            yield here, value


def _is_block(there: Composed, path: KeyPath, value: Mapping[str, Any]) -> bool:
    """Whether this group has its keys on lines of their own."""
    return all(there.keys[*path, key].line > there.keys[path].line for key in value)


def _replaced(there: Composed, lines: list[str], path: KeyPath, value: Any, end: int) -> list[str]:
    start, indent = there.keys[path].line - 1, there.keys[path].column - 1
    stop = _stop(there, lines, path, end)
    place = there.values[path]
    alone = stop == start + 1 and not _is_text(there, lines, path) and not isinstance(_at(there.value, path), dict | tuple)
    if value is _GONE and alone:
        return lines[:start] + lines[stop:]
    new = [] if value is _GONE else _lines(str(path[-1]), value, indent)
    if alone and len(new) == 1:
        before, after = lines[start][: place.column - 1], lines[start][place.column - 1 + place.length :]
        return [*lines[:start], before + _scalar(value) + after, *lines[stop:]]
    _ensure_plain(there, lines, start, stop, end)
    return [*lines[:start], *new, *lines[stop:]]


def _at(data: Any, path: KeyPath) -> Any:
    for key in path:
        data = data[key]
    return data


def _ensure_plain(there: Composed, lines: list[str], start: int, stop: int, end: int) -> None:
    """Refuse lines that may hold a comment; those of a `|` block are text."""
    blocks = [path for path in there.keys if _is_text(there, lines, path) and start < there.keys[path].line <= stop]
    text = {number for path in blocks for number in range(there.keys[path].line, _stop(there, lines, path, end))}
    for number in range(start, stop):
        if number not in text and " #" in f" {_without_values(there, lines[number], number)}":
            raise CannotEdit(number + 1)


def _without_values(there: Composed, line: str, number: int) -> str:
    """The line with every value on it made unreadable: a # in quotes begins no comment."""
    for place in there.values.values():
        if place.line == number + 1:
            end = place.column - 1 + place.length
            line = line[: place.column - 1] + "x" * place.length + line[end:]
    return line


def _is_text(there: Composed, lines: list[str], path: KeyPath) -> bool:
    """Whether the value is a `|` or `>` block."""
    place = there.values[path]
    return lines[place.line - 1][place.column - 1 :][:1] in ("|", ">")


def _stop(there: Composed, lines: list[str], path: KeyPath, end: int) -> int:
    """The number (from 0) of the line after the last one of this key; what stands before the next key belongs to that."""
    key = there.keys[path]
    later = (place.line - 1 for other, place in there.keys.items() if len(other) <= len(path) and place.line > key.line)
    stop = min(later, default=end)
    while stop > key.line and _is_between(lines[stop - 1], key.column - 1):
        stop -= 1
    return stop


def _is_between(line: str, indent: int) -> bool:
    """Whether this is no line of a value whose key has this indent: blank, or a comment no deeper than the key."""
    bare = line.lstrip(" \t")
    return not bare or bare.startswith("#") and len(line) - len(bare) <= indent


def _place_for(there: Composed, lines: list[str], path: KeyPath, wanted: Mapping[str, Any], end: int) -> tuple[int, int]:
    """Where (from 0) and how far indented a key is put: after the one that goes before it in `wanted`."""
    parent, siblings = path[:-1], list(_at(wanted, path[:-1]))
    before = siblings[: siblings.index(path[-1])]
    for name in reversed(before):
        if (*parent, name) in there.keys:
            return _stop(there, lines, (*parent, name), end), there.keys[*parent, name].column - 1
    first = min((place for key, place in there.keys.items() if key[:-1] == parent), key=lambda place: place.line)
    return first.line - 1, first.column - 1


def _lines(key: str, value: Any, indent: int) -> list[str]:
    """A key and its value as lines of YAML."""
    pad = " " * indent
    if isinstance(value, Mapping) and value:
        return [f"{pad}{key}:", *(line for name, item in value.items() for line in _lines(name, item, indent + 2))]
    if isinstance(value, list | tuple) and value:
        return [f"{pad}{key}:", *(line for item in value for line in _item(item, indent + 2))]
    if not isinstance(value, str):
        return [f"{pad}{key}: {_scalar(value)}"]
    text = _without_blanks(value)
    if "\n" not in text:
        return [f"{pad}{key}: {_scalar(text)}"]
    # How deep the block is has to be said where its first line begins with a space of its own.
    mark = "|2" if text.startswith((" ", "\t")) else "|"
    return [f"{pad}{key}: {mark}", *(f"{pad}  {line}" if line else "" for line in text.split("\n"))]


def _item(value: Any, indent: int) -> list[str]:
    pad = " " * indent
    if not isinstance(value, Mapping) or not value:
        return [f"{pad}- {_scalar(value)}"]
    lines = [line for key, item in value.items() for line in _lines(key, item, indent + 2)]
    return [f"{pad}- {lines[0].lstrip()}", *lines[1:]]


def _scalar(value: Any) -> str:
    """A value on one line: plain where YAML reads it back as the same, else in quotes (JSON's are YAML's)."""
    if isinstance(value, str):
        read = compose(f"key: {value}\n", "")
        return value if not read.problems and read.value == {"key": value} else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def _body(text: str) -> str:
    """A Markdown body below its front matter, a blank line above."""
    return f"\n{text.strip(chr(10))}\n" if text.strip() else ""
