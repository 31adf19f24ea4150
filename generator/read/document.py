"""A file as read: its data, its bodies, and where in it everything stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from generator.problems import Problem, Where
from generator.read.body import Body
from generator.read.composed import Composed, KeyPath, Place
from generator.read.fences import FENCE
from generator.read.files import File, read_text
from generator.read.yaml_lines import compose
from generator.text import normal
from generator.urls import MAIN_LANGUAGE


class BodyPlace(NamedTuple):
    """Where a body's lines stand in its file: `line` and `column` (from 1) of its first letter.

    `exact` is False where the lines are folded or quoted and only the beginning is known.
    """

    line: int
    column: int
    exact: bool


@dataclass(frozen=True)
class Document:
    """A file as read: its data (None where the YAML is broken; of a body only the digest stands there) and its bodies.
    `digest` is that of its text, `facts` of its data without the bodies.

    Where its keys and values stand is read again from the file when a fault asks for it: most builds have few, and the
    places of ten thousand files take more memory than all their words.
    """

    file: File
    digest: str
    facts: str
    data: Any
    spoiled: frozenset[KeyPath]
    bodies: Mapping[KeyPath, tuple[Body, BodyPlace]]

    @property
    def shown(self) -> str:
        """The path as people are shown it."""
        return self.file.shown

    @cached_property
    def folder(self) -> str:
        """The folder in `content/`; "" for the single files at the top."""
        return self.file.folder

    @cached_property
    def slug(self) -> str:
        """The file's name without its ending."""
        return self.file.slug

    @cached_property
    def places(self) -> tuple[Mapping[KeyPath, Place], Mapping[KeyPath, Place]]:
        """The places of keys and of values, by path; none where the file is no longer what was read."""
        text = self._text()
        composed = Composed() if text is None else composed_of(text, self.file)
        return composed.keys, composed.values

    def body(self, language: str) -> Body | None:
        """The body in `language`, where there is one."""
        found = self.bodies.get(("body",) if language == MAIN_LANGUAGE else (language, "body"))
        return found[0] if found else None

    def written(self, path: KeyPath) -> str:
        """A body as it is written, read again from the file; "" where that is no longer what was read."""
        text = self._text()
        if text is None:
            return ""
        parts = split(text) if self.file.front_matter and path == ("body",) else None
        if parts and parts[1].strip():
            return parts[1]
        value = composed_of(text, self.file).value
        for key in path:
            value = value[key]
        return str(value)

    def _text(self) -> str | None:
        """The file's text, or None where it is no longer what was read."""
        text = read_text(self.file)
        return None if isinstance(text, Problem) or text[1] != self.digest else text[0]

    def where(self, path: KeyPath, key: bool = False) -> Where:
        """The place of the value (or the key) at `path`, or of its nearest parent that has one."""
        keys, values = self.places
        place = keys.get(path) if key else None
        while place is None and path:
            place = values.get(path)
            path = path[:-1]
        return Where(self.shown, place.line, place.column, place.length) if place else Where(self.shown)

    def where_in_body(self, path: KeyPath, line: int, column: int = 0, length: int = 1) -> Where:
        """The place in the file of a body's line and column (both from 0)."""
        start = self.bodies[path][1]
        if not start.exact:
            return Where(self.shown, start.line, start.column)
        return Where(self.shown, start.line + line, start.column + column, length)


@dataclass(frozen=True)
class Documents:
    """All that was read: the folder as shown, items and tables, the paths of media, and the faults on the way."""

    root: str
    items: tuple[Document, ...]
    tables: tuple[Document, ...]
    media: frozenset[str]
    problems: tuple[Problem, ...]


def composed_of(text: str, file: File) -> Composed:
    """The values and places of a file's text, a body below its front matter among them; the value is None where there is none."""
    parts = split(text) if file.front_matter else (text, "", 0)
    if parts is None:
        return Composed()
    composed = compose(parts[0], file.shown, first_line=2 if file.front_matter else 1)
    if parts[1].strip() and isinstance(composed.value, dict) and "body" not in composed.value:
        composed.value = {**composed.value, "body": parts[1]}
        composed.values[("body",)] = Place(parts[2], 1)
    return composed


def values_of(text: str, front_matter: bool) -> dict[str, Any] | None:
    """The values of a file's text, without its body; None where it cannot be read. `front_matter` is as in File."""
    parts = split(normal(text)) if front_matter else (normal(text), "", 0)
    composed = compose(parts[0], "") if parts else Composed()
    return composed.value if isinstance(composed.value, dict) and not composed.problems else None


def split(text: str) -> tuple[str, str, int] | None:
    """Front matter, the body after it, and the line of the file on which the body begins."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    return None
