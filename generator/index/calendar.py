"""iCalendar files (RFC 5545) to subscribe to: all dates, those of a campus, of a field, and one file a course.

Only dates known to the day stand in them: a month is no day, and none is invented. Whole days are dates, moments
are given in UTC, so that no reader needs a time zone's rules. DTSTAMP is the day the facts were checked, never the clock.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, timedelta
from typing import Any

from generator.check.filing import Filed
from generator.dates import When
from generator.model import Site
from generator.output import Output
from generator.pages import Page
from generator.pages.base import name_of
from generator.pages.calendar import Event, calendar_url, course_calendar_url, events_of
from generator.records.record import EVERY
from generator.urls import MAIN_LANGUAGE

_REFRESH = timedelta(hours=12)


def make_calendars(site: Site, _pages: Iterable[Page]) -> Iterator[Output]:
    """The calendars of the site. Each has at least its name; a feed without dates is an empty calendar."""
    everything = [*site.courses, *site.notices]
    yield _output(site, calendar_url(), site.info.name, everything)
    for campus in site.campuses:
        about = [filed for filed in everything if {campus.slug, EVERY} & set(_campuses(filed))]
        yield _output(site, calendar_url("campuses", campus.slug), f"{site.info.name} {campus.record.name}", about)
    for slug, field in site.fields.items():
        courses = site.courses_in.get(slug, ())
        yield _output(site, calendar_url("fields", slug), f"{site.info.name} {field.name}", courses)
    for course in site.courses:
        if any(_dated(site, course)):
            yield _output(site, course_calendar_url(course.slug), name_of(site, course, MAIN_LANGUAGE), [course])


def _campuses(filed: Filed[Any]) -> tuple[str, ...]:
    return getattr(filed.record, "campus", None) or getattr(filed.record, "campuses", ())


def _dated(site: Site, filed: Filed[Any]) -> list[Event]:
    """The item's events that are known to the day."""
    return [event for event in events_of(site, filed, MAIN_LANGUAGE) if event.when.day is not None]


def _output(site: Site, url: str, name: str, items: Iterable[Filed[Any]]) -> Output:
    from icalendar import Calendar  # imported here: only this file needs it

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{site.info.short_name}//{MAIN_LANGUAGE.upper()}")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for filed in items:
        for event in _dated(site, filed):
            calendar.add_component(_component(site, filed, event))
    return Output(url.lstrip("/"), calendar.to_ical())


def _component(site: Site, filed: Filed[Any], event: Event) -> Any:
    from icalendar import Event as Component

    component = Component()
    component.add("uid", f"{filed.document.folder}-{filed.slug}-{event.what}@{site.origin.partition('//')[2]}")
    component.add("summary", f"{site.words[MAIN_LANGUAGE]['events'][event.what]}: {event.link.label}")
    changed = filed.record.checked or event.when
    component.add("dtstamp", changed.first().astimezone(UTC))
    if event.when.hour is None:
        component.add("dtstart", _day(event.when))
        component.add("dtend", _day(event.when) + timedelta(days=1))
    else:
        component.add("dtstart", event.when.first().astimezone(UTC))
        component.add("dtend", event.when.first().astimezone(UTC))
    component.add("url", site.origin + site.prefix + event.link.url)
    if event.place:
        component.add("location", event.place)
    component.add("transp", "TRANSPARENT")
    return component


def _day(when: When) -> date:
    return date(when.year, when.month or 1, when.day or 1)
