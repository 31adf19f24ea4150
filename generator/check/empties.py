"""Keys that stand empty because of a slip elsewhere: a group whose lines are not indented, a number parted by its comma.

Reading can only say that they are empty; what was meant is known where the classes are.
"""

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from generator.check.keys import class_at, keys_of
from generator.check.said_groups import to_be_filled
from generator.problems import Problem, Where
from generator.read import Document, Documents
from generator.read.composed import KeyPath
from generator.read.yaml_faults import EMPTY_REPAIR
from generator.records import KIND_IN, TABLES, Strict
from generator.text import to

_CLASSES: dict[str, type[Strict]] = {**KIND_IN, **{table.name: table.entry for table in TABLES}}
_KEYED = {table.name for table in TABLES if table.keyed}


def with_empties_mended(documents: Documents) -> Iterator[Problem]:
    """The faults of reading, those of empty keys with a better repair where one is found."""
    repairs: dict[Where, str] = {}
    for document in (*documents.items, *documents.tables):
        if document.spoiled and document.data is not None:
            repairs |= dict(_repairs(document))
    for problem in documents.problems:
        repair = repairs.get(problem.where) if problem.code == "empty-value" and problem.repair == EMPTY_REPAIR else None
        yield dataclasses.replace(problem, repair=repair) if repair else problem


def _repairs(document: Document) -> Iterator[tuple[Where, str]]:
    whole = _CLASSES.get(document.folder or document.slug)
    first = 0 if document.folder or document.slug not in _KEYED else 1
    for path in document.spoiled:
        parent = class_at(whole, path[first:-1]) if whole and len(path) > first and isinstance(path[-1], str) else None
        if parent is None:
            continue
        repair = _unindented(document, path, parent) if path[-1] in keys_of(parent) else _parted(document, path, parent)
        if not repair and path[-1] in keys_of(parent, needed=True):
            repair = to_be_filled(str(path[-1]))
        if repair:
            yield document.where(path, key=True), repair


def _unindented(document: Document, path: KeyPath, parent: type[Strict]) -> str:
    """The repair of an empty group whose keys stand beside it, or ""."""
    inner = set(keys_of(class_at(parent, path[-1:]))) - set(keys_of(parent))
    beside = [f"'{key[-1]}'" for key in document.places[0] if key[:-1] == path[:-1] and key[-1] in inner]
    return f"아래의 {', '.join(beside)} 줄을 앞에 빈칸 두 개를 넣어 들여 쓰세요. 이 줄은 그대로 둡니다." if beside else ""


def _parted(document: Document, path: KeyPath, parent: type[Strict]) -> str:
    """The repair of what is no key but the rest of the value before it, cut off at a comma within {}, or ""."""
    keys = document.places[0]
    line = [key for key in keys if key[:-1] == path[:-1] and keys[key].line == keys[path].line]
    line.sort(key=lambda key: keys[key].column)
    known = keys_of(parent)
    start = next((index for index in range(line.index(path), -1, -1) if line[index][-1] in known), None)
    if start is None:
        return ""
    rest = [str(key[-1]) for key in line[start + 1 :]]
    end = next((index for index, key in enumerate(rest) if key in known), len(rest))
    parts = [_value(document, line[start]), *rest[:end]]
    name = line[start][-1]
    if re.fullmatch(r"\d{1,3}(?: \d{3})+", " ".join(parts), re.ASCII):
        return f"쉼표 없이 '{name}: {''.join(parts)}'{to(''.join(parts))} 쓰세요."
    return f"앞 값의 쉼표이면 '{name}: \"{', '.join(parts)}\"'처럼 값 전체를 큰따옴표로 감싸세요."


def _value(document: Document, path: KeyPath) -> str:
    value: Any = document.data
    for part in path:
        if isinstance(value, tuple) and isinstance(part, int):
            value = value[part]
        else:
            value = value.get(part, "") if isinstance(value, dict) else ""
    return str(value)
