"""Campus pages and the list of campuses with its map."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from generator.check.filing import Filed
from generator.model import Site
from generator.pages import linked
from generator.pages.base import Page, in_language, item_page, last_checked, list_page, sources_of, text_of, translated
from generator.pages.course import list_view
from generator.pages.districts import district_url
from generator.pages.formats import about_campus, calendars, feeds
from generator.pages.map import MapView, district_map
from generator.pages.parts import further_parts, part_links, parts_of
from generator.pages.recruiting import recruiting
from generator.pages.rows import (
    CampusRow,
    CourseGroup,
    NoticeRow,
    StoryRow,
    campus_row,
    course_groups,
    in_force,
    notice_row,
    story_row,
)
from generator.records import Campus, Course, Notice
from generator.records.campus import Location

_NOTICES = 5


@dataclass(frozen=True)
class Neighbour:
    """A neighbouring district, and where its campuses are found if it has any."""

    name: str
    url: str | None
    across_river: bool


@dataclass(frozen=True)
class CampusView:
    """What the page of a campus shows; `recruiting` are the notices by which one may apply now or soon, `notices` the others."""

    record: Campus
    district: str
    map: MapView
    recruiting: tuple[NoticeRow, ...]
    groups: tuple[CourseGroup, ...]
    notices: tuple[NoticeRow, ...]
    stories: tuple[StoryRow, ...]
    neighbours: tuple[Neighbour, ...]
    body: str


@dataclass(frozen=True)
class Place:
    """A district by name, with its middle."""

    name: str
    centre: Location


@dataclass(frozen=True)
class CampusesView:
    """What the list of campuses shows; `districts` are the places from which the nearest ones can be found."""

    map: MapView
    rows: tuple[CampusRow, ...]
    districts: tuple[Place, ...]


def make(site: Site, language: str) -> Iterator[Page]:
    """The page of every campus in `language`."""
    for filed in in_language(site.campuses, language):
        about = ("campuses", filed.slug, filed.record.name)
        formats = feeds(site, language, *about) + calendars(site, language, *about)
        path, courses = f"/campuses/{filed.slug}/", _courses(site, filed, language)
        parts = parts_of(courses)
        first = item_page(
            site,
            filed,
            language,
            "campus",
            _view,
            linked.campus,
            formats=formats,
            parts=part_links(path, language, len(parts)),
        )
        yield first
        yield from further_parts(site, first, path, "courses", parts, partial(list_view, site, language, count=len(courses)))


def make_list(site: Site, language: str) -> Iterator[Page]:
    """The list of all campuses, in the order of their names."""
    sources = sources_of(site, (site.info.map.source,))
    yield list_page(
        site,
        language,
        "/campuses/",
        "campuses",
        partial(_list_view, site, language),
        section="campuses",
        sources=sources,
        checked=last_checked(site, "campuses"),
    )


def _list_view(site: Site, language: str) -> CampusesView:
    rows = [campus_row(site, filed, language) for filed in in_language(site.campuses, language)]
    districts = [Place(text_of(district, language, "name"), district.location) for district in site.districts.values()]
    return CampusesView(
        map=district_map(site, language),
        rows=_by_name(rows),
        districts=tuple(sorted(districts, key=lambda place: place.name)),
    )


def _by_name(rows: list[CampusRow]) -> tuple[CampusRow, ...]:
    """In the order of names, but those of one district stand together: the map leads to the first of them."""
    ordered = sorted(rows, key=lambda row: row.name)
    first = {row.district_slug: number for number, row in reversed(list(enumerate(ordered)))}
    return tuple(sorted(ordered, key=lambda row: first[row.district_slug]))


def _courses(site: Site, filed: Filed[Campus], language: str) -> list[Filed[Course]]:
    return in_language(site.courses_at.get(filed.slug, ()), language)


def _view(site: Site, filed: Filed[Campus], language: str) -> CampusView:
    campus, parts = filed.record, parts_of(_courses(site, filed, language))
    recruits = _in_force(site, filed.slug, language)
    return CampusView(
        record=translated(campus, language),
        district=text_of(site.districts[campus.district], language, "name"),
        map=district_map(site, language, campus.district, True),
        recruiting=tuple(notice_row(site, notice, language) for notice in recruits),
        groups=course_groups(site, parts[0], language, whole=len(parts) == 1),
        notices=_notices(site, filed.slug, language, recruits),
        stories=tuple(
            story_row(site, story, language) for story in in_language(site.stories, language) if story.record.campus == filed.slug
        ),
        neighbours=_neighbours(site, campus.district, language),
        body=site.body(filed, language),
    )


def _in_force(site: Site, slug: str, language: str) -> list[Filed[Notice]]:
    """The notices that recruit for the campus now or soon."""
    return [notice for notice in in_language(recruiting(site, slug), language) if in_force(site, notice)]


def _notices(site: Site, slug: str, language: str, above: list[Filed[Notice]]) -> tuple[NoticeRow, ...]:
    """The newest notices about the campus but for those that stand above."""
    told = {notice.slug for notice in above}
    about = (notice for notice in in_language(site.notices, language) if about_campus(notice, slug) and notice.slug not in told)
    return tuple(notice_row(site, notice, language) for notice in islice(about, _NOTICES))


def _neighbours(site: Site, district: str, language: str) -> tuple[Neighbour, ...]:
    here = site.districts[district]
    found = (
        Neighbour(text_of(site.districts[slug], language, "name"), district_url(site, slug, language), slug in here.across_river)
        for slug in here.neighbours
    )
    return tuple(sorted(found, key=lambda neighbour: neighbour.name))
