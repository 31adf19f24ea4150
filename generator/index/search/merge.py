"""Weighed documents to an Index: for every term the documents that have it, with its weight there."""

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.index.search.weigh import Lexicon, Weighed, ends_of, group_term

# For each term its documents, rising, and beside them its level in each.
Postings = dict[str, tuple["array[int]", bytearray]]


@dataclass(frozen=True)
class Index:
    """`titles`: how many words each title has; `names`: the terms of titles, tags and places; `groups`: members and the term that stands for them."""

    postings: Postings
    titles: tuple[int, ...]
    names: tuple[str, ...]
    groups: tuple[tuple[tuple[str, ...], str], ...]
    inner: Mapping[str, tuple[str, ...]]


def merge(documents: Sequence[Weighed], lexicon: Lexicon) -> Index:
    """The Index of the documents, numbered as they come."""
    found: Postings = defaultdict(lambda: (array("I"), bytearray()))
    for number, document in enumerate(documents):
        for term, level in zip(document.terms, document.levels, strict=True):
            numbers, levels = found[term]
            numbers.append(number)
            levels.append(level)
    postings = dict(sorted(found.items()))
    names = {name for document in documents for name in document.names}
    groups = tuple((group, group_term(number)) for number, group in enumerate(lexicon.groups) if group_term(number) in postings)
    titles = tuple(document.title for document in documents)
    return Index(postings, titles, tuple(sorted(names & postings.keys())), groups, _inner_ends(postings))


def _inner_ends(postings: Postings) -> dict[str, tuple[str, ...]]:
    """For each beginning letter, the compounds that have an inner word there which is no word of its own."""
    found: dict[str, set[str]] = defaultdict(set)
    for term in postings:
        for end in ends_of(term):
            if end not in postings:
                found[end[0]].add(term)
    return {letter: tuple(sorted(terms)) for letter, terms in sorted(found.items())}
