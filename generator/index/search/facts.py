"""What people call the facts that an item has: 정원 of a course that says how many, 위치 of a campus that has an address.

Each is one word of a group of synonyms, so that the others find it too. It is worth little: an item that speaks of it goes first.
"""

from collections.abc import Iterator
from typing import Any

from generator.dates import When
from generator.records import Campus, Course, Notice, Story
from generator.urls import MAIN_LANGUAGE

# By the field of a record: what it is called, in the main language and in the others.
_COURSE = {
    "title": ("수업", "class"),
    "capacity": ("정원", "capacity"),
    "starts": ("개강", "start date"),
    "ends": ("종강", "completion"),
    "apply": ("신청기간 모집", "application period"),
    "fee": ("수강료", "fee"),
    "eligibility": ("자격", "eligibility"),
    "body": ("커리큘럼", "curriculum"),
}
_CAMPUS = {"address": ("위치", "location"), "stations": ("지하철역", "station"), "facilities": ("시설", "facilities")}
_KINDS: tuple[tuple[type, dict[str, tuple[str, str]]], ...] = (
    (Course, _COURSE),
    (Campus, _CAMPUS),
    (Story, {"title": ("후기", "story")}),
    (Notice, {"title": ("공지", "notice")}),
)


def facts_of(record: Any, language: str) -> list[str]:
    """The names of the facts that a record has."""
    named = next((names for kind, names in _KINDS if isinstance(record, kind)), {})
    found = [both[language != MAIN_LANGUAGE] for field, both in named.items() if _is_had(getattr(record, field, None))]
    if language != MAIN_LANGUAGE:
        return found
    if isinstance(record, Campus) and record.number:
        found += [f"{record.number}번째", f"{_counted(record.number)}번째"]
    return [*found, *(_of_dates(record) if isinstance(record, Course) else ())]


def _is_had(value: Any) -> bool:
    """Whether an item has what is called so: a course that is free has a fee, of 0, but one that answers "no" has not got it."""
    return value is not None and value is not False and value != ()


def _of_dates(course: Course) -> Iterator[str]:
    """How long a course is, until when one may apply, and the month in which it begins: 11월 개강."""
    if course.starts and course.ends:
        yield "교육기간"
    if course.apply and isinstance(course.apply.until, When):
        yield "마감일"
    if course.starts and course.starts.month:
        yield f"{course.starts.year}년 {course.starts.month}월"
    yield from (outcome.label for outcome in course.outcomes)


_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_ALONE = {1: "첫", 20: "스무"}


def _counted(number: int) -> str:
    """A number below a hundred as it is counted in Korean: 19번째 is 열아홉 번째."""
    return _ALONE.get(number) or _TENS[number // 10 % 10] + _ONES[number % 10]
