"""Each published item as search sees it: what a result shows, and its words by the place where they stand.

An Entry depends on its own item (and the names of its fields) alone; what depends on the others is in `weigh.py`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.check.filing import Filed
from generator.index.search.facts import facts_of
from generator.letters import LEAD, spoken, squeezed, words
from generator.model import Site
from generator.model.status import Dates
from generator.pages.base import name_of, own_text_of, text_of
from generator.phrases import number
from generator.records import Campus, Course, Notice, Story
from generator.records.record import EVERY
from generator.records.twins import twin_of, twins_of
from generator.urls import MAIN_LANGUAGE

# What a word is worth by where it stands. A word that comes again in a body is worth a little more (weigh.py).
WEIGHTS = {"title": 8.0, "place": 9.0, "tags": 4.0, "heading": 2.5, "summary": 1.5, "body": 1.0, "facts": 0.6}
_DONG = re.compile(r"[가-힣0-9]+(?:동|로|길|가|타운)$")
_NUMBERED = re.compile(r"([가-힣]{2,})\d+동")
# Those of the GUIDES (pages/frame.py) that answer a question: figures, dates, comparison, open data.
OWN = ("results", "calendar", "compare", "data")


@dataclass(frozen=True)
class Entry:
    """One item. `zones` are its words, space-separated, one line a block of text; `part` is the place in its page ("#cost"), "" for all."""

    folder: str
    slug: str
    title: str
    summary: str
    text: str
    zones: tuple[tuple[str, str], ...]
    part: str = ""

    def words(self) -> set[str]:
        """Its words, each once."""
        return {word for _, said in self.zones for word in said.split()}


def entry_of_field(slug: str, said: Any) -> Entry:
    """A field of study, by its record of one language."""
    return Entry("fields", slug, said.name, said.summary, "", zones_of({"title": [said.name], "summary": [said.summary]}))


def entry_of_own(site: Site, slug: str, language: str) -> Entry:
    """A page of the site's own making; that of the figures has the words of each of them."""
    said = site.words[language]["pages"][slug]
    figures = site.info.figures if slug == "results" else ()
    lines = [f"{text_of(figure, language, 'label')} {number(figure.value)}{text_of(figure, language, 'unit')}" for figure in figures]
    labels = [str(text_of(figure, language, "label")) for figure in figures]
    zones = zones_of({"title": [said["title"]], "heading": labels, "summary": [said["description"]], "body": lines})
    return Entry("pages", slug, said["title"], said["description"], cut(" · ".join(lines)), zones)


def entry_of(site: Site, filed: Filed[Any], language: str) -> Entry:
    """A published item, with its body. All that it takes from elsewhere is in the key of items.py."""
    record, folder = filed.record, filed.document.folder
    body = filed.document.body(language)
    lead, headings, said = (body.lead, [heading.text for heading in body.headings], body.words) if body else ("", [], "")
    title, summary = name_of(site, filed, language), own_text_of(record, language, "summary") or ""
    zones: dict[str, Iterable[str | None]] = {
        "title": [title],
        "summary": [summary],
        "heading": headings,
        **_facts(site, filed, language),
        "facts": [" ".join(facts_of(record, language))],
    }
    return Entry(
        folder,
        filed.slug,
        title,
        summary,
        cut(lead),
        (*zones_of(zones), *((("body", said),) if said else ())),
    )


def cut(text: str, limit: int = LEAD) -> str:
    """The beginning of a text, ended at a space."""
    return text if len(text) <= limit else text[: text.rfind(" ", 0, limit) if " " in text[:limit] else limit] + "…"


def zones_of(zones: dict[str, Iterable[str | None]]) -> tuple[tuple[str, str], ...]:
    """Each place with its words, a line for a line of text; empty ones left out. A title is kept whole."""
    found = (
        (name, "\n".join(_whole(text) if name == "title" else _spoken(text) for text in texts if text)) for name, texts in zones.items()
    )
    return tuple((name, said) for name, said in found if said)


