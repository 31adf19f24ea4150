"""A graduate's story, as an author writes it: `content/stories/<slug>.md`."""

from typing import ClassVar, Literal

from generator.records.record import (
    CampusRef,
    CourseRef,
    Day,
    Image,
    Item,
    Markdown,
    Sources,
    Strict,
    Text,
    Years,
)


class Person(Strict):
    """이야기의 주인공."""

    display_name: Text
    """보일 이름. 서명한 동의서가 없으면 가린 이름을 씁니다. 예: 김○○, 김 씨"""
    age: Years | None = None
    """나이."""
    age_as_of: Day | None = None
    """나이를 센 날. 예: 2025-11-03"""
    consent: Literal["press-release", "signed-form", "anonymised"]
    """이름을 쓰는 근거. press-release(보도자료), signed-form(동의서), anonymised(익명)"""


class Path(Strict):
    """전과 후."""

    before: Text
    """배우기 전에 하던 일."""
    after: Text
    """지금 하는 일."""


class StoryEnglish(Strict):
    """이야기의 영어 글."""

    title: Text
    """영어 제목."""
    summary: Text | None = None
    """영어 요약."""
    body: Markdown
    """영어 본문."""
    quote: Text | None = None
    """영어로 옮긴 말."""
    display_name: Text | None = None
    """영어로 보일 이름."""
    path: Path | None = None
    """영어로 쓴 전과 후."""


class Story(Item):
    """마친 사람의 이야기 하나."""

    folder: ClassVar[str] = "stories"

    title: Text
    """전과 후가 담긴 한 문장."""
    person: Person
    """주인공."""
    campus: CampusRef
    """배운 캠퍼스."""
    course: CourseRef | None = None
    """배운 과정."""
    path: Path
    """전과 후."""
    published: Day
    """이야기를 낸 날. 예: 2025-11-03"""
    quote: Text | None = None
    """그 사람이 정말 한 말 하나."""
    image: Image | None = None
    """사진."""
    summary: Text
    """한두 문장 요약."""
    body: Markdown
    """본문(마크다운). 제목은 ##부터 씁니다."""
    en: StoryEnglish | None = None
    """영어 글."""
    sources: Sources
    """출처들. sources.yml에 있는 열쇠말을 씁니다."""
