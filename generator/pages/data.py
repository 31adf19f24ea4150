"""The open data: which sets there are, of what, as of when, in which files; and the page that explains them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.check.filing import Filed
from generator.dates import When
from generator.model import Site
from generator.pages import linked
from generator.pages.base import Format, Link, Page, changed_of, changes_known, day_of_facts, item_url, list_page, once
from generator.pages.calendar import CALENDAR, calendar_url
from generator.pages.formats import ATOM, JSON_FEED, feed_url
from generator.records import Campus, Course, District, Notice, Source, Story, StudyField
from generator.records.data import named_in
from generator.records.record import Apply, Strict
from generator.records.site import ProgrammeFigure
from generator.urls import MAIN_LANGUAGE

# The most records of one file: with more, a set is cut into pieces.
PIECE = 1000
INDEX = "/data/index.json"
# Where else the same facts can be followed.
_OTHER_FORMS = {"notices": {feed_url(ATOM): ATOM, feed_url(JSON_FEED): JSON_FEED}, "courses": {calendar_url(): CALENDAR}}
# The keys of a record that say of what time its facts tell.
_TIMES = ("opened", "apply", "starts", "ends", "published", "as_of", "date")
_PAGE = {"type": "string", "format": "uri", "description": "이 사실이 실린 쪽의 주소."}
_SLUG = {"type": "string", "description": "항목을 부르는 이름. 주소의 끝부분입니다."}
_KEY = {"type": "string", "description": "항목을 부르는 열쇠말. 다른 자료가 이 이름으로 가리킵니다."}
_FIGURE_KEYS = {
    "id": {"type": "string", "description": "수치를 부르는 이름."},
    "page": _PAGE,
    "course": {"type": "string", "description": "과정의 수치이면 그 과정의 slug. 사업 전체의 수치이면 없습니다."},
}


@dataclass(frozen=True)
class Row:
    """A record of a set: what is known of it beside its record (`keys`), the day of its facts, and that of their last change."""

    keys: Mapping[str, str]
    record: Strict
    day: When | None
    changed: When | None = None


@dataclass(frozen=True)
class DataSet:
    """A set of open data: its name, the class of its records, the schema of the `keys` of its rows and which may lack."""

    name: str
    record: type[Strict]
    keys: Mapping[str, Mapping[str, Any]]
    rows: tuple[Row, ...]
    optional: frozenset[str] = frozenset()

    @property
    def days(self) -> tuple[When, When] | None:
        """The earliest and the latest day of its facts."""
        days = sorted((row.day for row in self.rows if row.day), key=When.first)
        return (days[0], days[-1]) if days else None

    @property
    def changed(self) -> When | None:
        """The last day on which one of its facts changed, where that is known."""
        return max((row.changed for row in self.rows if row.changed), default=None)

    @property
    def told(self) -> tuple[When, When] | None:
        """The time of which its facts tell: the earliest and the latest of their own dates, but for those in doubt."""
        dates = [when for row in self.rows for when in _told(row.record)]
        return (min(dates, key=When.first), max(dates, key=When.last)) if dates else None

    @property
    def pieces(self) -> tuple[tuple[Row, ...], ...]:
        """The rows of each file: one file, unless there are very many."""
        return tuple(self.rows[start : start + PIECE] for start in range(0, len(self.rows), PIECE)) or ((),)

    def files(self, ending: str) -> tuple[str, ...]:
        """The address of each file, in the order of `pieces`."""
        count = len(self.pieces)
        return tuple(f"/data/{self.name}{f'-{number}' if count > 1 else ''}.{ending}" for number in range(1, count + 1))

    @property
    def schema(self) -> str:
        """The address of the JSON Schema of every piece."""
        return f"/data/{self.name}.schema.json"


@dataclass(frozen=True)
class DataSetView:
    """A set as the page shows it."""

    name: str
    count: int
    days: tuple[When, When] | None
    json: tuple[str, ...]
    csv: tuple[str, ...]
    schema: str


@dataclass(frozen=True)
class DataView:
    """What the page of the open data shows; `feeds` are what can be followed."""

    sets: tuple[DataSetView, ...]
    index: str
    feeds: tuple[Link, ...]


def make(site: Site, language: str) -> Iterator[Page]:
    """The page of the open data in `language`."""
    formats = (Format("application/ld+json", site.words[language]["pages"]["data"]["title"], INDEX),)
    linked_of = partial(_linked, site, language)
    yield list_page(site, language, "/data/", "data", partial(_view, site), section="data", formats=formats, linked_of=linked_of)


def _view(site: Site) -> DataView:
    sets = tuple(DataSetView(s.name, len(s.rows), s.days, s.files("json"), s.files("csv"), s.schema) for s in data_sets(site))
    feeds = (
        Link("Atom", feed_url(ATOM)),
        Link("JSON Feed", feed_url(JSON_FEED)),
        Link("iCalendar", calendar_url()),
    )
    return DataView(sets, INDEX, feeds)


def _linked(site: Site, language: str) -> tuple[linked.Node, ...]:
    return (linked.catalogue(site, language, (described(site, data_set, language) for data_set in data_sets(site))),)


def described(site: Site, data_set: DataSet, language: str) -> linked.Node:
    """The set as a Dataset of schema.org: what it is, as of when, its files."""
    kinds = {"json": "application/json", "csv": "text/csv"}
    files = {url: kind for ending, kind in kinds.items() for url in data_set.files(ending)}
    files |= {data_set.schema: "application/schema+json"} | _OTHER_FORMS.get(data_set.name, {})
    return linked.data_set(site, language, data_set.name, len(data_set.rows), data_set.changed, data_set.told, files)


def data_sets(site: Site) -> tuple[DataSet, ...]:
    """Every set, in the order in which it is listed. Only what is published is in one."""
    items, named = {"slug": _SLUG, "page": _PAGE}, _named_sources(site)
    return (
        DataSet("campuses", Campus, items, _items(site, site.campuses)),
        DataSet("courses", Course, items, _items(site, site.courses)),
        DataSet("notices", Notice, items, _items(site, site.notices)),
        DataSet("stories", Story, items, _items(site, site.stories)),
        DataSet("figures", ProgrammeFigure, _FIGURE_KEYS, tuple(_figures(site)), frozenset({"course"})),
        DataSet("districts", District, {"key": _KEY}, _entries(site.districts)),
        DataSet("fields", StudyField, {"key": _KEY}, _entries(site.fields)),
        DataSet("sources", Source, {"key": _KEY}, _entries({key: site.sources[key] for key in site.sources if key in named})),
    )


@once
def _named_sources(site: Site) -> frozenset[str]:
    """The sources that something published names: those of a draft alone would tell of it."""
    records = (site.info, *(filed.record for filed in site.published.values()))
    return frozenset(key for record in records for key in named_in(record, "sources"))


def _items(site: Site, items: Iterable[Filed[Any]]) -> tuple[Row, ...]:
    base = site.origin + site.prefix
    keys = (({"slug": filed.slug, "page": base + item_url(filed, MAIN_LANGUAGE)}, filed) for filed in items)
    return tuple(Row(known, filed.record, day_of_facts(filed.record), changed_of(site, filed)) for known, filed in keys)


def _figures(site: Site) -> Iterator[Row]:
    """The figures of the whole programme, then those of courses, under the names that they have among the results."""
    page = f"{site.origin}{site.prefix}/results/#f-"
    for figure in site.info.figures:
        changed = changes_known(site).get(("figures", figure.id))
        yield Row({"id": figure.id, "page": page + figure.id}, figure, figure.as_of, changed)
    for course in site.courses:
        for number, outcome in enumerate(course.record.outcomes, 1):
            name = f"{course.slug}-{number}"
            yield Row({"id": name, "page": page + name, "course": course.slug}, outcome, outcome.as_of, changed_of(site, course))


def _entries(table: Mapping[str, Strict]) -> tuple[Row, ...]:
    return tuple(Row({"key": key}, record, getattr(record, "date", None)) for key, record in table.items())


def _told(record: Any) -> Iterator[When]:
    """The dates of which a record tells, but for those in doubt."""
    for key in _TIMES:
        found = None if key in getattr(record, "unverified", ()) else getattr(record, key, None)
        dates = (found.from_, found.until) if isinstance(found, Apply) else (found,)
        yield from (when for when in dates if isinstance(when, When))
