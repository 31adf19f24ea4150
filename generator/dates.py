"""Days, moments, and dates known only to the month or year; all in Korean time.

A date is written at one of four precisions (EDTF level 0, ISO 8601-2, plus the minute): 2025, 2025-11,
2025-11-03, 2025-11-03 18:00. Each stands for a span: from its first moment to its last.
Korea keeps UTC+9 the whole year, so a fixed offset is exact and needs no time-zone data.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cached_property, lru_cache

KST = timezone(timedelta(hours=9), "Asia/Seoul")
PRECISIONS = ("year", "month", "day", "minute")
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


# A clock of twelve hours: taken for one of 24 it would move a deadline by half a day.
_AFTERNOON = re.compile(r"오후|저녁|밤|p\.?m", re.IGNORECASE)


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


def _suggestion(text: str) -> str | None:
    """A date spelt another way (2025.11.3, 2025년 11월 3일, 2025-11-3 18:00), written ours."""
    numbers = re.findall(r"\d+", text)
    if not 1 <= len(numbers) <= 5 or len(numbers[0]) != 4 or max(map(len, numbers)) > 4:
        return None
    if len(numbers) == 4:
        numbers.append("00")
    if len(numbers) == 5 and _AFTERNOON.search(text):
        if int(numbers[3]) == 12 and "밤" in text:
            return None  # midnight, but of which day nobody can tell
        if int(numbers[3]) < 12:
            numbers[3] = str(int(numbers[3]) + 12)
    when = When(*map(int, numbers))
    return str(when) if _exists(when) else None


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
