"""The other forms of a page that a program can follow: feeds and calendars, their addresses and what they are about."""

from generator.check.filing import Filed
from generator.model import Site
from generator.pages.base import Format
from generator.pages.calendar import CALENDAR, calendar_url
from generator.records import Notice
from generator.records.record import EVERY
from generator.urls import MAIN_LANGUAGE

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"
_ENDINGS = {ATOM: "atom", JSON_FEED: "json"}


def feed_url(kind: str, folder: str = "", slug: str = "") -> str:
    """The address of the feed of all notices, or of those about a campus or a field; `kind` is its media type."""
    return f"/feeds/{folder}/{slug}.{_ENDINGS[kind]}" if folder else f"/feeds/all.{_ENDINGS[kind]}"


def feeds(site: Site, language: str, folder: str = "", slug: str = "", name: str = "") -> tuple[Format, ...]:
    """Both feeds, for a page in the main language: they have no twin in another."""
    title = " ".join(filter(None, (site.info.short_name, name, site.words[language]["sections"]["notices"])))
    found = (Format(ATOM, title, feed_url(ATOM, folder, slug)), Format(JSON_FEED, title, feed_url(JSON_FEED, folder, slug)))
    return found if language == MAIN_LANGUAGE else ()


def calendars(site: Site, language: str, folder: str = "", slug: str = "", name: str = "") -> tuple[Format, ...]:
    """The calendar, for a page in the main language."""
    title = " ".join(filter(None, (site.info.short_name, name, site.words[language]["sections"]["calendar"])))
    return (Format(CALENDAR, title, calendar_url(folder, slug)),) if language == MAIN_LANGUAGE else ()


def about_campus(notice: Filed[Notice], slug: str) -> bool:
    """Whether a notice is about the campus, or about every one."""
    return slug in notice.record.campuses or EVERY in notice.record.campuses


def about_field(site: Site, notice: Filed[Notice], field: str) -> bool:
    """Whether a notice names a published course of the field."""
    return any(course.record.field == field for course in site.published_of("courses", notice.record.courses))
