"""Field pages and the list of fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.model import Site
from generator.model.status import Dates
from generator.pages.base import Link, Page, in_language, last_checked, list_page, text_of, trail
from generator.pages.course import list_view
from generator.pages.formats import calendars, feeds
from generator.pages.parts import further_parts, part_links, parts_of
from generator.pages.rows import CourseGroup, StoryRow, course_groups, field_link, open_courses, openings, story_row


@dataclass(frozen=True)
class FieldView:
    """What the page of a field shows."""

    icon: str
    summary: str
    groups: tuple[CourseGroup, ...]
    stories: tuple[StoryRow, ...]


@dataclass(frozen=True)
class FieldRow:
    """A field in the list of fields. `openings` as `rows.openings` gives them."""

    link: Link
    icon: str
    summary: str
    count: int
    open_count: int
    openings: tuple[Dates, ...] | None


@dataclass(frozen=True)
class FieldsView:
    """What the list of fields shows."""

    rows: tuple[FieldRow, ...]


def make(site: Site, language: str) -> Iterator[Page]:
    """The page of every field in `language`."""
    for slug, record in site.fields.items():
        courses = in_language(site.courses_in.get(slug, ()), language)
        parts = parts_of(courses)
        summary = text_of(record, language, "summary")
        about = ("fields", slug, record.name)
        first = list_page(
            site,
            language,
            f"/fields/{slug}/",
            "field",
            partial(_view, site, slug, language),
            title=text_of(record, language, "name"),
            description=summary,
            crumbs=trail(site, language, "fields"),
            section="fields",
            checked=last_checked(site, "courses"),
            origin="fields.yml",
            kind="fields",
            formats=feeds(site, language, *about) + calendars(site, language, *about),
            parts=part_links(f"/fields/{slug}/", language, len(parts)),
        )
        yield first
        yield from further_parts(site, first, f"/fields/{slug}/", "courses", parts, partial(list_view, site, language, count=len(courses)))


def _view(site: Site, slug: str, language: str) -> FieldView:
    record, courses = site.fields[slug], in_language(site.courses_in.get(slug, ()), language)
    parts, taught = parts_of(courses), {course.slug for course in courses}
    stories = (story for story in in_language(site.stories, language) if story.record.course in taught)
    return FieldView(
        icon=record.icon,
        summary=text_of(record, language, "summary"),
        groups=course_groups(site, parts[0], language, whole=len(parts) == 1),
        stories=tuple(story_row(site, story, language) for story in stories),
    )


def make_list(site: Site, language: str) -> Iterator[Page]:
    """The list of all fields."""
    yield list_page(site, language, "/fields/", "fields", partial(_list_view, site, language), section="fields")


def _list_view(site: Site, language: str) -> FieldsView:
    rows = []
    for slug, record in site.fields.items():
        courses = in_language(site.courses_in.get(slug, ()), language)
        link, summary = field_link(site, slug, language), text_of(record, language, "summary")
        rows.append(FieldRow(link, record.icon, summary, len(courses), len(open_courses(site, courses)), openings(site, courses)))
    return FieldsView(tuple(rows))
