"""read: folders to Documents. Bytes become data with places; Markdown becomes a Body."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from generator import letters
from generator.cache import digest, stamp
from generator.memory import Memory
from generator.problems import Problem, Where
from generator.read import files, markdown, slips, yaml_lines
from generator.read.files import File, read_bytes, read_text, shown_path, walk
from generator.read.markdown import Body, Heading, Link, excess, parse
from generator.read.slips import Slip
from generator.read.yaml_lines import Composed, Place, compose
from generator.read.yaml_lines import Path as KeyPath
from generator.records import KINDS, TABLES
from generator.text import normal, with_particle
from generator.workers import map_chunks

T = TypeVar("T")
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
    """A file as read: its data (None where the YAML is broken) and its bodies. `digest` is that of its text, `facts` of its data without the bodies.

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

    @property
    def folder(self) -> str:
        """The folder in `content/`; "" for the single files at the top."""
        return self.file.folder

    @property
    def slug(self) -> str:
        """The file's name without its ending."""
        return self.file.slug

    @cached_property
    def places(self) -> tuple[Mapping[KeyPath, Place], Mapping[KeyPath, Place]]:
        """The places of keys and of values, by path; none where the file is no longer what was read."""
        text = read_text(self.file)
        if isinstance(text, Problem) or text[1] != self.digest:
            return {}, {}
        composed = composed_of(text[0], self.file)
        return composed.keys, composed.values

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


def read(content: Path, workers: int = 1, memory: Memory | None = None) -> Documents:
    """Every file of `content` as a Document. Faults of names, encoding and YAML are collected, none is raised.

    Files that `memory` knows are not parsed again; only files without a fault are remembered.
    """
    if not content.is_dir():
        repair = "--content에 내용이 든 폴더를 적으세요."
        fault = Problem(Where(str(content)), "no-content", f"'{content}' 폴더가 없습니다.", repair)
        return Documents(str(content), (), (), frozenset(), (fault,))
    files, media, problems = walk(content, [kind.folder for kind in KINDS], [table.name for table in TABLES])
    documents = []
    for document, faults in _known_or_read(files, workers, {} if memory is None else memory):
        documents.append(document)
        problems += faults
    return Documents(
        root=shown_path(content),
        items=tuple(document for document in documents if document.folder),
        tables=tuple(document for document in documents if not document.folder),
        media=frozenset(media),
        problems=tuple(problems),
    )


def _known_or_read(files: Sequence[File], workers: int, memory: Memory) -> list[tuple[Document, list[Problem]]]:
    keys = [_key(file) for file in files]
    known = {key: value for key in keys if key and (value := memory.get(key))}
    missing = [file for file, key in zip(files, keys, strict=True) if key not in known]
    made = iter(map_chunks(_read_all, missing, workers))
    found = []
    for file, key in zip(files, keys, strict=True):
        value, faults = (known[key], []) if key in known else next(made)
        if isinstance(value, Document):
            found.append((value, faults))
            continue
        if key not in known and key:
            memory[key] = value
        found.append((_unpacked(file, value), []))
    return found


def _key(file: File) -> str | None:
    """What a file's Document depends on: its bytes, its folder (links are relative to it), its spelling, and our code."""
    raw = read_bytes(file)
    code = stamp(__file__, markdown.__file__, slips.__file__, yaml_lines.__file__, files.__file__, letters.__file__)
    return None if isinstance(raw, Problem) else digest(raw, file.folder, file.path.suffix, code)


def _read_all(files: Sequence[File]) -> list[tuple[Document | bytes, list[Problem]]]:
    """Each file as a Document; packed where there is no fault."""
    found = (read_document(file) for file in files)
    return [(document, faults) if faults or not _is_sound(document) else (_packed(document), faults) for document, faults in found]


def _is_sound(document: Document) -> bool:
    """Whether nothing in a document will be a fault because of how it was read: only such a one is remembered."""
    return not document.spoiled and all(body.safe for body, _ in document.bodies.values())


