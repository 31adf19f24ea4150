"""The field vocabulary: the types every kind of record is made of.

The sentence under a field is what an editor reads: it becomes the description in the JSON Schema, in the
file that `build.py new` writes and in the documentation. That is why those sentences are Korean.
"""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from generator import text
from generator.dates import DateFault, When, parse
from generator.records.named import keys_meant
from generator.urls import is_web_address

OPEN_ENDED = "open-ended"
EVERY = "all"
# One line of text, in letters: several times the longest that anyone would read.
LINE_LIMIT = 1000
DATE_PATTERNS = {
    "year": r"\d{4}",
    "month": r"\d{4}-\d{2}",
    "day": r"\d{4}-\d{2}-\d{2}",
    "minute": r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}",
}


class Strict(BaseModel):
    """Base of all records: unknown keys refused, nothing coerced, nothing changed later."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # pydantic looks for private attributes and keys beyond the fields, which no record has, at five times the cost: it is
            # asked a hundred thousand times whether a kind of item has pictures, a campus, dates.
            raise AttributeError(name)


def _line(value: str) -> str:
    if len(value) > LINE_LIMIT:
        raise PydanticCustomError("long_line", "too long", {"most": LINE_LIMIT})
    if text.INVISIBLE.search(value):
        raise PydanticCustomError("control_character", "a letter that cannot be seen", {"value": value})
    return " ".join(value.split())


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_line)]
Markdown = Annotated[str, StringConstraints(min_length=1)]
Texts = tuple[Text, ...]


def _slug(value: str) -> str:
    if not text.is_slug(value):
        raise PydanticCustomError("bad_slug", "not a slug", {"value": value})
    return value


Slug = Annotated[str, AfterValidator(_slug), WithJsonSchema({"type": "string", "pattern": f"^{text.SLUG.pattern}$"})]


def _url(value: str) -> str:
    if not is_web_address(value):
        raise PydanticCustomError("bad_url", "not a web address", {"value": value})
    return value


Url = Annotated[str, AfterValidator(_url), WithJsonSchema({"type": "string", "format": "uri"})]


def _email(value: str) -> str:
    if not EMAIL.fullmatch(value):
        raise PydanticCustomError("bad_email", "no address of mail", {"value": value})
    return value


def _phone(value: str) -> str:
    if not PHONE.fullmatch(value):
        raise PydanticCustomError("bad_phone", "no number to dial", {"value": value})
    return value


EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
# As a person dials it in Korea: 02-123-4567, 1577-1234, 120, +82 2-123-4567. Links are made of it, so it has nothing else.
PHONE = re.compile(r"(?=(?:\D*\d){3,15}\D*$)(?:\+82[ -]?(?!0))?\d+(?:-\d+){0,3}", re.ASCII)
Email = Annotated[Text, AfterValidator(_email)]
Phone = Annotated[Text, AfterValidator(_phone)]


def _number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("number_type", "not a number", {"value": str(value)})
    return value


Number = Annotated[int | float, PlainValidator(_number), WithJsonSchema({"type": "number"})]
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
# What a person is old; more is a slip of the keys.
Years = Annotated[int, Field(ge=0, le=120)]


def _reader(*allowed: str) -> Callable[[Any], When]:
    """What reads a date of one of the `allowed` precisions."""

    def read(value: Any) -> When:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise PydanticCustomError("date_form", "not a date", {"value": str(value), "allowed": allowed})
        try:
            when = parse(value)
        except DateFault as fault:
            facts = {"value": value, "allowed": allowed, "suggestion": fault.suggestion or ""}
            raise PydanticCustomError(f"date_{fault.kind}", "no date", facts) from None
        if when.precision not in allowed:
            raise PydanticCustomError("date_precision", "wrong precision", {"value": value, "allowed": allowed})
        return when

    return read


def _pattern(*allowed: str) -> str:
    return f"^({'|'.join(DATE_PATTERNS[precision] for precision in allowed)})$"


def _date(*allowed: str) -> tuple[PlainValidator, WithJsonSchema]:
    """What makes a When a date of one of the `allowed` precisions."""
    # A bare year is a YAML number; every other precision is text.
    kinds = ["string", "integer"] if "year" in allowed else "string"
    return PlainValidator(_reader(*allowed)), WithJsonSchema({"type": kinds, "pattern": _pattern(*allowed)})


AnyDate = Annotated[When, *_date("year", "month", "day")]
Day = Annotated[When, *_date("day")]
Moment = Annotated[When, *_date("day", "minute")]
_BOUNDARY = ("month", "day", "minute")
Boundary = Annotated[When, *_date(*_BOUNDARY)]


def _until(value: Any) -> Any:
    return value if value == OPEN_ENDED else _read_boundary(value)


_read_boundary = _reader(*_BOUNDARY)
_UNTIL_SCHEMA = {"anyOf": [{"const": OPEN_ENDED}, {"type": "string", "pattern": _pattern(*_BOUNDARY)}]}
Until = Annotated[When | str, PlainValidator(_until), WithJsonSchema(_UNTIL_SCHEMA)]


# What references may name: for each target its keys, and what people call each of them.
Known = Mapping[str, Mapping[str, str]]

# What people write for every one of them.
_EVERY_ONE = ("전체", "모두", "전부", "모든 캠퍼스", "전체 캠퍼스", "전 캠퍼스", "every", "All", "ALL")


def _reference(target: str, *extra: str) -> tuple[AfterValidator, FieldInfo]:
    """What makes a text the key of another item: one that `context[target]` holds, or one of `extra`."""

    def check(value: str, info: ValidationInfo) -> str:
        known: Known = info.context or {}
        if target in known and value not in known[target] and value not in extra:
            every = EVERY if EVERY in extra and value in _EVERY_ONE else None
            near = every or keys_meant(value, known[target])
            raise PydanticCustomError("broken_reference", "no such item", {"value": value, "target": target, "near": near})
        return value

    about: dict[str, Any] = {"x-ref": target} | ({"x-also": list(extra)} if extra else {})
    return AfterValidator(check), Field(json_schema_extra=about)


CampusRef = Annotated[str, *_reference("campuses")]
CampusOrEvery = Annotated[str, *_reference("campuses", EVERY)]
CourseRef = Annotated[str, *_reference("courses")]
StoryRef = Annotated[str, *_reference("stories")]
DistrictRef = Annotated[str, *_reference("districts")]
FieldRef = Annotated[str, *_reference("fields")]
SourceRef = Annotated[str, *_reference("sources")]
RegionRef = Annotated[str, *_reference("region")]


def _as_list(value: Any) -> Any:
    """One key, written without a list, is a list of one."""
    return (value,) if isinstance(value, str) else value


_OneOrMore = Field(min_length=1, json_schema_extra={"x-one": True})
CampusRefs = Annotated[tuple[CampusRef, ...], BeforeValidator(_as_list), _OneOrMore]
CampusesOrEvery = Annotated[tuple[CampusOrEvery, ...], BeforeValidator(_as_list), _OneOrMore]


class FigureEnglish(Strict):
    """수치의 영어 글."""

    label: Text | None = None
    """영어 이름."""
    unit: Text | None = None
    """영어 단위."""
    note: Text | None = None
    """영어 풀이."""


class Figure(Strict):
    """누군가 옮겨 적을 수 있는 수치. 기준일과 출처 없이 홀로 서지 않습니다."""

    label: Text | None = None
    """수치의 이름. 예: 취업률"""
    value: Number
    """수치의 값. 쉼표 없이 숫자만 씁니다."""
    unit: Text
    """단위. 예: 명"""
    as_of: AnyDate
    """이 값이 맞는 때. 2025, 2025-11, 2025-11-03 가운데 아는 만큼 씁니다."""
    source: SourceRef
    """출처. sources.yml에 있는 열쇠말을 씁니다."""
    note: Text | None = None
    """이 수치가 말하지 않는 것, 범위."""
    en: FigureEnglish | None = None
    """영어 글."""


class LabelledFigure(Figure):
    """이름이 있는 수치."""

    label: Text
    """수치의 이름. 예: 자격 취득"""


class Apply(Strict):
    """신청 기간과 방법. 아는 것만 씁니다."""

    from_: Boundary | None = Field(None, alias="from")
    """신청을 받기 시작하는 때. 2025-11-03 09:00, 2025-11-03, 2025-11"""
    until: Until | None = None
    """신청을 마감하는 때. 예: 2025-11-21 18:00. 언제나 받으면 open-ended"""
    url: Url | None = None
    """신청하는 쪽의 주소. https://로 시작합니다."""
    how: Text | None = None
    """신청 방법 한 문장."""


