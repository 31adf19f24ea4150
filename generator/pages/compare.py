"""The comparison: the facts of all courses in one table, from which a browser takes the chosen ones."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from generator.check.filing import Filed
from generator.model import Site
from generator.model.status import group_of
from generator.pages.base import Page, in_language, last_checked, list_page, translated
from generator.pages.rows import CourseRow, course_row, in_order
from generator.records import Course
from generator.urls import localised

# A table of more columns than this holds only what is not over yet, and of that so many that are the most urgent.
MANY = 60
MOST = 200
CURRENT = ("now", "soon", "running")


@dataclass(frozen=True)
class Column:
    """A course in the table."""

    row: CourseRow
    record: Course


@dataclass(frozen=True)
class CompareView:
    """What the comparison shows. `facts` are those that at least one course has, in order."""

    columns: tuple[Column, ...]
    facts: tuple[str, ...]
    current_only: bool


_FACTS: Mapping[str, Callable[[Column], object]] = {
    "campus": lambda column: column.row.campuses,
    "field": lambda column: column.row.field,
    "apply": lambda column: column.record.apply and (column.record.apply.from_ or column.record.apply.until),
    "training": lambda column: column.record.starts,
    "schedule": lambda column: column.record.schedule,
    "fee": lambda column: column.record.fee is not None,
    "capacity": lambda column: column.record.capacity is not None,
    "level": lambda column: column.record.level,
    "conditions": lambda column: column.record.eligibility,
}


def make(site: Site, language: str) -> Iterator[Page]:
    """The comparison in `language`."""
    yield list_page(
        site, language, "/compare/", "compare", partial(_view, site, language), section="compare", checked=last_checked(site, "courses")
    )


def _view(site: Site, language: str) -> CompareView:
    courses = [filed for filed in in_order(site, in_language(site.courses, language)) if _compared(site, filed)]
    columns = tuple(_column(site, filed, language) for filed in courses)
    facts = tuple(name for name, has in _FACTS.items() if any(map(has, columns)))
    return CompareView(columns, facts, _too_many(site))


def compare_url(site: Site, filed: Filed[Course], language: str) -> str | None:
    """The comparison with this course already chosen; None where the table leaves it out."""
    return f"{localised('/compare/', language)}?c={filed.slug}" if _compared(site, filed) else None


def _too_many(site: Site) -> bool:
    return len(site.courses) > MANY


def _compared(site: Site, filed: Filed[Course]) -> bool:
    return not _too_many(site) or (group_of(site.status(filed)) in CURRENT and site.ranks[filed.slug] < MOST)


def _column(site: Site, filed: Filed[Course], language: str) -> Column:
    return Column(
        course_row(site, filed, language),
        translated(filed.record, language).model_copy(update={"body": None}),
    )
