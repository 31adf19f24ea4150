"""The small views that many pages share: rows of lists, chips, figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.check.filing import Filed
from generator.dates import When
from generator.model import Site
from generator.model.status import GROUPS, STATUSES, UNDATED, Dates, group_of
from generator.pages.base import Link, SourceView, item_url, once, own_text_of, sources_of, text_of
from generator.records import Campus, Course, Notice, Story
from generator.records.campus import Location, Station
from generator.records.record import Figure
from generator.urls import localised

# Of more courses than this a browser is not given the dates to count them again: it shows what the build counted.
MOST_DATES = 100


@dataclass(frozen=True)
class StatusView:
    """A status at the build's moment and the dates from which a browser computes it again."""

    id: str
    since: When | None
    dates: Dates


@dataclass(frozen=True)
class Opening(Dates):
    """The dates of a course that may be applied for; those of a window that is `doubted` are not told where no mark can stand."""

    doubted: bool = False


@dataclass(frozen=True)
class CourseRow:
    """A course in a list. `slug`, `campus_slugs` and `field_slug` are the keys that scripts read, `doubts` those that nobody confirmed."""

    slug: str
    campus_slugs: tuple[str, ...]
    field_slug: str
    url: str
    title: str
    cohort: int | None
    summary: str | None
    campuses: tuple[Link, ...]
    field: Link
    status: StatusView | None
    starts: When | None
    ends: When | None
    fee: int | float | None
    held: bool
    doubts: tuple[str, ...]

    @property
    def month(self) -> str | None:
        """The month of its start ("2025-11"), if known."""
        return str(When(self.starts.year, self.starts.month)) if self.starts and self.starts.month else None


@dataclass(frozen=True)
class CourseGroup:
    """The courses of one group of statuses: "now", "soon", "running", "past" or "undated"; all of them, if it is `whole`."""

    id: str
    rows: tuple[CourseRow, ...]
    whole: bool


@dataclass(frozen=True)
class NoticeRow:
    """A notice in a list; `doubts` are the keys that nobody confirmed."""

    url: str
    title: str
    kind: str
    published: When
    summary: str | None
    status: StatusView | None
    held: bool
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class StoryRow:
    """A story in a list; `doubts` are the keys that nobody confirmed."""

    url: str
    title: str
    summary: str | None
    name: str
    before: str
    after: str
    campus: Link | None
    held: bool
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class CampusRow:
    """A campus in a list. `centre` is the middle of its district, `stations` those that are sure; `openings` as `openings` gives them."""

    url: str
    name: str
    district: str
    district_slug: str
    centre: Location
    address: str | None
    unverified: bool
    stations: tuple[Station, ...]
    specialism: str | None
    status: str
    open_count: int
    openings: tuple[Dates, ...] | None
    held: bool


@dataclass(frozen=True)
class FigureView:
    """A number with its day and its source: it never stands bare."""

    id: str
    label: str
    value: int | float
    unit: str
    as_of: When
    source: SourceView
    note: str | None
    about: Link | None


@once
def status_view(site: Site, filed: Filed[Any]) -> StatusView | None:
    """The status of a course or a notice, with its dates; None where its dates say nothing."""
    status = site.status(filed)
    return StatusView(status.id, status.since, Dates.of(filed.record)) if status else None


def is_held(site: Site, filed: Filed[Any]) -> bool:
    """Whether the item is a draft or waits for its moment (shown only in a preview)."""
    return (filed.document.folder, filed.slug) in site.held


@once
def course_row(site: Site, filed: Filed[Course], language: str) -> CourseRow:
    """A course as a list shows it."""
    course = filed.record
    campuses = site.campuses_of(course.campus)
    return CourseRow(
        slug=filed.slug,
        campus_slugs=tuple(campus.slug for campus in campuses),
        field_slug=course.field,
        url=item_url(filed, language),
        title=text_of(course, language, "title"),
        cohort=course.cohort,
        summary=own_text_of(course, language, "summary"),
        campuses=tuple(campus_link(campus, language) for campus in campuses),
        field=field_link(site, course.field, language),
        status=status_view(site, filed),
        starts=course.starts,
        ends=course.ends,
        fee=course.fee,
        held=is_held(site, filed),
        doubts=course.unverified,
    )


def campus_link(filed: Filed[Campus], language: str) -> Link:
    """A campus by name."""
    return Link(text_of(filed.record, language, "name"), item_url(filed, language))


@once
def field_link(site: Site, slug: str, language: str) -> Link:
    """A field by name."""
    return Link(text_of(site.fields[slug], language, "name"), localised(f"/fields/{slug}/", language))


def in_order(site: Site, courses: Iterable[Filed[Course]]) -> list[Filed[Course]]:
    """Courses by urgency, then deadline, start day and name; what is past comes latest first."""
    return sorted(courses, key=lambda filed: site.ranks[filed.slug])


