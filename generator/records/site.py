"""`content/site.yml`: what the whole site says of itself, and its colours."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.records.record import (
    Day,
    Email,
    LabelledFigure,
    Phone,
    Slug,
    SourceRef,
    StoryRef,
    Strict,
    Text,
    Url,
)
from generator.urls import MAIN_LANGUAGE, is_site_address


class LabelEnglish(Strict):
    """영어 이름."""

    label: Text
    """영어 이름."""


class SiteLink(Strict):
    """이름이 붙은 바깥 주소."""

    label: Text
    """보이는 이름."""
    url: Url
    """주소."""
    en: LabelEnglish | None = None
    """영어 이름."""


class Contact(SiteLink):
    """물어볼 곳."""

    email: Email | None = None
    """전자우편 주소."""
    phone: Phone | None = None
    """전화번호."""


class ProgrammeFigure(LabelledFigure):
    """사업 전체의 수치."""

    id: Slug
    """수치를 부르는 이름. 주소 /results/#이름 에 쓰입니다."""


class HomeEnglish(Strict):
    """첫 쪽의 영어 글."""

    sentence: Text
    """이것이 무엇인지 한 문장."""


class Home(Strict):
    """첫 쪽에 올릴 것."""

    sentence: Text
    """이것이 무엇인지 한 문장."""
    figures: tuple[Slug, ...] = ()
    """첫 쪽에 보일 수치의 id들."""
    story: StoryRef | None = None
    """첫 쪽에 보일 이야기."""
    sources: tuple[SourceRef, ...] = ()
    """첫 문장의 출처."""
    en: HomeEnglish | None = None
    """영어 글."""


class DistrictMap(Strict):
    """행정구역의 지도."""

    source: SourceRef
    """행정구역 자료의 출처."""
    river: tuple[tuple[int, int], ...] = ()
    """강이 지나는 칸 모서리들 [x, y]. 왼쪽 위가 [0, 0]입니다."""


class LicenceEnglish(Strict):
    """이용 조건의 영어 글."""

    url: Url
    """영어로 된 이용 조건의 주소."""


class Licence(Strict):
    """글과 자료의 이용 조건."""

    name: Text
    """이용 조건의 이름."""
    url: Url
    """이용 조건 원문의 주소."""
    en: LicenceEnglish | None = None
    """영어 글."""


def _languages(value: tuple[str, ...]) -> tuple[str, ...]:
    """Korean first, none twice."""
    if value[:1] != (MAIN_LANGUAGE,) or len(set(value)) < len(value):
        raise PydanticCustomError("bad_languages", "not Korean first, or one twice", {"value": ", ".join(map(str, value))})
    return value


class RegionEnglish(Strict):
    """지역의 영어 이름들."""

    name: Text
    """영어 이름. 예: Gaon"""
    river: Text | None = None
    """강의 영어 이름. 예: the Daon River"""


class Region(Strict):
    """이 누리집이 다루는 지역. 쪽의 낱말과 신청 조건에 쓰입니다."""

    slug: Slug
    """지역의 열쇠말. 과정의 residence에 적습니다. 예: gaon"""
    name: Text
    """이름. 예: 가온"""
    districts: Text = "자치구"
    """지역을 나누는 단위. 예: 자치구"""
    river: Text | None = None
    """지도에 그린 강의 이름. 예: 다온강"""
    en: RegionEnglish | None = None
    """영어 이름들."""


def _site_address(value: str) -> str:
    if not is_site_address(value):
        raise PydanticCustomError("bad_site_address", "no site can stand there", {"value": value})
    return value


SiteAddress = Annotated[Url, AfterValidator(_site_address)]


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise PydanticCustomError("bad_colour", "not a colour", {"value": value})
    return value.lower()


Colour = Annotated[str, AfterValidator(_colour), WithJsonSchema({"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"})]
Shades = tuple[Colour, Colour]


class Colours(Strict):
    """누리집의 빛깔. [밝은 화면, 어두운 화면]을 모두 적습니다. 글과 바탕은 7:1 넘게 달라야 합니다."""

    ground: Shades
    """쪽의 바탕. 예: ["#fbf8f1", "#121713"]"""
    card: Shades
    """카드의 바탕. 예: ["#ffffff", "#1b221d"]"""
    band: Shades
    """띠의 바탕. 예: ["#f3eee2", "#232b25"]"""
    text: Shades
    """글. 예: ["#1e2124", "#f1f4ee"]"""
    soft: Shades
    """여린 글. 예: ["#464c53", "#c5cec4"]"""
    link: Shades
    """링크와 제목의 강조. 예: ["#1f4727", "#a9dab4"]"""
    label: Shades
    """이름표. 예: ["#5a3e1b", "#e8d3ae"]"""
    button: Shades
    """단추와 '모집중'의 바탕. 예: ["#285d33", "#a9dab4"]"""
    button_text: Shades
    """단추와 '모집중'의 글. 예: ["#ffffff", "#0e2012"]"""
    river: Shades | None = None
    """지도의 강. 예: ["#9ed2fa", "#085691"]"""


class SiteEnglish(Strict):
    """누리집의 영어 글."""

    name: Text
    """영어 이름."""
    short_name: Text
    """영어 짧은 이름."""
    description: Text
    """영어 소개."""


class SiteInfo(Strict):
    """누리집 전체의 정보."""

    name: Text
    """이름."""
    short_name: Text
    """짧은 이름."""
    description: Text
    """한두 문장 소개."""
    base_url: SiteAddress
    """누리집이 놓일 주소. /로 끝납니다."""
    apply_url: Url
    """신청을 받는 공식 누리집의 주소."""
    contact: Contact
    """물어볼 곳."""
    links: tuple[SiteLink, ...] = ()
    """공식 누리집들."""
    languages: Annotated[tuple[Literal["ko", "en"], ...], AfterValidator(_languages)]
    """쓰는 언어들. [ko]나 [ko, en]. 첫째인 ko가 주 언어입니다."""
    figures: tuple[ProgrammeFigure, ...] = ()
    """사업 전체의 수치들."""
    home: Home
    """첫 쪽에 올릴 것."""
    region: Region | None = None
    """이 누리집이 다루는 지역."""
    map: DistrictMap
    """행정구역의 지도."""
    colours: Colours | None = None
    """누리집의 빛깔. 없으면 이 프로그램의 빛깔을 씁니다."""
    licence: Licence
    """글과 자료의 이용 조건."""
    security_expires: Day | None = None
    """보안에 대해 알릴 곳(contact)이 맞다고 보증하는 마지막 날. 적으면 security.txt를 냅니다. 한 해를 넘기지 않습니다."""
    en: SiteEnglish | None = None
    """영어 글."""
