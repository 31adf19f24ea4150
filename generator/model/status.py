"""The eight statuses, computed from dates and a moment; `static/js/status.js` is this file's twin.

Both are held to `tests/shared/status.json`. The rules are the table in docs/content.md. Nobody writes a status.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from generator.dates import When
from generator.records.record import OPEN_ENDED, Apply

StatusId = Literal["closing", "open", "rolling", "upcoming", "unconfirmed", "running", "closed", "ended"]
# The order of urgency: in lists, and for the tile of a campus.
STATUSES: tuple[StatusId, ...] = ("closing", "open", "rolling", "upcoming", "unconfirmed", "running", "closed", "ended")
GROUPS: dict[str, tuple[StatusId, ...]] = {
    "now": ("closing", "open", "rolling"),
    "soon": ("upcoming", "unconfirmed"),
    "running": ("running",),
    "past": ("closed", "ended"),
}
UNDATED = "undated"
_GROUP_OF = {status: name for name, statuses in GROUPS.items() for status in statuses}
_TICK = timedelta(microseconds=1)
CLOSING_WITHIN = timedelta(hours=72)
UNCONFIRMED_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Dates:
    """All that a status depends on. `until` is a When, "open-ended", or None."""

    from_: When | None = None
    until: When | str | None = None
    starts: When | None = None
    ends: When | None = None
    review_by: When | None = None
    applies: bool = False

    @classmethod
    def of(cls, record: Any) -> "Dates":
        """The dates of an item: those that its kind has."""
        starts, ends, review_by = (getattr(record, key, None) for key in ("starts", "ends", "review_by"))
        applying: Apply | None = getattr(record, "apply", None)
        window = applying or Apply()
        return cls(window.from_, window.until, starts, ends, review_by, applies=applying is not None)

    def data(self) -> dict[str, str | bool]:
        """The dates as the browser's twin takes them: text as written, absent where not known."""
        named = {"from": self.from_, "until": self.until, "starts": self.starts, "ends": self.ends, "review_by": self.review_by}
        found: dict[str, str | bool] = {key: str(value) for key, value in named.items() if value is not None}
        return found | ({"applies": True} if self.applies else {})


@dataclass(frozen=True)
class Status:
    """A status and the date since which it holds (None where no date says so)."""

    id: StatusId
    since: When | None = None


def status_of(dates: Dates, now: datetime) -> Status | None:
    """The status at the moment `now`, or None where the dates say nothing. `now` has a time zone."""
    if dates.ends and now > dates.ends.last():
        return Status("ended", dates.ends)
    if dates.from_ and now < dates.from_.first():
        return Status("upcoming")
    if dates.until == OPEN_ENDED:
        return Status("rolling", dates.from_)
    if isinstance(dates.until, When) and now <= dates.until.last():
        hurry = dates.until.last() - now <= CLOSING_WITHIN
        return Status("closing") if hurry else Status("open", dates.from_)
    if dates.starts and dates.ends and now >= dates.starts.first():
        return Status("running", dates.starts)
    return _after_the_window(dates, now)


def _after_the_window(dates: Dates, now: datetime) -> Status | None:
    if isinstance(dates.until, When):
        return Status("closed", dates.until)
    if not dates.applies:
        return None
    if dates.review_by:
        limit = dates.review_by.last()
    elif dates.from_:
        limit = dates.from_.first() + UNCONFIRMED_FOR
    else:
        return None
    return Status("unconfirmed", dates.from_) if now <= limit else Status("closed", dates.review_by)


def turns(dates: Dates) -> Iterator[datetime]:
    """Every moment from which on `status_of` may give another status for these dates."""
    for date in (dates.from_, dates.until, dates.starts, dates.ends, dates.review_by):
        if isinstance(date, When):
            yield from (date.first(), date.last() + _TICK)
    if isinstance(dates.until, When):
        yield dates.until.last() - CLOSING_WITHIN
    if dates.from_:
        yield dates.from_.first() + UNCONFIRMED_FOR + _TICK


def group_of(status: Status | None) -> str:
    """The list group of a status: "now", "soon", "running", "past", or "undated"."""
    return UNDATED if status is None else _GROUP_OF[status.id]
