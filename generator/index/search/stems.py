"""Which Hangul words are indexed without their ending: rules, checked against the words of the whole corpus.

A particle or a 하다/되다 ending is cut where what remains occurs alone, or with two other particles. A particle of one
syllable stays on a word that itself takes particles: 전문가를 shows that 전문가 is whole. This is for size: the
browser finds 데이터를 by its beginning as well.
"""

from collections.abc import Iterable

from generator.letters import cuts

_WITH_OTHERS = 3


def stems_of(vocabulary: Iterable[str], names: Iterable[str] = ()) -> dict[str, str]:
    """For each word that is to be cut, what remains of it. `names` are words that are known to stand alone."""
    written = {word for word in vocabulary if len(word) > 1 and "가" <= word[-1] <= "힣"}
    named = frozenset(names)
    known = written | named
    followers: dict[str, int] = {}
    for word in written:
        for stem, _ in cuts(word):
            followers[stem] = followers.get(stem, 0) + 1
    found = {}
    for word in written:
        for stem, end in () if word in named else cuts(word):
            whole = len(end) == 1 and word in followers
            if not whole and (stem in known or followers[stem] >= _WITH_OTHERS):
                found[word] = stem
                break
    return {word: _last(found, stem) for word, stem in found.items()}


def _last(found: dict[str, str], stem: str) -> str:
    while stem in found:
        stem = found[stem]
    return stem
