"""Changes: which facts changed, what is new and what was checked, newest first, by day, in words.

What changed comes from the history of the content; in a folder without one the page still says what its items know of
themselves: when they were published and last checked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.check.filing import Filed
from generator.dates import When, date_in, day_of
from generator.history import FactChange
from generator.model import Site
from generator.pages.base import Link, Page, in_language, item_url, list_page, name_of, text_of
from generator.phrases import date_words, number
from generator.text import to, with_particle
from generator.urls import MAIN_LANGUAGE, localised
from generator.words import Words

# The most lines of the page, the newest.
MOST = 200


@dataclass(frozen=True)
class Change:
    """Something that happened on a day to an item of a `kind` ("courses"), in one sentence; to several, where it has no `link`."""

    kind: str
    link: Link | None
    text: str


@dataclass(frozen=True)
class ChangeDay:
    """A day with its changes."""

    day: When
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class ChangesView:
    """What the page of changes shows; `most` is how many it shows where it does not show all."""

    days: tuple[ChangeDay, ...]
    most: int | None


def make(site: Site, language: str) -> Iterator[Page]:
    """The changes in `language`."""
    yield list_page(site, language, "/changes/", "changes", partial(_view, site, language), section="changes")


def _view(site: Site, language: str) -> ChangesView:
    found = _folded([*_of_history(site, language), *_of_items(site, language)], site.words[language])
    found.sort(key=lambda pair: pair[0], reverse=True)
    shown = list(dict.fromkeys(found))[:MOST]
    by_day: dict[When, list[Change]] = {}
    for day, change in shown:
        by_day.setdefault(day, []).append(change)
    days = tuple(ChangeDay(day, tuple(changes)) for day, changes in by_day.items())
    return ChangesView(days, MOST if len(found) > len(shown) == MOST else None)


def _folded(found: list[tuple[When, Change]], words: Words) -> list[tuple[When, Change]]:
    """The same with one line a day for all items whose facts were checked on it, where they are several."""
    said = words["changes"]
    kinds: dict[When, list[str]] = {}
    for day, change in found:
        if change.text == said["checked"]:
            kinds.setdefault(day, []).append(change.kind)
    several = {day: of_day for day, of_day in kinds.items() if len(of_day) > 1}
    rest = [(day, change) for day, change in found if day not in several or change.text != said["checked"]]
    for day, of_day in several.items():
        counted = ", ".join(said["counted"][kind].format(count=of_day.count(kind)) for kind in said["counted"] if kind in of_day)
        rest.append((day, Change("", None, said["checked_several"].format(list=counted))))
    return rest


def _of_items(site: Site, language: str) -> Iterator[tuple[When, Change]]:
    """What items say of themselves: the day they were published, and the day their facts were last checked."""
    said = site.words[language]["changes"]
    everything: tuple[Filed[Any], ...] = (*site.notices, *site.stories, *site.courses, *site.campuses, *site.texts)
    for filed in in_language(everything, language):
        record, kind = filed.record, filed.document.folder
        link = Link(name_of(site, filed, language), item_url(filed, language))
        published = getattr(record, "published", None)
        if published:
            yield published, Change(kind, link, said["published"])
        if record.checked and record.checked != published:
            yield record.checked, Change(kind, link, said["checked"])


def _of_history(site: Site, language: str) -> Iterator[tuple[When, Change]]:
    """What the history of the content says of items and figures that are published in `language`."""
    figures = {figure.id: figure for figure in site.info.figures}
    for change in site.history:
        if change.folder == "figures" and change.slug in figures:
            label = text_of(figures[change.slug], language, "label")
            link = Link(label, localised(f"/results/#f-{change.slug}", language))
            yield day_of(change.moment), Change("results", link, sentence_of(change, site.words[language]))
        elif site.has(change.folder, change.slug, language):
            filed = site.published[change.folder, change.slug]
            if change.key == "" and getattr(filed.record, "published", None):
                continue  # it says itself when it was published
            link = Link(name_of(site, filed, language), item_url(filed, language))
            yield day_of(change.moment), Change(change.folder, link, sentence_of(change, site.words[language]))


def sentence_of(change: FactChange, words: Words) -> str:
    """The change in one sentence: from what to what where both may be told."""
    said = words["changes"]
    if change.key == "":
        return str(said["published"])
    korean = words["code"] == MAIN_LANGUAGE
    name = said["facts"][change.folder][change.key]
    fact = with_particle(name, "이", "가") if korean else name
    if change.after is None:
        return str(said["removed"].format(fact=fact))
    before = _value(change.key, change.before, words)
    after = _value(change.key, change.after, words, before=change.before)
    if not after or (change.before is not None and not before):
        return str(said["added" if change.before is None else "changed"].format(fact=fact))
    to = _to(after) if korean else after
    return str(said["set" if change.before is None else "changed_from"].format(fact=fact, before=before, after=to))


def _to(text: str) -> str:
    """`text` with the particle of where a change leads; what stands in brackets is not read aloud, 18:00 is read 18시."""
    if text.endswith(":00"):
        return f"{text}로"
    aloud = re.sub(r"\s*\([^)]*\)$", "", text)
    return text + to(aloud)


def _value(key: str, value: str | float | None, words: Words, before: str | float | None = None) -> str:
    """A value in words, "" where it is not to be told. After another date, what they share is left out."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        when, earlier = date_in(value), None if before is None else date_in(str(before))
        if when is None:
            return str(words["statuses"]["rolling"])
        same = earlier is not None and earlier.month is not None and earlier.year == when.year
        return date_words(when, words, "same_year" if same else "")
    if key == "opened" or key in ("starts", "ends", "as_of"):
        return date_words(When(int(value)), words)  # a year alone is written as a number
    if key == "fee":
        return str(words["free"] if value == 0 else words["won"].format(amount=number(value)))
    pattern = {"cohort": words["cohort"], "capacity": words["people"], "hours": words["hours_of_teaching"]}.get(key, "{number}")
    return str(pattern.format(number=number(value)))