class Image(Strict):
    """사진 한 장."""

    file: Text
    """사진 파일. content 폴더에서 시작하는 경로를 씁니다. 예: images/naru-lounge.jpg"""
    alt: Text
    """사진을 보지 못하는 사람에게 들려줄 한 문장."""
    credit: Text | None = None
    """찍은 사람이나 출처."""


class Attachment(Strict):
    """내려받을 파일 하나."""

    file: Text
    """내려받을 파일. content 폴더에서 시작하는 경로를 씁니다. 예: files/notice.pdf"""
    label: Text
    """파일의 이름. 읽는 사람에게 보이는 글입니다."""


class Item(Strict):
    """모든 종류에 있는 항목."""

    folder: ClassVar[str]

    unverified: Texts = ()
    """출처가 공식이 아닌 항목의 이름들. 쪽에 '공식 확인 필요'가 붙습니다. 예: [address, stations]"""
    sources: tuple[SourceRef, ...] = ()
    """출처들. sources.yml에 있는 열쇠말을 씁니다."""
    checked: Day | None = None
    """사실을 마지막으로 확인한 날. 예: 2025-11-03"""
    aliases: tuple[Slug, ...] = ()
    """예전 파일 이름(주소)들. 옛 주소로 온 사람을 새 주소로 이끕니다. 예: [old-name]"""
    draft: bool = False
    """초안. 공개하지 않습니다."""
    publish: Moment | None = None
    """이 때부터 공개합니다. 예: 2025-11-03 09:00"""


Sources = Annotated[tuple[SourceRef, ...], Field(min_length=1)]
# What an item that is published has to have, and a draft may still lack: where its facts are from, and when they were checked.
LATER = ("sources", "checked")
