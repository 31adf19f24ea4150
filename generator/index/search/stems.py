"""Which Hangul words are indexed without their ending: rules, checked against the words of the whole corpus.

A particle or a 하다/되다 ending is cut where what remains occurs alone, or with two other particles. A particle of one
syllable stays on a word that itself takes particles: 전문가를 shows that 전문가 is whole. This is for size: the
browser finds 데이터를 by its beginning as well. A long noun that stands only once, as 팟캐스트와, is cut by the particle
alone, where that agrees with the syllable before it (과 from four syllables on): so that a slip in it can be repaired.
"""

from collections.abc import Iterable

from generator.letters import cuts

_WITH_OTHERS = 3
# Particles that no noun ends with, by what stands before them: a vowel, ㄹ, or another consonant.
_AFTER_VOWEL = frozenset("를 와 로 는 가 라는 로는".split())
_AFTER_CONSONANT = frozenset("을 으로 은 이 이라는 으로는".split())
_LONG = 3
# Nouns end with 과 too (물리치료과): a longer one loses nothing by it, as its whole is found by its beginning.
_LONGER = 4


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
            if not whole and (stem in known or followers[stem] >= _WITH_OTHERS or _agrees(stem, end)):
                found[word] = stem
                break
    return {word: _last(found, stem) for word, stem in found.items()}


def _last(found: dict[str, str], stem: str) -> str:
    while stem in found:
        stem = found[stem]
    return stem


def _agrees(stem: str, end: str) -> bool:
    """Whether a long word and a particle show each other: 팟캐스트와, 내레이션을."""
    final = (ord(stem[-1]) - 0xAC00) % 28
    if end == "과":
        return len(stem) >= _LONGER and final > 0
    return len(stem) >= _LONG and end in (_AFTER_CONSONANT if final and not (final == 8 and end == "로") else _AFTER_VOWEL)
