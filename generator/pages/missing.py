"""The pages for an address where nothing is (404.html), and for one that the network does not give (offline.html)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator.model import Site
from generator.pages.base import Link, Page, in_language, languages, list_page
from generator.pages.map import MapView, district_map
from generator.pages.rows import CourseRow, course_row, first_courses
from generator.urls import MAIN_LANGUAGE, localised

OFFLINE_URL = "/offline.html"
_COURSES = 5


@dataclass(frozen=True)
class MissingView:
    """What the page shows: the way on, never only an apology. `homes` are those in the languages that it does not speak itself."""

    map: MapView
    rows: tuple[CourseRow, ...]
    homes: Mapping[str, Link]


def make(site: Site, language: str) -> Iterator[Page]:
    """404.html once, in the main language: a host answers with one file for all addresses. offline.html in each."""
    view_of = partial(_view, site, language, ())
    pages = [list_page(site, language, OFFLINE_URL, "offline", view_of, crumbs=(), listed=False)]
    if language == MAIN_LANGUAGE:
        view_of = partial(_view, site, language, languages(site)[1:])
        pages.append(list_page(site, language, "/404.html", "missing", view_of, crumbs=(), alternates={}, listed=False))
    yield from (replace(page, kind="missing") for page in pages)


def _view(site: Site, language: str, others: tuple[str, ...]) -> MissingView:
    courses = first_courses(site, in_language(site.courses, language))[:_COURSES]
    homes = {other: Link(site.words[other]["missing"]["home"], localised("/", other)) for other in others}
    return MissingView(district_map(site, language), tuple(course_row(site, filed, language) for filed in courses), homes)
