"""An Index to files: core, shards of terms, blocks of cards; plain JSON text, names by content, so each is cached for good.

A shard or a block has a label that says what it is made of: one that the last build had is not written out again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b, sha256
from itertools import accumulate, groupby, pairwise
from posixpath import basename, normpath
from typing import Any, NamedTuple

from generator.index.search.codec import packed, packed_gaps, packed_small
from generator.index.search.entries import Entry, cut
from generator.index.search.merge import Index
from generator.index.search.near import near
from generator.index.search.postings import Postings
from generator.index.search.weigh import LEVELS, NAMED
from generator.letters import LEAD
from generator.output import Output

# Up to this many documents everything is one shard and one block, fetched at once.
SMALL = 1500
# The folder, beside those of the languages, of all files whose names hold their digest: security.py lets browsers keep it for good.
PIECES = "pieces"
SHARDS, BLOCK = 128, 32
# Letters of text in all cards together: with few items there is room to show where in a text a word stands.
_TEXTS, _SHORTEST = 25_600, 64
_UNNAMED = bytes(level % NAMED for level in range(256))

# The order of what stands in the core.
_CORE = (
    "language count types type kinds campuses sets campus fields field particles verbal fillers own "
    "states statuses patterns levels titles dates groups rest names cards"
).split()

ResultCard = list[str]


class Piece(NamedTuple):
    """A file, and the `label` of what it is made of ("" where it is made anew each time)."""

    label: str
    output: Output


def length_for(documents: int) -> int:
    """How many letters of its text the card of each has, of so many."""
    return max(_SHORTEST, min(LEAD, _TEXTS // max(1, documents)))


def size_for(documents: int) -> int:
    """How many cards stand in a block, of so many."""
    return max(1, documents) if documents <= SMALL else BLOCK


def result_card(entry: Entry, length: int) -> ResultCard:
    """What a result shows. The address follows from type, slug and the part of the page, where there is one; campuses, field and dates
    stand in the core."""
    return [entry.slug, entry.title, entry.summary, cut(entry.text, length), *filter(None, [entry.part])]


def make_files(
    folder: str, core: Mapping[str, Any], keys: Sequence[str], card: Callable[[int], ResultCard], index: Index, known: Mapping[str, Output]
) -> Iterator[Piece]:
    """The files of one language under `folder`; `core` holds what is known before: columns, names, states.

    `keys` say of each document all that its card follows from, `card` gives it; `known` are files of the last build by their labels.
    """
    small, size = len(keys) <= SMALL, size_for(len(keys))
    shards = list(_shards(folder, index, small, known))
    blocks = [_block(folder, keys, start, size, card, known) for start in range(0, len(keys), size)]
    cards = [_name(block) for block in blocks]
    rest = Piece("", _file(folder, "rest-", _groups((*index.groups, (index.absent, "")))))
    more = {
        "count": len(keys),
        "levels": LEVELS,
        "titles": packed(index.titles),
        "groups": _groups(near(index, core, small)),
        "rest": _name(rest),
        "names": "" if small else " ".join(index.names),
        "cards": {"size": size, "names": cards},
    }
    whole = {**core, **more}
    file = Piece("", _file(folder, "core-", {key: whole[key] for key in _CORE}))
    # What a first query needs beside the core, so that the page can ask for all at once; with one block of cards, that too.
    first = {"core": _name(file), "shards": [[start, _name(shard)] for start, shard in shards], "cards": cards if small else []}
    yield Piece("", Output(f"{folder}/index.json", _json(first)))
    yield file
    yield rest
    yield from (shard for _, shard in shards)
    yield from blocks


def _groups(groups: Iterable[tuple[Sequence[str], str]]) -> list[list[str]]:
    """The groups of synonyms, each with the term that stands for it."""
    return [[" ".join(members), key] for members, key in groups if members]


def _shares(index: Index, number: int) -> list[int]:
    """Where the terms in rising order are cut into about `number` shares of like size; terms of one first letter stay together."""
    counts = index.postings.counts
    limit = sum(counts) / number
    cuts, held, at = [0], 0, 0
    for _, run in groupby(index.postings.terms, key=lambda term: term if term[0] == "#" else term[0]):
        end = at + sum(1 for _ in run)
        size = sum(counts[at:end])
        if at > cuts[-1] and held + size / 2 > limit:
            cuts.append(at)
            held = 0
        held += size
        at = end
    return [*cuts, at]


def _shards(folder: str, index: Index, small: bool, known: Mapping[str, Output]) -> Iterator[tuple[str, Piece]]:
    """Each shard with its first term."""
    postings = index.postings
    numbers = memoryview(postings.numbers)
    bounds = _shares(index, 1 if small else SHARDS)
    for at, end in pairwise(bounds):
        terms, counts = postings.terms[at:end], postings.counts[at:end]
        start, stop = postings.starts[at], postings.starts[end]
        letters = dict.fromkeys(term[0] for term in terms)
        inner = "" if small else " ".join(dict.fromkeys(term for letter in letters for term in index.inner.get(letter, ())))
        data = {"t": " ".join(terms), "n": packed(counts)}
        levels = postings.levels[start:stop].translate(_UNNAMED)
        label = _label(*(text.encode() for text in (*data.values(), inner)), numbers[start:stop], levels)
        yield terms[0] if terms else "", _known_or(known, label, partial(_shard, folder, data, postings, start, counts, levels, inner))


def _shard(
    folder: str, data: Mapping[str, str], postings: Postings, start: int, counts: Sequence[int], levels: bytes, inner: str
) -> Output:
    gaps = "".join([packed_gaps(postings.numbers[begin:close]) for begin, close in _rows(counts, start)])
    return _file(folder, "s/", {**data, "d": gaps, "w": packed_small(levels), "i": inner})


def _rows(counts: Sequence[int], start: int) -> Iterator[tuple[int, int]]:
    ends = list(accumulate(counts, initial=start))
    return pairwise(ends)


def _block(
    folder: str, keys: Sequence[str], start: int, size: int, card: Callable[[int], ResultCard], known: Mapping[str, Output]
) -> Piece:
    label = _label("\n".join(keys[start : start + size]).encode())
    return _known_or(known, label, lambda: _file(folder, "c/", [card(number) for number in range(start, min(start + size, len(keys)))]))


def _known_or(known: Mapping[str, Output], label: str, make: Callable[[], Output]) -> Piece:
    return Piece(label, known.get(label) or make())


def _label(*parts: bytes | memoryview) -> str:
    """A digest of the parts, each told apart from the next."""
    whole = blake2b(digest_size=16)
    for part in parts:
        whole.update(b"%d:" % len(part))
        whole.update(part)
    return whole.hexdigest()


def _name(piece: Piece) -> str:
    """The name of a piece, as from the folder of its language."""
    return f"../{piece.output.path.partition('/')[2]}"


def _file(folder: str, prefix: str, data: Any) -> Output:
    body = _json(data)
    return Output(normpath(f"{folder}/../{PIECES}/{basename(folder)}/{prefix}{sha256(body).hexdigest()[:10]}.json"), body)


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
