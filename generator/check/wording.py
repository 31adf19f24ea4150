"""From a kind of fault to the Korean sentence and the repair that an editor reads.

pydantic's own sentences are never shown. The codes on the left are pydantic's error types and those of
`records/record.py`; `Said` holds ours.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.text import with_particle

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """What is said of a fault: stable code, sentence, repair."""

    code: str
    message: str
    repair: str


_DATE_EXAMPLES = {"year": "2025", "month": "2025-11", "day": "2025-11-03", "minute": "2025-11-03 18:00"}
TARGET_NAMES = {
    "campuses": "캠퍼스",
    "courses": "과정",
    "stories": "이야기",
    "notices": "소식",
    "districts": "자치구",
    "fields": "분야",
    "sources": "출처",
    "region": "지역",
}
# Where a key is defined, if not by a file of its own.
_PLACES = {"districts": "districts.yml", "fields": "fields.yml", "sources": "sources.yml", "region": "site.yml의 region"}
# Keys whose absence breaks a promise of the site, each with what it is for.
_NEEDED = {
    "as_of": Said("bare-figure", "수치에 기준일(as_of)이 없습니다.", "'as_of: 2025-11'처럼 이 값이 맞는 때를 적으세요."),
    "source": Said("bare-figure", "출처(source)가 없습니다.", "'source: 열쇠말'로 sources.yml의 출처를 적으세요."),
    "consent": Said(
        "no-consent",
        "이 사람을 소개하는 근거(consent)가 없습니다.",
        "'consent: signed-form'처럼 press-release, signed-form, anonymised 가운데 하나를 적으세요.",
    ),
    "sources": Said("no-sources", "출처(sources)가 없습니다.", "'sources: [열쇠말]'로 sources.yml의 출처를 하나 이상 적으세요."),
}


def say(kind: str, key: str, facts: Facts, value: Any) -> Said:
    """What to say of a fault of `kind` (an error type) at `key`, with pydantic's facts and the value as written."""
    if kind == "missing":
        return _NEEDED.get(key) or Said(
            "missing-field", f"꼭 있어야 하는 항목 '{key}'{_subject(key)} 없습니다.", f"'{key}: …' 줄을 더하세요."
        )
    maker = _SAYINGS.get(kind)
    if maker is None:
        return Said(
            "bad-value",
            f"'{key}'의 값 {_shown(value)}{_topic(_shown(value))} 쓸 수 없습니다.",
            "편집 안내에서 이 항목에 쓸 수 있는 값을 살펴보세요.",
        )
    return maker(key, facts, value)


def unknown(key: str, near: str | None) -> Said:
    """What to say of a key that no record has; `near` is the known key most like it."""
    repair = f"'{near}'{_to(near)} 바꾸세요." if near else "이 줄을 지우거나, 편집 안내에서 항목의 이름을 찾아 쓰세요."
    return Said("unknown-field", f"'{key}'{with_particle(key, '이라는', '라는')[len(key) :]} 항목은 없습니다.", repair)


def _subject(word: str) -> str:
    return with_particle(word, "이", "가")[len(word) :]


def _topic(word: str) -> str:
    return with_particle(word, "은", "는")[len(word) :]


def _to(word: str) -> str:
    return with_particle(word, "으로", "로")[len(word) :]


def _shown(value: Any) -> str:
    if isinstance(value, tuple | dict):
        return "목록" if isinstance(value, tuple) else "묶음"
    text = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'"


def _text(key: str, _facts: Facts, value: Any) -> Said:
    if isinstance(value, tuple | dict):
        return Said("not-text", f"'{key}'에는 글 하나를 씁니다. 목록이나 묶음은 쓸 수 없습니다.", f"'{key}: 글'처럼 한 줄로 쓰세요.")
    shown = _shown(value)[1:-1]
    return Said(
        "not-text", f"'{key}'에는 글을 씁니다. {shown}{_topic(shown)} 글이 아닙니다.", f'큰따옴표로 감싸 "{shown}"{_to(shown)} 쓰세요.'
    )


def _integer(key: str, _facts: Facts, value: Any) -> Said:
    digits = "".join(letter for letter in str(value) if letter.isdigit())
    repair = (
        f"'{key}: {digits}'처럼 숫자만 쓰세요." if digits and isinstance(value, str) else f"'{key}: 25'처럼 쉼표와 단위 없이 정수만 쓰세요."
    )
    return Said("not-number", f"'{key}'에는 정수를 씁니다. {_shown(value)}{_topic(_shown(value))} 정수가 아닙니다.", repair)


def _number(key: str, _facts: Facts, value: Any) -> Said:
    digits = "".join(letter for letter in str(value) if letter.isdigit() or letter == ".")
    free = key == "fee" and value == "무료"
    example = "0" if free else digits if digits and isinstance(value, str) else "75.4"
    return Said(
        "not-number",
        f"'{key}'에는 수를 씁니다. {_shown(value)}{_topic(_shown(value))} 수가 아닙니다.",
        f"'{key}: {example}'처럼 숫자만 쓰세요.",
    )


