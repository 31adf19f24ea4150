"""model: Records to Site. What is published at the build's moment, how it relates, and its status; computed once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from generator.check.filing import Filed, Records
from generator.dates import When, day_of
from generator.history import FactChange
from generator.model.status import GROUPS, STATUSES, UNDATED, Dates, Status, group_of, status_of, turns
from generator.read.links import replace_addresses
from generator.records import Campus, Course, District, Notice, SiteInfo, Source, Story, StudyField, Synonyms, TextPage
from generator.records.record import EVERY, Apply
from generator.records.twins import twin_of
from generator.settings import Settings
from generator.urls import MAIN_LANGUAGE, localised, media_url, url_of
from generator.words import Words, filled

# So many courses (the most urgent), stories and notices (the newest) have a picture of their own when a link is shared.
PICTURED = 100


@dataclass(frozen=True)
class Site:
    """Everything the page makers may ask. Items are only the published ones, each tuple in its natural order.

    `ranks` is the place of every course by urgency; `courses_at` and `courses_in` are in that order. `views` holds what
    many pages share, once it has been made (see `once` in pages/base.py): the same site always makes the same views. `shared` has
    those of them that are looked into once for all (fingerprint.py), by their identity.
    """

    info: SiteInfo
    origin: str
    prefix: str
    moment: datetime
    words: Mapping[str, Words]
    campuses: tuple[Filed[Campus], ...]
    courses: tuple[Filed[Course], ...]
    stories: tuple[Filed[Story], ...]
    notices: tuple[Filed[Notice], ...]
    texts: tuple[Filed[TextPage], ...]
    districts: Mapping[str, District]
    fields: Mapping[str, StudyField]
    sources: Mapping[str, Source]
    synonyms: Synonyms
    statuses: Mapping[tuple[str, str], Status | None]
    ranks: Mapping[str, int]
    courses_at: Mapping[str, tuple[Filed[Course], ...]]
    courses_in: Mapping[str, tuple[Filed[Course], ...]]
    published: Mapping[tuple[str, str], Filed[Any]]
    history: tuple[FactChange, ...]
    held: frozenset[tuple[str, str]]
    pictured: frozenset[tuple[str, str]]
    views: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    shared: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)

    def forget(self) -> None:
        """Let go of what pages were made of: files that list things are made of records."""
        self.views.clear()
        self.shared.clear()

    def status(self, filed: Filed[Any]) -> Status | None:
        """The status of a course or a notice at the build's moment."""
        return self.statuses.get((filed.document.folder, filed.slug))

    def campuses_of(self, slugs: Iterable[str]) -> tuple[Filed[Campus], ...]:
        """The published campuses of these slugs; "all" means every one."""
        wanted = tuple(slugs)
        if EVERY in wanted:
            return self.campuses
        return tuple(self.published_of("campuses", wanted))

    def published_of(self, folder: str, slugs: Iterable[str]) -> Iterator[Filed[Any]]:
        """The items of these slugs in a folder that are published."""
        return filter(None, (self.published.get((folder, slug)) for slug in slugs))

    def has(self, folder: str, slug: str, language: str) -> bool:
        """Whether the item is published in `language`."""
        filed = self.published.get((folder, slug))
        return filed is not None and twin_of(filed.record, language) is not None

    def body(self, filed: Filed[Any], language: str) -> str:
        """The body's html in `language` with every link resolved, or "" where there is none."""
        found = filed.document.body(language)
        return replace_addresses(found.html, lambda to, fragment: self._resolve(to, fragment, language)) if found else ""

    def _resolve(self, path: str, fragment: str, language: str) -> str | None:
        if path.startswith("/"):
            return self.prefix + quote(site_path(path, language)) + fragment
        folder, _, name = path.partition("/")
        if folder in ("images", "files"):
            return self.prefix + media_url(path)
        slug = name.rpartition(".")[0]
        for tongue in (language, MAIN_LANGUAGE):
            if self.has(folder, slug, tongue):
                return self.prefix + url_of(folder, slug, tongue) + fragment
        return None  # a draft or a held item: the words stay, the link goes


def site_path(path: str, language: str) -> str:
    """Where a link written "/courses/" leads in a text of `language`: to the twin, as links to files of content do.
    What is no page ("/feeds/all.atom") has none."""
    return path if path.startswith(f"/{language}/") or not path.endswith("/") else localised(path, language)


