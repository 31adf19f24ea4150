"""The documents of the index: of each just enough to see whether it changed since the last build; its entry is made on demand.

A key holds all that an entry and its weights follow from beside the words of all: the digest of the document, and what it takes from
elsewhere (words of the interface, names of places). So the texts of a document that is known are not looked at.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from generator.cache import digest
from generator.check.filing import Filed
from generator.index.search.codec import packed
from generator.index.search.columns import TYPES, Columns
from generator.index.search.dates import date_columns
from generator.index.search.entries import (
    OWN,
    Entry,
    campuses_of,
    entry_of,
    entry_of_field,
    entry_of_own,
    in_every,
    places_of,
    status_dates,
)
from generator.index.search.questions import entry_of_question, questions_of
from generator.model import Site
from generator.pages.base import in_language
from generator.records.twins import twin_of

# The words of the interface that stand in entries of items.
_SAID = ("cohort", "levels", "kinds")


class IndexItem(NamedTuple):
    """One document: `name` ("courses/slug", "pages/slug#question"), `key`, the words it has by campus, field and type, what its place
    follows from, its entry."""

    name: str
    key: str
    column: frozenset[str]
    campuses: tuple[str, ...]
    field: str | None
    record: Any
    facts: str
    entry: Callable[[], Entry]

    @property
    def folder(self) -> str:
        """The folder in `content/`, or "fields" or "pages"."""
        return self.name.partition("/")[0]

    @property
    def slug(self) -> str:
        """The slug in it."""
        return self.name.partition("/")[2]


def items_of(site: Site, language: str, columns: Columns, members: frozenset[str]) -> Iterator[IndexItem]:
    """Every published item that has a page in `language`, each question that a text answers, some pages of the site's own, and each
    field of study.

    `members` are the words that are in groups of synonyms: of a column, no others weigh anything.
    """
    said = repr([site.words[language][key] for key in _SAID])
    tokens: dict[tuple[str, tuple[str, ...], str | None], tuple[frozenset[str], str]] = {}
    for items in (site.campuses, site.texts, site.courses, site.stories, site.notices):
        for filed in in_language(items, language):
            document, record = filed.document, filed.record
            about = (document.folder, campuses_of(filed), getattr(record, "field", None))
            if about not in tokens:
                column = columns.of(*about)
                tokens[about] = column, digest(said, *sorted(column & members), "", *_places(site, filed))
            column, token = tokens[about]
            name, key = f"{about[0]}/{filed.slug}", document.digest + token
            yield IndexItem(name, key, column, about[1], about[2], record, document.facts, partial(entry_of, site, filed, language))
            for asked in questions_of(filed, language) if about[0] == "pages" else ():
                answer = partial(entry_of_question, filed, language, asked)
                yield IndexItem(f"{name}#{asked.id}", key, column, about[1], about[2], record, document.facts, answer)
    made: list[tuple[str | None, Entry]] = [(None, entry_of_own(site, slug, language)) for slug in OWN]
    for slug, field in site.fields.items():
        if own := twin_of(field, language):
            made.append((slug, entry_of_field(slug, own)))
    for of, entry in made:
        column = columns.of(entry.folder, (), of)
        key = digest(repr(entry), *sorted(column & members))
        yield IndexItem(f"{entry.folder}/{entry.slug}", key, column, (), of, None, "", partial(_same, entry))


def _same(entry: Entry) -> Entry:
    return entry


def _places(site: Site, filed: Filed[Any]) -> Iterator[str]:
    """What a campus says of its place, which follows from the districts too."""
    return places_of(site, filed) if filed.document.folder == "campuses" else iter(())


def layout_of(items: Sequence[IndexItem], site: Site) -> str:
    """A digest of all that the order of the items and what the core says of each follow from: no text is among it."""
    orders = (" ".join(campus.slug for campus in site.campuses), " ".join(site.fields))
    return digest(*orders, "\n".join([f"{item.name} {item.facts}" for item in items]))


StatusDates = Mapping[str, str | bool]


def in_order(items: Sequence[IndexItem], site: Site) -> tuple[list[IndexItem], list[StatusDates]]:
    """The items as they are numbered, with their dates: what is alike stands together,
    so that lists and cards compress and share blocks."""
    order = {campus.slug: number for number, campus in enumerate(site.campuses)}
    fields = {slug: number for number, slug in enumerate(site.fields)}

    def place(both: tuple[IndexItem, StatusDates]) -> tuple[Any, ...]:
        item, dates = both
        campus = order.get(item.campuses[0], len(order)) if item.campuses else -1
        slug, _, question = item.slug.partition("#")  # a question stands before its page
        return (
            TYPES.index(item.folder),
            campus,
            fields.get(item.field or "", -1),
            str(sorted(dates.items(), key=str)),
            slug,
            not question,
            question,
        )

    ordered = sorted(((item, status_dates(item.record)) for item in items), key=place)
    return [item for item, _ in ordered], [dates for _, dates in ordered]


def core_columns(items: Sequence[IndexItem], dates: Sequence[StatusDates], site: Site) -> dict[str, Any]:
    """What the core says of each item, in order: type, campuses, field, dates."""
    order = {campus.slug: number for number, campus in enumerate(site.campuses)}
    fields = {slug: number for number, slug in enumerate(site.fields)}
    sets = [_campus_set(item.campuses, order) for item in items]
    places = {each: number for number, each in enumerate(sorted(set(sets)))}
    return {
        "type": packed(TYPES.index(item.folder) for item in items),
        "sets": list(places),
        "campus": packed(map(places.__getitem__, sets)),
        "field": packed(fields[item.field] + 1 if item.field in fields else 0 for item in items),
        "dates": date_columns(dates),
    }


def _campus_set(campuses: tuple[str, ...], order: Mapping[str, int]) -> tuple[int, ...]:
    """The numbers of an item's campuses; -1 alone for every campus."""
    return (-1,) if in_every(campuses) else tuple(order[slug] for slug in campuses if slug in order)
