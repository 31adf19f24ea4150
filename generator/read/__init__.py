"""read: folders to Documents. Bytes become data with places; Markdown becomes a Body."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.problems import Problem, Where
from generator.read.files import File, read_text, shown_path, walk
from generator.read.markdown import Body, excess, parse
from generator.read.yaml_lines import Composed, Place, compose
from generator.read.yaml_lines import Path as KeyPath
from generator.records import KINDS, TABLES
from generator.text import normal, with_particle
from generator.workers import map_chunks

_FENCE = "---"
# The keys whose value is Markdown, in the main language and in the others.
BODY_PATHS: tuple[KeyPath, ...] = (("body",), ("en", "body"))


@dataclass(frozen=True)
class BodyPlace:
    """Where a body's lines stand in its file: `line` and `column` (from 1) of its first letter.

    `exact` is False where the lines are folded or quoted and only the beginning is known.
    """

    line: int
    column: int
    exact: bool


@dataclass(frozen=True)
class Document:
    """A file as read: its data (None where the YAML is broken), places of keys and values, and its bodies."""

    shown: str
    folder: str
    slug: str
    digest: str
    data: Any
    keys: Mapping[KeyPath, Place]
    values: Mapping[KeyPath, Place]
    spoiled: frozenset[KeyPath]
    bodies: Mapping[KeyPath, tuple[Body, BodyPlace]]

    def where(self, path: KeyPath, key: bool = False) -> Where:
        """The place of the value (or the key) at `path`, or of its nearest parent that has one."""
        place = self.keys.get(path) if key else None
        while place is None and path:
            place = self.values.get(path)
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


def read(content: Path, workers: int = 1) -> Documents:
    """Every file of `content` as a Document. Faults of names, encoding and YAML are collected, none is raised."""
    if not content.is_dir():
        repair = "--content에 내용이 든 폴더를 적으세요."
        fault = Problem(Where(str(content)), "no-content", f"'{content}' 폴더가 없습니다.", repair)
        return Documents(str(content), (), (), frozenset(), (fault,))
    files, media, problems = walk(content, [kind.folder for kind in KINDS], [table.name for table in TABLES])
    documents = []
    for document, faults in map_chunks(_read_all, files, workers):
        documents.append(document)
        problems += faults
    return Documents(
        root=shown_path(content),
        items=tuple(document for document in documents if document.folder),
        tables=tuple(document for document in documents if not document.folder),
        media=frozenset(media),
        problems=tuple(problems),
    )


def _read_all(files: Sequence[File]) -> list[tuple[Document, list[Problem]]]:
    return [read_document(file) for file in files]


def read_document(file: File) -> tuple[Document, list[Problem]]:
    """One file as a Document, with its faults; its data is None where it cannot be read at all."""
    text = read_text(file)
    if isinstance(text, Problem):
        return _unread(file, ""), [text]
    whole, digest = text
    if not file.front_matter:
        composed = compose(whole, file.shown)
        return _document(file, digest, composed, None), composed.problems
    parts = _split(whole)
    if parts is None:
        message = "머리말이 없습니다. 첫 줄은 '---'이고, 머리말 뒤에 다시 '---' 줄이 있어야 합니다."
        return _unread(file, digest), [Problem(Where(file.shown), "no-front-matter", message, "머리말의 앞과 뒤에 '---' 줄을 넣으세요.")]
    head, body, body_line = parts
    composed = compose(head, file.shown, first_line=2)
    return _document(file, digest, composed, (body, body_line)), composed.problems


def values_of(text: str, front_matter: bool) -> dict[str, Any] | None:
    """The values of a file's text, without its body; None where it cannot be read. `front_matter` is as in File."""
    parts = _split(normal(text)) if front_matter else (normal(text), "", 0)
    composed = compose(parts[0], "") if parts else Composed()
    return composed.value if isinstance(composed.value, dict) and not composed.problems else None


def _split(text: str) -> tuple[str, str, int] | None:
    """Front matter, the body after it, and the line of the file on which the body begins."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    return None


def _document(file: File, digest: str, composed: Composed, body: tuple[str, int] | None) -> Document:
    data, bodies = composed.value, _yaml_bodies(composed, file)
    if body is not None and body[0].strip() and isinstance(data, dict):
        if "body" in data:
            message = "본문이 두 곳에 있습니다: 머리말의 'body'와 머리말 아래."
            composed.problems.append(Problem(_at(file, composed.keys[("body",)]), "doubled-body", message, "한 곳만 남기세요."))
        bodies |= _body(composed, ("body",), body[0], file, BodyPlace(body[1], 1, exact=True))
        data = {**data, "body": body[0]}
        composed.values[("body",)] = Place(body[1], 1)
    return Document(
        file.shown, file.folder, file.slug, digest, data, composed.keys, composed.values, frozenset(composed.spoiled), bodies
    )


Bodies = dict[KeyPath, tuple[Body, BodyPlace]]


def _body(composed: Composed, path: KeyPath, text: str, file: File, start: BodyPlace) -> Bodies:
    """The body at `path`; none, and a fault, where the text is too long to be parsed."""
    if found := excess(text):
        message = f"본문이 너무 깁니다. {with_particle(found[0], '은', '는')} {found[1]:,}개까지 씁니다."
        composed.problems.append(Problem(Where(file.shown, start.line, start.column), "too-long", message, "글을 나누세요."))
        return {}
    return {path: (parse(text, file.folder), start)}


def _yaml_bodies(composed: Composed, file: File) -> Bodies:
    bodies: Bodies = {}
    for path in BODY_PATHS:
        value = composed.value
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, str):
            place = composed.values[path]
            indent = composed.literal.get(path)
            exact = indent is not None
            start = BodyPlace(place.line + exact, (indent if exact else place.column - 1) + 1, exact)
            bodies |= _body(composed, path, value, file, start)
    return bodies


def _unread(file: File, digest: str) -> Document:
    return Document(file.shown, file.folder, file.slug, digest, None, {}, {}, frozenset(), {})


def _at(file: File, place: Place) -> Where:
    return Where(file.shown, place.line, place.column, place.length)
