"""An Index to files: core, shards of terms, blocks of cards; plain JSON text, names by content, so each is cached for good."""

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from posixpath import basename, normpath
from typing import Any

from generator.index.search.codec import gaps, packed
from generator.index.search.dates import columns_of
from generator.index.search.entries import LONGEST, Entry, cut
from generator.index.search.merge import Index
from generator.index.search.weigh import LEVELS
from generator.output import Output

# Up to this many documents everything is one shard and one block, fetched at once.
SMALL = 1500
# The folder, beside those of the languages, of all files whose names hold their digest: security.py lets browsers keep it for good.
PIECES = "pieces"
SHARDS, BLOCK = 128, 32
# Letters of text in all cards together: with few items there is room to show where in a text a word stands.
_TEXTS, _SHORTEST = 44_000, 110


def make_files(folder: str, core: Mapping[str, Any], entries: Sequence[Entry], index: Index) -> Iterator[Output]:
    """The files of one language under `folder`; `core` holds what is known before: columns, names, states."""
    small = len(entries) <= SMALL
    shards = [_shard(folder, terms, index, small) for terms in _shares(index, 1 if small else SHARDS)]
    size = max(1, len(entries)) if small else BLOCK
    length = max(_SHORTEST, min(LONGEST, _TEXTS // max(1, len(entries))))
    blocks = [_block(folder, entries[start : start + size], length) for start in range(0, len(entries), size)]
    whole = {
        **core,
        "levels": LEVELS,
        "titles": packed(index.titles),
        "dates": columns_of([entry.dates for entry in entries]),
        "groups": [[" ".join(members), key] for members, key in index.groups],
        "names": "" if small else " ".join(index.names),
        "cards": {"size": size, "names": [name for name, _ in blocks]},
    }
    file = _file(folder, "core-", whole)
    # What a first query needs beside the core, so that the page can ask for all at once; with one block of cards, that too.
    first = {"core": file[0], "shards": [[start, name] for start, name, _ in shards], "cards": [name for name, _ in blocks] if small else []}
    yield Output(f"{folder}/index.json", _json(first))
    yield file[1]
    yield from (output for *_, output in shards)
    yield from (output for _, output in blocks)


def _shares(index: Index, number: int) -> list[list[str]]:
    """The terms in rising order, cut into about `number` shares of like size; terms of one first letter stay together."""
    limit = sum(len(numbers) for numbers, _ in index.postings.values()) / number
    shares: list[list[str]] = [[]]
    held = 0
    for _, run in groupby(index.postings, key=lambda term: term if term[0] == "#" else term[0]):
        terms = list(run)
        size = sum(len(index.postings[term][0]) for term in terms)
        if shares[-1] and held + size / 2 > limit:
            shares.append([])
            held = 0
        shares[-1] += terms
        held += size
    return shares


def _shard(folder: str, terms: Sequence[str], index: Index, small: bool) -> tuple[str, str, Output]:
    postings = [index.postings[term] for term in terms]
    letters = dict.fromkeys(term[0] for term in terms)
    data = {
        "t": " ".join(terms),
        "n": packed(len(numbers) for numbers, _ in postings),
        "d": "".join(packed(gaps(numbers)) for numbers, _ in postings),
        "w": "".join(packed(weights) for _, weights in postings),
        "i": "" if small else " ".join(dict.fromkeys(term for letter in letters for term in index.inner.get(letter, ()))),
    }
    name, output = _file(folder, "s/", data)
    return terms[0] if terms else "", name, output


def _block(folder: str, entries: Sequence[Entry], length: int) -> tuple[str, Output]:
    """What results show. The address follows from type and slug, campuses, field and dates stand in the core."""
    return _file(folder, "c/", [[entry.slug, entry.title, entry.summary, cut(entry.text, length)] for entry in entries])


def _file(folder: str, prefix: str, data: Any) -> tuple[str, Output]:
    body = _json(data)
    name = f"../{PIECES}/{basename(folder)}/{prefix}{sha256(body).hexdigest()[:10]}.json"
    return name, Output(normpath(f"{folder}/{name}"), body)


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
