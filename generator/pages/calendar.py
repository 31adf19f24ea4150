"""The calendar: what begins and ends in the coming eight weeks, by day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from generator.check.filing import Filed
from generator.dates import When, day_of
from generator.model import Site
from generator.pages import linked
from generator.pages.base import Format, Link, Page, in_language, item_url, last_checked, list_page, name_of, once, text_of
from generator.records import Item

WEEKS = 8
CALENDAR = "text/calendar"
# The keys of an item that say when an event is, where that is not its window.
_KEYS = {"starts": ("starts",), "ends": ("ends",), "training": ("starts", "ends")}
# The most events that the page says to programs; the calendar files have them all.
_LINKED = 20


@dataclass(frozen=True)
class Event:
    """Something that happens at `when`. `what` is "apply_from", "apply_until", "starts" or "ends"; `doubted`: nobody confirmed it."""

    when: When
    what: str
    link: Link
    place: str
    doubted: bool


@dataclass(frozen=True)
class Day:
    """A day with its events."""

    day: When
    events: tuple[Event, ...]


@dataclass(frozen=True)
class CalendarView:
    """What the calendar shows: days in order, and events known only to the month; `doubted` whether one of all is."""

    first: When
    last: When
    days: tuple[Day, ...]
    months: tuple[Event, ...]
    doubted: bool
    whole: Link
    campuses: tuple[Link, ...]
    fields: tuple[Link, ...]


def make(site: Site, language: str) -> Iterator[Page]:
    """The calendar in `language`."""
    formats = (Format(CALENDAR, site.words[language]["calendar"]["all"], calendar_url()),)
    linked_of = partial(_linked, site, language)
    yield list_page(
        site,
        language,
        "/calendar/",
        "calendar",
        partial(_view, site, language),
        section="calendar",
        formats=formats,
        linked_of=linked_of,
        checked=last_checked(site, "courses", "notices"),
    )


def _weeks(site: Site) -> tuple[When, When]:
    """The first and the last day shown."""
    return day_of(site.moment), day_of(site.moment + timedelta(weeks=WEEKS))


@once
def _coming(site: Site, language: str) -> list[Event]:
    """What begins and ends in the weeks shown, in order."""
    start, end = _weeks(site)
    first, last = start.first(), end.last()
    items = (*in_language(site.courses, language), *in_language(site.notices, language))
    coming = [
        event for filed in items for event in events_of(site, filed, language, lambda when: when.last() >= first and when.first() <= last)
    ]
    return sorted(coming, key=lambda event: (event.when.first(), event.what, event.link.label))


def _linked(site: Site, language: str) -> tuple[linked.Node, ...]:
    """What takes place: a course that begins or ends. A deadline is no event at a place, and what has no place is no event."""
    names = site.words[language]["events"]
    held = [event for event in _coming(site, language) if event.what in ("starts", "ends") and event.place]
    dated = [event for event in held if event.when.day is not None and not event.doubted]
    return tuple(linked.event(site, f"{names[e.what]}: {e.link.label}", e.when, e.link.url, e.place) for e in dated[:_LINKED])


def _view(site: Site, language: str) -> CalendarView:
    coming, (start, end) = _coming(site, language), _weeks(site)
    days: dict[When, list[Event]] = {}
    for event in (event for event in coming if event.when.day is not None):
        days.setdefault(event.when.to_day(), []).append(event)
    return CalendarView(
        first=start,
        last=end,
        days=tuple(Day(day, tuple(events)) for day, events in days.items()),
        months=tuple(event for event in coming if event.when.day is None),
        doubted=any(event.doubted for event in coming),
        whole=Link(site.words[language]["calendar"]["all"], calendar_url()),
        campuses=tuple(Link(text_of(campus.record, language, "name"), calendar_url("campuses", campus.slug)) for campus in site.campuses),
        fields=tuple(Link(text_of(field, language, "name"), calendar_url("fields", slug)) for slug, field in site.fields.items()),
    )


def dates_of(filed: Filed[Any]) -> Iterator[tuple[str, When]]:
    """What begins and ends with a course or a notice, and when: known to the month or better."""
    record = filed.record
    window = record.apply
    dates: dict[str, Any] = {
        "apply_from": window.from_ if window else None,
        "apply_until": window.until if window else None,
        "starts": getattr(record, "starts", None),
        "ends": getattr(record, "ends", None),
    }
    yield from ((what, when) for what, when in dates.items() if isinstance(when, When) and when.month is not None)


def events_of(site: Site, filed: Filed[Any], language: str, wanted: Callable[[When], bool]) -> Iterator[Event]:
    """The events of a course or a notice on the `wanted` dates."""
    for what, when in dates_of(filed):
        if wanted(when):
            link = Link(name_of(site, filed, language), item_url(filed, language))
            yield Event(when, what, link, place_of(site, filed, language), is_doubted(filed.record, what))


def is_doubted(record: Item, what: str) -> bool:
    """Whether an item says that these of its dates ("apply_until", "starts", or "apply" and "training" as a whole) were not confirmed."""
    return any(key in record.unverified for key in _KEYS.get(what, ("apply",)))


def calendar_url(folder: str = "", slug: str = "") -> str:
    """The address of the calendar of all dates, or of those of a campus, a field or a course."""
    return f"/calendar/{folder}/{slug}.ics" if folder else "/calendar/all.ics"


def place_of(site: Site, filed: Filed[Any], language: str) -> str:
    """Where a course or a notice happens: its campuses by name; "" where a notice is not about one alone."""
    slugs = getattr(filed.record, "campus", None) or filed.record.campuses
    if filed.document.folder == "notices" and len(slugs) != 1:
        return ""
    return ", ".join(text_of(campus.record, language, "name") for campus in site.campuses_of(slugs))
