"""The home page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.check.filing import Filed
from generator.dates import When
from generator.model import Site
from generator.pages.base import Page, in_language, last_checked, list_page, sources_of, text_of
from generator.pages.calendar import is_doubted
from generator.pages.formats import calendars, feeds
from generator.pages.linked import website
from generator.pages.map import MapView, district_map
from generator.pages.rows import (
    CourseRow,
    FigureView,
    NoticeRow,
    Opening,
    StoryRow,
    by_state,
    course_row,
    figure_view,
    first_courses,
    notice_row,
    open_courses,
    openings,
    story_row,
)
from generator.records import Course
from generator.records.site import ProgrammeFigure

_COURSES = 5
_NOTICES = 3


@dataclass(frozen=True)
class HomeView:
    """What the home page shows. `nearest` is the soonest deadline, `next_opening` the soonest start of a window, None where in doubt.

    `openings` are the dates from which a browser counts again at the visitor's moment; None where they are too many.
    """

    sentence: str
    open_count: int
    nearest: When | None
    unconfirmed_count: int
    next_opening: When | None
    openings: tuple[Opening, ...] | None
    rows: tuple[CourseRow, ...]
    map: MapView
    figures: tuple[FigureView, ...]
    story: StoryRow | None
    notices: tuple[NoticeRow, ...]


def make(site: Site, language: str) -> Iterator[Page]:
    """The home page in `language`."""
    info = site.info
    keys = [*info.home.sources, *(figure.source for figure in _figures(site))]
    yield list_page(
        site,
        language,
        "/",
        "home",
        partial(_view, site, language),
        title=text_of(info, language, "name"),
        description=text_of(info, language, "description"),
        crumbs=(),
        checked=last_checked(site, "campuses", "courses", "stories", "notices"),
        sources=sources_of(site, keys),
        formats=feeds(site, language) + calendars(site, language),
        linked_of=lambda: (website(site, language),),
    )


def _figures(site: Site) -> list[ProgrammeFigure]:
    figures = {figure.id: figure for figure in site.info.figures}
    return [figures[name] for name in site.info.home.figures]


def _view(site: Site, language: str) -> HomeView:
    """What the home page shows at the build's moment."""
    courses = in_language(site.courses, language)
    now = open_courses(site, courses)
    states = by_state(site, courses)
    deadlines = [(apply.until, filed) for filed in now if (apply := filed.record.apply) and isinstance(apply.until, When)]
    starts = [(apply.from_, filed) for filed in states["upcoming"] if (apply := filed.record.apply) and apply.from_]
    return HomeView(
        sentence=text_of(site.info.home, language, "sentence"),
        open_count=len(now),
        nearest=_sure(min(deadlines, key=lambda pair: pair[0].last(), default=None)),
        unconfirmed_count=len(states["unconfirmed"]),
        next_opening=_sure(min(starts, key=lambda pair: pair[0].first(), default=None)),
        openings=openings(site, courses, also=("unconfirmed",)),
        rows=tuple(course_row(site, filed, language) for filed in first_courses(site, courses)[:_COURSES]),
        map=district_map(site, language),
        figures=tuple(figure_view(site, figure, language, figure.id) for figure in _figures(site)),
        story=_story(site, language),
        notices=tuple(notice_row(site, notice, language) for notice in in_language(site.notices, language)[:_NOTICES]),
    )


def _sure(found: tuple[When, Filed[Course]] | None) -> When | None:
    """The date, unless the window that it is of was not confirmed: in a sentence no mark stands beside it."""
    return found[0] if found and not is_doubted(found[1].record, "apply") else None


def _story(site: Site, language: str) -> StoryRow | None:
    wanted = site.info.home.story
    filed = next((story for story in in_language(site.stories, language) if story.slug == wanted), None)
    return story_row(site, filed, language) if filed else None
