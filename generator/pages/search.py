"""The search page: a form, and below it every item of the site by kind and letter, which needs no script."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.check.filing import Filed
from generator.model import Site
from generator.model.status import GROUPS
from generator.pages.base import Link, Page, in_language, item_url, list_page, name_of
from generator.pages.frame import GUIDES
from generator.pages.rows import campus_link, field_link
from generator.urls import localised

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_PLAIN = str.maketrans("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ")


# A kind with more items than this is not listed here a second time.
MOST = 500


@dataclass(frozen=True)
class Letter:
    """The items of a kind whose names begin with one letter."""

    letter: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Shelf:
    """The items of one kind; where they are too many for a page, only their number, and their list has them."""

    kind: str
    count: int
    letters: tuple[Letter, ...]


@dataclass(frozen=True)
class SearchView:
    """What the search page shows without script, and what a script may narrow by: each choice by its key."""

    shelves: tuple[Shelf, ...]
    kinds: Mapping[str, str]
    groups: Mapping[str, str]
    campuses: Mapping[str, Link]
    fields: Mapping[str, Link]


def make(site: Site, language: str) -> Iterator[Page]:
    """The search page in `language`."""
    yield list_page(site, language, "/search/", "search", partial(_view, site, language), section="search")


def _view(site: Site, language: str) -> SearchView:
    shelves, words, kinds = [], site.words[language], _links(site, language)
    for kind, links in kinds.items():
        letters: dict[str, list[Link]] = {}
        for link in links:
            letters.setdefault(first_letter(link.label), []).append(link)
        sorted_letters = tuple(
            Letter(letter, tuple(sorted(letters[letter], key=lambda link: (link.label, link.url)))) for letter in sorted(letters)
        )
        if letters:
            count = sum(map(len, letters.values()))
            shelves.append(Shelf(kind, count, sorted_letters if count <= MOST or kind == "pages" else ()))
    return SearchView(
        shelves=tuple(shelves),
        kinds={kind: words["sections"][kind] for kind in kinds},
        groups={group: words["groups"][group] for group in GROUPS},
        campuses={campus.slug: campus_link(campus, language) for campus in site.campuses},
        fields={slug: field_link(site, slug, language) for slug in site.fields},
    )


def _links(site: Site, language: str) -> dict[str, list[Link]]:
    """All that stands on the shelves, by kind."""
    items: dict[str, tuple[Filed[Any], ...]] = {
        "campuses": site.campuses,
        "courses": site.courses,
        "stories": site.stories,
        "notices": site.notices,
        "pages": site.texts,
    }
    links = {
        kind: [Link(name_of(site, filed, language), item_url(filed, language)) for filed in in_language(of_kind, language)]
        for kind, of_kind in items.items()
    }
    links["fields"] = [field_link(site, slug, language) for slug in site.fields]
    own = (name for name in GUIDES if name not in links)  # a list with a shelf of its own is no entry of another
    links["pages"] += [Link(site.words[language]["pages"][name]["title"], localised(f"/{name}/", language)) for name in own]
    return links


def first_letter(name: str) -> str:
    """The letter under which a name stands: its first consonant in Hangul (double ones under the single), else a capital."""
    for letter in name:
        code = ord(letter) - 0xAC00
        if 0 <= code < 11172:
            return _INITIALS[code // 588].translate(_PLAIN)
        if letter.isascii() and letter.isalpha():
            return letter.upper()
        if letter.isdigit():
            return "0–9"
    return "#"
