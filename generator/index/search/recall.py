"""What entries weighed at an earlier build, so that an edit weighs again only what it touches.

What a document's terms are worth follows from its own words, from the groups of synonyms, and from the words of all others: they
say what is a stem and what is joined (weigh.py). So a document may keep its weights until a word comes or goes that touches it.
"""

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.cache import digest
from generator.index.search.entries import Entry
from generator.index.search.weigh import Lexicon, Weighed
from generator.letters import ENDINGS

_NUMBER = "I"


def key_of(entry: Entry, column: frozenset[str]) -> str:
    """All that an entry's weights follow from beside the lexicon."""
    return digest(*chain.from_iterable(entry.zones), *sorted(column))


@dataclass(frozen=True)
class Difference:
    """What two lexicons with the same groups say otherwise. A document is touched that has one of the `terms`, or of the `pairs` the
    first and one of the others."""

    terms: frozenset[str]
    pairs: tuple[tuple[str, frozenset[str]], ...]

    def touches(self, terms: Sequence[str]) -> bool:
        """Whether a document with these terms, as the first lexicon gave them, may weigh something else with the second."""
        if not self.terms.isdisjoint(terms):
            return True
        if all(first not in terms for first, _ in self.pairs):
            return False
        found = frozenset(terms)
        return any(first in found and not others.isdisjoint(found) for first, others in self.pairs)


def difference(before: Lexicon, now: Lexicon) -> Difference:
    """What touches a document: a word with another stem, by the stem it had; a term that has come to end in a word of its own, or
    ceased to; and a word that neighbours are joined to, or no longer are, by the first of them and the next."""
    words = {word for word, _ in before.stems.items() ^ now.stems.items()}
    stems = (before.stems[word] for word in words if word in before.stems)
    ends = (word for word, _ in before.inner.items() ^ now.inner.items())
    joined = before.wanted ^ now.wanted
    return Difference(frozenset((*stems, *ends)), tuple(pair for word in sorted(joined) for pair in _neighbours(word)))


def _neighbours(word: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each beginning of a word that neighbours make, with all that may follow: a piece of the rest, or the rest with an ending on."""
    for size in range(1, len(word)):
        rest = word[size:]
        yield word[:size], frozenset((*(rest[:end] for end in range(1, len(rest) + 1)), *(rest + ending for ending in ENDINGS)))


def recalled(value: bytes | None, now: Lexicon) -> dict[str, Weighed]:
    """By key of entry, the weights in `value` (as `remembered` made it) that still hold. None where the groups are others."""
    if not value:
        return {}
    head, _, rest = value.partition(b"\n")
    about = json.loads(head)
    if about["groups"] != [list(group) for group in now.groups]:
        return {}
    stems, table = about["stems"], about["terms"]
    between = difference(Lexicon(dict(zip(stems[::2], stems[1::2], strict=True)), now.groups), now)
    found = _unpacked(about["entries"], table, rest)
    return {key: weighed for key, weighed in found if not between.touches(weighed.terms)}


def _unpacked(entries: Sequence[tuple[str, int, int, int]], table: Sequence[str], rest: bytes) -> Iterator[tuple[str, Weighed]]:
    numbers, start = array(_NUMBER), sum(terms for _, terms, _, _ in entries)
    numbers.frombytes(rest[start:])
    levels, at = 0, 0
    for key, terms, names, title in entries:
        said = tuple(map(table.__getitem__, numbers[at : at + terms + names]))
        yield key, Weighed(said[:terms], rest[levels : levels + terms], said[terms:], title)
        levels, at = levels + terms, at + terms + names


def remembered(weighed: Mapping[str, Weighed], lexicon: Lexicon) -> bytes:
    """A line of JSON with the lexicon, every term and the keys of the entries; then the levels of all, and the numbers of their terms and names."""
    table: dict[str, int] = {}
    numbers, entries = array(_NUMBER), []
    for key, each in weighed.items():
        entries.append((key, len(each.terms), len(each.names), each.title))
        numbers.extend(table.setdefault(term, len(table)) for term in chain(each.terms, each.names))
    about = {"groups": lexicon.groups, "stems": list(chain.from_iterable(lexicon.stems.items())), "terms": list(table), "entries": entries}
    return b"\n".join((json.dumps(about, ensure_ascii=False).encode(), b"".join((*(each.levels for each in weighed.values()), numbers.tobytes()))))
