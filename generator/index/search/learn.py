"""What all documents together give: their words, the lexicon, the postings; from what the last build had, where most are the same."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from generator.cache import digest
from generator.index.search import postings as postings_of
from generator.index.search import vocabulary as vocabulary_of
from generator.index.search.entries import Entry
from generator.index.search.items import IndexItem
from generator.index.search.postings import Postings, gathered
from generator.index.search.recall import difference
from generator.index.search.vocabulary import Vocabulary
from generator.index.search.weigh import Groups, Lexicon, lexicon_of, weigh


@dataclass(frozen=True)
class Learnt:
    """All documents in order by `names`, `keys` and `titles` (how many words a title has), with all their words. `about` says what else
    the lexicon follows from."""

    about: str
    names: tuple[str, ...]
    keys: tuple[str, ...]
    titles: tuple[int, ...]
    vocabulary: Vocabulary
    lexicon: Lexicon
    postings: Postings


def nothing(groups: Groups) -> Learnt:
    """What is known before any document is."""
    return Learnt("", (), (), (), vocabulary_of.NONE, Lexicon({}, groups), postings_of.NONE)


def learnt(documents: Sequence[IndexItem], known_alone: Collection[str], before: Learnt) -> tuple[Learnt, dict[int, Entry]]:
    """What the documents give, and the entries that had to be made for it: `before` is of the same groups of synonyms.

    `known_alone` are words that stand alone (names of campuses and fields).
    """
    numbers = {name: number for number, name in enumerate(before.names)}
    kept = [_kept(document, numbers, before) for document in documents]
    entries = {number: documents[number].entry() for number, old in enumerate(kept) if old < 0}
    vocabulary = before.vocabulary.edited(kept, ((number, entry.words()) for number, entry in entries.items()))
    about, words = digest(*sorted(known_alone)), vocabulary.words()
    lexicon, touched = before.lexicon, set[int]()
    if about != before.about or words != lexicon.stems.keys():
        lexicon = lexicon_of(words, lexicon.groups, known_alone)
        touched = difference(before.lexicon, lexicon).touched(before.postings) if before.names else touched
    entries |= {number: documents[number].entry() for number, old in enumerate(kept) if old in touched}
    places = {old: number for number, old in enumerate(kept) if number not in entries}
    stays = before.postings.without(set(range(len(before.names))).difference(places)).renumbered(places)
    more, titled = gathered((number, weigh(entries[number], documents[number].column, lexicon)) for number in sorted(entries))
    titles = tuple(titled[number] if number in titled else before.titles[old] for number, old in enumerate(kept))
    names, keys = tuple(document.name for document in documents), tuple(document.key for document in documents)
    return Learnt(about, names, keys, titles, vocabulary, lexicon, stays.joined(more)), entries


def _kept(document: IndexItem, numbers: Mapping[str, int], before: Learnt) -> int:
    """The number that a document had, if it is as it was; else -1."""
    number = numbers.get(document.name, -1)
    return number if number >= 0 and before.keys[number] == document.key else -1
