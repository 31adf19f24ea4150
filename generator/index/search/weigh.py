"""What each term of a document is worth: the words of its places, their stems, neighbours as one word, groups, inner words.

A document alone does not say which of its words are cut or joined: the Lexicon says, which is made from all of them.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from generator.index.search.entries import WEIGHTS, Entry
from generator.index.search.stems import stems_of
from generator.letters import cuts, squeezed

# Weights are written as the nearest of these levels; a word of the title is marked beside. So is, for ourselves, a name: a word of a
# title, a place or a tag.
LEVELS = (0.6, 1, 1.6, 2.5, 3.5, 4.5, 6, 8, 9, 10, 12, 14, 17)
TITLED, NAMED = 16, 32
Groups = tuple[tuple[str, ...], ...]
_BETWEEN = [(low + high) / 2 for low, high in pairwise(LEVELS)]
_INNER = 0.6  # of a word that is the end of a compound: 분석 in 데이터분석
_AGAIN = 1.6  # a word that a place has three times or more
_COLUMN = 4.0  # a word that comes from a document's campus, field or type
_JOINED_LIMIT = 4
_INNER_FROM, _COMPOUND = 2, 4
_NOT = (0.0, False)


@dataclass(frozen=True)
class Weighed:
    """A document's `terms` with the `levels` of each (a number of LEVELS, TITLED in a title, NAMED in a title, a place or a tag), and
    how many words its title has."""

    terms: tuple[str, ...]
    levels: bytes
    title: int


@dataclass(frozen=True)
class Lexicon:
    """What all documents together say of words: every word with its stem (itself where it is not cut); the groups."""

    stems: Mapping[str, str]
    groups: Groups

    @cached_property
    def alone(self) -> frozenset[str]:
        """Every stem: a word that stands alone somewhere."""
        return frozenset(self.stems.values())

    @cached_property
    def wanted(self) -> frozenset[str]:
        """What neighbours are joined to: 데이터 분석 → 데이터분석, where that is a word elsewhere, or a synonym."""
        return frozenset(word for word in self.alone if len(word) > 2).union(*self.groups)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The beginnings of those."""
        return frozenset(word[:size] for word in self.wanted for size in range(1, len(word)))

    @cached_property
    def numbers(self) -> Mapping[str, tuple[str, ...]]:
        """The terms of the groups that a word is a member of."""
        found: dict[str, tuple[str, ...]] = {}
        for number, group in enumerate(self.groups):
            for member in group:
                found[member] = (*found.get(member, ()), group_term(number))
        return found

    @cached_property
    def inner(self) -> Mapping[str, tuple[str, ...]]:
        """Every compound that ends in words of their own, with those: 분석 of 데이터분석."""
        ends = ((word, tuple(end for end in ends_of(word) if end in self.alone)) for word in self.alone.union(*self.groups))
        return {word: found for word, found in ends if found}


def group_term(number: int) -> str:
    """The term that stands for a group of synonyms."""
    return f"#{number:03}"


def groups_of(groups: Iterable[Iterable[str]]) -> Groups:
    """The groups of synonyms, each synonym as one word."""
    return tuple(tuple(dict.fromkeys(filter(None, map(squeezed, group)))) for group in groups)


def lexicon_of(vocabulary: Collection[str], groups: Groups, alone: Iterable[str]) -> Lexicon:
    """The Lexicon of all words; `alone` are some that are known to stand alone."""
    stems = stems_of(vocabulary, {member for group in groups for member in group}.union(alone))
    # One object for each word, however many documents have it.
    shared = {word: word for word in vocabulary}
    return Lexicon({word: shared.setdefault(stems.get(word, word), stems.get(word, word)) for word in vocabulary}, groups)


def weigh(entry: Entry, column: frozenset[str], lexicon: Lexicon) -> Weighed:
    """One entry's terms. `column` are the words that it has by its campus, field and type."""
    worth, titled = _worth(entry.zones, lexicon)
    found = {term: (weight, term in titled) for term, weight in worth.items()}
    found |= _groups(found, column, lexicon.numbers)
    for term in [term for term in found if term in lexicon.inner]:
        for end in lexicon.inner[term]:
            weight = found[term][0] * _INNER
            if found.get(end, _NOT)[0] < weight:
                found[end] = (weight, found.get(end, _NOT)[1])
    levels = bytearray([bisect_left(_BETWEEN, weight) + TITLED * in_title for weight, in_title in found.values()])
    for place, weight in enumerate(worth.values()):  # they stand first
        if weight >= WEIGHTS["tags"]:
            levels[place] += NAMED
    title = len({lexicon.stems[word] for zone, said in entry.zones if zone == "title" for word in said.split()})
    return Weighed(tuple(found), bytes(levels), title)


def _worth(zones: Iterable[tuple[str, str]], lexicon: Lexicon) -> tuple[dict[str, float], set[str]]:
    """What each word is worth by where it stands, and those of the title."""
    worth: dict[str, float] = {}
    titled: set[str] = set()
    stems, beginnings, wanted = lexicon.stems, lexicon.beginnings, lexicon.wanted
    for zone, said in zones:
        found: list[str] = []
        for line in said.split("\n"):
            row = [stems[word] for word in line.split()]
            found += row
            for index, (word, following) in enumerate(pairwise(row)):
                # Most of all end here, so they are not handed on.
                if word in beginnings and ((start := word + following[0]) in beginnings or start in wanted):
                    found += _joined(row[index : index + _JOINED_LIMIT], beginnings, wanted)
        counts = Counter(found)
        for term, count in counts.items():
            worth[term] = worth.get(term, 0) + WEIGHTS[zone] * (_AGAIN if count > 2 else 1)
        if zone == "title":
            titled.update(counts)
    return worth, titled


def _joined(row: Sequence[str], beginnings: frozenset[str], wanted: frozenset[str]) -> Iterator[str]:
    """The words that the first of these words makes with those after it."""
    joined = row[0]
    for following in row[1:]:
        start = joined + following[0]
        if start not in beginnings and start not in wanted:
            break
        before, joined = joined, joined + following
        if joined in wanted:
            yield joined
        else:
            yield from (before + stem for stem, _ in cuts(following) if before + stem in wanted)


def _groups(
    found: Mapping[str, tuple[float, bool]], column: frozenset[str], numbers: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[float, bool]]:
    """The terms of the groups that a document has a member of, each worth as much as the worthiest member."""
    groups: dict[str, tuple[float, bool]] = {}
    for term in (*(found.keys() & numbers.keys()), *(column & numbers.keys())):
        value = found.get(term, (_COLUMN, False))
        for group in numbers[term]:
            groups[group] = max(groups.get(group, _NOT), value)
    return groups


def ends_of(term: str) -> Iterator[str]:
    """The endings of a compound of four syllables or more, each from its third syllable or later."""
    if len(term) >= _COMPOUND and "가" <= term[0] <= "힣":
        for start in range(_INNER_FROM, len(term) - 1):
            yield term[start:]