# Tags, headings and the names of what is learnt stand in many items; a body stands in one, and is not read here.
_spoken = lru_cache(10_000)(spoken)


def _whole(title: str) -> str:
    return " ".join(words(title))


def campuses_of(filed: Filed[Any]) -> tuple[str, ...]:
    """The slugs of an item's campuses, or "all"; that of a campus itself."""
    if isinstance(filed.record, Campus):
        return (filed.slug,)
    campus: str | Iterable[str] | None = getattr(filed.record, "campus", None) or getattr(filed.record, "campuses", None)
    return (campus,) if isinstance(campus, str) else tuple(campus or ())


def status_dates(record: Any) -> dict[str, str | bool]:
    """The dates of a record as the browser takes them."""
    return Dates.of(record).data() if isinstance(record, Course | Notice) else {}


def _facts(site: Site, filed: Filed[Any], language: str) -> dict[str, list[str | None]]:
    """The facts of an item that stand in no text, by place."""
    record, said = filed.record, site.words[language]

    def own(key: str) -> Any:
        return own_text_of(record, language, key)

    if isinstance(record, Campus):
        more = [*(own("facilities") or ()), *(own("accessibility") or ())]
        more += [said["campus"]["exit"].format(number=station.exit) for station in record.stations if station.exit]
        return {"place": list(places_of(site, filed)), "tags": [record.phone, record.email, own("hours"), *more]}
    if isinstance(record, Course):
        prior = record.eligibility.prior if record.eligibility and language == MAIN_LANGUAGE else None
        main = (
            [*record.tags, record.schedule, prior, record.apply.how if record.apply else None]
            if language == MAIN_LANGUAGE
            else [own("schedule")]
        )
        free = ["무료" if language == MAIN_LANGUAGE else "free"] if record.fee == 0 else []
        return {"tags": [*main, *record.partners, *free, said["levels"][record.level] if record.level else None]}
    if isinstance(record, Story):
        holder = twin_of(record, language)
        path = holder.path if holder else None
        return {
            "tags": [record.person.display_name] if language == MAIN_LANGUAGE else [],
            "summary": [own("summary"), own("quote"), path.before if path else None, path.after if path else None],
        }
    if isinstance(record, Notice):
        return {"tags": [said["kinds"][record.kind], *(attachment.label for attachment in record.attachments)]}
    return {}


def places_of(site: Site, campus: Filed[Campus]) -> Iterator[str]:
    """The words that name a campus and where it is: name, district, dong, streets, stations and lines, one word each."""
    record = campus.record
    district = site.districts[record.district]
    names = [holder.name for holder in (record, district)] + [twin.name for holder in (record, district) for _, twin in twins_of(holder)]
    found = [squeezed(name) for name in names] + [campus.slug, record.district, record.district + "gu"]
    found += [district.name.removesuffix("구") if len(district.name) > 2 else "", record.name.removesuffix("캠퍼스")]
    for station in record.stations:
        name = squeezed(re.sub(r"\(.*?\)", "", station.name))
        found += [name, name.removesuffix("역") if len(name) > 2 else "", *(squeezed(line) for line in station.lines)]
    address = record.address
    written = f"{address.road or ''} {address.detail or ''}" if address else ""
    found += [word for word in words(written) if _DONG.match(word) or len(word) > 3]
    found += [word[:-1] for word in words(written) if re.fullmatch(r"[가-힣]{2,}동", word)]
    for dong in _NUMBERED.finditer(written):  # 개포1동: people say 개포동
        found += [squeezed(dong[0]), dong[1] + "동", dong[1]]
    found += [match[0] for word in words(written) if (match := re.match(r"[가-힣]+[로길](?=\d)", word))]
    yield from dict.fromkeys(word for word in found if len(word) > 1)


def in_every(campuses: tuple[str, ...]) -> bool:
    """Whether an item is of every campus: then it is of none in particular."""
    return EVERY in campuses
