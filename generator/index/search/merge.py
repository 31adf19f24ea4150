"""Entries to an Index: for every term the documents that have it, with its weight there. What depends on all documents."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.index.search.entries import WEIGHTS, Entry
from generator.index.search.normal import cuts, squeezed
from generator.index.search.stems import stems_of

# Weights are written as the nearest of these levels; a word of the title is marked beside.
LEVELS = (0.6, 1, 1.6, 2.5, 3.5, 4.5, 6, 8, 9, 10, 12, 14, 17)
TITLED = 16
_BETWEEN = [(low + high) / 2 for low, high in zip(LEVELS, LEVELS[1:], strict=False)]
_INNER = 0.6  # of a word that is the end of a compound: 분석 in 데이터분석
_AGAIN = 1.6  # a word that a place has three times or more
_COLUMN = 4.0  # a word that comes from a document's campus, field or type
_JOINED_LIMIT = 4
_INNER_FROM, _COMPOUND = 2, 4

# For each term its documents, rising, and beside them its weight in each: the number of a level, and TITLED in a title.
Postings = dict[str, tuple[list[int], list[int]]]


@dataclass(frozen=True)
class Index:
    """`titles`: how many words each title has; `names`: the terms of titles, tags and places; `groups`: members and the term that stands for them."""

    postings: Postings
    titles: tuple[int, ...]
    names: tuple[str, ...]
    groups: tuple[tuple[tuple[str, ...], str], ...]
    inner: Mapping[str, tuple[str, ...]]


def merge(entries: Sequence[Entry], groups: Iterable[Iterable[str]], columns: Sequence[frozenset[str]]) -> Index:
    """The Index of the entries, numbered as they come. `columns` are the words each has by its campus, field and type."""
    spoken = _without_sentences(entries)
    vocabulary = Counter(word for zones in spoken for said in zones.values() for word in set(said.split()))
    members = [tuple(dict.fromkeys(filter(None, map(squeezed, group)))) for group in groups]
    stems = stems_of(vocabulary, {member for group in members for member in group}.union(*columns))
    alone = {stems.get(word, word) for word in vocabulary}
    joins = _Joins(alone, {member for group in members for member in group})
    weighed = [_weigh(zones, stems, joins) for zones in spoken]
    names = {term for document in weighed for term, (weight, _) in document.items() if weight >= WEIGHTS["tags"]}
    titles = tuple(len({stems.get(word, word) for word in zones.get("title", "").split()}) for zones in spoken)
    kept_groups = _add_groups(weighed, members, columns)
    _add_inner(weighed, alone)
    postings: Postings = defaultdict(lambda: ([], []))
    for number, document in enumerate(weighed):
        for term, (weight, titled) in document.items():
            numbers, weights = postings[term]
            numbers.append(number)
            weights.append(bisect_left(_BETWEEN, weight) + TITLED * titled)
    inner = _inner_ends(postings)
    return Index(dict(sorted(postings.items())), titles, tuple(sorted(names & postings.keys())), kept_groups, inner)


def _without_sentences(entries: Sequence[Entry]) -> list[dict[str, str]]:
    """The words of each entry by place; the sentence ends of running text (…니다) are left out: nobody looks for them."""
    return [
        {zone: said if zone == "title" else "\n".join(_spoken(line) for line in said.split("\n")) for zone, said in entry.zones}
        for entry in entries
    ]


def _spoken(line: str) -> str:
    return " ".join(word for word in line.split() if not word.endswith("니다"))


class _Joins:
    """Neighbours that are elsewhere one word, or a synonym: 데이터 분석 → 데이터분석."""

    def __init__(self, alone: set[str], members: set[str]) -> None:
        self.wanted = {word for word in alone if len(word) > 2} | members
        self.beginnings = {word[:size] for word in self.wanted for size in range(1, len(word))}

    def found(self, row: Sequence[str]) -> Iterator[str]:
        """Every joined word in a row of words."""
        beginnings, wanted = self.beginnings, self.wanted
        for index, word in enumerate(row):
            joined = word
            for following in row[index + 1 : index + _JOINED_LIMIT]:
                if joined not in beginnings:
                    break
                before, joined = joined, joined + following
                if joined in wanted:
                    yield joined
                else:
                    yield from (before + stem for stem, _ in cuts(following) if before + stem in wanted)


def _weigh(zones: Mapping[str, str], stems: Mapping[str, str], joins: _Joins) -> dict[str, tuple[float, bool]]:
    """What each term of a document is worth, and whether it stands in the title."""
    worth: dict[str, float] = {}
    titled: set[str] = set()
    stem = stems.get
    for zone, said in zones.items():
        found: list[str] = []
        for line in said.split("\n"):
            row = [stem(word, word) for word in line.split()]
            found += row
            found += joins.found(row)
        counts = Counter(found)
        for term, count in counts.items():
            worth[term] = worth.get(term, 0) + WEIGHTS[zone] * (_AGAIN if count > 2 else 1)
        if zone == "title":
            titled.update(counts)
    return {term: (weight, term in titled) for term, weight in worth.items()}


def _add_groups(
    weighed: list[dict[str, tuple[float, bool]]], members: Sequence[tuple[str, ...]], columns: Sequence[frozenset[str]]
) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Give each document the numbers of the groups it has a member of; the groups that occur, each with its term."""
    groups_of: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(members):
        for member in group:
            groups_of[member].append(number)
    held: dict[int, set[str]] = defaultdict(set)
    for document, column in zip(weighed, columns, strict=True):
        found: dict[str, tuple[float, bool]] = {}
        for term in [*(document.keys() & groups_of.keys()), *(column & groups_of.keys())]:
            weight, titled = document.get(term, (_COLUMN, False))
            for number in groups_of[term]:
                held[number].add(term)
                key = f"#{number:03}"
                found[key] = max(found.get(key, (0, False)), (weight, titled))
        document |= found
    return tuple((group, f"#{number:03}") for number, group in enumerate(members) if held[number])


def _add_inner(weighed: list[dict[str, tuple[float, bool]]], alone: set[str]) -> None:
    """Give each document the words that end its compounds: 분석 for 데이터분석, where 분석 is a word of its own."""
    ends: dict[str, tuple[str, ...]] = {}
    for document in weighed:
        for term in list(document):
            if term not in ends:
                ends[term] = tuple(end for end in _ends(term) if end in alone)
            for end in ends[term]:
                weight, titled = document[term]
                if document.get(end, (0, False))[0] < weight * _INNER:
                    document[end] = (weight * _INNER, document.get(end, (0, False))[1])


def _ends(term: str) -> Iterator[str]:
    """The endings of a compound of four syllables or more, each from its third syllable or later."""
    if len(term) >= _COMPOUND and "가" <= term[0] <= "힣":
        for start in range(_INNER_FROM, len(term) - 1):
            yield term[start:]


def _inner_ends(postings: Postings) -> dict[str, tuple[str, ...]]:
    """For each beginning letter, the compounds that have an inner word there which is no word of its own."""
    found: dict[str, set[str]] = defaultdict(set)
    for term in postings:
        for end in _ends(term):
            if end not in postings:
                found[end[0]].add(term)
    return {letter: tuple(sorted(terms)) for letter, terms in sorted(found.items())}