def _packed(document: Document) -> bytes:
    """A Document without faults as JSON: its digests, its data and its bodies."""
    bodies = [
        (path, astuple(place), body.html, body.text, body.words, *([astuple(each) for each in found] for found in (body.headings, body.links, body.slips)))
        for path, (body, place) in document.bodies.items()
    ]
    return json.dumps([document.digest, document.facts, document.data, bodies], ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _unpacked(file: File, value: bytes) -> Document:
    about, facts, data, bodies = json.loads(value)
    found = {
        tuple(path): (Body(html, text, _each(Heading, headings), _each(Link, links), said, _each(Slip, slipped)), BodyPlace(*place))
        for path, place, html, text, said, headings, links, slipped in bodies
    }
    return Document(file, about, facts, _with_tuples(data), frozenset(), found)


def _each(cls: type[T], rows: Sequence[Sequence[Any]]) -> tuple[T, ...]:
    return tuple(cls(*row) for row in rows)


def _with_tuples(value: Any) -> Any:
    """JSON's lists as the tuples that YAML's are read as."""
    if isinstance(value, dict):
        return {key: _with_tuples(part) if isinstance(part, dict | list) else part for key, part in value.items()}
    return tuple(map(_with_tuples, value)) if isinstance(value, list) else value


def read_document(file: File) -> tuple[Document, list[Problem]]:
    """One file as a Document, with its faults; its data is None where it cannot be read at all."""
    text = read_text(file)
    if isinstance(text, Problem):
        return _unread(file, ""), [text]
    whole, about = text
    if not file.front_matter:
        composed = compose(whole, file.shown)
        return _document(file, about, composed, None), composed.problems
    parts = _split(whole)
    if parts is None:
        message = "머리말이 없습니다. 첫 줄은 '---'이고, 머리말 뒤에 다시 '---' 줄이 있어야 합니다."
        return _unread(file, about), [Problem(Where(file.shown), "no-front-matter", message, "머리말의 앞과 뒤에 '---' 줄을 넣으세요.")]
    head, body, body_line = parts
    composed = compose(head, file.shown, first_line=2)
    return _document(file, about, composed, (body, body_line)), composed.problems


def composed_of(text: str, file: File) -> Composed:
    """The values and places of a file's text, a body below its front matter among them; the value is None where there is none."""
    parts = _split(text) if file.front_matter else (text, "", 0)
    if parts is None:
        return Composed()
    composed = compose(parts[0], file.shown, first_line=2 if file.front_matter else 1)
    if parts[1].strip() and isinstance(composed.value, dict) and "body" not in composed.value:
        composed.value = {**composed.value, "body": parts[1]}
        composed.values[("body",)] = Place(parts[2], 1)
    return composed


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


def _document(file: File, about: str, composed: Composed, body: tuple[str, int] | None) -> Document:
    data, bodies = composed.value, _yaml_bodies(composed, file)
    if body is not None and body[0].strip() and isinstance(data, dict):
        if "body" in data:
            message = "본문이 두 곳에 있습니다: 머리말의 'body'와 머리말 아래."
            composed.problems.append(Problem(_at(file, composed.keys[("body",)]), "doubled-body", message, "한 곳만 남기세요."))
        bodies |= _body(composed, ("body",), body[0], file, BodyPlace(body[1], 1, exact=True))
        data = {**data, "body": body[0]}
        composed.values[("body",)] = Place(body[1], 1)
    return Document(file, about, _facts(data), data, frozenset(composed.spoiled), bodies)


def _facts(data: Any) -> str:
    """The digest of the data but for what stands in bodies."""
    return digest(repr(_without(data, BODY_PATHS)))


def _without(data: Any, paths: Sequence[KeyPath]) -> Any:
    if not isinstance(data, dict):
        return data
    below = {key: [path[1:] for path in paths if path[0] == key and len(path) > 1] for key, *_ in paths}
    return {key: _without(value, below.get(key, ())) for key, value in data.items() if (key,) not in paths}


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


def _unread(file: File, about: str) -> Document:
    return Document(file, about, "", None, frozenset(), {})


def _at(file: File, place: Place) -> Where:
    return Where(file.shown, place.line, place.column, place.length)