def _range(words: str) -> Callable[[str, Facts, Any], Said]:
    def said(key: str, facts: Facts, value: Any) -> Said:
        bound = next(str(facts[name]) for name in ("ge", "le", "gt", "lt") if name in facts)
        message = (
            f"'{key}'의 값 {_shown(value)}{_topic(_shown(value))} 쓸 수 없습니다. {bound} {with_particle(words, '이어야', '여야')} 합니다."
        )
        return Said("out-of-range", message, f"{bound} {words}의 수로 고치세요.")

    return said


def _choice(key: str, facts: Facts, value: Any) -> Said:
    options = str(facts["expected"]).replace(" or ", ", ").replace("'", "")
    return Said("bad-choice", f"'{key}'에 {_shown(value)}{_topic(_shown(value))} 쓸 수 없습니다.", f"{options} 가운데 하나를 쓰세요.")


def _list(key: str, facts: Facts, value: Any) -> Said:
    if "group" in facts:
        inner = value if isinstance(value, str) else "…"
        return Said(
            "not-list", f"'{key}'에는 묶음의 목록을 씁니다.", f"'{key}:' 다음 줄에 두 칸 들여 '- {facts['group']}: {inner}'처럼 쓰세요."
        )
    example = f"'{key}: [{value}]'처럼" if isinstance(value, str) else f"'{key}: [하나, 둘]'처럼"
    return Said("not-list", f"'{key}'에는 목록을 씁니다.", f"{example} 대괄호로 묶으세요.")


_AGES = re.compile(r"(\d{1,3})\s*[-–~∼]\s*(\d{1,3})(?:세)?", re.ASCII)


def _map(key: str, _facts: Facts, value: Any) -> Said:
    if key == "age" and isinstance(value, str) and (ages := _AGES.fullmatch(value.strip())):
        return Said("not-group", "'age' 아래에는 '이름: 값'의 묶음을 씁니다.", f"'age: {{min: {ages[1]}, max: {ages[2]}}}'로 쓰세요.")
    if not key:  # the whole file
        return Said("not-group", "이 파일에는 '이름: 값'의 묶음을 씁니다.", "한 줄에 하나씩 '이름: 값'을 쓰세요.")
    return Said("not-group", f"'{key}' 아래에는 '이름: 값'의 묶음을 씁니다.", f"'{key}:' 다음 줄에 두 칸 들여 '이름: 값'을 쓰세요.")


def _boolean(key: str, _facts: Facts, _value: Any) -> Said:
    return Said("not-boolean", f"'{key}'에는 true나 false를 씁니다.", f"'{key}: true'나 '{key}: false'로 쓰세요.")


def _empty(key: str, _facts: Facts, _value: Any) -> Said:
    return Said("empty-value", f"'{key}'{_subject(key)} 비어 있습니다.", "값을 적거나 줄을 지우세요. 모르는 사실은 적지 않습니다.")


def _form(key: str, _facts: Facts, value: Any) -> Said:
    return Said("bad-form", f"'{key}'의 값 {_shown(value)}의 꼴이 맞지 않습니다.", '숫자 다섯 자리를 큰따옴표로 감싸 쓰세요. 예: "02178"')


def _length(key: str, facts: Facts, _value: Any) -> Said:
    wanted = facts.get("max_length") or facts.get("min_length")
    return Said("bad-length", f"'{key}'의 개수가 맞지 않습니다.", f"{wanted}개를 쓰세요.")


def _pair(key: str, _facts: Facts, _value: Any) -> Said:
    return Said("bad-length", f"'{key}'의 개수가 모자랍니다.", f"'{key}: [3, 4]'처럼 두 수를 쓰세요.")


def _too_short(key: str, facts: Facts, value: Any) -> Said:
    return _empty(key, facts, value) if facts.get("min_length") == 1 else _length(key, facts, value)


def _dates_allowed(facts: Facts) -> str:
    return ", ".join(_DATE_EXAMPLES[precision] for precision in facts["allowed"])


_ALWAYS = ("상시", "수시", "상시모집", "상시 모집", "수시모집", "수시 모집", "rolling")


def _date_form(key: str, facts: Facts, value: Any) -> Said:
    if key == "until" and value in _ALWAYS:
        return Said(
            "bad-date",
            f"'{key}'의 값 {_shown(value)}{_topic(_shown(value))} 날짜로 읽을 수 없습니다.",
            "언제나 받으면 'until: open-ended'로 쓰세요.",
        )
    repair = (
        f"'{facts['suggestion']}'{_to(str(facts['suggestion']))} 쓰세요."
        if facts.get("suggestion")
        else f"{_dates_allowed(facts)} 가운데 하나의 꼴로 쓰세요."
    )
    return Said("bad-date", f"'{key}'의 값 {_shown(value)}{_topic(_shown(value))} 날짜로 읽을 수 없습니다.", repair)


