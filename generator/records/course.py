"""A course, as an author writes it: `content/courses/<slug>.md`."""

from typing import ClassVar, Literal

from generator.records.record import (
    AnyDate,
    Apply,
    CampusRefs,
    Count,
    Day,
    FieldRef,
    Item,
    LabelledFigure,
    Markdown,
    Positive,
    RegionRef,
    Sources,
    Strict,
    Text,
    Texts,
    Years,
)


class Age(Strict):
    """신청할 수 있는 나이."""

    min: Years | None = None
    """이 나이부터."""
    max: Years | None = None
    """이 나이까지."""


class Eligibility(Strict):
    """공고에 적힌 신청 조건. 적혀 있지 않은 조건은 쓰지 않습니다."""

    age: Age | None = None
    """나이."""
    residence: RegionRef | None = None
    """그 지역에 사는 사람만 신청할 수 있으면 그 지역. site.yml에 있는 region의 slug를 씁니다. 예: gaon"""
    prior: Text | None = None
    """미리 배워야 할 것."""


class CourseEnglish(Strict):
    """과정의 영어 글."""

    title: Text
    """영어 이름."""
    summary: Text | None = None
    """영어 요약."""
    body: Markdown | None = None
    """영어 본문."""
    schedule: Text | None = None
    """영어로 쓴 시간표."""


class Course(Item):
    """과정 하나, 한 기수."""

    folder: ClassVar[str] = "courses"

    title: Text
    """과정 이름. 예: 생성형 AI 데이터분석 과정"""
    campus: CampusRefs
    """여는 캠퍼스. 하나면 naru, 여럿이면 [naru, dasom]"""
    field: FieldRef
    """분야. fields.yml의 열쇠말입니다. 예: data-analysis"""
    cohort: Positive | None = None
    """기수. 2기면 2"""
    starts: AnyDate | None = None
    """교육을 시작하는 날. 예: 2025-11-03. 달까지만 알면 2025-11"""
    ends: AnyDate | None = None
    """교육을 마치는 날. 예: 2025-11-03"""
    schedule: Text | None = None
    """시간표. 예: 평일 10:00–17:00"""
    hours: Positive | None = None
    """전체 교육 시간."""
    capacity: Positive | None = None
    """정원. 숫자만 씁니다."""
    fee: Count | None = None
    """수강료(원). 쉼표 없이 숫자만 씁니다. 0이면 '무료'로 보입니다."""
    apply: Apply | None = None
    """신청 기간과 방법."""
    eligibility: Eligibility | None = None
    """신청 조건."""
    partners: Texts = ()
    """함께하는 기업과 기관."""
    level: Literal["beginner", "intermediate", "advanced"] | None = None
    """수준. beginner(입문), intermediate(중급), advanced(심화)"""
    outcomes: tuple[LabelledFigure, ...] = ()
    """마친 뒤의 수치들."""
    tags: Texts = ()
    """짧은 꼬리표들."""
    summary: Text
    """한두 문장 요약."""
    body: Markdown | None = None
    """본문(마크다운). 제목은 ##부터 씁니다."""
    en: CourseEnglish | None = None
    """영어 글."""
    sources: Sources
    """출처들. sources.yml에 있는 열쇠말을 씁니다."""
    checked: Day
    """사실을 마지막으로 확인한 날. 예: 2025-11-03"""