def make_site(records: Records, settings: Settings, words: Mapping[str, Words], history: tuple[FactChange, ...] = ()) -> Site:
    """The Site at `settings.moment`. Faultless records in, no fault out."""
    folders = records.folders
    held = frozenset(
        (folder, slug) for folder, items in folders.items() for slug, filed in items.items() if _is_held(filed, settings.moment)
    )
    shown = {
        folder: tuple(_published(filed) for slug, filed in items.items() if settings.drafts or (folder, slug) not in held)
        for folder, items in folders.items()
    }
    base = urlsplit((settings.base_url or records.info.base_url).rstrip("/"))
    courses = tuple(sorted(shown["courses"], key=lambda filed: (filed.record.title, filed.slug)))
    statuses = _statuses(shown, settings.moment)
    urgent = sorted(courses, key=lambda filed: _urgency(filed, statuses["courses", filed.slug]))
    stories, notices = _newest_first(shown["stories"]), _newest_first(shown["notices"])
    chosen = (*urgent[:PICTURED], *stories[:PICTURED], *notices[:PICTURED], *shown["campuses"], *shown["pages"])
    return Site(
        info=records.info,
        origin=f"{base.scheme}://{base.netloc}",
        prefix=base.path,
        moment=settings.moment,
        words={language: filled(words[language], _blanks(records.info, language, words)) for language in records.info.languages},
        campuses=tuple(sorted(shown["campuses"], key=lambda filed: (filed.record.name, filed.slug))),
        courses=courses,
        stories=stories,
        notices=notices,
        texts=tuple(sorted(shown["pages"], key=lambda filed: (filed.record.order, filed.slug))),
        districts=records.districts,
        fields=records.fields,
        sources=records.sources,
        synonyms=records.synonyms,
        statuses=statuses,
        ranks={filed.slug: rank for rank, filed in enumerate(urgent)},
        courses_at=_grouped(urgent, lambda course: course.record.campus),
        courses_in=_grouped(urgent, lambda course: (course.record.field,)),
        published={(folder, filed.slug): filed for folder, items in shown.items() for filed in items},
        history=tuple(change for change in history if change.moment <= settings.moment),
        held=held,
        pictured=frozenset((filed.document.folder, filed.slug) for filed in chosen),
    )


def next_change(records: Records, history: Iterable[FactChange], moment: datetime) -> datetime:
    """The next moment after `moment` at which the site may look different without an edit; at the latest the next midnight in Korea,
    since days are counted from there."""
    midnight = day_of(moment).first() + timedelta(days=1)
    turns_of_items = (turn for folder in records.folders.values() for filed in folder.values() for turn in _turns(filed.record))
    found = (turn for turn in (*turns_of_items, *(change.moment for change in history)) if turn > moment)
    return min((midnight, *found))


def _turns(record: Any) -> Iterator[datetime]:
    """When an item appears, and when its status may become another."""
    if record.publish:
        yield record.publish.first()
    yield from turns(Dates.of(record))


def chosen_colours(info: SiteInfo) -> dict[str, tuple[str, str]]:
    """The colours of the tokens that site.yml chooses, light and dark. What can be applied for now looks like a button."""
    chosen = {name.replace("_", "-"): value for name, value in info.colours if value} if info.colours else {}
    return chosen | ({"open": chosen["button"], "on-open": chosen["button-text"]} if chosen else {})


def _blanks(info: SiteInfo, language: str, words: Mapping[str, Words]) -> dict[str, str]:
    """What the words leave open for the region: its name, what it is divided into, its river."""
    region, default = info.region, words[language]["river"]
    if region is None:
        return {"region": info.short_name, "districts": "자치구", "river": default}
    twin = twin_of(region, language)
    return {
        "region": twin.name if twin else region.name,
        "districts": region.districts,
        "river": twin.river if twin and twin.river else default,
    }


def _is_held(filed: Filed[Any], moment: datetime) -> bool:
    publish = filed.record.publish
    return filed.record.draft or (publish is not None and moment < publish.first())


def _published(filed: Filed[Any]) -> Filed[Any]:
    """The item as it may be shown: nobody is sent to a telephone number that is not confirmed."""
    record = filed.record
    if "phone" not in record.unverified:
        return filed
    doubts = tuple(key for key in record.unverified if key != "phone")
    return replace(filed, record=record.model_copy(update={"phone": None, "unverified": doubts}))


def _newest_first(items: Iterable[Filed[Any]]) -> tuple[Filed[Any], ...]:
    by_name = sorted(items, key=lambda filed: (filed.record.title, filed.slug))
    return tuple(sorted(by_name, key=lambda filed: filed.record.published, reverse=True))


def _statuses(shown: Mapping[str, Iterable[Filed[Any]]], moment: datetime) -> dict[tuple[str, str], Status | None]:
    return {(folder, filed.slug): status_of(Dates.of(filed.record), moment) for folder in ("courses", "notices") for filed in shown[folder]}


_FAR = When(9998)
_GROUP_ORDER = {name: place for place, name in enumerate((*GROUPS, UNDATED))}


def _urgency(filed: Filed[Course], status: Status | None) -> tuple[Any, ...]:
    """By group of statuses, then deadline, start day and name; what is past comes latest first."""
    course, group = filed.record, group_of(status)
    if status is None or group == "past":
        latest = -max(_days_of(course), default=When(1).last()).timestamp()
        return _GROUP_ORDER[group], 0, latest, 0.0, course.title, filed.slug
    # closing and open are one row of deadlines; rolling and unconfirmed stand last in their groups.
    urgency = STATUSES.index(status.id)
    within = 0 if urgency < STATUSES.index("rolling") else urgency
    until = course.apply.until if course.apply and isinstance(course.apply.until, When) else _FAR
    starts = (course.starts or _FAR).first().timestamp()
    return _GROUP_ORDER[group], within, until.last().timestamp(), starts, course.title, filed.slug


def _days_of(course: Course) -> Iterator[datetime]:
    """The days that a course has, those of applying included: of a round without an end, that is what is known."""
    window = course.apply or Apply()
    yield from (day.last() for day in (course.ends, course.starts, window.until, window.from_) if isinstance(day, When))


def _grouped(items: Iterable[Filed[Any]], keys_of: Any) -> dict[str, tuple[Filed[Any], ...]]:
    groups: dict[str, list[Filed[Any]]] = {}
    for filed in items:
        for key in keys_of(filed):
            groups.setdefault(key, []).append(filed)
    return {key: tuple(members) for key, members in groups.items()}
