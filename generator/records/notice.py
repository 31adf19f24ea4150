"""A notice, as an author writes it: `content/notices/<slug>.md`."""

from typing import ClassVar, Literal

from generator.records.record import (
    Apply,
    Attachment,
    CampusesOrEvery,
    CourseRef,
    Day,
    Item,
    Markdown,
    Sources,
    Strict,
    Text,
)


class NoticeEnglish(Strict):
    """소식의 영어 글."""

    title: Text
    """영어 제목."""
    summary: Text | None = None
    """영어 요약."""
    body: Markdown | None = None
    """영어 본문."""


class Notice(Item):
    """소식 하나."""

    folder: ClassVar[str] = "notices"

    title: Text
    """제목."""
    kind: Literal["recruitment", "news", "event"] = "recruitment"
    """소식의 종류. recruitment(모집), news(소식), event(행사) 가운데 하나."""
    published: Day
    """소식을 낸 날. 예: 2025-11-03"""
    campuses: CampusesOrEvery = ()
    """관련된 캠퍼스들. 모든 캠퍼스면 all"""
    courses: tuple[CourseRef, ...] = ()
    """관련된 과정들."""
    apply: Apply | None = None
    """신청 기간과 방법."""
    review_by: Day | None = None
    """마감일을 모를 때 다시 볼 날. 이 날이 지나면 모집 중으로 보이지 않습니다. 예: 2025-11-30"""
    attachments: tuple[Attachment, ...] = ()
    """내려받을 파일들."""
    summary: Text
    """읽는 사람에게 무엇이 달라지는지 한 문장으로."""
    body: Markdown | None = None
    """본문(마크다운). 제목은 ##부터 씁니다."""
    en: NoticeEnglish | None = None
    """영어 글."""
    sources: Sources
    """출처들. sources.yml에 있는 열쇠말을 씁니다."""
