"""From a kind of fault to the Korean sentence and the repair that an editor reads.

pydantic's own sentences are never shown. The codes on the left are pydantic's error types and those of
`records/record.py`; `Said` holds ours.
"""

from collections.abc import Callable
from typing import Any

from generator.check.link_repairs import address_meant
from generator.check.said import Facts, Said, change_to, of_value, quoted
from generator.check.said_dates import date_form, date_impossible, date_precision
from generator.check.said_forms import FIVE_DIGITS, email, form, phone
from generator.check.said_groups import LANGUAGES_REPAIR, empty, group_wanted, length, list_wanted, missing, pair, too_short
from generator.check.said_numbers import integer, limit, number
from generator.text import SLUG_LIMIT, particle, to, topic, with_particle
from generator.urls import PLACE_REPAIR

TARGET_NAMES = {
    "campuses": "캠퍼스",
    "courses": "과정",
    "stories": "이야기",
    "notices": "소식",
    "districts": "행정구역",
    "fields": "분야",
    "sources": "출처",
    "region": "지역",
}
# Where a key is defined, if not by a file of its own.
_PLACES = {"districts": "districts.yml", "fields": "fields.yml", "sources": "sources.yml", "region": "site.yml의 region"}


def say(kind: str, key: str, facts: Facts, value: Any) -> Said:
    """What to say of a fault of `kind` (an error type) at `key`, with pydantic's facts and the value as written."""
    if kind == "missing":
        return missing(key, facts)
    maker = _SAYINGS.get(kind)
    if maker is None:
        return Said(
            "bad-value",
            f"{of_value(key, value)} 쓸 수 없습니다.",
            "편집 안내에서 이 항목에 쓸 수 있는 값을 살펴보세요.",
        )
    return maker(key, facts, value)


def _text(key: str, _facts: Facts, value: Any) -> Said:
    if isinstance(value, tuple | dict):
        return Said("not-text", f"'{key}'에는 글 하나를 씁니다. 목록이나 묶음은 쓸 수 없습니다.", f"'{key}: 글'처럼 한 줄로 쓰세요.")
    written = quoted(value)[1:-1]
    message = f"'{key}'에는 글을 씁니다. {written}{topic(written)} 글이 아닙니다."
    if key in ("postcode", "code") and len(written) != 5:
        return Said("not-text", message, FIVE_DIGITS)
    return Said("not-text", message, f'큰따옴표로 감싸 "{written}"{to(written)} 쓰세요.')


def _choice(key: str, facts: Facts, value: Any) -> Said:
    options = str(facts["expected"]).replace(" or ", ", ").replace("'", "")
    return Said("bad-choice", f"'{key}'에 {quoted(value)}{topic(quoted(value))} 쓸 수 없습니다.", f"{options} 가운데 하나를 쓰세요.")


def _boolean(key: str, _facts: Facts, _value: Any) -> Said:
    return Said("not-boolean", f"'{key}'에는 true나 false를 씁니다.", f"'{key}: true'나 '{key}: false'로 쓰세요.")


def _slug(key: str, _facts: Facts, value: Any) -> Said:
    if isinstance(value, str) and len(value) > SLUG_LIMIT:
        return Said("bad-slug", f"{of_value(key, value)} 너무 깁니다.", f"{SLUG_LIMIT}자 안으로 줄이세요.")
    return Said(
        "bad-slug",
        f"{of_value(key, value)} 주소로 쓸 수 없습니다.",
        "영어 소문자, 숫자, 붙임표(-)만 쓰세요. 예: naru-genai",
    )


def _control(key: str, _facts: Facts, _value: Any) -> Said:
    return Said("control-character", f"'{key}'에 보이지 않는 제어 글자가 있습니다.", "그 글자를 지우고 다시 쓰세요.")


def _long(key: str, facts: Facts, _value: Any) -> Said:
    return Said("too-long", f"'{key}'의 글이 너무 깁니다. {facts['most']}자를 넘지 않습니다.", "짧게 줄이고, 긴 글은 본문에 쓰세요.")


def _url(key: str, _facts: Facts, value: Any) -> Said:
    meant = address_meant(str(value))
    repair = f"'{meant}'{to(meant)} 쓰세요." if meant else "https://로 시작하는 주소를 빈칸과 @, \\ 없이 쓰세요."
    return Said("bad-url", f"{of_value(key, value)} 누리집 주소가 아닙니다.", repair)


def _site_address(_key: str, _facts: Facts, value: Any) -> Said:
    return Said("bad-url", f"{quoted(value)}에는 누리집을 둘 수 없습니다.", PLACE_REPAIR)


def _colour(key: str, _facts: Facts, value: Any) -> Said:
    return Said(
        "bad-colour",
        f"{of_value(key, value)} 빛깔이 아닙니다.",
        "'#' 뒤에 숫자와 a–f로 여섯 자리를 쓰고 큰따옴표로 감싸세요. 예: \"#285d33\"",
    )


def _languages(_key: str, _facts: Facts, value: Any) -> Said:
    written = f"[{', '.join(value)}]" if isinstance(value, tuple) else quoted(value)
    return Said("bad-languages", f"언어의 목록 {written}{topic(written)} 쓸 수 없습니다.", LANGUAGES_REPAIR)


def _reference(key: str, facts: Facts, value: Any) -> Said:
    name = TARGET_NAMES[str(facts["target"])]
    near = str(facts.get("near") or "")
    table = _PLACES.get(str(facts["target"]))
    place = table or f"{facts['target']} 폴더"
    several = near.startswith("[")  # of use where a list may stand
    if not near or several and not facts.get("inside"):
        gone = f" {with_particle(name, '을', '를')} 지웠으면 이 이름도 지우세요." if facts.get("spare") and not table else ""
        repair = f"{place}에 있는 이름을 쓰거나, 먼저 {with_particle(name, '을', '를')} 더하세요.{gone}"
    else:
        repair = f"여럿이면 '{key}: {near}'{to(near)} 쓰세요." if several else change_to(near)
    return Said(
        "broken-reference",
        f"{quoted(value)}{particle(quoted(value), '이라는', '라는')} {with_particle(name, '은', '는')} 없습니다.",
        repair,
    )


_SAYINGS: dict[str, Callable[[str, Facts, Any], Said]] = {
    "string_type": _text,
    "string_too_short": empty,
    "string_pattern_mismatch": form,
    "bad_email": email,
    "bad_phone": phone,
    "int_type": integer,
    "int_from_float": integer,
    "number_type": number,
    "greater_than_equal": limit("이상"),
    "less_than_equal": limit("이하"),
    "literal_error": _choice,
    "tuple_type": list_wanted,
    "too_short": too_short,
    "too_long": length,
    "item_missing": pair,
    "model_type": group_wanted,
    "model_attributes_type": group_wanted,
    "dict_type": group_wanted,
    "bool_type": _boolean,
    "date_form": date_form,
    "date_impossible": date_impossible,
    "date_precision": date_precision,
    "control_character": _control,
    "long_line": _long,
    "bad_slug": _slug,
    "bad_url": _url,
    "bad_site_address": _site_address,
    "bad_colour": _colour,
    "bad_languages": _languages,
    "broken_reference": _reference,
}
