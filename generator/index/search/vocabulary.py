"""The words of all documents as they are written, with how many documents have each: so that an edit counts its own words alone."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

NUMBER = "I"


@dataclass(frozen=True)
class Vocabulary:
    """`table`: every word, its number being its place ("" where a number is free); `counts`: how many documents have it; `rows`: the
    numbers of each document's words, one document after another, `sizes` how many that are."""

    table: tuple[str, ...]
    counts: tuple[int, ...]
    rows: "array[int]"
    sizes: tuple[int, ...]

    def words(self) -> set[str]:
        """All words."""
        return {word for word in self.table if word}

    def edited(self, kept: Sequence[int], more: Iterable[tuple[int, set[str]]]) -> "Vocabulary":
        """That of other documents. `kept` has for each the number that it has here, or -1; of those `more` has the number and the words."""
        starts = list(accumulate(self.sizes, initial=0))
        counts = Counter(dict(enumerate(self.counts)))
        for gone in set(range(len(self.sizes))).difference(kept):
            counts.subtract(self.rows[starts[gone] : starts[gone + 1]])
        table = list(self.table)
        new: dict[int, array[int]] = {}
        for number, row in _numbered(more, table):
            counts.update(row)
            new[number] = array(NUMBER, row)
        held = memoryview(self.rows)
        parts = [held[starts[old] : starts[old + 1]] if old >= 0 else new[number] for number, old in enumerate(kept)]
        rows = array(NUMBER)
        rows.frombytes(b"".join(parts))
        present = [counts[number] for number in range(len(table))]
        return Vocabulary(
            tuple(word if count else "" for word, count in zip(table, present, strict=True)), tuple(present), rows, tuple(map(len, parts))
        )


def _numbered(more: Iterable[tuple[int, set[str]]], table: list[str]) -> Iterator[tuple[int, list[int]]]:
    """The numbers of the words of each document; new words go to where numbers are free, or to the end of the table."""
    numbers = {word: number for number, word in enumerate(table) if word}
    free = [number for number, word in enumerate(table) if not word]
    for document, found in more:
        for word in found.difference(numbers):
            if free:
                numbers[word] = free.pop()
                table[numbers[word]] = word
            else:
                numbers[word] = len(table)
                table.append(word)
        yield document, list(map(numbers.__getitem__, found))


NONE = Vocabulary((), (), array(NUMBER), ())