def course_groups(site: Site, courses: Iterable[Filed[Course]], language: str, whole: bool) -> tuple[CourseGroup, ...]:
    """The courses grouped by status, in order; groups without courses are left out. Part of a list is not `whole`."""
    groups: dict[str, list[CourseRow]] = {name: [] for name in (*GROUPS, UNDATED)}
    for filed in in_order(site, courses):
        groups[group_of(site.status(filed))].append(course_row(site, filed, language))
    return tuple(CourseGroup(name, tuple(rows), whole) for name, rows in groups.items() if rows)


def in_force(site: Site, filed: Filed[Any]) -> bool:
    """Whether one may apply, now or soon, at the build's moment."""
    return group_of(site.status(filed)) in ("now", "soon")


def open_courses(site: Site, courses: Iterable[Filed[Course]]) -> list[Filed[Course]]:
    """The courses that can be applied for at the build's moment, soonest deadline first."""
    return in_order(site, (filed for filed in courses if group_of(site.status(filed)) == "now"))


def first_courses(site: Site, courses: Iterable[Filed[Course]]) -> list[Filed[Course]]:
    """What a visitor is shown first: what can be applied for now; failing that, what began without a known end; failing that, what
    comes next."""
    every = list(courses)
    states = by_state(site, every)
    return open_courses(site, every) or states["unconfirmed"] or states["upcoming"]


def by_state(site: Site, courses: Iterable[Filed[Course]]) -> Mapping[str, list[Filed[Course]]]:
    """The courses in each state at the build's moment, in the order in which they are given."""
    found: dict[str, list[Filed[Course]]] = {name: [] for name in STATUSES}
    for filed in courses:
        if status := site.status(filed):
            found[status.id].append(filed)
    return found


def openings(site: Site, courses: Iterable[Filed[Course]], also: tuple[str, ...] = ()) -> tuple[Opening, ...] | None:
    """The dates of courses that are open, upcoming or in the states of `also`, from which a browser counts them anew at the visitor's
    moment; None above MOST_DATES."""
    states = (*GROUPS["now"], "upcoming", *also)
    shown = ((filed, view) for filed in courses if (view := status_view(site, filed)) and view.id in states)
    found = tuple(Opening(**vars(view.dates), doubted="apply" in filed.record.unverified) for filed, view in shown)
    return found if len(found) <= MOST_DATES else None


@once
def notice_row(site: Site, filed: Filed[Notice], language: str) -> NoticeRow:
    """A notice as a list shows it."""
    notice = filed.record
    return NoticeRow(
        url=item_url(filed, language),
        title=text_of(notice, language, "title"),
        kind=notice.kind,
        published=notice.published,
        summary=own_text_of(notice, language, "summary"),
        status=status_view(site, filed),
        held=is_held(site, filed),
        doubts=notice.unverified,
    )


@once
def story_row(site: Site, filed: Filed[Story], language: str) -> StoryRow:
    """A story as a list shows it."""
    story = filed.record
    path = text_of(story, language, "path")
    campuses = site.campuses_of((story.campus,))
    return StoryRow(
        url=item_url(filed, language),
        title=text_of(story, language, "title"),
        summary=own_text_of(story, language, "summary"),
        name=display_name(story, language),
        before=path.before,
        after=path.after,
        campus=campus_link(campuses[0], language) if campuses else None,
        held=is_held(site, filed),
        doubts=story.unverified,
    )


def display_name(story: Story, language: str) -> str:
    """The name under which a person is shown."""
    return own_text_of(story, language, "display_name") or story.person.display_name


@once
def campus_row(site: Site, filed: Filed[Campus], language: str) -> CampusRow:
    """A campus as a list shows it."""
    campus, courses = filed.record, site.courses_at.get(filed.slug, ())
    return CampusRow(
        url=item_url(filed, language),
        name=text_of(campus, language, "name"),
        district=text_of(site.districts[campus.district], language, "name"),
        district_slug=campus.district,
        centre=site.districts[campus.district].location,
        address=address_line(campus),
        unverified="address" in campus.unverified,
        stations=() if "stations" in campus.unverified else campus.stations,
        specialism=campus.specialism,
        status=campus.status,
        open_count=len(open_courses(site, courses)),
        openings=openings(site, courses),
        held=is_held(site, filed),
    )


def address_line(campus: Campus) -> str | None:
    """The address on one line, as far as it is known."""
    if not campus.address:
        return None
    return ", ".join(filter(None, (campus.address.road, campus.address.detail))) or None


def figure_view(site: Site, figure: Figure, language: str, name: str, about: Link | None = None) -> FigureView:
    """A figure with its source; `name` is its id in the page."""
    return FigureView(
        id=name,
        label=text_of(figure, language, "label") or "",
        value=figure.value,
        unit=text_of(figure, language, "unit"),
        as_of=figure.as_of,
        source=sources_of(site, (figure.source,))[0],
        note=own_text_of(figure, language, "note"),
        about=about,
    )
