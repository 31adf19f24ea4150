"""Postings to an Index: beside them what the core and the shards say of terms."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.index.search.learn import Learnt
from generator.index.search.postings import Postings
from generator.index.search.weigh import NAMED, ends_of, group_term

_UNNAMED = bytes(range(NAMED))


@dataclass(frozen=True)
class Index:
    """`titles`: how many words each title has; `names`: the terms of titles, tags and places;
    `groups`: members and the term that stands for them; `absent`: synonyms that stand nowhere, and begin others that do mean something:
    야간 is no half of 야간 모드."""

    postings: Postings
    titles: tuple[int, ...]
    names: tuple[str, ...]
    groups: tuple[tuple[tuple[str, ...], str], ...]
    absent: tuple[str, ...]
    inner: Mapping[str, tuple[str, ...]]


def merge(learnt: Learnt) -> Index:
    """The Index of the documents, numbered as they come."""
    postings = learnt.postings
    bounds = zip(postings.terms, postings.starts, postings.starts[1:], strict=False)
    names = tuple(term for term, start, end in bounds if postings.levels[start:end].translate(None, _UNNAMED))
    groups = tuple((group, group_term(number)) for number, group in enumerate(learnt.lexicon.groups) if group_term(number) in postings)
    return Index(postings, learnt.titles, names, groups, _absent(learnt.lexicon.groups, groups), _inner_ends(postings))


def _absent(every: Iterable[tuple[str, ...]], groups: Iterable[tuple[tuple[str, ...], str]]) -> tuple[str, ...]:
    """The synonyms of no group that stands somewhere with which a synonym of such a group begins."""
    known = sorted({member for members, _ in groups for member in members})
    others = {member for members in every for member in members}.difference(known)
    return tuple(sorted(each for each in others if (at := bisect_right(known, each)) < len(known) and known[at].startswith(each)))


def _inner_ends(postings: Postings) -> dict[str, tuple[str, ...]]:
    """For each beginning letter, the compounds that have an inner word there which is no word of its own."""
    found: dict[str, set[str]] = defaultdict(set)
    for term in postings.terms:
        for end in ends_of(term):
            if end not in postings:
                found[end[0]].add(term)
    return {letter: tuple(sorted(terms)) for letter, terms in sorted(found.items())}
