"""The frame around every page of a language: what header and footer show."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model import Site
from generator.pages.base import Link, in_language, item_url, languages, text_of
from generator.urls import localised

MENU = ("courses", "campuses", "stories", "notices")
# Pages of the site's own making: at the foot of every page, and among the pages that the search page lists.
GUIDES = ("fields", "compare", "calendar", "results", "changes", "data")
# Pages of a site's own that answer most questions, by file name: where the search finds nothing, it leads to those that there are.
_HELPS = ("questions", "apply")


@dataclass(frozen=True)
class Frame:
    """What stands on every page of one language. `helps` are addresses by title; `sentence`, what the site is, is of its picture; `tongues`
    is what each language of the site calls itself."""

    language: str
    name: str
    short_name: str
    sentence: str
    home: str
    search: str
    sections: Mapping[str, str]
    menu: tuple[Link, ...]
    guides: tuple[Link, ...]
    helps: Mapping[str, str]
    contact: Link
    contact_email: str | None
    contact_phone: str | None
    links: tuple[Link, ...]
    licence: Link
    tongues: Mapping[str, str]
    apply_url: str


def make_frames(site: Site) -> Mapping[str, Frame]:
    """The frame of each language of the site."""
    return {language: _frame(site, language) for language in languages(site)}


def _frame(site: Site, language: str) -> Frame:
    info, names = site.info, site.words[language]["sections"]
    texts = in_language(site.texts, language)
    contact = info.contact

    def of_menu(menu: str) -> tuple[Link, ...]:
        return tuple(Link(text_of(t.record, language, "title"), item_url(t, language)) for t in texts if t.record.menu == menu)

    def sections(keys: tuple[str, ...]) -> tuple[Link, ...]:
        return tuple(Link(names[key], localised(f"/{key}/", language)) for key in keys)

    return Frame(
        language=language,
        name=text_of(info, language, "name"),
        short_name=text_of(info, language, "short_name"),
        sentence=text_of(info.home, language, "sentence"),
        home=localised("/", language),
        search=localised("/search/", language),
        sections={key: localised(f"/{key}/", language) for key in (*MENU, *GUIDES)},
        menu=sections(MENU) + of_menu("main"),
        guides=of_menu("footer") + sections(GUIDES),
        helps={text_of(t.record, language, "title"): item_url(t, language) for slug in _HELPS for t in texts if t.slug == slug},
        contact=Link(text_of(contact, language, "label"), contact.url),
        contact_email=contact.email,
        contact_phone=contact.phone,
        links=tuple(Link(text_of(link, language, "label"), link.url) for link in info.links),
        licence=Link(info.licence.name, text_of(info.licence, language, "url")),
        tongues={tongue: site.words[tongue]["language"] for tongue in languages(site)},
        apply_url=info.apply_url,
    )
