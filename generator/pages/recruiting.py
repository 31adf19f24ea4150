"""Notices that recruit for campuses: they say of a campus what no course of it says."""

from collections.abc import Iterator

from generator.check.filing import Filed
from generator.model import Site
from generator.pages.base import once
from generator.records import Notice


def recruiting(site: Site, campus: str) -> tuple[Filed[Notice], ...]:
    """The notices that recruit for the campus, newest first.

    Not those about a course held there which says itself when to apply: they would say its state once more, or another one.
    """
    return _by_campus(site).get(campus, ())


@once
def _by_campus(site: Site) -> dict[str, tuple[Filed[Notice], ...]]:
    found: dict[str, list[Filed[Notice]]] = {}
    for filed in site.notices:
        if filed.record.kind == "recruitment" and filed.record.apply:
            said = set(_said_by_courses(site, filed.record))
            for campus in site.campuses_of(filed.record.campuses):
                if campus.slug not in said:
                    found.setdefault(campus.slug, []).append(filed)
    return {campus: tuple(notices) for campus, notices in found.items()}


def _said_by_courses(site: Site, notice: Notice) -> Iterator[str]:
    """The campuses of which a course that the notice names says when to apply."""
    for course in site.published_of("courses", notice.courses):
        if course.record.apply:
            yield from course.record.campus
