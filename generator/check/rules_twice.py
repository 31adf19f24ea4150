"""Rules of what is said twice: an entry of a list, a file that was copied and not changed yet."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any, get_origin

from generator.check.filing import Filed, Filing, entries
from generator.problems import WARNING, Problem
from generator.read.composed import KeyPath
from generator.records.fields import class_in
from generator.records.twins import twins_of
from generator.text import particle, subject


def doubled_entry(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """An entry that stands in its list twice: what it names would be shown twice."""
    for filed in filing.every():
        for path, index, entry in _doubled(filed.record):
            message = f"'{entry}'{subject(entry)} 이 목록에 두 번 있습니다."
            yield filed.fault((*path, index), "doubled-entry", message, "하나를 지우세요.")


def _doubled(record: Any, above: KeyPath = ()) -> Iterator[tuple[KeyPath, int, str]]:
    """The entries of a record's lists of texts that stood in them before: the list's path, the index, the entry."""
    for key in _lists_in(type(record)):  # type: ignore[arg-type]  # mypy does not see that a class has a hash
        found = getattr(record, key)
        if found and len(found) > 1 and len(set(found)) < len(found):
            seen: set[str] = set()
            for index, entry in entries(found):
                if entry in seen:
                    yield (*above, key), index, entry
                seen.add(entry)
    for language, twin in twins_of(record):
        yield from _doubled(twin, (language,))


@cache
def _lists_in(kind: type[Any]) -> tuple[str, ...]:
    """The keys of a class whose value is a list of texts."""
    return tuple(
        name for name, field in kind.model_fields.items() if get_origin(field.annotation) is tuple and class_in(field.annotation) is None
    )


def copied_course(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A course that says of itself what another one says: a file that was copied and not changed yet, or one course twice."""
    repair = "베낀 파일이면 새 과정의 날과 기수로 고치고, 같은 과정이면 한 파일을 지우세요."
    for filed, first in _copies(filing, "courses", ("title", "campus", "cohort", "starts", "ends", "schedule", "apply")):
        message = f"제목과 캠퍼스, 날짜가 {first}{particle(first, '과', '와')} 같습니다."
        yield filed.fault(("title",), "copied-course", message, repair, WARNING)


def copied_file(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A campus of the name that another one has, a notice of the same title and day: a file that was copied and not changed yet."""
    repair = "베낀 파일이면 새 내용으로 고치고, 같은 것이면 한 파일을 지우세요."
    alike = (
        ("campuses", ("name",), "이름이"),
        ("notices", ("title", "published", "campuses", "courses", "apply"), "제목과 날짜, 캠퍼스가"),
    )
    for folder, keys, what in alike:
        for filed, first in _copies(filing, folder, keys):
            if getattr(filed.record, keys[0]) is None:
                continue  # its absence is told
            message = f"{what} {first}{particle(first, '과', '와')} 같습니다."
            yield filed.fault((keys[0],), "copied-file", message, repair, WARNING)


def _copies(filing: Filing, folder: str, keys: Sequence[str]) -> Iterator[tuple[Filed[Any], str]]:
    """The items of a folder, drafts apart, that say at these keys what one before says, with that one's path."""
    told: dict[Hashable, str] = {}
    for filed in filing.items[folder].values():
        if filed.record.draft:
            continue
        about = tuple(getattr(filed.record, key) for key in keys)
        first = told.setdefault(about, filed.document.shown)
        if first != filed.document.shown:
            yield filed, first
