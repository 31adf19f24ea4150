"""Notice pages, the list of notices (open ones first), and the archive by year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.check.filing import Filed
from generator.model import Site
from generator.pages.base import Link, Page, in_language, item_page, languages, last_checked, trail, translated
from generator.pages.formats import feeds
from generator.pages.linked import article
from generator.pages.parts import list_parts
from generator.pages.rows import (
    CourseRow,
    NoticeRow,
    StatusView,
    campus_link,
    course_row,
    in_force,
    notice_row,
    status_view,
)
from generator.records import Notice
from generator.records.record import EVERY
from generator.urls import localised


@dataclass(frozen=True)
class NoticeView:
    """What the page of a notice shows."""

    record: Notice
    status: StatusView | None
    all_campuses: bool
    campuses: tuple[Link, ...]
    courses: tuple[CourseRow, ...]
    body: str


@dataclass(frozen=True)
class NoticesView:
    """What a list of notices shows: those that recruit, the others, and the years of the archive."""

    open: tuple[NoticeRow, ...]
    rows: tuple[NoticeRow, ...]
    years: tuple[Link, ...]


def make(site: Site, language: str) -> Iterator[Page]:
    """The page of every notice in `language`."""
    for filed in in_language(site.notices, language):
        yield item_page(site, filed, language, "notice", _view, article)


def make_lists(site: Site, language: str) -> Iterator[Page]:
    """The list of all notices, and one list for each year."""
    items = in_language(site.notices, language)
    current = frozenset(filed.slug for filed in items if in_force(site, filed))
    years = _years(site, language)
    links = tuple(Link(str(year), localised(f"/notices/{year}/", language)) for year in years)

    def view_of(above: frozenset[str], part: Sequence[Filed[Notice]]) -> NoticesView:
        """Those of `above` stand over the others."""
        rows = [(filed.slug in above, notice_row(site, filed, language)) for filed in part]
        return NoticesView(tuple(row for first, row in rows if first), tuple(row for first, row in rows if not first), links)

    ordered = sorted(items, key=lambda filed: filed.slug not in current)
    yield from list_parts(
        site,
        language,
        "/notices/",
        "notices",
        ordered,
        partial(view_of, current),
        section="notices",
        formats=feeds(site, language),
        checked=last_checked(site, "notices"),
    )
    title = site.words[language]["pages"]["notices"]["title_of_year"]
    for year in years:
        yield from list_parts(
            site,
            language,
            f"/notices/{year}/",
            "notices",
            [filed for filed in items if filed.record.published.year == year],
            partial(view_of, frozenset()),
            title=title.format(year=year),
            crumbs=trail(site, language, "notices"),
            section="notices",
            checked=last_checked(site, "notices"),
            alternates=_year_alternates(site, year),
        )


def _years(site: Site, language: str) -> list[int]:
    """The years with notices in `language`, the latest first."""
    return sorted({filed.record.published.year for filed in in_language(site.notices, language)}, reverse=True)


def _year_alternates(site: Site, year: int) -> dict[str, str]:
    tongues = [tongue for tongue in languages(site) if year in _years(site, tongue)]
    return {tongue: localised(f"/notices/{year}/", tongue) for tongue in tongues} if len(tongues) > 1 else {}


def _view(site: Site, filed: Filed[Notice], language: str) -> NoticeView:
    notice = filed.record
    return NoticeView(
        record=translated(notice, language),
        status=status_view(site, filed),
        all_campuses=EVERY in notice.campuses,
        campuses=() if EVERY in notice.campuses else tuple(campus_link(c, language) for c in site.campuses_of(notice.campuses)),
        courses=tuple(course_row(site, course, language) for course in site.published_of("courses", notice.courses)),
        body=site.body(filed, language),
    )
