"""The dates of all documents as columns: a shape for each document, and days counted from the date before.

Documents that are alike stand in the order of their ends, and lengths repeat (three weeks to apply, four months of class).
So a document's end is counted from the one before it, and its other dates from its end: a sixth of the written dates.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from generator.index.search.codec import packed, zigzag

KEYS = ("ends", "starts", "until", "from", "review_by")
_EPOCH = date(2020, 1, 1).toordinal()


def date_columns(rows: Sequence[Mapping[str, str | bool]]) -> dict[str, Any]:
    """`shapes`: whether one may apply, and what dates there are and how exact; `shape`: which is whose; `days`: per key, packed.

    The first date of a document is counted from the first of the document before, each other one from the date before it.
    """
    shaped = [_shape(row) for row in rows]
    shapes = sorted(set(shaped))
    number = {shape: index for index, shape in enumerate(shapes)}
    days: dict[str, list[int]] = {key: [] for key in KEYS}
    first = 0
    for row in rows:
        dated = [(key, _day(value)) for key in KEYS if isinstance(value := row.get(key), str) and value[0].isdigit()]
        for (key, day), before in zip(dated, [first, *(day for _, day in dated)], strict=False):
            days[key].append(zigzag(day - before))
        first = dated[0][1] if dated else first
    return {
        "shapes": shapes,
        "shape": packed(map(number.__getitem__, shaped)),
        "days": [packed(days[key]) for key in KEYS],
    }


@lru_cache(10_000)
def _day(written: str) -> int:
    """The days from the beginning of 2020 to the first day of a written date."""
    parts = [int(part) for part in written[:10].split("-")]
    return date(*(parts + [1, 1])[:3]).toordinal() - _EPOCH


def _shape(row: Mapping[str, str | bool]) -> tuple[int | str, ...]:
    """1 where one may apply, then for each key "" (none), "y", "m", "d" (how exact) or the time of a moment, or a word that is no date."""
    return int(bool(row.get("applies"))), *(_exactness(row.get(key)) for key in KEYS)


@lru_cache(10_000)
def _exactness(value: object) -> str:
    if not isinstance(value, str):
        return ""
    if not value[0].isdigit():
        return value
    return {4: "y", 7: "m", 10: "d"}.get(len(value), value[10:])
