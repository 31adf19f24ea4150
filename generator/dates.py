"""Days, moments, and dates known only to the month or year; all in Korean time.

A date is written at one of four precisions (EDTF level 0, ISO 8601-2, plus the minute): 2025, 2025-11,
2025-11-03, 2025-11-03 18:00. Each stands for a span: from its first moment to its last.
Korea keeps UTC+9 the whole year, so a fixed offset is exact and needs no time-zone data.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cached_property, lru_cache

KST = timezone(timedelta(hours=9), "Asia/Seoul")
_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?: (\d\d):(\d\d))?)?)?", re.ASCII)
_TICK = timedelta(microseconds=1)


class DateFault(ValueError):
    """Text that is no date. `kind` is "form" (not written as one) or "impossible" (no such day or hour)."""

    def __init__(self, kind: str, suggestion: str | None = None) -> None:
        super().__init__(kind)
        self.kind = kind
        self.suggestion = suggestion


@dataclass(frozen=True, order=True)
class When:
    """A date as precise as it was written, in Korean time. Missing parts are None."""

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None

    @property
    def precision(self) -> str:
        """One of "year", "month", "day", "minute"."""
        if self.hour is not None:
            return "minute"
        return "year" if self.month is None else "month" if self.day is None else "day"

    def first(self) -> datetime:
        """The first moment of the span."""
        return self._span[0]

    def last(self) -> datetime:
        """The last moment of the span, inclusive: 18:00 is 18:00:00 itself, a day ends a tick before the next."""
        return self._span[1]

    @cached_property
    def _span(self) -> tuple[datetime, datetime]:
        first = self._begins()
        return first, self._ends(first)

    def _begins(self) -> datetime:
        month, day = (1 if part is None else part for part in (self.month, self.day))  # a written 0 is no date
        return datetime(self.year, month, day, self.hour or 0, self.minute or 0, tzinfo=KST)

    def _ends(self, first: datetime) -> datetime:
        if self.precision == "minute":
            return first
        if self.precision == "day":
            return first + timedelta(days=1) - _TICK
        months = 12 if self.precision == "year" else 1
        index = first.year * 12 + first.month - 1 + months
        return datetime(index // 12, index % 12 + 1, 1, tzinfo=KST) - _TICK

    def to_day(self) -> "When":
        """The same date without its time of day."""
        return When(self.year, self.month, self.day)

    def __str__(self) -> str:
        return self._text

    @cached_property
    def _text(self) -> str:
        text = f"{self.year:04}"
        for part in (self.month, self.day):
            text += "" if part is None else f"-{part:02}"
        return text if self.hour is None else f"{text} {self.hour:02}:{self.minute:02}"

    def html(self) -> str:
        """The value of a `datetime` attribute (HTML Living Standard, "valid month/date/global date and time")."""
        return str(self) if self.hour is None else str(self).replace(" ", "T") + "+09:00"


# A date spelt another way: 2025.11.3, 2025년 11월 3일(월), 20251103. What is left over (~11.21, 4분기, 2주차) makes it none.
_WEEKDAY = r" ?\(([월화수목금토일])(?:요일)?\)| ?([월화수목금토일])요일"
_DAY = re.compile(
    r"(\d{4})(?: ?[년./-] ?(\d{1,2})(?: ?[월./-] ?(\d{1,2})(?: ?[일.])?| ?[월.])?| ?년)?"
    rf"(?:{_WEEKDAY})?",
    re.ASCII,
)
# The year in two digits, where it can be nothing else: 26년 1월 5일, ’26. 1. 5., 26.1.5. Never 25-11-03, which may begin with its day.
_SHORT_YEAR = re.compile(r"['‘’]([0-3]\d)(?=\D)|([23]\d)(?= ?년|\. ?\d{1,2}\. ?\d)", re.ASCII)
# Signs that look like the hyphen of a date, and are other letters: Word makes them, and they are copied from pages.
_OTHER_HYPHEN = re.compile("(?<=[0-9]) ?[\u2010-\u2015\u2212] ?(?=[0-9])")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
# Its time: 18:00, 18:00:00, 오후 6시 30분, 6pm, 정오.
_TIME = re.compile(
    r"(오전|오후|아침|새벽|낮|저녁|밤)? ?(\d{1,2})(?::(\d\d)(?::00)?|시(?: ?(\d{1,2})분| ?(반)| ?정각)?)? ?([ap]\.?m\.?)?(?:\+09:?00)?",
    re.ASCII | re.IGNORECASE,
)
# Midnight is the end of a day to one reader and its beginning to another.
_MIDNIGHT = re.compile(r" ?(?:자정|밤 ?12시|24시|24:00|오전 ?12(?:시|:00)|12(?::00)? ?a\.?m\.?) ?", re.IGNORECASE)
# No office opens or closes at these hours of the morning: 6:00 may be six in the evening.
_EITHER_HALF = tuple("1234567")
# What each word for a part of the day adds to an hour on a clock of twelve; an hour that it does not have may be of another day.
_HALVES = {
    **dict.fromkeys(("", "오전", "아침", "새벽", "a"), ((0, 24, 0),)),
    **dict.fromkeys(("오후", "p"), ((1, 12, 12), (12, 24, 0))),
    "낮": ((10, 18, 0), (1, 6, 12)),
    "저녁": ((4, 12, 12), (16, 24, 0)),
    "밤": ((6, 12, 12), (18, 24, 0)),
}


@lru_cache(maxsize=10_000)
def parse(text: str) -> When:
    """The date that `text` writes; the same for the same text. Raises DateFault with a suggestion where one can be read from it."""
    match = _FORM.fullmatch(text)
    if not match:
        raise DateFault("form", _suggestion(text))
    when = When(*(None if part is None else int(part) for part in match.groups()))  # type: ignore[arg-type]
    if not _exists(when):
        raise DateFault("impossible", _last_of_month(when))
    return when


def date_in(text: str) -> When | None:
    """The date that `text` writes, or None."""
    try:
        return parse(text)
    except DateFault:
        return None


def is_midnight(text: str) -> bool:
    """Whether `text` speaks of midnight in words that leave open on which side of the day it stands."""
    return _MIDNIGHT.search(text) is not None


def without_midnight(text: str) -> str:
    """`text` without such words."""
    return _MIDNIGHT.sub("", text)


def without_weekday(text: str) -> str:
    """`text` without the day of the week in it."""
    return re.sub(_WEEKDAY, "", text)


def other_hyphen(text: str) -> str:
    """The sign in a date that only looks like its hyphen; "" where there is none, or it stands between two dates."""
    found = re.match("[0-9]{4}(?:-[0-9]{1,2})? ?([\u2010-\u2015\u2212]) ?[0-9]{1,2}(?![0-9])", text)
    return found[1] if found else ""


def _suggestion(text: str) -> str | None:
    """A date spelt another way (2025.11.3, 2025년 11월 3일, 2025-11-3 18:00), written ours; only where it can be nothing else."""
    text = _OTHER_HYPHEN.sub("-", " ".join(unicodedata.normalize("NFKC", text).split()))
    if short := _SHORT_YEAR.match(text):
        text = f"20{short[1] or short[2]}{text[short.end() :]}"
    day = _RUN_TOGETHER.match(text) or _DAY.match(text)
    if day is None:
        return None
    parts = [int(part) for part in day.groups()[:3] if part]
    rest = text[day.end() :].lstrip("Tt ")
    if rest:
        time = _time_in(rest) if len(parts) == 3 else None
        if time is None:
            return None
        parts += time
    when, named = When(*parts), "".join(filter(None, day.groups()[3:]))
    fits = _exists(when) and (not named or len(parts) > 2 and "월화수목금토일"[weekday(when)] == named)
    return str(when) if fits else None


def _time_in(text: str) -> tuple[int, int] | None:
    """Hour and minute of a time in words; None where it is none, or could be of the other half of the day."""
    if text == "정오":
        return 12, 0
    found = None if is_midnight(text) else _TIME.fullmatch(text)
    if not found:
        return None
    half, hour = found[1] or (found[6] or "").lower()[:1], int(found[2])
    if not half and not found[3] and (hour <= 12 or "시" not in text):
        return None  # 6시 may be six in the evening, and 18 alone may be a day
    if not half and found[2] in _EITHER_HALF:
        return None
    if half in ("오전", "아침", "새벽", "a") and hour > 12:
        return None
    added = next((more for first, end, more in _HALVES[half] if first <= hour < end), None)
    return None if added is None else (hour + added, int(found[3] or found[4] or (30 if found[5] else 0)))


def _exists(when: When) -> bool:
    """Whether the calendar has this date (years 1 to 9998: the end of a span has to be a date too)."""
    try:
        when.first()
        when.last()
    except (ValueError, OverflowError):
        return False
    return True


def _last_of_month(when: When) -> str | None:
    """For a day that its month does not have: the last one that it has."""
    month = When(when.year, when.month)
    if when.month is None or when.day is None or when.day < 29 or not _exists(month):
        return None
    return str(When(when.year, when.month, month.last().day))


def day_of(moment: datetime) -> When:
    """The Korean day in which `moment` falls."""
    local = moment.astimezone(KST)
    return When(local.year, local.month, local.day)


def weekday(when: When) -> int:
    """Monday 0 to Sunday 6; `when` has a day."""
    return date(when.year, when.month or 1, when.day or 1).weekday()


def now() -> datetime:
    """The clock, in Korean time."""
    return datetime.now(KST)
