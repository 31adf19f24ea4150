"""What an edit touches: which documents have to be weighed again because words of others came or went.

What a document's terms are worth follows from its own words, from the groups of synonyms, and from the words of all others: they
say what is a stem and what is joined (weigh.py). So a document may keep its weights until a word comes or goes that touches it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.index.search.postings import Postings
from generator.index.search.weigh import Lexicon
from generator.letters import ENDINGS


@dataclass(frozen=True)
class Difference:
    """What two lexicons with the same groups say otherwise. A document is touched that has one of the `terms`, or of the `pairs` the
    first and one of the others."""

    terms: frozenset[str]
    pairs: tuple[tuple[str, frozenset[str]], ...]

    def touched(self, postings: Postings) -> set[int]:
        """The documents which, with these terms as the first lexicon gave them, may weigh something else with the second."""
        found: set[int] = set()
        for term in self.terms:
            found.update(postings.documents(term))
        for first, others in self.pairs:
            if first in postings:
                having = frozenset(postings.documents(first))
                for other in others:
                    found.update(having.intersection(postings.documents(other)))
        return found


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
