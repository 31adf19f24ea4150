"""Changes: what was published or checked, newest first, by day."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.dates import When
from generator.model import Site
from generator.pages.base import Link, Page, in_language, item_url, list_page, name_of


@dataclass(frozen=True)
class Change:
    """An item that was published or checked on a day. `what` is "published" or "checked"."""

    what: str
    kind: str
    link: Link


@dataclass(frozen=True)
class ChangeDay:
    """A day with its changes."""

    day: When
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class ChangesView:
    """What the page of changes shows."""

    days: tuple[ChangeDay, ...]


def make(site: Site, language: str) -> Iterator[Page]:
    """The changes in `language`."""
    found: dict[When, list[Change]] = {}
    everything = (*site.notices, *site.stories, *site.courses, *site.campuses, *site.texts)
    for filed in in_language(everything, language):
        record, kind = filed.record, filed.document.folder
        name = name_of(site, filed, language)
        published = getattr(record, "published", None)
        if published:
            found.setdefault(published, []).append(Change("published", kind, Link(name, item_url(filed, language))))
        if record.checked and record.checked != published:
            found.setdefault(record.checked, []).append(Change("checked", kind, Link(name, item_url(filed, language))))
    days = tuple(ChangeDay(day, tuple(found[day])) for day in sorted(found, reverse=True))
    yield list_page(site, language, "/changes/", "changes", ChangesView(days), section="changes")
