"""Text pages; the one named `apply` also shows what can be applied for."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Site
from generator.pages.base import Page, in_language, item_page, own_text_of, trail
from generator.pages.rows import CourseGroup, course_groups

APPLY = "apply"


@dataclass(frozen=True)
class TextView:
    """What a text page shows; `groups` are the courses that can or soon can be applied for, on the apply page."""

    summary: str | None
    body: str
    groups: tuple[CourseGroup, ...] = ()
    apply_url: str | None = None


def make(site: Site, language: str) -> Iterator[Page]:
    """The page of every text in `language`."""
    for filed in in_language(site.texts, language):
        summary, body = own_text_of(filed.record, language, "summary"), site.body(filed, language)
        view = TextView(summary, body)
        if filed.slug == APPLY:
            groups = course_groups(site, in_language(site.courses, language), language)
            view = TextView(summary, body, tuple(g for g in groups if g.id in ("now", "soon")), site.info.apply_url)
        template = APPLY if filed.slug == APPLY else "text"
        yield item_page(site, filed, language, template, view, crumbs=trail(site, language), section=filed.slug)
