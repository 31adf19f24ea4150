"""The dates of all documents as columns: a shape for each document, and days counted from the date before.

Dates of one document lie near each other and lengths repeat (three weeks to apply, four months of class), so these
numbers compress to a fifth of the written dates.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from generator.index.search.codec import packed, zigzag

KEYS = ("from", "until", "starts", "ends", "review_by")
_EPOCH = date(2020, 1, 1).toordinal()


def columns_of(rows: Sequence[Mapping[str, str | bool]]) -> dict[str, Any]:
    """`shapes`: what dates a document has and how exact each is; `shape`: which is whose; `days`: per key, packed."""
    shapes = sorted({_shape(row) for row in rows})
    number = {shape: index for index, shape in enumerate(shapes)}
    days: dict[str, list[int]] = {key: [] for key in KEYS}
    for row in rows:
        before = 0
        for key in KEYS:
            value = row.get(key)
            if isinstance(value, str) and value[0].isdigit():
                day = _day(value)
                days[key].append(zigzag(day - before))
                before = day
    return {
        "shapes": shapes,
        "shape": packed(number[_shape(row)] for row in rows),
        "days": [packed(days[key]) for key in KEYS],
    }


def _day(written: str) -> int:
    """The days from the beginning of 2020 to the first day of a written date."""
    parts = [int(part) for part in written[:10].split("-")]
    return date(*(parts + [1, 1])[:3]).toordinal() - _EPOCH


def _shape(row: Mapping[str, str | bool]) -> str:
    """For each key "" (none), "y", "m", "d" (how exact) or the time of a moment, or a word that is no date; then "+" where one may apply."""
    return "|".join(_exactness(row.get(key)) for key in KEYS) + ("+" if row.get("applies") else "")


def _exactness(value: object) -> str:
    if not isinstance(value, str):
        return ""
    if not value[0].isdigit():
        return value
    return {4: "y", 7: "m", 10: "d"}.get(len(value), value[10:])
