"""What documents have in common: the words each has by its campuses, its field and its type, and what the core says of those."""

from collections.abc import Iterable
from typing import Any

from generator.index.search.entries import places_of
from generator.index.search.sentences import FILLERS, PATTERNS
from generator.index.search.states import STATES, STATUS_PRIORS
from generator.letters import PARTICLES, VERBAL, squeezed, words
from generator.model import Site
from generator.records.twins import twin_of, twins_of

TYPES = ("campuses", "fields", "pages", "courses", "stories", "notices")


class Columns:
    """The words of each campus's place, of each field and of each type, in one language."""

    def __init__(self, site: Site, language: str) -> None:
        said = site.words[language]["sections"]
        self.places = _places(site)
        self.topics = {slug: _names(field.name, *(twin.name for _, twin in twins_of(field)), slug) for slug, field in site.fields.items()}
        self.kinds = {kind: _names(said.get(kind), kind) for kind in TYPES}

    def of(self, folder: str, campuses: Iterable[str], field: str | None) -> frozenset[str]:
        """The words that an item has by its campuses, its field and its type."""
        here = (word for slug in campuses for word in self.places.get(slug, ()))
        return frozenset((*here, *self.topics.get(field or "", ()), *self.kinds[folder]))


def core_of(site: Site, language: str, columns: Columns) -> dict[str, Any]:
    """What the core says of types, campuses, fields and words: nothing of a single document."""
    return {
        "language": language,
        "types": list(TYPES),
        "kinds": [" ".join(columns.kinds[kind]) for kind in TYPES],
        "campuses": [[campus.slug, _said_name(campus.record, language), " ".join(columns.places[campus.slug])] for campus in site.campuses],
        "fields": [[slug, _said_name(field, language), " ".join(columns.topics[slug])] for slug, field in site.fields.items()],
        "particles": " ".join(PARTICLES),
        "verbal": " ".join(VERBAL),
        "fillers": " ".join(dict.fromkeys(map(squeezed, (*site.synonyms.fillers, *FILLERS)))),
        "own": " ".join(_own_names(site)),
        "states": STATES[language],
        "statuses": STATUS_PRIORS,
        "patterns": PATTERNS,
    }


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
    names = {squeezed(name) for holder in (info, *(twin for _, twin in twins_of(info))) for name in (holder.name, holder.short_name)}
    groups = [{squeezed(word) for word in group} for group in site.synonyms.groups]
    return sorted(names.union(*(group for group in groups if group & names)))


def _said_name(record: Any, language: str) -> str:
    return str((twin_of(record, language) or record).name)
