"""What a memory holds of documents without a fault.

Under one key, a line of JSON for each document: all but what its bodies say, so that most builds read one value. Under the
document's own key what its bodies say, which is fetched when somebody asks: that is most of what there is.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from generator.memory import Memory
from generator.read.body import PROSE, Body, Heading, Link
from generator.read.document import BodyPlace, Document
from generator.read.files import File
from generator.read.slip import Slip

T = TypeVar("T")
Fetch = Callable[[str], bytes]
# A text may hold half of a letter, which is a fault that others tell of.
_LETTERS = ("utf-8", "surrogatepass")
# So many lines are parsed at once: all of ten thousand take 30 MiB more, and one by one takes longer.
_BLOCK = 500


def packed(key: str, document: Document) -> tuple[bytes, bytes]:
    """The line of a document without faults, and what its bodies say."""
    bodies = [
        (path, place, body.digest, body.unseen, body.headings, body.links, body.slips) for path, (body, place) in document.bodies.items()
    ]
    line = json.dumps([key, document.digest, document.facts, document.data, bodies], ensure_ascii=False, separators=(",", ":"))
    said = [body.prose(name).encode(*_LETTERS) for body, _ in document.bodies.values() for name in PROSE]
    return line.encode(*_LETTERS), b"%s\n%s" % (json.dumps([*map(len, said)]).encode(), b"".join(said))


class Heads:
    """The lines that an earlier build left under this name, by the keys of their documents."""

    def __init__(self, memory: Memory, name: str) -> None:
        self._memory, self._name = memory, name
        lines = (memory.get(name) or b"").split(b"\n")
        self._lines = {_key_in(line): line for line in lines if line}

    def of(self, keys: Iterable[str | None]) -> dict[str, bytes]:
        """Those of these documents that are known whole."""
        return {key: line for key in keys if key and (line := self._lines.get(key)) and key in self._memory}

    def save(self, lines: Mapping[str, bytes]) -> None:
        """Remember these."""
        if lines != self._lines:
            self._memory[self._name] = b"\n".join(lines.values())


def _key_in(line: bytes) -> str:
    """The key that a line begins with: ["key",…"""
    return line[2 : line.index(b'"', 2)].decode()


def unpacked(files: Sequence[File], lines: Sequence[bytes], fetch: Fetch) -> list[Document]:
    """The documents of these files from their lines; `fetch` gives by key what bodies say."""
    heads = chain.from_iterable(json.loads(b"[%s]" % b",".join(lines[start : start + _BLOCK])) for start in range(0, len(lines), _BLOCK))
    return [_document(file, head, fetch) for file, head in zip(files, heads, strict=True)]


def _document(file: File, head: Sequence[Any], fetch: Fetch) -> Document:
    key, about, facts, data, bodies = head
    found = {
        tuple(path): (
            Body(text, partial(_prose, fetch, key, number), _each(Heading, headings), _each(Link, links), _each(Slip, slips), unseen),
            BodyPlace(*place),
        )
        for number, (path, place, text, unseen, headings, links, slips) in enumerate(bodies)
    }
    return Document(file, about, facts, with_tuples(data), frozenset(), found)


def _prose(fetch: Fetch, key: str, number: int, name: str) -> str:
    """One of the things (PROSE) that a document's body says, the first or the second: after a line with the lengths of all, all of them."""
    head, _, said = fetch(key).partition(b"\n")
    lengths, place = json.loads(head), number * len(PROSE) + PROSE.index(name)
    start = sum(lengths[:place])
    return said[start : start + lengths[place]].decode(*_LETTERS)


def _each(cls: type[T], rows: Sequence[Sequence[Any]]) -> tuple[T, ...]:
    return tuple(cls(*row) for row in rows)


def with_tuples(value: Any) -> Any:
    """JSON's lists as the tuples that YAML's are read as."""
    if isinstance(value, dict):
        return {key: with_tuples(part) if isinstance(part, dict | list) else part for key, part in value.items()}
    return tuple(map(with_tuples, value)) if isinstance(value, list) else value
