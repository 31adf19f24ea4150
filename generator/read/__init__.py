"""read: folders to Documents. Bytes become data with places; Markdown becomes a Body."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.cache import code_digest, digest
from generator.memory import Entry, Memory, Sure
from generator.problems import Problem, Where
from generator.read.body import Body
from generator.read.composed import BODY_PATHS, Composed, KeyPath, Place, value_at
from generator.read.document import BodyPlace, Document, Documents, composed_of, split, values_of
from generator.read.fences import missing_fence, two_versions
from generator.read.files import File, digest_of, read_text, shown_path, walk
from generator.read.heads import Heads, packed, unpacked
from generator.read.markdown import excess, parse
from generator.read.yaml_lines import compose
from generator.records import KIND_IN, TABLES
from generator.text import with_particle
from generator.workers import map_chunks

__all__ = ["BODY_PATHS", "BodyPlace", "Document", "Documents", "composed_of", "read", "read_document", "values_of"]


def read(content: Path, workers: int = 1, memory: Memory | None = None, digests: Mapping[str, str] = MappingProxyType({})) -> Documents:
    """Every file of `content` as a Document. Faults of names, encoding and YAML are collected, none is raised.

    Files that `memory` knows are not parsed again; only files without a fault are remembered. `digests` are the SHA-256 of files,
    by path, that are known without reading them.
    """
    if not content.is_dir():
        repair = "--content에 내용이 든 폴더를 적으세요."
        fault = Problem(Where(str(content)), "no-content", f"'{content}' 폴더가 없습니다.", repair)
        return Documents(str(content), (), (), frozenset(), (fault,))
    files, media, problems = walk(content, KIND_IN, [table.name for table in TABLES])
    documents = []
    for each, faults in _known_or_read(files, workers, {} if memory is None else memory, digests):
        documents.append(each)
        problems += faults
    return Documents(
        root=shown_path(content),
        items=tuple(document for document in documents if document.folder),
        tables=tuple(document for document in documents if not document.folder),
        media=frozenset(media),
        problems=tuple(problems),
    )


# What a Document is made by: where any of it changed, nothing remembered is used.
_HERE = Path(__file__).parent
CODE = tuple(map(str, (*sorted(_HERE.glob("*.py")), *(_HERE.parent / name for name in ("letters.py", "text.py", "urls.py")))))


def _known_or_read(
    files: Sequence[File], workers: int, memory: Memory, digests: Mapping[str, str]
) -> Iterator[tuple[Document, list[Problem]]]:
    code = code_digest(*CODE)
    keys = [_key(file, code, digests) for file in files]
    remembered = Heads(memory, f"heads-{code}")
    lines = remembered.of(keys)
    unsound: dict[Path, tuple[Document, list[Problem]]] = {}
    said = Sure(memory)

    def kept(made: _Made) -> None:
        if isinstance(made[0], Document):
            unsound[made[0].file.path] = made[0], made[1]
            return
        key, line, handed = made
        said.take(key, handed)
        lines[key] = line

    missing = [(file, key) for file, key in zip(files, keys, strict=True) if key not in lines]
    map_chunks(partial(_read_all, code, said), missing, workers, keep=kept)
    sound = [(file, key) for file, key in zip(files, keys, strict=True) if file.path not in unsound]
    remembered.save({key: lines[key] for _, key in sound})
    found = iter(unpacked([file for file, _ in sound], [lines[key] for _, key in sound], said.fetch))
    return (unsound[file.path] if file.path in unsound else (next(found), []) for file in files)


def _key(file: File, code: str, digests: Mapping[str, str]) -> str:
    """What a file's Document depends on: its bytes, its folder (links are relative to it), its spelling, and our code.
    "" where it cannot be read."""
    about = digests.get(str(file.path)) or digest_of(file)
    return _key_with(file, about, code) if about else ""


def _key_with(file: File, about: str, code: str) -> str:
    return digest(about, file.folder, file.path.suffix, code)


# A document and its faults; or, without any, its key, its line, and what its bodies say as that is handed over.
_Made = tuple[Document, list[Problem]] | tuple[str, bytes, Entry | bytes | None]


def _read_all(code: str, said: Sure, missing: Sequence[tuple[File, str]]) -> list[_Made]:
    """Each file as a Document, packed where there is no fault and nobody changed it since its key was made."""
    results: list[_Made] = []
    for file, key in missing:
        found, faults = read_document(file)
        whole = not faults and _is_sound(found) and _key_with(file, found.digest, code) == key
        if whole:
            line, prose = packed(key, found)
            results.append((key, line, said.hand(key, prose)))
        else:
            results.append((found, faults))
    return results


def _is_sound(found: Document) -> bool:
    """Whether nothing in a document will be a fault because of how it was read: only such a one is remembered."""
    return not found.spoiled and all(body.safe for body, _ in found.bodies.values())


def read_document(file: File) -> tuple[Document, list[Problem]]:
    """One file as a Document, with its faults; its data is None where it cannot be read at all."""
    text = read_text(file)
    if isinstance(text, Problem):
        return _unread(file, ""), [text]
    whole, about = text
    if fault := two_versions(whole, file.shown):
        return _unread(file, about), [fault]
    if not file.front_matter:
        composed = compose(whole, file.shown)
        return _document(file, about, composed, None), composed.problems
    parts = split(whole)
    if parts is None:
        return _unread(file, about), [missing_fence(whole, file.shown)]
    head, body, body_line = parts
    composed = compose(head, file.shown, first_line=2)
    return _document(file, about, composed, (body, body_line)), composed.problems


def _document(file: File, about: str, composed: Composed, body: tuple[str, int] | None) -> Document:
    data, bodies = composed.value, _yaml_bodies(composed, file)
    if body is not None and body[0].strip() and isinstance(data, dict):
        if "body" in data:
            message = "본문이 두 곳에 있습니다: 머리말의 'body'와 머리말 아래."
            composed.problems.append(Problem(_at(file, composed.keys[("body",)]), "doubled-body", message, "한 곳만 남기세요."))
        bodies |= _body(composed, ("body",), body[0], file, BodyPlace(body[1], 1, exact=True))
        data = {**data, "body": body[0]}
        composed.values[("body",)] = Place(body[1], 1)
    return Document(
        file,
        about,
        _facts(data),
        _with_digests(data, {path: found.digest for path, (found, _) in bodies.items()}),
        frozenset(composed.spoiled),
        bodies,
    )


def _with_digests(data: Any, bodies: Mapping[KeyPath, str]) -> Any:
    """The data with each body's digest in place of its text, which nothing but the body has to hold; an empty one is left to be a fault."""
    for path, about in bodies.items():
        data = _with(data, path, about)
    return data


def _with(data: dict[str | int, Any], path: KeyPath, value: str) -> Any:
    key, *rest = path
    return data if not data[key] else {**data, key: _with(data[key], tuple(rest), value) if rest else value}


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
        value = value_at(composed.value, path)
        if isinstance(value, str) and path not in composed.spoiled:
            place = composed.values[path]
            indent = composed.literal.get(path)
            exact = indent is not None
            start = BodyPlace(place.line + exact, place.column if indent is None else indent + 1, exact)
            bodies |= _body(composed, path, value, file, start)
    return bodies


def _unread(file: File, about: str) -> Document:
    return Document(file, about, "", None, frozenset(), {})


def _at(file: File, place: Place) -> Where:
    return Where(file.shown, place.line, place.column, place.length)
