"""Text pages; the one named `apply` also shows what can be applied for, and who may."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from generator.check.filing import Filed
from generator.model import Site
from generator.pages.base import Page, in_language, item_page, once, own_text_of, trail
from generator.pages.parts import SIZE
from generator.pages.rows import CourseGroup, CourseRow, course_groups, course_row, in_force, in_order
from generator.records import Course, TextPage
from generator.records.course import Eligibility
from generator.urls import url_of

APPLY = "apply"


@dataclass(frozen=True)
class Conditions:
    """A course and the conditions that its source states."""

    row: CourseRow
    rule: Eligibility

    @property
    def data(self) -> Mapping[str, Any]:
        """The stated conditions as a browser's script takes them."""
        return self.rule.model_dump(exclude_none=True)


@dataclass(frozen=True)
class TextView:
    """What a text page shows; `doubts` are the keys of what nobody confirmed. The apply page has more: `groups` are the courses that
    can or soon can be applied for, `conditions` the courses that state who may apply."""

    summary: str | None
    body: str
    doubts: tuple[str, ...]
    groups: tuple[CourseGroup, ...] = ()
    apply_url: str | None = None
    conditions: tuple[Conditions, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of condition that at least one course states."""
        return tuple(kind for kind in ("age", "residence", "prior") if any(each.data.get(kind) for each in self.conditions))


def make(site: Site, language: str) -> Iterator[Page]:
    """The page of every text in `language`."""
    for filed in in_language(site.texts, language):
        template = APPLY if filed.slug == APPLY else "text"
        yield item_page(site, filed, language, template, _view, crumbs=trail(site, language), section=filed.slug)


def _view(site: Site, filed: Filed[TextPage], language: str) -> TextView:
    said = own_text_of(filed.record, language, "summary"), site.body(filed, language), filed.record.unverified
    if filed.slug != APPLY:
        return TextView(*said)
    courses = in_order(site, in_language(site.courses, language))
    current = [filed for filed in courses if in_force(site, filed)]
    groups = course_groups(site, current[:SIZE], language, whole=len(current) <= SIZE)
    conditions = tuple(Conditions(course_row(site, course, language), rule) for course, rule in _asked(site, language).values())
    return TextView(*said, groups, site.info.apply_url, conditions)


def stated_conditions(course: Course) -> Eligibility | None:
    """Who may apply; None where the course's source does not say so."""
    rule = course.eligibility
    age = rule.age if rule else None
    return rule if rule and (rule.residence or rule.prior or (age and (age.min is not None or age.max is not None))) else None


@once
def _asked(site: Site, language: str) -> Mapping[str, tuple[Filed[Course], Eligibility]]:
    """The courses whose conditions can be asked about, by their slugs: the most urgent, as many as a page has room for."""
    courses = in_order(site, in_language(site.courses, language))
    stated = ((course, rule) for course in courses if (rule := stated_conditions(course.record)))
    return {course.slug: (course, rule) for course, rule in islice(stated, SIZE)}


def check_url(site: Site, filed: Filed[Course], language: str) -> str | None:
    """Where a visitor can ask whether this course's conditions fit; None where nobody answers."""
    answers = stated_conditions(filed.record) and filed.slug in _asked(site, language) and site.has("pages", APPLY, language)
    return f"{url_of('pages', APPLY, language)}?course={filed.slug}#check" if answers else None
