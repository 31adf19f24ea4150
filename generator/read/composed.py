"""What a YAML text holds: its value, and where in the text every key and value stands."""

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
