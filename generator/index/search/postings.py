"""For every term the documents that have it, with its level there: flat arrays, so that an edit copies most of them as they are."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, compress, pairwise
from operator import add

from generator.index.search.weigh import Weighed

NUMBER = "I"
# Documents in rising order, and beside them the level of a term in each.
Posting = tuple["array[int]", bytes | bytearray]
_LEVELS = 64  # more than there are
# So many documents, and fewer, are put into a row of this many times as many one by one.
_FEW = 32


@dataclass(frozen=True)
class Postings:
    """`terms` in rising order, how many documents each has (`counts`), and the documents and levels of all, one term after another."""

    terms: tuple[str, ...]
    counts: tuple[int, ...]
    numbers: "array[int]"
    levels: bytes

    @cached_property
    def starts(self) -> list[int]:
        """Where each term's documents begin, and the end of all."""
        return list(accumulate(self.counts, initial=0))

    @cached_property
    def _at(self) -> dict[str, int]:
        return {term: index for index, term in enumerate(self.terms)}

    def __contains__(self, term: str) -> bool:
        return term in self._at

    def documents(self, term: str) -> Sequence[int]:
        """The documents that have a term."""
        index = self._at.get(term)
        return () if index is None else self.numbers[self.starts[index] : self.starts[index + 1]]

    def without(self, gone: AbstractSet[int]) -> "Postings":
        """The same without these documents; a term that is left without any stays until `joined`."""
        if len(gone) * len(self.terms) > len(self.numbers):
            return self._sifted(gone)
        counts, stays, end = list(self.counts), [], 0
        for index, place in self._places(gone):
            counts[index] -= 1
            stays.append(slice(end, place))
            end = place + 1
        stays.append(slice(end, None))
        return Postings(
            self.terms, tuple(counts), _whole(self.numbers[each] for each in stays), b"".join([self.levels[each] for each in stays])
        )

    def _places(self, gone: AbstractSet[int]) -> Iterator[tuple[int, int]]:
        """Where these documents stand: the number of the term, and the place among all."""
        numbers, wanted = self.numbers, sorted(gone)
        for index, (start, end) in enumerate(zip(self.starts, self.starts[1:], strict=False)):
            for number in wanted:
                start = bisect_left(numbers, number, start, end)
                if start < end and numbers[start] == number:
                    yield index, start

    def _sifted(self, gone: AbstractSet[int]) -> "Postings":
        stays = bytes(number not in gone for number in range(max(self.numbers, default=0) + 1))
        kept = bytes(map(stays.__getitem__, self.numbers))
        counts = tuple(kept.count(1, start, end) for start, end in zip(self.starts, self.starts[1:], strict=False))
        return Postings(self.terms, counts, array(NUMBER, compress(self.numbers, kept)), bytes(compress(self.levels, kept)))

    def renumbered(self, places: Mapping[int, int]) -> "Postings":
        """The same with new numbers for all its documents, by the old ones."""
        if all(old == new for old, new in places.items()):
            return self
        news = [places[old] for old in sorted(places)]
        if all(one < other for one, other in pairwise(news)):
            return Postings(self.terms, self.counts, array(NUMBER, map(places.__getitem__, self.numbers)), self.levels)
        scaled = {old: new * _LEVELS for old, new in places.items()}
        numbers, levels = array(NUMBER), bytearray()
        for start, end in zip(self.starts, self.starts[1:], strict=False):
            both = sorted(map(add, map(scaled.__getitem__, self.numbers[start:end]), self.levels[start:end]))
            numbers.extend([each // _LEVELS for each in both])
            levels.extend([each % _LEVELS for each in both])
        return Postings(self.terms, self.counts, numbers, bytes(levels))

    def joined(self, more: Mapping[str, Posting]) -> "Postings":
        """The same with these documents, which it has not yet; terms without documents are left out."""
        terms: list[str] = []
        counts: list[int] = []
        numbers: list[array[int]] = []
        levels: list[bytes | bytearray] = []
        at = 0
        for term in sorted(more):
            index = bisect_left(self.terms, term, at)
            known = index < len(self.terms) and self.terms[index] == term
            start, end = self.starts[index], self.starts[index + known]
            mixed = _mixed((self.numbers[start:end], self.levels[start:end]), more[term])
            terms += (*self.terms[at:index], term)
            counts += (*self.counts[at:index], len(mixed[0]))
            numbers += (self.numbers[self.starts[at] : start], mixed[0])
            levels += (self.levels[self.starts[at] : start], mixed[1])
            at = index + known
        terms += self.terms[at:]
        counts += self.counts[at:]
        numbers.append(self.numbers[self.starts[at] :])
        levels.append(self.levels[self.starts[at] :])
        return Postings(tuple(compress(terms, counts)), tuple(filter(None, counts)), _whole(numbers), b"".join(levels))


NONE = Postings((), (), array(NUMBER), b"")


def gathered(documents: Iterable[tuple[int, Weighed]]) -> tuple[dict[str, Posting], dict[int, int]]:
    """The terms of these documents, whose numbers rise, and how many words the title of each has."""
    found: dict[str, tuple[array[int], bytearray]] = defaultdict(lambda: (array(NUMBER), bytearray()))
    titles = {}
    for number, document in documents:
        titles[number] = document.title
        for term, level in zip(document.terms, document.levels, strict=True):
            numbers, levels = found[term]
            numbers.append(number)
            levels.append(level)
    return dict(found), titles


def _mixed(one: Posting, other: Posting) -> Posting:
    """Two rows as one."""
    if not one[0]:
        return other
    if len(other[0]) * _FEW > len(one[0]):
        pairs = sorted(zip(chain(one[0], other[0]), chain(one[1], other[1]), strict=True))
        return array(NUMBER, [number for number, _ in pairs]), bytes([level for _, level in pairs])
    numbers, levels = one[0][:], bytearray(one[1])
    for number, level in zip(*other, strict=True):
        place = bisect_left(numbers, number)
        numbers.insert(place, number)
        levels.insert(place, level)
    return numbers, levels


def _whole(parts: "Iterable[array[int]]") -> "array[int]":
    whole = array(NUMBER)
    whole.frombytes(b"".join(parts))
    return whole
