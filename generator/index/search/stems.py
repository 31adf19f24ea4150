"""Which Hangul words are indexed without their ending: rules, checked against the words of the whole corpus.

A particle or a 하다/되다 ending is cut where what remains occurs alone, or with two other particles. A particle of one
syllable stays on a word that itself takes particles: 전문가를 shows that 전문가 is whole. This is for size: the
browser finds 데이터를 by its beginning as well.
"""

from collections.abc import Iterable

from generator.index.search.normal import PARTICLES

VERBAL = (
    "했습니다 됐습니다 되었습니다 하였습니다 합니다 됩니다 하십시오 하세요 하려면 하려는 하도록 되도록 하면서 하지만 하거나 하는지 "
    "하면 하여 하고 하며 하는 하기 하게 해서 해야 했던 했다 한다 된다 되는 되어 되고 되며 되면 되기 한 할 해 된 될 하 함 됨"
).split()
_ENDINGS = tuple(sorted((*PARTICLES, *VERBAL), key=lambda end: (-len(end), end)))
_LONGEST = max(map(len, _ENDINGS))
_KNOWN = frozenset(_ENDINGS)
_WITH_OTHERS = 3


def stems_of(vocabulary: Iterable[str]) -> dict[str, str]:
    """For each word that is to be cut, what remains of it."""
    known = {word for word in vocabulary if len(word) > 1 and "가" <= word[-1] <= "힣"}
    followers: dict[str, int] = {}
    for word in known:
        for stem, _ in _cuts(word):
            followers[stem] = followers.get(stem, 0) + 1
    found = {}
    for word in known:
        for stem, end in _cuts(word):
            whole = len(end) == 1 and word in followers
            if not whole and (stem in known or followers[stem] >= _WITH_OTHERS):
                found[word] = stem
                break
    return {word: _last(found, stem) for word, stem in found.items()}


def _last(found: dict[str, str], stem: str) -> str:
    while stem in found:
        stem = found[stem]
    return stem


def _cuts(word: str) -> list[tuple[str, str]]:
    """Each way to cut the word, the longest ending first."""
    longest = min(_LONGEST, len(word) - 2)
    return [(word[:-size], word[-size:]) for size in range(longest, 0, -1) if word[-size:] in _KNOWN]
