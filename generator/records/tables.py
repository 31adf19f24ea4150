"""The single files of `content/` beside site.yml: districts, fields, sources, synonyms, wording."""

from typing import Annotated, Literal

from pydantic import Field

from generator.records.campus import Location
from generator.records.record import (
    AnyDate,
    DistrictRef,
    Strict,
    Text,
    Texts,
    Url,
)


class NameEnglish(Strict):
    """영어 이름."""

    name: Text
    """영어 이름."""


class District(Strict):
    """행정구역 하나."""

    name: Text
    """이름. 예: 나루구"""
    code: Annotated[str, Field(pattern=r"^\d{5}$")]
    """행정구역 코드 다섯 자리. 따옴표로 감쌉니다."""
    location: Location
    """가운데 점."""
    neighbours: tuple[DistrictRef, ...] = ()
    """맞닿은 행정구역들."""
    across_river: tuple[DistrictRef, ...] = ()
    """맞닿은 행정구역 가운데 강 건너에 있는 곳들."""
    tile: tuple[Annotated[int, Field(ge=1, le=12)], Annotated[int, Field(ge=1, le=12)]]
    """지도에서의 자리 [열, 행]. 1부터 셉니다."""
    en: NameEnglish | None = None
    """영어 이름. 영어 쪽이 있으면 적습니다."""


class FieldEnglish(Strict):
    """분야의 영어 글."""

    name: Text
    """영어 이름."""
    summary: Text
    """영어 소개."""


# The drawings of static/icons/icons.svg that are no status and no part of a page.
FieldIcon = Literal["megaphone", "chart", "blueprint", "chip", "note", "cart", "pencil", "code", "shield", "shirt", "coin"]


class StudyField(Strict):
    """분야 하나."""

    name: Text
    """이름. 예: 데이터분석"""
    summary: Text
    """무엇을 하는 분야인지 두 문장."""
    icon: FieldIcon
    """그림의 이름."""
    en: FieldEnglish | None = None
    """영어 글."""


class Source(Strict):
    """출처 하나."""

    title: Text
    """제목. 제목을 읽을 수 없으면 [짧은 설명]"""
    publisher: Text
    """펴낸 곳."""
    date: AnyDate | None = None
    """펴낸 날."""
    url: Url | None = None
    """주소."""
    tier: Literal["A", "B", "C"] = "A"
    """A(시와 기관, 보도), B(건물과 장소), C(공식이 아닌 글)"""


class Synonyms(Strict):
    """검색에서 같은 뜻으로 보는 말들."""

    groups: tuple[Texts, ...] = ()
    """같은 말의 무리들. 예: [프론트엔드, 프런트엔드, frontend]"""
    fillers: Texts = ()
    """뜻을 더하지 않는 말들. 예: [있나요, 어떻게]"""


class AvoidedWord(Strict):
    """피할 말 하나."""

    word: Text
    """피할 말. 토씨와 '하다'를 떼고 씁니다. 예: 제고"""
    plain: Text
    """대신 쓸 쉬운 말. 예: 높이다"""


class Wording(Strict):
    """글을 쉽게 쓰는 약속. 'build.py report'가 이 약속에서 벗어난 곳을 찾아 줍니다."""

    sentence_letters: Annotated[int, Field(ge=10)] = 50
    """한 문장의 글자 수. 이보다 길면 알려 줍니다."""
    avoid: tuple[AvoidedWord, ...] = ()
    """피할 말들."""
