"""What a YAML text holds: its value, and where in the text every key and value stands."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.problems import Problem
from generator.urls import OTHER_LANGUAGES

KeyPath = tuple[str | int, ...]
# The keys whose value is Markdown, in the main language and in the others.
BODY_PATHS: tuple[KeyPath, ...] = (("body",), *((language, "body") for language in OTHER_LANGUAGES))


class Place(NamedTuple):
    """Where a key or a value stands: line and column from 1, length in characters on its first line."""

    line: int
    column: int
    length: int = 1


@dataclass
class Composed:
    """What a YAML text holds: the value, the place of each key and value by path, and the faults found.

    `literal` has the `|` blocks, whose lines stand in the file one by one, and how far they are indented; `spoiled` the values
    already reported, about which no more need be said.
    """

    value: Any = None
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    values: dict[KeyPath, Place] = field(default_factory=dict)
    literal: dict[KeyPath, int] = field(default_factory=dict)
    spoiled: set[KeyPath] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def value_at(data: Any, path: Iterable[str | int]) -> Any:
    """The value in groups at these keys; None where they lead nowhere."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def texts_in(value: Any, but: Collection[str] = (), path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """The texts in a group or a list, each with its path; what stands at the keys of `but` is left out."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ():
        if key in but:
            continue
        if isinstance(inner, str):
            yield (*path, key), inner
        elif isinstance(inner, dict | tuple):
            yield from texts_in(inner, but, (*path, key))
