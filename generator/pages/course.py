"""Course pages, the list of all courses, and one list a status (so that filters work without script)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import merge
from itertools import islice

from generator.check.filing import Filed
from generator.dates import When
from generator.model import Site
from generator.model.status import STATUSES, Dates, turns
from generator.pages import linked
from generator.pages.base import (
    Format,
    Link,
    Page,
    has_page,
    in_language,
    item_page,
    item_url,
    last_checked,
    name_of,
    once,
    sources_of,
    trail,
    translated,
)
from generator.pages.calendar import CALENDAR, calendar_url, dates_of
from generator.pages.compare import compare_url
from generator.pages.map import MapView, district_map
from generator.pages.parts import list_parts
from generator.pages.rows import (
    MOST_DATES,
    CampusRow,
    CourseGroup,
    CourseRow,
    FigureView,
    StatusView,
    by_state,
    campus_link,
    campus_row,
    course_groups,
    course_row,
    field_link,
    figure_view,
    in_order,
    status_view,
)
from generator.pages.text import check_url
from generator.records import Course
from generator.urls import localised

_OTHERS = 2


@dataclass(frozen=True)
class CourseView:
    """What the page of a course shows. `calendar` is the address of its dates, None where they are over; `last_date` the last of them."""

    record: Course
    campuses: tuple[Link, ...]
    field: Link
    status: StatusView | None
    outcomes: tuple[FigureView, ...]
    places: tuple[CampusRow, ...]
    map: MapView
    others: tuple[CourseRow, ...]
    later: Link | None
    calendar: str | None
    last_date: When | None
    compare_url: str | None
    check_url: str | None
    body: str


@dataclass(frozen=True)
class Choices:
    """What a browser's filters offer: only values that occur. Campuses and fields are name by key."""

    groups: tuple[str, ...]
    campuses: Mapping[str, str]
    fields: Mapping[str, str]
    months: tuple[When, ...]
    free: bool


@dataclass(frozen=True)
class CoursesView:
    """What a list of courses shows: its groups and the ways to narrow it. In the list of a state, `others` are the dates of courses that
    may come to that state, from which a browser counts them at the visitor's moment; None where they are too many."""

    groups: tuple[CourseGroup, ...]
    count: int
    status: str | None
    statuses: tuple[Link, ...]
    campuses: tuple[Link, ...]
    fields: tuple[Link, ...]
    choices: Choices | None
    others: tuple[Dates, ...] | None


def make(site: Site, language: str) -> Iterator[Page]:
    """The page of every course in `language`."""
    for filed in in_language(site.courses, language):
        calendar = _calendar(filed)
        yield item_page(
            site,
            filed,
            language,
            "course",
            _view,
            linked.course,
            formats=(Format(CALENDAR, name_of(site, filed, language), calendar),) if calendar else (),
            sources=sources_of(site, [*filed.record.sources, *(figure.source for figure in filed.record.outcomes)]),
        )


def make_lists(site: Site, language: str) -> Iterator[Page]:
    """The list of all courses, and one list for each status at an address that never changes."""
    items = in_order(site, in_language(site.courses, language))
    yield from list_parts(
        site,
        language,
        "/courses/",
        "courses",
        items,
        lambda part: list_view(site, language, part, len(items)),
        section="courses",
        checked=last_checked(site, "courses"),
    )
    words = site.words[language]
    for status, chosen in by_state(site, items).items():
        yield from list_parts(
            site,
            language,
            f"/courses/state/{status}/",
            "courses",
            chosen,
            partial(list_view, site, language, count=len(chosen), status=status),
            title=words["pages"]["courses"]["title_of_status"].format(status=words["statuses"][status]),
            crumbs=trail(site, language, "courses"),
            section="courses",
            checked=last_checked(site, "courses"),
        )


def list_view(site: Site, language: str, courses: Sequence[Filed[Course]], count: int, status: str | None = None) -> CoursesView:
    """The view of a list of `count` courses, or of the part of it that these are. Only what is whole can be narrowed here."""
    whole = len(courses) == count
    groups = course_groups(site, courses, language, whole)
    names = site.words[language]["statuses"]
    return CoursesView(
        groups=groups,
        count=count,
        status=status,
        statuses=tuple(Link(names[name], localised(f"/courses/state/{name}/", language)) for name in STATUSES),
        campuses=tuple(campus_link(campus, language) for campus in site.campuses if campus.slug in site.courses_at),
        fields=tuple(field_link(site, slug, language) for slug in site.fields if slug in site.courses_in),
        choices=_choices(groups) if whole else None,
        others=_coming_to(site, language, status) if status else None,
    )


