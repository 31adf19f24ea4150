"""The calendar: what begins and ends in the coming eight weeks, by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from generator.check.filing import Filed
from generator.dates import When, day_of
from generator.model import Site
from generator.pages.base import Link, Page, in_language, item_url, list_page, name_of, text_of

WEEKS = 8


@dataclass(frozen=True)
class Event:
    """Something that happens at `when`. `what` is "apply_from", "apply_until", "starts" or "ends"."""

    when: When
    what: str
    link: Link
    place: str


@dataclass(frozen=True)
class Day:
    """A day with its events."""

    day: When
    events: tuple[Event, ...]


@dataclass(frozen=True)
class CalendarView:
    """What the calendar shows: days in order, and events known only to the month."""

    first: When
    last: When
    days: tuple[Day, ...]
    months: tuple[Event, ...]


def make(site: Site, language: str) -> Iterator[Page]:
    """The calendar in `language`."""
    start = day_of(site.moment)
    end = day_of(site.moment + timedelta(weeks=WEEKS))
    coming = [event for event in _events(site, language) if event.when.last() >= start.first() and event.when.first() <= end.last()]
    coming.sort(key=lambda event: (event.when.first(), event.what, event.link.label))
    dated = [event for event in coming if event.when.day is not None]
    days = dict.fromkeys(event.when.to_day() for event in dated)
    view = CalendarView(
        first=start,
        last=end,
        days=tuple(Day(day, tuple(event for event in dated if event.when.to_day() == day)) for day in days),
        months=tuple(event for event in coming if event.when.day is None),
    )
    yield list_page(site, language, "/calendar/", "calendar", view, section="calendar")


def _events(site: Site, language: str) -> Iterator[Event]:
    for filed in (*in_language(site.courses, language), *in_language(site.notices, language)):
        record = filed.record
        window = record.apply
        dates: dict[str, Any] = {
            "apply_from": window.from_ if window else None,
            "apply_until": window.until if window else None,
            "starts": getattr(record, "starts", None),
            "ends": getattr(record, "ends", None),
        }
        for what, when in dates.items():
            if isinstance(when, When) and when.month is not None:
                link = Link(name_of(site, filed, language), item_url(filed, language))
                yield Event(when, what, link, _place(site, filed, language))


def _place(site: Site, filed: Filed[Any], language: str) -> str:
    slugs = getattr(filed.record, "campus", None) or filed.record.campuses
    if filed.document.folder == "notices" and len(slugs) != 1:
        return ""
    return ", ".join(text_of(campus.record, language, "name") for campus in site.campuses_of(slugs))
