"""The search index: per language one small set of files that the browser's engine (`static/js/search/`) reads.

entries (what an item says) → weigh (which terms, how much) → merge (of all) → files (core, shards, cards).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.cache import program
from generator.index.search.codec import packed
from generator.index.search.entries import Entry, entries_of, in_every, places_of
from generator.index.search.files import make_files
from generator.index.search.merge import merge
from generator.index.search.recall import key_of, recalled, remembered
from generator.index.search.states import STATES
from generator.index.search.weigh import lexicon_of, weigh
from generator.letters import PARTICLES, VERBAL, squeezed, words
from generator.model import Site
from generator.output import Kept, Output
from generator.pages import Page
from generator.urls import MAIN_LANGUAGE

FOLDER = "search"
TYPES = ("campuses", "fields", "pages", "courses", "stories", "notices")


def make_search(site: Site, _pages: Iterable[Page], memory: Mapping[str, bytes] | None = None) -> Iterator[Output | Kept]:
    """The search index of each language of the site. `memory` is what an earlier build kept, and what is given to be kept replaces it."""
    for language in site.info.languages:
        yield from _make(site, language, memory or {})


def kept_by_search(site: Site) -> tuple[str, ...]:
    """The keys of what `make_search` gives to be kept."""
    return tuple(map(_weights, site.info.languages))


def _weights(language: str) -> str:
    return f"weights-{language}-{program()}"


def _make(site: Site, language: str, memory: Mapping[str, bytes]) -> Iterator[Output | Kept]:
    order = {campus.slug: number for number, campus in enumerate(site.campuses)}
    fields = {slug: number for number, slug in enumerate(site.fields)}
    entries = sorted(entries_of(site, language), key=lambda entry: _place(entry, order, fields))
    said = site.words[language]
    places = _places(site)
    topics = {slug: _names(site.fields[slug].name, site.fields[slug].en and site.fields[slug].en.name, slug) for slug in fields}
    kinds = {kind: _names(said["sections"].get(kind), kind) for kind in TYPES}
    columns = [_column(entry, places, topics, kinds) for entry in entries]
    lexicon = lexicon_of(entries, site.synonyms.groups, columns)
    keys = [key_of(entry, column) for entry, column in zip(entries, columns, strict=True)]
    known = recalled(memory.get(_weights(language)), lexicon)
    weighed = [known.get(key) or weigh(entry, column, lexicon) for key, entry, column in zip(keys, entries, columns, strict=True)]
    yield Kept(_weights(language), remembered(dict(zip(keys, weighed, strict=True)), lexicon))
    index = merge(weighed, lexicon)
    sets = sorted({_campus_set(entry, order) for entry in entries})
    core = {
        "language": language,
        "count": len(entries),
        "types": list(TYPES),
        "type": packed(TYPES.index(entry.folder) for entry in entries),
        "kinds": [" ".join(kinds[kind]) for kind in TYPES],
        "campuses": [[campus.slug, _said_name(campus.record, language), " ".join(places[campus.slug])] for campus in site.campuses],
        "sets": sets,
        "campus": packed(sets.index(_campus_set(entry, order)) for entry in entries),
        "fields": [[slug, _said_name(site.fields[slug], language), " ".join(topics[slug])] for slug in fields],
        "field": packed(fields[entry.field] + 1 if entry.field in fields else 0 for entry in entries),
        "particles": " ".join(PARTICLES),
        "verbal": " ".join(VERBAL),
        "fillers": " ".join(dict.fromkeys(squeezed(filler) for filler in site.synonyms.fillers)),
        "own": " ".join(_own_names(site)),
        "states": STATES[language],
    }
    yield from make_files(f"{FOLDER}/{language}", core, entries, index)


def _place(entry: Entry, order: Mapping[str, int], fields: Mapping[str, int]) -> tuple[Any, ...]:
    """Where an entry stands among all: what is alike stands together, so that lists and cards compress and share blocks."""
    campus = order.get(entry.campuses[0], len(order)) if entry.campuses else -1
    return TYPES.index(entry.folder), campus, fields.get(entry.field or "", -1), str(sorted(entry.dates.items(), key=str)), entry.slug


def _campus_set(entry: Entry, order: Mapping[str, int]) -> list[int] | Any:
    """The numbers of the entry's campuses; -1 alone for every campus."""
    return (-1,) if in_every(entry.campuses) else tuple(order[slug] for slug in entry.campuses if slug in order)


def _places(site: Site) -> dict[str, list[str]]:
    """The words of each campus's place; those of more than half of the campuses (서울) say nothing and are left out."""
    found = {campus.slug: list(places_of(site, campus)) for campus in site.campuses}
    counts: dict[str, int] = {}
    for words_here in found.values():
        for word in words_here:
            counts[word] = counts.get(word, 0) + 1
    return {slug: [word for word in words_here if counts[word] <= max(3, len(found) / 2)] for slug, words_here in found.items()}


def _names(*names: str | None) -> list[str]:
    """The words of these names, and each name as one word."""
    return list(dict.fromkeys(word for name in names if name for word in (*words(name), squeezed(name)) if len(word) > 1))


def _own_names(site: Site) -> list[str]:
    """What the site calls itself, and the synonyms of that: everything is of it, so such a word tells nothing apart."""
    info = site.info
    names = {squeezed(name) for holder in (info, info.en) if holder for name in (holder.name, holder.short_name)}
    groups = [{squeezed(word) for word in group} for group in site.synonyms.groups]
    return sorted(names.union(*(group for group in groups if group & names)))


def _said_name(record: Any, language: str) -> str:
    twin = None if language == MAIN_LANGUAGE else getattr(record, language, None)
    return str(twin.name if twin else record.name)


def _column(entry: Entry, places: Mapping[str, Sequence[str]], topics: Mapping[str, Sequence[str]], kinds: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The words an entry has by its campuses, its field and its type."""
    here = (word for slug in entry.campuses for word in places.get(slug, ()))
    return frozenset((*here, *topics.get(entry.field or "", ()), *kinds[entry.folder]))
