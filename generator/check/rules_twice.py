"""Rules of what is said twice: an entry of a list, a file that was copied and not changed yet."""

from collections.abc import Hashable, Iterator
from datetime import datetime
from functools import cache
from typing import Any, get_origin

from generator.check.filing import Filing, entries
from generator.check.keys import class_in
from generator.problems import WARNING, Problem
from generator.read.composed import KeyPath
from generator.text import particle


def doubled_entry(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """An entry that stands in its list twice: what it names would be shown twice."""
    for filed in filing.every():
        for path, index, entry in _doubled(filed.record):
            message = f"'{entry}'{particle(entry, '이', '가')} 이 목록에 두 번 있습니다."
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
    if twin := getattr(record, "en", None):
        yield from _doubled(twin, ("en",))


@cache
def _lists_in(kind: type[Any]) -> tuple[str, ...]:
    """The keys of a class whose value is a list of texts."""
    return tuple(
        name for name, field in kind.model_fields.items() if get_origin(field.annotation) is tuple and class_in(field.annotation) is None
    )


def copied_course(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A course that says of itself what another one says: a file that was copied and not changed yet, or one course twice."""
    told: dict[Hashable, str] = {}
    for filed in filing.items["courses"].values():
        course = filed.record
        if course.draft:
            continue
        about = (course.title, course.campus, course.cohort, course.starts, course.ends, course.schedule, course.apply)
        first = told.setdefault(about, filed.document.shown)
        if first != filed.document.shown:
            message = f"제목과 캠퍼스, 날짜가 {first}{particle(first, '과', '와')} 같습니다."
            repair = "베낀 파일이면 새 과정의 날과 기수로 고치고, 같은 과정이면 한 파일을 지우세요."
            yield filed.fault(("title",), "copied-course", message, repair, WARNING)


def copied_file(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A campus of the name that another one has, a notice of the same title and day: a file that was copied and not changed yet."""
    told: dict[Hashable, str] = {}
    for folder, key, what in (("campuses", "name", "이름이"), ("notices", "title", "제목과 날짜, 캠퍼스가")):
        for filed in filing.items[folder].values():
            record = filed.record
            if record.draft or getattr(record, key) is None:
                continue
            about = (folder, getattr(record, key), *(getattr(record, each, None) for each in ("published", "campuses", "courses", "apply")))
            first = told.setdefault(about, filed.document.shown)
            if first != filed.document.shown:
                message = f"{what} {first}{particle(first, '과', '와')} 같습니다."
                yield filed.fault(
                    (key,), "copied-file", message, "베낀 파일이면 새 내용으로 고치고, 같은 것이면 한 파일을 지우세요.", WARNING
                )
