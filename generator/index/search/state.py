"""What a build keeps for the next one, in bytes: what was learnt of all documents, and the files."""

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

from generator.index.search.files import Piece, ResultCard, size_for
from generator.index.search.learn import Learnt
from generator.index.search.postings import NUMBER, Postings
from generator.index.search.vocabulary import Vocabulary
from generator.index.search.weigh import Groups, Lexicon
from generator.output import Output, Part

# Bytes of the number at the end of a value.
_LENGTH = 8


@dataclass(frozen=True)
class State:
    """`about` says all that the files were made from, `layout` what the order of documents and the core's `columns` follow from, `length`
    how many letters of its text a card has. `parts` are the bytes of all else."""

    about: str
    layout: str
    length: int
    columns: Mapping[str, Any]
    groups: Groups
    files: Sequence[tuple[str, str, int]]
    learnt_about: str
    parts: Sequence[memoryview]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All files."""
        bodies, ends = self.parts[-1], accumulate(size for *_, size in self.files)
        return tuple(
            Piece(label, Output(path, bytes(bodies[end - size : end]))) for (label, path, size), end in zip(self.files, ends, strict=True)
        )

    @cached_property
    def learnt(self) -> Learnt:
        """What was learnt of all documents."""
        names, keys, table, stems, terms = map(_lines, self.parts[:5])
        titles, counts, rows, sizes, having, numbers = map(_numbers, self.parts[5:11])
        lexicon = Lexicon({word: stem for word, stem in zip(table, stems, strict=True) if word}, self.groups)
        vocabulary = Vocabulary(table, tuple(counts), rows, tuple(sizes))
        postings = Postings(terms, tuple(having), numbers, bytes(self.parts[11]))
        return Learnt(self.learnt_about, names, keys, tuple(titles), vocabulary, lexicon, postings)

    @cached_property
    def _cards(self) -> dict[int, list[ResultCard]]:
        return {}

    def card(self, number: int) -> ResultCard:
        """The card of a document."""
        documents = len(self.learnt.names)
        size = size_for(documents)
        block, place = divmod(number, size)
        if block not in self._cards:
            blocks = -(-documents // size)
            self._cards[block] = json.loads(self.pieces[len(self.pieces) - blocks + block].output.body)
        return self._cards[block][place]


def state_of(value: bytes | None) -> State | None:
    """The State in a value of `written`."""
    if not value:
        return None
    whole = memoryview(value)
    length = int.from_bytes(whole[-_LENGTH:])
    about, sizes = json.loads(bytes(whole[-_LENGTH - length : -_LENGTH]))
    about["groups"] = tuple(map(tuple, about["groups"]))
    ends = list(accumulate(sizes, initial=0))
    return State(**about, parts=[whole[start:end] for start, end in pairwise(ends)])


def written(about: str, layout: str, length: int, columns: Mapping[str, Any], learnt: Learnt, pieces: Sequence[Piece]) -> list[Part]:
    """The parts one after another, what they are as JSON, and how long that is. None is a copy of what is there already."""
    lexicon, vocabulary, postings = learnt.lexicon, learnt.vocabulary, learnt.postings
    stems = (lexicon.stems.get(word, "") for word in vocabulary.table)
    lines = (learnt.names, learnt.keys, vocabulary.table, stems, postings.terms)
    numbers = (learnt.titles, vocabulary.counts, vocabulary.rows, vocabulary.sizes, postings.counts, postings.numbers)
    parts: list[Part] = [*map(_of_lines, lines), *map(_of_numbers, numbers), postings.levels]
    files = [(piece.label, piece.output.path, len(piece.output.body)) for piece in pieces]
    what = {
        "about": about,
        "layout": layout,
        "length": length,
        "columns": columns,
        "groups": lexicon.groups,
        "files": files,
        "learnt_about": learnt.about,
    }
    sizes = [*(memoryview(part).nbytes for part in parts), sum(size for *_, size in files)]
    end = json.dumps([what, sizes], ensure_ascii=False).encode()
    return [*parts, *(piece.output.body for piece in pieces), end, len(end).to_bytes(_LENGTH)]


def _of_lines(lines: Iterable[str]) -> bytes:
    return "\n".join((*lines, "")).encode()


def _lines(part: memoryview) -> tuple[str, ...]:
    return tuple(str(part, "utf-8").split("\n")[:-1])


def _of_numbers(numbers: Iterable[int]) -> "array[int]":
    return numbers if isinstance(numbers, array) else array(NUMBER, numbers)


def _numbers(part: memoryview) -> "array[int]":
    numbers = array(NUMBER)
    numbers.frombytes(part)
    return numbers
