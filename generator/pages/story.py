"""Story pages and the list of stories."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.check.filing import Filed
from generator.model import Site
from generator.pages.base import Link, Page, in_language, item_page, last_checked, translated
from generator.pages.linked import article
from generator.pages.parts import list_parts
from generator.pages.rows import CourseRow, StoryRow, campus_link, course_row, display_name, story_row
from generator.records import Story


@dataclass(frozen=True)
class StoryView:
    """What the page of a story shows."""

    record: Story
    name: str
    campus: Link | None
    course: CourseRow | None
    body: str


@dataclass(frozen=True)
class StoriesView:
    """What the list of stories shows."""

    rows: tuple[StoryRow, ...]


def make(site: Site, language: str) -> Iterator[Page]:
    """The page of every story in `language`."""
    for filed in in_language(site.stories, language):
        yield item_page(site, filed, language, "story", _view, article)


def make_list(site: Site, language: str) -> Iterator[Page]:
    """The list of all stories, newest first."""
    stories = in_language(site.stories, language)
    yield from list_parts(
        site,
        language,
        "/stories/",
        "stories",
        stories,
        partial(_list_view, site, language),
        section="stories",
        checked=last_checked(site, "stories"),
    )


def _list_view(site: Site, language: str, part: Sequence[Filed[Story]]) -> StoriesView:
    return StoriesView(tuple(story_row(site, filed, language) for filed in part))


def _view(site: Site, filed: Filed[Story], language: str) -> StoryView:
    story = filed.record
    campuses = site.campuses_of((story.campus,))
    course = site.published.get(("courses", story.course)) if story.course else None
    return StoryView(
        record=translated(story, language),
        name=display_name(story, language),
        campus=campus_link(campuses[0], language) if campuses else None,
        course=course_row(site, course, language) if course else None,
        body=site.body(filed, language),
    )