def _date_impossible(key: str, facts: Facts, value: Any) -> Said:
    near = facts.get("suggestion")
    if isinstance(value, str) and value.endswith(" 24:00"):
        said = f"'{key}'의 값 {_shown(value)}{_topic(_shown(value))} 없는 시각입니다."
        return Said("impossible-date", said, f"그날이 끝날 때까지면 시각 없이 '{key}: {value.removesuffix(' 24:00')}'로 쓰세요.")
    repair = (
        f"'{near}'일 수 있습니다. 공고에서 날짜를 확인해 고치세요."
        if near
        else "월은 01–12, 시각은 00:00–23:59입니다. 공고에서 날짜를 확인해 고치세요."
    )
    return Said("impossible-date", f"'{key}'의 값 {_shown(value)}{_topic(_shown(value))} 없는 날입니다.", repair)


def _date_precision(key: str, facts: Facts, value: Any) -> Said:
    message = f"'{key}'의 값 {_shown(value)}{_topic(_shown(value))} 여기에 쓸 수 없는 꼴입니다."
    return Said("date-precision", message, f"{_dates_allowed(facts)}처럼 쓰세요.")


def _slug(key: str, _facts: Facts, value: Any) -> Said:
    return Said(
        "bad-slug",
        f"'{key}'의 값 {_shown(value)}{_topic(_shown(value))} 주소로 쓸 수 없습니다.",
        "영어 소문자, 숫자, 붙임표(-)만 쓰세요. 예: jungnang-genai",
    )


def _control(key: str, _facts: Facts, _value: Any) -> Said:
    return Said("control-character", f"'{key}'에 보이지 않는 제어 글자가 있습니다.", "그 글자를 지우고 다시 쓰세요.")


def _long(key: str, facts: Facts, _value: Any) -> Said:
    return Said("too-long", f"'{key}'의 글이 너무 깁니다. {facts['most']}자를 넘지 않습니다.", "짧게 줄이고, 긴 글은 본문에 쓰세요.")


def _url(key: str, _facts: Facts, value: Any) -> Said:
    return Said(
        "bad-url",
        f"'{key}'의 값 {_shown(value)}{_topic(_shown(value))} 누리집 주소가 아닙니다.",
        "https://로 시작하는 주소를 빈칸과 @, \\ 없이 쓰세요.",
    )


def _colour(key: str, _facts: Facts, value: Any) -> Said:
    return Said(
        "bad-colour",
        f"'{key}'의 값 {_shown(value)}{_topic(_shown(value))} 빛깔이 아닙니다.",
        "'#' 뒤에 숫자와 a–f로 여섯 자리를 쓰고 큰따옴표로 감싸세요. 예: \"#285d33\"",
    )


def _languages(_key: str, _facts: Facts, value: Any) -> Said:
    shown = f"[{', '.join(value)}]" if isinstance(value, tuple) else _shown(value)
    return Said(
        "bad-languages", f"언어의 목록 {shown}{_topic(shown)} 쓸 수 없습니다.", "'languages: [ko]'나 'languages: [ko, en]'으로 쓰세요."
    )


def _reference(_key: str, facts: Facts, value: Any) -> Said:
    name = TARGET_NAMES[str(facts["target"])]
    near = str(facts.get("near") or "")
    place = _PLACES.get(str(facts["target"])) or f"{facts['target']} 폴더"
    repair = f"'{near}'{_to(near)} 바꾸세요." if near else f"{place}에 있는 이름을 쓰거나, 먼저 {with_particle(name, '을', '를')} 더하세요."
    return Said(
        "broken-reference",
        f"{_shown(value)}{with_particle(_shown(value), '이라는', '라는')[len(_shown(value)) :]} "
        f"{with_particle(name, '은', '는')} 없습니다.",
        repair,
    )


_SAYINGS: dict[str, Callable[[str, Facts, Any], Said]] = {
    "string_type": _text,
    "string_too_short": _empty,
    "string_pattern_mismatch": _form,
    "int_type": _integer,
    "int_from_float": _integer,
    "number_type": _number,
    "greater_than_equal": _range("이상"),
    "less_than_equal": _range("이하"),
    "literal_error": _choice,
    "tuple_type": _list,
    "too_short": _too_short,
    "too_long": _length,
    "item_missing": _pair,
    "model_type": _map,
    "model_attributes_type": _map,
    "dict_type": _map,
    "bool_type": _boolean,
    "date_form": _date_form,
    "date_impossible": _date_impossible,
    "date_precision": _date_precision,
    "control_character": _control,
    "long_line": _long,
    "bad_slug": _slug,
    "bad_url": _url,
    "bad_colour": _colour,
    "bad_languages": _languages,
    "broken_reference": _reference,
}