def _coming_to(site: Site, language: str, status: str) -> tuple[Dates, ...] | None:
    """The dates of the courses of all other states that may change yet, and of those that have no state until they begin."""
    others = (filed for filed in in_language(site.courses, language) if _may_come_to(site, filed, status))
    found = tuple(Dates.of(filed.record) for filed in islice(others, MOST_DATES + 1))  # one too many is enough to know
    return found if len(found) <= MOST_DATES else None


def _may_come_to(site: Site, filed: Filed[Course], status: str) -> bool:
    now = site.status(filed)
    return now.id not in (status, "ended") if now else any(turn > site.moment for turn in turns(Dates.of(filed.record)))


def _choices(groups: tuple[CourseGroup, ...]) -> Choices:
    rows = [row for group in groups for row in group.rows]
    campuses = {slug: link.label for row in rows for slug, link in zip(row.campus_slugs, row.campuses, strict=True)}
    fields = {row.field_slug: row.field.label for row in rows}
    return Choices(
        groups=tuple(group.id for group in groups),
        campuses=dict(sorted(campuses.items(), key=lambda pair: pair[1])),
        fields=dict(sorted(fields.items(), key=lambda pair: pair[1])),
        months=tuple(sorted({When(row.starts.year, row.starts.month) for row in rows if row.starts and row.starts.month}, reverse=True)),
        free=len({row.fee == 0 for row in rows}) == 2,  # where all are, or none is, there is nothing to choose
    )


def _view(site: Site, filed: Filed[Course], language: str) -> CourseView:
    course = filed.record
    campuses = site.campuses_of(course.campus)
    last_date = _last_date(filed)
    to_come = last_date is not None and last_date.last() >= site.moment
    return CourseView(
        record=translated(course, language),
        campuses=tuple(campus_link(campus, language) for campus in campuses),
        field=field_link(site, course.field, language),
        status=status_view(site, filed),
        outcomes=tuple(figure_view(site, figure, language, f"outcome-{number}") for number, figure in enumerate(course.outcomes, 1)),
        places=tuple(campus_row(site, campus, language) for campus in campuses),
        map=district_map(site, language, campuses[0].record.district if campuses else None),
        others=_others(site, filed, language),
        later=_later(site, filed, language),
        compare_url=compare_url(site, filed, language),
        check_url=check_url(site, filed, language),
        calendar=calendar_url("courses", filed.slug) if to_come else None,
        last_date=last_date if to_come else None,
        body=site.body(filed, language),
    )


def _calendar(filed: Filed[Course]) -> str | None:
    """The address of the course's calendar file, if a date of it is known to the day."""
    return calendar_url("courses", filed.slug) if _last_date(filed) else None


def _last_date(filed: Filed[Course]) -> When | None:
    """The last of the course's dates that are known to the day: with it all are over."""
    return max((when for _, when in dates_of(filed) if when.day is not None), key=When.last, default=None)


def _later(site: Site, filed: Filed[Course], language: str) -> Link | None:
    """The last round of the same course at the same place, named by its number; None where this is it."""
    last = _last_rounds(site).get(_round_of(filed))
    if last is None or (last.record.cohort or 0) <= (filed.record.cohort or 0) or not has_page(last, language):
        return None
    return Link(site.words[language]["course"]["later"].format(number=last.record.cohort), item_url(last, language))


@once
def _last_rounds(site: Site) -> Mapping[tuple[str, tuple[str, ...]], Filed[Course]]:
    """Of each course that is given in rounds, the last."""
    numbered = (filed for filed in site.courses if filed.record.cohort is not None)
    return {_round_of(filed): filed for filed in sorted(numbered, key=lambda filed: filed.record.cohort or 0)}


def _round_of(filed: Filed[Course]) -> tuple[str, tuple[str, ...]]:
    return filed.record.title, filed.record.campus


def _others(site: Site, filed: Filed[Course], language: str) -> tuple[CourseRow, ...]:
    """Two other courses: one of the same field elsewhere, one on the same campus; the more urgent first."""
    here = set(filed.record.campus)
    elsewhere = (c for c in site.courses_in[filed.record.field] if not here & set(c.record.campus))
    on_campus = merge(*(site.courses_at[slug] for slug in here if slug in site.courses_at), key=lambda c: site.ranks[c.slug])
    found = (next((c for c in kind if c.slug != filed.slug and has_page(c, language)), None) for kind in (elsewhere, on_campus))
    chosen = {c.slug: c for c in found if c}
    return tuple(course_row(site, c, language) for c in in_order(site, chosen.values())[:_OTHERS])
