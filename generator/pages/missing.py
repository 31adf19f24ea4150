"""The page for an address where nothing is (404.html)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.model import Site
from generator.pages.base import Page, in_language, list_page
from generator.pages.map import MapView, district_map
from generator.pages.rows import CourseRow, course_row, open_courses
from generator.urls import MAIN_LANGUAGE

_COURSES = 5


@dataclass(frozen=True)
class MissingView:
    """What the page shows: the way on, never only an apology."""

    map: MapView
    rows: tuple[CourseRow, ...]


def make(site: Site, language: str) -> Iterator[Page]:
    """The page, once, in the main language: a host answers with one file for all addresses."""
    if language != MAIN_LANGUAGE:
        return
    courses = open_courses(site, in_language(site.courses, language))[:_COURSES]
    view = MissingView(district_map(site, language), tuple(course_row(site, filed, language) for filed in courses))
    page = list_page(site, language, "/404.html", "missing", view, crumbs=(), alternates={}, listed=False)
    yield replace(page, kind="missing")
