"""A new content file: every key with its sentence and room for its value, valid as it stands, held back as a draft.

Nothing in it is true of anything yet: what is left of it is a fault once the file is no draft (`PLACEHOLDERS`, or a value of no kind).
"""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.cache import digest
from generator.dates import When
from generator.records import Item, Strict
from generator.records.fields import class_in, target_of
from generator.records.record import LATER
from generator.records.sentences import fields_of

_FRONT_MATTER_FOLDERS = ("courses", "stories", "notices", "pages")
# Keys written out though the class does not ask for them: a new file is a draft, and a recruitment needs an end.
_ALWAYS = ("draft", "review_by")
_LAST = ("unverified", "sources", "checked", "aliases", "draft", "publish")
_SKELETON = {"display_name": "글○○", "consent": "anonymised", "before": "전에 하던 일", "after": "지금 하는 일"}
# A text that nobody writes, and no number, day, choice or key.
_BLANK = "…"
_HEADING = "여기에 첫 제목을 쓰고, 아래에 본문을 씁니다"
# What stands in a new file for what nobody has written yet, as records have it (of a body the digest), each with what people see.
PLACEHOLDERS = {digest(_BLANK): _BLANK} | {
    text: text for text in (_BLANK, _HEADING, _SKELETON["display_name"], _SKELETON["before"], _SKELETON["after"])
}


def ending_of(kind: type[Item]) -> str:
    """The usual spelling of a kind: Markdown with front matter, or YAML."""
    return ".md" if kind.folder in _FRONT_MATTER_FOLDERS else ".yml"


def skeleton(kind: type[Item], known: Mapping[str, str], today: When, answers: Mapping[str, str]) -> str:
    """The text of a new file. `known` gives, for each target of references, a key that exists; `answers` values
    as YAML, by key, that somebody has given."""
    lines = [_answered(line, answers) for line in _lines(kind, known, today)]
    if ending_of(kind) == ".yml":
        return "\n".join(lines) + "\n"
    return "\n".join(["---", *lines, "---", "", f"## {_HEADING}", ""])


def _answered(line: str, answers: Mapping[str, str]) -> str:
    key = line.partition(":")[0]
    return f"{key}: {answers[key]}" if key in answers else line


def _lines(cls: type[Strict], known: Mapping[str, str], today: When) -> Iterator[str]:
    """Each key under its sentence; keys that may be left out are comments."""
    fields = fields_of(cls)
    for name in sorted(fields, key=lambda name: _LAST.index(name) if name in _LAST else -1):
        field = fields[name]
        key = field.alias or name
        if key == "body" and issubclass(cls, Item) and ending_of(cls) == ".md":
            continue
        yield f"# {field.description}"
        mark = "" if field.is_required() and key != "checked" or key in _ALWAYS else "# "
        inner = class_in(field.annotation)
        if key == "draft":
            yield "draft: true"
        elif inner is None:
            yield f"{mark}{key}: {_room(field) if mark else _value(key, field, known, today)}"
        else:
            yield f"{mark}{key}:"
            yield from (f"{mark}{line}" for line in _group(inner, known, today, "  - " if _is_list(field) else "  ", mark))


def _group(cls: type[Strict], known: Mapping[str, str], today: When, first: str, outer: str) -> Iterator[str]:
    """The keys of a group below its name, each with its sentence beside it; `outer` is how the group is marked."""
    indent = first
    for name, field in fields_of(cls).items():
        indent += "" if outer or field.is_required() else "# "
        key, inner = field.alias or name, class_in(field.annotation)
        if inner is None:
            room = known["url"] if key == "url" and "url" in known else _room(field)
            value = room if outer or not field.is_required() else _value(key, field, known, today)
            yield f"{indent}{key}: {value}  # {field.description}"
        else:
            yield f"{indent}{key}:  # {field.description}"
            yield from _group(inner, known, today, " " * len(first) + "  ", outer)
        indent = " " * len(first)


def _room(field: FieldInfo) -> str:
    """What stands behind a key that may be left out: nothing that could be published."""
    return f"[{_BLANK}]" if _is_list(field) else _BLANK


def _value(key: str, field: FieldInfo, known: Mapping[str, str], today: When) -> str:
    """What stands behind a key that has to be there, as YAML."""
    if key in _SKELETON:
        return _SKELETON[key]
    if key in LATER:
        return "[]"
    target = target_of(field)
    if target:
        example = known.get(target, "key")
        return f"[{example}]" if _is_list(field) else example
    return str(today) if When in _parts(field.annotation) else _BLANK


def _parts(annotation: Any) -> list[Any]:
    """The annotation and all that it is made of."""
    inner = [part for arg in get_args(annotation) if not isinstance(arg, str) for part in _parts(arg)]
    return [annotation, *inner]


def _is_list(field: FieldInfo) -> bool:
    return any(get_origin(part) is tuple for part in _parts(field.annotation))
