"""Rules of what has a beginning and an end: the days of a course, the window to apply in, ages; and a recruitment that never ends."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from generator.check.filing import Filed, Filing
from generator.check.rules_provenance import is_shown_early, told_days
from generator.dates import When
from generator.problems import WARNING, Problem
from generator.read.composed import KeyPath
from generator.records import Item
from generator.records.record import Apply
from generator.text import SURE, nearest, to

# Days that items have beside those of applying; no office announces one that is so many years away, or tells of one so long ago.
_DAYS = ("starts", "ends", "published", "publish", "review_by", "opened")
_YEARS = 5
_LOOK = "해를 바르게 적었는지 보세요."
_LONG_AGO = 50


@cache
def _days_in(kind: type[Item]) -> tuple[str, ...]:
    return tuple(key for key in _DAYS if key in kind.model_fields)


def far_day(filing: Filing, moment: datetime) -> Iterator[Problem]:
    """A day years ahead, or of another age: two digits of its year may have changed places, 2052 or 0225 for 2025."""
    for filed in filing.every():
        record = filed.record
        keys = _days_in(type(record))  # type: ignore[arg-type]  # mypy does not see that a class has a hash
        days: dict[KeyPath, Any] = {(key,): getattr(record, key, None) for key in keys}
        if window := getattr(record, "apply", None):
            days |= {("apply", "from"): window.from_, ("apply", "until"): window.until}
        for path, day in days.items():
            if isinstance(day, When) and not -_LONG_AGO <= day.year - moment.year <= _YEARS:
                said = f"{_YEARS}년 넘게 남은" if day.year > moment.year else f"{_LONG_AGO}년 넘게 지난"
                yield filed.fault(path, "far-day", f"{day.year}년은 {said} 해입니다.", _LOOK, WARNING)
    for told in told_days(filing):  # one that is yet to come is told as such
        if moment.year - told.day.year > _LONG_AGO:
            said = f"{told.day.year}년은 {_LONG_AGO}년 넘게 지난 해입니다."
            yield Problem(told.document.where(told.path), "far-day", said, _LOOK, WARNING)


def future_published(filing: Filing, moment: datetime) -> Iterator[Problem]:
    """A notice or a story of a day that is yet to come, though it is shown before it. No error: a build may look back."""
    for folder in ("notices", "stories"):
        for filed in filing.items[folder].values():
            day, publish, draft = filed.record.published, filed.record.publish, filed.record.draft
            if day and not draft and is_shown_early(day, publish, moment):
                message = f"낸 날({day})이 아직 오지 않았는데 벌써 공개됩니다."
                repair = f"그날까지 두려면 'publish: {day}' 줄을 더하고, 아니면 날을 고치세요."
                if publish:
                    repair = f"그날까지 두려면 'publish: {day}'{to(str(day))} 고치고, 아니면 낸 날을 고치세요."
                yield filed.fault(("published",), "future-published", message, repair, WARNING)


def dates_reversed(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A course that ends before it starts."""
    for filed in filing.items["courses"].values():
        starts, ends = filed.record.starts, filed.record.ends
        if starts and ends and starts.first() > ends.last():
            message = f"마치는 날({ends})이 시작하는 날({starts})보다 앞입니다."
            yield filed.fault(("ends",), "dates-reversed", message, "'starts'와 'ends'를 공고와 맞추세요.")


def window_reversed(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """An application window that closes before it opens, or opens or closes when the course is over."""
    for folder in ("courses", "notices"):
        for filed in filing.items[folder].values():
            if filed.record.apply:
                yield from _window_reversed(filed, filed.record.apply, getattr(filed.record, "ends", None))


def _window_reversed(filed: Filed[Any], window: Apply, ends: When | None) -> Iterator[Problem]:
    begins, until = window.from_, window.until
    late = begins and ends and begins.first() > ends.last()
    if late:
        message = f"신청 시작({begins})이 마치는 날({ends})보다 뒤입니다."
        yield filed.fault(("apply", "from"), "window-reversed", message, "'from'과 'ends'를 공고와 맞추세요.")
    if not isinstance(until, When):
        return
    if begins and begins.first() > until.last():
        message = f"마감({until})이 신청 시작({begins})보다 앞입니다."
        yield filed.fault(("apply", "until"), "window-reversed", message, "'from'과 'until'을 공고와 맞추세요.")
    elif ends and not late and until.first() > ends.last():
        message = f"마감({until})이 마치는 날({ends})보다 뒤입니다."
        yield filed.fault(("apply", "until"), "window-reversed", message, "'until'과 'ends'를 공고와 맞추세요.")


def ages_reversed(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A course for nobody: the youngest age is above the oldest."""
    for filed in filing.items["courses"].values():
        age = filed.record.eligibility.age if filed.record.eligibility else None
        if age and age.min is not None and age.max is not None and age.min > age.max:
            message = f"가장 적은 나이(min {age.min})가 가장 많은 나이(max {age.max})보다 큽니다."
            yield filed.fault(("eligibility", "age", "min"), "out-of-range", message, "'min'과 'max'를 공고와 맞추세요.")


def recruitment_without_end(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A recruitment notice that would stay open for ever."""
    for filed in filing.items["notices"].values():
        notice = filed.record
        if notice.kind == "recruitment" and not notice.review_by and not (notice.apply and notice.apply.until) and not _end_meant(filed):
            message = "모집 소식인데 마감(apply.until)도 다시 볼 날(review_by)도 없습니다."
            repair = "마감을 알면 'apply:' 아래에 'until: 2025-11-21 18:00'을, 모르면 'review_by: 2025-11-30'을 적으세요."
            yield filed.fault(("apply",), "recruitment-without-end", message, repair)


def _end_meant(filed: Filed[Any]) -> bool:
    """Whether an end is written that has a fault of its own, or another kind: mended, it is no fault that there is none."""
    data = filed.document.data if isinstance(filed.document.data, dict) else {}
    window = data.get("apply")
    empty = [tuple(map(str, path)) for path in filed.document.spoiled]
    top = [*data, *(path[0] for path in empty if len(path) == 1)]
    within = [*(window if isinstance(window, dict) else ()), *(path[1] for path in empty if len(path) == 2 and path[0] == "apply")]
    if nearest("until", within + top, SURE) or nearest("review_by", top, SURE) or isinstance(window, str):
        return True
    return data["kind"] != "recruitment" if "kind" in data else nearest("kind", top, SURE) is not None
