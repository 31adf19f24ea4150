"""A campus, as an author writes it: `content/campuses/<slug>.yml`."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.records.record import (
    AnyDate,
    Count,
    Day,
    DistrictRef,
    Email,
    Image,
    Item,
    Markdown,
    Number,
    Phone,
    Positive,
    Sources,
    Strict,
    Text,
    Texts,
    Url,
)


class Address(Strict):
    """주소. 아는 부분만 씁니다."""

    road: Text | None = None
    """도로명주소. 예: 가온시 나루구 물길로 12"""
    detail: Text | None = None
    """건물, 층. 예: 나루빌딩 3층"""
    postcode: Annotated[str, Field(pattern=r"^\d{5}$")] | None = None
    """우편번호 다섯 자리. 파일에는 따옴표로 감싸 씁니다."""


class Location(Strict):
    """WGS 84 좌표."""

    lat: Annotated[Number, Field(ge=-90, le=90)]
    """위도."""
    lon: Annotated[Number, Field(ge=-180, le=180)]
    """경도."""


class Station(Strict):
    """가까운 역."""

    name: Text
    """역 이름. 예: 나루역"""
    lines: Texts = ()
    """호선들. 예: [7호선, 경의중앙선]"""
    exit: Positive | None = None
    """출구 번호."""
    walk_minutes: Count | None = None
    """역에서 걸어서 걸리는 시간(분)."""


class CampusEnglish(Strict):
    """캠퍼스의 영어 글."""

    name: Text
    """영어 이름."""
    summary: Text | None = None
    """영어 요약."""
    body: Markdown | None = None
    """영어 본문."""
    facilities: Texts = ()
    """영어로 쓴 공간들."""
    accessibility: Texts = ()
    """영어로 쓴 접근 편의."""
    hours: Text | None = None
    """영어로 쓴 여는 시간."""


class Campus(Item):
    """캠퍼스 하나."""

    folder: ClassVar[str] = "campuses"

    name: Text
    """캠퍼스 이름. 예: 나루캠퍼스"""
    district: DistrictRef
    """행정구역. districts.yml의 열쇠말입니다. 예: naru"""
    number: Positive | None = None
    """문을 연 순서. 예: 25"""
    opened: AnyDate | None = None
    """문을 연 날. 2025-11-03, 2025-11, 2025 가운데 아는 만큼 씁니다."""
    status: Literal["open", "preparing", "closed"] = "open"
    """운영 상태. open(운영), preparing(준비), closed(닫음) 가운데 하나."""
    specialism: Literal["ai"] | None = None
    """특화 분야. ai(AI 특화캠퍼스)"""
    address: Address | None = None
    """주소."""
    location: Location | None = None
    """좌표."""
    stations: tuple[Station, ...] = ()
    """가까운 역들."""
    area_m2: Annotated[Number, Field(ge=0)] | None = None
    """넓이(제곱미터)."""
    lecture_rooms: Count | None = None
    """강의실 수."""
    facilities: Texts = ()
    """공간들. 예: [커뮤니티 라운지, 팀 프로젝트실]"""
    phone: Phone | None = None
    """전화번호. 예: 02-123-4567"""
    email: Email | None = None
    """전자우편 주소."""
    url: Url | None = None
    """캠퍼스 누리집 주소."""
    hours: Text | None = None
    """여는 시간. 예: 평일 09:00–18:00"""
    accessibility: Texts = ()
    """접근 편의. 예: [승강기, 장애인 화장실]"""
    images: tuple[Image, ...] = ()
    """사진들."""
    summary: Text | None = None
    """한두 문장 요약."""
    body: Markdown | None = None
    """본문(마크다운). 제목은 ##부터 씁니다."""
    en: CampusEnglish | None = None
    """영어 글."""
    sources: Sources
    """출처들. sources.yml에 있는 열쇠말을 씁니다."""
    checked: Day
    """사실을 마지막으로 확인한 날. 예: 2025-11-03"""
