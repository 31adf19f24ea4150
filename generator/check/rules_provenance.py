"""Rules of how far the facts of an item can be relied on: what is in doubt, the day of the last check, the sources."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from generator.check.filing import Filed, Filing, entries
from generator.check.keys import keys_of, like
from generator.check.said import change_to
from generator.dates import When
from generator.problems import WARNING, Problem
from generator.read import Document
from generator.read.composed import KeyPath
from generator.text import nearest_name, topic

# They say how a file is kept, or are on no page: nobody could see that they are in doubt.
_NO_FACTS = frozenset("sources checked unverified aliases draft publish en review_by order menu".split())
_STALE_AFTER = timedelta(days=365)


def unverified_absent(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A key named under `unverified` that the item does not have, or that no page shows."""
    for filed in filing.every():
        present = filed.document.data if isinstance(filed.document.data, dict) else {}
        for index, key in entries(filed.record.unverified):
            if key in _NO_FACTS:
                message = f"'{key}'에는 '공식 확인 필요'를 붙일 수 없습니다. 쪽에 보이는 항목이 아닙니다."
                yield filed.fault(("unverified", index), "unverified-absent", message, "목록에서 이 이름을 지우세요.")
            elif key not in present:
                message = f"이 파일에는 '{key}' 항목이 없습니다."
                yield filed.fault(("unverified", index), "unverified-absent", message, _of_absent(key, filed, list(present)))


def _of_absent(key: str, filed: Filed[Any], present: list[str]) -> str:
    """What to do with a name of nothing: only one that names a key for sure may go, as what was doubted would be published as certain."""
    if near := like(key, present) or nearest_name(key, present):
        return change_to(near)
    if key in keys_of(type(filed.record)):
        return "목록에서 이 이름을 지우세요."
    facts = [each for each in present if each not in _NO_FACTS]
    return f"확인하지 못한 항목의 이름을 이 가운데에서 적으세요: {', '.join(facts)}"


def old_check(filing: Filing, moment: datetime) -> Iterator[Problem]:
    """Facts that nobody has checked for a year."""
    for filed in filing.every():
        checked = filed.record.checked
        if checked and moment - checked.last() > _STALE_AFTER:
            message = f"사실을 확인한 지 한 해가 넘었습니다({checked})."
            yield filed.fault(("checked",), "old-check", message, "사실을 다시 확인하고 'checked'를 그날로 바꾸세요.", WARNING)


def is_shown_early(day: When, publish: When | None, moment: datetime) -> bool:
    """Whether something is shown, at once or from the moment when it is published, before the day that it tells of."""
    return day.first() > max(moment, publish.first() if publish else moment)


class ToldDay(NamedTuple):
    """A day of which something is told: where it stands, what people call it, and until when the item is held back, if it is."""

    document: Document
    path: KeyPath
    day: When
    called: str
    held: When | None


def told_days(filing: Filing) -> Iterator[ToldDay]:
    """The days of figures, ages and sources; those of drafts left out."""
    site, sources = filing.table_documents.get("site"), filing.table_documents.get("sources")
    for index, figure in entries(filing.tables["site"].figures) if site and "site" in filing.tables else ():
        yield from _told(site, ("figures", index, "as_of"), figure.as_of, "기준일")
    for slug, source in filing.tables.get("sources", {}).items() if sources else ():
        yield from _told(sources, (slug, "date"), source.date, "출처를 펴낸 날")
    for filed in filing.every():
        publish = filed.record.publish
        if not filed.record.draft:
            for index, figure in entries(getattr(filed.record, "outcomes", None)):
                yield from _told(filed.document, ("outcomes", index, "as_of"), figure.as_of, "기준일", publish)
            if person := getattr(filed.record, "person", None):
                yield from _told(filed.document, ("person", "age_as_of"), person.age_as_of, "나이를 센 날", publish)


def _told(document: Document | None, path: KeyPath, day: When | None, called: str, held: When | None = None) -> Iterator[ToldDay]:
    if document and day:
        yield ToldDay(document, path, day, called, held)


def future_check(filing: Filing, moment: datetime) -> Iterator[Problem]:
    """Facts checked, or true, on a day that is yet to come, though they are shown before it. No error: a build may look back."""
    for told in told_days(filing):
        if is_shown_early(told.day, told.held, moment):
            message = f"{told.called}({told.day})이 아직 오지 않았습니다."
            repair = "날을 바르게 적었는지 보세요. 앞날은 쓰지 않습니다."
            yield Problem(told.document.where(told.path), "future-check", message, repair, WARNING)
    for filed in filing.every():
        checked = filed.record.checked
        if checked and not filed.record.draft and is_shown_early(checked, filed.record.publish, moment):
            message = f"확인한 날({checked})이 아직 오지 않았습니다."
            yield filed.fault(("checked",), "future-check", message, "사실을 확인한 날을 적으세요. 앞날은 쓰지 않습니다.", WARNING)


def unofficial_source(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """An item that rests on an unofficial source (tier C) and marks nothing as unverified."""
    sources = filing.tables.get("sources", {})
    for filed in filing.every():
        for index, key in entries(filed.record.sources):
            if key in sources and sources[key].tier == "C" and not filed.record.unverified:
                message = f"출처 '{key}'{topic(key)} 공식이 아닌데, 확인이 필요한 항목(unverified)이 적혀 있지 않습니다."
                yield filed.fault(
                    ("sources", index),
                    "unofficial-source",
                    message,
                    "이 출처로 적은 항목을 'unverified: [address]'처럼 적으세요.",
                    WARNING,
                )
