"""Notice pages, the list of notices (open ones first), and the archive by year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.check.filing import Filed
from generator.model import Site
from generator.model.status import group_of
from generator.pages.base import Link, Page, in_language, item_page, languages, trail, translated
from generator.pages.formats import feeds
from generator.pages.linked import article
from generator.pages.parts import list_parts
from generator.pages.rows import (
    CourseRow,
    NoticeRow,
    StatusView,
    campus_link,
    course_row,
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
        yield item_page(site, filed, language, "notice", _view(site, filed, language), linked=(article(site, filed, language),))


def make_lists(site: Site, language: str) -> Iterator[Page]:
    """The list of all notices, and one list for each year."""
    items = in_language(site.notices, language)
    rows = [notice_row(site, filed, language) for filed in items]
    in_force = [row for filed, row in zip(items, rows, strict=True) if group_of(site.status(filed)) in ("now", "soon")]
    years = _years(site, language)
    links = tuple(Link(str(year), localised(f"/notices/{year}/", language)) for year in years)
    open_urls = {row.url for row in in_force}

    def view_of(part: Sequence[NoticeRow]) -> NoticesView:
        return NoticesView(tuple(row for row in part if row.url in open_urls), tuple(row for row in part if row.url not in open_urls), links)

    ordered = in_force + [row for row in rows if row.url not in open_urls]
    yield from list_parts(site, language, "/notices/", "notices", ordered, view_of, section="notices", formats=feeds(site, language))
    title = site.words[language]["pages"]["notices"]["title_of_year"]
    for year in years:
        yield from list_parts(
            site,
            language,
            f"/notices/{year}/",
            "notices",
            [row for row in rows if row.published.year == year],
            lambda part: NoticesView((), tuple(part), links),
            title=title.format(year=year),
            crumbs=trail(site, language, "notices"),
            section="notices",
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
    courses = (site.published.get(("courses", slug)) for slug in notice.courses)
    return NoticeView(
        record=translated(notice, language),
        status=status_view(site, filed),
        all_campuses=EVERY in notice.campuses,
        campuses=() if EVERY in notice.campuses else tuple(campus_link(c, language) for c in site.campuses_of(notice.campuses)),
        courses=tuple(course_row(site, course, language) for course in courses if course),
        body=site.body(filed, language),
    )
