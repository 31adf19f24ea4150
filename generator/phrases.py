"""Dates, spans of dates and numbers in the words of a language, as plain text. Pure functions."""

from collections.abc import Mapping
from typing import Any

from generator.dates import When, weekday
from generator.words import Words

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_words(when: When, words: Words, form: str = "") -> str:
    """`when` in words, at exactly its precision; `form` picks a shorter pattern ("same_year", "same_month", "same_day")."""
    patterns: Mapping[str, Any] = words["dates"]
    pattern = patterns.get(f"{when.precision}_{form}") or patterns[when.precision]
    return str(
        pattern.format(
            year=when.year,
            month=when.month,
            month_name=_MONTHS[(when.month or 1) - 1],
            day=when.day,
            weekday=patterns["weekdays"][weekday(when)] if when.day else "",
            hour=when.hour,
            minute=when.minute,
        )
    )


def short_form(first: When, last: When) -> str:
    """Which pattern `last` takes after `first`: one that leaves out what the two share, or "" for the whole."""
    if first.year != last.year or last.precision == "year":
        return ""
    same_month = first.month == last.month and last.precision == first.precision == "day"
    return "same_month" if same_month else "same_year"


def span_words(first: When | None, last: When | str | None, words: Words) -> str:
    """A span of dates in words: both ends, "from …", "until …", the word for no end ("open-ended"), or ""."""
    said = words["course"]
    if isinstance(last, str):
        return str(said["rolling"])
    if first and last:
        after = date_words(last, words, short_form(first, last))
        # A space that may not break is for pages; plain text has plain ones.
        return str(words["dates"]["range"].format(first=date_words(first, words), last=after)).replace("\u00a0", " ")
    if first:
        return str(said["from"].format(date=date_words(first, words)))
    return str(said["until"].format(date=date_words(last, words))) if last else ""


def marked(said: str, doubted: bool, words: Words) -> str:
    """What is said of a fact, with the mark of one that nobody confirmed: for plain text, where pages have an element."""
    return f"{said}({words['unverified']})" if doubted else said


def number(value: float) -> str:
    """A number with commas at the thousands and no digit added or rounded: 10,114, 75.4."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
