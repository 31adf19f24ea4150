"""iCalendar files (RFC 5545, RFC 7986) to subscribe to: all dates, those of a campus, of a field, and one file a course that has a
date. A file stays at the address that it had when its campus or course gets another name, and when no day of it is known any more.

An application window and a course are each one event from their first to their last day; a deadline is one more, since
it is what nobody must miss. Only dates known to the day are events: a month is no day, and none is invented. What is
known to the month stands in words in the descriptions. Days are dates; moments are in Asia/Seoul, whose rules each file
carries (UTC+9 the whole year since October 1988).

The clock decides only what is over, where that matters. LAST-MODIFIED, DTSTAMP and SEQUENCE come from the day on which the facts were
published, last checked or last changed (`changed_of`): SEQUENCE is that day counted from 1970-01-01. So an event that did not change
keeps it, and one that did has one that is no lower than any before, since it is of the latest day: a count of commits would fall with
a shallow clone. Two corrections on one day share a number; subscribers take the whole file anew, so they see both.
A UID is made from the name that an item had first
(`lasting_name`), from which date it is, so that an event stays itself when its day moves, and from the site's host and path.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from generator.check.filing import Filed
from generator.dates import When
from generator.index.ical import Property, component, lines, stamp, text
from generator.index.redirects import at_old_names
from generator.model import Site
from generator.output import Output
from generator.pages import Page
from generator.pages.base import changed_of, item_url, lasting_name, lasting_place, name_of
from generator.pages.calendar import calendar_url, dates_of, events_of, is_doubted, place_of
from generator.pages.formats import about_campus
from generator.phrases import date_words, marked, span_words
from generator.urls import MAIN_LANGUAGE

# The most events of one file: with more, those to come and then the latest that are over.
MOST = 1000
_MOST_UNDATED = 20
_ZONE = "Asia/Seoul"
_EPOCH = date(1970, 1, 1)


Write = Callable[["Span"], bytes]


@dataclass(frozen=True)
class Span:
    """An event to be: `what` it is ("apply", "apply_until", "training" or "ends"), and its days or moments."""

    filed: Filed[Any]
    what: str
    first: When
    last: When


def make_calendars(site: Site, _pages: Iterable[Page]) -> Iterator[Output]:
    """The calendars of the site. Each has at least its name; one without dates is an empty calendar."""
    everything: list[Filed[Any]] = [*site.courses, *site.notices]
    written: dict[tuple[str, str], dict[str, bytes]] = {}

    def write(span: Span) -> bytes:
        key = (span.filed.document.folder, span.filed.slug)
        if key not in written:
            written[key] = _events(site, span.filed)
        return written[key][span.what]

    yield _output(site, calendar_url(), site.info.name, everything, write)
    for campus in site.campuses:
        about: list[Filed[Any]] = [*site.courses_at.get(campus.slug, ())]
        about += [notice for notice in site.notices if about_campus(notice, campus.slug)]
        output = _output(site, calendar_url("campuses", campus.slug), f"{site.info.name} {campus.record.name}", about, write)
        yield from at_old_names(campus, [output])
    for slug, field in site.fields.items():
        courses = site.courses_in.get(slug, ())
        yield _output(site, calendar_url("fields", slug), f"{site.info.name} {field.name}", courses, write)
    for course in site.courses:
        if any(dates_of(course)):  # also where none is known to the day any more: somebody may follow it
            output = _output(site, calendar_url("courses", course.slug), name_of(site, course, MAIN_LANGUAGE), [course], write)
            yield from at_old_names(course, [output])
            written.pop((course.document.folder, course.slug), None)  # it was the last to ask


def spans_of(filed: Filed[Any]) -> Iterator[Span]:
    """The events of a course or a notice: what of it is known to the day."""
    record = filed.record
    from_, until = _days(record.apply.from_, record.apply.until) if record.apply else (None, None)
    if from_:
        yield Span(filed, "apply" if until else "apply_from", from_, until or from_)
    if until:
        yield Span(filed, "apply_until", until, until)
    starts, ends = _days(getattr(record, "starts", None), getattr(record, "ends", None))
    if starts:
        yield Span(filed, "training" if ends else "starts", starts, ends or starts)
    elif ends:
        yield Span(filed, "ends", ends, ends)


def _days(*dates: When | str | None) -> list[When | None]:
    """The dates, None for those that are not known to the day."""
    return [when if isinstance(when, When) and when.day is not None else None for when in dates]


def most_current(spans: Iterable[Span], moment: datetime, most: int = MOST) -> list[Span]:
    """At the most `most` of these, by day: where there are more, those not over at `moment`, then the latest."""
    chosen = sorted(spans, key=lambda span: (span.first.first(), span.filed.document.folder, span.filed.slug, span.what))
    if len(chosen) <= most:
        return chosen
    coming = sorted((span for span in chosen if span.last.last() >= moment), key=lambda span: span.last.last())
    over = sorted((span for span in chosen if span.last.last() < moment), key=lambda span: span.last.last(), reverse=True)
    kept = set(map(id, (coming + over)[:most]))
    return [span for span in chosen if id(span) in kept]


def _output(site: Site, url: str, name: str, items: Iterable[Filed[Any]], write: Write) -> Output:
    items = list(items)
    said = _undated(site, items)
    properties = [
        ("VERSION", "2.0"),
        ("PRODID", text(f"-//{site.info.short_name}//{MAIN_LANGUAGE.upper()}")),
        *((key, text(name)) for key in ("NAME", "X-WR-CALNAME")),  # RFC 7986, and what calendars read before it
        *((key, text(said)) for key in (("DESCRIPTION", "X-WR-CALDESC") if said else ())),
        ("X-WR-TIMEZONE", _ZONE),
        ("SOURCE;VALUE=URI", site.origin + site.prefix + url),
        ("REFRESH-INTERVAL;VALUE=DURATION", "PT12H"),
        ("X-PUBLISHED-TTL", "PT12H"),
    ]
    spans = most_current((span for filed in items for span in spans_of(filed)), site.moment)
    # An event stands in up to four calendars and is written once.
    return Output(url.lstrip("/"), component("VCALENDAR", properties, _zone(), *(write(span) for span in spans)))


def _undated(site: Site, items: Iterable[Filed[Any]]) -> str:
    """What is known only to the month and not over, in words; "" where there is nothing."""
    words = site.words[MAIN_LANGUAGE]
    months = [
        event
        for filed in items
        for event in events_of(site, filed, MAIN_LANGUAGE, lambda when: when.day is None and when.last() >= site.moment)
    ]
    months.sort(key=lambda event: (event.when.first(), event.link.url))
    named = [(event, marked(words["events"][event.what], event.doubted, words)) for event in months[:_MOST_UNDATED]]
    lines = [f"{date_words(event.when, words)} {label}: {event.link.label}" for event, label in named]
    return "\n".join([f"{words['calendar']['months']}:", *lines]) if lines else ""


@lru_cache
def _zone() -> bytes:
    standard = [
        ("DTSTART", stamp(datetime(1988, 10, 9, 3))),
        ("TZOFFSETFROM", "+0900"),
        ("TZOFFSETTO", "+0900"),
        ("TZNAME", "KST"),
    ]
    return component("VTIMEZONE", [("TZID", _ZONE)], component("STANDARD", standard))


def _events(site: Site, filed: Filed[Any]) -> dict[str, bytes]:
    """The events of an item, by what they are."""
    words, common = site.words[MAIN_LANGUAGE], lines(_common(site, filed))
    home = "".join(lasting_place(site))
    uid, name = f"{filed.document.folder}-{lasting_name(filed)}", name_of(site, filed, MAIN_LANGUAGE)
    place = place_of(site, filed, MAIN_LANGUAGE)
    events = {}
    for span in spans_of(filed):
        label = words["events"].get(span.what) or words["course"][span.what]
        label = marked(label, is_doubted(filed.record, span.what), words)
        # An opening or a start keeps its name when its end becomes known.
        lasting = {"apply_from": "apply", "starts": "training"}.get(span.what, span.what)
        times = (
            (f"{key};TZID={_ZONE}" if isinstance(value, datetime) else f"{key};VALUE=DATE", stamp(value)) for key, value in _times(span)
        )
        said = [("UID", f"{uid}-{lasting}@{home}"), ("SUMMARY", text(f"{label}: {name}")), *times]
        if place and not span.what.startswith("apply"):  # nobody has to be anywhere to apply
            said.append(("LOCATION", text(place)))
        events[span.what] = component("VEVENT", said, common)
    return events


def _common(site: Site, filed: Filed[Any]) -> Iterator[Property]:
    """What all events of an item say alike."""
    changed = changed_of(site, filed)
    if changed:
        yield from ((key, stamp(changed.first().astimezone(UTC))) for key in ("DTSTAMP", "LAST-MODIFIED"))
        yield "SEQUENCE", str((_day(changed) - _EPOCH).days)
    url = site.origin + site.prefix + item_url(filed, MAIN_LANGUAGE)
    yield "DESCRIPTION", text("\n".join([*_lines(site, filed), url]))
    yield "URL", url
    yield "TRANSP", "TRANSPARENT"


def _times(span: Span) -> Iterator[tuple[str, date]]:
    """DTSTART and DTEND. Both are moments or both are days (RFC 5545, 3.8.2.2), so a mixed span is one of whole days."""
    first, last = span.first, span.last
    if first.hour is None or last.hour is None:
        yield "DTSTART", _day(first)
        yield "DTEND", _day(last) + timedelta(days=1)
        return
    yield "DTSTART", first.first().replace(tzinfo=None)
    if last > first:  # an end has to be later than its beginning; without one the event is a moment
        yield "DTEND", last.first().replace(tzinfo=None)


def _lines(site: Site, filed: Filed[Any]) -> Iterator[str]:
    """Window and course in words, at exactly their precision."""
    words, record = site.words[MAIN_LANGUAGE], filed.record
    window = span_words(record.apply.from_, record.apply.until, words) if record.apply else ""
    training = span_words(getattr(record, "starts", None), getattr(record, "ends", None), words)
    for key, said in (("apply", window), ("training", training)):
        if said:
            yield f"{marked(words['course'][key], is_doubted(record, key), words)}: {said}"
    if window:
        yield words["course"]["early"] if record.apply.until else words["course"]["no_deadline"]


def _day(when: When) -> date:
    return date(when.year, when.month or 1, when.day or 1)
