"""Which synonyms the core brings: those without which a query would find something else.

A query with a word that finds nothing, or that is repaired, lets the engine fetch all synonyms and ask again. So one may stay away
whose word finds nothing while it is not known. How a word is found that is no synonym says static/js/search/words.js (`plain`,
`known`, `inPieces`); here it is said again, but for what takes half-typed words further.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from generator.index.search.merge import Index
from generator.index.search.sentences import SPOKEN
from generator.letters import ENDINGS, cuts

_PIECES = 3  # how often a word is cut, as inPieces does
_TOP = "\uffff"  # after every letter of a word
_LONG = 3  # a term with more letters is found by what stands inside it


def near(index: Index, core: Mapping[str, Any], small: bool) -> list[tuple[list[str], str]]:
    """The groups of an `index` with those of their members that its `core` brings. In a `small` one all terms are at hand."""
    finder = Finder(index, core, small)
    every = sorted({member for members, _ in index.groups for member in members}, key=len)
    for _, alike in groupby(every, key=len):  # of the shorter ones longer are made
        finder.learn([*filter(finder.finds, alike)])
    return [(list(filter(finder.is_begun, members)), key) for members, key in index.groups]


class Finder:
    """What the engine finds for a word by the terms of an index, the words of this core, and the synonyms that it has learnt."""

    def __init__(self, index: Index, core: Mapping[str, Any], small: bool) -> None:
        said = (words for *_, words in (*core["campuses"], *core["fields"]))
        self._columns = frozenset(" ".join((*said, *core["kinds"])).split())
        self._words: list[str] = []
        self._known: set[str] = set()
        self.learn(self._columns.union(index.postings.terms))
        # What is known with one syllable: in a small index about all, since the engine takes names from the weights there.
        self._names = self._columns.union(index.postings.terms if small else index.names)
        self._inner = " ".join(term[1:] for term in self._names.union(*index.inner.values()) if len(term) > _LONG)
        self._fillers = frozenset(core["fillers"].split())
        self._fills, self._is_part = cache(self._is_filler), cache(self._is_known)  # many are made of the same

    def learn(self, words: Iterable[str]) -> None:
        """Know these words too."""
        self._known.update(words)
        self._words = sorted(self._known)

    def finds(self, word: str) -> bool:
        """Whether it finds something: words that begin as this does or have it inside, its stem, or the words that it is made of."""
        return (
            self.is_begun(word)
            or (len(word) > 1 and word in self._inner)
            or self._is_known(word)
            or self._is_said_of_known(word)
            or self._is_made_of_words(word, _PIECES)
        )

    def is_begun(self, word: str) -> bool:
        """Whether it knows the word, or one that begins so."""
        return any(self._between(word, _last(word)))

    def _between(self, first: str, last: str) -> Sequence[str]:
        return self._words[bisect_left(self._words, first) : bisect_left(self._words, last)]

    def _begun(self, word: str) -> Iterator[str]:
        """What the words that begin with this go on with; "" for itself."""
        return (each[len(word) :] for each in self._between(word, word + _TOP))

    def _is_known(self, word: str) -> bool:
        """Whether the word, or what remains of it without an ending, is known, also with an ending."""
        stems = (word, *(stem for stem, _ in cuts(word)))
        return any((stem[1:] or stem in self._names) and any(not rest or rest in ENDINGS for rest in self._begun(stem)) for stem in stems)

    def _is_said_of_known(self, word: str) -> bool:
        """Whether the word is a known one, or what fills, with a verb: 회사 다니는데, 또 들을. In a question the verb is not asked for."""
        cut = ((word[:at], word[at:]) for at in range(1, len(word)))
        return any((head in self._fillers or head in self._known) and SPOKEN.search(tail) for head, tail in cut)

    def _is_filler(self, word: str) -> bool:
        """Whether the word only fills, or what it has an ending on does."""
        return word in self._fillers or any(word[:at] in self._fillers and word[at:] in ENDINGS for at in range(1, len(word)))

    def _is_made_of_words(self, word: str, depth: int) -> bool:
        """Whether the word is known words one after the other; of what only fills the rest counts."""
        if len(word) <= 2 or not depth:
            return False
        return any(self._is_part(rest) or self._is_made_of_words(rest, depth - 1) for rest in self._rests(word))

    def _rests(self, word: str) -> Iterator[str]:
        """For each way to cut the word in two, what has to be known yet."""
        for at in range(1, len(word)):
            head, tail = word[:at], word[at:]
            if self._fills(tail):
                yield head
            elif at > 1 and self._fills(head):
                yield tail
            if (len(tail) > 1 or head in self._columns) and self._is_part(head):
                yield tail


def _last(word: str) -> str:
    """What no word that begins as this does is after. A syllable that is open may be closed yet: 도보 is on the way to 도봉."""
    is_open = "가" <= word[-1] <= "힣" and not (ord(word[-1]) - ord("가")) % 28
    return word[:-1] + chr(ord(word[-1]) + 27) + _TOP if is_open else word + _TOP
